/** What commands may ask of transfers and hand-overs, and that their rows are what their facts lead to. */
import { expect } from 'vitest';
import { verifyFacts } from '../../db/verify.ts';
import { readNumber } from '../../src/domain/number.ts';
import type { TransferFact } from '../../src/domain/transfer/facts.ts';
import { evolveHandover, type HandoverFact } from '../../src/domain/transfer/handover.ts';
import type { Terms } from '../../src/domain/transfer/terms.ts';
import { evolveTransfer, type Transfer } from '../../src/domain/transfer/transfer.ts';
import { open } from './books.ts';
import { memory } from './factories.ts';
import { guarantee } from './suite.ts';

const terms: Terms = {
  rules: [
    {
      id: 'SM-ind',
      label: '指标分配',
      metrics: ['funds_in_place'],
      start: 'started',
      startMonthIncluded: true,
      preStart: 'receiver',
      confirm: 'both',
      settle: 'none',
      clause: 'SM 三(二)11',
    },
  ],
  ratio: ['0.3', '0.7'],
  ratioByYear: {},
  endOn: null,
  note: '用地指标由招商方解决 100%',
  evidence: null,
};

const proposed = (serial: number, sender: string, receiver: string): TransferFact => ({
  type: 'transfer.proposed',
  number: `LZ-202611-${String(serial).padStart(4, '0')}`,
  lead: `XS-202611-${String(serial).padStart(4, '0')}`,
  sender,
  receiver,
  by: 'sender',
  terms,
  reason: null,
});
const AGREED: readonly TransferFact[] = [
  { type: 'transfer.confirmed', offer: 1, by: 'receiver' },
  { type: 'transfer.agreed', offer: 1 },
];
const words = (text: string) => {
  const read = readNumber(text);
  if (read === null) throw new Error(`${text} is no number`);
  return read;
};

export const TRANSFER_STORE = [
  guarantee('a transfer comes back as its facts say, and its rows replay to the same', async (database) => {
    const { store, record } = open(database);
    const facts: TransferFact[] = [
      proposed(1, 'yongan', 'shaxian'),
      {
        type: 'transfer.offered',
        kind: 'terms',
        by: 'receiver',
        terms: { ...terms, ratio: ['0.4', '0.6'] },
        reason: null,
      },
      { type: 'transfer.confirmed', offer: 2, by: 'sender' },
      { type: 'transfer.agreed', offer: 2 },
      {
        type: 'transfer.settled',
        year: '2026',
        asOf: '2026-12-31',
        rows: [{ measure: 'funds_in_place', total: 10, sender: 4, receiver: 6 }],
      },
    ];
    let state: Transfer | null = null;
    for (const fact of facts) {
      expect(await record({ subject: 'transfer', before: state, facts: [fact] })).toEqual({ result: 'done' });
      state = await store.transfer('LZ-202611-0001');
    }
    expect(state).toMatchObject({ state: 'agreed', agreed: 2, open: null, version: 5 });
    expect(state?.offers[1]?.terms.ratio).toEqual(['0.4', '0.6']);
    expect(state?.settlements[0]?.rows[0]?.sender).toBe(4);
    const place = await memory.start();
    try {
      expect(await verifyFacts(database, await place.open())).toEqual({ facts: 5, differences: [] });
    } finally {
      await place.stop();
    }
  }),

  guarantee('a transfer decided on an old state cannot be committed', async (database) => {
    const { store, record } = open(database);
    await record({ subject: 'transfer', before: null, facts: [proposed(1, 'yongan', 'shaxian')] });
    const before = await store.transfer('LZ-202611-0001');
    await record({ subject: 'transfer', before, facts: AGREED });
    const late = await record({
      subject: 'transfer',
      before,
      facts: [{ type: 'transfer.withdrawn', offer: 1, by: 'sender', reason: null }],
    });
    expect(late).toMatchObject({ result: 'conflict' });
    expect((await store.transfer('LZ-202611-0001'))?.state).toBe('agreed');
  }),

  guarantee(
    'transfers are found by number or tail, by unit, by lead, and by being agreed',
    async (database) => {
      const { store, record } = open(database);
      await record({
        subject: 'transfer',
        before: null,
        facts: [proposed(1, 'yongan', 'shaxian'), ...AGREED],
      });
      await record({ subject: 'transfer', before: null, facts: [proposed(2, 'mingxi', 'yongan')] });
      await record({ subject: 'transfer', before: null, facts: [proposed(12, 'mingxi', 'shaxian')] });
      const numbers = (found: readonly Transfer[]) => found.map((one) => one.number);
      expect(numbers(await store.transfersByNumber(words('LZ-202611-0002'), 10))).toEqual(['LZ-202611-0002']);
      expect(numbers(await store.transfersByNumber(words('2'), 10))).toEqual([
        'LZ-202611-0012',
        'LZ-202611-0002',
      ]);
      const mine = await store.transfers({ units: ['yongan'], limit: 1 });
      expect(mine.total).toBe(2);
      expect(numbers(mine.items)).toEqual(['LZ-202611-0002']);
      expect(numbers((await store.transfers({ units: [], limit: 5 })).items)).toEqual([]);
      expect(numbers(await store.transfersOf('XS-202611-0012'))).toEqual(['LZ-202611-0012']);
      expect(numbers(await store.transfersAgreed())).toEqual(['LZ-202611-0001']);
      expect(await store.transfer('LZ-202611-0099')).toBeNull();
      expect(evolveTransfer(null, proposed(1, 'a', 'b'), 0, 'p').version).toBe(1);
    },
  ),

  guarantee(
    'raw increments are summed by the unit that reported them, a correction included',
    async (database) => {
      const { store, record } = open(database);
      const lead = 'XS-202611-0001';
      const before = { lead, version: 0, entries: [], reports: [] };
      const said = { narrative: null, problems: null, plan: null, late: false, forecast: false };
      const reported = (unit: string, units: number, shift: number) =>
        ({
          type: 'progress.reported',
          lead,
          unit,
          month: '2026-10',
          figures: [{ measure: 'funds_in_place', units }],
          shifts: [{ measure: 'funds_in_place', month: '2026-10', units: shift }],
          ...said,
        }) as const;
      await record({ subject: 'progress', before, facts: [reported('yongan', 500, 500)] });
      await record({
        subject: 'progress',
        before: await store.progress(lead),
        facts: [reported('yongan', 400, -100)],
      });
      await record({
        subject: 'progress',
        before: await store.progress(lead),
        facts: [reported('shaxian', 700, 300)],
      });
      expect(await store.incrementsOf([lead, 'XS-1'])).toEqual([
        { lead, unit: 'yongan', month: '2026-10', measure: 'funds_in_place', units: 400 },
        { lead, unit: 'shaxian', month: '2026-10', measure: 'funds_in_place', units: 300 },
      ]);
      expect(await store.incrementsOf([])).toEqual([]);
    },
  ),

  guarantee(
    'a hand-over is pending until it is moved and, with an end, until it came back',
    async (database) => {
      const { store, record } = open(database);
      const ordered: HandoverFact = {
        type: 'handover.ordered',
        id: 'JJ-202611-0001',
        unit: 'yongan',
        from: 'a',
        to: 'b',
        leads: ['XS-202611-0001'],
        fromOn: '2026-11-20',
        untilOn: '2026-12-05',
        reason: null,
      };
      await record({ subject: 'handover', before: null, facts: [ordered] });
      const first = await store.handover('JJ-202611-0001');
      expect(first).toEqual(evolveHandover(null, ordered, first?.orderedAt ?? 0, 'p_anna'));
      const moved: HandoverFact = { type: 'handover.moved', leads: ['XS-202611-0001'] };
      await record({ subject: 'handover', before: first, facts: [moved, { type: 'handover.receipted' }] });
      expect(await store.handoversPending()).toMatchObject([{ id: 'JJ-202611-0001', state: 'moved' }]);
      const second = await store.handover('JJ-202611-0001');
      await record({
        subject: 'handover',
        before: second,
        facts: [{ type: 'handover.returned', leads: [] }],
      });
      expect(await store.handoversPending()).toEqual([]);
    },
  ),
];
