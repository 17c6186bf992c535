// Sentences as officials type them, with the whole expected reading (today is Sunday 2026-11-22). Absent: null.
// Data only; part 3 of the table that sentences.ts joins.
import type { SentenceCase } from './sentences.ts';

/** Part 3. */
export const PART_3: readonly SentenceCase[] = [
  { text: '投资方：香港嘉里集团（控股）有限公司\n项目名称：沙县小吃冷链物流园\n总投资：2亿港币\n联络人：Mr. Chan\n电话：+852 2345 6789', company: '香港嘉里集团（控股）有限公司', project: '沙县小吃冷链物流园', contactName: 'Mr. Chan', contactPhone: '+85223456789', money: '20000 HKD' },
  { text: '帮忙录一下：福州大北农生物技术有限公司，种业，落建宁，1.8亿，联系人吴小姐，13705050505', company: '福州大北农生物技术有限公司', industryId: 'seed', landingUnitId: 'jianning', contactName: '吴小姐', contactPhone: '13705050505', money: '18000 CNY' },
  { text: '美团想在三元设区域客服中心，首期投3000万', company: '美团', project: '区域客服中心', landingUnitId: 'sanyuan', note: '首期投3000万', unsure: ['investment'] },
  { text: '今天跟比亚迪的刘总聊了，他们可能在永安放一个刀片电池配套项目，10亿左右，具体下月中旬再谈', company: '比亚迪', project: '刀片电池配套项目', industryId: 'newmat', landingUnitId: 'yongan', contactName: '刘总', money: '100000 CNY approx', note: '今天（2026-11-22）跟比亚迪的刘总聊了，他们可能在永安放一个刀片电池配套项目，具体下月中旬（2026-12-11 至 2026-12-20）再谈' },
  { text: '厦门市政协委员、福建鸿博集团董事长尤玉仙想回尤溪投资文旅项目，约5亿', company: '福建鸿博集团', project: '文旅项目', industryId: 'tour', landingUnitId: 'youxi', contactName: '尤玉仙', money: '50000 CNY approx', note: '厦门市政协委员、福建鸿博集团董事长尤玉仙想回尤溪投资文旅项目' },
  { text: '登记线索：永安市佳洁生态养殖专业合作社扩建生猪养殖场，投资1200万元，法人代表：罗水生，电话13666666666', company: '永安市佳洁生态养殖专业合作社', project: '生猪养殖场', industryId: 'agri', contactName: '罗水生', contactPhone: '13666666666', money: '1200 CNY', note: '法人代表' },
  { text: '南京药石科技 拟投3.6亿 生物医药CDMO 落明溪 联系人：蒋博士13851234567', company: '南京药石科技', industryId: 'bio', landingUnitId: 'mingxi', contactName: '蒋博士', contactPhone: '13851234567', money: '36000 CNY', note: '生物医药CDMO' },
  { text: '线索：西门子（中国）有限公司，数字化工厂，三元，2000万欧元', company: '西门子（中国）有限公司', landingUnitId: 'sanyuan', money: '2000 EUR', note: '数字化工厂' },
  { text: '宁波舜宇光学有意在三明经开区落地车载镜头项目，投资额12亿，预计明年3月签约', company: '宁波舜宇光学', project: '车载镜头项目', landingUnitId: 'jingkai', money: '120000 CNY', note: '预计明年3月（2027-03）签约' },
  { text: '客商来自泉州，泉州恒安集团想在宁化投资纸业，10亿元，联系电话0595-85708888', company: '泉州恒安集团', landingUnitId: 'ninghua', contactPhone: '0595-85708888', money: '100000 CNY', note: '客商来自泉州' },
  { text: '金额2亿，沙县，福建南平太阳电缆股份有限公司，电缆生产线，王经理，13559990000', company: '福建南平太阳电缆股份有限公司', project: '电缆生产线', landingUnitId: 'shaxian', contactName: '王经理', contactPhone: '13559990000', money: '20000 CNY' },
  { text: '13850812345 陈总 武汉光迅科技 光模块项目 3亿 永安', company: '武汉光迅科技', project: '光模块项目', landingUnitId: 'yongan', contactName: '陈总', contactPhone: '13850812345', money: '30000 CNY' },
  { text: '您好，领导，我这边有一家企业叫福建新大陆环保科技，想在清流氟新材料园区投一个含氟精细化学品项目，总投资4.5亿，对接人黄工，电话189 5982 3344', company: '福建新大陆环保科技', project: '含氟精细化学品项目', industryId: 'newmat', landingUnitId: 'qingliu', contactName: '黄工', contactPhone: '18959823344', money: '45000 CNY' },
  { text: '广西柳工机械股份有限公司（柳工）拟在三元区建挖掘机再制造基地，计划投资2.3亿', company: '广西柳工机械股份有限公司', project: '挖掘机再制造基地', landingUnitId: 'sanyuan', money: '23000 CNY', unsure: ['industry'] },
  { text: '投资额：面议\n企业：三明天尊不锈钢有限公司\n联系人：无\n电话：13900000000', company: '三明天尊不锈钢有限公司', contactPhone: '13900000000' },
  { text: '老客户介绍的，苏州东山精密制造，5个亿，想看沙县的地', company: '苏州东山精密制造', landingUnitId: 'shaxian', channelId: 'enterprise', money: '50000 CNY' },
  { text: '12月8日投洽会上签的，福建省万旗科技陶瓷有限公司，建陶项目，永安，投资3.2亿元', company: '福建省万旗科技陶瓷有限公司', project: '建陶项目', landingUnitId: 'yongan', money: '32000 CNY', note: '12月8日（2026-12-08）投洽会上签的', unsure: ['industry'] },
  { text: '华为云想跟我市合作建大数据中心，落在生态新城，投资5亿', company: '华为云', project: '大数据中心', industryId: 'digital', landingUnitId: 'shengtai', money: '50000 CNY' },
  { text: '福建福晶科技拟投资1.5亿元，在永安建设激光晶体生产线，现有闲置厂房可用', company: '福建福晶科技', project: '激光晶体生产线', landingUnitId: 'yongan', money: '15000 CNY', note: '现有闲置厂房可用' },
  { text: '在外乡贤邓总想回宁化投资2000万办制衣厂', project: '制衣厂', landingUnitId: 'ninghua', channelId: 'native', contactName: '邓总', money: '2000 CNY' },
  { text: '通用电气医疗系统（中国）有限公司想了解我市医疗器械产业政策', company: '通用电气医疗系统（中国）有限公司', industryId: 'bio', note: '通用电气医疗系统（中国）有限公司想了解我市医疗器械产业政策' },
  { text: '联系人：陈丽\n联系电话：1395981234\n企业：福建晟茂包装\n投资：5000万元\n选址：大田', company: '福建晟茂包装', landingUnitId: 'datian', contactName: '陈丽', money: '5000 CNY', unsure: ['contactPhone'] },
  { text: '昨天收到发改委转来的线索：中节能太阳能科技公司，光伏，拟落户建宁，总投6.8亿元，联系人姜波，010-62241234', company: '中节能太阳能科技公司', landingUnitId: 'jianning', contactName: '姜波', contactPhone: '010-62241234', money: '68000 CNY', note: '昨天（2026-11-21）收到发改委转来的线索' },
  { text: '紫金矿业集团拟在大田投资建设金矿选矿厂，投资约3亿，年产值5亿，税收4000万', company: '紫金矿业集团', money: '30000 CNY approx', note: '紫金矿业集团拟在大田投资建设金矿选矿厂，年产值5亿，税收4000万' },
  { text: '东方雨虹、科顺股份都想来三明投资防水材料', note: '东方雨虹、科顺股份都想来三明投资防水材料', unsure: ['company', 'landingUnit'] },
  { text: '沙县小吃集团计划投1个亿在沙县建中央厨房，预计年产值3亿元，联系人乐经理18159012345', company: '沙县小吃集团', project: '中央厨房', landingUnitId: 'shaxian', contactName: '乐经理', contactPhone: '18159012345', money: '10000 CNY', note: '预计年产值3亿元' },
];
