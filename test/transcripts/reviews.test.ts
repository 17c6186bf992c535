// Conversations about yearly checks, meetings and proposals, in the years the document speaks of.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'vitest';
import { smallCity } from '../harness/city-plan.ts';
import { playFile } from './run.ts';

const folder = fileURLToPath(new URL('./reviews/', import.meta.url));
const plan = {
  ...smallCity,
  now: '2022-10-10 09:00',
  people: [
    ...smallCity.people,
    { name: '严组长', unit: 'city', roles: ['discipline'] as const },
    { name: '林副市长', unit: 'city', roles: ['leader'] as const },
  ],
};

describe('reviews, meetings and proposals', () => {
  test.concurrent.each(readdirSync(folder).filter((name) => name.endsWith('.chat')))(
    '%s goes as written',
    async (file) => {
      await playFile(`${folder}${file}`, { plan });
    },
    60_000,
  );
});
