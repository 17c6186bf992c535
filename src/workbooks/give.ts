/** 导出: what was asked for is made and promised to whoever asked, to nobody else. */
import { cutCard, notMadeCard } from '../cards/workbook/workbook.ts';
import { isRefusal, sayRefusal } from '../domain/decision.ts';
import type { Step, StepResult } from './worker.ts';

export async function give({ deps, workbook, scene, commit, notice }: Step): Promise<StepResult> {
  const { kind, template, month } = workbook;
  if (kind === null) throw new Error(`${workbook.id} was asked for without a kind`);
  const made = await deps.desk.make({ kind, template, month }, scene);
  if (isRefusal(made)) {
    const why = sayRefusal(made);
    const card = notMadeCard(kind, template, why);
    await commit(workbook, [{ type: 'workbook.refused', why }], { notices: notice('refused', { card }) });
    return 'over';
  }
  const hash = await deps.files.put(made.bytes);
  const file = { kind: 'file', hash, name: made.name } as const;
  const notices = [
    ...notice('file', { card: { title: made.name, tone: 'notice', body: [] }, file }),
    ...(made.cut ? notice('cut', { card: cutCard(kind, made.rows) }) : []),
  ];
  await commit(workbook, [{ type: 'workbook.done', made: hash, rows: made.rows }], { notices });
  return 'over';
}
