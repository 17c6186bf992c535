/**
 * What the five documents ask to be kept as a list (台账、库、清单、图、名录), row by row: which document and clause, which
 * words say so, and which element of the pack answers. A table of its own, so that a pack that loses one is found out.
 *
 *     row | clause | words of the document | elements: kind:id … | labels of the fields the words imply
 *
 * `…` in the words stands for anything between. Rows named X2-… are the capabilities all cities share.
 */

/** One row. */
export interface RegistryRow {
  readonly city: 'RC' | 'LC' | 'LF' | 'QD' | 'SM';
  readonly row: string;
  readonly clause: string;
  readonly words: readonly string[];
  readonly elements: readonly string[];
  readonly fields: readonly string[];
}

const TABLE = `
RC-G1 | RC 三(一)2 | 建立战略项目专家库、链条企业库 | registry:RC-G1 | 姓名 领域 单位 联系方式
RC-G2 | RC 三(一)2 | 链条企业库…近远期招商重点 | registry:RC-G2 | 企业 产业链 位置 近远期
RC-G3 | RC 三(一)2 | 制定完善产业链招商图谱 | registry:RC-G3 target:RC-G3 target:RC-B9 | 产业 环节 上游 下游 缺口 目标企业
RC-G4 | RC 三(一)3 | 编制重点产业目录和园区准入清单 | registry:RC-G4 task:RC-H3 | 园区 产业 类别 政策依据 人才金融要素
RC-G5 | RC 三(二)5 | 建立企业合作招商库…发布、推送 | registry:RC-G5 | 企业 合作需求 优势资源 联络员 已发布 推送对象
RC-G6 | RC 三(二)5 | 建立企业联络员制度 | registry:RC-G6 | 企业 联络员
RC-G7 | RC 三(六)16 | 报商务局备案登记…招商代表团队规模控制在30－40名 | registry:RC-G7 target:RC-B5 | 姓名 产业 地区 聘请单位 备案日期 成效 奖励
RC-G8 | RC 三(六)17 | 荣成在外政经商研等社会人士资源…实行市领导分包…定期联络拜访机制 | registry:RC-G8 task:RC-H17 | 姓名 界别 所在地 分包市领导 最近联络
RC-G9 | RC 三(七)18 | 聘为招商顾问 | registry:RC-G9 | 姓名 单位 协议
RC-G10 | RC 三(九)23 | 研究制定盘活计划，实行台账管理 | registry:RC-G10 task:RC-H23 | 资产 类别 路径 计划 时限
RC-G11 | RC 三(八)19 | 联合设立产业基金 | registry:RC-G11 | 基金 管理人 投资阶段 项目
RC-G12 | RC 三(八)20 | 举办融资需求对接会…基金入股和股权抵押 | registry:RC-G12 | 企业 领域 金额 方式
RC-G13 | RC 三(三)10 | 建立互访合作机制 | registry:RC-G13 | 合作方 类型 往来
RC-G14 | RC 三(一)2 | 康得集团、中核集团、歌尔集团 | registry:RC-G14 | 企业 合作内容
RC-G15 | RC 三(一)2 | 微电子、集成电路、智能穿戴、智能传感器 | registry:RC-G15 | 产业 方向
RC-B2 | RC 二 | 5大优势产业集群基本形成 | target:RC-B2 target:RC-G3 |
RC-B5 | RC 三(六)16 | 30－40名 | target:RC-B5 registry:RC-G7 |
RC-B6 | RC 三(九)23 | 60万平米闲置厂房 | registry:RC-B6 target:RC-B6 | 名称 面积 属地 产权 基础设施 规划冲突 盘活计划 状态
RC-B7 | RC 三(九)23 | 49万平米闲置商贸设施 | registry:RC-B7 target:RC-B7 target:RC-B6-B7 | 名称 面积 属地 产权 基础设施 规划冲突 盘活计划 状态
RC-B9 | RC 三(一)2 | 编制三年招商行动计划 | target:RC-B9 task:RC-H2 |
RC-B12 | RC 三(九)22 | 所有符合重点园区的项目都要进驻园区 | target:RC-B12 registry:RC-G4 |
RC-C3 | RC 三(一)3 | 前置性论证 | registry:RC-G4 task:RC-H3 |
RC-C5 | RC 三(九)23 | 对产权清晰、基础设施完备的优先盘活…由区镇购买或租赁后集中规划 | registry:RC-G10 registry:RC-B6 registry:RC-B7 | 路径
RC-F1 | RC 三(九)22 | 年度分配方案 | split:RC-F1 |
RC-F2 | RC 三(六)16 | 报商务局备案登记 | registry:RC-G7 | 备案日期
RC-F3 | RC 三(六)16 | 一事一议的方式，加大招商引荐人奖励资金比例 | consequence:RC-F3 registry:RC-G7 | 奖励
RC-F4 | RC 三(七)18 | 购买服务的方式 | registry:RC-G9 task:RC-H18 | 协议
RC-H2 | RC 三(一)2 | 建立战略项目专家库、链条企业库 | task:RC-H2 registry:RC-G1 registry:RC-G2 |
RC-H5 | RC 三(二)5 | 建立企业合作招商库 | task:RC-H5 registry:RC-G5 |
RC-H16 | RC 三(六)16 | 聘为招商代表 | task:RC-H16 registry:RC-G7 |
RC-H17 | RC 三(六)17 | 搜集整理荣成在外 | task:RC-H17 registry:RC-G8 |
RC-H23 | RC 三(九)23 | 实行台账管理 | task:RC-H23 registry:RC-G10 |
X2-4-RC | RC 三(六)17 | 联络拜访机制 | activity:visit registry:RC-G8 | 最近联络
X2-42-RC | RC 三(一)2 | 链条企业库 | registry:RC-G2 registry:RC-G14 |
X2-43-RC | RC 三(一)2 | 产业链招商图谱 | registry:RC-G3 |
X2-44-RC | RC 三(二)5 | 企业合作招商库 | registry:RC-G5 registry:RC-G2 |
X2-45-RC | RC 三(九)23 | 闲置厂房 | registry:RC-B6 registry:RC-B7 registry:RC-G10 |
X2-46-RC | RC 三(一)3 | 园区准入清单 | registry:RC-G4 target:RC-B12 review:placement |
X2-47-RC | RC 四·24 | 实行政策一口对外 | registry:RC-policy review:joint | 政策名称 责任单位 政策要点 适用对象 支持标准 有效期至 文号和条款
X2-48-RC | RC 三(一)2 | 专家库 | registry:RC-G1 registry:RC-G8 |
X2-49-RC | RC 三(二)5 | 企业大走访活动 | registry:RC-G5 registry:RC-G6 task:RC-H5 |
X2-51-RC | RC 四·26 | 强化督导调度 | task:RC-H1 task:RC-H26 |
X2-52-RC | RC 三(一)4 | 定期组织一线招商人员培训 | activity:training activity:observation task:RC-H4 task:RC-H14 task:RC-H26 |
X2-53-RC | RC 三(八)19 | 产业基金 | registry:RC-G11 task:RC-H19 task:RC-H20 task:RC-H21 |
X2-54-RC | RC 三(四)14 | 招商人才 | task:RC-H14 |
X2-56-RC | RC 三(二)5 | 通过智慧招商平台发布、推送 | registry:RC-G5 | 已发布 推送对象
LC-G1 | LC 三(五) | 建立聊城籍在外人员、聊城异地商会信息库和长期联络机制 | registry:LC-G1 task:LC-H9 | 姓名或商会 类别 所在地 联系方式 最近联络
LC-G2 | LC 三(五) | 搜集会员企业投资计划、投资需求 | registry:LC-G2 target:LC-B17 | 商会 企业 投资计划或需求 联系方式 日期
LC-G3 | LC 三(一) | 筛选走访对接知名企业 | registry:LC-G3 target:LC-B9 | 团组 企业 类别 榜单年度
LC-G4 | LC 三(一) | 产业招商专项规划和产业招商项目 | registry:LC-G4 task:LC-H2 | 团组 文件 日期
LC-G5 | LC 三(三) | 制定企业新旧动能转换方案,拿出优质资源 | registry:LC-G5 task:LC-H7 | 企业 方案 拿出的资源
LC-G6 | LC 三(四) | 标准厂房、职工宿舍…园中园 | registry:LC-G6 task:LC-H8 | 园区 合作方 厂房面积 职工宿舍
LC-G7 | LC 三(二) | 会计师事务所等中介机构 | registry:LC-G7 task:LC-H6 | 机构 层级 联络机制
LC-B17 | LC 三(五) | 可供走访的投资企业信息 | target:LC-B17 registry:LC-G2 |
LC-F2 | LC 三(二) | 中介机构 | registry:LC-G7 |
LC-F3 | LC 三(三) | 制定企业招商、对外合资合作的奖励激励政策 | consequence:LC-F3 task:LC-H7 |
X2-4-LC | LC 三(一) | 千企招商大走访 | activity:visit target:LC-B1 target:LC-B9 target:LC-B14 target:LC-B16 |
X2-42-LC | LC 三(一) | 筛选走访对接知名企业 | registry:LC-G3 |
X2-43-LC | LC 三(一) | 产业招商专项规划 | registry:LC-G4 registry:LC-chain |
X2-44-LC | LC 三(一) | 产业招商项目 | registry:LC-G4 registry:LC-G3 |
X2-45-LC | LC 三(四) | 标准厂房 | registry:LC-G6 | 层高 承重 供电容量 租金
X2-47-LC | LC 三(三) | 奖励激励政策 | registry:LC-policy task:LC-H7 |
X2-48-LC | LC 三(五) | 聊城异地商会信息库 | registry:LC-G1 registry:LC-G7 |
X2-56-LC | LC 四(一) | 信息收集发布 | task:LC-H10 cadence:month_bulletin |
LF-G1 | LF 三(二) | 精准制定重点招商目标企业清单 | registry:LF-G1 target:LF-B13 target:LF-B14 | 企业 国别地区 外资 类别 产业 责任单位 对接方案 榜单年度
LF-G2 | LF 三(三) | 重点招商合作项目 | registry:LF-G2 target:LF-B15 | 项目 外资 责任单位 进展
LF-G3 | LF 四(一)1 | 产业招商指导目录、重点目标企业目录和招商项目库三个清单 | registry:LF-G3 target:LF-B31 | 县区 清单 文件 更新日期
LF-G4 | LF 四(一)1 | 五类宣传媒介 | registry:LF-G4 target:LF-B31 | 县区 媒介 地址或文件
LF-G5 | LF 二(四) | 对在谈、签约、新批备案项目建立台账 | registry:LF-G5 | 项目 阶段 责任人 进展
LF-G6 | LF 四(六) | 建立项目调度督导台账 | registry:LF-G6 | 项目 问题 责任单位 时限 办结日期
LF-G7 | LF 三(六) | 筛选8家…招商联络处 | registry:LF-G7 target:LF-B22 target:LF-B23 target:LF-B24 target:LF-B25 | 联络处 依托单位 驻地 任务 联系方式
LF-G8 | LF 四(四)2 | 筛选50家企业,建立重点外资企业数据库 | registry:LF-G8 target:LF-B34 | 企业 世界500强 投资总额 走访情况 困难问题
LF-G9 | LF 四(四)3 | 建立境外上市后备资源库 | registry:LF-G9 target:LF-B28 target:LF-B29 | 企业 特点 拟上市地 重点培育
LF-G10 | LF 四(三)2 | 列出开发区重点招商项目清单,成立工作专班 | registry:LF-G10 target:LF-B33 | 项目 开发区 工作专班
LF-G11 | LF 三(四) | 博鳌亚洲论坛 | registry:LF-G11 task:LF-H4 | 活动 日期 对接成果
LF-G12 | LF 四(一)2 | 重点国别 | registry:LF-G12 task:LF-H8 | 国别或区域 产业
LF-G13 | LF 三(一) | 明确重点招商区域和产业,拉出清单 | registry:LF-G13 task:LF-H1 | 部门 区域 产业
LF-B13 | LF 三(二) | 不少于20个招商重点目标企业,其中外资目标企业不少于5个 | target:LF-B13 registry:LF-G1 |
LF-B14 | LF 三(二) | 不少于8个招商重点目标企业,其中外资目标企业不少于2个 | target:LF-B14 registry:LF-G1 |
LF-B15 | LF 三(三) | 不少于10个重点招商合作项目,其中外资项目5个 | target:LF-B15 registry:LF-G2 |
LF-B22 | LF 三(六) | 筛选8家 | target:LF-B22 registry:LF-G7 |
LF-B23 | LF 三(六) | 提供合作信息100条以上 | target:LF-B23 registry:LF-G7 |
LF-B24 | LF 三(六) | 对接洽谈活动12场以上 | target:LF-B24 activity:docking |
LF-B25 | LF 三(六) | 签订合作意向或协议10项以上 | target:LF-B25 |
LF-B28 | LF 三(六) | 筛选2家左右成长性好的企业进行重点培育 | target:LF-B28 registry:LF-G9 |
LF-B29 | LF 三(六) | 于2019年6月底前建立境外上市后备资源库 | target:LF-B29 registry:LF-G9 |
LF-B31 | LF 四(一)1 | 三个清单…五类宣传媒介 | target:LF-B31 registry:LF-G3 registry:LF-G4 |
LF-B32 | LF 四(一)1 | 于2019年6月底前报 | target:LF-B32 cadence:LF-E6 |
LF-B33 | LF 四(三)2 | 30项技术水平高 | target:LF-B33 registry:LF-G10 |
LF-B34 | LF 四(四)2 | 筛选50家企业 | target:LF-B34 registry:LF-G8 |
LF-C2 | LF 二(四) | 建立台账,落实责任,跟踪督导 | registry:LF-G5 |
LF-C6 | LF 四(四)2 | 重点服务对象 | registry:LF-G8 registry:LF-care | 承办单位 办理期限 办结日期
LF-D10 | LF 四(四)1 | 实行目标考核、动态管理 | registry:LF-G7 target:LF-B23 target:LF-B24 target:LF-B25 |
LF-F3 | LF 三(六) | 租用其办公场所作为我市招商联络处 | registry:LF-G7 |
X2-4-LF | LF 三(一) | 小团组招商活动 | activity:small_group activity:delegation_abroad activity:visit target:LF-B9 target:LF-B10 target:LF-B11 |
X2-42-LF | LF 三(二) | 目标企业清单 | registry:LF-G1 |
X2-43-LF | LF 四(一)1 | 产业招商指导目录 | registry:LF-G3 registry:LF-chain |
X2-44-LF | LF 四(一)1 | 招商项目库 | registry:LF-G3 registry:LF-G2 |
X2-45-LF | LF 四(一)1 | 一张招商地图 | registry:LF-asset | 类别 名称 面积 层高 承重 供电容量 租金 产权 状态
X2-47-LF | LF 四(五)3 | 一事一议 | registry:LF-policy task:LF-H20 |
X2-48-LF | LF 四(四)2 | 华人华侨社团、知名商协会 | registry:LF-partner task:LF-H16 | 名称 类别 所在地 最近联络
X2-49-LF | LF 四(四)2 | 主动帮助解决困难和问题 | registry:LF-care registry:LF-G8 target:LF-B26 target:LF-B27 activity:symposium activity:grand_visit | 企业 困难或问题 承办单位 办理期限 处理结果 办结日期
X2-50-LF | LF 三(六) | 境外上市后备资源库 | registry:LF-G9 task:LF-H17 |
X2-51-LF | LF 四(七)3 | 综合加权量化考核 | task:LF-H1 task:LF-H25 |
X2-52-LF | LF 四(五)4 | 培训或观摩活动 | target:LF-B36 target:LF-B37 activity:training activity:observation |
X2-53-LF | LF 四(四)3 | 境外上市股权投资基金 | task:LF-H17 channel:fund |
X2-54-LF | LF 四(五)4 | 专门的招商队伍 | task:LF-H21 target:LF-B37 |
QD-G1 | QD 一(一)(1)一 | 世界500强企业走访计划 | registry:QD-G1 | 计划 企业 日期 带队领导 榜单年度
QD-G2 | QD 一(一)(2)一 | 制定2021年招商引资重点产业项目清单 | registry:QD-G2 target:QD-B1 | 项目 产业链 状态
QD-G3 | QD 二(一)1 | 绘制产业链发展全景图、现状图 | registry:QD-G3 registry:QD-B16 target:QD-B16-maps | 产业链 环节 强弱 方向
QD-G4 | QD 二(一)1 | 精选建立市级优选客商库、项目库 | registry:QD-G4 | 库别 名称 产业链
QD-G5 | QD 一(四)(4)二 | 建立目标客商库、项目库 | registry:QD-G5 | 园区 库别 名称
QD-G6 | QD 一(四)(4)三 | 归集“标准地”土地面积、位置、控制性指标等信息数据 | registry:QD-G6 | 地块 面积 位置 控制性指标
QD-G7 | QD 二(四)1 | 发布招商“两库三图”…闲置厂房资源库、办公楼宇资源库…批而未供和闲置土地招商地图 | registry:QD-G7 registry:QD-G7-maps target:QD-G7 | 类别 名称 位置 面积
QD-G8 | QD 二(四)1 | 规划建设获批、设施配套完善、运营方明确、政策体系完备、规模体量较大“五个条件” | registry:QD-G8 target:QD-B17 | 载体 类别 规划建设获批 设施配套完善 运营方明确 政策体系完备 规模体量较大
QD-G9 | QD 二(三)1 | 系列政策组合 | registry:QD-G9 | 名称 层级 适用 兑现率 处理
QD-G10 | QD 二(二)4 | 招商团队名册 | registry:QD-G10 | 单位 人员 培训
QD-G11 | QD 一(五)(5)一 | 遴选60名左右引领产业发展的领军人才 | registry:QD-G11 target:QD-B19 target:QD-B20 | 姓名 类别 遴选日期 菁英卡
QD-G12 | QD 一(四)(7)一 | 重大活动 | registry:QD-G12 | 活动 日期 签约 出席
QD-G13 | QD 一(四)(2)一 | 106项试点任务实施95%以上 | registry:QD-G13 target:QD-B15 | 任务 已实施 实施日期
QD-G14 | QD 一(二)(3)一 | 已签约尚未注册的和已注册尚未开工的项目 | registry:QD-G14 cohort:QD-U cohort:QD-R cohort:QD-C30 cohort:QD-C79 cohort:QD-C29 | 名单 项目 入册状态 入册日期 退出说明
QD-B16 | QD 二(一)1 | 出台市级13个重点产业链推进方案 | target:QD-B16 target:QD-B16-maps registry:QD-B16 | 产业链 推进方案已出台 全景图已绘制 现状图已绘制
QD-B17 | QD 二(四)1 | 100-150个园区类和楼宇类 | target:QD-B17 registry:QD-G8 |
QD-B19 | QD 一(五)(5)一 | 60名左右 | target:QD-B19 registry:QD-G11 |
QD-B20 | QD 一(五)(5)二 | 300名左右 | target:QD-B20 registry:QD-G11 |
QD-C8 | QD 一(二)(4)二 | 预匹配 | registry:QD-G9 task:QD-H7 |
QD-F2 | QD 二(三)2 | 社会化招商引资奖励政策 | consequence:QD-F2 registry:QD-F2 |
QD-F3 | QD 二(五)5 | 提高商协会对我市项目招商的贡献度 | registry:QD-F2 task:QD-H40 |
QD-F4 | QD 一(五)(3)一 | 红娘奖 | consequence:QD-F4 task:QD-H20 |
X2-4-QD | QD 一(一)(1)一 | 走访计划 | activity:visit registry:QD-G1 |
X2-42-QD | QD 一(一)(1)一 | 走访计划 | registry:QD-G1 |
X2-43-QD | QD 二(一)1 | 全景图、现状图 | registry:QD-G3 registry:QD-B16 |
X2-44-QD | QD 二(一)1 | 客商库、项目库 | registry:QD-G4 registry:QD-G5 |
X2-45-QD | QD 二(四)1 | 闲置厂房资源库 | registry:QD-G7 registry:QD-G6 | 层高 承重 供电容量 租金 产权 状态
X2-46-QD | QD 二(四)1 | 重点招商载体项目 | registry:QD-G8 |
X2-47-QD | QD 二(三)1 | 投资政策 | registry:QD-G9 task:QD-H31 task:QD-H32 |
X2-48-QD | QD 二(二)3 | 合伙人 | registry:QD-F2 task:QD-H28 | 名称 类别 联系方式 协议
X2-50-QD | QD 一(三)(3) | 境外上市 | task:QD-H10 |
X2-51-QD | QD 二(五)6 | | task:QD-H1 task:QD-H41 |
X2-52-QD | QD 二(二)4 | 系统化、专业化培训 | registry:QD-G10 activity:training task:QD-H29 |
X2-53-QD | QD 二(五)5 | 发挥基金对接项目优势 | task:QD-H40 |
X2-54-QD | QD 一(五)(5)一 | 领军人才 | registry:QD-G11 task:QD-H18 task:QD-H22 |
X2-56-QD | QD 一(四)(6)一 | 在平台上发布重点招商载体项目 | task:QD-H16 registry:QD-G8 |
SM-G1 | SM 三(一)1 | 16条百亿特色产业链、21张招商地图…上、中、下游各个环节 | registry:SM-G1 registry:SM-B1 registry:SM-B2 | 产业链 环节 位置 现状 招引策略
SM-G2 | SM 三(一)2 | 汇总形成重点推介清单,配备招商专员 | registry:SM-G2 task:SM-H2 | 项目 重点类别 招商专员 一事一议或一企一策 更新日期
SM-G3 | SM 三(一)4 | 组织梳理一批目标企业名单 | registry:SM-G3 task:SM-H4 | 企业 类别 榜单年度 战略扩张动向与投资趋向 跟踪单位
SM-G4 | SM 三(二)8 | 建立产业链招商引资项目库和客商库 | registry:SM-G4 task:SM-H8 | 库别 名称 产业链 责任单位
SM-G5 | SM 三(二)7 | 要素资源库 | registry:SM-G5 task:SM-H7 | 类别 名称 所在园区 面积 层高 承重 供电容量 租金 产权 状态 责任单位
SM-G6 | SM 三(三)13 | 对全市用地报批项目实行清单管理 | registry:SM-G6 task:SM-H13 | 项目 用地面积 报批进度 所在县区
SM-G7 | SM 三(三)13 | 分类分级管理机制 | registry:SM-G7 | 地块或厂房 分类 分级 租期 租金
SM-G8 | SM 三(四)20 | 招商顾问 | registry:SM-G8 consequence:SM-D8a | 类别 名称 联系方式 合同或聘书 推荐线索数 奖励
SM-G9 | SM 三(三)17 | 加强对涉企投诉事项的协调与处理 | registry:SM-G9 | 企业 事项 受理日期 承办单位 办理期限 处理结果 办结日期
SM-G10 | SM 三(三)17 | 新官不理旧账 | registry:SM-G10 | 项目或企业 承诺内容 责任单位 期限 兑现日期
SM-G11 | SM 三(三)16 | 一县一策…一园一策 | registry:SM-G11 task:SM-H16 | 县区或园区 政策名称 奖励办法要点 适用对象 支持标准 有效期至 文号和条款
SM-G12 | SM 三(二)10 | 建设产业投资基金 | registry:SM-G12 task:SM-H10 | 基金名称 设立单位 规模 投向项目
SM-G13 | SM 三(四)18 | 招商引资专项经费 | registry:SM-G13 task:SM-H18 | 单位 年度 预算 外出事由 支出
SM-B1 | SM 三(一)1 | 16条百亿特色产业链 | registry:SM-B1 target:SM-B1 | 产业链 牵头单位 所属产业
SM-B2 | SM 三(一)1 | 21张招商地图 | registry:SM-B2 target:SM-B2 | 地图名称 产业链 更新日期
SM-B3 | SM 三(一)1 | 220个重点产业项目 | registry:SM-B3 target:SM-B3 | 项目名称 产业链 总投资 责任单位
SM-B7 | SM 三(一)2 | 2021年8月中旬前梳理上报 | target:SM-B7 registry:SM-G2 cadence:SM-E7 |
SM-B9 | SM 三(二)8 | 力争每条产业链都有一批重大项目签约落地 | target:SM-B9 registry:SM-B1 |
SM-C7 | SM 三(一)2 | 配备招商专员 | registry:SM-G2 | 招商专员
SM-C10 | SM 三(三)17 | 容缺受理 | registry:SM-G10 | 类别
SM-D8 | SM 三(四)20 | 金牌顾问…金线索奖 | consequence:SM-D8a consequence:SM-D8b consequence:SM-D8c points:SM-I4 |
SM-F6 | SM 三(四)20 | 在项目招引、线索推荐等工作中表现突出的招商顾问 | registry:SM-G8 points:SM-I4 |
SM-F7 | SM 三(二)9 | 采取政府购买服务等方式开展委托招商 | registry:SM-G8 task:SM-H9 |
SM-H26 | SM 三(五)26 | 统一战线招商资源 | registry:SM-native task:SM-H26 | 姓名 所在地 联系领导 最近联络
X2-4-SM | SM 三(一)4 | 主动上门推介对接 | activity:visit activity:small_group points:SM-I4 |
X2-42-SM | SM 三(一)4 | 目标企业名单 | registry:SM-G3 |
X2-43-SM | SM 三(二)8 | 关联图谱 | registry:SM-G1 registry:SM-B1 |
X2-44-SM | SM 三(二)8 | 项目库和客商库 | registry:SM-G4 registry:SM-B3 |
X2-45-SM | SM 三(二)7 | 要素资源库 | registry:SM-G5 registry:SM-G6 registry:SM-G7 |
X2-46-SM | SM 三(二)7 | 产业布局 | registry:SM-G5 registry:SM-G7 task:SM-H7 |
X2-47-SM | SM 三(三)16 | 差异化扶持政策 | registry:SM-G11 registry:SM-G2 |
X2-48-SM | SM 三(二)9 | 商会、协会及社会专业招商机构 | registry:SM-G8 registry:SM-native channel:chamber |
X2-49-SM | SM 三(三)17 | 涉企投诉事项 | registry:SM-G9 registry:SM-G10 |
X2-50-SM | SM 三(三)14 | 企业上市(挂牌) | task:SM-H14 |
X2-51-SM | SM 三(五)29 | 招好商 | task:SM-H1 task:SM-H29 |
X2-52-SM | SM 三(五)28 | 培训 | activity:training target:SM-B16 task:SM-H28 |
X2-53-SM | SM 三(二)10 | 产业投资基金 | registry:SM-G12 |
X2-54-SM | SM 三(三)12 | 高层次人才(团队) | task:SM-H12 channel:talent |
X2-56-SM | SM 三(五)27 | 定期通报 | task:SM-H27 cadence:month_bulletin |
`;

const CITY = /^(?:X2-\d+-)?(RC|LC|LF|QD|SM)/u;

function rowOf(line: string): RegistryRow {
  const [row = '', clause = '', words = '', elements = '', fields = ''] = line
    .split('|')
    .map((cell) => cell.trim());
  const city = (row.startsWith('X2-') ? row.slice(-2) : (CITY.exec(row)?.[1] ?? '')) as RegistryRow['city'];
  const split = (cell: string, by: RegExp): readonly string[] => (cell === '' ? [] : cell.split(by));
  return {
    city,
    row,
    clause,
    words: split(words, /…/u),
    elements: split(elements, /\s+/u),
    fields: split(fields, /\s+/u),
  };
}

/** Every row of the table, in order. */
export const REGISTRY_ROWS: readonly RegistryRow[] = TABLE.trim().split('\n').map(rowOf);

/** How many G rows each document has: all of them must be in the table. */
export const G_ROWS: Readonly<Record<RegistryRow['city'], number>> = {
  RC: 15,
  LC: 7,
  LF: 13,
  QD: 14,
  SM: 13,
};
