/**
 * 导入, second half: rows are decided in order and committed in batches; each commit says how far it has come and what was
 * not taken, so that the next process goes on right there.
 *
 * The rows not taken wait sealed in a draft of their own until the end: their reasons may quote what a person wrote.
 */
import { resultCard } from '../cards/workbook/workbook.ts';
import { isRefusal, sayRefusal } from '../domain/decision.ts';
import { evolveWorkbook, type RowCounts, type Workbook, type WorkbookFact } from '../domain/workbook.ts';
import { mayImport } from '../domain/workbook-rights.ts';
import type { Change, Draft } from '../outcome.ts';
import type { Reject } from '../sheets/table.ts';
import type { Filled, RowFate } from './desk.ts';
import { refuseWorkbook } from './refusals.ts';
import type { Step, StepResult } from './worker.ts';

/** Rows of one commit. */
export const ROWS_A_COMMIT = 20;
const TRIES = 5;

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
  let draft = await deps.store.draft(draftId(workbook));
  while (workbook.upTo < filled.rows) {
    if (step.stopped()) return 'over';
    const moved = await advance({ ...step, workbook }, filled, draft);
    if (moved === null) return 'again';
    workbook = moved.workbook;
    draft = moved.draft;
  }
  return finish({ ...step, workbook }, filled, draft);
}

const draftId = (workbook: Workbook): string => `workbook:${workbook.id}`;
const rejectsOf = (draft: Draft | null): readonly Reject[] =>
  draft !== null && Array.isArray(draft.payload) ? (draft.payload as readonly Reject[]) : [];

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
    const kept = rejects.length === 0 ? null : withRejects(draft, rejects, step, now);
    const fact: WorkbookFact = {
      type: 'workbook.advanced',
      upTo: workbook.upTo + fates.length,
      counts: plus(workbook.counts, fates),
    };
    const changes: Change[] = fates.flatMap((fate) => ('changes' in fate ? fate.changes : []));
    if (kept !== null) changes.push({ subject: 'draft', draft: kept });
    if (await step.commit(workbook, [fact], { changes }))
      return { workbook: evolveWorkbook(workbook, fact, now), draft: kept ?? draft };
    const standing = await deps.store.workbook(workbook.id);
    if (standing?.version !== workbook.version) return null;
  }
  throw new Error(`${workbook.id}: row ${workbook.upTo} could not be settled in ${TRIES} tries`);
}

function withRejects(draft: Draft | null, more: readonly Reject[], step: Step, now: number): Draft {
  const payload = [...rejectsOf(draft), ...more];
  if (draft !== null) return { ...draft, version: draft.version + 1, payload };
  const { workbook, scene } = step;
  return {
    id: draftId(workbook),
    version: 1,
    owner: scene.actor.id,
    kind: 'workbook',
    payload,
    state: 'open',
    result: null,
    createdAt: now,
  };
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
async function finish(step: Step, filled: Filled, draft: Draft | null): Promise<StepResult> {
  const { deps, workbook, commit, notice } = step;
  const { kind } = workbook;
  if (kind === null) throw new Error(`${workbook.id} is read as nothing`);
  const name = workbook.name ?? '表格';
  const rejects = [...filled.bad, ...rejectsOf(draft)].sort((a, b) => a.row - b.row);
  const counts = { ...workbook.counts, rejected: workbook.counts.rejected + filled.badRows };
  const rows = filled.rows + filled.badRows;
  const made = rejects.length === 0 ? null : await deps.files.put(await filled.giveBack(rejects));
  const card = resultCard({ name, kind, rows, counts, rejects, notes: filled.notes });
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
  const changes: Change[] =
    draft === null
      ? []
      : [{ subject: 'draft', draft: { ...draft, version: draft.version + 1, state: 'done' } }];
  await commit(workbook, [{ type: 'workbook.done', made, rows }], { changes, notices });
  return 'over';
}
