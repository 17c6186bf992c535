// An evaluation is kept while nothing changes, worked out once for many, by the plan in force at the end of the month.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Pack } from '../../src/domain/pack/schema.ts';
import { type Evaluator, inlineEvaluator } from '../../src/standing/evaluator.ts';
import { makeStandings } from '../../src/standing/standings.ts';
import type { NoReading, Reading } from '../../src/store/standing.ts';
import { cityPack } from '../evaluate/kit.ts';
import { SmallCity } from './kit.ts';

const old = cityPack('sanming');
const pack: Pack = { ...old, title: '新办法' };
const UNITS = [
  { id: 'a', kind: 'district_county' },
  { id: 'b', kind: 'district_county' },
];

let city: SmallCity;
let asked: string[];
let wakes: (() => void)[];
beforeEach(async () => {
  city = await SmallCity.open(UNITS, [
    { unit: 'a', registeredOn: '2021-08-20', stages: [['signed', '2021-09-02', '2021-09-05']] },
  ]);
  asked = [];
  wakes = [];
});
afterEach(() => city.close());

function standings(evaluator: Evaluator = inlineEvaluator(city.store), packOn = (_day: string): Pack => old) {
  return makeStandings({
    store: city.store,
    packOn,
    here: {
      evaluate: (...question) => {
        asked.push(question[1]);
        return evaluator.evaluate(...question);
      },
      stop: () => evaluator.stop(),
    },
    now: () => Date.now(),
    later: (_delayMs, run) => void wakes.push(run),
  });
}

function read(given: Reading | NoReading): Reading {
  if ('failed' in given) throw new Error(given.failed);
  return given;
}
const fundsOf = (reading: Reading): string | null | undefined =>
  reading.summary.targets.find((row) => row.id === 'SM-T-funds' && row.subject === 'a')?.actual;

describe('keeping', () => {
  test('the same question is worked out once, until a fact is added', async () => {
    const { read: ask } = standings();
    await ask('2021-11', '2021-11-20');
    await ask('2021-11', '2021-11-20');
    expect(asked).toEqual(['2021-11-20']);
    await city.file(0, 'funds_in_place', '2021-10', 300, '2021-11-20');
    expect(fundsOf(read(await ask('2021-11', '2021-11-20')))).toBe('300');
    expect(asked).toHaveLength(2);
  });

  test('people who ask at the same time wait for the same one', async () => {
    const { read: ask } = standings();
    await Promise.all([1, 2, 3].map(() => ask('2021-11', '2021-11-20')));
    expect(asked).toHaveLength(1);
  });

  test('a few are kept; the one asked for longest ago goes first', async () => {
    const { read: ask } = standings();
    const months = ['2021-01', '2021-02', '2021-03', '2021-04', '2021-05', '2021-06', '2021-07'];
    for (const month of months) await ask(month, '2021-11-20');
    await ask('2021-07', '2021-11-20');
    expect(asked).toHaveLength(months.length);
    await ask('2021-01', '2021-11-20');
    expect(asked).toHaveLength(months.length + 1);
  });

  test('whoever cannot wait is told so, or gets what was kept last; the next time it is there', async () => {
    let finish = (): void => undefined;
    const inline = inlineEvaluator(city.store);
    const slow: Evaluator = {
      async evaluate(...question) {
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        return inline.evaluate(...question);
      },
      stop: () => inline.stop(),
    };
    const { read: ask } = standings(slow);
    const give = async (): Promise<void> => {
      while (wakes.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      for (const wake of wakes.splice(0)) wake();
    };
    const [first] = await Promise.all([ask('2021-11', '2021-11-20', 700), give()]);
    expect(first).toEqual({ failed: 'busy' });
    const waiting = ask('2021-11', '2021-11-20');
    finish();
    expect(fundsOf(read(await waiting))).toBe(null);
    await city.file(0, 'funds_in_place', '2021-10', 300, '2021-11-20');
    const [again] = await Promise.all([ask('2021-11', '2021-11-20', 700), give()]);
    expect(fundsOf(read(again))).toBe(null);
    const last = ask('2021-11', '2021-11-20');
    finish();
    expect(fundsOf(read(await last))).toBe('300');
  });
});

describe('the past', () => {
  test('an old month is worked out by the plan then in force, a new one by the new', async () => {
    const { read: ask } = standings(undefined, (day) => (day < '2021-11-01' ? old : pack));
    const october = read(await ask('2021-10', '2021-11-20'));
    const november = read(await ask('2021-11', '2021-11-20'));
    expect([october.summary.asOf, october.pack.title]).toEqual(['2021-10-31', old.title]);
    expect([november.summary.asOf, november.pack.title]).toEqual(['2021-11-20', '新办法']);
  });

  test('a month’s figures count in it though they were filed after it; later months’ do not (P6)', async () => {
    await city.file(0, 'funds_in_place', '2021-10', 300, '2021-11-03');
    await city.file(0, 'funds_in_place', '2021-11', 900, '2021-11-19');
    const { read: ask } = standings();
    expect(fundsOf(read(await ask('2021-10', '2021-11-20')))).toBe('300');
    expect(fundsOf(read(await ask('2021-11', '2021-11-20')))).toBe('900');
  });

  test('a stage counts on its day though it was verified later in the year; after the year closed only when verified (P4)', async () => {
    await city.register({
      unit: 'b',
      registeredOn: '2021-10-02',
      stages: [['signed', '2021-10-05', '2021-11-15']],
    });
    await city.register({
      unit: 'b',
      registeredOn: '2021-10-03',
      stages: [['signed', '2021-10-06', '2022-02-15']],
    });
    const { read: ask } = standings();
    const signed = async (month: string) => {
      const { summary } = read(await ask(month, '2022-03-01'));
      return summary.targets.find((row) => row.id === 'SM-T-signed' && row.subject === 'b')?.actual;
    };
    expect(await signed('2021-09')).toBe('0');
    expect(await signed('2021-10')).toBe('1');
    expect(await signed('2021-12')).toBe('1');
    expect(await signed('2022-02')).toBe('1');
  });
});
