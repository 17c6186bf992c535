/** 待审: what waits for this person's verdict, with 通过 and 退回 at hand. */
import type { Element } from '../src/card.ts';
import { verdictCard, verifyCard, verifyElements } from '../src/cards/advance.ts';
import { quiet, sayButton } from '../src/cards/show.ts';
import {
  formChoices,
  formText,
  forPeople,
  type KnownScene,
  type Pressed,
  type Result,
  type Tools,
} from '../src/command.ts';
import { mayVerify } from '../src/domain/access.ts';
import { monthOf } from '../src/domain/day.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import { becomesProject, decideReturn, decideVerify, stepLabel } from '../src/domain/lead/decide.ts';
import type { LeadFact } from '../src/domain/lead/facts.ts';
import {
  currentNumber,
  evolveLead,
  type Lead,
  type LeadTags,
  pendingStage,
  type StageEvent,
  titleOf,
} from '../src/domain/lead/lead.ts';
import { formatNumber, sequenceName } from '../src/domain/number.ts';
import { answerOnly, type Change, type Notice } from '../src/outcome.ts';
import { maskPhonesIn } from '../src/parse/phone.ts';
import { notFound, tooLong } from './shared/chat.ts';
import { findByNumber, sightHere, splitNumber } from './shared/find.ts';
import { gapsOf } from './shared/lead-view.ts';
import { moveView, verifyView } from './shared/move-view.ts';

const LISTED_MAX = 12;
const REASON_LENGTH_MAX = 500;

export const pending = forPeople({
  id: 'pending',
  words: ['待审'],
  summary: '查看等您审核的推进，直接通过或退回',
  example: '待审',
  who: ['verifier', 'office'],
  inGroups: false,

  async say(text, here, tools) {
    const waiting = await waitingFor(here, tools);
    const { number } = splitNumber(text);
    if (number !== null) {
      const meant = new Set((await findByNumber(number, here, tools)).map((lead) => lead.number));
      const item = waiting.find(({ lead }) => meant.has(lead.number));
      if (item === undefined)
        return refuse(`${number} 没有等您审核的推进`, { next: '发送「待审」查看全部。' });
      const card = verifyCard(await verifyView(item.lead, item.event, here, tools));
      return answerOnly({ card, about: item.lead.number });
    }
    const [first, ...rest] = waiting;
    if (first === undefined) {
      return answerOnly({
        card: { title: '没有待审事项', tone: 'done', body: [quiet('等您审核的推进都已处理。')] },
      });
    }
    const body: Element[] = [...verifyElements(await verifyView(first.lead, first.event, here, tools))];
    if (rest.length > 0) {
      body.push({ el: 'rule' }, quiet(`另有 ${rest.length} 件，点编号打开：`), {
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
    const title = `待审 ${waiting.length} 件：${currentNumber(first.lead)} ${stepLabel(here.pack, first.event.stage)}`;
    return answerOnly({
      card: { title, subtitle: titleOf(first.lead), tone: 'todo', body },
      about: first.lead.number,
    });
  },

  press: {
    verify: (pressed, scene, tools) => verdict(pressed, scene, tools, 'verified'),
    return: (pressed, scene, tools) => verdict(pressed, scene, tools, 'returned'),
  },
});

async function waitingFor(
  here: KnownScene,
  tools: Tools,
): Promise<readonly { lead: Lead; event: StageEvent }[]> {
  const leads = await tools.store.leadsWaiting();
  return leads.flatMap((lead) => {
    const event = pendingStage(lead);
    const mine =
      event !== null && event.reporter !== here.actor.id && mayVerify(here.actor, lead.unit, here.roster);
    return mine ? [{ lead, event }] : [];
  });
}

async function verdict(
  pressed: Pressed,
  here: KnownScene,
  tools: Tools,
  kind: 'verified' | 'returned',
): Result {
  const lead = await tools.store.lead(pressed.args['lead'] ?? '');
  if (lead === null || sightHere(lead, here) === 'none') return notFound('这条线索');
  if (!mayVerify(here.actor, lead.unit, here.roster)) {
    return refuse(`您不是${here.roster.unitName(lead.unit)}的审核人，不能处理这条推进`);
  }
  const id = pressed.args['event'] ?? '';
  const event = lead.stages.find((one) => one.id === id);
  if (event === undefined) return notFound('这条待审记录');
  const reason = formText(pressed, 'reason');
  const long = tooLong('理由', reason, REASON_LENGTH_MAX);
  if (long !== null) return long;
  const promotes = kind === 'verified' && becomesProject(here.pack, lead, event.stage);
  const month = monthOf(here.today);
  const last = promotes ? await tools.store.lastValue(sequenceName('project', month)) : 0;
  const decided =
    kind === 'verified'
      ? decideVerify(
          here.pack,
          lead,
          id,
          tagsFrom(pressed),
          here.actor.id,
          formatNumber('project', month, last + 1),
        )
      : decideReturn(here.pack, lead, id, reason === null ? null : maskPhonesIn(reason));
  if (isRefusal(decided)) return decided;
  const changes: Change[] = [{ subject: 'lead', before: lead, facts: decided.facts }];
  if (promotes) changes.push({ subject: 'sequence', name: sequenceName('project', month), value: last + 1 });
  return concluded(lead, decided.facts, event, kind, changes, here, tools);
}

async function concluded(
  lead: Lead,
  facts: readonly LeadFact[],
  event: StageEvent,
  kind: 'verified' | 'returned',
  changes: readonly Change[],
  here: KnownScene,
  tools: Tools,
): Result {
  const after = facts.reduce((state, fact) => evolveLead(state, fact, here.now, here.actor.id), lead);
  const settled = after.stages.find((one) => one.id === event.id) ?? event;
  const promoted = facts.find((fact) => fact.type === 'lead.promoted');
  const view = {
    ...(await moveView(after, settled, here, tools)),
    verdict: kind,
    by: here.actor.name,
    reason: settled.reason,
    projectNumber: promoted?.projectNumber ?? null,
    gaps: gapsOf(after),
  };
  const notices: Notice[] = [];
  const told = new Set([event.reporter, lead.holder]);
  for (const id of told) {
    const person = here.roster.person(id);
    if (person?.openId == null || person.id === here.actor.id) continue;
    notices.push({
      key: `verdict:${event.id}:${kind}:${person.openId}`,
      to: { kind: 'person', openId: person.openId },
      card: verdictCard(view, nextSteps(after, kind)),
      rank: 'notice',
      about: lead.number,
    });
  }
  const toast =
    kind === 'verified'
      ? `已通过${promoted === undefined ? '' : `，成为项目 ${promoted.projectNumber}`}`
      : '已退回';
  return {
    changes,
    answer: { card: verdictCard(view), toast: { tone: 'success', text: toast }, about: lead.number },
    notices,
  };
}

function nextSteps(lead: Lead, kind: 'verified' | 'returned'): readonly Element[] {
  const number = currentNumber(lead);
  if (kind === 'returned')
    return [{ el: 'buttons', buttons: [sayButton('重新推进', 'advance', number, 'primary')] }];
  const buttons = [sayButton('继续推进', 'advance', number)];
  if (lead.projectNumber !== null) buttons.unshift(sayButton('月报', 'report', number, 'primary'));
  return [quiet(lead.projectNumber === null ? '' : '下一步：每月填报进展。'), { el: 'buttons', buttons }];
}

/** Only what was chosen: a blank leaves the gap listed under 待补字段. */
function tagsFrom(pressed: Pressed): LeadTags {
  const capital = formText(pressed, 'capital');
  const lists = {
    enterpriseClasses: formChoices(pressed, 'classes'),
    keyLevels: formChoices(pressed, 'keyLevels'),
    industries: formChoices(pressed, 'industries'),
  };
  const chosen = Object.entries(lists).filter(([, values]) => values.length > 0);
  return { ...Object.fromEntries(chosen), ...(capital === null ? {} : { capitalType: capital }) };
}
