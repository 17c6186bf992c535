/**
 * What may be written to a log about a call: names, codes and short cleaned sentences.
 *
 * The SDK's own logger prints the app secret, bearer tokens and message text; it is given `sdkLogger` instead.
 * Objects are never printed: a field we do not know may hold anything.
 */
import type { Log } from '../ports.ts';
import { CallFault } from './faults.ts';

const TEXT_LENGTH_MAX = 160;
/** Anything shorter is part of ordinary words. */
const SECRET_LENGTH_MIN = 6;

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\bBearer\s+\S+/giu, 'Bearer ***'],
  [/\b[atu]-[A-Za-z0-9._-]{6,}/gu, '***'],
  [
    /("?(?:app_secret|secret|token|access_token|tenant_access_token|encrypt_key)"?\s*[:=]\s*)"?[^\s",}]+"?/giu,
    '$1***',
  ],
  [/\+?\d[\d -]{5,}\d/gu, '***'],
  [/[\p{Cc}\p{Cf}]+/gu, ' '],
];

/** A short text without secrets, tokens, phone numbers and control characters. */
export function redact(text: string, secrets: readonly string[] = []): string {
  // Cut first, so that a hostile answer cannot make the patterns expensive; cut on characters, not halves of them.
  let clean = text.length > 2_000 ? text.slice(0, 2_000) : text;
  for (const secret of secrets) {
    if (secret.length >= SECRET_LENGTH_MIN) clean = clean.replaceAll(secret, '***');
  }
  for (const [pattern, replacement] of PATTERNS) clean = clean.replace(pattern, replacement);
  const characters = Array.from(clean.trim());
  return characters.length <= TEXT_LENGTH_MAX
    ? characters.join('')
    : `${characters.slice(0, TEXT_LENGTH_MAX).join('')}…`;
}

/** The fields of a fault that are fit for a log. */
export function faultFields(error: unknown, secrets: readonly string[]): Readonly<Record<string, unknown>> {
  if (error instanceof CallFault) {
    const { kind, reached, status, code, logId, cause } = error.facts;
    return { kind, reached, status, code, logId, cause, step: error.step };
  }
  if (error instanceof Error) return { error: error.name, message: redact(error.message, secrets) };
  return { error: typeof error };
}

/** The shape the SDK wants of a logger; it passes one array. */
export interface SdkLogger {
  error(...parts: readonly unknown[]): void;
  warn(...parts: readonly unknown[]): void;
  info(...parts: readonly unknown[]): void;
  debug(...parts: readonly unknown[]): void;
  trace(...parts: readonly unknown[]): void;
}

/** A logger for the SDK: errors only, cleaned. Our own faults are logged by the client, so they are left out here. */
export function sdkLogger(log: Log, secrets: readonly string[]): SdkLogger {
  const silent = (): void => undefined;
  return {
    error: (...parts) => {
      for (const part of parts.flat(3)) {
        if (part instanceof CallFault) continue;
        if (typeof part === 'string') log.error('lark.sdk', { message: redact(part, secrets) });
        else log.error('lark.sdk', faultFields(part, secrets));
      }
    },
    warn: silent,
    info: silent,
    debug: silent,
    trace: silent,
  };
}
