/** What the machine's books promise (src/ledger.ts), whatever database is behind them. */
import { expect } from 'vitest';
import { makeLedger } from '../../db/ledger.ts';
import { makeStore } from '../../db/store.ts';
import { identitiesOf } from '../../src/inbox.ts';
import type { Database } from '../../src/ports.ts';
import { conclusion, leadChange, message, NOON, press, promised, registered, vault } from './kit.ts';
import { OUTBOX_CONTRACT } from './ledger-outbox.ts';
import { guarantee } from './suite.ts';

const MINUTE = 60_000;

const open = (database: Database) => ({
  ledger: makeLedger(database, vault),
  store: makeStore(database, vault),
});
type Books = ReturnType<typeof open>;

/** Promises these, and returns their rows as they are due. */
async function promise({ ledger }: Books, ...promises: ReturnType<typeof promised>[]) {
  await ledger.conclude(conclusion({ promises }));
  return ledger.due(NOON, 50);
}

export const LEDGER_CONTRACT = [
  ...OUTBOX_CONTRACT,
  guarantee('a delivery is taken in once by its event id, and comes back as it was', async (database) => {
    const { ledger } = open(database);
    const delivery = message('1', {
      body: { type: 'text', text: '登记 张三 13800138000' },
      parentId: 'om_0',
    });
    expect(await ledger.accept(delivery, identitiesOf(delivery), NOON)).toBe('new');
    expect(await ledger.accept(delivery, identitiesOf(delivery), NOON + 5)).toBe('seen');
    const waiting = await ledger.waiting(NOON, 10);
    expect(waiting).toEqual([{ row: 1, id: 'ev_1', delivery, attempts: 0, receivedAt: NOON }]);
  }),

  guarantee('one message under two event ids is taken in once', async (database) => {
    const { ledger } = open(database);
    const first = message('1');
    const again = { ...first, eventId: 'ev_other' };
    expect(await ledger.accept(first, identitiesOf(first), NOON)).toBe('new');
    expect(await ledger.accept(again, identitiesOf(again), NOON)).toBe('seen');
    expect(await ledger.waiting(NOON, 10)).toHaveLength(1);
  }),

  guarantee('of talk that needs nothing only the identities are kept, once', async (database) => {
    const { ledger } = open(database);
    const keys = identitiesOf(message('1'));
    expect(await ledger.accept(null, keys, NOON)).toBe('new');
    expect(await ledger.accept(null, keys, NOON + 5)).toBe('seen');
    expect(await ledger.waiting(NOON + 5, 10)).toEqual([]);
    expect(await ledger.isKnown('message:om_1')).toBe(true);
  }),

  guarantee('ten pushes of one message at once are one', async (database) => {
    const { ledger } = open(database);
    const pushes = Array.from({ length: 10 }, (_, at) => ({ ...message('1'), eventId: `ev_${at}` }));
    const results = await Promise.all(pushes.map((one) => ledger.accept(one, identitiesOf(one), NOON)));
    expect(results.filter((one) => one === 'new')).toHaveLength(1);
    expect(await ledger.waiting(NOON, 20)).toHaveLength(1);
  }),

  guarantee('deliveries of which nothing came are dismissed; the others wait on', async (database) => {
    const { ledger } = open(database);
    for (const at of ['1', '2', '3']) await ledger.accept(message(at), identitiesOf(message(at)), NOON);
    const [first, , third] = await ledger.waiting(NOON, 10);
    await ledger.dismiss([first?.row ?? 0, third?.row ?? 0]);
    expect((await ledger.waiting(NOON, 10)).map(({ id }) => id)).toEqual(['ev_2']);
    expect(await ledger.isKnown('message:om_1')).toBe(true);
  }),

  guarantee('a conclusion ends the delivery and makes its promises in one commit', async (database) => {
    const books = open(database);
    const { ledger } = books;
    await ledger.accept(message('1'), ['event:ev_1'], NOON);
    const done = conclusion({ promises: [promised('a')], keys: ['done:ev_1'], delivery: 1 });
    expect(await ledger.conclude(done)).toEqual({ result: 'done' });
    expect(await ledger.waiting(NOON, 10)).toEqual([]);
    expect((await ledger.due(NOON, 10)).map((item) => item.key)).toEqual(['a']);
    expect(await ledger.counts()).toEqual({ outbox_waiting: 1 });
  }),

  guarantee(
    'a conclusion that lost the race leaves no promise, no fact and the delivery waiting',
    async (database) => {
      const { ledger, store } = open(database);
      await ledger.accept(message('1'), ['event:ev_1'], NOON);
      await ledger.conclude(conclusion({ changes: [leadChange(null, registered('XS-202611-0001'))] }));
      const late = conclusion({
        changes: [leadChange(null, registered('XS-202611-0001', { company: '另一家' }))],
        promises: [promised('a')],
        keys: ['done:ev_1'],
        delivery: 1,
      });
      expect(await ledger.conclude(late)).toEqual({ result: 'conflict', key: 'fact.stream, fact.seq' });
      expect(await ledger.due(NOON, 10)).toEqual([]);
      expect(await ledger.waiting(NOON, 10)).toHaveLength(1);
      expect(await ledger.isKnown('done:ev_1')).toBe(false);
      expect((await store.lead('XS-202611-0001'))?.company).toBe('福建闽光新材料有限公司');
    },
  ),

  guarantee(
    'a key that is there already means handled: nothing of the second conclusion happens',
    async (database) => {
      const { ledger } = open(database);
      await ledger.conclude(conclusion({ keys: ['done:1'], promises: [promised('a')] }));
      const second = await ledger.conclude(conclusion({ keys: ['done:1'], promises: [promised('b')] }));
      expect(second).toEqual({ result: 'conflict', key: 'inbox.key' });
      expect((await ledger.due(NOON, 10)).map((item) => item.key)).toEqual(['a']);
    },
  ),

  guarantee(
    'promising again what is promised is no error, changes nothing and doubles nothing',
    async (database) => {
      const books = open(database);
      const [first] = await promise(books, promised('a'));
      const again = promised('a', { outgoing: { ...promised('other').outgoing }, rank: 9 });
      expect(await books.ledger.conclude(conclusion({ promises: [again] }))).toEqual({ result: 'done' });
      expect(await books.ledger.due(NOON, 10)).toEqual([first]);
    },
  ),

  guarantee(
    'what cannot be concluded is postponed, counted and given up on with one promise',
    async (database) => {
      const books = open(database);
      const { ledger } = books;
      await ledger.accept(message('1'), ['event:ev_1'], NOON);
      await ledger.postpone(1, NOON + MINUTE, 'Error: no');
      expect(await ledger.waiting(NOON + MINUTE - 1, 10)).toEqual([]);
      expect((await ledger.waiting(NOON + MINUTE, 10))[0]?.attempts).toBe(1);
      const parked = { row: 1, why: 'Error: still no' };
      await ledger.conclude(conclusion({ keys: ['done:ev_1'], promises: [promised('sorry')], parked }));
      expect(await ledger.waiting(NOON + MINUTE * 99, 10)).toEqual([]);
      expect(await ledger.counts()).toEqual({ delivery_parked: 1, outbox_waiting: 1 });
      expect(await ledger.parked(9)).toEqual([
        expect.objectContaining({
          why: 'Error: still no',
          kind: 'message',
          from: expect.stringMatching(/^ou_/),
        }),
      ]);
      expect(await ledger.parked(0)).toEqual([]);
      await ledger.postpone(1, NOON, 'late');
      expect(await ledger.waiting(NOON + MINUTE * 99, 10)).toEqual([]);
    },
  ),

  guarantee(
    'one delivery that can no longer be read is parked and does not hold up the others',
    async (database) => {
      const { ledger } = open(database);
      for (const id of ['1', '2']) await ledger.accept(message(id), [`event:ev_${id}`], NOON);
      await database.commit([{ sql: "UPDATE delivery SET body = 'AAAA' WHERE id = ?", binds: [1] }]);
      expect((await ledger.waiting(NOON, 10)).map((item) => item.id)).toEqual(['ev_2']);
      expect(await ledger.counts()).toEqual({ delivery_parked: 1, delivery_waiting: 1 });
      expect(await ledger.parked(9)).toMatchObject([{ kind: null, from: null }]);
    },
  ),

  guarantee('the reply to a press is kept and comes back as it was', async (database) => {
    const { ledger } = open(database);
    const card = {
      title: '完成',
      tone: 'done' as const,
      body: [{ el: 'text' as const, text: '联系人 张三' }],
    };
    const reply = { toast: { tone: 'success' as const, text: '已保存' }, card };
    const { eventId } = press('1');
    expect(await ledger.replyTo(eventId)).toBeNull();
    await ledger.conclude(conclusion({ keys: [`event:${eventId}`], reply: { eventId, reply } }));
    expect(await ledger.replyTo(eventId)).toEqual(reply);
  }),

  guarantee('an occasion runs once', async (database) => {
    const { ledger } = open(database);
    expect(await ledger.jobDone('draft:2026-10')).toBe(false);
    expect(await ledger.conclude(conclusion({ job: 'draft:2026-10' }))).toEqual({ result: 'done' });
    expect(await ledger.jobDone('draft:2026-10')).toBe(true);
    expect(await ledger.conclude(conclusion({ job: 'draft:2026-10' }))).toEqual({
      result: 'conflict',
      key: 'job.key',
    });
  }),

  guarantee(
    'retention forgets what redelivery and people no longer need, and nothing that still waits',
    async (database) => {
      const { ledger, store } = open(database);
      const old = NOON - 30 * 24 * 60 * MINUTE;
      for (const id of ['1', '2']) await ledger.accept(message(id), [`event:ev_${id}`], old);
      await ledger.accept(message('3'), ['event:ev_3'], NOON);
      const on = { at: old, actor: null, cause: 'event:ev_1' };
      const reply = { eventId: 'ev_1', reply: {} };
      const draft = {
        id: 'd1',
        version: 1,
        owner: 'p_anna',
        kind: 'lead',
        payload: { phone: '13800138000' },
      };
      await ledger.conclude(
        conclusion({
          on,
          delivery: 1,
          keys: ['done:ev_1'],
          reply,
          changes: [
            leadChange(null, registered('XS-202610-0001')),
            { subject: 'draft', draft: { ...draft, state: 'open', result: null, createdAt: old } },
          ],
        }),
      );
      expect(await ledger.forget({ inbox: NOON - MINUTE, bodies: NOON - MINUTE })).toBe(4);
      expect(await ledger.isKnown('event:ev_1')).toBe(false);
      expect(await ledger.isKnown('event:ev_3')).toBe(true);
      expect(await ledger.replyTo('ev_1')).toBeNull();
      expect((await ledger.waiting(NOON, 10)).map((item) => item.id)).toEqual(['ev_2', 'ev_3']);
      expect(await store.draft('d1')).toMatchObject({ state: 'cancelled', payload: null });
      expect(await store.facts('lead/XS-202610-0001')).toHaveLength(1);
      expect(await ledger.forget({ inbox: NOON - MINUTE, bodies: NOON - MINUTE })).toBe(0);
    },
  ),
];
