/** The end of a workbook that is not taken in: its sender is told why, once. */
import { refusedWorkbookCard } from '../cards/workbook/workbook.ts';
import { named } from '../domain/history/workbook.ts';
import type { Step, StepResult } from './worker.ts';

/** @param why a Chinese sentence */
export async function refuseWorkbook(
  { workbook, scene, commit, notice }: Step,
  why: string,
): Promise<StepResult> {
  const { kind } = workbook;
  const what = kind === null ? null : named(kind, scene.pack);
  const card = refusedWorkbookCard(workbook.name ?? '表格', why, what);
  await commit(workbook, [{ type: 'workbook.refused', why }], { notices: notice('refused', { card }) });
  return 'over';
}
