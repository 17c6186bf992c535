// A file is answered at once and fetched afterwards: whatever happens in between, it is fetched, once, and told of once.
import { expect, test } from 'vitest';
import { NodeDatabase } from '../../db/node.ts';
import { City } from '../harness/city.ts';
import { bytesOf } from '../transcripts/bytes.ts';

async function inCity(play: (city: City) => Promise<void>): Promise<void> {
  const city = await City.open();
  try {
    await play(city);
  } finally {
    await city.close();
  }
}

const DOWNLOAD = '/resources/';

/** Rows of the service's own database, read beside it. */
async function rows(city: City, sql: string) {
  const database = new NodeDatabase({ path: city.env['DATABASE_PATH'] ?? '' });
  try {
    return await database.query(sql, []);
  } finally {
    await database.close();
  }
}

async function until(check: () => Promise<boolean>, timeoutMs = 15_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await check())) {
    if (Date.now() > end) throw new Error('it did not come to pass');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const stateOf = async (city: City) => (await rows(city, 'SELECT state FROM evidence')).map((row) => row[0]);

async function sendPdf(city: City): Promise<string> {
  const { sandbox } = city;
  const said = await sandbox.sendFile('周岚', city.chat('周岚'), '合同.pdf', bytesOf('合同.pdf'));
  expect(said.status).toBe(200);
  const answer = await sandbox.replyTo(said.message, 10_000);
  expect(answer.text).toContain('合同.pdf');
  return said.message.messageId;
}

test.concurrent(
  'a crash between the answer and the download loses nothing: the next start fetches the file, once',
  () =>
    inCity(async (city) => {
      const { sandbox } = city;
      sandbox.faults.next('dropped', { times: 50, on: DOWNLOAD });
      await sendPdf(city);
      expect(await stateOf(city)).toEqual(['fetching']);
      await city.stopService();
      sandbox.faults.clear();
      await city.serve();
      await until(async () => (await stateOf(city))[0] === 'stored');
      expect(await rows(city, "SELECT count(*) FROM fact WHERE type = 'evidence.stored'")).toEqual([[1]]);
      expect(await rows(city, 'SELECT count(*) FROM evidence_piece')).toEqual([[1]]);
    }),
  30_000,
);

test.concurrent.each(['http500', 'html200', 'dropped', 'tokenRevoked'] as const)(
  'after %s the file is fetched at a later try',
  (kind) =>
    inCity(async (city) => {
      city.sandbox.faults.next(kind, { times: 1, on: DOWNLOAD });
      await sendPdf(city);
      await until(async () => (await stateOf(city))[0] === 'stored');
    }),
  30_000,
);

test.concurrent(
  'a file taken back before it was fetched is refused, and its sender is told once',
  () =>
    inCity(async (city) => {
      const { sandbox } = city;
      sandbox.faults.next('http500', { times: 1, on: DOWNLOAD });
      const messageId = await sendPdf(city);
      await sandbox.recall('周岚', messageId);
      await until(async () => (await stateOf(city))[0] === 'refused');
      await sandbox.settle(500, 10_000);
      const told = sandbox.messages(city.chat('周岚')).filter((seen) => seen.text.includes('没有收下'));
      expect(told.length).toBe(1);
    }),
  30_000,
);

test.concurrent(
  'the same message pushed twice is one file',
  () =>
    inCity(async (city) => {
      const { sandbox } = city;
      const said = await sandbox.sendFile('周岚', city.chat('周岚'), '合同.pdf', bytesOf('合同.pdf'));
      await sandbox.replyTo(said.message, 10_000);
      await sandbox.redeliver(said.eventId ?? '', { asNew: true });
      await sandbox.settle(500, 10_000);
      expect(await rows(city, 'SELECT count(*) FROM evidence')).toEqual([[1]]);
    }),
  30_000,
);
