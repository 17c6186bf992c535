// Sentences as officials type them, with the whole expected reading (today is Sunday 2026-11-22). Absent: null.
// Data only; part 7 of the table that sentences.ts joins.
import type { SentenceCase } from './sentences.ts';

/** Part 7. */
export const PART_7: readonly SentenceCase[] = [
  { text: '深圳大疆创新科技有限公司考察沙县机场，意向投资无人机试飞基地，金额未定', company: '深圳大疆创新科技有限公司', project: '无人机试飞基地', landingUnitId: 'shaxian' },
  { text: '广州立白企业集团有限公司', company: '广州立白企业集团有限公司' },
  { text: '沙县小吃', note: '沙县小吃' },
  { text: '2亿', money: '20000 CNY' },
  { text: '13800138000', contactPhone: '13800138000' },
  { text: '今天天气不错', note: '今天（2026-11-22）天气不错' },
  { text: '永安市', landingUnitId: 'yongan' },
  { text: '帮我登记' },
  { text: '福建省永安林业(集团)股份有限公司投资1亿元建设家居产业园（落户永安），联系人:吴景贤，0598-3614875', company: '福建省永安林业(集团)股份有限公司', project: '家居产业园', landingUnitId: 'yongan', contactName: '吴景贤', contactPhone: '0598-3614875', money: '10000 CNY' },
  { text: '台湾顶新集团拟投资1亿新台币在明溪建方便面厂', company: '台湾顶新集团', project: '方便面厂', landingUnitId: 'mingxi', money: '10000 TWD' },
  { text: '沙特基础工业公司（SABIC）意向投资100亿元在清流建石化项目', company: '沙特基础工业公司', project: '石化项目', landingUnitId: 'qingliu', money: '1000000 CNY', note: '沙特基础工业公司（SABIC）意向投资100亿元在清流建石化项目' },
  { text: '美国霍尼韦尔公司计划与永安市合作建设智慧园区，投资500万美元', company: '美国霍尼韦尔公司', project: '智慧园区', landingUnitId: 'yongan', money: '500 USD' },
  { text: '项目方：福建星源农牧；投资：两亿三千万；生猪全产业链；将乐；电话 13559001234 联系人杨总', company: '福建星源农牧', landingUnitId: 'jiangle', contactName: '杨总', contactPhone: '13559001234', money: '23000 CNY', note: '生猪全产业链' },
  { text: '请录入：三明市海斯福化工有限责任公司 氟化工三期 8.09亿 明溪 联系人陈伟', company: '三明市海斯福化工有限责任公司', landingUnitId: 'mingxi', contactName: '陈伟', money: '80900 CNY', note: '氟化工三期' },
  { text: '华润电力想上20万千瓦风电，投资13亿，尤溪', company: '华润电力', landingUnitId: 'youxi', money: '130000 CNY', note: '华润电力想上20万千瓦风电' },
  { text: '华能集团拟在大田建设抽水蓄能电站，总投资约80亿元', company: '华能集团', project: '抽水蓄能电站', landingUnitId: 'datian', money: '800000 CNY approx' },
  { text: '国家电投福建公司有意在宁化投资光伏，5亿元', company: '国家电投福建公司', landingUnitId: 'ninghua', money: '50000 CNY' },
  { text: '福建一建集团有限公司拟投资三明装配式建筑基地 2.6亿', company: '福建一建集团有限公司', project: '装配式建筑基地', industryId: 'build', money: '26000 CNY', unsure: ['landingUnit'] },
  { text: '上海复旦张江生物医药股份有限公司计划投资2亿元到明溪', company: '上海复旦张江生物医药股份有限公司', landingUnitId: 'mingxi', money: '20000 CNY', unsure: ['industry'] },
  { text: '山东东阿阿胶股份有限公司想在建宁养驴，投资3000万', company: '山东东阿阿胶股份有限公司', landingUnitId: 'jianning', money: '3000 CNY' },
  { text: '中关村离岸孵化器推荐：北京石墨烯研究院有限公司，石墨烯薄膜，永安，投资8000万元', company: '北京石墨烯研究院有限公司', industryId: 'newmat', landingUnitId: 'yongan', money: '8000 CNY', note: '中关村离岸孵化器推荐' },
  { text: '永安的王总介绍了东莞宜安科技，镁合金压铸，3.6亿，落永安', company: '东莞宜安科技', landingUnitId: 'yongan', contactName: '王总', money: '36000 CNY', note: '镁合金压铸' },
  { text: '由永安尼葛开发区引荐，江苏恒神股份有限公司拟投碳纤维预浸料项目，4.8亿元', company: '江苏恒神股份有限公司', project: '碳纤维预浸料项目', industryId: 'newmat', landingUnitId: 'yongan', money: '48000 CNY', note: '由永安尼葛开发区引荐' },
  { text: '东莞市唯美陶瓷工业园有限公司（马可波罗）拟在永安投资25亿元', company: '东莞市唯美陶瓷工业园有限公司', landingUnitId: 'yongan', money: '250000 CNY', note: '东莞市唯美陶瓷工业园有限公司（马可波罗）拟在永安投资25亿元', unsure: ['industry'] },
  { text: '客户：漳州片仔癀药业 意向：明溪红豆杉基地 金额：1亿 时间：12月中旬来谈', company: '漳州片仔癀药业', money: '10000 CNY', note: '意向：明溪红豆杉基地；时间：12月中旬（2026-12-11 至 2026-12-20）来谈' },
  { text: '苏州工业园区和记包装有限公司打算到沙县投资8000万元', company: '苏州工业园区和记包装有限公司', landingUnitId: 'shaxian', money: '8000 CNY' },
];
