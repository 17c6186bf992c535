/**
 * The rows not taken wait sealed in drafts until the end: their reasons may quote what a person wrote. So many to a draft,
 * for each commit writes the last one anew, and a row of the database bears only so much.
 */
import type { Workbook } from '../domain/workbook.ts';
import type { Draft } from '../outcome.ts';
import type { Reject } from '../sheets/table.ts';
import type { Store } from '../store.ts';

/** Rejected rows to a draft. */
const PAGE = 200;

const idOf = (workbook: Pick<Workbook, 'id'>, page: number): string =>
  page === 0 ? `workbook:${workbook.id}` : `workbook:${workbook.id}:${page}`;

/** The page that rows rejected next go to. */
export const pageOf = ({ counts }: Pick<Workbook, 'counts'>): number => Math.floor(counts.rejected / PAGE);

export const readPage = (store: Store, workbook: Workbook): Promise<Draft | null> =>
  store.draft(idOf(workbook, pageOf(workbook)));

const rejectsOf = (draft: Draft | null): readonly Reject[] =>
  draft !== null && Array.isArray(draft.payload) ? (draft.payload as readonly Reject[]) : [];

/** The draft with more on it. */
export function withMore(
  draft: Draft | null,
  more: readonly Reject[],
  workbook: Workbook,
  owner: string,
  now: number,
): Draft {
  const payload = [...rejectsOf(draft), ...more];
  if (draft !== null) return { ...draft, version: draft.version + 1, payload };
  return {
    id: idOf(workbook, pageOf(workbook)),
    version: 1,
    owner,
    kind: 'workbook',
    payload,
    state: 'open',
    result: null,
    createdAt: now,
  };
}

/** All of them, by sheet row, and the drafts they stand in. */
export async function readRejects(
  store: Store,
  workbook: Workbook,
): Promise<{ readonly drafts: readonly Draft[]; readonly rejects: readonly Reject[] }> {
  const drafts: Draft[] = [];
  for (let page = 0; page <= pageOf(workbook); page += 1) {
    const draft = await store.draft(idOf(workbook, page));
    if (draft !== null) drafts.push(draft);
  }
  return { drafts, rejects: drafts.flatMap(rejectsOf) };
}
