/** 待审: what waits for this person's verdict, with 通过 and 退回 at hand. */
import type { Element } from '../src/card.ts';
import { verdictCard, verifyCard, verifyElements } from '../src/cards/advance/advance.ts';
import { quiet, sayButton } from '../src/cards/show.ts';
import {
  formText,
  forPeople,
  type KnownScene,
  type Pressed,
  type Result,
  type Tools,
} from '../src/command.ts';
import { isOffice, mayVerify, unitsVerified } from '../src/domain/access.ts';
import { monthOf } from '../src/domain/day.ts';
import { isRefusal, type Refusal, refuse } from '../src/domain/decision.ts';
import { becomesProject, decideReturn, decideVerify, stepLabel } from '../src/domain/lead/decide.ts';
import type { LeadFact } from '../src/domain/lead/facts.ts';
import { currentNumber, type Lead, pendingStage, type StageEvent, titleOf } from '../src/domain/lead/lead.ts';
import { hasLeft, isPaused } from '../src/domain/lead/stage-course.ts';
import { PLEDGE_PREFIX } from '../src/domain/lead/stage-steps.ts';
import { formatNumber, sequenceName } from '../src/domain/number.ts';
import { decideClose, decideMake } from '../src/domain/pledge.ts';
import { type Answer, answerOnly, type Change, type Notice } from '../src/outcome.ts';
import { maskPhonesIn } from '../src/parse/phone.ts';
import {
  activitiesWaiting,
  activitiesWaitingCard,
  activitiesWaitingSection,
  sayWaitingActivity,
} from './shared/activity/waiting.ts';
import { fillForm } from './shared/advance/forms.ts';
import { fillDirectly } from './shared/advance/steps.ts';
import { gapsOf, readTags } from './shared/advance/tag-fields.ts';
import { notFound, tooLong } from './shared/chat.ts';
import { filesOfEvent } from './shared/evidence-files.ts';
import { pageFigures, passMany } from './shared/figures/pass-many.ts';
import { figuresWaitingSection, sayFigures } from './shared/figures/say.ts';
import { openFigures, pressVerdict } from './shared/figures/verdict.ts';
import { meansFigures } from './shared/figures/words.ts';
import { findByNumber, sightHere, splitNumber } from './shared/find.ts';
import { leadChanges } from './shared/lead/changes.ts';
import { matchNotices } from './shared/match/push.ts';
import { moveView, verifyView } from './shared/move-view.ts';

const LISTED_MAX = 12;
const REASON_LENGTH_MAX = 500;

export const pending = forPeople({
  id: 'pending',
  words: ['待审'],
  summary: '查看等您审核的推进、月报和活动，直接通过或退回',
  example: '待审 月报',
  who: ['verifier', 'office'],
  inGroups: false,

  async say(text, here, tools) {
    if (meansFigures(text)) return sayFigures(text, here, tools);
    const activity = await sayWaitingActivity(text, here, tools);
    if (activity !== null) return activity;
    const { number, rest: words } = splitNumber(text);
    if (number !== null && words.startsWith('补充')) return fillFormFor(number, here, tools);
    if (number !== null) {
      const item = (await findByNumber(number, here, tools)).flatMap((lead) => waitingOn(lead, here))[0];
      if (item === undefined)
        return refuse(`${number} 没有等您审核的推进`, { next: '发送「待审」查看全部。' });
      const card = verifyCard(await verifyView(item.lead, item.event, here, tools));
      return answerOnly({ card, about: item.lead.number });
    }
    const filter = { units: unitsVerified(here.actor, here.roster), notBy: here.actor.id };
    const [leads, total, figures, activities] = await Promise.all([
      tools.store.leadsWaiting(filter, LISTED_MAX + 1),
      tools.store.waitingCount(filter),
      figuresWaitingSection(here, tools),
      activitiesWaiting(here, tools),
    ]);
    const [first, ...rest] = leads.flatMap((lead) => waitingOn(lead, here));
    if (first === undefined) return answerOnly(await withoutStages(figures, activities, here, tools));
    const body: Element[] = [...verifyElements(await verifyView(first.lead, first.event, here, tools))];
    if (rest.length > 0) {
      body.push({ el: 'rule' }, quiet(`另有 ${total - 1} 件，点编号打开：`), {
        el: 'buttons',
        buttons: rest
          .slice(0, LISTED_MAX)
          .map(({ lead, event }) =>
            sayButton(
              `${currentNumber(lead)} ${stepLabel(here.pack, event.stage)}`,
              'pending',
              currentNumber(lead),
            ),
          ),
      });
    }
    body.push(...figures, ...activitiesWaitingSection(activities, here));
    const title = `待审 ${total} 件：${currentNumber(first.lead)} ${stepLabel(here.pack, first.event.stage)}`;
    return answerOnly({
      card: { title, subtitle: titleOf(first.lead), tone: 'todo', body },
      about: first.lead.number,
    });
  },

  press: {
    verify: (pressed, scene, tools) => verdict(pressed, scene, tools, 'verified'),
    return: (pressed, scene, tools) => verdict(pressed, scene, tools, 'returned'),
    fill,
    figures: pageFigures,
    figureOpen: openFigures,
    figurePass: (pressed, scene, tools) => pressVerdict(pressed, 'verified', scene, tools),
    figureReturn: (pressed, scene, tools) => pressVerdict(pressed, 'returned', scene, tools),
    figurePassMany: passMany,
  },
});

/** Where no stage waits: the activities, else the months' figures, else that nothing does. */
async function withoutStages(
  figures: readonly Element[],
  activities: Awaited<ReturnType<typeof activitiesWaiting>>,
  here: KnownScene,
  tools: Tools,
): Promise<Answer> {
  const card = await activitiesWaitingCard(activities, here, tools);
  const about = activities.items[0]?.number;
  if (card !== null)
    return {
      card: { ...card, body: [...card.body, ...figures] },
      ...(about === undefined ? {} : { about }),
    };
  return {
    card:
      figures.length === 0
        ? { title: '没有待审事项', tone: 'done', body: [quiet('等您审核的推进、月报和活动都已处理。')] }
        : { title: '待审：月报', tone: 'todo', body: [quiet('等您审核的推进都已处理。'), ...figures] },
  };
}

async function fillFormFor(number: string, here: KnownScene, tools: Tools): Result {
  const [lead] = (await findByNumber(number, here, tools)).filter((one) =>
    mayVerify(here.actor, one.unit, here.roster),
  );
  if (lead === undefined) return notFound(`编号「${number}」`);
  return fillForm(lead, here, tools, 'pending');
}

/** The submission of this lead that waits for this person's verdict, if any. */
function waitingOn(lead: Lead, here: KnownScene): readonly { lead: Lead; event: StageEvent }[] {
  const event = pendingStage(lead);
  const mine =
    event !== null && event.reporter !== here.actor.id && mayVerify(here.actor, lead.unit, here.roster);
  return mine ? [{ lead, event }] : [];
}

async function verdict(
  pressed: Pressed,
  here: KnownScene,
  tools: Tools,
  kind: 'verified' | 'returned',
): Result {
  const lead = await verifiable(pressed, here, tools);
  if (isRefusal(lead)) return lead;
  const id = pressed.args['event'] ?? '';
  const event = lead.stages.find((one) => one.id === id);
  if (event === undefined) return notFound('这条待审记录');
  if (kind === 'verified') return verify(pressed, lead, event, here, tools);
  const reason = formText(pressed, 'reason');
  const long = tooLong('理由', reason, REASON_LENGTH_MAX);
  if (long !== null) return long;
  const decided = decideReturn(here.pack, lead, id, reason === null ? null : maskPhonesIn(reason));
  if (isRefusal(decided)) return decided;
  return concluded(lead, decided.facts, event, kind, [], here, tools);
}

/** The lead of a pressed card, for whom it is theirs to judge. */
async function verifiable(pressed: Pressed, here: KnownScene, tools: Tools): Promise<Lead | Refusal> {
  const lead = await tools.store.lead(pressed.args['lead'] ?? '');
  if (lead === null || sightHere(lead, here) === 'none') return notFound('这条线索');
  if (mayVerify(here.actor, lead.unit, here.roster)) return lead;
  return refuse(`您不是${here.roster.unitName(lead.unit)}的审核人，不能处理这条推进`);
}

async function verify(
  pressed: Pressed,
  lead: Lead,
  event: StageEvent,
  here: KnownScene,
  tools: Tools,
): Result {
  const read = readTags(pressed, here);
  if (isRefusal(read)) return read;
  const special = formText(pressed, 'override');
  const long = tooLong('特批理由', special, REASON_LENGTH_MAX);
  if (long !== null) return long;
  const promotes = becomesProject(here.pack, lead, event.stage);
  const month = monthOf(here.today);
  const last = promotes ? await tools.store.lastValue(sequenceName('project', month)) : 0;
  const files = await filesOfEvent(event, lead, tools);
  const override = {
    reason: special === null ? null : maskPhonesIn(special),
    isOffice: isOffice(here.actor),
    by: here.actor.id,
  };
  const number = formatNumber('project', month, last + 1);
  const decided = decideVerify(here.pack, lead, event.id, read.tags, here.actor.id, number, {
    fields: read.fields,
    override,
    storedFiles: files.filter((file) => file.state === 'stored').length,
  });
  if (isRefusal(decided)) return decided;
  const promised = await pledgeChanges(lead, event, tools);
  if (isRefusal(promised)) return promised;
  const changes: Change[] = [...promised];
  if (promotes) changes.push({ subject: 'sequence', name: sequenceName('project', month), value: last + 1 });
  return concluded(lead, decided.facts, event, 'verified', changes, here, tools);
}

/** 容缺材料 and 政府承诺 hold from now on; one that was submitted as done is closed. */
async function pledgeChanges(
  lead: Lead,
  event: StageEvent,
  tools: Tools,
): Promise<readonly Change[] | Refusal> {
  const words = event.details.pledges ?? [];
  const closes = event.stage.startsWith(PLEDGE_PREFIX);
  if (words.length === 0 && !closes) return [];
  const before = await tools.store.pledges(lead.number);
  const decided = closes
    ? decideClose(before, event.stage, event.happenedOn, event.id)
    : decideMake(before, event.id, words);
  return isRefusal(decided) ? decided : [{ subject: 'pledge', before, facts: decided.facts }];
}

/** 补充 by a verifier: the form, and what was filled in. */
async function fill(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const lead = await verifiable(pressed, here, tools);
  if (isRefusal(lead)) return lead;
  if (pressed.args['version'] !== String(lead.version)) {
    return refuse('这张表单打开之后，这条线索已有新的变化', {
      next: `请重新发送「待审 ${currentNumber(lead)} 补充」。`,
    });
  }
  return fillDirectly(pressed, lead, here, tools);
}

async function concluded(
  lead: Lead,
  facts: readonly LeadFact[],
  event: StageEvent,
  kind: 'verified' | 'returned',
  more: readonly Change[],
  here: KnownScene,
  tools: Tools,
): Result {
  const { after, changes } = await leadChanges(lead, facts, here, tools);
  const settled = after.stages.find((one) => one.id === event.id) ?? event;
  const promoted = facts.find((fact) => fact.type === 'lead.promoted');
  const view = {
    ...(await moveView(after, settled, here, tools)),
    verdict: kind,
    by: here.actor.name,
    reason: settled.reason,
    projectNumber: promoted?.projectNumber ?? null,
    gaps: gapsOf(after, here.pack),
  };
  const notices: Notice[] = [];
  const told = new Set([event.reporter, lead.holder]);
  for (const id of told) {
    const person = here.roster.person(id);
    if (person?.openId == null || person.id === here.actor.id) continue;
    notices.push({
      key: `verdict:${event.id}:${kind}:${person.openId}`,
      to: { kind: 'person', openId: person.openId },
      card: verdictCard(view, nextSteps(after, event, kind)),
      rank: 'notice',
      about: lead.number,
    });
  }
  notices.push(...(await matchNotices(lead, after, here, tools)));
  const toast =
    kind === 'verified'
      ? `已通过${promoted === undefined ? '' : `，成为项目 ${promoted.projectNumber}`}`
      : '已退回';
  return {
    changes: [...changes, ...more],
    answer: { card: verdictCard(view), toast: { tone: 'success', text: toast }, about: lead.number },
    notices,
  };
}

function nextSteps(lead: Lead, event: StageEvent, kind: 'verified' | 'returned'): readonly Element[] {
  const number = currentNumber(lead);
  if (kind === 'returned') {
    const again = event.stage.startsWith(PLEDGE_PREFIX) ? `${number} 补齐` : number;
    return [{ el: 'buttons', buttons: [sayButton('重新推进', 'advance', again, 'primary')] }];
  }
  if (hasLeft(lead)) return [quiet('项目已退出，不再列入在办清单；历史和数字都保留。')];
  if (isPaused(lead)) return [{ el: 'buttons', buttons: [sayButton('恢复', 'advance', `${number} 恢复`)] }];
  const buttons = [sayButton('继续推进', 'advance', number)];
  if (lead.projectNumber !== null) buttons.unshift(sayButton('月报', 'report', number, 'primary'));
  return [quiet(lead.projectNumber === null ? '' : '下一步：每月填报进展。'), { el: 'buttons', buttons }];
}
