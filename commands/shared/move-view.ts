/** One submitted move as cards show it: to whoever submitted, to the verifier, and after the verdict. */
import type { MoveView, VerifyView } from '../../src/cards/advance/advance.ts';
import { FAULT_OPTIONS } from '../../src/cards/advance/steps.ts';
import { printDay } from '../../src/cards/show.ts';
import type { Scene, Tools } from '../../src/command.ts';
import { isOffice } from '../../src/domain/access.ts';
import { closedGates, recordOf, stepLabel } from '../../src/domain/lead/decide.ts';
import {
  currentNumber,
  type Lead,
  type StageEvent,
  titleOf,
  verifiedStages,
} from '../../src/domain/lead/lead.ts';
import { TOTAL } from '../../src/domain/lead/stage-course.ts';
import { isStage, PLEDGE_PREFIX } from '../../src/domain/lead/stage-steps.ts';
import { type AmountRange, printRange } from '../../src/domain/money.ts';
import { gatesBefore, isKeyProject } from '../../src/domain/pack/view.ts';
import { PLEDGE_KIND_WORDS } from '../../src/domain/pledge.ts';
import { tagsView } from './advance/tag-fields.ts';
import { reviewRows } from './check/review.ts';
import { duplicateRemarks, filesOfEvent, fileView } from './evidence-files.ts';
import { leadView } from './lead/view.ts';

export async function moveView(lead: Lead, event: StageEvent, scene: Scene, tools: Tools): Promise<MoveView> {
  const files = await filesOfEvent(event, lead, tools);
  return {
    lead: await leadView(lead, scene, tools),
    number: currentNumber(lead),
    title: titleOf(lead),
    stage: stepLabel(scene.pack, event.stage),
    happenedOn: event.happenedOn,
    evidence: event.evidence,
    note: event.note,
    files: files.map(fileView),
    extras: await extrasOf(lead, event, scene, tools),
    reporter: scene.roster.personName(event.reporter),
    reportedOn: printDay(event.reportedAt),
  };
}

async function extrasOf(lead: Lead, event: StageEvent, { roster, pack }: Scene, tools: Tools) {
  const { exit, override, pledges = [] } = event.details;
  const rows: { label: string; value: string }[] = [];
  if (exit !== undefined && exit.fault !== null) {
    const fault = FAULT_OPTIONS.find((one) => one.value === exit.fault)?.label ?? exit.fault;
    rows.push({
      label: '责任性质',
      value: exit.responsible === null ? fault : `${fault}：${exit.responsible}`,
    });
  }
  rows.push(...reviewRows(event, pack));
  if (override !== undefined) {
    const gates = override.gates.map((gate) => `${gate.label}（${gate.clause}）`).join('、');
    const who = roster.personName(override.by);
    rows.push({ label: '招商办特批', value: `${gates}先行：${override.reason}（${who}）` });
  }
  for (const { kind, what, dueOn } of pledges)
    rows.push({ label: PLEDGE_KIND_WORDS[kind], value: `${what}（${dueOn} 前）` });
  const total = event.stage === TOTAL ? event.details.fields?.investment : undefined;
  if (total !== undefined) rows.push({ label: '总投资', value: totalWords(lead, event, total) });
  if (event.stage.startsWith(PLEDGE_PREFIX)) {
    const id = event.stage.slice(PLEDGE_PREFIX.length);
    const item = (await tools.store.pledges(lead.number)).items.find((one) => one.id === id);
    if (item !== undefined) rows.push({ label: '事项', value: `${item.what}（${item.dueOn} 前）` });
  }
  return rows;
}

/** 5.2亿元 → 8亿元（增资）; once verified what it was is in the course. */
function totalWords({ course, investment }: Lead, event: StageEvent, now: AmountRange): string {
  const done = course.amounts.find(
    ({ on, verifiedAt }) => on === event.happenedOn && verifiedAt === event.verifiedAt,
  );
  const was = done === undefined ? investment : done.was;
  const isSame = was?.low.currency === now.low.currency;
  const word = was === null || !isSame ? '' : was.low.units < now.low.units ? '（增资）' : '（减资）';
  return `${was === null ? '未填' : printRange(was)} → ${printRange(now)}${word}`;
}

/** With the tags the pack's targets count by, prefilled from what is known. */
export async function verifyView(
  lead: Lead,
  event: StageEvent,
  scene: Scene,
  tools: Tools,
): Promise<VerifyView> {
  const { actor, pack } = scene;
  const overridable =
    isStage(pack, event.stage) && pack.stages.some(({ gates }) => gates.some((gate) => gate.overridable));
  return {
    ...(await moveView(lead, event, scene, tools)),
    event: event.id,
    ...tagsView(lead, scene, event.details),
    asksOverride: overridable && actor !== null && isOffice(actor) && event.details.override === undefined,
    remarks: [
      ...remarksOn(lead, event, scene),
      ...(await duplicateRemarks(await filesOfEvent(event, lead, tools), lead, tools)),
    ],
  };
}

function remarksOn(lead: Lead, event: StageEvent, { pack }: Scene): readonly string[] {
  const record = recordOf(lead);
  const key = isKeyProject(pack, record);
  const open = gatesBefore(pack, event.stage, record).filter((gate) => gate.applies === 'unknown');
  const passed = new Set((event.details.override?.gates ?? []).map((gate) => gate.id));
  const closed = closedGates(pack, lead, event.stage, event.happenedOn).filter(
    (gate) => !passed.has(gate.id),
  );
  const later = verifiedStages(lead).findLast(
    (one) => isStage(pack, one.stage) && isStage(pack, event.stage) && one.happenedOn > event.happenedOn,
  );
  return [
    ...(key.answer === 'yes' ? [`重点项目：${key.reason}`] : []),
    ...key.warnings,
    ...open.map(
      (gate) => `是否须先${gate.reviewLabel}尚不能判断（${gate.clause}），请核对投资额和重点级别。`,
    ),
    ...closed.map((gate) => `须先通过${gate.reviewLabel}（${gate.clause}），现在不能通过。`),
    ...(later === undefined
      ? []
      : [`发生日期早于「${stepLabel(pack, later.stage)}」的 ${later.happenedOn}，请核对。`]),
  ];
}
