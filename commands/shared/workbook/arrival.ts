/** A table came in: recorded in the commit of its answer, fetched and read by the machine afterwards. */
import type { Element } from '../../../src/card.ts';
import { fetchingCard, importOffer } from '../../../src/cards/workbook/workbook.ts';
import type { KnownScene, SentFile, Tools } from '../../../src/command.ts';
import { named } from '../../../src/domain/history/workbook.ts';
import { isWorkbookName, receivedId, type WorkbookFact } from '../../../src/domain/workbook.ts';
import { kindsToImport, mayImport } from '../../../src/domain/workbook-rights.ts';
import type { Change, Outcome } from '../../../src/outcome.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { takeWish, type Wish } from './wish.ts';

/** Evidence may be an .xlsx; a .csv or another kind of table proves nothing. */
const isEvidenceName = (name: string): boolean => /\.xlsx$/iu.test(name.trim());

export type Arrival =
  /** Taken in, or going to be: the whole answer. */
  | { readonly is: 'import'; readonly outcome: Outcome }
  /** Perhaps evidence, perhaps a table: what 佐证's answer has besides. */
  | { readonly is: 'either'; readonly changes: readonly Change[]; readonly elements: readonly Element[] };

/** What is to be done about files just sent; `null`: they are no tables, or their sender may not take any in. */
export async function tableArrived(
  files: readonly SentFile[],
  here: KnownScene,
  tools: Tools,
): Promise<Arrival | null> {
  const [file] = files;
  if (file === undefined || files.length > 1 || file.kind !== 'file' || !isWorkbookName(file.name))
    return null;
  const kinds = kindsToImport(here.actor);
  if (kinds.length === 0) return null;
  const taken = await takeWish(here, tools);
  if (taken !== null && mayImport(here.actor, taken.wish.kind)) {
    return { is: 'import', outcome: outcomeOf(file, taken.wish, [taken.used], here) };
  }
  if (!isEvidenceName(file.name)) return { is: 'import', outcome: outcomeOf(file, null, [], here) };
  return {
    is: 'either',
    changes: [received(file, null, here)],
    elements: importOffer(
      receivedId(file.messageId),
      kinds.map((kind) => named(kind, here.pack)),
    ),
  };
}

function outcomeOf(file: SentFile, wish: Wish | null, used: readonly Change[], here: KnownScene): Outcome {
  const card = fetchingCard(maskPhonesIn(file.name), wish === null ? null : named(wish.kind, here.pack));
  return {
    changes: [received(file, wish, here), ...used],
    answer: { card, about: receivedId(file.messageId) },
    notices: [],
  };
}

function received(file: SentFile, wish: Wish | null, here: KnownScene): Change {
  const fact: WorkbookFact = {
    type: 'workbook.received',
    id: receivedId(file.messageId),
    by: here.actor.id,
    messageId: file.messageId,
    fileKey: file.fileKey,
    name: maskPhonesIn(file.name).slice(0, 200),
    kind: wish?.kind ?? null,
    month: wish?.month ?? null,
  };
  return { subject: 'workbook', before: null, facts: [fact] };
}
