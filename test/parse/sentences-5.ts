// Sentences as officials type them, with the whole expected reading (today is Sunday 2026-11-22). Absent: null.
// Data only; part 5 of the table that sentences.ts joins.
import type { SentenceCase } from './sentences.ts';

/** Part 5. */
export const PART_5: readonly SentenceCase[] = [
  { text: '听说万达想在三元建广场？投资20亿，不太确定', company: '万达', landingUnitId: 'sanyuan', money: '200000 CNY', note: '听说万达想在三元建广场，不太确定' },
  { text: '广东温氏食品集团股份有限公司将乐分公司扩建10万头猪场，增资8000万元', company: '广东温氏食品集团股份有限公司将乐分公司', money: '8000 CNY', note: '广东温氏食品集团股份有限公司将乐分公司扩建10万头猪场' },
  { text: '北京 字节跳动 数据标注基地 三元 1.2亿 13401010101 小李', company: '字节跳动', landingUnitId: 'sanyuan', contactName: '小李', contactPhone: '13401010101', money: '12000 CNY', note: '数据标注基地' },
  { text: '昨晚和福耀玻璃曹总吃饭，他说可以考虑在三明放一条汽车玻璃线，大概五六个亿', company: '福耀玻璃', project: '汽车玻璃线', contactName: '曹总', money: '50000~60000 CNY approx', note: '昨晚（2026-11-21）和福耀玻璃曹总吃饭，他说可以考虑在三明放一条汽车玻璃线', unsure: ['landingUnit'] },
  { text: '晋江鞋企老板丁志勇(13805958888)想找2万平厂房做运动鞋，投资3000万，最好在尤溪', landingUnitId: 'youxi', contactName: '丁志勇', contactPhone: '13805958888', money: '3000 CNY', note: '晋江鞋企老板丁志勇想找2万平厂房做运动鞋' },
  { text: '四川通威太阳能有限公司拟投资45亿元在宁化建设高效晶硅电池片项目，项目分三期，用地500亩，年产值100亿元，税收3亿元', company: '四川通威太阳能有限公司', project: '高效晶硅电池片项目', industryId: 'newmat', landingUnitId: 'ninghua', money: '450000 CNY', note: '项目分三期，用地500亩，年产值100亿元，税收3亿元' },
  { text: '沙县夏茂镇引进了一家福建小吃同城供应链公司，总投8000万', company: '福建小吃同城供应链公司', landingUnitId: 'shaxian', money: '8000 CNY', note: '沙县夏茂镇引进了一家福建小吃同城供应链公司' },
  { text: '登记一下 浙江正泰新能源 户用光伏 2亿 全县', company: '浙江正泰新能源', money: '20000 CNY', note: '户用光伏' },
  { text: '报备：大北农集团 种子加工 建宁 1亿 联系人 邵根伙 13901012345 下周一对接', company: '大北农集团', landingUnitId: 'jianning', contactName: '邵根伙', contactPhone: '13901012345', money: '10000 CNY', note: '种子加工，下周一（2026-11-23）对接' },
  { text: '我是永安商务局小陈，有个线索：厦门弘信电子科技集团股份有限公司拟在永安尼葛园区建设FPC项目，投资8亿元，联系人李强18650001111', company: '厦门弘信电子科技集团股份有限公司', project: 'FPC项目', landingUnitId: 'yongan', contactName: '李强', contactPhone: '18650001111', money: '80000 CNY', note: '我是永安商务局小陈，厦门弘信电子科技集团股份有限公司拟在永安尼葛园区建设FPC项目' },
  { text: '企业想来考察，未透露名称，投资约10亿', money: '100000 CNY approx', note: '未透露名称' },
  { text: '一家世界500强企业拟投资30亿在三元建设数据中心', project: '数据中心', industryId: 'digital', landingUnitId: 'sanyuan', money: '300000 CNY', note: '一家世界500强企业拟投资30亿在三元建设数据中心' },
  { text: '安踏集团代工厂泉州华鸿鞋业拟迁到大田，投资1.5亿，2000人就业', company: '泉州华鸿鞋业', landingUnitId: 'datian', money: '15000 CNY', note: '安踏集团代工厂泉州华鸿鞋业拟迁到大田，2000人就业' },
  { text: '重庆长安汽车股份有限公司，投资11.8亿，新能源整车零部件配套园，永安', company: '重庆长安汽车股份有限公司', landingUnitId: 'yongan', money: '118000 CNY', note: '新能源整车零部件配套园' },
  { text: '项目名称：氟化工新材料产业园\n投资主体：浙江巨化股份有限公司、三明化工有限责任公司\n总投资：60亿元', project: '氟化工新材料产业园', industryId: 'newmat', money: '600000 CNY', unsure: ['company'] },
  { text: '招商局集团（不是招商局）想在泰宁投资文旅，10亿', company: '招商局集团', industryId: 'tour', landingUnitId: 'taining', money: '100000 CNY', note: '招商局集团（不是招商局）想在泰宁投资文旅' },
  { text: '投资2.8亿元的智能家居项目拟落户将乐，业主为佛山市顺德区乐华陶瓷洁具有限公司', company: '佛山市顺德区乐华陶瓷洁具有限公司', project: '智能家居项目', landingUnitId: 'jiangle', money: '28000 CNY', unsure: ['industry'] },
  { text: '联系方式13912345678，企业海天味业，想在大田建酱油厂 投资约12亿', company: '海天味业', project: '酱油厂', landingUnitId: 'datian', contactPhone: '13912345678', money: '120000 CNY approx' },
  { text: '厦门金牌厨柜想在永安搞竹木家居，刘经理电话1386012345', company: '厦门金牌厨柜', landingUnitId: 'yongan', contactName: '刘经理', note: '厦门金牌厨柜想在永安搞竹木家居', unsure: ['contactPhone'] },
  { text: '有个做竹缠绕管道的浙江鑫宙竹基复合材料科技有限公司，计划投资1亿元落户永安，时间大概在明年一季度', company: '浙江鑫宙竹基复合材料科技有限公司', landingUnitId: 'yongan', money: '10000 CNY', note: '有个做竹缠绕管道的浙江鑫宙竹基复合材料科技有限公司，时间大概在明年一季度（2027Q1）' },
  { text: '江西赣锋锂业集团股份有限公司\n想在三明投资\n5-8亿元\n锂电池回收\n联系人 王晓申 13970000000', company: '江西赣锋锂业集团股份有限公司', industryId: 'newmat', contactName: '王晓申', contactPhone: '13970000000', money: '50000~80000 CNY', note: '锂电池回收', unsure: ['landingUnit'] },
  { text: '福建德尔科技：六氟磷酸锂扩产，清流，投资7.2亿，对接人赖宗明', company: '福建德尔科技', landingUnitId: 'qingliu', contactName: '赖宗明', money: '72000 CNY', note: '六氟磷酸锂扩产' },
  { text: '宁德新能源科技有限公司(ATL) 拟投 30亿 消费类电池 沙县 黄总 138-5080-0001', company: '宁德新能源科技有限公司', industryId: 'newmat', landingUnitId: 'shaxian', contactName: '黄总', contactPhone: '13850800001', money: '300000 CNY', note: '宁德新能源科技有限公司(ATL)，消费类电池' },
  { text: '贵州茅台生态农业公司 蓝莓 2亿 泰宁', company: '贵州茅台生态农业公司', landingUnitId: 'taining', money: '20000 CNY', unsure: ['industry'] },
  { text: '福建三明林之源木业投资300万技改', company: '福建三明林之源木业', money: '300 CNY' },
  { text: '日资企业欧姆龙想看看三元的厂房，投资3亿日元', company: '欧姆龙', landingUnitId: 'sanyuan', money: '30000 JPY', note: '日资企业欧姆龙想看看三元的厂房' },
];
