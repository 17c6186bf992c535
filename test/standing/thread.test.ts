// A big city is worked out in a thread of its own, which says what this one would say, within time and memory.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inlineEvaluator } from '../../src/standing/evaluator.ts';
import { makeStandings } from '../../src/standing/standings.ts';
import { threadEvaluator } from '../../src/standing/thread.ts';
import { cityPack } from '../evaluate/kit.ts';
import { SmallCity } from './kit.ts';

const UNITS = [
  { id: 'a', kind: 'district_county' },
  { id: 'b', kind: 'district_county' },
];
const pack = cityPack('sanming');
const AS_OF = '2021-11-30';

let folder: string;
let city: SmallCity;
let path: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zhaoshang-standing-'));
  path = join(folder, 'city.db');
  const stages = [['signed', '2021-09-02', '2021-09-05']] as const;
  city = await SmallCity.open(
    UNITS,
    [
      { unit: 'a', wan: 60_000, registeredOn: '2021-08-20', stages },
      { unit: 'b', wan: 20_000, registeredOn: '2021-08-21', stages },
    ],
    path,
  );
  await city.file(0, 'funds_in_place', '2021-10', 1_200, '2021-11-03');
});
afterEach(async () => {
  await city.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the thread’s summary and explanations are those of this thread, and it sees what was committed since', async () => {
  const thread = threadEvaluator({ databasePath: path });
  const here = inlineEvaluator(city.store);
  try {
    const [there, mine] = [await thread.evaluate(pack, AS_OF), await here.evaluate(pack, AS_OF)];
    if ('failed' in there || 'failed' in mine) throw new Error('failed');
    expect(there.summary).toEqual(mine.summary);
    expect(there.version).toBe(mine.version);
    expect(await there.explainScore('a')).toEqual(await mine.explainScore('a'));
    expect(await there.explainTarget('a', 'SM-T-funds')).toEqual(await mine.explainTarget('a', 'SM-T-funds'));
    await city.file(0, 'funds_in_place', '2021-11', 2_000, '2021-11-30');
    const later = await thread.evaluate(pack, AS_OF);
    if ('failed' in later) throw new Error('failed');
    const row = later.summary.targets.find((one) => one.id === 'SM-T-funds' && one.subject === 'a');
    expect(row?.actual).toBe('2000');
  } finally {
    await thread.stop();
  }
});

test('what a stopped thread had worked out is worked out again when it is asked about', async () => {
  const thread = threadEvaluator({ databasePath: path });
  try {
    const there = await thread.evaluate(pack, AS_OF);
    if ('failed' in there) throw new Error('failed');
    await thread.stop();
    expect((await there.explainScore('a')).title).toContain('a名');
  } finally {
    await thread.stop();
  }
});

test('one that takes too long is ended and said to be too slow; the next starts anew', async () => {
  const slow = threadEvaluator({ databasePath: path, answerMsMax: 1 });
  expect(await slow.evaluate(pack, AS_OF)).toEqual({ failed: 'too-slow' });
  expect(await slow.evaluate(pack, AS_OF)).toEqual({ failed: 'too-slow' });
  await slow.stop();
});

test('one that needs too much memory ends its own thread and not the process', async () => {
  const small = threadEvaluator({ databasePath: path, memoryMbMax: 8 });
  expect(await small.evaluate(pack, AS_OF)).toEqual({ failed: 'too-large' });
  await small.stop();
});

test('from a number of rows on it goes to the thread, below it stays here', async () => {
  const thread = threadEvaluator({ databasePath: path });
  const asked: string[] = [];
  const spied = (name: string, evaluator: ReturnType<typeof inlineEvaluator>) => ({
    evaluate: (...question: Parameters<typeof evaluator.evaluate>) => {
      asked.push(name);
      return evaluator.evaluate(...question);
    },
    stop: () => evaluator.stop(),
  });
  const standings = (rowsHereMax: number) =>
    makeStandings({
      store: city.store,
      packOn: () => pack,
      here: spied('here', inlineEvaluator(city.store)),
      elsewhere: spied('elsewhere', thread),
      rowsHereMax,
      now: () => Date.now(),
      later: () => undefined,
    });
  try {
    await standings(100).read('2021-11', AS_OF);
    await standings(1).read('2021-11', AS_OF);
    expect(asked).toEqual(['here', 'elsewhere']);
  } finally {
    await thread.stop();
  }
});

test('a big city is worked out again only after a while; until then the old one is given, with its instant', async () => {
  const thread = threadEvaluator({ databasePath: path });
  let asked = 0;
  let at = 1_000_000;
  const counted = {
    evaluate: (...question: Parameters<typeof thread.evaluate>) => {
      asked += 1;
      return thread.evaluate(...question);
    },
    stop: () => thread.stop(),
  };
  const standings = makeStandings({
    store: city.store,
    packOn: () => pack,
    here: counted,
    elsewhere: counted,
    rowsHereMax: 1,
    now: () => at,
    later: () => undefined,
  });
  const read = async () => {
    const reading = await standings.read('2021-11', AS_OF);
    if ('failed' in reading) throw new Error(reading.failed);
    return reading;
  };
  try {
    const [first, joined] = await Promise.all([read(), read()]);
    expect([first.workedOutAt, joined.workedOutAt, asked]).toEqual([null, null, 1]);
    await city.file(0, 'funds_in_place', '2021-10', 301, '2021-11-20');
    at += 10_000;
    expect([(await read()).workedOutAt, asked]).toEqual([1_000_000, 1]);
    at += 600_000;
    expect([(await read()).workedOutAt, asked]).toEqual([null, 2]);
  } finally {
    await thread.stop();
  }
});
