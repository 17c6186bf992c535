// Every conversation in this folder, over signed HTTP against the running service, each in a city of its own.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'vitest';
import { smallCity } from '../harness/city-plan.ts';
import { playFile } from './run.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.chat'));

describe('the conversations', () => {
  test.concurrent.each(files)(
    '%s goes as written',
    async (file) => {
      await playFile(`${folder}${file}`);
    },
    60_000,
  );
});

/** Every pack, with the review that must be passed before signing where every project has one. */
const PACKS: readonly (readonly [pack: string, review: string | null])[] = [
  ['rongcheng-2019', '联席会议评估'],
  ['liaocheng-2018', null],
  ['langfang-2019', null],
  ['qingdao-2021', '项目评估'],
  ['sanming-2021', null],
];

describe('the road from a sentence to a published bulletin', () => {
  test.concurrent.each(PACKS)(
    'goes by the pack %s as well',
    async (pack, review) => {
      const plan = { ...smallCity, pack };
      if (review === null) await playFile(`${folder}any-pack/road.chat`, { plan });
      else await playFile(`${folder}any-pack/gated-road.chat`, { plan, values: { 评估: review } });
    },
    60_000,
  );
});
