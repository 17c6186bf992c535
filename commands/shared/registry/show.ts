/** The card of one entry: as it stands, and after new facts. */
import { entryCard } from '../../../src/cards/registry/entry.ts';
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { type Refusal, refuse } from '../../../src/domain/decision.ts';
import { type Entry, type EntryFact, evolveEntry } from '../../../src/domain/registry/entry.ts';
import { answerOnly, type Change } from '../../../src/outcome.ts';
import { registryOf } from './find.ts';
import { viewOfEntry } from './print.ts';

export async function showEntry(
  entry: Entry,
  here: KnownScene,
  tools: Tools,
  lines: readonly string[] = [],
): Result {
  const registry = registryOf(here, entry);
  if (registry === null) return notInPack(entry);
  return answerOnly({
    card: entryCard(await viewOfEntry(entry, registry, here, tools, lines)),
    about: entry.id,
  });
}

export const notInPack = (entry: Entry): Refusal =>
  refuse(`${entry.id} 属于台账「${entry.registry}」，现行方案里已没有这个台账`, { next: '请联系招商办。' });

/** New facts of one entry, and the card as it then stands. */
export async function concluded(
  entry: Entry,
  facts: readonly EntryFact[],
  said: string,
  here: KnownScene,
  tools: Tools,
  more: readonly Change[] = [],
): Result {
  const registry = registryOf(here, entry);
  if (registry === null) return notInPack(entry);
  const after = facts.reduce<Entry>(
    (state, fact) => evolveEntry(state, fact, here.now, here.actor.id),
    entry,
  );
  return {
    changes: [...more, { subject: 'entry', before: entry, facts }],
    answer: {
      card: entryCard(await viewOfEntry(after, registry, here, tools, [said])),
      toast: { tone: 'success', text: said },
      about: entry.id,
    },
    notices: [],
  };
}
