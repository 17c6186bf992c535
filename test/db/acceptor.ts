/** A real process for the kill tests: takes deliveries in without end, and prints each id once it is acknowledged. */
import { writeSync } from 'node:fs';
import { makeLedger } from '../../db/ledger.ts';
import { NodeDatabase } from '../../db/node.ts';
import { identitiesOf } from '../../src/inbox.ts';
import { message, vault } from '../contract/kit.ts';

const [, , path = '', run = '0'] = process.argv;
const ledger = makeLedger(new NodeDatabase({ path }), vault);

async function accept(lane: number): Promise<never> {
  for (let at = 0; ; at += 1) {
    const delivery = message(`${run}_${lane}_${at}`);
    const result = await ledger.accept(delivery, identitiesOf(delivery), Date.now());
    // Synchronously, so that nothing printed is lost with the process.
    writeSync(1, `${result} ${delivery.eventId}\n`);
  }
}

await Promise.all(Array.from({ length: 8 }, (_, lane) => accept(lane)));
