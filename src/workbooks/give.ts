/** 导出: what was asked for is made and promised to whoever asked, to nobody else. */
import { cutCard, notMadeCard } from '../cards/workbook/workbook.ts';
import { isRefusal, refuse, sayRefusal } from '../domain/decision.ts';
import { named } from '../domain/history/workbook.ts';
import { mayExport, mayImport } from '../domain/workbook-rights.ts';
import type { Step, StepResult } from './worker.ts';

export async function give({ deps, workbook, scene, commit, notice }: Step): Promise<StepResult> {
  const { kind, template, month } = workbook;
  if (kind === null) throw new Error(`${workbook.id} was asked for without a kind`);
  const what = named(kind, scene.pack);
  const { actor } = scene;
  const may = mayExport(actor, kind) || (template && mayImport(actor, kind));
  const made = may
    ? await deps.desk.make({ kind, template, month }, scene)
    : refuse('您的角色不能导出这种表');
  if (isRefusal(made)) {
    const why = sayRefusal(made);
    const card = notMadeCard(what, template, why);
    await commit(workbook, [{ type: 'workbook.refused', why }], { notices: notice('refused', { card }) });
    return 'over';
  }
  const hash = await deps.files.put(made.bytes);
  const file = { kind: 'file', hash, name: made.name } as const;
  const notices = [
    ...notice('file', { card: { title: made.name, tone: 'notice', body: [] }, file }),
    ...(made.cut ? notice('cut', { card: cutCard(what, made.rows) }) : []),
  ];
  await commit(workbook, [{ type: 'workbook.done', made: hash, rows: made.rows }], { notices });
  return 'over';
}
