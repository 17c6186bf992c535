/** The end of a workbook that is not taken in: its sender is told why, once. */
import { refusedWorkbookCard } from '../cards/workbook/workbook.ts';
import type { Step, StepResult } from './worker.ts';

/** @param why a Chinese sentence */
export async function refuseWorkbook({ workbook, commit, notice }: Step, why: string): Promise<StepResult> {
  const card = refusedWorkbookCard(workbook.name ?? '表格', why, workbook.kind);
  await commit(workbook, [{ type: 'workbook.refused', why }], { notices: notice('refused', { card }) });
  return 'over';
}
