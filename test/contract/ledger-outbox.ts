/** What the books promise about promises: due, claimed, settled, parked, retried and purged. Part of `ledger.ts`. */
import { expect } from 'vitest';
import { makeLedger } from '../../db/ledger.ts';
import { makeStore } from '../../db/store.ts';
import type { Settlement } from '../../src/ledger.ts';
import type { Database } from '../../src/ports.ts';
import { conclusion, NOON, promised, vault } from './kit.ts';
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

const waitingAgain = (key: string, nextAt: number, firstTriedAt: number | null): Settlement => ({
  key,
  state: 'waiting',
  nextAt,
  why: 'busy',
  at: NOON,
  firstTriedAt,
});

const stateOf = async ({ ledger }: Books, key: string) =>
  (await ledger.list(null, 100)).find((item) => item.key === key);

export const OUTBOX_CONTRACT = [
  guarantee(
    'people who wait come first, then notices, then bulletins; equals in the order promised',
    async (database) => {
      const due = await promise(
        open(database),
        promised('bulletin', { rank: 9, outgoing: { ...promised('x').outgoing } }),
        promised('n1', { rank: 5 }),
        promised('answer', { rank: 0 }),
        promised('n2', { rank: 5 }),
      );
      expect(due.map((item) => item.key)).toEqual(['answer', 'n1', 'n2', 'bulletin']);
    },
  ),

  guarantee('a long queue for one receiver leaves room for the others in what is due', async (database) => {
    const books = open(database);
    const many = Array.from({ length: 40 }, (_, at) => promised(`a${at}`));
    const to = { kind: 'person', openId: 'ou_bo' } as const;
    const other = promised('b', {
      rank: 9,
      outgoing: { how: 'send', to, content: { type: 'text', text: 'b' } },
    });
    await books.ledger.conclude(conclusion({ promises: [...many, other] }));
    const due = (await books.ledger.due(NOON, 20)).map((item) => item.key);
    expect(due).toContain('b');
    expect(due[0]).toBe('a0');
  }),

  guarantee(
    'a promise is claimed, sent and no longer due; its message finds its subject',
    async (database) => {
      const books = open(database);
      const { ledger, store } = books;
      await promise(books, promised('a', { about: 'XS-202611-0001', audience: 'group' }));
      await ledger.claim(['a'], NOON + 1);
      expect(await ledger.due(NOON + 1, 10)).toEqual([]);
      expect(
        (await ledger.interrupted(Number.MAX_SAFE_INTEGER)).map((item) => [
          item.key,
          item.attempts,
          item.firstTriedAt,
        ]),
      ).toEqual([['a', 1, NOON + 1]]);
      await ledger.settle([{ key: 'a', state: 'sent', messageId: 'om_9', at: NOON + 2 }]);
      expect(await ledger.interrupted(Number.MAX_SAFE_INTEGER)).toEqual([]);
      expect(await store.ourMessage('om_9')).toEqual({ about: 'XS-202611-0001', audience: 'group' });
      expect(await database.query('SELECT body FROM outbox', [])).toEqual([[null]]);
    },
  ),

  guarantee(
    'only one claim counts an attempt, and a claimed promise is not claimed again',
    async (database) => {
      const books = open(database);
      await promise(books, promised('a'));
      await books.ledger.claim(['a'], NOON);
      await books.ledger.claim(['a'], NOON + 9);
      expect(await stateOf(books, 'a')).toMatchObject({ state: 'sending', attempts: 1, firstTriedAt: NOON });
    },
  ),

  guarantee(
    'a promise put back waits its time with the same uuid, and remembers what may have arrived',
    async (database) => {
      const books = open(database);
      const { ledger } = books;
      const [before] = await promise(books, promised('a'));
      await ledger.claim(['a'], NOON);
      await ledger.settle([waitingAgain('a', NOON + 100, NOON)]);
      expect(await ledger.due(NOON + 99, 10)).toEqual([]);
      expect(await ledger.nextDueAt()).toBe(NOON + 100);
      const [again] = await ledger.due(NOON + 100, 10);
      expect(again).toMatchObject({
        uuid: before?.uuid,
        firstTriedAt: NOON,
        attempts: 1,
        outgoing: before?.outgoing,
      });
      await ledger.claim(['a'], NOON + 100);
      await ledger.settle([waitingAgain('a', NOON + 200, null)]);
      expect((await ledger.due(NOON + 200, 10))[0]?.firstTriedAt).toBeNull();
    },
  ),

  guarantee('parked and uncertain ones wait for a person; a retry carries another uuid', async (database) => {
    const books = open(database);
    const { ledger } = books;
    const [first] = await promise(books, promised('a'), promised('b'), promised('c'));
    const ended = { code: 230_002, why: '机器人不在群里', at: NOON + 5 };
    await ledger.settle([
      { key: 'a', state: 'parked', ...ended },
      { key: 'b', state: 'uncertain', ...ended, code: null },
    ]);
    expect((await ledger.due(NOON + MINUTE, 10)).map((item) => item.key)).toEqual(['c']);
    expect(await stateOf(books, 'a')).toMatchObject({
      ...{ code: 230_002, why: '机器人不在群里', endedAt: NOON + 5 },
    });
    expect((await ledger.list('uncertain', 10)).map((item) => item.key)).toEqual(['b']);
    expect(await ledger.retry(['a', 'b', 'c', 'none'], NOON + MINUTE)).toBe(2);
    const due = await ledger.due(NOON + MINUTE, 10);
    expect(due.map((item) => item.key).sort()).toEqual(['a', 'b', 'c']);
    const retried = due.find((item) => item.key === 'a');
    expect(retried?.uuid).not.toBe(first?.uuid);
    expect(retried?.uuid.length).toBeLessThanOrEqual(50);
    expect(retried?.outgoing).toEqual(first?.outgoing);
    expect(retried?.firstTriedAt).toBeNull();
  }),

  guarantee(
    'what waits for a person is listed by title, name of nobody and text of nothing; the decision is on record',
    async (database) => {
      const books = open(database);
      const { ledger, store } = books;
      const card = {
        title: '登记成功',
        tone: 'done',
        body: [{ el: 'text', text: '王敏 13812345678' }],
      } as const;
      const update = { how: 'update', messageId: 'om_card', card } as const;
      await promise(books, promised('shown'), promised('change', { outgoing: update }), promised('other'));
      const at = NOON + 5;
      await ledger.settle([{ key: 'shown', state: 'sent', messageId: 'om_card', at }]);
      const ended = { code: 230_002, why: '机器人不在群里', at };
      await ledger.settle([
        { key: 'change', state: 'parked', ...ended },
        { key: 'other', state: 'uncertain', ...ended, code: null },
      ]);
      const held = await store.heldMessages(10);
      expect([held.parked, held.uncertain]).toEqual([1, 1]);
      const [shown] = await ledger.list('sent', 1);
      const change = held.messages.find((one) => one.key === 'change');
      expect(change).toMatchObject({ receiver: shown?.receiver, why: '机器人不在群里', endedAt: at });
      expect(change?.id).toMatch(/^[0-9A-F]{6}$/);
      const titles = await store.messageTitles(['change', 'other', 'none']);
      expect(titles.get('change')).toBe('登记成功');
      expect(JSON.stringify([...titles])).not.toMatch(/王敏|138/);

      const on = { at: NOON + MINUTE, actor: 'p_office', cause: 'event:e1' };
      const act = { subject: 'messages', act: 'retry', keys: ['change', 'other', 'shown'] } as const;
      await ledger.conclude({ on, changes: [act], promises: [], keys: [] });
      expect((await ledger.due(NOON + MINUTE, 10)).map((item) => item.key).sort()).toEqual([
        'change',
        'other',
      ]);
      expect(await stateOf(books, 'shown')).toMatchObject({ state: 'sent' });
      await ledger.purge(['other'], NOON + MINUTE);
      expect((await store.heldMessages(10)).messages).toEqual([]);
      const record = await store.facts('audit');
      expect(record.map(({ type, actor }) => [type, actor])).toEqual([
        ['audit.messages_retried', 'p_office'],
        ['audit.messages_purged', null],
      ]);
    },
  ),

  guarantee(
    'what is unsure is looked for until found, given up or decided on; one message is never two promises',
    async (database) => {
      const books = open(database);
      const { ledger } = books;
      await promise(books, promised('before'), promised('a'), promised('b'), promised('c'));
      await ledger.settle([{ key: 'before', state: 'sent', messageId: 'om_before', at: NOON }]);
      await ledger.claim(['a', 'b', 'c'], NOON + 1);
      const ended = { state: 'uncertain', code: null, why: '没有回音', at: NOON + MINUTE } as const;
      await ledger.settle(['a', 'b', 'c'].map((key) => ({ key, ...ended })));
      const due = (now: number) => ledger.unsure(now, NOON, 10);
      const [a, b, c] = await due(NOON + MINUTE);
      if (a === undefined || b === undefined || c === undefined) throw new Error('three are unsure');
      expect(a).toMatchObject({ key: 'a', beside: 'om_before', fromMs: NOON + 1, untilMs: NOON + MINUTE });
      expect(a.outgoing).toEqual(promised('a').outgoing);
      expect(await ledger.unsure(NOON + MINUTE, NOON + MINUTE, 10)).toEqual([]);
      expect([...(await ledger.messagesKnown(['om_before', 'om_other']))]).toEqual(['om_before']);

      const at = NOON + 2 * MINUTE;
      await ledger.foundSent({ key: 'a', uuid: a.uuid, messageId: 'om_a', at });
      expect(await stateOf(books, 'a')).toMatchObject({ state: 'sent', why: null });
      await ledger.foundSent({ key: 'b', uuid: b.uuid, messageId: 'om_a', at });
      expect(await stateOf(books, 'b')).toMatchObject({ state: 'uncertain' });
      await ledger.stillUnsure('b', b.uuid, null, at + MINUTE);
      await ledger.stillUnsure('c', c.uuid, '没有找到', null);
      expect(await due(at)).toEqual([]);
      expect((await due(at + MINUTE)).map((one) => one.key)).toEqual(['b']);
      expect(await stateOf(books, 'c')).toMatchObject({ state: 'uncertain', why: '没有找到' });
      // Somebody has decided: what is found now was of the attempt before.
      await ledger.retry(['b'], at + MINUTE);
      await ledger.foundSent({ key: 'b', uuid: b.uuid, messageId: 'om_b', at });
      expect(await stateOf(books, 'b')).toMatchObject({ state: 'waiting' });
    },
  ),

  guarantee('a purged promise is never due again and keeps no words', async (database) => {
    const books = open(database);
    await promise(books, promised('a'), promised('b'));
    expect(await books.ledger.purge(['a', 'none'], NOON + 7)).toBe(1);
    expect((await books.ledger.due(NOON + MINUTE, 10)).map((item) => item.key)).toEqual(['b']);
    expect(await books.ledger.retry(['a'], NOON)).toBe(0);
    expect(await database.query("SELECT body, state FROM outbox WHERE key = 'a'", [])).toEqual([
      [null, 'purged'],
    ]);
    await books.ledger.settle([waitingAgain('a', NOON, null)]);
    expect(await stateOf(books, 'a')).toMatchObject({ state: 'purged' });
  }),

  guarantee(
    'a promise that can no longer be read is parked and does not hold up the others',
    async (database) => {
      const books = open(database);
      await promise(books, promised('a'), promised('b'));
      await database.commit([{ sql: "UPDATE outbox SET body = 'AAAA' WHERE key = ?", binds: ['a'] }]);
      expect((await books.ledger.due(NOON, 10)).map((item) => item.key)).toEqual(['b']);
      expect(await stateOf(books, 'a')).toMatchObject({ state: 'parked' });
    },
  ),

  guarantee('attempts of the last minute are remembered with their receiver', async (database) => {
    const books = open(database);
    const { ledger } = books;
    await promise(books, promised('a'), promised('b'), promised('c'));
    await ledger.claim(['a'], NOON - 5 * MINUTE);
    await ledger.claim(['b', 'c'], NOON);
    await ledger.settle([
      { key: 'a', state: 'sent', messageId: null, at: NOON - 5 * MINUTE },
      { key: 'b', state: 'sent', messageId: 'om_b', at: NOON + 40 },
    ]);
    const recent = await ledger.recentAttempts(NOON - MINUTE);
    expect([...recent].sort((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0))).toEqual([
      { receiver: 'person:ou_anna', triedAt: NOON, endedAt: null },
      { receiver: 'person:ou_anna', triedAt: NOON, endedAt: NOON + 40 },
    ]);
  }),
];
