/**
 * Keeps a fault that repeats from filling the disk: of one event at most so many warnings and errors a minute, then how
 * many were held back. The counters of `/metrics` still count each.
 */
import type { Log } from './ports.ts';

const LINES_PER_MINUTE_MAX = 30;
const MINUTE_MS = 60_000;

interface Window {
  since: number;
  lines: number;
}

/** @param now UTC ms */
export function calmed(log: Log, now: () => number): Log {
  const windows = new Map<string, Window>();

  const mayPass = (event: string): boolean => {
    const at = now();
    const window = windows.get(event);
    // A clock set back begins anew as well: it must not silence anything for hours.
    if (window === undefined || Math.abs(at - window.since) >= MINUTE_MS) {
      const heldBack = (window?.lines ?? 0) - LINES_PER_MINUTE_MAX;
      windows.set(event, { since: at, lines: 1 });
      if (heldBack > 0) log.warn('log_held_back', { of: event, lines: heldBack });
      return true;
    }
    window.lines += 1;
    return window.lines <= LINES_PER_MINUTE_MAX;
  };

  return {
    debug: log.debug,
    info: log.info,
    warn: (event, fields) => {
      if (mayPass(event)) log.warn(event, fields);
    },
    error: (event, fields) => {
      if (mayPass(event)) log.error(event, fields);
    },
  };
}
