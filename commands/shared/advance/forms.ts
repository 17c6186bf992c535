/** The forms of 推进, filled from what was said: the ladder's, 退出 and 恢复, 补充, 更正, 认定, and closing a promise. */
import { advanceFormCard } from '../../../src/cards/advance/advance.ts';
import {
  correctFormCard,
  exitFormCard,
  fillFormCard,
  flagFormCard,
  pledgeFormCard,
  type StepFormBase,
  totalFormCard,
} from '../../../src/cards/advance/steps.ts';
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { isOffice } from '../../../src/domain/access.ts';
import type { Day } from '../../../src/domain/day.ts';
import { refuse } from '../../../src/domain/decision.ts';
import { closedGates, recordOf, stageChoices, stepLabel } from '../../../src/domain/lead/decide.ts';
import { currentNumber, type Lead, pendingStage, titleOf } from '../../../src/domain/lead/lead.ts';
import { EXIT_PREFIX, isPaused, RESUME } from '../../../src/domain/lead/stage-course.ts';
import { correctable, flagChoices } from '../../../src/domain/lead/stage-mend.ts';
import { exitChoices } from '../../../src/domain/lead/stage-steps.ts';
import { printRange } from '../../../src/domain/money.ts';
import { isKeyProject, stageLabel } from '../../../src/domain/pack/view.ts';
import { openPledges, PLEDGE_KIND_WORDS } from '../../../src/domain/pledge.ts';
import { answerOnly } from '../../../src/outcome.ts';
import { type PastDay, readPastDay } from '../../../src/parse/past-day.ts';
import { reviewFields } from '../check/review.ts';
import { fileView, freeFiles } from '../evidence-files.ts';
import { saidIn } from '../fill-words.ts';
import { gapsOf, tagsView } from './tag-fields.ts';
import { readTotal, totalText } from './total-words.ts';
import { readMove, type StepWords } from './words.ts';

type DaySaid = Pick<PastDay, 'on' | 'hint'>;
const UNSAID: DaySaid = { on: null, hint: null };

/** What every form begins with; without a day of its own it shows today. */
async function baseOf(lead: Lead, day: DaySaid, today: Day, tools: Tools): Promise<StepFormBase> {
  return {
    lead: lead.number,
    version: lead.version,
    number: currentNumber(lead),
    title: titleOf(lead),
    happenedOn: day.on ?? today,
    dayHint: day.hint,
    files: (await freeFiles(lead, tools)).map(fileView),
  };
}

/** Refused while something waits: one submission at a time. */
function refuseWaiting(lead: Lead, { pack }: KnownScene) {
  const waiting = pendingStage(lead);
  if (waiting === null) return null;
  const number = currentNumber(lead);
  return refuse(`${number} 的「${stepLabel(pack, waiting.stage)}」还在等待审核`, {
    next: `要修改请先发送「撤销 ${number}」。`,
  });
}

/** The ladder's form: stage, date, and the rest as evidence. */
export async function ladderForm(lead: Lead, words: string, here: KnownScene, tools: Tools): Result {
  const { pack, today } = here;
  const number = currentNumber(lead);
  const waits = refuseWaiting(lead, here);
  if (waits !== null) return waits;
  const stages = stageChoices(pack, lead, today);
  if (stages.length === 0) {
    if (isPaused(lead)) {
      return refuse(`${number} 已于 ${lead.course.exit?.on ?? ''} 暂停`, {
        next: `恢复请发送「推进 ${number} 恢复」。`,
      });
    }
    if (lead.course.exit !== null) {
      const how = stageLabel(pack, lead.course.exit.kind);
      return refuse(`${number} 已于 ${lead.course.exit.on} ${how}，不能再推进`);
    }
    return refuse(`${number} 已到最后阶段「${stageLabel(pack, lead.stage)}」`);
  }
  const read = readMove(words, pack, today, stages);
  const gated = stages.flatMap(({ id, label }) =>
    closedGates(pack, lead, id, today).map((gate) => ({ gate, label })),
  );
  const why = isKeyProject(pack, recordOf(lead)).answer === 'yes' ? '重点项目：' : '';
  const hints = [
    ...gated
      .slice(0, 1)
      .map(({ gate, label }) => `${why}「${label}」之前须先通过「${gate.reviewLabel}」（${gate.clause}）。`),
  ];
  const card = advanceFormCard({
    ...(await baseOf(lead, { on: read.happenedOn, hint: read.dayHint }, today, tools)),
    here: stageLabel(pack, lead.stage),
    stages: stages.map(({ id, label }) => ({ value: id, label })),
    stage: read.stage,
    evidence: read.evidence,
    note: '',
    hints,
    review: reviewFields(words, stages, pack),
    asksOverride: isOffice(here.actor) && gated.some(({ gate }) => gate.overridable),
    exits: exitChoices(pack, lead).map((exit) => exit.label),
  });
  return answerOnly({ card, about: lead.number });
}

/** The form these words ask for. */
export async function stepForm(lead: Lead, words: StepWords, here: KnownScene, tools: Tools): Result {
  switch (words.form) {
    case 'exit':
      return exitForm(lead, words, here, tools);
    case 'fill':
      return fillForm(lead, here, tools, 'advance', words.rest);
    case 'total':
      return totalForm(lead, words.rest, here, tools);
    case 'correct':
      return correctForm(lead, words.rest, here, tools);
    case 'flag':
      return flagForm(lead, words.rest, here, tools);
    case 'pledge':
      return pledgeForm(lead, words.rest, here, tools);
  }
}

async function exitForm(lead: Lead, { step, rest }: StepWords, here: KnownScene, tools: Tools): Result {
  const { pack, today } = here;
  const number = currentNumber(lead);
  const waits = refuseWaiting(lead, here);
  if (waits !== null) return waits;
  if (!exitChoices(pack, lead).some((one) => one.id === step)) {
    if (step === RESUME && lead.course.exit === null) return refuse(`${number} 没有暂停，不用恢复`);
    const exit = lead.course.exit;
    return refuse(`${number} 已于 ${exit?.on ?? ''} ${stageLabel(pack, exit?.kind ?? '')}`);
  }
  const rule = pack.exits.find((one) => `${EXIT_PREFIX}${one.id}` === step);
  const day = readPastDay(rest, today);
  const card = exitFormCard({
    ...(await baseOf(lead, day, today, tools)),
    step,
    label: stepLabel(pack, step),
    clause:
      rule === undefined ? '系统默认' : rule.origin === 'default' ? `${rule.clause}，系统默认` : rule.clause,
    cause: day.rest.replace(/^[\s,，。;；:：]+/, ''),
    asksFault: rule?.causeRequired === true,
  });
  return answerOnly({ card, about: lead.number });
}

/** 补充; `pending` when a verifier fills it in, which holds at once. */
export async function fillForm(
  lead: Lead,
  here: KnownScene,
  tools: Tools,
  command: 'advance' | 'pending',
  words = '',
): Result {
  const waits = refuseWaiting(lead, here);
  const isDirect = command === 'pending' || isOffice(here.actor);
  if (waits !== null && !isDirect) return waits;
  const card = fillFormCard(
    {
      ...(await baseOf(lead, UNSAID, here.today, tools)),
      ...saidIn(words, tagsView(lead, here, {}, true)),
      gaps: gapsOf(lead, here.pack),
      isDirect,
    },
    command,
  );
  return answerOnly({ card, about: lead.number });
}

async function totalForm(lead: Lead, words: string, here: KnownScene, tools: Tools): Result {
  const waits = refuseWaiting(lead, here);
  if (waits !== null) return waits;
  const said = readTotal(words, lead.investment, here.today);
  const card = totalFormCard({
    ...(await baseOf(lead, { on: said.happenedOn, hint: said.dayHint }, here.today, tools)),
    was: lead.investment === null ? null : printRange(lead.investment),
    total: said.total === null ? '' : totalText(said.total),
    evidence: said.evidence,
    hint: said.hint,
  });
  return answerOnly({ card, about: lead.number });
}

async function correctForm(lead: Lead, rest: string, here: KnownScene, tools: Tools): Result {
  if (!isOffice(here.actor)) {
    return refuse('已审核阶段的日期只有招商办能更正', { next: '请把正确日期和依据告诉招商办。' });
  }
  const stages = correctable(here.pack, lead);
  if (stages.length === 0) return refuse(`${currentNumber(lead)} 还没有审核通过的阶段，没有可更正的日期`);
  const named = stages.find((one) => rest.includes(one.label.split(' ')[0] ?? one.label)) ?? null;
  const day = readPastDay(
    named === null ? rest : rest.replace(named.label.split(' ')[0] ?? '', ' '),
    here.today,
  );
  const card = correctFormCard({
    ...(await baseOf(lead, day, here.today, tools)),
    stages: stages.map(({ id, label }) => ({ value: id, label })),
    stage: named?.id ?? null,
    reason: day.rest.replace(/^[\s,，。;；:：为到]+/, ''),
  });
  return answerOnly({ card, about: lead.number });
}

async function flagForm(lead: Lead, rest: string, here: KnownScene, tools: Tools): Result {
  if (!isOffice(here.actor)) return refuse('认定只能由招商办记录', { next: '请把情况和证据交给招商办。' });
  const flags = flagChoices(here.pack);
  if (flags.length === 0) return refuse('本方案没有认定弄虚作假的规定');
  const card = flagFormCard({
    ...(await baseOf(lead, UNSAID, here.today, tools)),
    flags: flags.map(({ id, label }) => ({ value: id, label })),
    reason: rest,
    clauses: [...new Set(flags.map((one) => one.clause))],
  });
  return answerOnly({ card, about: lead.number });
}

async function pledgeForm(lead: Lead, rest: string, here: KnownScene, tools: Tools): Result {
  const waits = refuseWaiting(lead, here);
  if (waits !== null) return waits;
  const open = openPledges(await tools.store.pledges(lead.number));
  const [first] = open;
  if (first === undefined) return refuse(`${currentNumber(lead)} 没有未办结的容缺材料或政府承诺`);
  const said = rest.normalize('NFKC');
  const named =
    open.find((item) => said.includes(item.what.normalize('NFKC'))) ?? (open.length === 1 ? first : null);
  const day = readPastDay(
    named === null ? said : said.replace(named.what.normalize('NFKC'), ' '),
    here.today,
  );
  const card = pledgeFormCard({
    ...(await baseOf(lead, day, here.today, tools)),
    pledges: open.map(({ id, kind, what, dueOn }) => ({
      value: id,
      label: `${PLEDGE_KIND_WORDS[kind]}：${what.slice(0, 40)}（${dueOn} 前）`,
    })),
    pledge: named?.id ?? null,
    evidence: day.rest,
  });
  return answerOnly({ card, about: lead.number });
}
