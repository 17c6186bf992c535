/**
 * F28, with F5 F6 F13 F14 F15 F19 F26 mixed in: months of the whole system from seeds. Seeds that ever failed stand in
 * `seeds.json` and are lived again every time.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { firstSeed, patience, trials } from './lib/profile.ts';
import { report } from './lib/report.ts';
import { type Lived, liveAMonth } from './town/month.ts';

const KEPT = JSON.parse(readFileSync(new URL('./seeds.json', import.meta.url), 'utf8')) as {
  readonly month: readonly number[];
};
const STEPS = 60;
const HARM = 0.03;
const ALLOWED = { unsure: 1_000 };

test(
  'after a month of faults everything has come to rest, once, and the books agree',
  async () => {
    const count = trials(24, 3_000);
    const seeds = [...new Set([...KEPT.month, ...Array.from({ length: count }, (_, at) => firstSeed + at)])];
    const failures: string[] = [];
    const seen: Record<string, number> = {};
    let fired = 0;
    for (const seed of seeds) {
      const lived = await liveAMonth({ seed, steps: STEPS, harm: HARM, allowed: ALLOWED });
      add(seen, lived);
      fired += lived.tally.firedInAll;
      if (lived.wrong.length > 0) failures.push(lived.wrong.slice(0, 6).join('\n'));
    }
    report({
      id: 'F28 F5 F6 F13 F14 F15 F19 F26',
      fault: 'seeded mix: disk, network, crashes, outages, duplicates, clock set back',
      place: `every commit, read and call, ${STEPS} acts a month`,
      invariant: 'I1–I6 I8',
      trials: seeds.length,
      fired,
      failures,
      seen,
    });
    // Each kind of misfortune really happened.
    const kinds = ['redelivered', 'outages', 'jumps', 'ticks', 'restarts'];
    expect(kinds.filter((kind) => (seen[kind] ?? 0) === 0)).toEqual([]);
  },
  patience(150_000, 7_200_000),
);

test(
  'the same seed lives the same month',
  async () => {
    for (let at = 0; at < trials(2, 20); at += 1) {
      const once = await liveAMonth({ seed: firstSeed + at, steps: 30, harm: HARM, allowed: ALLOWED });
      const again = await liveAMonth({ seed: firstSeed + at, steps: 30, harm: HARM, allowed: ALLOWED });
      expect(again.trace).toBe(once.trace);
      expect(Object.fromEntries(again.tally.fired)).toEqual(Object.fromEntries(once.tally.fired));
    }
  },
  patience(60_000, 300_000),
);

test('without faults the same people leave nothing unsure', async () => {
  const lived = await liveAMonth({ seed: firstSeed, steps: STEPS, harm: 0 });
  expect(lived.wrong).toEqual([]);
  expect(lived.lives).toBe(1);
}, 60_000);

function add(into: Record<string, number>, { seen, tally }: Lived): void {
  for (const [name, count] of [...Object.entries(seen), ...tally.fired])
    into[name] = (into[name] ?? 0) + count;
}
