/** Everything a card shows of one lead, gathered for one viewer. */

import type { LeadView } from '../../src/cards/lead.ts';
import type { Scene, Tools } from '../../src/command.ts';
import { mayReportFor } from '../../src/domain/access.ts';
import { stepLabel } from '../../src/domain/lead/decide.ts';
import { type Lead, pendingStage, verifiedStages } from '../../src/domain/lead/lead.ts';
import { toWan } from '../../src/domain/money.ts';
import { sayMonth } from '../../src/domain/month.ts';
import type { Pack } from '../../src/domain/pack/schema.ts';
import { industryLabel, monthlyMeasures, stageLabel } from '../../src/domain/pack/view.ts';
import { sightHere } from './find.ts';

/** What the pack's targets count by and this project does not say yet. */
export function gapsOf(lead: Lead): readonly string[] {
  if (lead.projectNumber === null) return [];
  const { tags } = lead;
  const gaps: string[] = [];
  if (lead.investment === null) gaps.push('投资额');
  if (lead.landingUnit === null) gaps.push('拟落户');
  if (lead.industry === null && (tags.industries ?? []).length === 0) gaps.push('产业');
  if (tags.capitalType === undefined) gaps.push('资本类型');
  if ((tags.enterpriseClasses ?? []).length === 0) gaps.push('企业类别');
  return gaps;
}

export async function leadView(lead: Lead, scene: Scene, tools: Tools): Promise<LeadView> {
  const { pack, roster, actor } = scene;
  const sight = sightHere(lead, scene);
  const contact = sight === 'full' && lead.contact !== null ? await tools.store.contact(lead.contact) : null;
  const waiting = pendingStage(lead);
  const mayAct = scene.audience === 'private' && actor !== null && mayReportFor(actor, lead.unit, roster);
  return {
    lead,
    sight,
    stage: stageLabel(pack, lead.stage),
    waitingFor: waiting === null ? null : stepLabel(pack, waiting.stage),
    industry: lead.industry === null ? null : industryLabel(pack, lead.industry),
    landing: lead.landingUnit === null ? null : roster.unitName(lead.landingUnit),
    channel: lead.channel === null ? null : channelLabel(pack, lead.channel),
    unit: roster.unitName(lead.unit),
    holder: roster.personName(lead.holder),
    contact,
    history: verifiedStages(lead).map((event) => `${stepLabel(pack, event.stage)} ${event.happenedOn}`),
    figures: lead.projectNumber === null ? [] : await latestFigures(lead, pack, tools),
    gaps: gapsOf(lead),
    mayAct,
  };
}

async function latestFigures(lead: Lead, pack: Pack, tools: Tools) {
  const progress = await tools.store.progress(lead.number);
  return monthlyMeasures(pack).flatMap((measure) => {
    const entries = progress.entries.filter((entry) => entry.measure === measure.id);
    const last = entries.reduce<(typeof entries)[number] | null>(
      (a, b) => (a === null || b.month > a.month ? b : a),
      null,
    );
    if (last === null) return [];
    const value = `${toWan({ units: last.units, currency: 'CNY' })}${measure.unit}（累计至${sayMonth(last.month)}，未审）`;
    return [{ label: measure.label, value }];
  });
}

const channelLabel = (pack: Pack, id: string): string =>
  pack.channels.find((one) => one.id === id)?.label ?? id;
