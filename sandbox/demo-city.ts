// The sample city of the demo: a roster as an administrator would import it, and what its people say on the first day.
// Invented people and firms in the units of a real city's plan. Left out: how it is played (demo.ts).

export type DemoPerson = {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly roles: readonly string[];
  readonly about: string;
};

export const units = [
  { id: 'sanming', name: '三明市', aliases: ['三明'], kind: 'city', parent: null },
  { id: 'sanyuan', name: '三元区', aliases: ['三元'], kind: 'district_county', parent: 'sanming' },
  { id: 'shaxian', name: '沙县区', aliases: ['沙县'], kind: 'district_county', parent: 'sanming' },
  { id: 'yongan', name: '永安市', aliases: ['永安'], kind: 'district_county', parent: 'sanming' },
  { id: 'youxi', name: '尤溪县', aliases: ['尤溪'], kind: 'district_county', parent: 'sanming' },
  { id: 'jiangle', name: '将乐县', aliases: ['将乐'], kind: 'district_county', parent: 'sanming' },
  { id: 'ecocity', name: '生态新城', aliases: ['三明生态新城'], kind: 'function_zone', parent: 'sanming' },
  { id: 'devzone', name: '三明经开区', aliases: ['经开区'], kind: 'function_zone', parent: 'sanming' },
  { id: 'commerce', name: '市商务局', aliases: ['商务局', '招商办'], kind: 'city_dept', parent: 'sanming' },
  { id: 'industry', name: '市工信局', aliases: ['工信局'], kind: 'city_dept', parent: 'sanming' },
] as const;

export const people: readonly DemoPerson[] = [
  { key: 'lin', name: '林晓', unit: 'yongan', roles: ['reporter'], about: '永安市填报员' },
  { key: 'wang', name: '王敏', unit: 'yongan', roles: ['verifier'], about: '永安市审核人' },
  { key: 'wu', name: '吴海', unit: 'shaxian', roles: ['reporter'], about: '沙县区填报员' },
  { key: 'zheng', name: '郑岚', unit: 'shaxian', roles: ['verifier'], about: '沙县区审核人' },
  { key: 'luo', name: '罗青', unit: 'youxi', roles: ['reporter'], about: '尤溪县填报员' },
  {
    key: 'chen',
    name: '陈立',
    unit: 'commerce',
    roles: ['office', 'admin'],
    about: '招商办（审核、管理员）',
  },
  { key: 'huang', name: '黄静', unit: 'commerce', roles: ['office'], about: '招商办（签发）' },
  { key: 'he', name: '何市长', unit: 'sanming', roles: ['leader'], about: '市领导' },
  { key: 'deng', name: '邓书记', unit: 'yongan', roles: ['leader'], about: '永安市领导' },
];

/** Somebody the roster does not know. */
export const visitor = '路人甲';

type Line = { readonly who: string; readonly say: string };
type Move = {
  readonly by: string;
  readonly verifier: string;
  readonly project: string;
  readonly stage: string;
  readonly evidence: string;
};
type Filing = {
  readonly by: string;
  readonly project: string;
  readonly fundsWan: string;
  readonly fixedWan: string;
  readonly words: string;
};

export const leads: readonly Line[] = [
  { who: 'lin', say: '登记 福建闽光新材料有限公司拟在永安投资5.2亿元建碳纤维生产线，联系人王强 13800001111' },
  { who: 'lin', say: '登记 永安竹韵家居有限公司 竹木家具智能工厂 总投资8000万元 落户永安 以商招商' },
  { who: 'wu', say: '登记 沙县小吃集团想扩建预制菜中央厨房项目，约1.6亿，地点沙县，联系人陈总 13900002222' },
  { who: 'wu', say: '登记 厦门海晟机械股份有限公司 在沙县建高端装备零部件基地 投资3亿元' },
  { who: 'luo', say: '登记 尤溪林泉纺织有限公司，投资6000万元新建高端纺织生产线，落户尤溪' },
];

/** Which of the leads above (by a word of its company) signs, with what. */
export const moves: readonly Move[] = [
  { by: 'lin', verifier: 'wang', project: '闽光', stage: '签约', evidence: '投资合同 YA-2026-018' },
  { by: 'lin', verifier: 'wang', project: '竹韵', stage: '签约', evidence: '投资合同 YA-2026-021' },
  { by: 'wu', verifier: 'zheng', project: '沙县小吃', stage: '签约', evidence: '框架协议 SX-2026-07' },
];

export const filings: readonly Filing[] = [
  { by: 'lin', project: '闽光', fundsWan: '3200', fixedWan: '2100', words: '厂房基础施工，首批设备下单' },
  { by: 'wu', project: '沙县小吃', fundsWan: '1500', fixedWan: '900', words: '完成土地平整' },
];
