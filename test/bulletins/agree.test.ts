// What the database counts of a month is what reading every lead gives: ranking and bulletin, in any small city.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, hashOf } from '../../src/bulletins/canonical.ts';
import { composeMonth, unitFigures } from '../../src/bulletins/figures.ts';
import { readMaterial, readWhole as readNow } from '../../src/bulletins/read.ts';
import type { LeadFact } from '../../src/domain/lead/facts.ts';
import type { Lead } from '../../src/domain/lead/lead.ts';
import { EXIT_PREFIX, RESUME } from '../../src/domain/lead/stage-course.ts';
import type { MonthFigures, UnitFigures } from '../../src/domain/month-figures.ts';
import { noProgress, type ProgressFact } from '../../src/domain/progress.ts';
import { publicationId } from '../../src/domain/publication.ts';
import type { TransferFact } from '../../src/domain/transfer/facts.ts';
import type { Change } from '../../src/outcome.ts';
import { sanming } from '../domain/pack/sanming.ts';
import { Bureau } from '../harness/bureau.ts';
import { composeWhole } from './oracle/figures.ts';
import { readWhole } from './oracle/read.ts';

const UNITS = ['yongan', 'xiyang', 'shaxian', 'zone', 'dissolved'];
const MONTHS = ['2021-08', '2021-09', '2021-10', '2021-11'];
const PACK = sanming();
const LATE_NOT_COUNTED: typeof PACK = {
  ...PACK,
  lifecycle: { ...PACK.lifecycle, lateEntry: 'count_when_happened' },
};

const day = fc
  .tuple(fc.constantFrom('2021-07', ...MONTHS), fc.constantFrom('01', '05', '06', '15', '30'))
  .map(([month, on]) => `${month}-${on}`);

const step = fc.record({
  kind: fc.constantFrom(
    'stage',
    'stage',
    'stage',
    'wait',
    'exit',
    'pause',
    'resume',
    'correct',
    'hide',
    'withdraw',
    'release',
  ),
  stage: fc.constantFrom('talks', 'signed', 'registered', 'started', 'operating', 'lost'),
  happenedOn: day,
  on: day,
});

const lead = fc.record({
  unit: fc.constantFrom(...UNITS),
  registeredOn: day,
  steps: fc.array(step, { maxLength: 6 }),
  reports: fc.array(
    fc.record({
      month: fc.constantFrom(...MONTHS),
      units: fc.integer({ min: -50, max: 900 }),
      late: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  shared: fc.constantFrom(null, null, null, '0.3', '0.5'),
});

type Given = typeof lead extends fc.Arbitrary<infer T> ? T : never;

/** One lead's life, fact by fact, each at its own instant. */
function* lifeOf(
  given: Given,
  serial: number,
): Generator<{ readonly on: string; readonly fact: (lead: Lead) => LeadFact | null }> {
  let count = 0;
  for (const { kind, stage, happenedOn, on } of given.steps) {
    count += 1;
    const id = `${numberOf(serial)}#${count}`;
    const submit = (what: string) => ({
      on,
      fact: (): LeadFact => ({
        type: 'lead.stage_submitted',
        id,
        stage: what,
        happenedOn,
        evidence: '合同',
        note: null,
      }),
    });
    const verify = (reached: (lead: Lead) => string) => ({
      on,
      fact: (now: Lead): LeadFact => ({ type: 'lead.stage_verified', id, reached: reached(now), tags: {} }),
    });
    if (kind === 'stage' || kind === 'wait') yield submit(stage);
    if (kind === 'stage') {
      yield verify(() => stage);
      yield {
        on,
        fact: (now) =>
          now.projectNumber !== null || ['talks', 'lost'].includes(stage)
            ? null
            : { type: 'lead.promoted', projectNumber: numberOf(serial).replace('XS', 'XM') },
      };
    }
    const course = { exit: `${EXIT_PREFIX}lost`, pause: `${EXIT_PREFIX}paused`, resume: RESUME }[
      kind as 'exit'
    ];
    if (course !== undefined) {
      yield submit(course);
      yield verify((now) => now.stage);
    }
    if (kind === 'correct') {
      yield {
        on,
        fact: (now) => {
          const event = now.stages.find((one) => one.state === 'verified');
          if (event === undefined) return null;
          return {
            type: 'lead.stage_corrected',
            id: event.id,
            was: event.happenedOn,
            happenedOn,
            reason: '落款日',
          };
        },
      };
    }
    if (kind === 'hide') yield { on, fact: () => ({ type: 'lead.confidentiality_set', confidential: true }) };
    if (kind === 'withdraw') yield { on, fact: () => ({ type: 'lead.withdrawn' }) };
    if (kind === 'release') {
      yield {
        on,
        fact: (now) => (now.projectNumber === null && now.holding.state === 'held' ? RELEASED : null),
      };
    }
  }
}

const RELEASED: LeadFact = { type: 'lead.released', why: 'returned', reason: null };
const numberOf = (serial: number) => `XS-202107-${String(serial).padStart(4, '0')}`;

async function seed(bureau: Bureau, given: Given, serial: number): Promise<void> {
  const number = numberOf(serial);
  let state: Lead | null = null;
  const tell = async (fact: LeadFact, on: string) => {
    bureau.at(`${on} 10:00`);
    await bureau.record([{ subject: 'lead', before: state, facts: [fact] }], 'r');
    state = await bureau.store.leadItself(number);
  };
  await tell(
    {
      type: 'lead.registered',
      number,
      company: `企业${serial}`,
      project: serial % 2 === 0 ? '生产线' : null,
      investment: null,
      industry: null,
      landingUnit: null,
      channel: null,
      contact: null,
      note: null,
      unit: given.unit,
      holder: 'r',
      despite: [],
    },
    given.registeredOn,
  );
  for (const { on, fact } of lifeOf(given, serial)) {
    const now: Lead | null = state;
    const next = now === null ? null : fact(now);
    if (next !== null) await tell(next, on);
  }
  if (((state as Lead | null)?.projectNumber ?? null) === null) return;
  await bureau.record([...reportsOf(given, number), ...transferOf(given, serial)], 'r');
}

function reportsOf({ unit, reports }: Given, lead: string): readonly Change[] {
  const months = new Map(reports.map((one) => [one.month, one]));
  const facts = [...months.values()]
    .sort((a, b) => (a.month < b.month ? -1 : 1))
    .map(
      ({ month, units, late }): ProgressFact => ({
        type: 'progress.reported',
        lead,
        unit,
        month,
        figures: [{ measure: 'funds_in_place', units: units * 10_000 }],
        late,
        forecast: false,
        narrative: null,
        problems: null,
        plan: null,
        shifts: [{ measure: 'funds_in_place', month, units: units * 10_000 }],
      }),
    );
  return facts.length === 0 ? [] : [{ subject: 'progress', before: noProgress(lead), facts }];
}

function transferOf({ shared, unit }: Given, serial: number): readonly Change[] {
  if (shared === null) return [];
  const rule = {
    id: 'SM-ind',
    label: '指标分配',
    metrics: ['funds_in_place', 'project_count'],
    start: 'signed',
    startMonthIncluded: true,
    preStart: 'receiver',
    confirm: 'both',
    settle: 'none',
    clause: 'SM 三(二)11',
  } as const;
  const facts: TransferFact[] = [
    {
      type: 'transfer.proposed',
      number: `LZ-202107-${String(serial).padStart(4, '0')}`,
      lead: numberOf(serial),
      sender: unit,
      receiver: unit === 'zone' ? 'yongan' : 'zone',
      by: 'sender',
      reason: null,
      terms: {
        rules: [rule],
        ratio: [shared, shared === '0.3' ? '0.7' : '0.5'],
        ratioByYear: {},
        endOn: null,
        note: null,
        evidence: null,
      },
    },
    { type: 'transfer.confirmed', offer: 1, by: 'receiver' },
    { type: 'transfer.agreed', offer: 1 },
  ];
  return [{ subject: 'transfer', before: null, facts }];
}

async function city(): Promise<Bureau> {
  return Bureau.open({
    pack: PACK,
    commands: [],
    units: [
      { id: 'city', name: '三明市', kind: 'city' },
      { id: 'yongan', name: '永安市', kind: 'district_county', parent: 'city' },
      { id: 'xiyang', name: '西洋镇', kind: 'town', parent: 'yongan' },
      { id: 'shaxian', name: '沙县区', kind: 'district_county', parent: 'city' },
      { id: 'zone', name: '经开区', kind: 'function_zone', parent: 'city' },
    ],
    people: [{ id: 'r', name: '填报员', unit: 'yongan', roles: ['reporter', 'office'] }],
    now: '2021-11-20',
  });
}

/** Publishes a month as the oracle composes it, read at this moment. */
async function publish(bureau: Bureau, month: string, when: string): Promise<void> {
  bureau.at(when);
  const body = canonicalJson(composeWhole(await readWhole(bureau.store, PACK, month, bureau.now)));
  const hash = hashOf(body);
  const id = publicationId('month', month);
  await bureau.record([
    {
      subject: 'publication',
      before: null,
      facts: [
        { type: 'publication.drafted', id, kind: 'month', period: month, body, hash },
        { type: 'publication.checked', hash },
        { type: 'publication.published', hash },
      ],
    },
  ]);
}

/** What the oracle works out too: the further sections have tests of their own. */
function comparable(figures: MonthFigures, whole: MonthFigures): object {
  const keys = new Set([...Object.keys(whole), 'notes']);
  const units = figures.units.map(({ checked: _verified, ...unit }) => unit);
  return Object.fromEntries(Object.entries({ ...figures, units }).filter(([key]) => keys.has(key)));
}

async function agree(bureau: Bureau, when: string): Promise<void> {
  bureau.at(when);
  const { store, now } = bureau;
  for (const month of MONTHS) {
    for (const pack of [PACK, LATE_NOT_COUNTED]) {
      const whole = composeWhole(await readWhole(store, pack, month, now));
      const { material, details } = await readNow(store, pack, month, now);
      expect(comparable(composeMonth(material, details), whole)).toEqual(whole);
      const ranked = unitFigures(await readMaterial(store, pack, month, now));
      expect(comparable({ ...whole, units: ranked }, whole)).toEqual(whole);
    }
  }
}

/** Before anything is published, a quarter is its three months read lead by lead, added up unit by unit. */
async function agreeOnQuarter(bureau: Bureau, when: string): Promise<void> {
  bureau.at(when);
  const { store, now } = bureau;
  const months = await Promise.all(
    ['2021-07', '2021-08', '2021-09'].map(async (month) =>
      composeWhole(await readWhole(store, PACK, month, now)),
    ),
  );
  const { material, details } = await readNow(store, PACK, { kind: 'quarter', key: '2021-Q3' }, now);
  const quarter = composeMonth(material, details);
  const add = (values: readonly (number | null | undefined)[]): number | null => {
    const there = values.filter((value) => value !== null && value !== undefined);
    return there.length === 0 ? null : there.reduce((total, value) => total + value, 0);
  };
  for (const unit of quarter.units) {
    const own = months.map((month) => month.units.find((one) => one.unit === unit.unit));
    const sum = (pick: (one: UnitFigures) => number) =>
      Math.round((add(own.map((one) => (one === undefined ? 0 : pick(one)))) ?? 0) * 10_000) / 10_000;
    expect(unit).toMatchObject({
      leads: sum((one) => one.leads),
      signed: sum((one) => one.signed),
      started: sum((one) => one.started),
      owed: sum((one) => one.owed),
      reported: sum((one) => one.reported),
      late: sum((one) => one.late),
    });
    for (const { id } of quarter.measures) {
      expect(unit.flows[id]?.month).toBe(add(own.map((one) => one?.flows[id]?.month)));
      expect(unit.flows[id]?.year).toBe(own.at(-1)?.flows[id]?.year ?? null);
    }
  }
  const named = new Set(quarter.units.map((unit) => unit.unit));
  for (const month of months) for (const unit of month.units) expect(named).toContain(unit.unit);
  for (const { id } of quarter.measures) {
    expect(quarter.city[id]?.month).toBe(add(months.map((month) => month.city[id]?.month)));
    const lines = quarter.units.flatMap((unit) => quarter.lines?.[unit.unit] ?? []);
    if (id !== quarter.ranking.measure.id) continue;
    expect(lines.reduce((total, line) => total + line.units, 0)).toBe(
      add(quarter.units.map((unit) => unit.flows[id]?.month)) ?? 0,
    );
  }
}

test('the counted month equals the one read lead by lead, before and after bulletins are published', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(lead, { minLength: 1, maxLength: 8 }),
      fc.array(lead, { maxLength: 5 }),
      async (before, after) => {
        const bureau = await city();
        try {
          for (const [at, given] of before.entries()) await seed(bureau, given, at + 1);
          await agreeOnQuarter(bureau, '2021-10-10 09:00');
          await agree(bureau, '2021-09-10 09:00');
          await publish(bureau, '2021-08', '2021-09-10 09:00');
          for (const [at, given] of after.entries()) await seed(bureau, given, before.length + at + 1);
          await publish(bureau, '2021-09', '2021-10-10 09:00');
          await agree(bureau, '2021-11-20 09:00');
        } finally {
          await bureau.close();
        }
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);
