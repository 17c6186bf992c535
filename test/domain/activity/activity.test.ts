// 招商活动: what may be recorded, when it counts, and that nothing typed breaks the reading.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Activity,
  type ActivityDetails,
  type ActivityFact,
  counts,
  evolveActivity,
} from '../../../src/domain/activity/activity.ts';
import {
  ACTIVITY_LIMITS,
  type ActivityDeed,
  decideActivity,
  decideRecord,
  enterpriseKey,
  onceEach,
} from '../../../src/domain/activity/decide.ts';
import { countedRegion, knownPlaces } from '../../../src/domain/activity/region.ts';
import { addDays } from '../../../src/domain/day.ts';
import { isRefusal } from '../../../src/domain/decision.ts';
import { packOf, readText } from '../pack/sanming.ts';

const readPack = (city: string) => packOf(readText(`schemes/${city}/pack.yaml`));
const TODAY = '2026-11-10';
const pack = readPack('liaocheng');

const details: ActivityDetails = {
  kind: 'visit',
  on: TODAY,
  endOn: null,
  region: null,
  topic: '冷链',
  units: ['datian'],
  people: [],
  leaders: [],
  flags: [],
  tags: [],
  enterprises: [{ name: '海尔集团', lead: null }],
  outcome: null,
  evidence: null,
  next: null,
};
const record = (more: Partial<ActivityDetails> = {}) =>
  decideRecord(pack, 'HD-202611-0001', { ...details, ...more }, TODAY);
const grown = (facts: readonly ActivityFact[], from: Activity | null = null): Activity => {
  const state = facts.reduce<Activity | null>((now, fact) => evolveActivity(now, fact, 1, 'p_anna'), from);
  if (state === null) throw new Error('no activity');
  return state;
};
const made = (more: Partial<ActivityDetails> = {}): Activity => {
  const decided = record(more);
  if (isRefusal(decided)) throw new Error(decided.because);
  return grown(decided.facts);
};
const did = (activity: Activity, deed: ActivityDeed, actor = 'p_bob') =>
  decideActivity(pack, activity, deed, actor, TODAY);
const moved = (activity: Activity, deed: ActivityDeed, actor = 'p_bob'): Activity => {
  const decided = did(activity, deed, actor);
  if (isRefusal(decided)) throw new Error(decided.because);
  return grown(decided.facts, activity);
};

describe('an activity', () => {
  test('counts once held, with 未审, and not when sent back or cancelled', () => {
    expect(counts(made())).toBe(true);
    expect(counts(made({ on: '2026-12-08' }))).toBe(false);
    const returned = moved(made(), { do: 'return', reason: '重复' });
    expect(counts(returned)).toBe(false);
    const mended = moved(
      returned,
      { do: 'correct', details: { ...details, topic: '改' }, reason: '改正' },
      'p_anna',
    );
    expect([mended.check, counts(mended)]).toEqual(['unchecked', true]);
    expect(counts(moved(made(), { do: 'cancel', reason: '未开展' }))).toBe(false);
  });

  test('is never verified by whoever recorded it', () => {
    expect(isRefusal(did(made(), { do: 'verify' }, 'p_anna'))).toBe(true);
    expect(moved(made(), { do: 'verify' }).check).toBe('verified');
  });

  test('takes no fact after it was cancelled', () => {
    const gone = moved(made(), { do: 'cancel', reason: '重复' });
    for (const deed of [{ do: 'verify' }, { do: 'cancel', reason: '再' }] as const)
      expect(isRefusal(did(gone, deed))).toBe(true);
    expect(() => evolveActivity(gone, { type: 'activity.verified' }, 1, null)).toThrow('cancelled');
  });

  test('a planned one counts from being held, not from its day', () => {
    const planned = made({ on: '2026-11-20' });
    expect(isRefusal(did(planned, { do: 'hold', on: '2026-11-20', outcome: null, evidence: null }))).toBe(
      true,
    );
    expect(counts(moved(planned, { do: 'hold', on: TODAY, outcome: null, evidence: null }))).toBe(true);
  });

  test.each([
    ['a day that does not exist', { on: '2026-02-30' }],
    ['a day too far ahead', { on: addDays(TODAY, ACTIVITY_LIMITS.aheadDays + 1) }],
    ['a day too long past', { on: '2019-01-01' }],
    ['an end before its beginning', { endOn: '2026-11-01' }],
    ['a return visit before the visit', { next: { on: '2026-11-01', what: null } }],
    ['a visit of nobody', { enterprises: [] }],
    ['no host', { units: [] }],
    ['an unknown kind', { kind: '野餐' }],
    [
      '51 firms',
      { enterprises: Array.from({ length: 51 }, (_, n) => ({ name: `甲${n}乙公司`, lead: null })) },
    ],
    ['a firm of 61 letters', { enterprises: [{ name: '长'.repeat(61), lead: null }] }],
    ['5,000 letters', { topic: '谈'.repeat(5_000) }],
  ] as const)('is refused with %s, saying what to do', (_name, more) => {
    const decided = record(more as Partial<ActivityDetails>);
    expect(isRefusal(decided)).toBe(true);
    if (isRefusal(decided)) expect(decided.next ?? '').not.toBe('');
  });

  test('50 firms are taken', () => {
    const enterprises = Array.from({ length: 50 }, (_, n) => ({ name: `甲${n}乙丙集团`, lead: null }));
    expect(isRefusal(record({ enterprises }))).toBe(false);
  });

  test('names of one firm are one (LC-I8)', () => {
    expect(enterpriseKey('海尔集团')).toBe(enterpriseKey('海尔集团有限公司'));
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('海尔集团', '海尔集团有限公司', '美的', ' 美的 ', '格力', '')),
        (names) => {
          const once = onceEach(names.map((name) => ({ name, lead: null })));
          expect(new Set(once.map(({ name }) => enterpriseKey(name))).size).toBe(once.length);
          expect(onceEach(once)).toEqual(once);
        },
      ),
    );
  });

  test('whatever is done, its version is the number of its facts and no state is left behind', () => {
    const deeds: fc.Arbitrary<ActivityDeed> = fc.oneof(
      fc.constant({ do: 'verify' } as const),
      fc.constant({ do: 'return', reason: '补' } as const),
      fc.constant({ do: 'cancel', reason: '误' } as const),
      fc.string().map((outcome) => ({ do: 'outcome', outcome, evidence: null }) as const),
      fc.string().map((topic) => ({ do: 'correct', reason: '改', details: { ...details, topic } }) as const),
      fc.constant({ do: 'hold', on: TODAY, outcome: null, evidence: null } as const),
    );
    fc.assert(
      fc.property(fc.array(deeds, { maxLength: 12 }), fc.boolean(), (all, planned) => {
        let state = made(planned ? { on: '2026-11-20' } : {});
        let facts = 1;
        for (const deed of all) {
          const decided = did(state, deed);
          if (isRefusal(decided)) continue;
          if (state.state === 'cancelled') throw new Error('a cancelled one moved');
          facts += decided.facts.length;
          state = grown(decided.facts, state);
        }
        expect(state.version).toBe(facts);
        expect(counts(state)).toBe(state.state === 'held' && state.check !== 'returned');
      }),
    );
  });
});

describe('the place', () => {
  test('counts as the region the plan asks for (LC-B12, LF-B12)', () => {
    expect(countedRegion(pack, 'concentrated', '苏州')).toBe('长三角');
    expect(countedRegion(pack, 'concentrated', '深圳')).toBe('珠三角');
    expect(countedRegion(pack, 'visit', '苏州')).toBe('苏州');
    expect(countedRegion(readPack('langfang'), 'fair', '深圳')).toBe('深圳');
    expect(countedRegion(pack, 'concentrated', null)).toBeNull();
    expect(knownPlaces(pack)).toContain('长三角');
  });
});
