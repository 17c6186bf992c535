/** What commands may ask of registries 台账, that pieces follow the entry, and that rows are what their facts lead to. */
import { expect } from 'vitest';
import { verifyFacts } from '../../db/verify.ts';
import { readNumber } from '../../src/domain/number.ts';
import { type Entry, type EntryFact, evolveEntry } from '../../src/domain/registry/entry.ts';
import { queryGrams } from '../../src/domain/registry/grams.ts';
import { open } from './books.ts';
import { memory } from './factories.ts';
import { NOON } from './kit.ts';
import { guarantee } from './suite.ts';

type Registered = Extract<EntryFact, { type: 'entry.registered' }>;

const registered = (serial: number, more: Partial<Registered> = {}): Registered => ({
  type: 'entry.registered',
  id: `TZ-202611-${String(serial).padStart(4, '0')}`,
  registry: 'SM-G3',
  owner: 'yongan',
  title: `企业${serial}`,
  values: { enterprise: `企业${serial}`, class: '其他' },
  sealed: {},
  key: `["${serial}"]`,
  despite: [],
  ...more,
});
const CATL = {
  title: '宁德时代新能源科技股份有限公司',
  values: { enterprise: '宁德时代新能源科技股份有限公司' },
};
const after = (facts: readonly EntryFact[]): Entry | null =>
  facts.reduce<Entry | null>((state, fact) => evolveEntry(state, fact, 0, null), null);

export const REGISTRY_STORE = [
  guarantee('an entry is read back as its facts made it, fact by fact', async (database) => {
    const { store, record } = open(database);
    const facts: readonly EntryFact[] = [
      registered(1, { sealed: { contact: { contact: 'c1', mark: 'm1' } } }),
      {
        type: 'entry.edited',
        owner: 'shaxian',
        title: '新名',
        values: { enterprise: '新名', class: null, flag: true },
        sealed: { contact: null },
        key: '["新名"]',
      },
      { type: 'entry.secrecy', confidential: true },
      { type: 'entry.confirmed' },
      { type: 'entry.retired', reason: '已落户' },
      { type: 'entry.restored' },
      { type: 'entry.retired', reason: '再次停用' },
    ];
    let state: Entry | null = null;
    for (const fact of facts) {
      await record({ subject: 'entry', before: state, facts: [fact] });
      const kept: Entry | null = await store.entry('TZ-202611-0001');
      expect(kept?.version).toBe((state?.version ?? 0) + 1);
      state = kept;
    }
    expect(state).toMatchObject({
      owner: 'shaxian',
      values: { enterprise: '新名', flag: true },
      sealed: {},
      confidential: true,
      state: 'retired',
      reason: '再次停用',
    });
    expect(state?.endedAt).toBeGreaterThan(NOON);
    expect(await store.entry('TZ-202611-0009')).toBeNull();
  }),

  guarantee('two who move the same entry at once: the second is told', async (database) => {
    const { store, record } = open(database);
    await record({ subject: 'entry', before: null, facts: [registered(1)] });
    const before = await store.entry('TZ-202611-0001');
    const confirm = { subject: 'entry' as const, before, facts: [{ type: 'entry.confirmed' as const }] };
    expect((await record(confirm)).result).toBe('done');
    expect((await record(confirm)).result).not.toBe('done');
  }),

  guarantee('pieces follow the entry: renamed, retired and restored', async (database) => {
    const { store, record } = open(database);
    const find = async (words: string, registry = 'SM-G3') =>
      (await store.entriesByGrams([registry], queryGrams([words]), 9)).map((entry) => entry.id.slice(-1));
    await record(
      { subject: 'entry', before: null, facts: [registered(1, CATL)] },
      {
        subject: 'entry',
        before: null,
        facts: [registered(2, { title: '汇川技术', values: { enterprise: '汇川技术' } })],
      },
    );
    expect(await find('宁德时代')).toEqual(['1']);
    expect(await find('ndsd')).toEqual(['1']);
    expect(await find('汇川')).toEqual(['2']);
    expect(await find('汇川', 'SM-G5')).toEqual([]);
    expect(await find("'); DROP TABLE fact; --")).toEqual([]);
    expect(await store.entriesByGrams([], ['宁德'], 9)).toEqual([]);
    const all = await store.entriesAll(['SM-G3', 'SM-G5'], 9);
    expect(all.map((one) => one.id).sort()).toEqual(['TZ-202611-0001', 'TZ-202611-0002']);
    expect(await store.entriesAll(['SM-G5'], 9)).toEqual([]);
    expect(await store.entriesAll([], 9)).toEqual([]);
    let entry = await store.entry('TZ-202611-0001');
    const edited: EntryFact = {
      type: 'entry.edited',
      owner: 'yongan',
      title: '比亚迪',
      values: { enterprise: '比亚迪' },
      sealed: {},
      key: '["比亚迪"]',
    };
    await record({ subject: 'entry', before: entry, facts: [edited] });
    expect([await find('宁德时代'), await find('byd')]).toEqual([[], ['1']]);
    entry = await store.entry('TZ-202611-0001');
    await record({ subject: 'entry', before: entry, facts: [{ type: 'entry.retired', reason: '停' }] });
    expect(await find('比亚迪')).toEqual([]);
    entry = await store.entry('TZ-202611-0001');
    await record({ subject: 'entry', before: entry, facts: [{ type: 'entry.restored' }] });
    expect(await find('比亚迪')).toEqual(['1']);
  }),

  guarantee('lists filter by registry, state, owner and age, and page', async (database) => {
    const { store, record } = open(database);
    for (const serial of [1, 2, 3])
      await record({
        subject: 'entry',
        before: null,
        facts: [registered(serial, serial === 3 ? { owner: null, registry: 'SM-G5' } : {})],
      });
    const ids = async (more: Partial<Parameters<typeof store.entries>[0]>) =>
      (await store.entries({ registries: ['SM-G3', 'SM-G5'], limit: 9, ...more })).map((one) =>
        one.id.slice(-1),
      );
    expect(await ids({})).toEqual(['3', '2', '1']);
    expect(await ids({ registries: ['SM-G3'] })).toEqual(['2', '1']);
    expect(await ids({ owners: ['yongan'] })).toEqual(['2', '1']);
    expect(await ids({ limit: 1, offset: 1 })).toEqual(['2']);
    const second = await store.entry('TZ-202611-0002');
    expect(await ids({ checkedBefore: second?.checkedAt ?? 0 })).toEqual(['1']);
    await record({ subject: 'entry', before: second, facts: [{ type: 'entry.retired', reason: '停' }] });
    expect(await ids({})).toEqual(['3', '1']);
    expect(await ids({ states: ['retired'] })).toEqual(['2']);
    expect(await store.entriesByKey('SM-G3', '["1"]')).toHaveLength(1);
    expect(await store.entriesByKey('SM-G3', '["2"]')).toEqual([]);
    expect(await store.registryCounts(['SM-G3', 'SM-G5', 'SM-G6'])).toEqual(
      expect.arrayContaining([
        { registry: 'SM-G3', active: 1 },
        { registry: 'SM-G5', active: 1 },
      ]),
    );
  }),

  guarantee('what stood at an instant: neither later ones nor those retired before', async (database) => {
    const books = open(database);
    await books.record({ subject: 'entry', before: null, facts: [registered(1)] });
    const [first, store] = [books.at, books.store];
    await books.record({ subject: 'entry', before: null, facts: [registered(2)] });
    const one = await store.entry('TZ-202611-0001');
    await books.record({ subject: 'entry', before: one, facts: [{ type: 'entry.retired', reason: '停' }] });
    const at = async (when: number) =>
      (await store.entriesStanding(['SM-G3'], when)).map((entry) => entry.id.slice(-1));
    expect(await at(first - 1)).toEqual([]);
    expect(await at(first)).toEqual(['1']);
    expect(await at(books.at - 1)).toEqual(['1', '2']);
    expect(await at(books.at)).toEqual(['2']);
  }),

  guarantee('a tail finds its entry, and another prefix none', async (database) => {
    const { store, record } = open(database);
    for (const serial of [3, 13])
      await record({ subject: 'entry', before: null, facts: [registered(serial)] });
    const by = async (words: string) => {
      const number = readNumber(words);
      return number === null
        ? null
        : (await store.entriesByNumber(number, 9)).map((entry) => entry.id.slice(-2));
    };
    expect(await by('TZ-202611-0003')).toEqual(['03']);
    expect(await by('3')).toEqual(['03', '13']);
    expect(await by('XS-202611-0003')).toEqual([]);
  }),

  guarantee('rows of entries and their pieces are what their facts lead to', async (database) => {
    const { store, record } = open(database);
    const facts: readonly EntryFact[] = [registered(1, CATL), { type: 'entry.retired', reason: '停' }];
    await record({ subject: 'entry', before: null, facts });
    await record({ subject: 'entry', before: null, facts: [registered(2, { key: '["1"]' })] });
    const first = await store.entry('TZ-202611-0001');
    expect(first).toMatchObject({ version: after(facts)?.version });
    await record({ subject: 'entry', before: first, facts: [{ type: 'entry.restored' }] });
    const place = await memory.start();
    try {
      const verdict = await verifyFacts(database, await place.open());
      expect(verdict.differences).toEqual([]);
      expect(verdict.facts).toBe(4);
    } finally {
      await place.stop();
    }
  }),
];
