// Sentences as officials type them, with the whole expected reading (today is Sunday 2026-11-22). Absent: null.
// Data only; part 2 of the table that sentences.ts joins.
import type { SentenceCase } from './sentences.ts';

/** Part 2. */
export const PART_2: readonly SentenceCase[] = [
  { text: '钢铁研究总院想在三元设立研究院', company: '钢铁研究总院', landingUnitId: 'sanyuan', note: '钢铁研究总院想在三元设立研究院', unsure: ['industry'] },
  { text: '和记黄埔想投资三明港口物流', company: '和记黄埔', note: '和记黄埔想投资三明港口物流' },
  { text: '登记 厦门钨业 永安 稀土磁材项目 15亿 陈董 13600001111', company: '厦门钨业', project: '稀土磁材项目', industryId: 'newmat', landingUnitId: 'yongan', contactName: '陈董', contactPhone: '13600001111', money: '150000 CNY' },
  { text: '今天下午接到晋江老乡电话，晋江华宇织造有限公司有意到尤溪投资，做高端面料，总投大概1亿5，联系人许文华，手机13799887766', company: '晋江华宇织造有限公司', landingUnitId: 'youxi', channelId: 'native', contactName: '许文华', contactPhone: '13799887766', money: '15000 CNY approx', note: '今天（2026-11-22）下午接到晋江老乡，做高端面料' },
  { text: '有个深圳的老板想来大田搞预制菜工厂，投资三四千万，姓林，电话：13688889999', project: '预制菜工厂', industryId: 'agri', landingUnitId: 'datian', contactPhone: '13688889999', money: '3000~4000 CNY approx' },
  { text: '隆基绿能科技股份有限公司拟在宁化县投资建设100MW光伏电站项目，总投资4.2亿元', company: '隆基绿能科技股份有限公司', project: '100MW光伏电站项目', landingUnitId: 'ninghua', money: '42000 CNY' },
  { text: '企业名称：福建安井食品股份有限公司\n投资额：叁亿元\n联系人：张三丰\n联系方式：0592-6884968', company: '福建安井食品股份有限公司', contactName: '张三丰', contactPhone: '0592-6884968', money: '30000 CNY' },
  { text: '【企业】三明市金叶复烤有限公司\n【项目】烟叶复烤技改\n【投资】6800万\n【落户】沙县', company: '三明市金叶复烤有限公司', project: '烟叶复烤技改', landingUnitId: 'shaxian', money: '6800 CNY' },
  { text: '公司：浙江大华智造有限公司，项目：智能安防设备生产基地，金额：3亿元，联系人：周杰 13012345678，落户：经开区', company: '浙江大华智造有限公司', project: '智能安防设备生产基地', landingUnitId: 'jingkai', contactName: '周杰', contactPhone: '13012345678', money: '30000 CNY' },
  { text: 'SM-01 台湾统一集团想在明溪建饮料厂，投资5000万美元左右', company: '台湾统一集团', project: '饮料厂', landingUnitId: 'mingxi', money: '5000 USD approx', note: 'SM-01 台湾统一集团想在明溪建饮料厂' },
  { text: '老板叫黄志强，做石墨烯的，公司是常州第六元素，想在永安投2个亿，13912340000', company: '常州第六元素', industryId: 'newmat', landingUnitId: 'yongan', contactName: '黄志强', contactPhone: '13912340000', money: '20000 CNY' },
  { text: '通过三明商会牵线，上海均瑶集团计划来泰宁投资8亿元建设康养度假区，联系人：均瑶集团副总李晓东，电话021-55556666', company: '上海均瑶集团', project: '康养度假区', industryId: 'tour', landingUnitId: 'taining', channelId: 'chamber', contactName: '李晓东', contactPhone: '021-55556666', money: '80000 CNY', note: '通过三明商会牵线' },
  { text: '正大集团副总裁一行来清流考察，意向建设百万头生猪养殖基地，投资额6亿元', company: '正大集团', project: '百万头生猪养殖基地', industryId: 'agri', landingUnitId: 'qingliu', money: '60000 CNY', note: '正大集团副总裁一行来清流考察' },
  { text: '来访企业：北京同仁堂；意向：在明溪建中药材基地；投资3000万', company: '北京同仁堂', industryId: 'bio', note: '意向：在明溪建中药材基地；投资3000万' },
  { text: '建议跟进：德国巴斯夫（BASF）新材料项目，投资额1.2亿欧元，落地永安', company: '巴斯夫', project: '新材料项目', industryId: 'newmat', landingUnitId: 'yongan', money: '12000 EUR' },
  { text: '林总 139 5055 1234 福建省闽光新材料 永安 8000万', company: '福建省闽光新材料', landingUnitId: 'yongan', contactName: '林总', contactPhone: '13950551234', money: '8000 CNY', unsure: ['industry'] },
  { text: '一家做锂电池回收的企业想来，投资2-3亿，地点未定', industryId: 'newmat', money: '20000~30000 CNY', note: '一家做锂电池回收的企业想来' },
  { text: '广东邦普循环科技有限公司，拟投资20亿元在沙县建设锂电池回收利用项目，用地300亩，分两期，一期8亿元', company: '广东邦普循环科技有限公司', project: '锂电池回收利用项目', industryId: 'newmat', landingUnitId: 'shaxian', money: '200000 CNY', note: '用地300亩，一期8亿元' },
  { text: '请登记：杭州海康威视数字技术股份有限公司，拟在三明建设大数据中心，投资10亿', company: '杭州海康威视数字技术股份有限公司', project: '大数据中心', industryId: 'digital', money: '100000 CNY', unsure: ['landingUnit'] },
  { text: '客商张先生（13305981234）有意在将乐投资5000万建民宿集群', project: '民宿集群', industryId: 'tour', landingUnitId: 'jiangle', contactName: '张先生', contactPhone: '13305981234', money: '5000 CNY' },
  { text: '中国石化福建分公司想在三元新建加油站 投资800万', company: '中国石化福建分公司', project: '加油站', landingUnitId: 'sanyuan', money: '800 CNY' },
  { text: '“三钢闽光”计划投资35亿元实施产能置换项目，地点三元，联系人罗工 0598-8205188', company: '三钢闽光', project: '产能置换项目', landingUnitId: 'sanyuan', contactName: '罗工', contactPhone: '0598-8205188', money: '350000 CNY' },
  { text: '四川蓝剑饮品集团有限公司来电，想在建宁建矿泉水厂，约3000万，王女士，18980001234', company: '四川蓝剑饮品集团有限公司', project: '矿泉水厂', landingUnitId: 'jianning', contactName: '王女士', contactPhone: '18980001234', money: '3000 CNY approx' },
  { text: '江苏XX公司和浙江YY公司都想来，投资待定', note: '江苏XX公司和浙江YY公司都想来', unsure: ['company'] },
  { text: '中建海峡建设发展有限公司拟到永安投资装配式建筑产业园，6亿，负责人：郑立新，13859001122', company: '中建海峡建设发展有限公司', project: '装配式建筑产业园', industryId: 'build', landingUnitId: 'yongan', contactName: '郑立新', contactPhone: '13859001122', money: '60000 CNY' },
  { text: '河北敬业集团董事长李赶坡带队来三明考察，下周五再来，想投资钢铁深加工，20亿', company: '河北敬业集团', industryId: 'steel', contactName: '李赶坡', money: '200000 CNY', note: '河北敬业集团董事长李赶坡带队来三明考察，下周五（2026-11-27）再来，想投资钢铁深加工', unsure: ['landingUnit'] },
];
