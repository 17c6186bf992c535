/**
 * 导入, first half: the file is fetched, kept, and recognised by its headers. Where it was said what it is it goes on;
 * otherwise its sender is asked. A file that is no table of ours stays evidence, silently, where it may be evidence.
 */
import { recognisedCard, tableWord } from '../cards/workbook/workbook.ts';
import { isRefusal, sayRefusal } from '../domain/decision.ts';
import { printBytes } from '../domain/evidence-type.ts';
import { named } from '../domain/history/workbook.ts';
import { WORKBOOK_BYTES_MAX } from '../domain/workbook.ts';
import { mayImport } from '../domain/workbook-rights.ts';
import { refuseWorkbook } from './refusals.ts';
import type { Step, StepResult } from './worker.ts';

export async function take(step: Step): Promise<StepResult> {
  const { deps, workbook, scene, commit, notice } = step;
  const { messageId, fileKey } = workbook;
  const name = workbook.name ?? '表格';
  if (messageId === null || fileKey === null) throw new Error(`${workbook.id} came from nowhere`);
  const evidence = await deps.store.evidence(`${messageId}-1`);
  // Put to a lead meanwhile: it is evidence now.
  if (workbook.kind === null && evidence !== null && evidence.lead !== null) return drop(step);
  const mayBeEvidence = evidence !== null;
  const got = await deps.reads.downloadResource(messageId, fileKey, 'file', WORKBOOK_BYTES_MAX);
  if (got.result === 'wait') return { waitMs: got.afterMs, why: got.why };
  if (got.result !== 'got') {
    // Whether it may be evidence is said by whoever fetches evidence.
    if (workbook.kind === null && mayBeEvidence) return drop(step);
    if (got.result === 'refused') return refuseWorkbook(step, got.why);
    const most = printBytes(got.bytesMax);
    return refuseWorkbook(step, `文件超过 ${most}（系统默认上限），请拆成几个文件分别发送。`);
  }
  if (workbook.kind !== null) {
    const order = { kind: workbook.kind, month: workbook.month };
    const filled = await deps.desk.open(got.bytes, name, order, scene);
    if (isRefusal(filled)) return refuseWorkbook(step, sayRefusal(filled));
    const hash = await deps.files.put(got.bytes);
    const rows = filled.rows + filled.badRows;
    await commit(workbook, [{ type: 'workbook.kept', hash, kind: workbook.kind, rows }]);
    return 'again';
  }
  const recognised = await deps.desk.recognise(got.bytes, name, scene);
  if (isRefusal(recognised)) return mayBeEvidence ? drop(step) : refuseWorkbook(step, sayRefusal(recognised));
  const { kind, rows } = recognised;
  const what = named(kind, scene.pack);
  if (!mayImport(scene.actor, kind)) {
    const why = `这是${tableWord(what)}，您的角色不能导入。`;
    return mayBeEvidence ? drop(step) : refuseWorkbook(step, why);
  }
  const hash = await deps.files.put(got.bytes);
  const card = recognisedCard(workbook.id, name, { what, rows, evidence: mayBeEvidence });
  const notices = notice('recognised', { card }).map((one) => ({ ...one, about: workbook.id }));
  await commit(workbook, [{ type: 'workbook.kept', hash, kind, rows }], { notices });
  // Said meanwhile what it is: the next look goes on with that.
  return 'again';
}

async function drop({ workbook, commit }: Step): Promise<StepResult> {
  await commit(workbook, [{ type: 'workbook.dropped' }]);
  return 'over';
}
