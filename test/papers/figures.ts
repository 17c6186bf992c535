/** Frozen figures for papers: long names, units without data, many pages, corrections, a confidential item. */

import { canonicalJson, hashOf } from '../../src/bulletins/canonical.ts';
import type { MonthFigures, UnitFigures } from '../../src/domain/month-figures.ts';
import type { PaperSource } from '../../src/papers/paper.ts';

const NAMES = [
  '永安市',
  '沙县区',
  '大田县',
  '尤溪县',
  '泰宁县',
  '建宁县',
  '明溪县',
  '清流县',
  '宁化县',
  '将乐县',
];

function unitOf(at: number, rankingClass: string, place: number | null, month: number | null): UnitFigures {
  const round = Math.floor(at / NAMES.length);
  const name =
    at === 4
      ? '三明高新技术产业开发区金沙园管理委员会'
      : `${NAMES[at % NAMES.length]}${round === 0 ? '' : round + 1}`;
  return {
    unit: `u${at}`,
    name,
    rankingClass,
    flows: {
      funds_in_place: { month, year: month === null ? null : month * 3 + 1 },
      fixed_assets: { month: month === null ? null : Math.floor(month / 2), year: month },
      foreign_capital: { month: at % 4 === 0 ? 1_234_567 : null, year: at % 4 === 0 ? 9_876_543 : null },
    },
    place,
    moved: at % 3 === 0 ? null : (at % 5) - 2,
    leads: at,
    signed: at % 4,
    started: at % 3,
    owed: 5,
    reported: 4,
    late: at % 7 === 0 ? 1 : 0,
    ...(at % 2 === 0
      ? {
          progress: {
            target: 'T1',
            label: '到位资金',
            unit: '万元',
            actual: month === null ? null : '1234.5',
            planned: '5000',
            rate: month === null ? null : '0.2469',
            scheduleGap: month === null ? null : '-0.5864',
            clause: 'SM 二(一)1',
            na: month === null ? 'no_data' : null,
          },
        }
      : {}),
  };
}

/** `count` units in two classes; the last of each has no data. */
export function figuresOf(count = 12, over: Partial<MonthFigures> = {}): MonthFigures {
  const half = Math.ceil(count / 2);
  const units = Array.from({ length: count }, (_, at) => {
    const inClass = at < half ? at : at - half;
    const size = at < half ? half : count - half;
    const isLast = inClass === size - 1;
    return unitOf(
      at,
      at < half ? '县(市、区)' : '开发区',
      isLast ? null : inClass + 1,
      isLast ? null : (count - at) * 12_345_678,
    );
  });
  const sum = units.reduce((total, one) => total + (one.flows['funds_in_place']?.month ?? 0), 0);
  return {
    format: 1,
    month: '2026-10',
    asOfAt: Date.UTC(2026, 10, 8, 1),
    forecast: false,
    pack: { id: 'sanming-2021', issuedOn: '2021-03-01', title: '关于进一步加强招商引资工作的若干措施' },
    label: '战报',
    issuer: '三明市招商引资工作领导小组办公室',
    ranking: {
      measure: { id: 'funds_in_place', label: '到位资金', unit: '万元' },
      assessed: false,
      clause: 'SM 三(一)5',
      note: null,
    },
    measures: [
      { id: 'funds_in_place', label: '到位资金', unit: '万元' },
      { id: 'fixed_assets', label: '固定资产投资', unit: '万元' },
      { id: 'foreign_capital', label: '实际使用外资', unit: '万美元' },
      { id: 'jobs', label: '新增就业', unit: '人' },
    ],
    city: {
      funds_in_place: { month: sum, year: sum * 3 },
      fixed_assets: { month: 100_0000, year: 900_0000 },
      foreign_capital: { month: 1_234_567, year: null },
      jobs: { month: null, year: null },
    },
    units,
    stages: [
      { stage: 'signed', label: '签约', count: 23 },
      { stage: 'started', label: '开工', count: 11 },
      { stage: 'operating', label: '投产', count: 0 },
    ],
    signed: [
      {
        number: 'XM-202610-0001',
        title: '=cmd|calc 福建岩城碳素新材料有限公司年产二万吨碳纤维复合材料及其深加工一体化生产基地项目',
        unit: '大田县',
        investment: null,
        signedOn: '2026-10-12',
        belated: true,
      },
      {
        number: 'XM-202610-0002',
        title: '恒泰数控装备项目',
        unit: '沙县区',
        investment: {
          low: { units: 520_000_000_0, currency: 'CNY' },
          high: { units: 520_000_000_0, currency: 'CNY' },
          approx: false,
        },
        signedOn: '2026-10-20',
        belated: false,
      },
    ],
    signedConfidential: 1,
    missing: [
      { unit: '尤溪县', titles: ['闽中茶业精深加工项目', '绿源生物质发电项目'], more: 2, confidential: 1 },
      { unit: '泰宁县', titles: [], confidential: 2 },
    ],
    corrections: [{ month: '2026-09', unit: 'u1', measure: 'funds_in_place', units: -3_000_000 }],
    findings: [
      '10月全市新增到位资金96296.2884万元（约9.63亿元），比上月增加12.3%；本年累计288888.8652万元。',
      '县(市、区)中永安市居首，新增14814.8136万元；末位与首位相差13580.2458万元。',
      '应报60个项目，已报48个，2个单位未报齐，1个单位迟报。',
    ],
    defaults: ['到位资金排名没有条款依据，按通行做法列出。'],
    ...over,
  };
}

/** A signed publication of these figures. */
export function sourceOf(figures: MonthFigures): PaperSource {
  const body = canonicalJson(figures);
  return { id: `month:${figures.month}`, body, hash: hashOf(body), approvedAt: Date.UTC(2026, 10, 8, 3) };
}
