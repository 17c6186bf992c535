// Whatever people do in whatever order, the rows are what the facts say, and every fact has its sentence (design §2.3).
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeLedger } from '../../db/ledger.ts';
import { makeStore } from '../../db/store.ts';
import { seenAs, sentence, tellFacts } from '../../src/domain/history/tell.ts';
import { historyWords } from '../../src/domain/history/words.ts';
import { vault } from '../contract/kit.ts';
import { emptyBooks, verdictOn } from '../harness/city-books.ts';
import { type Intent, intents, Play } from './acts.ts';
import { PACK } from './acts-work.ts';

/** Seeds that once failed stay here. */
const SEEDS = [20_261_122, 7, 48_151_623];

async function play(sequence: readonly Intent[], done: Set<string>): Promise<void> {
  const database = await emptyBooks();
  try {
    const store = makeStore(database, vault);
    const scene = new Play(store, makeLedger(database, vault));
    for (const intent of sequence) await scene.act(intent);
    for (const act of scene.done) done.add(act);
    const verdict = await verdictOn(database);
    expect(verdict.differences).toEqual([]);
    const streams = (await database.query('SELECT DISTINCT stream FROM fact', [])).map(([one]) =>
      String(one),
    );
    const facts = await store.factsOfStreams(streams);
    expect(facts.length).toBe(verdict.facts);
    const words = historyWords(PACK, await store.roster());
    for (const entry of tellFacts(facts, null, words)) {
      const told = seenAs(entry, 'full');
      expect.assert(told !== null);
      expect(sentence(told)).toMatch(/^20\d\d-\d\d-\d\d \d\d:\d\d \S+/);
      expect(sentence(told)).not.toMatch(/undefined|null|\[object|记录了一项变化/);
    }
  } finally {
    await database.close();
  }
}

describe('random intents on leads, reports, holding, disputes, tasks and transfers, undone now and then', () => {
  test.each(SEEDS)(
    'leave no difference between facts and state (seed %i)',
    async (seed) => {
      const done = new Set<string>();
      await fc.assert(
        fc.asyncProperty(fc.array(intents, { minLength: 60, maxLength: 120, size: 'max' }), (sequence) =>
          play(sequence, done),
        ),
        { seed, numRuns: 30, endOnFailure: true },
      );
      // The run is worth something only if it got nearly everywhere.
      for (const act of ['verify', 'report', 'claim', 'merge', 'verdict', 'task', 'confirm', 'undo'])
        expect([...done]).toContain(act);
    },
    60_000,
  );
});
