/** How a contract is told: a list of named guarantees, run on every factory, each on an empty database. */
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { Database } from '../../src/ports.ts';
import type { Factory, Place } from './factories.ts';

export interface Guarantee {
  readonly name: string;
  readonly check: (database: Database) => Promise<void>;
}

export const guarantee = (name: string, check: Guarantee['check']): Guarantee => ({ name, check });

/** Runs every guarantee; what a factory leaves out is printed with its reason. */
export function runContract(title: string, factory: Factory, guarantees: readonly Guarantee[]): void {
  const stray = Object.keys(factory.skips).filter((name) => !guarantees.some((one) => one.name === name));
  if (stray.length > 0)
    throw new Error(`${factory.name} leaves out what no contract has: ${stray.join('; ')}`);
  describe(`${title}: ${factory.name}`, () => {
    let place: Place | null = null;
    beforeAll(async () => {
      place = await factory.start();
    }, 60_000);
    afterAll(async () => {
      await place?.stop();
    });
    for (const { name, check } of guarantees) {
      const reason = factory.skips[name];
      if (reason !== undefined) {
        test.skip(`${name} — left out: ${reason}`, () => undefined);
        continue;
      }
      test(name, async () => {
        if (place === null) throw new Error('the place did not start');
        await check(await place.open());
      });
    }
  });
}
