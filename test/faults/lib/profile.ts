/**
 * How many trials: a scaled-down part within `npm test` (FAULTS unset), the whole matrix with `npm run faults`
 * (FAULTS=full). FAULTS_SCALE multiplies the counts of either, for a look at part of it.
 */

export type Profile = 'pr' | 'full';

export const profile: Profile = process.env['FAULTS'] === 'full' ? 'full' : 'pr';
const scale = Number(process.env['FAULTS_SCALE'] ?? '1');

/** The count for this run, at least one. */
export const trials = (pr: number, full: number): number =>
  Math.max(1, Math.round((profile === 'full' ? full : pr) * (scale > 0 ? scale : 1)));

/** Every n-th of a sweep: 1 in the full matrix. */
export const stride = (pr: number): number =>
  profile === 'full' ? Math.max(1, Math.round(1 / (scale > 0 && scale < 1 ? scale : 1))) : pr;

/** A machine that does other work beside: time limits are against hanging, not against being slow. */
const BUSY = 3;

/** Room for a test that may take this long at full counts, real ms. */
export const patience = (prMs: number, fullMs: number): number => BUSY * (profile === 'full' ? fullMs : prMs);

/** Where seeds begin: FAULTS_SEED=… looks at others. */
export const firstSeed = Number(process.env['FAULTS_SEED'] ?? '1');
