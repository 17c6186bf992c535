// Matching under packs that order it otherwise. `<pack>.<what>.chat` is played by that pack.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'vitest';
import { smallCity } from '../harness/city-plan.ts';
import { playFile } from './run.ts';

const folder = fileURLToPath(new URL('./match/', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.chat'));

describe('matching by pack', () => {
  test.concurrent.each(files)(
    '%s goes as written',
    async (file) => {
      const [pack = ''] = file.split('.');
      await playFile(`${folder}${file}`, { plan: { ...smallCity, pack } });
    },
    60_000,
  );
});
