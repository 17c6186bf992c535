/**
 * The search table: what people type, and what must come first, through the real index and the real ranking. Names are of
 * well-known firms; the registries are Sanming's.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fitting } from '../../commands/shared/registry/search.ts';
import { makeStore } from '../../db/store.ts';
import type { KnownScene, Tools } from '../../src/command.ts';
import type { EntryTopic } from '../../src/domain/pack/terms.ts';
import type { EntryFact } from '../../src/domain/registry/entry.ts';
import { keyOf, registriesOf, titleOfValues } from '../../src/domain/registry/fields.ts';
import type { Person } from '../../src/domain/roster.ts';
import { Roster } from '../../src/domain/roster.ts';
import { readNeed } from '../../src/parse/need.ts';
import { open } from '../contract/books.ts';
import { memory, type Place } from '../contract/factories.ts';
import { vault } from '../contract/kit.ts';
import { packOf, readText } from '../domain/pack/sanming.ts';
import { ASSETS, FIRMS, NODES, POLICIES, QUERIES, UNITS } from './registry-queries.ts';

const PACK = packOf(readText('schemes/sanming/pack.yaml'));
const OFFICE: Person = {
  id: 'p_office',
  openId: 'ou_office',
  name: '叶青',
  unit: 'swj',
  units: [],
  roles: ['office'],
};
const ROSTER = new Roster({
  units: UNITS.map(([id, name, kind]) => ({
    id,
    name,
    kind,
    aliases: [],
    parent: id === 'city' ? null : 'city',
    tags: {},
    activeFrom: null,
    activeTo: null,
  })),
  people: [OFFICE],
  posts: [],
  chats: [],
});

let place: Place | null = null;
let ask: (topic: EntryTopic, words: string) => Promise<readonly string[]> = () => Promise.resolve([]);

beforeAll(async () => {
  place = await memory.start();
  const database = await place.open();
  const { record } = open(database);
  let serial = 0;
  const add = async (registry: string, values: Readonly<Record<string, string>>, owner: string) => {
    const rule = PACK.registries.find((one) => one.id === registry);
    if (rule === undefined) throw new Error(registry);
    serial += 1;
    const fact: EntryFact = {
      type: 'entry.registered',
      id: `TZ-202611-${String(serial).padStart(4, '0')}`,
      registry,
      owner,
      title: titleOfValues(rule, values),
      values,
      sealed: {},
      key: keyOf(rule, values, {}),
      despite: [],
    };
    await record({ subject: 'entry', before: null, facts: [fact] });
  };
  for (const [at, enterprise] of FIRMS.entries())
    await add('SM-G3', { enterprise, class: '其他', owner: at % 2 === 0 ? 'yongan' : 'shaxian' }, 'yongan');
  for (const { unit, ...values } of ASSETS) await add('SM-G5', { ...values, unit }, unit);
  for (const { unit, ...values } of POLICIES) await add('SM-G11', { ...values, unit }, unit);
  for (const values of NODES) await add('SM-G1', values, 'swj');
  const store = makeStore(database, vault);
  ask = async (topic, words) => {
    const here = { roster: ROSTER, pack: PACK, today: '2026-11-23', actor: OFFICE, audience: 'private' };
    const wish = readNeed(words, { roster: ROSTER, isAsset: topic === 'asset' });
    const fits = await fitting(
      wish,
      registriesOf(PACK.registries, topic),
      here as unknown as KnownScene,
      { store } as unknown as Tools,
    );
    return fits.map((fit) => fit.entry.title ?? '');
  };
}, 60_000);
afterAll(async () => {
  await place?.stop();
});

describe('the search table', () => {
  test('holds at least 120 queries', () => {
    expect(QUERIES.length).toBeGreaterThanOrEqual(120);
    expect(new Set(QUERIES.map(([topic, words]) => `${topic} ${words}`)).size).toBe(QUERIES.length);
  });

  test.each(QUERIES)('%s %s finds %s first', async (topic, words, first) => {
    const found = await ask(topic, words);
    expect(found[0]).toBe(first);
  });

  test.each([
    ['enterprise', '绝无此家'],
    ['enterprise', 'qqqq'],
    ['policy', '核聚变'],
    ['asset', '航母船坞'],
    ['chain', '量子计算'],
  ] as const)('%s %s finds nothing', async (topic, words) => {
    expect(await ask(topic, words)).toEqual([]);
  });
});
