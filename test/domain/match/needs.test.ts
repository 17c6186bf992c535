/** Precision of need ↔ asset on a hand-labelled set: of the first three the assistant would send, how many a person would. */
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../src/domain/registry/entry.ts';
import { needOfLead, needWords } from '../../../src/domain/registry/lead-need.ts';
import { rankEntries } from '../../../src/domain/registry/match.ts';
import { Roster } from '../../../src/domain/roster.ts';
import { readNeed } from '../../../src/parse/need.ts';
import { sanming } from '../pack/sanming.ts';
import { HELD_OUT, NEEDS, type NeedCase } from './needs.ts';
import { MORE_NEEDS } from './needs-more.ts';
import { makePool, POOL_UNITS, type PoolAsset } from './pool.ts';

/** Stated floors; the figures themselves are printed. */
const PRECISION_MIN = 0.95;
const RECALL_MIN = 0.95;
const HELD_OUT_MIN = 0.8;

const REGISTRY = sanming().registries.find((one) => one.id === 'SM-G5');
if (REGISTRY === undefined) throw new Error('SM-G5');
const unit = (id: string, name: string, kind: string, parent: string | null) => ({
  ...{ id, name, kind, parent, aliases: [], tags: {} },
  ...{ activeFrom: null, activeTo: null },
});
const ROSTER = new Roster({
  units: [
    unit('city', '三明市', 'city', null),
    ...POOL_UNITS.map(([id, name]) => unit(id, name, 'district_county', 'city')),
  ],
  people: [],
  posts: [],
  chats: [],
});
const SCENE = { registries: new Map([[REGISTRY.id, REGISTRY]]), roster: ROSTER, today: '2026-11-23' };
const POOL = makePool();
const numbers = ['area', 'height', 'load', 'power', 'price'] as const;
const ENTRIES = POOL.map(
  (asset): Entry => ({
    id: `TZ-202611-${String(asset.serial).padStart(4, '0')}`,
    version: 1,
    registry: 'SM-G5',
    owner: asset.unit,
    title: asset.name,
    values: {
      ...{ kind: asset.kind, name: asset.name, park: asset.park, unit: asset.unit },
      ...{ title: asset.title, state: asset.state },
      ...Object.fromEntries(numbers.flatMap((id) => (asset[id] === null ? [] : [[id, String(asset[id])]]))),
    },
    sealed: {},
    key: String(asset.serial),
    confidential: false,
    state: 'active',
    reason: null,
    registeredBy: null,
    registeredAt: 0,
    checkedAt: Date.UTC(2026, 10, 20),
    endedAt: null,
  }),
);
const BY_ID = new Map(ENTRIES.map((entry, at) => [entry.id, POOL[at]]));

/** What a person would send: acceptable by the label, and still to be had. */
const isAcceptable = (one: NeedCase, asset: PoolAsset): boolean => one.ok(asset) && asset.state !== '已盘活';

function sentFor({ says, landing }: NeedCase): readonly PoolAsset[] {
  const read = (text: string) => readNeed(text, { roster: ROSTER, isAsset: true });
  const ownWords = needWords({ need: says, note: null, project: null }, true);
  const wish = needOfLead({
    ...{ own: read(ownWords), ownWords, isSet: true },
    typed: read(''),
    landingUnit: landing,
  });
  return rankEntries(ENTRIES, wish, SCENE)
    .filter((fit) => fit.verdict === 'fits')
    .slice(0, 3)
    .flatMap((fit) => BY_ID.get(fit.entry.id) ?? []);
}

interface Score {
  readonly sent: number;
  readonly right: number;
  readonly wanted: number;
}

function scoreOf(one: NeedCase): Score {
  const sent = sentFor(one);
  const right = sent.filter((asset) => isAcceptable(one, asset)).length;
  const wanted = Math.min(3, POOL.filter((asset) => isAcceptable(one, asset)).length);
  return { sent: sent.length, right, wanted };
}

/** Prints the figures and what went wrong. */
function measure(name: string, needs: readonly NeedCase[]): { precision: number; recall: number } {
  const scores = needs.map((one) => ({ one, ...scoreOf(one) }));
  const sum = (of: (score: Score) => number) => scores.reduce((total, score) => total + of(score), 0);
  const precision = sum((score) => score.right) / sum((score) => score.sent);
  const recall = sum((score) => score.right) / sum((score) => score.wanted);
  const empty = scores.filter((score) => score.wanted === 0);
  const wrong = scores
    .filter((score) => score.right < score.sent || score.right < score.wanted)
    .map(({ one, sent, right, wanted }) => `${one.says}: sent ${sent}, right ${right}, wanted ${wanted}`);
  process.stdout.write(
    `${name}: ${needs.length} needs, ${POOL.length} assets: precision@3 ${precision.toFixed(3)}, ` +
      `recall@3 ${recall.toFixed(3)}; ${empty.length} needs nothing fits\n${wrong.join('\n')}\n`,
  );
  return { precision, recall };
}

describe('need ↔ asset on the hand-labelled set', () => {
  test('holds sixty needs and more, all different, over three hundred assets', () => {
    expect(new Set(NEEDS.map((one) => one.says)).size).toBe(NEEDS.length);
    expect(NEEDS.length).toBeGreaterThanOrEqual(60);
    expect(POOL.length).toBe(300);
  });

  test(`has precision@3 and recall@3 of at least ${PRECISION_MIN}`, () => {
    const { precision, recall } = measure('need ↔ asset', NEEDS);
    expect(precision).toBeGreaterThanOrEqual(PRECISION_MIN);
    expect(recall).toBeGreaterThanOrEqual(RECALL_MIN);
  });

  test(`has precision@3 of at least ${HELD_OUT_MIN} on needs held out from the making`, () => {
    const { precision, recall } = measure('held out', HELD_OUT);
    expect(precision).toBeGreaterThanOrEqual(HELD_OUT_MIN);
    expect(recall).toBeGreaterThanOrEqual(HELD_OUT_MIN);
  });

  test(`has precision@3 of at least ${HELD_OUT_MIN} on needs of a second writer`, () => {
    expect(MORE_NEEDS.length).toBeGreaterThanOrEqual(30);
    const { precision, recall } = measure('second writer', MORE_NEEDS);
    expect(precision).toBeGreaterThanOrEqual(HELD_OUT_MIN);
    expect(recall).toBeGreaterThanOrEqual(HELD_OUT_MIN);
  });

  test('sends nothing where a person would send nothing', () => {
    for (const one of NEEDS.filter((each) => scoreOf(each).wanted === 0))
      expect(sentFor(one), one.says).toEqual([]);
  });
});
