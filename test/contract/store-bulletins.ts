/** What a month's figures are counted from: who owes a report, what was signed, and the names of few. */
import { expect } from 'vitest';
import { instantOfDay } from '../../src/domain/day.ts';
import type { LeadFact } from '../../src/domain/lead/facts.ts';
import type { OwingRule } from '../../src/domain/month.ts';
import { noProgress } from '../../src/domain/progress.ts';
import { open } from './books.ts';
import { leadChange, registered, submitted, verified } from './kit.ts';
import { guarantee } from './suite.ts';

const RULE: OwingRule = {
  month: '2026-11',
  monthEndOn: '2026-11-30',
  registeredBefore: instantOfDay('2026-12-01'),
  promotedBefore: instantOfDay('2026-12-06'),
  exits: ['lost'],
  projectStages: ['signed', 'started'],
};
const NOVEMBER = {
  stages: ['signed'],
  fromOn: '2026-11-01',
  toOn: '2026-11-30',
  belatedAfter: null,
  except: [],
};
const number = (serial: number) => `XS-202611-${String(serial).padStart(4, '0')}`;
const project = (serial: number) => number(serial).replace('XS', 'XM');

type Books = ReturnType<typeof open>;

/** A project of a unit, signed on a day; and what happened to it besides. */
async function sign(books: Books, serial: number, unit: string, on: string, ...more: LeadFact[]) {
  const id = `${number(serial)}#2`;
  const submission = { ...submitted(id, 'signed'), happenedOn: on };
  const facts: LeadFact[] = [
    registered(number(serial), { unit, holder: `p_${unit}`, company: `企业${serial}` }),
    submission,
    verified(id, 'signed'),
    { type: 'lead.promoted', projectNumber: project(serial) },
    ...more,
  ];
  await books.record(leadChange(null, ...facts));
}

async function file(books: Books, serial: number, unit: string, late: boolean) {
  const lead = number(serial);
  await books.record({
    subject: 'progress',
    before: noProgress(lead),
    facts: [
      {
        type: 'progress.reported',
        lead,
        unit,
        month: '2026-11',
        figures: [],
        late,
        forecast: false,
        narrative: '无变化',
        problems: null,
        plan: null,
        shifts: [],
      },
    ],
  });
}

const left = (serial: number, on: string): LeadFact[] => {
  const id = `${number(serial)}#9`;
  return [{ ...submitted(id, 'exit:lost'), happenedOn: on }, verified(id, 'signed')];
};
const hidden: LeadFact = { type: 'lead.confidentiality_set', confidential: true };

/** Yongan: 1 reported, 2 and 3 missing, 3 confidential, 4 left in time, 5 left in December; Shaxian: 6 reported late, 7 missing. */
async function seven(books: Books): Promise<void> {
  await sign(books, 1, 'yongan', '2026-11-02');
  await sign(books, 2, 'yongan', '2026-11-01');
  await sign(books, 3, 'yongan', '2026-10-30', hidden);
  await sign(books, 4, 'yongan', '2026-11-03', ...left(4, '2026-11-30'));
  await sign(books, 5, 'yongan', '2026-11-04', ...left(5, '2026-12-01'));
  await sign(books, 6, 'shaxian', '2026-11-05');
  await sign(books, 7, 'shaxian', '2026-11-06');
  await sign(books, 8, 'shaxian', '2026-12-01');
  await books.record(leadChange(null, registered(number(9), { unit: 'zone' })));
  await file(books, 1, 'yongan', false);
  await file(books, 6, 'shaxian', true);
}

const projectsOf = (rows: readonly { readonly projectNumber: string }[]) =>
  rows.map((row) => Number(row.projectNumber.slice(-4)));

export const BULLETIN_STORE = [
  guarantee('who owes a month is counted by unit, and named page by page', async (database) => {
    const books = open(database);
    const { store } = books;
    expect(await store.hasProjects()).toBe(false);
    expect(await store.unitReports({ rule: RULE })).toEqual([]);
    await seven(books);
    expect(await store.hasProjects()).toBe(true);
    const shaxian = {
      unit: 'shaxian',
      owed: 2,
      reported: 1,
      late: 1,
      missingConfidential: 0,
      missingSpecial: 0,
      verified: 0,
      returned: 0,
    };
    const yongan = {
      unit: 'yongan',
      owed: 4,
      reported: 1,
      late: 0,
      missingConfidential: 1,
      missingSpecial: 1,
      verified: 0,
      returned: 0,
    };
    const all = await store.unitReports({ rule: RULE });
    expect([...all].sort((a, b) => (a.unit < b.unit ? -1 : 1))).toEqual([shaxian, yongan]);
    expect(await store.unitReports({ rule: RULE, units: ['yongan'], underWay: true })).toEqual([
      { ...yongan, owed: 3 },
    ]);
    expect(await store.unitReports({ rule: RULE, units: [] })).toEqual([]);

    const filter = { rule: RULE };
    const first = await store.missingProjects(filter, { after: null, limit: 3 });
    expect(projectsOf(first)).toEqual([2, 3, 5]);
    expect(projectsOf(await store.missingProjects(filter, { after: project(5), limit: 3 }))).toEqual([7]);
    expect(first[0]).toEqual({
      number: number(2),
      projectNumber: project(2),
      company: '企业2',
      project: null,
      unit: 'yongan',
      holder: 'p_yongan',
      confidential: false,
      holding: { state: 'held', partners: [] },
    });
    const names = async (perUnit: number, only: 'plain' | 'public' | 'all') =>
      projectsOf(await store.missingNames(filter, { perUnit, only }));
    expect(await names(1, 'all')).toEqual([2, 7]);
    expect(await names(9, 'all')).toEqual([2, 3, 5, 7]);
    expect(await names(9, 'public')).toEqual([2, 5, 7]);
    expect(await names(9, 'plain')).toEqual([2, 5, 7]);
    expect(projectsOf(await store.missingApart(filter, 'special', 9))).toEqual([3]);
    expect(projectsOf(await store.missingApart(filter, { holder: 'p_shaxian' }, 9))).toEqual([7]);
    const rows = async (reported: boolean, offset: number, units?: readonly string[]) =>
      projectsOf(
        await store.reportRows(units === undefined ? filter : { ...filter, units }, {
          reported,
          limit: 2,
          offset,
        }),
      );
    expect(await rows(false, 0)).toEqual([2, 3]);
    expect(await rows(false, 2)).toEqual([5, 7]);
    expect(await rows(true, 0)).toEqual([1, 6]);
    expect(await rows(true, 0, ['shaxian'])).toEqual([6]);
    expect(await rows(false, 1, ['yongan'])).toEqual([3, 5]);
    expect([...(await store.reportedAmong('2026-11', [number(1), number(2)]))]).toEqual([number(1)]);
    expect([...(await store.latestReports([number(1), number(2)])).keys()]).toEqual([number(1)]);
  }),

  guarantee(
    'a partner is read with the project, so that sight is decided as of the whole lead',
    async (database) => {
      const books = open(database);
      await sign(books, 1, 'yongan', '2026-11-02');
      const lead = await books.store.lead(number(1));
      const asked = { type: 'lead.cooperation_asked', unit: 'zone', person: 'p_zone', note: null } as const;
      await books.record(leadChange(lead, asked));
      const [row] = await books.store.missingProjects({ rule: RULE }, { after: null, limit: 1 });
      expect(row?.holding.partners).toEqual((await books.store.lead(number(1)))?.holding.partners);
      expect(row?.holding.partners).toHaveLength(1);
    },
  ),

  guarantee(
    'what was signed in a span is counted once, by its first day; what came too late after an instant',
    async (database) => {
      const books = open(database);
      const { store } = books;
      await seven(books);
      const counts = async (more: object) =>
        Object.fromEntries(
          (await store.reachedCounts({ ...NOVEMBER, ...more })).map((one) => [one.unit, one.count]),
        );
      expect(await counts({})).toEqual({ yongan: 2, shaxian: 2 });
      expect(await counts({ except: [number(1), number(6)] })).toEqual({ yongan: 1, shaxian: 1 });
      expect(await counts({ belatedAfter: 0 })).toEqual({ yongan: 3, shaxian: 2 });
      expect(await counts({ belatedAfter: books.at })).toEqual({ yongan: 2, shaxian: 2 });
      expect(await counts({ stages: [] })).toEqual({});
      const rows = await store.reachedRows({ ...NOVEMBER, belatedAfter: 0 });
      expect(rows.map((row) => [row.number, row.happenedOn, row.confidential])).toEqual([
        [number(3), '2026-10-30', true],
        [number(2), '2026-11-01', false],
        [number(1), '2026-11-02', false],
        [number(6), '2026-11-05', false],
        [number(7), '2026-11-06', false],
      ]);
      const lead = await store.lead(number(1));
      const again = { ...submitted(`${number(1)}#8`, 'signed'), happenedOn: '2026-10-01' };
      await books.record(leadChange(lead, again, verified(`${number(1)}#8`, 'signed')));
      expect(await counts({})).toEqual({ yongan: 1, shaxian: 2 });
    },
  ),

  guarantee(
    'leads under way are counted by unit and stage, and found by number or by a corrected day',
    async (database) => {
      const books = open(database);
      const { store } = books;
      await seven(books);
      const byUnit = (rows: readonly { readonly unit: string; readonly count: number }[]) =>
        Object.fromEntries(rows.map((one) => [one.unit, one.count]));
      expect(byUnit(await store.registeredCounts(0, books.at))).toEqual({ yongan: 3, shaxian: 3, zone: 1 });
      expect(await store.registeredCounts(books.at + 1, books.at + 2)).toEqual([]);
      expect(await store.stageCounts()).toEqual([
        { stage: 'lead', count: 1 },
        { stage: 'signed', count: 6 },
      ]);
      const found = await store.leadsNumbered([number(7), number(4), number(1), 'XS-202611-9999']);
      expect(found.map((lead) => lead.number)).toEqual([number(7), number(1)]);
      expect(found[0]?.stages).toHaveLength(1);
      const before = books.at;
      const lead = await store.lead(number(2));
      const event = lead?.stages[0];
      const corrected = {
        type: 'lead.stage_corrected',
        id: event?.id ?? '',
        was: '2026-11-01',
        happenedOn: '2026-11-09',
        reason: '落款日',
      } as const;
      await books.record(leadChange(lead, corrected));
      expect((await store.leadsCorrectedAfter(before)).map((one) => one.number)).toEqual([number(2)]);
      expect(await store.leadsCorrectedAfter(books.at)).toEqual([]);
    },
  ),
];
