/**
 * 流转 交接 张三 → 李四: the leads of somebody who leaves, or is away, to a colleague of the same unit. By the office or
 * the unit's leader; shown first, done on a button, signed for by the receiver. What moves later moves by `transfer-handover`.
 */
import { type HandoverView, handoverAskCard, handoverCard } from '../../../src/cards/transfer/handover.ts';
import type { KnownScene, Pressed, Result, Tools } from '../../../src/command.ts';
import { has, isOffice } from '../../../src/domain/access.ts';
import { monthOf } from '../../../src/domain/day.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import { currentNumber, type Lead, titleOf } from '../../../src/domain/lead/lead.ts';
import type { Pack } from '../../../src/domain/pack/schema.ts';
import { stageLabel } from '../../../src/domain/pack/view.ts';
import type { Person, Roster } from '../../../src/domain/roster.ts';
import {
  decideHandover,
  decideReceipt,
  evolveHandover,
  type Handover,
  type HandoverFact,
  LEADS_MAX,
  movesOfLeads,
} from '../../../src/domain/transfer/handover.ts';
import { answerOnly, type Change, type Notice } from '../../../src/outcome.ts';
import { findDates } from '../../../src/parse/date.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { notFound } from '../chat.ts';

const REASON_LENGTH_MAX = 200;

interface Order {
  readonly from: Person;
  readonly to: Person;
  readonly unit: string;
  readonly fromOn: string;
  readonly untilOn: string | null;
  readonly reason: string | null;
  readonly leads: readonly Lead[];
}

const EXAMPLE = '例如「流转 交接 张三 → 李四」，或「流转 交接 张三 → 李四 11月20日至12月5日」。';

/** Typed: shows what would move. */
export async function askHandover(text: string, here: KnownScene, tools: Tools): Result {
  const pair = /^\s*(\S{1,20}?)\s*(?:→|->|=>|➡|到|给|至)\s*([^\s,，。;；:：]{1,20})(.*)$/su.exec(text);
  if (pair === null) return refuse('交接要写明交出人和接收人', { next: EXAMPLE });
  const [, fromName = '', toName = '', rest = ''] = pair;
  const days = findDates(rest, here.today).filter((one) => one.from !== null && one.kind !== 'month');
  const [first, second] = days;
  const dates =
    first === undefined
      ? { fromOn: here.today, untilOn: null }
      : second === undefined
        ? { fromOn: first.from ?? here.today, untilOn: first.to !== first.from ? first.to : null }
        : { fromOn: first.from ?? here.today, untilOn: second.from };
  let words = rest;
  for (const { span } of [...days].sort((a, b) => b.span.start - a.span.start))
    words = `${words.slice(0, span.start)} ${words.slice(span.end)}`;
  const reason = words.replace(/^[\s,，。;；:：从自起至到止-]+|[\s,，。;；:：至到止起-]+$/gu, '');
  const order = await orderOf(
    { from: givers(fromName, here.roster), to: named(toName, here.roster), fromName, toName },
    { ...dates, reason: reason === '' ? null : maskPhonesIn(reason).slice(0, REASON_LENGTH_MAX) },
    here,
    tools,
  );
  return isRefusal(order) ? order : putBefore(order, here);
}

/** What would move, with 确认交接. */
export function putBefore(order: Order, here: KnownScene): Awaited<Result> {
  const decided = decideHandover(intentOf(order, 'JJ', here.roster), here.today);
  if (isRefusal(decided)) return decided;
  const view = viewOf(order, '', '', here.pack, here.roster);
  const args = {
    from: order.from.id,
    to: order.to.id,
    fromOn: order.fromOn,
    ...(order.untilOn === null ? {} : { untilOn: order.untilOn }),
    ...(order.reason === null ? {} : { reason: order.reason }),
    count: String(order.leads.length),
  };
  return answerOnly({ card: handoverAskCard(view, args) });
}

const named = (name: string, roster: Roster): readonly Person[] =>
  roster.people.filter((person) => person.name === name);

/** Who hands over may have left; somebody of the same name who is here comes first. */
function givers(name: string, roster: Roster): readonly Person[] {
  const here = named(name, roster);
  return here.length > 0 ? here : roster.departed.filter((person) => person.name === name);
}

export const byId = (id: string, roster: Roster): readonly Person[] =>
  [...roster.people, ...roster.departed].filter((person) => person.id === id);

export const byIdHere = (id: string, roster: Roster): readonly Person[] =>
  roster.people.filter((person) => person.id === id);

export async function orderOf(
  who: {
    readonly from: readonly Person[];
    readonly to: readonly Person[];
    readonly fromName: string;
    readonly toName: string;
  },
  terms: Pick<Order, 'fromOn' | 'untilOn' | 'reason'>,
  here: KnownScene,
  tools: Tools,
): Promise<Order | Refusal> {
  const { roster, actor } = here;
  if (!isOffice(actor) && !has(actor, 'leader'))
    return refuse('交接由招商办或本单位领导安排', {
      next: '请领导或招商办发送「流转 交接 张三 → 李四」。',
    });
  const governs = (person: Person) =>
    isOffice(actor) ||
    roster.unitsOf(person).some((unit) => roster.unitsOf(actor).some((own) => roster.isWithin(unit, own)));
  const froms = who.from.filter(governs);
  const [from] = froms;
  if (from === undefined) return refuse(`您管的单位里没有叫「${who.fromName}」的人`, { next: EXAMPLE });
  const tos = who.to.filter((person) =>
    roster.unitsOf(person).some((unit) => roster.unitsOf(from).includes(unit)),
  );
  const [to] = tos;
  if (to === undefined)
    return refuse(`${roster.unitName(from.unit)}没有叫「${who.toName}」的人，线索只在本单位内交接`, {
      next: '跨单位请用「流转 编号 到 单位 3:7」。',
    });
  if (froms.length > 1 || tos.length > 1)
    return refuse(`名册里有同名的「${froms.length > 1 ? who.fromName : who.toName}」`, {
      next: '请联系管理员在名册里区分后再办。',
    });
  if (!has(to, 'reporter'))
    return refuse(`${to.name}不是填报员，不能接手线索`, { next: '请联系管理员先给他填报员角色。' });
  const unit = roster.unitsOf(from).find((one) => roster.unitsOf(to).includes(one)) ?? '';
  const { items } = await tools.store.leads({ units: [unit], holder: from.id, limit: LEADS_MAX + 1 });
  return { from, to, unit, leads: items, ...terms };
}

const intentOf = (order: Order, id: string, roster: Roster) => ({
  id,
  unit: order.unit,
  from: { id: order.from.id, name: order.from.name, units: roster.unitsOf(order.from) },
  to: { id: order.to.id, name: order.to.name, units: roster.unitsOf(order.to) },
  leads: order.leads,
  fromOn: order.fromOn,
  untilOn: order.untilOn,
  reason: order.reason,
});

function viewOf(order: Order, id: string, state: string, pack: Pack, roster: Roster): HandoverView {
  const { leads, fromOn, untilOn } = order;
  return {
    id,
    unit: roster.unitName(order.unit),
    from: order.from.name,
    to: order.to.name,
    when: untilOn === null ? `${fromOn} 起` : `${fromOn} 至 ${untilOn}（到期交还）`,
    reason: order.reason,
    state,
    total: leads.length,
    leads: leads.map((lead) => ({
      number: currentNumber(lead),
      title: titleOf(lead),
      stage: stageLabel(pack, lead.stage),
    })),
  };
}

/** 确认交接. */
export async function handOver(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const { from = '', to = '', fromOn = '', untilOn, reason, count } = pressed.args;
  const order = await orderOf(
    { from: byId(from, here.roster), to: byIdHere(to, here.roster), fromName: '', toName: '' },
    { fromOn, untilOn: untilOn ?? null, reason: reason ?? null },
    here,
    tools,
  );
  if (isRefusal(order)) return order;
  if (count !== String(order.leads.length))
    return refuse('清单在这期间变了', {
      next: `请重新发送「流转 交接 ${order.from.name} → ${order.to.name}」。`,
    });
  const name = `JJ-${monthOf(here.today).replace('-', '')}`;
  const last = await tools.store.lastValue(name);
  const id = `${name}-${String(last + 1).padStart(4, '0')}`;
  const decided = decideHandover(intentOf(order, id, here.roster), here.today);
  if (isRefusal(decided)) return decided;
  const now = order.fromOn <= here.today;
  const moves = now ? movesOfLeads(order.leads, order.from.id, order.to.id) : [];
  const facts: readonly HandoverFact[] = now
    ? [...decided.facts, { type: 'handover.moved', leads: moves.map(({ lead }) => lead.number).sort() }]
    : decided.facts;
  const changes: Change[] = [
    { subject: 'sequence', name, value: last + 1 },
    { subject: 'handover', before: null, facts },
    ...moves.map(({ lead, facts: each }): Change => ({ subject: 'lead', before: lead, facts: each })),
  ];
  const state = now ? '已交接，待签收' : `已安排，${order.fromOn} 起交接`;
  const view = viewOf(order, id, state, here.pack, here.roster);
  const { openId } = order.to;
  const notice: Notice[] =
    openId === null || order.to.id === here.actor.id
      ? []
      : [
          {
            key: `handover:${id}:${order.to.id}`,
            to: { kind: 'person', openId },
            card: handoverCard(view, true),
            rank: 'notice',
            about: id,
          },
        ];
  return {
    changes,
    answer: {
      card: handoverCard(view, order.to.id === here.actor.id),
      toast: { tone: 'success', text: `已办理交接 ${id}。` },
      about: id,
    },
    notices: notice,
  };
}

/** 签收, by the receiver: on the hand-over and on every lead that waits for it. */
export async function receiptHandover(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const handover = await tools.store.handover(pressed.args['handover'] ?? '');
  if (handover === null) return notFound('这次交接');
  const decided = decideReceipt(handover, here.actor.id);
  if (isRefusal(decided)) return decided;
  const leads = await leadsOf(handover, tools);
  const waiting = leads.filter(
    (lead) =>
      lead.holder === handover.to &&
      lead.holding.receiptAskedAt !== null &&
      lead.holding.receiptedAt === null,
  );
  const after = decided.facts.reduce<Handover | null>(
    (state, fact) => evolveHandover(state, fact, here.now, here.actor.id),
    handover,
  );
  const { roster } = here;
  const [from, to] = [roster.person(handover.from), roster.person(handover.to)];
  const view: HandoverView = {
    id: handover.id,
    unit: roster.unitName(handover.unit),
    from: from?.name ?? roster.personName(handover.from),
    to: to?.name ?? roster.personName(handover.to),
    when: handover.untilOn === null ? `${handover.fromOn} 起` : `${handover.fromOn} 至 ${handover.untilOn}`,
    reason: handover.reason,
    state: after?.state === 'ordered' ? '已签收，到日子交接' : '已签收',
    total: leads.length,
    leads: leads.map((lead) => ({
      number: currentNumber(lead),
      title: titleOf(lead),
      stage: stageLabel(here.pack, lead.stage),
    })),
  };
  const orderer = roster.person(handover.orderedBy);
  return {
    changes: [
      { subject: 'handover', before: handover, facts: decided.facts },
      ...waiting.map(
        (lead): Change => ({ subject: 'lead', before: lead, facts: [{ type: 'lead.receipted' }] }),
      ),
    ],
    answer: {
      card: handoverCard(view, false),
      toast: { tone: 'success', text: '已签收。' },
      about: handover.id,
    },
    notices:
      orderer?.openId == null || orderer.id === here.actor.id
        ? []
        : [
            {
              key: `handover:${handover.id}:receipted`,
              to: { kind: 'person', openId: orderer.openId },
              card: handoverCard(view, false),
              rank: 'notice',
              about: handover.id,
            },
          ],
  };
}

async function leadsOf(handover: Handover, tools: Tools): Promise<readonly Lead[]> {
  const leads = await Promise.all(handover.leads.map((number) => tools.store.lead(number)));
  return leads.filter((lead) => lead !== null);
}
