/** When the machine may speak unasked: not at night. */

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const HOUR_MS = 3_600_000;
const FIRST_HOUR = 9;

/** True from nine in the morning, Shanghai time. What falls due earlier waits until then. */
export const atHour = (now: number): boolean =>
  Math.floor(((now + SHANGHAI_OFFSET_MS) / HOUR_MS) % 24) >= FIRST_HOUR;
