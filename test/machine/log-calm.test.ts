/** A fault that repeats does not fill the disk, and nobody is left in the dark about it. */
import { expect, test } from 'vitest';
import { calmed } from '../../src/log-calm.ts';
import type { Log } from '../../src/ports.ts';

function watched() {
  const lines: string[] = [];
  const note = (event: string, fields?: Readonly<Record<string, unknown>>) =>
    void lines.push(fields === undefined ? event : `${event} ${JSON.stringify(fields)}`);
  let now = 1_000_000;
  const log: Log = calmed({ debug: note, info: note, warn: note, error: note }, () => now);
  return { lines, log, pass: (ms: number) => (now += ms) };
}

test('of one event thirty errors a minute are written, then how many were held back', () => {
  const { lines, log, pass } = watched();
  for (let at = 0; at < 100; at += 1) log.error('delivery_failed');
  log.warn('self_unknown');
  expect(lines).toHaveLength(31);
  expect(lines.at(-1)).toBe('self_unknown');
  pass(60_000);
  log.error('delivery_failed');
  expect(lines.slice(31)).toEqual(['log_held_back {"of":"delivery_failed","lines":70}', 'delivery_failed']);
});

test('what is only told is never held back, and a clock set back silences nothing', () => {
  const { lines, log, pass } = watched();
  for (let at = 0; at < 100; at += 1) log.info('forgot');
  expect(lines).toHaveLength(100);
  for (let at = 0; at < 40; at += 1) log.error('job_failed');
  pass(-3_600_000);
  log.error('job_failed');
  expect(lines.at(-1)).toBe('job_failed');
  expect(lines).toHaveLength(100 + 30 + 2);
});
