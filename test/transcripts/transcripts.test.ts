// Every conversation in this folder, over signed HTTP against the running service, each in a city of its own.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'vitest';
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
