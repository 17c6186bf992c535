// SIGKILL in the middle of an import: the next process takes in the rest, no row twice, and the result is sent once.
import { writeXlsx } from 'hucre/xlsx';
import { afterEach, expect, test } from 'vitest';
import { NodeDatabase } from '../../db/node.ts';
import { City } from '../harness/city.ts';
import { CityChild } from '../harness/city-child.ts';
import { smallCity } from '../harness/city-plan.ts';

const ROWS = 300;
const WRONG_EVERY = 50;
const WRONG = ROWS / WRONG_EVERY;
const WAIT_MS_MAX = 40_000;

let city: City | undefined;
let child: CityChild | undefined;
afterEach(async () => {
  await child?.kill();
  await city?.close();
});

/** The child lives in the machine's time. */
const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** Rows of the service's own database, read beside it. */
async function rows(live: City, sql: string) {
  const database = new NodeDatabase({ path: live.env['DATABASE_PATH'] ?? '' });
  try {
    return await database.query(sql, []);
  } finally {
    await database.close();
  }
}

async function until(check: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + WAIT_MS_MAX;
  while (!(await check())) {
    if (Date.now() > end) throw new Error('it did not come to pass');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Companies of characters of their own, so that none resembles another. */
const companyOf = (at: number): string =>
  `${String.fromCodePoint(0x4e00 + at * 7, 0x5e00 + at * 3, 0x6e00 + at * 5, 0x7e00 + at * 2)}科技有限公司`;

test(`an import of ${ROWS} rows killed twice counts every row once`, async () => {
  city = await City.open({ ...smallCity, now: today() }, { serve: false });
  const live = city;
  const { sandbox } = live;
  child = await CityChild.start(live);
  const said = await sandbox.say('周岚', live.chat('周岚'), '导入 线索');
  await sandbox.replyTo(said.message, 10_000);
  const lines = Array.from({ length: ROWS }, (_, at) => [
    companyOf(at),
    100 + at,
    at % WRONG_EVERY === 3 ? '火星县' : '大田县',
  ]);
  const sheet = { name: '线索', rows: [['企业名称', '投资额（万元）', '拟落户'], ...lines] };
  const bytes = await writeXlsx({ sheets: [sheet] });
  await sandbox.sendFile('周岚', live.chat('周岚'), '线索.xlsx', bytes);
  for (const reached of [40, 120]) {
    await until(
      async () => Number((await rows(live, 'SELECT max(up_to) FROM workbook'))[0]?.[0] ?? 0) >= reached,
    );
    await child.kill();
    const [left] = await rows(live, 'SELECT state, up_to FROM workbook');
    expect(left?.[0], 'killed in the middle').toBe('reading');
    child = await CityChild.start(live);
  }
  await until(async () => (await rows(live, 'SELECT state FROM workbook'))[0]?.[0] === 'done');
  await sandbox.settle(1_500, 20_000);
  expect(await rows(live, 'SELECT added, changed, unchanged, rejected, up_to, rows FROM workbook')).toEqual([
    [ROWS - WRONG, 0, 0, WRONG, ROWS, ROWS],
  ]);
  expect(await rows(live, 'SELECT count(*), count(DISTINCT company) FROM lead')).toEqual([
    [ROWS - WRONG, ROWS - WRONG],
  ]);
  const results = sandbox.botMessages(live.chat('周岚')).map((seen) => seen.text);
  expect(results.filter((text) => text.includes('线索表导入完成'))).toHaveLength(1);
  expect(results.filter((text) => text.includes(`退回${WRONG}行.xlsx`))).toHaveLength(1);
}, 120_000);
