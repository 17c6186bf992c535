/**
 * What is left of a play when ids and minutes are taken out: the facts, and what every chat shows. A play with a fault
 * in it must leave what the same play leaves without.
 */
import { seenIn } from '../../../sandbox/people/seen.ts';
import type { Town } from './town.ts';

const stripped = (text: string): string =>
  text
    .replace(/id-\d+-\d+/g, '<id>')
    .replace(/\b(?:om|ou|oc|on)_[0-9a-f]{32}\b/g, '<platform id>')
    .replace(/\b\d{1,2}:\d{2}(?::\d{2})?\b/g, '<time>')
    .replace(/\b(?=[a-f]*\d)[0-9a-f]{8,64}\b/g, '<hash>')
    .replace(/\b1[67]\d{11}\b/g, '<instant>');

export interface Digest {
  readonly facts: readonly string[];
  readonly seen: readonly string[];
  /** How many messages of the assistant each chat has. */
  readonly counts: Readonly<Record<string, number>>;
}

export async function digestOf(town: Town): Promise<Digest> {
  const rows = await town.database.query('SELECT stream, seq, type, data FROM fact', []);
  const { platform } = town.feishu.world;
  const seen = [...platform.chats.values()].flatMap((chat) =>
    seenIn(platform, chat)
      .filter((message) => message.fromBot)
      .map((message) => stripped(`${chat.name}: ${message.text}`)),
  );
  const counts = Object.fromEntries(
    [...platform.chats.values()].map((chat) => [
      chat.name,
      seenIn(platform, chat).filter((one) => one.fromBot).length,
    ]),
  );
  return { facts: rows.map((row) => stripped(row.join(' '))).sort(), seen: seen.sort(), counts };
}

/**
 * What one has and the other has not, at most a few lines.
 *
 * @param again presses made once more because the client showed an error. What came of the first may stay unseen on its
 *   card, and each may have opened one card more; facts and everything else must be the same.
 */
export function differenceOf(wanted: Digest, got: Digest, again = 0): string[] {
  const facts = [
    ...minus(wanted.facts, got.facts).map((line) => `fact missing: ${line}`),
    ...minus(got.facts, wanted.facts).map((line) => `fact too many: ${line}`),
  ].map((line) => line.replaceAll('\n', ' ').slice(0, 300));
  if (again > 0) {
    const counts = Object.entries(wanted.counts).flatMap(([chat, count]) => {
      const more = (got.counts[chat] ?? 0) - count;
      return more < 0 || more > again ? [`${chat} has ${more} messages more`] : [];
    });
    return [...facts, ...counts];
  }
  return [
    ...facts,
    ...minus(wanted.seen, got.seen).map((line) => `not seen: ${line}`),
    ...minus(got.seen, wanted.seen).map((line) => `seen beyond: ${line}`),
  ].map((line) => line.replaceAll('\n', ' ').slice(0, 300));
}

function minus(from: readonly string[], what: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of what) left.set(line, (left.get(line) ?? 0) + 1);
  return from.filter((line) => {
    const count = left.get(line) ?? 0;
    if (count === 0) return true;
    left.set(line, count - 1);
    return false;
  });
}
