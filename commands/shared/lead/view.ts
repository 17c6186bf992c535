/** Everything a card shows of one lead, gathered for one viewer. */

import type { LeadView } from '../../../src/cards/lead/lead.ts';
import { sharingLines } from '../../../src/cards/transfer/view.ts';
import type { Scene, Tools } from '../../../src/command.ts';
import { mayReportFor } from '../../../src/domain/access.ts';
import { stepLabel } from '../../../src/domain/lead/decide.ts';
import { type Lead, pendingStage, verifiedStages } from '../../../src/domain/lead/lead.ts';
import { toWan } from '../../../src/domain/money.ts';
import { sayMonth } from '../../../src/domain/month.ts';
import type { Pack } from '../../../src/domain/pack/schema.ts';
import { industryLabel, projectMeasures, stageLabel } from '../../../src/domain/pack/view.ts';
import type { Progress } from '../../../src/domain/progress.ts';
import { sayCheck } from '../../../src/domain/progress-check/check.ts';
import { gapsOf } from '../advance/tag-fields.ts';
import { checkLines } from '../check/find.ts';
import { courseView } from '../course-view.ts';
import { sightHere } from '../find.ts';
import { holdingView } from '../pool/view.ts';
import { dutyView } from '../task/responsible.ts';

export async function leadView(lead: Lead, scene: Scene, tools: Tools): Promise<LeadView> {
  const { pack, roster, actor } = scene;
  const sight = sightHere(lead, scene);
  const contact = sight === 'full' && lead.contact !== null ? await tools.store.contact(lead.contact) : null;
  const waiting = pendingStage(lead);
  const mayAct =
    scene.audience === 'private' &&
    actor !== null &&
    lead.holding.state === 'held' &&
    mayReportFor(actor, lead.unit, roster);
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
    gaps: gapsOf(lead, pack),
    holding: await holdingView(lead, scene, tools),
    sharing: await sharingOf(lead, scene, tools),
    checks: await checkLines(lead, scene, tools),
    course: await courseView(lead, scene, tools),
    duty: await dutyView(lead, scene, tools),
    mayAct,
    mayTrace: scene.audience === 'private' && actor !== null,
  };
}

async function latestFigures(lead: Lead, pack: Pack, tools: Tools) {
  const progress = await tools.store.progress(lead.number);
  return projectMeasures(pack).flatMap((measure) => {
    const entries = progress.entries.filter((entry) => entry.measure === measure.id);
    const last = entries.reduce<(typeof entries)[number] | null>(
      (a, b) => (a === null || b.month > a.month ? b : a),
      null,
    );
    if (last === null) return [];
    const value = `${toWan({ units: last.units, currency: 'CNY' })}${measure.unit}（累计至${sayMonth(last.month)}，${checkWord(progress, last.month)}）`;
    return [{ label: measure.label, value }];
  });
}

const checkWord = ({ reports }: Progress, month: string): string =>
  sayCheck(reports.find((report) => report.month === month) ?? {});

/** 分成 of an agreed transfer, a line each. */
async function sharingOf(lead: Lead, { roster, pack }: Scene, tools: Tools): Promise<readonly string[]> {
  const transfers = await tools.store.transfersOf(lead.number);
  return transfers.flatMap((transfer) => sharingLines(transfer, roster, pack));
}

const channelLabel = (pack: Pack, id: string): string =>
  pack.channels.find((one) => one.id === id)?.label ?? id;
