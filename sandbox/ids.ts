// Identifiers in the shapes Feishu uses. The source of randomness is a parameter, so a test can make them repeatable.
import { randomBytes } from 'node:crypto';

/** Gives `hexLength` random hex digits. */
export type RandomHex = (hexLength: number) => string;

/** Random hex from the operating system. */
export const systemHex: RandomHex = (hexLength) =>
  randomBytes(Math.ceil(hexLength / 2))
    .toString('hex')
    .slice(0, hexLength);

/** The makers of every kind of id. */
export type Ids = {
  readonly hex: RandomHex;
  readonly of: (prefix: string) => string;
  readonly logId: (now: number) => string;
};

/** Builds the id makers over one source of randomness. */
export function makeIds(hex: RandomHex = systemHex): Ids {
  return {
    hex,
    of: (prefix) => `${prefix}${hex(32)}`,
    logId: (now) => `${new Date(now).toISOString().replace(/\D/g, '').slice(0, 17)}${hex(15).toUpperCase()}`,
  };
}
