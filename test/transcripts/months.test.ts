// The officer's month: sittings, restatements, reports of whole units, reminders, by the pack that asks for them.
// `<pack>.<what>.chat` is played by that pack; a conversation that sets its clock back begins there.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'vitest';
import { smallCity } from '../harness/city-plan.ts';
import { playFile } from './run.ts';

const folder = fileURLToPath(new URL('./months/', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.chat'));

/** The first clock of a conversation is the city's own when it is earlier than the usual one. */
function startOf(file: string): string {
  const first = /^时间 (\S+ \S+)$/m.exec(readFileSync(`${folder}${file}`, 'utf8'))?.[1];
  return first !== undefined && first < smallCity.now ? first : smallCity.now;
}

describe('the month of whoever files', () => {
  test.concurrent.each(files)(
    '%s goes as written',
    async (file) => {
      const [pack = ''] = file.split('.');
      await playFile(`${folder}${file}`, { plan: { ...smallCity, pack, now: startOf(file) } });
    },
    60_000,
  );
});
