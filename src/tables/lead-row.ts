/** One row of 线索 or 项目, decided: a new lead with its past, or what of a known one the row changes. */
import { has, isOffice, mayReportFor, mayVerify, sightOf } from '../domain/access.ts';
import { protectionAtRegistration } from '../domain/lead/claim.ts';
import type { LeadFact } from '../domain/lead/facts.ts';
import { isHeld } from '../domain/lead/holding.ts';
import { currentNumber, evolveLead, type Lead } from '../domain/lead/lead.ts';
import type { Change } from '../outcome.ts';
import { maskPhonesIn } from '../parse/phone.ts';
import { cellOf, type Row, type TableRow } from '../sheets/table.ts';
import { shown } from '../sheets/value.ts';
import { type Batch, type Decision, fateOf, nextIn, rejected, type TableScene, take } from './kind.ts';
import { isWrong, type LeadCells, readLeadCells } from './lead-cells.ts';
import { type Alike, alike, leadOfNumbers } from './lead-find.ts';
import { decideKnown } from './lead-known.ts';
import { chooseNumber, noteOf } from './lead-numbers.ts';
import { freshStages, importStages } from './lead-stages.ts';
import { personIn, unitIn } from './words.ts';

export async function decideLeadRow(
  row: TableRow,
  scene: TableScene,
  batch: Batch,
  isProjects: boolean,
): Promise<Decision> {
  const no = (column: string | null, reason: string): Decision => ({
    about: null,
    fate: rejected(row, column, reason),
  });
  const cells = readLeadCells(row.values, scene);
  if (isWrong(cells)) return no(cells.column, cells.reason);
  const numbered = await leadOfNumbers(row.values, scene);
  if (numbered !== null) return decideKnown(row, cells, numbered, scene, batch);
  const unit = unitOfRow(row.values, scene);
  if (isWrong(unit)) return no(unit.column, unit.reason);
  const found = await alike(
    { company: cells.company, project: cells.project ?? '', unit: unit.id },
    scene,
    batch,
  );
  if (found.same !== null) {
    if (batch.registered.includes(found.same))
      return { about: found.same.number, fate: { fate: 'unchanged' } };
    return decideKnown(row, cells, found.same, scene, batch);
  }
  const refused = refuseNew(row.values, found, scene, isProjects);
  if (isWrong(refused)) return no(refused.column, refused.reason);
  return decideNew(row, cells, unit.id, found, scene, batch);
}

/** The unit it is registered for: said, or the importer's own. */
function unitOfRow({ unit }: Row, { actor, roster }: TableScene) {
  const column = '登记单位';
  if (unit === undefined || unit === '') {
    const own = actor === null ? undefined : roster.unitsOf(actor)[0];
    return own === undefined ? { column, reason: '没有填，也没有导入人的单位可用' } : { id: own };
  }
  const id = unitIn(roster, unit);
  if (id === undefined) return { column, reason: `「${shown(unit)}」不在名册中，或有几个单位叫这个名字` };
  if (actor !== null && !mayReportFor(actor, id, roster)) {
    return { column, reason: `您不能替「${roster.unitName(id)}」登记，请由该单位或招商办导入` };
  }
  return { id };
}

function refuseNew(row: Row, { similar }: Alike, scene: TableScene, isProjects: boolean) {
  const { actor, roster, pack } = scene;
  if (similar.length > 0 && cellOf(row, 'force') !== '是') {
    const seen = similar.filter((lead) => actor === null || sightOf(actor, lead, roster) !== 'none');
    const names = seen.slice(0, 3).map((lead) => `${currentNumber(lead)} ${shown(lead.company)}`);
    const others = similar.length > names.length ? ['其他单位的线索'] : [];
    const reason = `疑似重复，与 ${[...names, ...others].join('、')} 相近；确属不同项目的，在「仍要登记」填“是”再导入`;
    return { column: '企业名称', reason };
  }
  if (isProjects && freshStages(row, null, pack).every(({ stage }) => !makesProject(stage.id, scene))) {
    const first = pack.stages
      .filter((stage) => makesProject(stage.id, scene))
      .sort((a, b) => a.order - b.order)[0];
    return {
      column: first === undefined ? null : `${first.label}日期`,
      reason: `还不是项目：没有「${first?.label ?? '签约'}」及以后阶段的日期；尚在洽谈的请用线索表导入`,
    };
  }
  return {};
}

function makesProject(stage: string, { pack }: TableScene): boolean {
  const from = pack.stages.find((one) => one.isProjectFrom === true)?.order;
  const order = pack.stages.find((one) => one.id === stage)?.order;
  return from !== undefined && order !== undefined && order >= from;
}

async function decideNew(
  row: TableRow,
  cells: LeadCells,
  unit: string,
  { similar }: Alike,
  scene: TableScene,
  batch: Batch,
): Promise<Decision> {
  const no = (column: string | null, reason: string): Decision => ({
    about: null,
    fate: rejected(row, column, reason),
  });
  const { actor, pack, roster, today, now } = scene;
  const holder = holderOf(row.values, unit, scene);
  if (isWrong(holder)) return no(holder.column, holder.reason);
  const fresh = freshStages(row.values, null, pack);
  if (fresh.length > 0 && actor !== null && !mayVerify(actor, unit, roster)) {
    return no(`${fresh[0]?.stage.label ?? ''}日期`, '阶段由审核人或招商办导入；请清空阶段日期，登记后再推进');
  }
  const changes: Change[] = [];
  // Numbers are only taken once nothing can go wrong any more.
  const number = await chooseNumber('lead', row.values, scene, batch);
  const project = await chooseNumber('project', row.values, scene, batch);
  for (const one of [number, project]) if (isWrong(one)) return no(one.column, one.reason);
  if (isWrong(number) || isWrong(project)) return no(null, '编号不可用');
  const contact = contactOf(cells, scene);
  const fact: Extract<LeadFact, { type: 'lead.registered' }> = {
    type: 'lead.registered',
    number: number.number,
    company: cells.company,
    project: cells.project,
    investment: cells.investment,
    industry: cells.industry,
    landingUnit: cells.landingUnit,
    channel: cells.channel,
    contact: contact?.id ?? null,
    note: noteOf(row.values, cells),
    unit,
    holder: holder.id,
    despite: similar.map((lead) => lead.number),
    imported: { registeredOn: cells.registeredOn ?? today },
  };
  const isOthers = similar.some((lead) => isHeld(lead) && lead.unit !== unit);
  const facts: LeadFact[] = [fact, ...(isOthers ? [] : protectionAtRegistration(pack, fact, today))];
  if (cells.confidential === true) facts.push({ type: 'lead.confidentiality_set', confidential: true });
  if (Object.keys(cells.tags).length > 0)
    facts.push({ type: 'lead.details_set', tags: cells.tags, fields: {} });
  let lead: Lead | null = null;
  for (const one of facts) lead = evolveLead(lead, one, now, actor?.id ?? null);
  if (lead === null) throw new Error('a registration makes a lead');
  const staged = importStages(row.values, lead, scene, () => project.number);
  if (isWrong(staged)) return no(staged.column, staged.reason);
  changes.push(take(number.sequence, number.serial, batch));
  changes.push(take('registration', await nextIn('registration', scene, batch), batch));
  if (staged.promoted) changes.push(take(project.sequence, project.serial, batch));
  if (contact !== null) changes.push({ subject: 'contact', id: contact.id, plain: contact.plain });
  changes.push({ subject: 'lead', before: null, facts: [...facts, ...staged.facts] });
  batch.registered.push(staged.lead);
  return { about: number.number, fate: fateOf(true, changes) };
}

function holderOf({ holder }: Row, unit: string, { actor, roster }: TableScene) {
  const column = '持有人';
  if (holder !== undefined && holder !== '' && (actor === null || isOffice(actor))) {
    const person = personIn(roster, holder, unit);
    if (person === undefined)
      return { column, reason: `名册中没有「${shown(holder)}」，或有几个人叫这个名字` };
    return { id: person.id };
  }
  if (actor !== null && roster.unitsOf(actor).includes(unit)) return { id: actor.id };
  const first = roster.people.find((one) => has(one, 'reporter') && roster.unitsOf(one).includes(unit));
  if (first !== undefined) return { id: first.id };
  if (actor !== null) return { id: actor.id };
  return { column, reason: `「${roster.unitName(unit)}」在名册中没有填报员，请填持有人` };
}

function contactOf({ contactName, contactPhone, note }: LeadCells, { newId }: TableScene) {
  const personal = note === null || maskPhonesIn(note) === note ? null : note;
  if (contactName === null && contactPhone === null && personal === null) return null;
  return { id: newId(), plain: JSON.stringify({ name: contactName, phone: contactPhone, note: personal }) };
}
