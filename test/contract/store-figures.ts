/** The verification of a month's figures: what waits, what was judged, and that the rows are what the facts lead to. */
import { expect } from 'vitest';
import { verifyFacts } from '../../db/verify.ts';
import { instantOfDay } from '../../src/domain/day.ts';
import type { LeadFact } from '../../src/domain/lead/facts.ts';
import type { OwingRule } from '../../src/domain/month.ts';
import { noProgress, type ProgressFact } from '../../src/domain/progress.ts';
import type { CheckFact } from '../../src/domain/progress-check/check.ts';
import { open } from './books.ts';
import { memory } from './factories.ts';
import { leadChange, registered, submitted, verified } from './kit.ts';
import { guarantee } from './suite.ts';

type Books = ReturnType<typeof open>;
const MONTH = '2026-11';
const SIGNING = ['signed', 'started'];
const RULE: OwingRule = {
  month: MONTH,
  monthEndOn: '2026-11-30',
  registeredBefore: instantOfDay('2026-12-01'),
  promotedBefore: instantOfDay('2026-12-06'),
  exits: ['lost'],
  projectStages: SIGNING,
};
const number = (serial: number) => `XS-202611-${String(serial).padStart(4, '0')}`;

async function sign({ record }: Books, serial: number, unit: string, ...more: LeadFact[]) {
  const id = `${number(serial)}#2`;
  await record(
    leadChange(
      null,
      registered(number(serial), { unit, holder: 'p_anna', company: `企业${serial}` }),
      { ...submitted(id, 'signed'), happenedOn: '2026-11-02' },
      verified(id, 'signed'),
      { type: 'lead.promoted', projectNumber: number(serial).replace('XS', 'XM') },
      ...more,
    ),
  );
}

async function said(
  { record, store }: Books,
  serial: number,
  ...facts: readonly (ProgressFact | CheckFact)[]
) {
  const before = await store.progress(number(serial));
  await record({ subject: 'progress', before, facts });
}

const filed = (serial: number, unit: string, units: number, month = MONTH): ProgressFact => ({
  type: 'progress.reported',
  lead: number(serial),
  unit,
  month,
  figures: [{ measure: 'funds_in_place', units }],
  late: false,
  forecast: false,
  narrative: null,
  problems: null,
  plan: null,
  shifts: [{ measure: 'funds_in_place', month, units }],
});
const judged = (type: 'progress.verified' | 'progress.returned', serial: number, version = 1): CheckFact => {
  const of = { lead: number(serial), unit: 'yongan', month: MONTH, version };
  return type === 'progress.verified' ? { type, ...of } : { type, ...of, reason: '请核对' };
};

/** Yongan 1 to 3, Shaxian 4; all filed for November, 1 for October too; 5 has filed nothing. */
async function five(books: Books): Promise<void> {
  for (const serial of [1, 2, 3]) await sign(books, serial, 'yongan');
  for (const serial of [4, 5]) await sign(books, serial, 'shaxian');
  await said(books, 1, filed(1, 'yongan', 100, '2026-10'));
  for (const serial of [1, 2, 3]) await said(books, serial, filed(serial, 'yongan', 200 + serial));
  await said(books, 4, filed(4, 'shaxian', 204));
}

const filter = { month: MONTH, units: null, notBy: 'p_bob' };
const leadsOf = (rows: readonly { readonly lead: string }[]) => rows.map((row) => Number(row.lead.slice(-4)));

export const FIGURES_STORE = [
  guarantee(
    'what waits for a verdict is listed by unit, without one’s own, until an instant',
    async (database) => {
      const books = open(database);
      const { store } = books;
      expect(await store.figuresWaiting(filter, SIGNING, 9)).toEqual([]);
      await five(books);
      const rows = await store.figuresWaiting(filter, SIGNING, 9);
      expect(leadsOf(rows)).toEqual([1, 2, 3, 4]);
      expect(rows[0]).toMatchObject({
        lead: number(1),
        projectNumber: number(1).replace('XS', 'XM'),
        company: '企业1',
        unit: 'yongan',
        signedOn: '2026-11-02',
        exit: null,
        report: { month: MONTH, version: 1, checked: null, verifiedVersion: null, unchanged: false },
        entries: [
          { measure: 'funds_in_place', month: '2026-10', units: 100 },
          { measure: 'funds_in_place', month: MONTH, units: 201 },
        ],
      });
      expect(leadsOf(await store.figuresWaiting({ ...filter, units: ['shaxian'] }, SIGNING, 9))).toEqual([4]);
      expect(leadsOf(await store.figuresWaiting(filter, SIGNING, 2))).toEqual([1, 2]);
      expect(await store.figuresWaitingCount(filter)).toBe(4);
      expect(await store.figuresWaitingCount({ ...filter, units: ['yongan'] })).toBe(3);
      expect(await store.figuresWaitingCount({ ...filter, notBy: 'p_anna' })).toBe(0);
      const third = rows[2]?.report.reportedAt ?? 0;
      expect(leadsOf(await store.figuresWaiting({ ...filter, untilAt: third }, SIGNING, 9))).toEqual([
        1, 2, 3,
      ]);
    },
  ),

  guarantee('a returned report is owed again, a verified one counted as such', async (database) => {
    const books = open(database);
    const { store } = books;
    await five(books);
    await said(books, 1, judged('progress.verified', 1));
    await said(books, 2, judged('progress.returned', 2));
    expect(leadsOf(await store.figuresWaiting(filter, SIGNING, 9))).toEqual([3, 4]);
    const [shaxian, yongan] = await store.unitReports({ rule: RULE });
    expect(shaxian).toMatchObject({ owed: 2, reported: 1, verified: 0, returned: 0 });
    expect(yongan).toMatchObject({ owed: 3, reported: 2, verified: 1, returned: 1 });
    const page = { after: null, limit: 9 };
    const missing = await store.missingProjects({ rule: RULE }, page);
    expect(missing.map((one) => Number(one.number.slice(-4)))).toEqual([2, 5]);
    const list = { limit: 9, offset: 0 };
    const kept = await store.reportRows({ rule: RULE }, { ...list, reported: true });
    expect(kept.map((one) => Number(one.number.slice(-4)))).toEqual([1, 3, 4]);
    expect([...(await store.reportedAmong(MONTH, [number(1), number(2)]))]).toEqual([number(1)]);
    const states = await store.reportStates(MONTH, [number(1), number(2), number(3)]);
    expect([...states.values()].map((one) => one.checked)).toEqual(['verified', 'returned', null]);
    expect(await store.figuresOf(number(2), MONTH, SIGNING)).toMatchObject({
      report: { checked: 'returned', checkReason: '请核对', checkedBy: 'p_anna', verifiedVersion: null },
    });
    // Filed again it waits again, and is owed no more.
    await said(books, 2, filed(2, 'yongan', 250));
    expect(leadsOf(await store.figuresWaiting(filter, SIGNING, 9))).toEqual([2, 3, 4]);
    expect((await store.unitReports({ rule: RULE }))[1]).toMatchObject({ reported: 3, returned: 0 });
  }),

  guarantee('many projects’ reports are read as each one’s own', async (database) => {
    const books = open(database);
    const { store } = books;
    await five(books);
    await said(books, 1, judged('progress.verified', 1));
    const leads = [4, 1, 5].map(number);
    const single = await Promise.all(leads.map((lead) => store.progress(lead)));
    const sorted = (list: typeof single) =>
      list.map((one) => ({ ...one, entries: [...one.entries].sort((a, b) => (a.month < b.month ? -1 : 1)) }));
    expect(sorted([...(await store.progressOf(leads))])).toEqual(sorted(single));
    expect(single[2]).toEqual(noProgress(number(5)));
  }),

  guarantee(
    'verdicts, new versions and verdicts taken back are what their facts lead to',
    async (database) => {
      const books = open(database);
      await five(books);
      await said(books, 1, judged('progress.verified', 1));
      await said(books, 1, filed(1, 'yongan', 300));
      await said(books, 1, judged('progress.returned', 1, 2));
      await said(books, 1, {
        type: 'progress.unchecked',
        lead: number(1),
        unit: 'yongan',
        month: MONTH,
        version: 2,
        before: { checked: null, checkedBy: 'p_anna', checkedAt: 5, checkReason: null, verifiedVersion: 1 },
      });
      await said(books, 2, judged('progress.returned', 2));
      expect((await books.store.progress(number(1))).reports.at(-1)).toMatchObject({
        version: 2,
        checked: null,
        verifiedVersion: 1,
        checkReason: null,
      });
      const place = await memory.start();
      try {
        const verdict = await verifyFacts(database, await place.open());
        expect(verdict.differences).toEqual([]);
      } finally {
        await place.stop();
      }
    },
  ),
];
