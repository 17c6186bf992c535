/** A row about a lead that is there: gaps filled, stages added; what contradicts it is named and nothing is changed. */
import { mayVerify, sightOf } from '../domain/access.ts';
import { isRefusal } from '../domain/decision.ts';
import { decideConfidential } from '../domain/lead/decide.ts';
import type { LeadFact } from '../domain/lead/facts.ts';
import { evolveLead, type Lead, type LeadTags } from '../domain/lead/lead.ts';
import type { LeadFields } from '../domain/lead/stage-facts.ts';
import { decideDetails } from '../domain/lead/stage-mend.ts';
import { cellOf, type Row, type TableRow } from '../sheets/table.ts';
import { shown } from '../sheets/value.ts';
import { type Batch, type Decision, fateOf, rejected, rejectedBy, type TableScene, take } from './kind.ts';
import { isWrong, type LeadCells } from './lead-cells.ts';
import { ourNumber, sameWords } from './lead-find.ts';
import { chooseNumber, noteOf } from './lead-numbers.ts';
import { freshStages, importStages } from './lead-stages.ts';
import { amountText } from './lead-table.ts';
import { unitIn } from './words.ts';

const CHANGED_IN_CHAT = '登记以后不能由导入改动';

/** A lead that is there: what may be filled in, stages that are new, and nothing that contradicts it. */
export async function decideKnown(
  row: TableRow,
  cells: LeadCells,
  lead: Lead,
  scene: TableScene,
  batch: Batch,
): Promise<Decision> {
  const about = lead.number;
  const no = (column: string | null, reason: string): Decision => ({
    about,
    fate: rejected(row, column, reason),
  });
  const { actor, roster, pack } = scene;
  if (actor !== null && sightOf(actor, lead, roster) !== 'full') {
    return no(null, '没有这条线索，或不归您导入');
  }
  const contrary = await contradiction(row.values, cells, lead, scene);
  if (contrary !== null) return no(contrary.column, contrary.reason);
  const facts: LeadFact[] = [];
  const mayMend = actor === null || mayVerify(actor, lead.unit, roster);
  const { tags, fields } = mended(cells, lead);
  if (Object.keys(tags).length + Object.keys(fields).length > 0) {
    if (!mayMend) return no(null, '补充或改动已登记的内容由审核人或招商办导入');
    const decided = decideDetails(lead, tags, fields);
    if (isRefusal(decided)) return { about, fate: rejectedBy(row, null, decided) };
    facts.push(...decided.facts);
  }
  if (cells.confidential !== null && cells.confidential !== lead.confidential) {
    const decided = decideConfidential(lead, cells.confidential);
    if (isRefusal(decided)) return { about, fate: rejectedBy(row, '保密', decided) };
    facts.push(...decided.facts);
  }
  if (freshStages(row.values, lead, pack).length > 0 && !mayMend) return no(null, '阶段由审核人或招商办导入');
  const project = await chooseNumber('project', lead.projectNumber === null ? row.values : {}, scene, batch);
  if (isWrong(project)) return no(project.column, project.reason);
  const current = facts.reduce((state, fact) => evolveLead(state, fact, scene.now, actor?.id ?? null), lead);
  const staged = importStages(row.values, current, scene, () => project.number);
  if (isWrong(staged)) return no(staged.column, staged.reason);
  facts.push(...staged.facts);
  if (facts.length === 0) return { about, fate: { fate: 'unchanged' } };
  const numbers = staged.promoted ? [take(project.sequence, project.serial, batch)] : [];
  return { about, fate: fateOf(false, [...numbers, { subject: 'lead', before: lead, facts }]) };
}

/** What the row says otherwise than the lead, in what no import may change. */
async function contradiction(row: Row, cells: LeadCells, lead: Lead, { store, roster }: TableScene) {
  const differs = (column: string, said: string | null, stands: string | null) =>
    said !== null && !sameWords(said, stands ?? '')
      ? { column, reason: `系统中是「${shown(stands ?? '（空）')}」，${CHANGED_IN_CHAT}；请改回或清空这一格` }
      : null;
  const unit = unitIn(roster, cellOf(row, 'unit'));
  const note = noteOf(row, cells);
  const contact = lead.contact === null ? null : await store.contact(lead.contact);
  const ofLead = lead.projectNumber;
  const given = ourNumber('project', cellOf(row, 'project#'));
  return (
    differs('企业名称', cells.company, lead.company) ??
    differs('项目名称', cells.project, lead.project) ??
    differs('线索来源', cells.channel, lead.channel) ??
    differs('联系人', cells.contactName, contact?.name ?? null) ??
    differs('联系电话', cells.contactPhone, contact?.phone ?? null) ??
    differs('备注', note, lead.note) ??
    differs(
      '登记单位',
      unit === undefined || unit === lead.holding.promoter ? null : roster.unitName(unit),
      roster.unitName(lead.unit),
    ) ??
    (given === null || ofLead === null ? null : differs('项目编号', given.number, ofLead))
  );
}

function mended(cells: LeadCells, lead: Lead): { readonly tags: LeadTags; readonly fields: LeadFields } {
  const { investment, industry, landingUnit, tags } = cells;
  const isOther = (one: readonly string[] | undefined, other: readonly string[] | undefined) =>
    one !== undefined && [...one].sort().join() !== [...(other ?? [])].sort().join();
  return {
    fields: {
      ...(investment !== null &&
      amountText({ investment }) + investment.low.currency !==
        amountText(lead) + (lead.investment?.low.currency ?? '')
        ? { investment }
        : {}),
      ...(industry !== null && industry !== lead.industry ? { industry } : {}),
      ...(landingUnit !== null && landingUnit !== lead.landingUnit ? { landingUnit } : {}),
    },
    tags: {
      ...(tags.capitalType !== undefined && tags.capitalType !== lead.tags.capitalType
        ? { capitalType: tags.capitalType }
        : {}),
      ...(isOther(tags.enterpriseClasses, lead.tags.enterpriseClasses)
        ? { enterpriseClasses: tags.enterpriseClasses ?? [] }
        : {}),
      ...(isOther(tags.keyLevels, lead.tags.keyLevels) ? { keyLevels: tags.keyLevels ?? [] } : {}),
    },
  };
}
