/**
 * F2 · F14 · F13: break at the k-th commit, the k-th read and the k-th call for every k, in every way, while people
 * live through a transcript; then all must be as if nothing had broken. The list of places is what the undisturbed play
 * passes, so a new flow is swept as soon as it has a transcript.
 */
import { describe, test } from 'vitest';
import { patience, profile, stride } from './lib/profile.ts';
import { report } from './lib/report.ts';
import { type Baseline, baselineOf, playWounded } from './town/sweep.ts';
import { CALL_WOUNDS, COMMIT_WOUNDS, READ_WOUNDS, type Surgeon } from './town/wounds.ts';

const QUICK = ['road'];
const ALL = [
  'road',
  'bulletin-quarter',
  'city',
  'cooperation',
  'figures-verify',
  'gate',
  'groups',
  'instruction',
  'late',
  'register-several',
  'registry-enterprise',
  'report',
  'report-typed',
  'settings-targets',
  'sight',
  'spoken',
  'transfer-ranking',
  'undo',
  'words',
];
const PLAYED = profile === 'full' ? ALL : QUICK;

interface Place {
  readonly what: 'commit' | 'read' | 'call';
  readonly wounds: readonly string[];
  readonly of: (base: Baseline) => number;
  /** Every so many-th place. */
  readonly step: number;
  readonly id: string;
}

const PLACES: readonly Place[] = [
  { id: 'F2', what: 'commit', wounds: COMMIT_WOUNDS, of: (base) => base.commits, step: stride(5) },
  { id: 'F2 F13 F14', what: 'call', wounds: CALL_WOUNDS, of: (base) => base.calls, step: stride(4) },
  {
    id: 'F2',
    what: 'read',
    wounds: READ_WOUNDS,
    of: (base) => base.reads,
    step: stride(1) * (profile === 'full' ? 10 : 60),
  },
];

describe.each(PLAYED)('%s', (name) => {
  test.each(PLACES)(
    'a fault at the k-th $what changes nothing that anybody sees in the end',
    async ({ id, what, wounds, of, step }) => {
      const base = await baselineOf(name);
      const failures: string[] = [];
      let trials = 0;
      let fired = 0;
      for (const [at, wound] of wounds.entries()) {
        // Each wound begins elsewhere, so that a scaled-down sweep does not look at the same places.
        for (let k = 1 + (at % step); k <= of(base); k += step) {
          const surgeon = { [what]: (count: number) => (count === k ? wound : null) } as Surgeon;
          const trial = await playWounded(base, `${what} ${k} ${wound}`, surgeon);
          trials += 1;
          fired += trial.tally.firedInAll > 0 ? 1 : 0;
          if (trial.wrong.length > 0) failures.push(trial.wrong.join('\n'));
        }
      }
      report({
        id,
        fault: `${wounds.join(', ')} at the k-th ${what}`,
        place: `${name}.chat, every ${step === 1 ? '' : `${step}th `}of ${of(base)} ${what}s`,
        invariant: 'I1–I6 I8; facts and what everybody sees as without the fault',
        trials,
        fired,
        failures,
      });
    },
    patience(120_000, 3_600_000),
  );
});
