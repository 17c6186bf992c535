/** Reads of what units file as a whole, of reminders by hand and of single reports’ states, whatever database is behind them. */
import { expect } from 'vitest';
import { type FilingFact, noFiling } from '../../src/domain/filing/filing.ts';
import { noHurry } from '../../src/domain/filing/hurry.ts';
import { decideReport, noProgress } from '../../src/domain/progress.ts';
import { open } from './books.ts';
import { guarantee } from './suite.ts';

const filed = (unit: string, period: string, units: number): FilingFact => ({
  type: 'filing.filed',
  unit,
  cadence: 'figures',
  period,
  figures: [{ measure: 'loan', month: period, units }],
  late: false,
  forecast: false,
  correction: false,
  narrative: '发放',
  reference: null,
  reason: null,
});

export const FILING_STORE = [
  guarantee(
    'what a unit filed comes back by unit; of two who file at once one decides again',
    async (database) => {
      const { store, record } = open(database);
      expect(await store.filing('u1')).toEqual(noFiling('u1'));
      await record({ subject: 'filing', before: noFiling('u1'), facts: [filed('u1', '2026-10', 5)] });
      await record({ subject: 'filing', before: noFiling('u2'), facts: [filed('u2', '2026-10', 7)] });
      const raced = {
        subject: 'filing' as const,
        before: noFiling('u1'),
        facts: [filed('u1', '2026-10', 9)],
      };
      expect((await record(raced)).result).not.toBe('done');
      const u1 = await store.filing('u1');
      expect(u1).toMatchObject({ version: 1, entries: [{ measure: 'loan', month: '2026-10', units: 5 }] });
      expect(u1.reports).toMatchObject([{ cadence: 'figures', period: '2026-10', reporter: 'p_anna' }]);
      await record({ subject: 'filing', before: u1, facts: [filed('u1', '2026-11', 6)] });
      expect((await store.filing('u1')).entries).toHaveLength(2);
      expect((await store.filings()).map(({ unit }) => unit)).toEqual(['u1', 'u2']);
      expect((await store.filings(['u2', 'u3'])).map(({ unit }) => unit)).toEqual(['u2']);
      expect(await store.filings([])).toEqual([]);
    },
  ),

  guarantee('who was reminded by hand is kept with the instant', async (database) => {
    const books = open(database);
    const { store, record } = books;
    expect(await store.hurry('2026-10')).toEqual(noHurry('2026-10'));
    const sent = { type: 'hurry.sent' as const, id: '2026-10', to: ['a', 'b'] };
    await record({ subject: 'hurry', before: noHurry('2026-10'), facts: [sent] });
    expect((await store.hurry('2026-10')).last).toEqual({ a: books.at, b: books.at });
    expect(await store.hurry('2026-11')).toEqual(noHurry('2026-11'));
  }),

  guarantee('a report’s reason and 无变化 come back, and its state among others', async (database) => {
    const { store, record } = open(database);
    const intent = { unit: 'u1', month: '2026-10', figures: [], problems: null, plan: null };
    const words = { narrative: '本月无变化', reason: '等批复', unchanged: true, late: true, forecast: false };
    const decided = decideReport(noProgress('XS-202610-0001'), { ...intent, ...words }, (id) => id);
    if (!('facts' in decided)) throw new Error(decided.because);
    await record({ subject: 'progress', before: noProgress('XS-202610-0001'), facts: decided.facts });
    const [report] = (await store.progress('XS-202610-0001')).reports;
    expect(report).toMatchObject({ reason: '等批复', unchanged: true, late: true });
    const states = await store.reportStates('2026-10', ['XS-202610-0001', 'XS-202610-0002']);
    expect([...states]).toMatchObject([
      ['XS-202610-0001', { late: true, forecast: false, unchanged: true, checked: null }],
    ]);
  }),
];
