/** Which transfer somebody means, and everything read about it; only among those they may see. */

import type { TransferFacts } from '../../../src/cards/transfer/view.ts';
import type { KnownScene, Tools } from '../../../src/command.ts';
import { type Refusal, refuse } from '../../../src/domain/decision.ts';
import { numberMatches, readNumber } from '../../../src/domain/number.ts';
import type { Person } from '../../../src/domain/roster.ts';
import { seesTransfer } from '../../../src/domain/transfer/parties.ts';
import type { Transfer } from '../../../src/domain/transfer/transfer.ts';

const CANDIDATES_MAX = 50;
const LISTED_MAX = 5;

/** `LZ-202611-0001`, `LZ0001` and the like at the start; and what follows. */
export function splitTransferNumber(text: string): { readonly number: string | null; readonly rest: string } {
  const found =
    /^(?:LZ[-－—\s]?\d{1,9}(?:[-－—]\d{1,9})?)(?=$|[\s,，。:：、]|[^\d\w.%:]|[\p{Script=Han}])/iu.exec(
      text.normalize('NFKC').trim(),
    );
  if (found === null) return { number: null, rest: text.trim() };
  const rest = text.normalize('NFKC').trim().slice(found[0].length);
  return { number: found[0].replace(/\s+/g, ''), rest: rest.replace(/^[\s,，。:：、]+/, '') };
}

export const transferNotFound = (what: string): Refusal =>
  refuse(`没有找到流转${what}，或您无权查看`, { next: '发送「流转」查看您的流转项目。' });

/** The one visible transfer these words name, or why there is not one. */
export async function transferMeant(
  words: string,
  here: KnownScene,
  tools: Tools,
): Promise<Transfer | Refusal> {
  const number = readNumber(words);
  if (number === null) return transferNotFound(`「${words.slice(0, 30)}」`);
  const found = await tools.store.transfersByNumber(number, CANDIDATES_MAX);
  const visible = found.filter((one) => seesTransfer(here.actor, one, here.roster));
  const exact = visible.filter((one) => numberMatches(one.number, number));
  const meant = exact.length > 0 ? exact : visible;
  const [only] = meant;
  if (only === undefined) return transferNotFound(`「${words.slice(0, 30)}」`);
  if (meant.length > 1) {
    const numbers = meant
      .slice(0, LISTED_MAX)
      .map((one) => one.number)
      .join('、');
    return refuse(`「${words}」可以是 ${meant.length} 件：${numbers}`, { next: '请多写几位编号。' });
  }
  return only;
}

/** By its exact number, as a button carries it. */
export async function transferByNumber(
  number: string | undefined,
  here: KnownScene,
  tools: Tools,
): Promise<Transfer | null> {
  if (number === undefined) return null;
  const transfer = await tools.store.transfer(number);
  return transfer !== null && seesTransfer(here.actor, transfer, here.roster) ? transfer : null;
}

/** The transfer with its project, read for whoever is shown it. */
export async function transferFacts(
  transfer: Transfer,
  here: KnownScene,
  tools: Tools,
): Promise<TransferFacts> {
  const [lead, increments] = await Promise.all([
    tools.store.lead(transfer.lead),
    tools.store.incrementsOf([transfer.lead]),
  ]);
  if (lead === null) throw new Error(`${transfer.number} is about ${transfer.lead}, which is not there`);
  return { transfer, lead, increments, roster: here.roster, pack: here.pack, today: here.today };
}

/** Everybody once, by their ids. */
export function unique(people: readonly Person[]): readonly (Person & { readonly openId: string })[] {
  const byId = new Map<string, Person & { readonly openId: string }>();
  for (const person of people)
    if (person.openId !== null) byId.set(person.id, { ...person, openId: person.openId });
  return [...byId.values()];
}
