// Sentences as officials type them, with the whole expected reading (today is Sunday 2026-11-22). Absent: null.
// Data only; part 4 of the table that sentences.ts joins.
import type { SentenceCase } from './sentences.ts';

/** Part 4. */
export const PART_4: readonly SentenceCase[] = [
  { text: '福建永同昌集团想在泰宁搞康养地产', company: '福建永同昌集团', industryId: 'tour', landingUnitId: 'taining' },
  { text: '中国铁塔三明分公司，5G基站建设，投资3000万', company: '中国铁塔三明分公司', money: '3000 CNY', note: '5G基站建设' },
  { text: '厦门建发集团旗下的建发农产品有限公司拟在建宁建粮食仓储项目，投资9000万元', company: '建发农产品有限公司', project: '粮食仓储项目', landingUnitId: 'jianning', money: '9000 CNY', note: '厦门建发集团旗下的建发农产品有限公司拟在建宁建粮食仓储项目' },
  { text: '他们公司叫湖南尔康制药，老板帅放文，想来明溪做淀粉胶囊，投资1.6亿', company: '湖南尔康制药', landingUnitId: 'mingxi', contactName: '帅放文', money: '16000 CNY', note: '想来明溪做淀粉胶囊', unsure: ['industry'] },
  { text: '安徽海螺水泥股份有限公司拟收购永安水泥厂，出资7亿元', company: '安徽海螺水泥股份有限公司', industryId: 'build', landingUnitId: 'yongan', money: '70000 CNY', note: '安徽海螺水泥股份有限公司拟收购永安水泥厂' },
  { text: '福建师大教授林勇创办的福建石墨研究院（有限合伙）拟落地永安，投2000万', company: '福建石墨研究院（有限合伙）', landingUnitId: 'yongan', money: '2000 CNY', note: '福建师大教授林勇创办的福建石墨研究院（有限合伙）拟落地永安', unsure: ['industry'] },
  { text: '万华化学(福建)有限公司 异氰酸酯 20亿 清流', company: '万华化学(福建)有限公司', landingUnitId: 'qingliu', money: '200000 CNY', note: '异氰酸酯' },
  { text: '新希望六和股份有限公司想来将乐搞20万头生猪项目，总投资4亿', company: '新希望六和股份有限公司', project: '20万头生猪项目', landingUnitId: 'jiangle', money: '40000 CNY' },
  { text: '中粮集团来考察了粮食加工项目，意向落户宁化，投资额3-5亿元，联系人赵越13810001000', company: '中粮集团', project: '粮食加工项目', landingUnitId: 'ninghua', contactName: '赵越', contactPhone: '13810001000', money: '30000~50000 CNY' },
  { text: '3000万，建宁，福建绿田食品，莲子加工', company: '福建绿田食品', landingUnitId: 'jianning', money: '3000 CNY', note: '莲子加工' },
  { text: '登记：一家叫“智农云”的公司，做数字农业，想在建宁落地，总投资1000万', company: '智农云', industryId: 'agri', landingUnitId: 'jianning', money: '1000 CNY' },
  { text: '京东方科技集团 显示模组 投资30亿 三元 联系 何伟 13911112222', company: '京东方科技集团', landingUnitId: 'sanyuan', contactName: '何伟', contactPhone: '13911112222', money: '300000 CNY', note: '显示模组' },
  { text: 'TCL华星光电拟投资建设MiniLED项目，规模15亿元', company: 'TCL华星光电', project: 'MiniLED项目', money: '150000 CNY' },
  { text: '韩国LG化学想在永安建正极材料厂，总投资5亿美元，首期1亿美元', company: '韩国LG化学', project: '正极材料厂', landingUnitId: 'yongan', money: '50000 USD', note: '首期1亿美元' },
  { text: '日本东丽株式会社考察永安碳纤维，意向投资50亿日元', company: '日本东丽株式会社', industryId: 'newmat', landingUnitId: 'yongan', money: '500000 JPY' },
  { text: 'Johnson & Johnson 有意在明溪建医疗器械工厂，US$20 million', company: 'Johnson & Johnson', project: '医疗器械工厂', industryId: 'bio', landingUnitId: 'mingxi', money: '2000 USD' },
  { text: '苏州汇川联合动力系统股份有限公司计划在经济开发区投资6.5亿元建设新能源汽车电驱项目', company: '苏州汇川联合动力系统股份有限公司', project: '新能源汽车电驱项目', money: '65000 CNY', note: '苏州汇川联合动力系统股份有限公司计划在经济开发区投资6.5亿元建设新能源汽车电驱项目' },
  { text: '老乡介绍的一个台商叫林明辉，想来建宁搞观光农业，投资500万', industryId: 'agri', landingUnitId: 'jianning', channelId: 'native', contactName: '林明辉', money: '500 CNY' },
  { text: '线索：光伏组件，江苏中来新材，8亿，宁化，李工 15962620001', company: '江苏中来新材', landingUnitId: 'ninghua', contactName: '李工', contactPhone: '15962620001', money: '80000 CNY', note: '光伏组件' },
  { text: '我们局刚接待了深圳市创维数字股份有限公司，他们拟在沙县设智能制造基地，总投约3.8亿元，后续由陈主任跟进', company: '深圳市创维数字股份有限公司', project: '智能制造基地', landingUnitId: 'shaxian', money: '38000 CNY approx', note: '后续由陈主任跟进' },
  { text: '福建永荣锦江股份有限公司，己内酰胺，20亿，永安，联系人何总，联系方式：13860606060，预计2027年开工', company: '福建永荣锦江股份有限公司', landingUnitId: 'yongan', contactName: '何总', contactPhone: '13860606060', money: '200000 CNY', note: '己内酰胺，预计2027年开工' },
  { text: '拟引进山东魏桥创业集团，铝深加工，50亿左右，地点还没定', company: '山东魏桥创业集团', money: '500000 CNY approx', note: '铝深加工，地点还没定' },
  { text: '客商：郑州思念食品有限公司；想法：建速冻食品厂；投资：2.5亿；意向：清流县；联系：0371-67891234', company: '郑州思念食品有限公司', contactPhone: '0371-67891234', money: '25000 CNY', note: '想法：建速冻食品厂；意向：清流县' },
  { text: '上海复星医药（集团）股份有限公司与明溪县洽谈CDMO基地，投资额7.5亿元', company: '上海复星医药（集团）股份有限公司', landingUnitId: 'mingxi', money: '75000 CNY', note: '上海复星医药（集团）股份有限公司与明溪县洽谈CDMO基地', unsure: ['industry'] },
  { text: '中车株机来电咨询，有意向在永安布局氢能机车项目', company: '中车株机', project: '氢能机车项目', landingUnitId: 'yongan', note: '中车株机来电咨询' },
  { text: '台塑集团想投资一千万美金在大田搞塑料制品', company: '台塑集团', landingUnitId: 'datian', money: '1000 USD', note: '台塑集团想投资一千万美金在大田搞塑料制品' },
];
