/** One submitted move as cards show it: to whoever submitted, to the verifier, and after the verdict. */
import type { MoveView, VerifyView } from '../../src/cards/advance.ts';
import { printDay } from '../../src/cards/show.ts';
import type { Scene, Tools } from '../../src/command.ts';
import { recordOf, stepLabel } from '../../src/domain/lead/decide.ts';
import { currentNumber, type Lead, type StageEvent, titleOf } from '../../src/domain/lead/lead.ts';
import { gatesBefore, isKeyProject } from '../../src/domain/pack/view.ts';
import { leadView } from './lead-view.ts';
import { capitalOptions, classOptions, industryTagOptions, keyLevelOptions } from './options.ts';

export async function moveView(lead: Lead, event: StageEvent, scene: Scene, tools: Tools): Promise<MoveView> {
  return {
    lead: await leadView(lead, scene, tools),
    number: currentNumber(lead),
    title: titleOf(lead),
    stage: stepLabel(scene.pack, event.stage),
    happenedOn: event.happenedOn,
    evidence: event.evidence,
    note: event.note,
    reporter: scene.roster.personName(event.reporter),
    reportedOn: printDay(event.reportedAt),
  };
}

/** With the tags the pack's targets count by, prefilled from what is known. */
export async function verifyView(
  lead: Lead,
  event: StageEvent,
  scene: Scene,
  tools: Tools,
): Promise<VerifyView> {
  const { pack } = scene;
  const { tags } = lead;
  const currency = lead.investment?.low.currency;
  const guessed = currency === undefined ? '' : currency === 'CNY' ? 'domestic' : 'foreign';
  return {
    ...(await moveView(lead, event, scene, tools)),
    event: event.id,
    capital: { options: capitalOptions, value: tags.capitalType ?? guessed },
    classes: { options: classOptions(pack), values: tags.enterpriseClasses ?? [] },
    keyLevels: { options: keyLevelOptions(pack), values: tags.keyLevels ?? [] },
    industries: {
      options: industryTagOptions(pack),
      values: tags.industries ?? (lead.industry === null ? [] : [lead.industry]),
    },
    remarks: remarksOn(lead, event, scene),
  };
}

function remarksOn(lead: Lead, event: StageEvent, { pack }: Scene): readonly string[] {
  const record = recordOf(lead);
  const key = isKeyProject(pack, record);
  const open = gatesBefore(pack, event.stage, record).filter((gate) => gate.applies === 'unknown');
  return [
    ...(key.answer === 'yes' ? [`重点项目：${key.reason}`] : []),
    ...key.warnings,
    ...open.map(
      (gate) => `是否须先${gate.reviewLabel}尚不能判断（${gate.clause}），请核对投资额和重点级别。`,
    ),
  ];
}
