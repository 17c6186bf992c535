// Sentences as officials type them, with the whole expected reading (today is Sunday 2026-11-22). Absent: null.
// Data only; part 8 of the table that sentences.ts joins.
import type { SentenceCase } from './sentences.ts';

/** Part 8. */
export const PART_8: readonly SentenceCase[] = [
  { text: '线索来自商会，企业为广东美的制冷设备有限公司，项目是空调配件，投资2亿元，落户三元区，联系人为陈志，电话为13822220000', company: '广东美的制冷设备有限公司', landingUnitId: 'sanyuan', channelId: 'chamber', contactName: '陈志', contactPhone: '13822220000', money: '20000 CNY', note: '项目是空调配件' },
  { text: '拟投资：3.2亿元，企业：永安市宝华林实业发展有限公司，项目：竹制品精深加工', company: '永安市宝华林实业发展有限公司', project: '竹制品精深加工', money: '32000 CNY' },
  { text: '一期3亿二期5亿，福建合信创展科技，PCB项目，沙县', company: '福建合信创展科技', project: 'PCB项目', landingUnitId: 'shaxian', note: '一期3亿二期5亿', unsure: ['investment'] },
  { text: '总投资额八千五百万元，企业为福建翰德实业，联系人：邱女士 15059001234', company: '福建翰德实业', contactName: '邱女士', contactPhone: '15059001234', money: '8500 CNY' },
  { text: '福建省三明市丰润化工有限公司，技改扩能，投资1.05亿元，地点：三元', company: '福建省三明市丰润化工有限公司', landingUnitId: 'sanyuan', money: '10500 CNY', note: '技改扩能' },
  { text: '有色金属企业江西铜业来考察，意向投资铜箔，20亿元左右，最终选址沙县', company: '江西铜业', landingUnitId: 'shaxian', money: '200000 CNY approx', note: '有色金属企业江西铜业来考察' },
  { text: '拟落户永安市的福建中科芯源光电科技有限公司，LED封装，投资额9,800万元', company: '福建中科芯源光电科技有限公司', landingUnitId: 'yongan', money: '9800 CNY', note: 'LED封装' },
  { text: '晨光生物科技集团 叶黄素提取 建宁县 6000万元 联系电话 13930000000 卢总', company: '晨光生物科技集团', landingUnitId: 'jianning', contactName: '卢总', contactPhone: '13930000000', money: '6000 CNY', note: '叶黄素提取' },
  { text: '招商引资线索：宁波江丰电子材料股份有限公司，靶材，三元，10亿元，推介会上认识的', company: '宁波江丰电子材料股份有限公司', landingUnitId: 'sanyuan', money: '100000 CNY', note: '招商引资线索，推介会上认识的' },
  { text: '福建青山纸业股份有限公司在沙县有个超声波制浆项目，总投资17亿元', company: '福建青山纸业股份有限公司', project: '超声波制浆项目', landingUnitId: 'shaxian', money: '170000 CNY' },
  { text: '上午和安徽合力股份有限公司视频会，对方计划投5亿搞叉车零部件，意向落永安或沙县，联系人周峻 13865500000', company: '安徽合力股份有限公司', contactName: '周峻', contactPhone: '13865500000', money: '50000 CNY', note: '上午和安徽合力股份有限公司视频会，对方计划投5亿搞叉车零部件，意向落永安或沙县', unsure: ['landingUnit'] },
  { text: '深圳市兆驰股份 LED 芯片 经济开发区 30亿', company: '深圳市兆驰股份', industryId: 'digital', money: '300000 CNY', note: 'LED，经济开发区' },
  { text: '乐山希尔电子股份有限公司（四川）计划迁厂至宁化，投资7000万元，员工300人', company: '乐山希尔电子股份有限公司', landingUnitId: 'ninghua', money: '7000 CNY', note: '乐山希尔电子股份有限公司（四川）计划迁厂至宁化，员工300人' },
  { text: '电话：13600001111；名字：冯小刚；公司：华谊兄弟；项目：影视基地；钱：5亿；地：泰宁', company: '华谊兄弟', project: '影视基地', landingUnitId: 'taining', contactName: '冯小刚', contactPhone: '13600001111', money: '50000 CNY' },
  { text: '中农发种业集团拟在建宁投资3.5亿元建设水稻制种基地3万亩', company: '中农发种业集团', project: '水稻制种基地', industryId: 'seed', landingUnitId: 'jianning', money: '35000 CNY' },
  { text: '福州京东方光电想来三明沙县投资2亿建模组厂', company: '福州京东方光电', project: '模组厂', landingUnitId: 'shaxian', money: '20000 CNY' },
  { text: '意向企业：厦门禾维康；主营：益生菌；投资：0.8亿元；落户：明溪；联系人：柯老师 18900001111', company: '厦门禾维康', landingUnitId: 'mingxi', contactName: '柯老师', contactPhone: '18900001111', money: '8000 CNY', note: '主营：益生菌' },
  { text: '联系人王小明13900000001，浙江娃哈哈集团，饮用水项目，泰宁，投资3亿元，预计下下周二来', company: '浙江娃哈哈集团', project: '饮用水项目', landingUnitId: 'taining', contactName: '王小明', contactPhone: '13900000001', money: '30000 CNY', note: '预计下下周二（2026-12-01）来' },
  { text: '我县拟引进厦门盛元集团，打造康养小镇，投资12亿', company: '厦门盛元集团', project: '康养小镇', industryId: 'tour', money: '120000 CNY' },
  { text: '聊城鲁西化工集团股份有限公司想到沙县投己内酰胺，20亿', company: '聊城鲁西化工集团股份有限公司', landingUnitId: 'shaxian', money: '200000 CNY', note: '聊城鲁西化工集团股份有限公司想到沙县投己内酰胺' },
  { text: '老乡介绍青岛双星轮胎有限公司到大田考察，想上废旧轮胎裂解项目，3.2亿，电话13953201111，联系人柴总', company: '青岛双星轮胎有限公司', project: '废旧轮胎裂解项目', landingUnitId: 'datian', channelId: 'native', contactName: '柴总', contactPhone: '13953201111', money: '32000 CNY' },
  { text: '荣成泰祥食品股份有限公司计划投9000万在泰宁做预制菜加工厂，胡女士 0631-7571234', company: '荣成泰祥食品股份有限公司', project: '预制菜加工厂', industryId: 'agri', landingUnitId: 'taining', contactName: '胡女士', contactPhone: '0631-7571234', money: '9000 CNY' },
  { text: '河北新奥集团股份有限公司，氢能，5个亿，三元区，下个月初来签约', company: '河北新奥集团股份有限公司', landingUnitId: 'sanyuan', money: '50000 CNY', note: '下个月初（2026-12-01 至 2026-12-10）来签约' },
  { text: '投个小项目：泰宁县金湖旅游有限公司，游船码头，600万', company: '泰宁县金湖旅游有限公司', money: '600 CNY', note: '游船码头', unsure: ['industry'] },
  { text: '沈阳新松机器人自动化股份有限公司，工业机器人，永安，意向投资2亿元，联系电话024-31161234', company: '沈阳新松机器人自动化股份有限公司', industryId: 'steel', landingUnitId: 'yongan', contactPhone: '024-31161234', money: '20000 CNY' },
  { text: '一汽解放青岛汽车有限公司改装车项目8亿落户永安', company: '一汽解放青岛汽车有限公司', project: '改装车项目', landingUnitId: 'yongan', money: '80000 CNY' },
];
