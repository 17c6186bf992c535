// The five packs against their documents: quotations are verbatim, clauses exist, every quantified row is there.
import { describe, expect, test } from 'vitest';
import { asObject, walk } from '../../src/domain/pack/raw.ts';
import { showPack } from '../../src/domain/pack/show.ts';
import {
  gatesBefore,
  monthlyMeasures,
  monthlyReport,
  projectStage,
  rankingClassOf,
} from '../../src/domain/pack/view.ts';
import { moveRefusals, stageDueOn } from '../../src/domain/rule/lifecycle.ts';
import { taskState } from '../../src/domain/rule/task.ts';
import { packOf, readText } from '../domain/pack/sanming.ts';

const CITIES = [
  { city: 'sanming', id: 'sanming-2021', code: 'SM', rows: 16, tasks: 29 },
  { city: 'langfang', id: 'langfang-2019', code: 'LF', rows: 38, tasks: 25 },
  { city: 'rongcheng', id: 'rongcheng-2019', code: 'RC', rows: 13, tasks: 26 },
  { city: 'liaocheng', id: 'liaocheng-2018', code: 'LC', rows: 18, tasks: 10 },
  { city: 'qingdao', id: 'qingdao-2021', code: 'QD', rows: 21, tasks: 41 },
] as const;

function bare(text: string): string {
  return text.replace(/\s+/gu, '');
}
function packAt(city: string) {
  return packOf(readText(`schemes/${city}/pack.yaml`), city);
}

describe.each(CITIES)('schemes/$city', ({ city, id, code, rows, tasks }) => {
  const pack = packAt(city);
  const document = bare(readText(`schemes/${city}/document.txt`));
  const source = readText(`schemes/${city}/source.md`);

  test('every quotation of source.md is in the document, word for word', () => {
    const quotations = [
      ...source
        .split('\n## ')
        .slice(1)
        .join('\n## ')
        .matchAll(/「([^」]+)」/gu),
    ].map((match) => bare(match[1] ?? ''));
    expect(quotations.length).toBeGreaterThan(25);
    expect(quotations.filter((quotation) => !document.includes(quotation))).toEqual([]);
  });

  test('every clause is a heading of source.md or a row of defaults', () => {
    const headings = new Set([...source.matchAll(/^## (.+)$/gmu)].map((match) => match[1]));
    const clauses: string[] = [];
    walk(pack, (value) => {
      const clause = asObject(value)?.['clause'];
      if (typeof clause === 'string' && clause !== '系统') clauses.push(clause);
    });
    const isDefaultRow = new RegExp(`^${code}-I\\d+$`, 'u');
    expect(clauses.length).toBeGreaterThan(80);
    expect(clauses.filter((clause) => !headings.has(clause) && !isDefaultRow.test(clause))).toEqual([]);
  });

  test('a default is cited by its row or says in its note what is ours', () => {
    const silent: unknown[] = [];
    walk(pack, (value) => {
      const object = asObject(value);
      if (object?.['origin'] === 'default' && typeof object['note'] !== 'string') silent.push(object['id']);
    });
    expect(silent).toEqual([]);
  });

  test('every quantified row is in targets, registries, splits or tasks', () => {
    const elements = [...pack.targets, ...pack.registries, ...pack.splits, ...pack.tasks];
    const covered = new Set(elements.flatMap((element) => [element.id, ...(element.rows ?? [])]));
    const wanted = Array.from({ length: rows }, (_, index) => `${code}-B${index + 1}`);
    expect(wanted.filter((row) => !covered.has(row))).toEqual([]);
  });

  test('its measures are tasks with the document’s own words', () => {
    expect(pack.id).toBe(id);
    const numbered = pack.tasks.filter((task) => task.id.startsWith(`${code}-H`));
    expect(numbered).toHaveLength(tasks);
    if (code === 'LC') return;
    expect(numbered.filter((task) => !document.includes(bare(task.text))).map((task) => task.id)).toEqual([]);
  });

  test('it has what the chat needs: a project stage, a monthly form, a default ranking not assessed', () => {
    expect(projectStage(pack)?.id).toBe('signed');
    expect(monthlyReport(pack)?.monthlyForm).toBe(true);
    expect(pack.ranks.filter((rank) => rank.default)).toMatchObject([{ assessed: false, origin: 'default' }]);
    expect(rankingClassOf(pack, { kind: 'city_dept', tags: { ranking_class: '自定' } })).toBe('自定');
    expect(pack.measures.some((measure) => measure.id === 'funds_in_place')).toBe(true);
  });
});

test('AE-RC-12: late tasks on four days, of the pack itself: 0, 1, 5, 18 (RC 1–26)', () => {
  const tasks = packAt('rongcheng').tasks.filter((task) => task.id.startsWith('RC-H'));
  const late = (asOn: string): number =>
    tasks.filter(
      (task) => taskState(task, { doneOn: null, lastProgressOn: null }, asOn, '2019-01-21') === 'late',
    ).length;
  expect(['2019-04-30', '2019-05-01', '2019-07-01', '2020-01-01'].map(late)).toEqual([0, 1, 5, 18]);
  expect(tasks.filter((task) => task.dueOn === undefined)).toHaveLength(8);
});

test('AE-LC-12, AE-QD-15: no scorecard, and the reason why (LC text end; QD 一(一)(2))', () => {
  for (const city of ['liaocheng', 'qingdao']) {
    const pack = packAt(city);
    expect([pack.scorecards, pack.grades]).toEqual([[], []]);
    expect(pack.absent.find((one) => one.section === 'scorecards')?.reason).toMatch(/考核/u);
  }
});

test('AE-RC-13: no support strength is fixed without a passed joint evaluation (RC 四·24)', () => {
  const pack = packAt('rongcheng');
  const talks = { record: { flags: [] }, from: 'talks', reviews: [] };
  expect(moveRefusals(pack, talks, 'supported', '2019-06-01')).toMatchObject([
    { why: 'gate', gate: { reviewId: 'joint', clause: 'RC 四·24' } },
  ]);
  const passed = { ...talks, reviews: [{ kind: 'joint', on: '2019-05-20', result: 'pass' as const }] };
  expect(moveRefusals(pack, passed, 'supported', '2019-06-01')).toEqual([]);
});

test('AE-RC-9: a park-suited project outside needs the placement exception, an idle-asset one passes (RC 三(九)22)', () => {
  const pack = packAt('rongcheng');
  expect(gatesBefore(pack, 'registered', { flags: ['park_suited'] })).toMatchObject([
    { reviewId: 'placement', applies: 'yes' },
  ]);
  expect(gatesBefore(pack, 'registered', { flags: ['park_suited', '盘活闲置资产'] })).toEqual([]);
  expect(gatesBefore(pack, 'registered', { flags: ['park_suited', 'in_park'] })).toEqual([]);
});

test('AE-QD-14: 洽谈 → 签约 without 评估 is refused unless the office overrides; 评估 of 06-01 is due 06-16 (QD 二(五)2)', () => {
  const pack = packAt('qingdao');
  const talks = { record: { stages: { talks: '2021-05-01' } }, from: 'talks', reviews: [] };
  expect(moveRefusals(pack, talks, 'signed', '2021-06-20')).toMatchObject([
    { why: 'gate', gate: { reviewLabel: '项目评估' } },
  ]);
  expect(moveRefusals(pack, { ...talks, overrides: true }, 'signed', '2021-06-20')).toEqual([]);
  const evaluated = { record: { stages: { evaluated: '2021-06-01' } }, from: 'evaluated', reviews: [] };
  expect(moveRefusals(pack, evaluated, 'signed', '2021-06-20')).toEqual([]);
  expect(stageDueOn(pack, 'evaluated', '2021-06-01')).toBe('2021-06-16');
});

test('pack show has the contract’s arrays, tasks with their units and due day', () => {
  const shown = JSON.parse(JSON.stringify(showPack(packAt('rongcheng'))));
  expect(Object.keys(shown)).toEqual(
    expect.arrayContaining([
      'id',
      'title',
      'issuedOn',
      'targets',
      'tasks',
      'scorecards',
      'ranks',
      'grades',
      'cadences',
      'splits',
      'registries',
    ]),
  );
  expect(shown.tasks[0]).toMatchObject({
    id: 'RC-H1',
    clause: 'RC 三(一)1',
    origin: 'stated',
    due: '2019-04-30',
  });
  expect(shown.tasks[0].units[0]).toEqual({ unit: 'economic_zone', label: '经济开发区', role: 'lead' });
});

test('pack show says of every element id, clause, origin and strength', () => {
  const sections = ['targets', 'tasks', 'scorecards', 'ranks', 'grades', 'cadences', 'splits', 'registries'];
  for (const pack of CITIES.map(({ city }) => packAt(city))) {
    const shown = JSON.parse(JSON.stringify(showPack(pack)));
    for (const element of sections.flatMap((name) => shown[name])) {
      expect(element, `${pack.id} ${element.id}`).toMatchObject({
        id: expect.any(String),
        clause: expect.any(String),
        origin: expect.stringMatching(/^(stated|inferred|default)$/),
        strength: expect.stringMatching(/^(must|aim|principle|approx|explore)$/),
      });
    }
  }
});

test('every pack asks the month in the same words, foreign capital in 万美元', () => {
  for (const pack of CITIES.map(({ city }) => packAt(city))) {
    const asked = new Map(monthlyMeasures(pack).map((measure) => [measure.label, measure.unit]));
    expect([...asked.keys()], pack.id).toEqual(
      expect.arrayContaining(['到位资金', '固定资产投资', '实际使用外资']),
    );
    expect([asked.get('到位资金'), asked.get('实际使用外资')], pack.id).toEqual(['万元', '万美元']);
  }
});
