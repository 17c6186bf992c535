// Every target of the five packs that counts activities 招商活动: one recorded and verified raises it, one returned or
// cancelled does not, and a firm met twice under two spellings counts once.
import { describe, expect, test } from 'vitest';
import type { Activity, ActivityFact } from '../../src/domain/activity/activity.ts';
import type { Pack } from '../../src/domain/pack/schema.ts';
import { inlineEvaluator } from '../../src/standing/evaluator.ts';
import { cityPack } from '../evaluate/kit.ts';
import { SmallCity } from './kit.ts';

const UNITS = [
  { id: 'city', kind: 'city' },
  { id: 'county', kind: 'district_county', parent: 'city' },
  { id: 'commerce', kind: 'city_dept', parent: 'city' },
  { id: 'beijing', kind: 'liaison_office', parent: 'city' },
  { id: 'team', kind: 'industry_group', parent: 'city' },
] as const;

const CITIES = ['rongcheng', 'liaocheng', 'langfang', 'qingdao', 'sanming'] as const;

interface Counted {
  readonly target: Pack['targets'][number];
  /** Distinct firms, not activities. */
  readonly isFirms: boolean;
  readonly where: {
    readonly kind: string;
    readonly flag: string | null;
    readonly region: string | null;
    readonly tag: string | null;
  };
}

const first = (value: unknown): string | null =>
  Array.isArray(value) ? String(value[0]) : typeof value === 'string' ? value : null;

/** What a measure counts, where it counts activities. */
function countedBy(target: Pack['targets'][number]): readonly Counted[] {
  const measure: Readonly<Record<string, unknown>> = { ...target.measure };
  const isFirms = measure['distinct'] === 'enterprise' && measure['of'] === 'activity';
  if (!isFirms && measure['count'] !== 'activity') return [];
  const where = (measure['where'] ?? {}) as Record<string, unknown>;
  const field = (where['field'] ?? {}) as Record<string, unknown>;
  return [
    {
      target,
      isFirms,
      where: {
        kind: first(where['kind']) ?? '',
        flag: first(where['flag']),
        region: first(field['region']),
        tag: first(where['tag']),
      },
    },
  ];
}

const ALL = CITIES.flatMap((city) => {
  const pack = cityPack(city);
  return pack.targets.flatMap(countedBy).map((counted) => ({ pack, counted, id: counted.target.id }));
});

const YEARS: Readonly<Record<string, string>> = {
  RC: '2019',
  LC: '2018',
  LF: '2019',
  QD: '2021',
  SM: '2021',
};

test('the targets fed by activities are these', () => {
  expect(ALL.map(({ id }) => id).sort()).toEqual(
    [
      ...['RC-B10', 'RC-B11'],
      ...['LC-B1', 'LC-B9', 'LC-B12', 'LC-B13', 'LC-B14', 'LC-B16'],
      ...['LF-B9', 'LF-B10', 'LF-B11', 'LF-B12', 'LF-B24', 'LF-B26', 'LF-B27', 'LF-B30', 'LF-B36', 'LF-B37'],
    ].sort(),
  );
});

describe.each(ALL)('$id', ({ pack, counted, id }) => {
  test('moves with what is recorded and verified, not with what is returned or cancelled', async () => {
    const year = YEARS[id.slice(0, 2)] ?? '';
    const city = await SmallCity.open(UNITS, []);
    try {
      await city.database.commit([
        { sql: "UPDATE unit SET name = '市商务局' WHERE id = 'commerce'", binds: [] },
        {
          sql: "INSERT INTO post (id, unit, title, rank, person) VALUES ('mayor', 'city', '市长', 'city_head', NULL)",
          binds: [],
        },
      ]);
      const { kind, flag, region, tag } = counted.where;
      let serial = 0;
      const record = async (firm: string, more: Partial<Activity> = {}): Promise<string> => {
        serial += 1;
        const number = `HD-${year}06-${String(serial).padStart(4, '0')}`;
        const fact: ActivityFact = {
          ...{
            type: 'activity.recorded',
            number,
            held: true,
            kind,
            on: `${year}-06-0${serial}`,
            endOn: null,
          },
          ...{ region, topic: null, units: UNITS.map((unit) => unit.id), people: [], leaders: ['mayor'] },
          ...{ flags: flag === null ? [] : [flag], tags: tag === null ? [] : [tag] },
          ...{ enterprises: [{ name: firm, lead: null }], outcome: null, evidence: null, next: null },
          ...more,
        } as ActivityFact;
        await city.record(`${year}-06-15`, [{ subject: 'activity', before: null, facts: [fact] }]);
        return number;
      };
      const act = async (number: string, fact: ActivityFact) => {
        const before = await city.store.activity(number);
        await city.record(`${year}-06-16`, [{ subject: 'activity', before, facts: [fact] }]);
      };
      const seen = async (): Promise<string> => {
        const done = await inlineEvaluator(city.store).evaluate(pack, `${year}-06-29`);
        if ('failed' in done) throw new Error(done.failed);
        const rows = done.summary.targets.filter((row) => row.id === id && row.actual !== null);
        done.forget();
        const most = Math.max(-1, ...rows.map((row) => Number(row.actual)));
        return most < 0 ? '—' : String(most);
      };
      // Before the period is over; afterwards none recorded is none held.
      expect(await seen()).toBe('—');
      await record('别的', { kind: 'other_kind' } as Partial<Activity>);
      expect(await seen()).toBe('0');
      const one = await record('海尔集团有限公司');
      expect(await seen()).toBe('1');
      await act(one, { type: 'activity.verified' });
      expect(await seen()).toBe('1');
      const two = await record('海尔集团');
      expect(await seen()).toBe(counted.isFirms ? '1' : '2');
      const three = await record('美的集团');
      expect(await seen()).toBe(counted.isFirms ? '2' : '3');
      await act(three, { type: 'activity.returned', reason: '没有依据' });
      await act(one, { type: 'activity.cancelled', reason: '误登' });
      expect(await seen()).toBe('1');
      await act(two, { type: 'activity.cancelled', reason: '误登' });
      expect(await seen()).toBe('0');
    } finally {
      await city.close();
    }
  });
});
