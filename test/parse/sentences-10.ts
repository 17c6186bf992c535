// Sentences as officials type them, with the whole expected reading (today is Sunday 2026-11-22). Absent: null.
// Data only; part 10 of the table that sentences.ts joins.
import type { SentenceCase } from './sentences.ts';

/** Part 10. */
export const PART_10: readonly SentenceCase[] = [
  {
    text: '无锡先导智能装备股份有限公司来访，意向投资2亿，未定地点',
    company: '无锡先导智能装备股份有限公司',
    channelId: 'walkin',
    money: '20000 CNY',
  },
  {
    text: '广东海大集团股份有限公司计划在清流投资1.5亿建设饲料厂',
    company: '广东海大集团股份有限公司',
    project: '饲料厂',
    landingUnitId: 'qingliu',
    money: '15000 CNY',
  },
  {
    text: '温州人本集团，轴承，沙县，3亿，陈女士0577-88881234',
    company: '温州人本集团',
    landingUnitId: 'shaxian',
    contactName: '陈女士',
    contactPhone: '0577-88881234',
    money: '30000 CNY',
  },
  {
    text: '深圳市汇川技术股份有限公司，工业机器人，三明经开区，10亿元',
    company: '深圳市汇川技术股份有限公司',
    industryId: 'steel',
    landingUnitId: 'jingkai',
    money: '100000 CNY',
  },
  {
    text: '山东泉林纸业有限责任公司拟投资2.6亿元，落户将乐县，对接人马总，手机18800001234',
    company: '山东泉林纸业有限责任公司',
    landingUnitId: 'jiangle',
    contactName: '马总',
    contactPhone: '18800001234',
    money: '26000 CNY',
  },
  { text: '有个客户想投资，姓名郑凯，电话13500001111', contactName: '郑凯', contactPhone: '13500001111' },
  {
    text: '上海宝冶集团有限公司（央企）想投资装配式建筑，永安，4亿',
    company: '上海宝冶集团有限公司',
    industryId: 'build',
    landingUnitId: 'yongan',
    money: '40000 CNY',
  },
  {
    text: '三明市毅君机械铸造有限公司技改，2300万元，大田',
    company: '三明市毅君机械铸造有限公司',
    landingUnitId: 'datian',
    money: '2300 CNY',
    unsure: ['industry'],
  },
  {
    text: '投资约2亿美元，SK创新，电池隔膜，永安',
    company: 'SK创新',
    industryId: 'newmat',
    landingUnitId: 'yongan',
    money: '20000 USD approx',
  },
  {
    text: '福建省闽铝轻量化汽车制造有限公司拟在三元扩建挂车生产线，投资3.3亿元',
    company: '福建省闽铝轻量化汽车制造有限公司',
    project: '挂车生产线',
    landingUnitId: 'sanyuan',
    money: '33000 CNY',
  },
  {
    text: 'ABB（中国）有限公司拟在三元区设立工业机器人研发中心，投资800万欧元',
    company: 'ABB（中国）有限公司',
    project: '工业机器人研发中心',
    industryId: 'steel',
    landingUnitId: 'sanyuan',
    money: '800 EUR',
  },
  {
    text: '华能新能源股份有限公司，风电，宁化，9亿元，汪经理13811112233',
    company: '华能新能源股份有限公司',
    landingUnitId: 'ninghua',
    contactName: '汪经理',
    contactPhone: '13811112233',
    money: '90000 CNY',
  },
  // No firm is named: nothing may stand in its place.
  { text: '有个老板想投两个亿建厂，怎么登记', money: '20000 CNY' },
  {
    text: '有家企业想来永安投资2亿，老板姓李，电话13800001111',
    landingUnitId: 'yongan',
    contactName: '老板姓李',
    contactPhone: '13800001111',
    money: '20000 CNY',
  },
  {
    text: '某上市公司有意在永安投10亿建储能电池项目',
    project: '储能电池项目',
    industryId: 'newmat',
    landingUnitId: 'yongan',
    money: '100000 CNY',
  },
];
