/**
 * The conversations on workerd with D1, driven from outside through the sandbox: the same transcripts as on Node, the
 * same verdict at the end (one answer each, facts and state agree), read from D1's own file.
 */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, test } from 'vitest';
import { City } from '../harness/city.ts';
import type { CityPlan } from '../harness/city-plan.ts';
import { playFile } from '../transcripts/run.ts';
import { bundleWorker, LocalD1, Workerd } from './workerd.ts';

const TRANSCRIPTS = fileURLToPath(new URL('../transcripts/', import.meta.url));

/** Half a minute each: a few in every run, all of them with WORKERD=all. */
const CHATS =
  process.env['WORKERD'] === 'all'
    ? readdirSync(TRANSCRIPTS).filter((name) => name.endsWith('.chat'))
    : ['road.chat', 'city.chat', 'evidence.chat'];

let bundle = '';
beforeAll(async () => {
  bundle = await bundleWorker('test/runtime/clock-worker.ts');
}, 60_000);
afterAll(() => rmSync(bundle, { recursive: true, force: true }));

let d1: LocalD1 | undefined;
let workerd: Workerd | undefined;
afterEach(async () => {
  await workerd?.stop();
  d1?.remove();
  workerd = undefined;
  d1 = undefined;
});

async function cityOnWorkerd(plan: CityPlan): Promise<City> {
  d1 = await LocalD1.create();
  const city = await City.open(plan, { serve: false, databasePath: d1.file });
  const { FEISHU_MODE: _mode, DATABASE_PATH: _path, PORT: _port, HOST: _host, ...variables } = city.env;
  const served = await Workerd.start(d1, variables, bundle);
  workerd = served;
  city.attach({
    address: served.address,
    look: () => served.tick(),
    runJobs: () => served.tick(),
    stop: async () => undefined,
  });
  return city;
}

describe('on Workers', () => {
  test.each(CHATS)(
    '%s goes as on Node',
    async (file) => {
      try {
        await playFile(join(TRANSCRIPTS, file), { openCity: cityOnWorkerd });
      } catch (error) {
        if (error instanceof Error) error.message += `\n--- wrangler dev:\n${workerd?.log.slice(-6_000)}`;
        throw error;
      }
    },
    120_000,
  );
});
