// The bulletin's card: three findings, a chart, one class at a time, within the platform's size for a city of sixty units;
// the unit's own block; the arithmetic that adds up.
import { describe, expect, test } from 'vitest';
import { type BulletinView, bulletinCard } from '../../src/cards/bulletin/bulletin.ts';
import { arithmeticCard, unitCard } from '../../src/cards/bulletin/unit.ts';
import type { MonthFigures, UnitFigures } from '../../src/domain/month-figures.ts';
import { cardBytesMax, renderCard } from '../../src/lark/render/card.ts';
import { buttonsOf, elementsOf, tablesOf, textOf } from '../harness/seen.ts';

const FUNDS = { id: 'funds_in_place', label: '到位资金', unit: '万元' };

/** Unit n has n × 1,000万元; the last one has no data. */
function unitOf(at: number, count: number, rankingClass: string): UnitFigures {
  const hasData = at < count;
  return {
    unit: `u${at}`,
    name: `第${at}经济技术开发区管理委员会`,
    rankingClass,
    flows: {
      funds_in_place: hasData
        ? { month: at * 10_000_000, year: at * 20_000_000 }
        : { month: null, year: null },
    },
    place: hasData ? count - at : null,
    moved: at % 3 === 0 ? null : (at % 5) - 2,
    leads: 12,
    signed: 3.3,
    started: 1,
    owed: 20,
    reported: 18,
    late: 2,
    progress: {
      target: 'T',
      label: '到位资金年度任务',
      unit: '万元',
      actual: String(at * 1_000),
      planned: '100000',
      rate: String(at / 100),
      scheduleGap: String((at - 75) / 100),
      clause: 'SM 三(五)22',
      na: null,
    },
  };
}

function city(count: number, classes = 1): MonthFigures {
  const units = Array.from({ length: count }, (_, at) =>
    unitOf(at + 1, count, classes === 1 ? '县(市、区)' : `组别${(at % classes) + 1}`),
  );
  const sum = units.reduce((total, unit) => total + (unit.flows['funds_in_place']?.month ?? 0), 0);
  return {
    format: 1,
    month: '2026-09',
    kind: 'quarter',
    period: '2026-Q3',
    heading: '招商引资季通报',
    asOfAt: 1_790_000_000_000,
    forecast: false,
    pack: { id: 'p', issuedOn: '2026-01-01', title: '方案' },
    label: '通报',
    issuer: '招商办',
    ranking: { measure: FUNDS, assessed: false, clause: 'X', note: null },
    measures: [FUNDS],
    city: { funds_in_place: { month: sum, year: sum * 2 } },
    units,
    stages: [{ stage: 'signed', label: '签约', count: 100 }],
    signed: Array.from({ length: 60 }, (_, at) => ({
      number: `XM-202609-${String(at).padStart(4, '0')}`,
      title: `某某新能源科技（集团）股份有限公司第${at}期智能制造产业基地项目`,
      unit: `第${at}经济技术开发区管理委员会`,
      investment: null,
      signedOn: '2026-09-01',
      belated: false,
    })),
    signedConfidential: 3,
    missing: units.map((unit) => ({
      unit: unit.name,
      titles: Array.from({ length: 50 }, (_, at) => `XM-202609-${at} 某某新能源科技股份有限公司`),
      confidential: 1,
    })),
    corrections: units.map((unit) => ({ month: '2026-06', unit: unit.unit, measure: FUNDS.id, units: -1 })),
    findings: ['一。', '二。', '三。'],
    defaults: ['系统默认一', '系统默认二'],
    lines: Object.fromEntries(
      units.slice(0, -1).map((unit, at) => [
        unit.unit,
        [
          { what: 'XM-202609-0001 甲', number: 'XM-202609-0001', units: (at + 1) * 10_000_000 - 5 },
          { what: '其余 2 个项目', number: null, units: 5 },
        ],
      ]),
    ),
  };
}

const view = (figures: MonthFigures, more: Partial<BulletinView> = {}): BulletinView => ({
  id: 'quarter:2026-Q3',
  hash: 'abcdef0123456789',
  state: 'published',
  figures,
  checked: { name: '甲', at: 1_790_000_000_000 },
  approved: { name: '乙', at: 1_790_000_100_000 },
  returnedReason: null,
  may: [],
  outdated: false,
  receivers: null,
  more: [],
  ...more,
});

describe('a city of sixty units', () => {
  const figures = city(60);
  const own = {
    unit: 'u7',
    open: [],
    names: ['第7经济技术开发区管理委员会'],
    objection: { untilOn: '2026-10-22', note: '签发后5个工作日内（系统默认）' },
  };

  test('every page fits, keeps its table whole, and turns to the next', () => {
    for (const page of [0, 1]) {
      const card = bulletinCard(view(figures, { own, turn: { class: '县(市、区)', page } }));
      const rendered = renderCard(card);
      expect(rendered.bytes).toBeLessThanOrEqual(cardBytesMax);
      expect(tablesOf(card)[0]?.rows).toHaveLength(30);
      expect(rendered.text).toContain(page === 0 ? '第59经济技术开发区' : '第1经济技术开发区');
      const labels = buttonsOf(card).map((button) => button.label);
      expect(labels).toContain(page === 0 ? '下一页' : '上一页');
      expect(tablesOf(card).length).toBeLessThanOrEqual(3);
    }
  });

  test('has one chart, of rates against the time passed where there are tasks', () => {
    const charts = elementsOf(bulletinCard(view(figures))).filter((element) => element.el === 'chart');
    expect(charts).toHaveLength(1);
    const [chart] = charts;
    expect(chart?.el === 'chart' && chart.points.slice(0, 2)).toEqual([
      { label: '第59经济技术开发区管理委员会', value: 59, series: '完成率' },
      { label: '第59经济技术开发区管理委员会', value: 75, series: '时序进度' },
    ]);
  });

  test('a unit without data has — for place and amount, never 0', () => {
    const rows = tablesOf(bulletinCard(view(figures, { turn: { class: '县(市、区)', page: 1 } })))[0]?.rows;
    expect(rows?.at(-1)).toMatchObject({ unit: '第60经济技术开发区管理委员会', place: '—', month: '—' });
  });

  test('the arithmetic adds up to the printed total, and each unit’s lines to its own', () => {
    const total = figures.city['funds_in_place']?.month ?? 0;
    const rows = tablesOf(arithmeticCard(figures))[0]?.rows ?? [];
    expect(rows.at(-1)).toEqual({ unit: '合计', units: String(total / 10_000) });
    const unit = figures.units[6];
    if (unit === undefined) throw new Error('no unit');
    const card = unitCard({ id: 'x', figures, unit, own, named: true });
    expect(tablesOf(card)[0]?.rows.at(-1)).toEqual({ what: '合计', units: '7000' });
    expect(textOf(card)).not.toContain('不符');
    expect(renderCard(card).bytes).toBeLessThanOrEqual(cardBytesMax);
    const hidden = unitCard({ id: 'x', figures, unit, own, named: false });
    expect(textOf(hidden)).not.toContain('XM-202609-0001');
    expect(tablesOf(hidden)[0]?.rows.at(-1)).toEqual({ what: '合计', units: '7000' });
  });

  test('the own block has the place and the exact amount to the one before', () => {
    const text = textOf(bulletinCard(view(figures, { own })));
    expect(text).toContain('第53位（较上期持平）');
    expect(text).toContain('距前一位第8经济技术开发区管理委员会（第52位）差1000万元。');
    expect(text).toContain('完成7000/100000万元（7%），落后时序68个百分点。');
    expect(text).toContain('提出异议');
  });
});

test('several classes are one at a time, with a button to each other', () => {
  const card = bulletinCard(view(city(12, 3)));
  expect(tablesOf(card)[0]?.rows).toHaveLength(4);
  const labels = buttonsOf(card).map((button) => button.label);
  expect(labels.filter((label) => label.startsWith('看组别'))).toHaveLength(2);
});

test('sections the plan does not list are not printed', () => {
  const text = textOf(bulletinCard(view({ ...city(3), sections: ['scope', 'units', 'scores'] })));
  expect(text).not.toContain('各阶段项目数');
  expect(text).not.toContain('新签约项目');
  expect(text).not.toContain('待补');
});
