// 走访、活动 by each pack: its kinds, and that what is recorded in chat moves its targets. `<pack>.chat` is played by that pack.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'vitest';
import { smallCity } from '../harness/city-plan.ts';
import { playFile } from './run.ts';

const folder = fileURLToPath(new URL('./visits/', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.chat'));

describe('activities by pack', () => {
  test.concurrent.each(files)(
    '%s goes as written',
    async (file) => {
      await playFile(`${folder}${file}`, { plan: { ...smallCity, pack: file.replace(/\.chat$/u, '') } });
    },
    60_000,
  );
});
