/**
 * 导入, said before the file was sent: the next table within half an hour is taken in as this kind. One wish a person,
 * kept as a draft, so that it is made and used up in the commits of their answers.
 */
import type { KnownScene, Tools } from '../../../src/command.ts';
import { isMonth, type Month } from '../../../src/domain/day.ts';
import { isWorkbookKind, type WorkbookKind } from '../../../src/domain/workbook.ts';
import type { Change, Draft } from '../../../src/outcome.ts';

const WISH_MS_MAX = 30 * 60_000;

export interface Wish {
  readonly kind: WorkbookKind;
  readonly month: Month | null;
}

const idOf = (person: string): string => `import:${person}`;

/** Makes the wish, in place of an earlier one. */
export async function makeWish(wish: Wish, here: KnownScene, tools: Tools): Promise<Change> {
  const before = await tools.store.draft(idOf(here.actor.id));
  const draft: Draft = {
    id: idOf(here.actor.id),
    version: (before?.version ?? 0) + 1,
    owner: here.actor.id,
    kind: 'import',
    payload: wish,
    state: 'open',
    result: null,
    createdAt: here.now,
  };
  return { subject: 'draft', draft };
}

/** The wish that stands, and the change that uses it up. */
export async function takeWish(
  here: KnownScene,
  tools: Tools,
): Promise<{ readonly wish: Wish; readonly used: Change } | null> {
  const draft = await tools.store.draft(idOf(here.actor.id));
  if (draft === null || draft.state !== 'open' || here.now - draft.createdAt > WISH_MS_MAX) return null;
  const wish = wishOf(draft.payload);
  if (wish === null) return null;
  const used: Change = {
    subject: 'draft',
    draft: { ...draft, version: draft.version + 1, state: 'done' },
  };
  return { wish, used };
}

function wishOf(payload: unknown): Wish | null {
  if (typeof payload !== 'object' || payload === null) return null;
  const kind: unknown = Reflect.get(payload, 'kind');
  const month: unknown = Reflect.get(payload, 'month');
  if (typeof kind !== 'string' || !isWorkbookKind(kind)) return null;
  return { kind, month: typeof month === 'string' && isMonth(month) ? month : null };
}
