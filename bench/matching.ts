/**
 * Matching and searching in a big city: `匹配`, `资产 …`, `企业 ndsd`, `政策 …` from the words to the finished card, with 5,000 assets,
 * 2,000 policies, 50,000 enterprises and 20,000 leads on disk; beside them the plainest thing that could answer, a LIKE scan
 * of the same table. Left out: the network and the outbox, which `desk` measures.
 */
import { join } from 'node:path';
import { commands } from '../commands/index.ts';
import { NodeDatabase } from '../db/node.ts';
import { makeStore } from '../db/store.ts';
import type { KnownScene, Tools } from '../src/command.ts';
import { dayOfInstant } from '../src/domain/day.ts';
import { isRefusal } from '../src/domain/decision.ts';
import { type Person, Roster } from '../src/domain/roster.ts';
import { readPack } from '../src/packs.ts';
import { makeVault } from '../src/vault.ts';
import { ASSETS, FIRMS, fillMatchingCity, LEADS, POLICIES, UNITS } from './lib/matching-city.ts';
import { ROOT } from './lib/place.ts';
import type { Bench } from './lib/result.ts';
import { median, quantile } from './lib/stats.ts';
import { decimals, times, whole } from './lib/table.ts';

const DEADLINE_MS = 3_000;
const AIM_MS = 300;
const ASKED = 40;
const OFFICE: Person = {
  id: 'p_office',
  openId: 'ou_office',
  name: '招商办',
  unit: 'swj',
  units: [],
  roles: ['office', 'reporter'],
};
const unit = (id: string, name: string, kind: string, parent: string | null) => ({
  ...{ id, name, kind, parent, aliases: [], tags: {} },
  ...{ activeFrom: null, activeTo: null },
});
const ROSTER = new Roster({
  units: [
    unit('city', '三明市', 'city', null),
    unit('swj', '商务局', 'city_dept', 'city'),
    ...UNITS.map(([id, name]) => unit(id, name, 'district_county', 'city')),
  ],
  people: [OFFICE],
  posts: [],
  chats: [],
});

/** What is asked, and words of it that the card must show. */
const QUESTIONS: readonly (readonly [command: string, words: (at: number) => string, shows: string])[] = [
  ['match', (at) => `XS-202610-${String(1 + at * 17).padStart(5, '0')}`, '场地'],
  ['match', (at) => `XS-202610-${String(1 + at * 17).padStart(5, '0')} 政策`, '政策匹配'],
  ['match', (at) => `XS-202610-${String(1 + at * 17).padStart(5, '0')} 同类`, '同类项目'],
  ['asset', (at) => `${3_000 + at * 50}平 厂房 层高9米 沙县`, '面积'],
  ['asset', () => '冷库', '冷库'],
  ['enterprise', () => 'ndsd', '宁德时代'],
  ['enterprise', () => '宁德时待', '宁德时代'],
  ['enterprise', () => '新材料', '新材料'],
  ['policy', () => '碳纤维 奖补', '碳纤维'],
  ['policy', () => '冷链', '冷链'],
];

export const matching: Bench = async ({ folder, say }) => {
  const path = join(folder, 'matching.db');
  const pack = readPack('sanming-2021');
  const now = Date.UTC(2026, 10, 23, 2);
  say('matching: writing the city');
  await fillMatchingCity(path, join(ROOT, 'db', 'migrations'), pack, now);
  const database = new NodeDatabase({ path });
  const vault = makeVault(new Uint8Array(32).fill(7));
  const here: KnownScene = {
    now,
    today: dayOfInstant(now),
    actor: OFFICE,
    openId: 'ou_office',
    audience: 'private',
    chatId: null,
    chatUnit: undefined,
    quoted: null,
    cause: 'bench',
    roster: ROSTER,
    pack,
  };
  const store = makeStore(database, vault);
  const tools = { store, vault, newId: () => 'id', commands } as unknown as Tools;
  const failures: string[] = [];
  const like: number[] = [];
  const rows: string[][] = [];
  const raw: Record<string, readonly number[]> = {};
  let worst = 0;
  for (let at = 0; at < ASKED; at += 1) {
    const began = performance.now();
    await database.query(
      `SELECT * FROM registry_entry WHERE state = 'active' AND (title LIKE ? OR "values" LIKE ?) LIMIT 20`,
      ['%绝无此词%', '%绝无此词%'],
    );
    like.push(performance.now() - began);
  }
  for (const [id, words, shows] of QUESTIONS) {
    const command = commands.find((one) => one.id === id);
    if (command === undefined) throw new Error(id);
    const took: number[] = [];
    const busy = process.cpuUsage();
    for (let at = 0; at < ASKED; at += 1) {
      const text = words(at);
      const began = performance.now();
      const outcome = await command.say(text, here, tools);
      took.push(performance.now() - began);
      const said = JSON.stringify(isRefusal(outcome) ? outcome : outcome.answer.card);
      if (!said.includes(shows)) failures.push(`${command.words[0]} ${text}: ${said.slice(0, 120)}`);
    }
    const { user, system } = process.cpuUsage(busy);
    const label = `${command.words[0]} ${words(0)}`;
    const p99 = quantile(took, 0.99);
    worst = Math.max(worst, p99);
    raw[label] = took;
    rows.push([
      label,
      `${decimals(median(took), 1)} ms`,
      `${decimals(p99, 1)} ms`,
      `${decimals((user + system) / 1_000 / ASKED, 1)} ms`,
      times(median(took) / median(like)),
    ]);
  }
  await database.close();
  return {
    name: 'matching',
    tables: [
      {
        title: `${whole(ASSETS)} assets, ${whole(POLICIES)} policies, ${whole(FIRMS)} enterprises, ${whole(LEADS)} leads; ${ASKED} times each`,
        columns: ['what is typed', 'p50', 'p99', 'CPU each', 'of a LIKE scan'],
        rows,
        notes: [
          `a LIKE scan of the same table, which finds no initials, no mistakes and gives no reasons: ${decimals(median(like), 1)} ms`,
          'from the words to the finished card, in one program; 匹配 is all five kinds over the whole city',
        ],
      },
    ],
    goals: [
      {
        id: 'deadline',
        text: `every answer within the card deadline of ${whole(DEADLINE_MS)} ms (aim ${AIM_MS} ms)`,
        measured: `worst p99 ${whole(worst)} ms`,
        met: worst <= DEADLINE_MS,
      },
      { id: 'aim', text: `p99 ≤ ${AIM_MS} ms`, measured: `${whole(worst)} ms`, met: worst <= AIM_MS },
    ],
    failures: failures.slice(0, 20),
    raw: { like, ...raw },
  };
};
