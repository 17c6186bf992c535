/** Plays the conversations of the suite for the cards in them. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Leaves every conversation's cards in a folder; throws when a conversation does not go as written. */
export function playForCards(folder: string): void {
  const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
  const wanted = [
    'test/transcripts',
    'test/bulletins',
    'test/commands',
    'test/conversations/evidence.test.ts',
    'test/conversations/leaver.test.ts',
    'test/conversations/workbooks.test.ts',
    'test/history/every-subject.test.ts',
    'test/schemes',
    'test/standing/settings.test.ts',
  ];
  const args = [vitest, 'run', '--config', 'test/vitest.config.ts', '--reporter', 'dot', ...wanted];
  const env = { ...process.env, CARDS_DIR: folder };
  const ended = spawnSync(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe'] });
  if (ended.status !== 0) throw new Error(`the conversations failed:\n${ended.stderr.toString('utf8')}`);
}
