/**
 * Stages of the past in a lead's row (上线导入): each is submitted and verified by whoever imports, through the same
 * decisions as in chat, with two reliefs that are said in the history: a stage that asks for a file takes a reference, and a
 * gate the pack lets the office pass is passed with the reason 导入.
 */

import { isRefusal, sayRefusal } from '../domain/decision.ts';
import { becomesProject, decideSubmitStage, decideVerify } from '../domain/lead/decide.ts';
import type { LeadFact } from '../domain/lead/facts.ts';
import { evolveLead, type Lead } from '../domain/lead/lead.ts';
import type { Pack } from '../domain/pack/schema.ts';
import { maskPhonesIn } from '../parse/phone.ts';
import { cellOf, type Row } from '../sheets/table.ts';
import type { TableScene } from './kind.ts';
import type { WrongCell } from './lead-cells.ts';
import { evidenceKey, onKey, tabledStages } from './lead-table.ts';

/** In 说明 of every stage that came in by a workbook. */
export const IMPORTED = '导入';
/** Submitted by the importer and verified as imported: a second person is the office's own matter here. */
const BY_IMPORT = 'import';

export interface Staged {
  readonly lead: Lead;
  readonly facts: readonly LeadFact[];
  readonly promoted: boolean;
}

/** Stages the row has a day for and the lead does not. */
export function freshStages(row: Row, lead: Lead | null, pack: Pack) {
  return tabledStages(pack).flatMap((stage) => {
    const on = cellOf(row, onKey(stage.id));
    const standing = lead?.stages.find((event) => event.state === 'verified' && event.stage === stage.id);
    return on === '' || standing?.happenedOn === on ? [] : [{ stage, on, standing }];
  });
}

/** @param projectNumber asked for once the lead becomes a project */
export function importStages(
  row: Row,
  before: Lead,
  scene: TableScene,
  projectNumber: () => string,
): Staged | WrongCell {
  const pack = withoutFiles(scene.pack);
  const actor = scene.actor?.id ?? null;
  let lead = before;
  let promoted = false;
  const facts: LeadFact[] = [];
  const hold = (more: readonly LeadFact[]): void => {
    for (const fact of more) lead = evolveLead(lead, fact, scene.now, actor);
    facts.push(...more);
  };
  for (const { stage, on, standing } of freshStages(row, before, pack)) {
    const column = `${stage.label}日期`;
    if (standing !== undefined) {
      const next = `日期要更正请在聊天中用「推进」更正，或把这一格改成 ${standing.happenedOn}`;
      return { column, reason: `「${stage.label}」已审核为 ${standing.happenedOn}；${next}` };
    }
    const evidence = cellOf(row, evidenceKey(stage.id)) || cellOf(row, 'evidence');
    if (evidence === '')
      return { column: `${stage.label}佐证`, reason: '填了日期，也要填佐证的编号或材料名称' };
    if (evidence.length > 500) return { column: `${stage.label}佐证`, reason: '太长，最多 500 字' };
    const override = { reason: IMPORTED, isOffice: true, by: actor ?? '' };
    const intent = {
      stage: stage.id,
      happenedOn: on,
      evidence: maskPhonesIn(evidence),
      note: IMPORTED,
      override,
    };
    const submitted = decideSubmitStage(pack, lead, intent, scene.today);
    if (isRefusal(submitted)) return { column, reason: sayRefusal(submitted) };
    const [fact] = submitted.facts;
    hold(submitted.facts);
    const id = fact?.type === 'lead.stage_submitted' ? fact.id : '';
    const isProject = becomesProject(pack, lead, stage.id);
    const number = isProject ? projectNumber() : '';
    const verified = decideVerify(pack, lead, id, {}, BY_IMPORT, number, { override });
    if (isRefusal(verified)) return { column, reason: sayRefusal(verified) };
    hold(verified.facts);
    promoted ||= isProject;
  }
  return { lead, facts, promoted };
}

const withoutFiles = (pack: Pack): Pack => ({
  ...pack,
  stages: pack.stages.map((stage) => {
    const { file: _file, ...rest } = stage;
    return rest as typeof stage;
  }),
});
