// Sentences as officials type them, with the whole expected reading (today is Sunday 2026-11-22). Absent: null.
// Data only; part 6 of the table that sentences.ts joins.
import type { SentenceCase } from './sentences.ts';

/** Part 6. */
export const PART_6: readonly SentenceCase[] = [
  { text: '企业名称：三明市三真生物科技有限公司 项目名称：铁皮石斛 投资额：3,500万元 联系人：俞大昌 联系电话：0598-5588888', company: '三明市三真生物科技有限公司', project: '铁皮石斛', contactName: '俞大昌', contactPhone: '0598-5588888', money: '3500 CNY' },
  { text: '华侨黄先生打算回来投个酒店，大概八千万，选址在三元，电话是(0598)8223344', industryId: 'tour', landingUnitId: 'sanyuan', contactName: '黄先生', contactPhone: '0598-8223344', money: '8000 CNY approx', note: '华侨黄先生打算回来投个酒店' },
  { text: '湖北宜化集团 25亿 化工园区 清流', company: '湖北宜化集团', landingUnitId: 'qingliu', money: '250000 CNY', note: '化工园区' },
  { text: '天津力神电池股份有限公司，投资25e，永安，王经理13920001111', company: '天津力神电池股份有限公司', landingUnitId: 'yongan', contactName: '王经理', contactPhone: '13920001111', money: '250000 CNY', unsure: ['industry'] },
  { text: '光明食品集团下属上海梅林正广和股份有限公司，生猪屠宰及肉制品，1.8亿元，宁化，对接人张经理', company: '上海梅林正广和股份有限公司', landingUnitId: 'ninghua', contactName: '张经理', money: '18000 CNY', note: '光明食品集团下属上海梅林正广和股份有限公司，生猪屠宰及肉制品' },
  { text: 'Intel想在三元开一个研发中心，2亿人民币', company: 'Intel', project: '研发中心', landingUnitId: 'sanyuan', money: '20000 CNY' },
  { text: '福建海源新材料科技股份有限公司12月5号来永安签约，碳纤维汽车部件项目，投资3亿元', company: '福建海源新材料科技股份有限公司', project: '碳纤维汽车部件项目', industryId: 'newmat', landingUnitId: 'yongan', money: '30000 CNY', note: '福建海源新材料科技股份有限公司12月5号（2026-12-05）来永安签约' },
  { text: '泰宁县领导带队赴上海拜访携程集团，携程拟在泰宁投资度假农庄，投资1500万元', company: '携程集团', landingUnitId: 'taining', money: '1500 CNY', note: '泰宁县领导带队赴上海拜访携程集团，携程拟在泰宁投资度假农庄' },
  { text: '10亿！恒申合纤科技有限公司！锦纶项目！大田！', company: '恒申合纤科技有限公司', project: '锦纶项目', landingUnitId: 'datian', money: '100000 CNY' },
  { text: '请帮忙录入线索，企业是厦门盈趣科技，做智能控制部件的，意向地沙县，投资额大约在2.2亿上下，联系人叫吴凯庭，手机号是13666011234，谢谢', company: '厦门盈趣科技', landingUnitId: 'shaxian', contactName: '吴凯庭', contactPhone: '13666011234', money: '22000 CNY approx', note: '做智能控制部件的' },
  { text: '金洋智能装备，想在永安搞减速机，1.2亿', company: '金洋智能装备', landingUnitId: 'yongan', money: '12000 CNY', note: '想在永安搞减速机' },
  { text: '福建闽恒建设集团有限公司投资800万元在尤溪办预制构件厂', company: '福建闽恒建设集团有限公司', project: '预制构件厂', landingUnitId: 'youxi', money: '800 CNY' },
  { text: '登记沙县 光明乳业 低温奶加工 2.5亿 13701718888 周工', company: '光明乳业', landingUnitId: 'shaxian', contactName: '周工', contactPhone: '13701718888', money: '25000 CNY', note: '低温奶加工' },
  { text: '今天见了厦门宏发电声股份有限公司副总裁丁云光，想看看生态新城，投资约5-6亿，继电器项目', company: '厦门宏发电声股份有限公司', project: '继电器项目', landingUnitId: 'shengtai', contactName: '丁云光', money: '50000~60000 CNY approx', note: '今天（2026-11-22）见了厦门宏发电声股份有限公司副总裁丁云光' },
  { text: '德化陶瓷企业冠福家用想来大田，投资6000万', company: '德化陶瓷企业冠福家用', landingUnitId: 'datian', money: '6000 CNY', unsure: ['industry'] },
  { text: '三明学院校友企业“青峰智能”有意返乡投资无人机项目，2000万元，联系人孙浩 17705980001', company: '青峰智能', project: '无人机项目', contactName: '孙浩', contactPhone: '17705980001', money: '2000 CNY', note: '三明学院校友企业“青峰智能”有意返乡投资无人机项目' },
  { text: '1.5亿，清流，福建三凯建筑材料，石灰石深加工，电话0598-5322222', company: '福建三凯建筑材料', landingUnitId: 'qingliu', contactPhone: '0598-5322222', money: '15000 CNY', note: '石灰石深加工', unsure: ['industry'] },
  { text: '万佳集团  5000万  泰宁  旅游酒店  李董  13900001234', company: '万佳集团', industryId: 'tour', landingUnitId: 'taining', contactName: '李董', contactPhone: '13900001234', money: '5000 CNY' },
  { text: '北京大北农科技集团股份有限公司（证券代码002385）拟投2.2亿建种子加工中心，落户建宁', company: '北京大北农科技集团股份有限公司', project: '种子加工中心', landingUnitId: 'jianning', money: '22000 CNY', note: '北京大北农科技集团股份有限公司（证券代码002385）拟投2.2亿建种子加工中心' },
  { text: '企业：厦门路达工业\n总投：10个亿\n产业：钢铁与装备制造\n落地：沙县\n来源：商会\n联系人：黄先生/13696969696', company: '厦门路达工业', industryId: 'steel', landingUnitId: 'shaxian', channelId: 'chamber', contactName: '黄先生', contactPhone: '13696969696', money: '100000 CNY' },
  { text: '公司名称：福建龙净环保股份有限公司；项目名称：储能电芯；总投资额：20.5亿元；拟落地：三元区；联系人：林冰；电话：0597-2210288', company: '福建龙净环保股份有限公司', project: '储能电芯', landingUnitId: 'sanyuan', contactName: '林冰', contactPhone: '0597-2210288', money: '205000 CNY' },
  { text: '泉州籍企业家洪总 13600000001 想来宁化投4000万办鞋厂', landingUnitId: 'ninghua', contactName: '洪总', contactPhone: '13600000001', money: '4000 CNY', note: '泉州籍企业家洪总' },
  { text: '对接情况：福建元力活性炭股份有限公司，活性炭，将乐，投资1.1亿元，负责人官总', company: '福建元力活性炭股份有限公司', landingUnitId: 'jiangle', contactName: '官总', money: '11000 CNY', note: '活性炭' },
  { text: '西安陕鼓动力 空分设备 三元区 7000w 张女士 029-81871234', company: '西安陕鼓动力', landingUnitId: 'sanyuan', contactName: '张女士', contactPhone: '029-81871234', money: '7000 CNY', note: '空分设备' },
  { text: '浙江华友钴业股份有限公司总部在桐乡，计划投资30亿美元，项目地明溪', company: '浙江华友钴业股份有限公司', landingUnitId: 'mingxi', money: '300000 USD', note: '浙江华友钴业股份有限公司总部在桐乡' },
  { text: '来电登记：自称国药控股的，想建医药物流，投资1亿，没留电话', company: '国药控股', industryId: 'bio', money: '10000 CNY' },
];
