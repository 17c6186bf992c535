// Sentences as officials type them, with the whole expected reading (today is Sunday 2026-11-22). Absent: null.
// Data only; part 1 of the table that sentences.ts joins.
import type { SentenceCase } from './sentences.ts';

/** Part 1. */
export const PART_1: readonly SentenceCase[] = [
  { text: '宁德时代拟在永安投资5.2亿元建设储能电池项目，联系人王总13800138000', company: '宁德时代', project: '储能电池项目', industryId: 'newmat', landingUnitId: 'yongan', contactName: '王总', contactPhone: '13800138000', money: '52000 CNY' },
  { text: '帮我登记一下，福建金源重机有限公司想在沙县投资2亿建一个铸造生产线，联系人李明 139-0013-8000，下周三来考察', company: '福建金源重机有限公司', project: '铸造生产线', industryId: 'steel', landingUnitId: 'shaxian', contactName: '李明', contactPhone: '13900138000', money: '20000 CNY', note: '下周三（2026-11-25）来考察' },
  { text: '企业：福建汇川技术有限公司\n项目：伺服电机生产基地\n金额：3000万美元\n拟落户：三元区\n联系人：陈建国\n电话：0598-8223344\n备注：商会介绍', company: '福建汇川技术有限公司', project: '伺服电机生产基地', landingUnitId: 'sanyuan', contactName: '陈建国', contactPhone: '0598-8223344', money: '3000 USD', note: '商会介绍' },
  { text: '永安林业股份想在沙县建竹木加工厂，总投资8000万，王经理 13950012345', company: '永安林业股份', project: '竹木加工厂', landingUnitId: 'shaxian', contactName: '王经理', contactPhone: '13950012345', money: '8000 CNY' },
  { text: '比亚迪想来明溪投资', company: '比亚迪', landingUnitId: 'mingxi' },
  { text: '有个线索，厦门XX科技有限公司，做芯片的，打算投3.5个亿，看中尤溪', company: '厦门XX科技有限公司', industryId: 'digital', landingUnitId: 'youxi', money: '35000 CNY' },
  { text: '金源重机 2亿 沙县 机械 王总13800138000', company: '金源重机', industryId: 'steel', landingUnitId: 'shaxian', contactName: '王总', contactPhone: '13800138000', money: '20000 CNY' },
  { text: '今天上午接待了恒申集团一行，对方有意在宁化建设化纤项目，投资约10亿，负责人张伟 13512345678', company: '恒申集团', project: '化纤项目', industryId: 'textile', landingUnitId: 'ninghua', contactName: '张伟', contactPhone: '13512345678', money: '100000 CNY approx', note: '今天（2026-11-22）上午接待了恒申集团一行' },
  { text: '三明重机想扩产', company: '三明重机', unsure: ['industry'] },
  { text: 'Tesla 拟在永安建设电池工厂，投资3000万美元', company: 'Tesla', money: '3000 USD', note: 'Tesla 拟在永安建设电池工厂', unsure: ['industry'] },
  { text: 'SK海力士计划在三元区投资50亿元建设芯片封装项目', company: 'SK海力士', project: '芯片封装项目', industryId: 'digital', landingUnitId: 'sanyuan', money: '500000 CNY' },
  { text: '3M中国考察了清流县', company: '3M中国', landingUnitId: 'qingliu' },
  { text: '福建A股份有限公司和厦门B集团合资在大田投资1亿', landingUnitId: 'datian', money: '10000 CNY', note: '福建A股份有限公司和厦门B集团合资在大田投资1亿', unsure: ['company'] },
  { text: '落户三明', unsure: ['landingUnit'] },
  { text: '落户新城，投资5000万', money: '5000 CNY', unsure: ['landingUnit'] },
  { text: '电话138001380001', unsure: ['contactPhone'] },
  { text: '联系人王总 13800138000 李总 13900139000', unsure: ['contactPhone', 'contactName'] },
  { text: '“绿色铸造产业园”项目，福建三钢（集团）有限责任公司投资12亿，放在三元', company: '福建三钢（集团）有限责任公司', project: '绿色铸造产业园项目', industryId: 'steel', landingUnitId: 'sanyuan', money: '120000 CNY' },
  { text: '王总的公司想投5000万-8000万做预制菜', industryId: 'agri', money: '5000~8000 CNY' },
  { text: '总投资10亿，其中一期投资3亿，泰宁文旅康养小镇项目，深圳华侨城', company: '深圳华侨城', project: '泰宁文旅康养小镇项目', industryId: 'tour', landingUnitId: 'taining', money: '100000 CNY', note: '其中一期投资3亿' },
  { text: '永安市委书记会见万达集团，万达集团计划在将乐投资20亿建文旅综合体', company: '万达集团', project: '文旅综合体', industryId: 'tour', landingUnitId: 'jiangle', channelId: 'leader', money: '200000 CNY', note: '永安市委书记会见万达集团' },
  { text: '由福州市三明商会推荐，福建省鑫源食品有限公司拟到建宁投资6000万元新建莲子深加工项目，联系人：刘芳，电话：138 5098 1234', company: '福建省鑫源食品有限公司', project: '莲子深加工项目', landingUnitId: 'jianning', channelId: 'chamber', contactName: '刘芳', contactPhone: '13850981234', money: '6000 CNY', note: '由福州市三明商会推荐' },
  { text: '企业名称 上海明远生物医药有限公司\n投资额（万元） 20000\n联系人 黄海涛\n联系电话 021-68881234', company: '上海明远生物医药有限公司', contactName: '黄海涛', contactPhone: '021-68881234', money: '20000 CNY', unsure: ['industry'] },
  { text: '美的集团的王总联系我说想看看三元', company: '美的集团', landingUnitId: 'sanyuan', contactName: '王总', note: '美的集团的王总联系我说想看看三元' },
  { text: '蔚来汽车打算来永安搞换电站，大概投2000w', company: '蔚来汽车', project: '换电站', landingUnitId: 'yongan', money: '2000 CNY approx' },
  { text: '😀有线索：广东嘉元科技股份有限公司，铜箔项目，10亿，落永安，张董13912345678', company: '广东嘉元科技股份有限公司', project: '铜箔项目', landingUnitId: 'yongan', contactName: '张董', contactPhone: '13912345678', money: '100000 CNY' },
];
