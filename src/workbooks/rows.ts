/**
 * 导入, second half: rows are decided in order and committed in batches; each commit says how far it has come and what was
 * not taken, so that the next process goes on right there.
 * A long one says at each quarter how far it has come. The rows not taken wait until the end (`rejects.ts`).
 */
import { progressCard, resultCard } from '../cards/workbook/workbook.ts';
import { isRefusal, sayRefusal } from '../domain/decision.ts';
import { named } from '../domain/history/workbook.ts';
import { evolveWorkbook, type RowCounts, type Workbook, type WorkbookFact } from '../domain/workbook.ts';
import { mayImport } from '../domain/workbook-rights.ts';
import type { Change, Draft, Notice } from '../outcome.ts';
import type { Filled, RowFate } from './desk.ts';
import { refuseWorkbook } from './refusals.ts';
import { pageOf, readPage, readRejects, withMore } from './rejects.ts';
import type { Step, StepResult } from './worker.ts';

/** Rows of one commit. */
export const ROWS_A_COMMIT = 20;
const TRIES = 5;
/** From so many rows on it is said at each quarter how far an import has come. */
export const LONG_ROWS = 2_000;

export async function readRows(step: Step): Promise<StepResult> {
  const { deps, scene } = step;
  let { workbook } = step;
  const { kind, month } = workbook;
  const name = workbook.name ?? '表格';
  if (kind === null) throw new Error(`${workbook.id} is read as nothing`);
  if (!mayImport(scene.actor, kind)) return refuseWorkbook(step, '您的角色不能导入这种表。');
  const bytes = workbook.hash === null ? null : await deps.files.get(workbook.hash);
  if (bytes === null) return refuseWorkbook(step, '文件已不在，请重新发送。');
  const filled = await deps.desk.open(bytes, name, { kind, month }, scene);
  if (isRefusal(filled)) return refuseWorkbook(step, sayRefusal(filled));
  let draft = await readPage(deps.store, workbook);
  while (workbook.upTo < filled.rows) {
    if (step.stopped()) return 'over';
    const moved = await advance({ ...step, workbook }, filled, draft);
    if (moved === null) return 'again';
    draft =
      pageOf(moved.workbook) === pageOf(workbook) ? moved.draft : await readPage(deps.store, moved.workbook);
    workbook = moved.workbook;
  }
  return finish({ ...step, workbook }, filled);
}

interface Moved {
  readonly workbook: Workbook;
  readonly draft: Draft | null;
}

/** The next batch, in one commit; `null`: this workbook was moved by somebody else. */
async function advance(step: Step, filled: Filled, draft: Draft | null): Promise<Moved | null> {
  const { deps, workbook, scene } = step;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    // Rows of one batch that touch the same thing, or somebody who moved first: a row at a time.
    const count = attempt === 0 ? ROWS_A_COMMIT : 1;
    const now = deps.now();
    const fates = await filled.decide(workbook.upTo, Math.min(count, filled.rows - workbook.upTo), {
      ...scene,
      now,
    });
    if (fates.length === 0) throw new Error(`${workbook.id}: no row was decided at ${workbook.upTo}`);
    const rejects = fates.flatMap((fate) => (fate.fate === 'rejected' ? fate.rejects : []));
    const kept = rejects.length === 0 ? null : withMore(draft, rejects, workbook, scene.actor.id, now);
    const fact: WorkbookFact = {
      type: 'workbook.advanced',
      upTo: workbook.upTo + fates.length,
      counts: plus(workbook.counts, fates),
    };
    const changes: Change[] = fates.flatMap((fate) => ('changes' in fate ? fate.changes : []));
    if (kept !== null) changes.push({ subject: 'draft', draft: kept });
    const notices = howFar(step, filled.rows, fact.upTo);
    if (await step.commit(workbook, [fact], { changes, notices }))
      return { workbook: evolveWorkbook(workbook, fact, now), draft: kept ?? draft };
    const standing = await deps.store.workbook(workbook.id);
    if (standing?.version !== workbook.version) return null;
  }
  throw new Error(`${workbook.id}: row ${workbook.upTo} could not be settled in ${TRIES} tries`);
}

/** In the commit that passes a quarter of a long import, so that it is said once. */
function howFar({ workbook, scene, notice }: Step, rows: number, upTo: number): readonly Notice[] {
  const { kind } = workbook;
  if (kind === null || rows < LONG_ROWS || upTo >= rows) return [];
  const quarter = (at: number): number => Math.floor((at * 4) / rows);
  if (quarter(upTo) === quarter(workbook.upTo)) return [];
  const card = progressCard(workbook.name ?? '表格', named(kind, scene.pack), upTo, rows);
  return notice(`progress:${quarter(upTo)}`, { card });
}

function plus(counts: RowCounts, fates: readonly RowFate[]): RowCounts {
  const of = (fate: RowFate['fate']) => fates.filter((one) => one.fate === fate).length;
  return {
    added: counts.added + of('added'),
    changed: counts.changed + of('changed'),
    unchanged: counts.unchanged + of('unchanged'),
    rejected: counts.rejected + of('rejected'),
  };
}

/** A name any system takes, without its ending. */
const stemOf = (name: string): string =>
  name
    .replace(/\.\w+$/u, '')
    .replace(/[\p{C}\\/:*?"<>|]/gu, ' ')
    .trim()
    .slice(0, 60) || '表格';

/** The result, and the rows not taken as a workbook, in the commit that ends it. */
async function finish(step: Step, filled: Filled): Promise<StepResult> {
  const { deps, workbook, scene, commit, notice } = step;
  const { kind } = workbook;
  if (kind === null) throw new Error(`${workbook.id} is read as nothing`);
  const name = workbook.name ?? '表格';
  const kept = await readRejects(deps.store, workbook);
  const rejects = [...filled.bad, ...kept.rejects].sort((a, b) => a.row - b.row);
  const counts = { ...workbook.counts, rejected: workbook.counts.rejected + filled.badRows };
  const rows = filled.rows + filled.badRows;
  const made = rejects.length === 0 ? null : await deps.files.put(await filled.giveBack(rejects));
  const what = named(kind, scene.pack);
  const card = resultCard({ name, what, rows, counts, rejects, notes: filled.notes });
  const fileName = `${stemOf(name)} 退回${counts.rejected}行.xlsx`;
  const notices = [
    ...notice('result', { card }).map((one) => ({ ...one, about: workbook.id })),
    ...(made === null
      ? []
      : notice('rejects', {
          card: { title: fileName, tone: 'notice', body: [] },
          file: { kind: 'file', hash: made, name: fileName },
        })),
  ];
  const changes = kept.drafts.map(
    (draft): Change => ({
      subject: 'draft',
      draft: { ...draft, version: draft.version + 1, payload: [], state: 'done' },
    }),
  );
  await commit(workbook, [{ type: 'workbook.done', made, rows }], { changes, notices });
  return 'over';
}
