// Sentences as officials type them, with the whole expected reading (today is Sunday 2026-11-22). Absent: null.
// Data only; part 9 of the table that sentences.ts joins.
import type { SentenceCase } from './sentences.ts';

/** Part 9. */
export const PART_9: readonly SentenceCase[] = [
  { text: '请登记线索 企业 山东豪迈机械科技股份有限公司 金额 4亿 地点 沙县 联系人 冯立雪 电话 13696361234', company: '山东豪迈机械科技股份有限公司', landingUnitId: 'shaxian', contactName: '冯立雪', contactPhone: '13696361234', money: '40000 CNY', unsure: ['industry'] },
  { text: '市领导会见深圳市正威（集团）有限公司董事局主席王文银，对方拟在清流投资100亿元建设铜基新材料产业园', company: '深圳市正威（集团）有限公司', project: '铜基新材料产业园', industryId: 'newmat', landingUnitId: 'qingliu', channelId: 'leader', money: '1000000 CNY', note: '市领导会见深圳市正威（集团）有限公司董事局主席王文银' },
  { text: '厦门三安光电股份有限公司来函，拟投26亿建Mini LED芯片线，选址沙县', company: '厦门三安光电股份有限公司', project: 'Mini LED芯片线', industryId: 'digital', landingUnitId: 'shaxian', money: '260000 CNY' },
  { text: '龙岩卓越新能源股份有限公司打算在宁化再建一条生物柴油生产线，总投2.6亿', company: '龙岩卓越新能源股份有限公司', project: '生物柴油生产线', landingUnitId: 'ninghua', money: '26000 CNY' },
  { text: '大连万达商业管理集团 万达广场 三元区 15亿元 谢经理 13795551234', company: '大连万达商业管理集团', landingUnitId: 'sanyuan', contactName: '谢经理', contactPhone: '13795551234', money: '150000 CNY' },
  { text: '今天商会陈会长带来一个线索，上海晨光文具股份有限公司，想在建宁办文具厂，投资6千万', company: '上海晨光文具股份有限公司', project: '文具厂', landingUnitId: 'jianning', channelId: 'chamber', contactName: '陈会长', money: '6000 CNY', note: '今天（2026-11-22）商会陈会长带来一个线索' },
  { text: '广汽埃安想来永安建电池PACK厂，5亿左右，赵工13112345678', company: '广汽埃安', project: '电池PACK厂', industryId: 'newmat', landingUnitId: 'yongan', contactName: '赵工', contactPhone: '13112345678', money: '50000 CNY approx' },
  { text: '下周一山西杏花村汾酒集团到尤溪洽谈酒庄项目，投资约1.5亿', company: '山西杏花村汾酒集团', landingUnitId: 'youxi', money: '15000 CNY approx', note: '下周一（2026-11-23）山西杏花村汾酒集团到尤溪洽谈酒庄项目' },
  { text: '江西江铃集团新能源汽车有限公司(赣州)拟到沙县投资整车改装，2.8亿元，对接人涂部长：13870001234', company: '江西江铃集团新能源汽车有限公司', landingUnitId: 'shaxian', contactName: '涂部长', contactPhone: '13870001234', money: '28000 CNY', note: '江西江铃集团新能源汽车有限公司(赣州)拟到沙县投资整车改装' },
  { text: '投资5000万美元 新加坡丰益国际 粮油加工 宁化', company: '新加坡丰益国际', landingUnitId: 'ninghua', money: '5000 USD', note: '粮油加工' },
  { text: '威海光威复合材料股份有限公司 碳纤维 永安 12.5亿 卢钊钧 0631-5298586', company: '威海光威复合材料股份有限公司', industryId: 'newmat', landingUnitId: 'yongan', contactName: '卢钊钧', contactPhone: '0631-5298586', money: '125000 CNY' },
  { text: '刘总13905310000山东浪潮云服务有限公司想在三元区搞政务云，1个亿', company: '山东浪潮云服务有限公司', landingUnitId: 'sanyuan', contactName: '刘总', contactPhone: '13905310000', money: '10000 CNY', note: '刘总山东浪潮云服务有限公司想在三元区搞政务云' },
  { text: '公司叫做福建省南铝工程股份有限公司，项目在沙县，铝模板生产，投1.35亿元', company: '福建省南铝工程股份有限公司', landingUnitId: 'shaxian', money: '13500 CNY', note: '铝模板生产' },
  { text: '三元区徐碧街道报：福建鑫森合纤科技有限公司扩产，增加投资6500万元', company: '福建鑫森合纤科技有限公司', landingUnitId: 'sanyuan', money: '6500 CNY', note: '三元区徐碧街道报' },
  { text: '浙江吉利控股集团甲醇重卡项目，落户三明，投资40亿', company: '浙江吉利控股集团', project: '甲醇重卡项目', money: '400000 CNY', unsure: ['landingUnit'] },
  { text: '美国嘉吉公司拟在建宁县投资约3000万美元建设饲料厂，联系人David Wang，电话13301234567', company: '美国嘉吉公司', project: '饲料厂', landingUnitId: 'jianning', contactName: 'David Wang', contactPhone: '13301234567', money: '3000 USD approx' },
  { text: '总投资1.2亿元的宁化客家美食文化城项目，业主宁化县文旅投资有限公司', company: '宁化县文旅投资有限公司', project: '宁化客家美食文化城项目', landingUnitId: 'ninghua', money: '12000 CNY', unsure: ['industry'] },
  { text: '绿地集团董事长张玉良上周五来访，拟投资泰宁文旅小镇50亿', company: '绿地集团', project: '文旅小镇', industryId: 'tour', landingUnitId: 'taining', channelId: 'walkin', money: '500000 CNY', note: '绿地集团董事长张玉良上周五（2026-11-13）来访' },
  { text: '南京熊猫电子股份有限公司想在三元投1.8亿建智能终端项目，联系人：夏先生 13951980001', company: '南京熊猫电子股份有限公司', project: '智能终端项目', landingUnitId: 'sanyuan', contactName: '夏先生', contactPhone: '13951980001', money: '18000 CNY' },
  { text: '企业：江苏亨通光电股份有限公司，总投资：7亿元，落户：永安，电话：0512-63801234', company: '江苏亨通光电股份有限公司', landingUnitId: 'yongan', contactPhone: '0512-63801234', money: '70000 CNY' },
  { text: '刚接到电话，福建盼盼食品有限公司打算到沙县扩产，投资1.2亿元', company: '福建盼盼食品有限公司', landingUnitId: 'shaxian', money: '12000 CNY' },
  { text: '中国电信三明分公司拟在生态新城建云计算机房，投资1.1亿元', company: '中国电信三明分公司', landingUnitId: 'shengtai', money: '11000 CNY', note: '中国电信三明分公司拟在生态新城建云计算机房' },
  { text: '泉州匹克体育用品有限公司，运动服装，尤溪，6000万，许经理15905951234', company: '泉州匹克体育用品有限公司', industryId: 'textile', landingUnitId: 'youxi', contactName: '许经理', contactPhone: '15905951234', money: '6000 CNY' },
  { text: '天能电池集团股份有限公司拟投12亿元在宁化建设铅酸电池回收项目', company: '天能电池集团股份有限公司', project: '铅酸电池回收项目', industryId: 'newmat', landingUnitId: 'ninghua', money: '120000 CNY' },
  { text: '联系人刘洋，电话13705981234，福建三元循环技术有限公司，想在三元区做固废处理，投资5000万', company: '福建三元循环技术有限公司', landingUnitId: 'sanyuan', contactName: '刘洋', contactPhone: '13705981234', money: '5000 CNY', note: '想在三元区做固废处理' },
  { text: '厦门乾照光电股份有限公司拟在明溪投资3亿至5亿元建设砷化镓外延片项目', company: '厦门乾照光电股份有限公司', project: '砷化镓外延片项目', landingUnitId: 'mingxi', money: '30000~50000 CNY' },
];
