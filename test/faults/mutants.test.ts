/**
 * Harness honesty: with dedupe, uuid, transaction or the order of commit and acknowledgement taken away, the same
 * months must go wrong. (NORMAL and OFF: power.test.ts; no limiter: pace.test.ts.)
 */
import { test } from 'vitest';
import { firstSeed, patience, profile, trials } from './lib/profile.ts';
import { report } from './lib/report.ts';
import { liveAMonth, type MonthOptions } from './town/month.ts';
import { acknowledgesFirst, withoutDedupe, withoutTransaction, withoutUuid } from './town/mutants.ts';

const MUTANTS: readonly {
  readonly name: string;
  readonly spoil: () => NonNullable<MonthOptions['spoil']>;
}[] = [
  { name: 'no dedupe', spoil: withoutDedupe },
  { name: 'no uuid', spoil: withoutUuid },
  { name: 'no transaction', spoil: withoutTransaction },
  { name: 'acknowledged before the commit', spoil: acknowledgesFirst },
];

test.each(MUTANTS)(
  '$name: caught',
  async ({ name, spoil }) => {
    // Few, but never too few for the mutant to meet its fault.
    const months = Math.max(4, trials(4, 40));
    let lived = 0;
    let caught = 0;
    let first = '';
    for (let at = 0; at < months; at += 1) {
      const seed = firstSeed + at;
      lived += 1;
      const { wrong } = await liveAMonth({
        seed,
        steps: 40,
        harm: 0.05,
        spoil: spoil(),
        allowed: { unsure: 1_000 },
      });
      if (wrong.length === 0) continue;
      caught += 1;
      first ||= wrong[0] ?? '';
      if (profile === 'pr') break;
    }
    report({
      id: 'mutant',
      fault: name,
      place: 'seeded months',
      invariant: `caught, first by: ${first.split('\n')[0]?.slice(0, 120) ?? ''}`,
      trials: lived,
      fired: caught,
      failures: caught === 0 ? [`${name} was not caught in ${months} months`] : [],
    });
  },
  patience(60_000, 600_000),
);
