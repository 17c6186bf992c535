/** Structured logs by pino. Errors are reduced to name, message and stack: no request, no body, no secret. */
import { pino } from 'pino';
import { redacted } from './log-redact.ts';
import type { Log } from './ports.ts';

/** @param write where the lines go; stderr, so that stdout stays a command's own. */
export function makeLog(
  level: string,
  write: (line: string) => void = (line) => process.stderr.write(line),
): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, { write });
  const clean = (fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> =>
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, redacted(name, value)]));
  return {
    debug: (event, fields) => logger.debug(clean(fields), event),
    info: (event, fields) => logger.info(clean(fields), event),
    warn: (event, fields) => logger.warn(clean(fields), event),
    error: (event, fields) => logger.error(clean(fields), event),
  };
}
