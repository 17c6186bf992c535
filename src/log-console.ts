/** Structured logs where there is only a console: one JSON line an event. Workers collect them. */
import { redacted, redactedText } from './log-redact.ts';
import type { Log } from './ports.ts';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export function makeConsoleLog(level: string): Log {
  const least = LEVELS.indexOf(level as (typeof LEVELS)[number]);
  const at =
    (name: (typeof LEVELS)[number]) =>
    (event: string, fields: Readonly<Record<string, unknown>> = {}) => {
      if (LEVELS.indexOf(name) < least) return;
      const clean = Object.entries(fields).map(([key, value]) => {
        if (value instanceof Error) return [key, redactedText(`${value.name}: ${value.message}`)];
        return [key, redacted(key, value)];
      });
      console.log(JSON.stringify({ level: name, event, ...Object.fromEntries(clean) }));
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
