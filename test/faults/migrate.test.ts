/** F21: SIGKILL while a new database is given its tables: the next start has all of them, once. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { runCli, startCli } from '../harness/cli-child.ts';
import { firstSeed, patience, trials } from './lib/profile.ts';
import { seeded } from './lib/random.ts';
import { report } from './lib/report.ts';

/** Everything that defines the database, and whether its pages are sound. */
function schemaOf(path: string): readonly string[] {
  const sqlite = new Sqlite(path, { readonly: true });
  try {
    const sound = sqlite.pragma('integrity_check', { simple: true });
    const rows = sqlite
      .prepare<[], [string]>(
        "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_master ORDER BY 1",
      )
      .raw(true)
      .all();
    const done = sqlite.prepare<[], [string]>('SELECT name FROM d1_migrations ORDER BY name').raw(true).all();
    return [String(sound), ...rows.flat(), ...done.flat()];
  } finally {
    sqlite.close();
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test(
  'F21: a migration killed at any moment is finished by the next start',
  async () => {
    const place = mkdtempSync(join(tmpdir(), 'zhaoshang-migrate-'));
    onTestFinished(() => rmSync(place, { recursive: true, force: true }));
    const whole = join(place, 'whole.db');
    const startedAt = Date.now();
    expect(await runCli(['migrate'], { DATABASE_PATH: whole })).toMatchObject({ code: 0 });
    const takesMs = Date.now() - startedAt;
    const expected = schemaOf(whole);
    const random = seeded(firstSeed);
    const count = trials(6, 50);
    const failures: string[] = [];
    let killed = 0;
    let begun = 0;
    for (let trial = 0; trial < count; trial += 1) {
      const path = join(place, `${trial}.db`);
      const run = startCli(['migrate'], { DATABASE_PATH: path });
      // Half of them from the moment the file is there, so that they fall into the writing.
      if (trial % 2 === 0) while (!existsSync(path) && run.child.exitCode === null) await sleep(1);
      await sleep(random.below(trial % 2 === 0 ? 40 : takesMs));
      run.child.kill('SIGKILL');
      const { code } = await run.ended;
      if (code === null) killed += 1;
      if (existsSync(path)) begun += 1;
      const again = await runCli(['migrate'], { DATABASE_PATH: path });
      if (again.code !== 0) failures.push(`trial ${trial}: I6: ${again.err}`);
      else if (JSON.stringify(schemaOf(path)) !== JSON.stringify(expected))
        failures.push(`trial ${trial}: I6: another schema than without the kill`);
    }
    report({
      id: 'F21',
      fault: 'SIGKILL while a database is migrated',
      place: '`migrate` as a process',
      invariant: 'I6: the next start completes it; the schema is the same',
      trials: count,
      fired: killed,
      failures,
      seen: { begun },
    });
  },
  patience(60_000, 600_000),
);
