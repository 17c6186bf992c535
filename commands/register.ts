/**
 * 登记 (报线索、报备): a sentence fills a form, a person confirms it, a lead exists.
 *
 *     登记 … ──> form(s) ──提交──> 疑似重复? ──仍要登记──> XS-… registered
 *                  │ 取消            │ 放弃
 */
import { duplicateCard } from '../src/cards/duplicate.ts';
import type { LeadForm } from '../src/cards/lead/form.ts';
import { registeredCard } from '../src/cards/lead/lead.ts';
import { forPeople, type KnownScene, type Pressed, type Result, type Tools } from '../src/command.ts';
import { monthOf } from '../src/domain/day.ts';
import { isRefusal, type Refusal, refuse } from '../src/domain/decision.ts';
import { protectionAtRegistration } from '../src/domain/lead/claim.ts';
import type { LeadFact } from '../src/domain/lead/facts.ts';
import { currentNumber, evolveLead, type Lead } from '../src/domain/lead/lead.ts';
import { formatNumber, sequenceName } from '../src/domain/number.ts';
import type { Change, Draft, Outcome } from '../src/outcome.ts';
import { readLead, splitLeads } from '../src/parse/lead.ts';
import { maskPhonesIn } from '../src/parse/phone.ts';
import { advance, formCard, type Payload, placeOf, withOpenForm } from './shared/lead/draft.ts';
import { formOf } from './shared/lead/reading.ts';
import { firstOfOthers, firstPooled, isTaken, similarRow, similarTo } from './shared/lead/similar.ts';
import { contactOf, formFrom, landingOf, type ReadForm, readForm } from './shared/lead/submission.ts';
import { leadView } from './shared/lead/view.ts';
import { matchNotices, needNotes } from './shared/match/push.ts';
import { leadWords } from './shared/options.ts';
import { askToCooperate } from './shared/pool/cooperation.ts';
import { disputeForm } from './shared/pool/dispute.ts';
import { attribute, referrerIn, type SaidReferrer } from './shared/referrer/attribute.ts';
import type { Referrer } from './shared/referrer/find.ts';

const LEADS_MAX = 20;
const TEXT_MAX = 20_000;
/** 报一条线索：…, said without the command's word. */
const OPENING =
  /^(?:上报|报送|新增|录入|报|录)(?:一下)?[一两二三几\d]?[条个家]?(?:新的?|招商)?线索[\s，,:：。]*/;

export const register = forPeople({
  id: 'register',
  words: ['登记', '报线索', '登记线索', '报备'],
  summary: '登记一条或多条招商线索：写一句话就行',
  example: '登记 闽光新材料拟投资5.2亿元建碳纤维生产线，联系人王强13800001111',
  who: ['reporter', 'office'],
  inGroups: false,
  recognises: (text) => OPENING.test(text),

  async say(typed, here, tools) {
    const text = typed.replace(OPENING, '');
    if (unitFor(here) === null)
      return refuse('名册中没有登记您的单位', { next: '请联系管理员补上单位后再登记。' });
    if (text.length > TEXT_MAX)
      return refuse(`一次发送的内容太长（超过${TEXT_MAX}字）`, { next: '请分几次发送，每次不超过 20 条。' });
    const parts = splitLeads(text);
    if (parts.length > LEADS_MAX)
      return refuse(`一次最多登记 ${LEADS_MAX} 条，这里有 ${parts.length} 条`, { next: '请分几次发送。' });
    const words = leadWords(here.pack, here.roster, here.today);
    const queue = [];
    for (const part of parts) {
      const referrer = await referrerIn(part, here, tools);
      const form = formOf(readLead(referrer.rest, words, here.today));
      queue.push(referrer.name === '' ? form : referred(form, referrer));
    }
    const draft: Draft = {
      id: tools.newId(),
      version: 1,
      owner: here.actor.id,
      kind: 'register',
      payload: { queue, done: [], held: null } satisfies Payload,
      state: 'open',
      result: null,
      createdAt: here.now,
    };
    return {
      changes: [{ subject: 'draft', draft }],
      answer: { card: formCard(draft, here) },
      notices: [],
    };
  },

  press: {
    submit: (pressed, scene, tools) =>
      withOpenForm(pressed, scene, tools, (draft, here) => submit(pressed, draft, here, tools)),
    force: (pressed, scene, tools) =>
      withOpenForm(pressed, scene, tools, (draft, here) => force(draft, here, tools)),
    cancel: (pressed, scene, tools) =>
      withOpenForm(pressed, scene, tools, async (draft, here) => cancel(draft, here)),
    cooperate: (pressed, scene, tools) =>
      withOpenForm(pressed, scene, tools, (draft, here) => cooperate(draft, here, tools)),
    dispute: (pressed, scene, tools) =>
      withOpenForm(pressed, scene, tools, (draft, here) => disputeFirst(draft, here, tools)),
  },
});

/** The form with who introduced it, and the 线索来源 that says, where nothing else was said. */
const referred = (form: LeadForm, { name, channel, hints }: SaidReferrer): LeadForm => ({
  ...form,
  referrer: name,
  channel: form.channel === '' && channel !== null ? channel : form.channel,
  hints: [...form.hints, ...hints],
});

/** The unit a lead is registered for: the person's own. */
const unitFor = (here: KnownScene): string | null => here.roster.unitsOf(here.actor)[0] ?? null;

async function submit(pressed: Pressed, draft: Draft, here: KnownScene, tools: Tools): Result {
  // Pressed once more, because the 疑似重复 card never came: it comes now.
  const form = formFrom(pressed, here);
  const read = readForm(form, here);
  if (isRefusal(read)) return read;
  const similar = await similarTo(read.company, tools);
  if (similar.length === 0) return complete(draft, form, read, [], here, tools);
  const payload: Payload = { ...(draft.payload as Payload), held: form };
  const next: Draft = { ...draft, version: draft.version + 1, payload };
  const card = duplicateCard({
    draft: draft.id,
    at: placeOf(draft),
    company: read.company,
    similar: similar.map((lead) => similarRow(lead, here)),
    ...choicesBeside(similar, here),
  });
  return {
    changes: [{ subject: 'draft', draft: next }],
    answer: { card, toast: { tone: 'warning', text: '发现疑似重复，请确认是否仍要登记。' } },
    notices: [],
  };
}

async function force(draft: Draft, here: KnownScene, tools: Tools): Result {
  const { held } = draft.payload as Payload;
  if (held === null) return refuse('请先提交登记表');
  const read = readForm(held, here);
  if (isRefusal(read)) return read;
  const similar = await similarTo(read.company, tools);
  return complete(draft, held, read, similar, here, tools);
}

function choicesBeside(similar: readonly Lead[], { roster, actor }: KnownScene) {
  const other = firstOfOthers(similar, roster.unitsOf(actor));
  const pooled = firstPooled(similar);
  return {
    other: other === null ? null : roster.unitName(other.unit),
    pooled: pooled === null ? null : { lead: pooled.number, number: currentNumber(pooled) },
  };
}

/** The lead of another unit that the 疑似重复 card stands for. */
async function firstBeside(draft: Draft, here: KnownScene, tools: Tools): Promise<Lead | Refusal> {
  const { held } = draft.payload as Payload;
  if (held === null) return refuse('请先提交登记表');
  const similar = await similarTo(held.company, tools);
  const first = firstOfOthers(similar, here.roster.unitsOf(here.actor));
  return first ?? refuse('相近的线索已不在其他单位手里', { next: '请按「仍要登记」或「放弃」。' });
}

/** 申请合作 instead of registering the same again. */
async function cooperate(draft: Draft, here: KnownScene, tools: Tools): Result {
  const first = await firstBeside(draft, here, tools);
  if (isRefusal(first)) return first;
  const asked = await askToCooperate(first, null, here, tools);
  if (isRefusal(asked)) return asked;
  const unit = here.roster.unitName(first.unit);
  const payload = draft.payload as Payload;
  const step = advance(draft, [...payload.done, `已向${unit}申请合作`], here, () => ({
    changes: asked.changes,
    card: asked.answer.card ?? { title: '已申请合作', tone: 'done', body: [] },
    toast: `已向${unit}申请合作。`,
    result: '已申请合作',
    state: 'cancelled',
  }));
  return { ...step, notices: asked.notices };
}

/** The form stands beside the card, which stays: nothing typed is lost. */
async function disputeFirst(draft: Draft, here: KnownScene, tools: Tools): Result {
  const first = await firstBeside(draft, here, tools);
  if (isRefusal(first)) return first;
  const asked = disputeForm(first, here);
  return { ...asked, answer: { ...asked.answer, fresh: true } };
}

function cancel(draft: Draft, here: KnownScene): Outcome {
  const payload = draft.payload as Payload;
  return advance(draft, [...payload.done, '已跳过一条'], here, (done) => ({
    changes: [],
    card: {
      title: '已取消登记',
      tone: 'closed',
      body: [
        { el: 'text', text: done.length > 1 ? done.join('；') : '没有登记任何内容。需要时再发送「登记」。' },
      ],
    },
    toast: '已取消。',
    result: '已取消',
    state: 'cancelled',
  }));
}

async function complete(
  draft: Draft,
  form: LeadForm,
  read: ReadForm,
  similar: readonly Lead[],
  here: KnownScene,
  tools: Tools,
): Result {
  const month = monthOf(here.today);
  const [last, registrations] = await Promise.all([
    tools.store.lastValue(sequenceName('lead', month)),
    tools.store.lastValue('registration'),
  ]);
  const number = formatNumber('lead', month, last + 1);
  const introduced = (form.referrer ?? '') === '' ? null : await attribute(form.referrer ?? '', here, tools);
  if (introduced !== null && isRefusal(introduced)) return introduced;
  const contact = contactOf(form, read, tools);
  const { changes: contactChanges, id: contactId } = contact;
  const fact: Extract<LeadFact, { type: 'lead.registered' }> = {
    type: 'lead.registered',
    number,
    company: read.company,
    project: form.project === '' ? null : form.project,
    investment: read.investment,
    industry: here.pack.industries.some((t) => t.items.some((item) => item.id === form.industry))
      ? form.industry
      : null,
    landingUnit: landingOf(form, here) ?? null,
    channel: here.pack.channels.some((one) => one.id === form.channel)
      ? form.channel
      : (introduced?.referrer.channel ?? null),
    contact: contactId,
    note: form.note === '' ? null : maskPhonesIn(form.note),
    unit: unitFor(here) ?? '',
    holder: here.actor.id,
    despite: similar.map((lead) => lead.number),
  };
  const units = here.roster.unitsOf(here.actor);
  const isFirst = !isTaken(fact.project, similar, units, here.today);
  const facts = [
    fact,
    ...(isFirst ? protectionAtRegistration(here.pack, fact, here.today) : []),
    ...(introduced === null ? [] : [introduced.fact]),
  ];
  const changes: Change[] = [
    { subject: 'sequence', name: sequenceName('lead', month), value: last + 1 },
    // One line for all registrations: two of the same second cannot both have missed each other.
    { subject: 'sequence', name: 'registration', value: registrations + 1 },
    ...contactChanges,
    ...(introduced?.changes ?? []),
    { subject: 'lead', before: null, facts },
  ];
  const lead = facts.reduce<Lead | null>(
    (state, one) => evolveLead(state, one, here.now, here.actor.id),
    null,
  );
  if (lead === null) throw new Error('a registration makes a lead');
  const view = {
    // What was just sealed is not in the store yet; the referrer stands in the notes.
    ...(await leadView(
      { ...lead, contact: null, holding: { ...lead.holding, referrer: null } },
      here,
      tools,
    )),
    contact: contact.shown,
  };
  const notes = [
    ...(similar.length === 0 ? [] : [`已注明与 ${similar.map(currentNumber).join('、')} 相近。`]),
    ...(introduced === null ? [] : [`推荐人：${sayReferrerOf(introduced.referrer)}。`]),
    ...needNotes(lead, here),
  ];
  const matched = await matchNotices(null, lead, here, tools);
  const payload = draft.payload as Payload;
  const step = advance(draft, [...payload.done, `已登记 ${number} ${read.company}`], here, (done) => ({
    changes,
    card: registeredCard(view, { notes: done.length > 1 ? [...done.slice(0, -1), ...notes] : notes }),
    toast: `已登记 ${number}`,
    result: number,
    state: 'done',
    about: number,
  }));
  return { ...step, notices: [...step.notices, ...matched] };
}

/** 浙江商会（TZ-202611-0003 招商顾问), or the name with a word that no list has it. */
const sayReferrerOf = ({ id, name, kind }: Referrer): string =>
  kind === null ? `${name}（不在名册里）` : `${name}（${kind}${id.startsWith('TZ-') ? ` ${id}` : ''}）`;
