/** 推进: moves a lead or project along with its evidence; somebody else verifies. */
import { advanceFormCard, submittedCard, verifyCard } from '../src/cards/advance.ts';
import { LIST_PAGE, leadListCard } from '../src/cards/lead-list.ts';
import {
  formText,
  forPeople,
  type KnownScene,
  type Pressed,
  type Result,
  type Scene,
  type Tools,
} from '../src/command.ts';
import { mayReportFor, verifiersFor } from '../src/domain/access.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import {
  closedGates,
  decideSubmitStage,
  recordOf,
  stageChoices,
  stepLabel,
} from '../src/domain/lead/decide.ts';
import { currentNumber, evolveLead, type Lead, pendingStage, titleOf } from '../src/domain/lead/lead.ts';
import { isKeyProject, stageLabel } from '../src/domain/pack/view.ts';
import type { Notice, Outcome } from '../src/outcome.ts';
import { findDates } from '../src/parse/date.ts';
import { readDay } from '../src/parse/date-field.ts';
import { maskPhonesIn } from '../src/parse/phone.ts';
import { notFound, tooLong } from './shared/chat.ts';
import { findByNumber, leadByNumber, quotedLead, splitNumber } from './shared/find.ts';
import { moveView, verifyView } from './shared/move-view.ts';
import { chosen } from './shared/options.ts';

/** A name of one character would match half the list. */
const NAME_MIN = 2;
const NAMED_MAX = 20;
const EVIDENCE_LENGTH_MAX = 200;
const NOTE_LENGTH_MAX = 1_000;

export const advance = forPeople({
  id: 'advance',
  words: ['推进'],
  summary: '把线索或项目推进到下一阶段，附佐证，送审核',
  example: '推进 XS-202611-0001 签约 11月10日 合同 YA-2026-018',
  who: ['reporter', 'office'],
  inGroups: false,

  async say(text, here, tools) {
    const { number, rest } = splitNumber(text);
    const found = await meant(number, rest, here, tools);
    if (isRefusal(found)) return found;
    if ('outcome' in found) return found.outcome;
    return form(found.lead, found.rest, here);
  },

  press: {
    submit,
    page: (pressed, scene, tools) => page(pressed, scene, tools),
    cancel: async () => ({
      changes: [],
      answer: {
        card: { title: '已取消推进', tone: 'closed', body: [{ el: 'text', text: '没有提交任何内容。' }] },
        toast: { tone: 'info', text: '已取消。' },
      },
      notices: [],
    }),
  },
});

/** The one lead that is meant, or a list to choose from. */
async function meant(number: string | null, rest: string, here: KnownScene, tools: Tools) {
  if (number === null) {
    const quoted = await quotedLead(here, tools);
    if (quoted !== null) return { lead: quoted, rest };
    const named = await findByName(rest, here, tools);
    const [only] = named.leads;
    if (only !== undefined && named.leads.length === 1) return { lead: only, rest: named.rest };
    return { outcome: await mine(here, tools, 0, named.leads.length > 1 ? named.name : '') };
  }
  const found = await findByNumber(number, here, tools);
  const own = found.filter((lead) => mayReportFor(here.actor, lead.unit, here.roster));
  if (own[0] !== undefined && own.length === 1) return { lead: own[0], rest };
  if (own.length > 1) {
    const numbers = own.slice(0, 5).map(currentNumber).join('、');
    return refuse(`「${number}」可以是 ${own.length} 条：${numbers}`, { next: '请多写几位编号。' });
  }
  if (found.length > 0) {
    const unit = here.roster.unitName(found[0]?.unit ?? null);
    return refuse(`${number} 是${unit}的项目，只有本单位填报员能推进`);
  }
  return notFound(`编号「${number}」`);
}

/** Leads whose name the first word is part of, among those this person moves; and the words after it. */
async function findByName(text: string, here: KnownScene, tools: Tools) {
  const [name = '', ...others] = text.split(/[\s,，;；]+/).filter((word) => word !== '');
  if (name.length < NAME_MIN) return { name, leads: [], rest: text };
  const { items } = await tools.store.leads({ words: name, limit: NAMED_MAX });
  const leads = items.filter((lead) => mayReportFor(here.actor, lead.unit, here.roster));
  return { name, leads, rest: others.join(' ') };
}

/** Open leads of the person's units, to choose one. */
async function mine(here: KnownScene, tools: Tools, offset: number, words: string): Promise<Outcome> {
  const units = here.roster.unitsOf(here.actor);
  const { items, total } = await tools.store.leads({ units, words, limit: LIST_PAGE, offset });
  if (items.length === 0) {
    const body = [{ el: 'text' as const, text: '本单位还没有线索，请先发送「登记」加一句话。' }];
    return {
      changes: [],
      answer: { card: { title: '没有可推进的线索', tone: 'notice', body } },
      notices: [],
    };
  }
  const card = leadListCard({
    title: '推进哪一条？',
    command: 'advance',
    items,
    total,
    offset,
    words,
    stage: (lead) => stageLabel(here.pack, lead.stage),
    unit: (lead) => here.roster.unitName(lead.unit),
    lines: ['点编号打开推进表单；也可以直接发送「推进 编号」。'],
  });
  return { changes: [], answer: { card }, notices: [] };
}

async function page(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const offset = Math.max(0, Number.parseInt(pressed.args['offset'] ?? '0', 10) || 0);
  return mine(here, tools, offset, pressed.args['words'] ?? '');
}

/** The form, filled from what followed the number: stage, date, and the rest as evidence. */
function form(lead: Lead, words: string, here: KnownScene): Outcome | ReturnType<typeof refuse> {
  const { pack, today } = here;
  const number = currentNumber(lead);
  const waiting = pendingStage(lead);
  if (waiting !== null) {
    return refuse(`${number} 的「${stepLabel(pack, waiting.stage)}」还在等待审核`, {
      next: `要修改请先发送「撤销 ${number}」。`,
    });
  }
  const stages = stageChoices(pack, lead);
  if (stages.length === 0) return refuse(`${number} 已到最后阶段「${stageLabel(pack, lead.stage)}」`);
  const read = readMove(words, here, stages);
  const gated = stages.flatMap(({ id, label }) =>
    closedGates(pack, lead, id).map((gate) => ({ gate, label })),
  );
  const why = isKeyProject(pack, recordOf(lead)).answer === 'yes' ? '重点项目：' : '';
  const hints = gated
    .slice(0, 1)
    .map(({ gate, label }) => `${why}「${label}」之前须先通过「${gate.reviewLabel}」（${gate.clause}）。`);
  const card = advanceFormCard({
    lead: lead.number,
    version: lead.version,
    number,
    title: titleOf(lead),
    here: stageLabel(pack, lead.stage),
    stages: stages.map(({ id, label }) => ({ value: id, label })),
    stage: read.stage,
    happenedOn: read.happenedOn ?? today,
    evidence: read.evidence,
    note: '',
    hints,
  });
  return { changes: [], answer: { card, about: lead.number }, notices: [] };
}

function readMove(
  words: string,
  { pack, today }: KnownScene,
  choices: readonly { id: string; label: string }[],
) {
  let rest = words;
  let stage: string | null = null;
  for (const choice of choices) {
    const known =
      pack.stages.find((one) => one.id === choice.id) ??
      pack.reviews.find((one) => `review:${one.id}` === choice.id);
    const names = [choice.label, ...(known?.words ?? [])].sort((a, b) => b.length - a.length);
    const name = names.find((one) => rest.includes(one));
    if (name === undefined) continue;
    stage = choice.id;
    rest = rest.replace(name, ' ');
    break;
  }
  const date = findDates(rest, today).find(
    (one) => one.kind === 'day' && one.from !== null && one.from <= today,
  );
  const happenedOn = date?.from ?? null;
  if (date !== undefined) rest = rest.slice(0, date.span.start) + rest.slice(date.span.end);
  const evidence = rest
    .replace(/^[\s,，。;；:：到至了已]+|[\s,，。;；]+$/g, '')
    .replace(/^(?:佐证|依据)[:：\s]*/, '');
  return { stage, happenedOn, evidence: evidence.slice(0, 200) };
}

async function submit(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const lead = await leadByNumber(pressed.args['lead'], here, tools);
  if (lead === null) return notFound('这条线索');
  if (!mayReportFor(here.actor, lead.unit, here.roster)) return refuse('只有本单位填报员能推进这条线索');
  if (pressed.args['version'] !== String(lead.version)) {
    return refuse('这张表单打开之后，这条线索已有新的变化', {
      next: `请重新发送「推进 ${currentNumber(lead)}」。`,
    });
  }
  const typed = formText(pressed, 'stage');
  const stages = stageChoices(here.pack, lead).map(({ id, label }) => ({ value: id, label }));
  const stage = typed === null ? null : chosen(stages, typed);
  if (stage === null) return refuse('还没有选阶段', { next: '请选择「阶段」后再提交。' });
  const day = readDay(formText(pressed, 'happenedOn') ?? '', here.today);
  if (!day.ok) return refuse(day.reason);
  const evidence = formText(pressed, 'evidence');
  const note = formText(pressed, 'note');
  const long = tooLong('佐证', evidence, EVIDENCE_LENGTH_MAX) ?? tooLong('说明', note, NOTE_LENGTH_MAX);
  if (long !== null) return long;
  const decided = decideSubmitStage(
    here.pack,
    lead,
    {
      stage,
      happenedOn: day.value,
      evidence: evidence === null ? null : maskPhonesIn(evidence),
      note: note === null ? null : maskPhonesIn(note),
    },
    here.today,
  );
  if (isRefusal(decided)) return decided;
  const after = decided.facts.reduce((state, fact) => evolveLead(state, fact, here.now, here.actor.id), lead);
  const event = pendingStage(after);
  if (event === null) throw new Error('a submitted stage must be waiting');
  const verifiers = verifiersFor(lead.unit, here.roster, here.actor.id);
  const notices: Notice[] = [];
  for (const verifier of verifiers) {
    if (verifier.openId === null) continue;
    const theirs: Scene = {
      ...here,
      actor: verifier,
      openId: verifier.openId,
      audience: 'private',
      chatUnit: undefined,
    };
    notices.push({
      key: `verify:${event.id}:${verifier.openId}`,
      to: { kind: 'person', openId: verifier.openId },
      card: verifyCard(await verifyView(after, event, theirs, tools)),
      rank: 'notice',
      about: lead.number,
    });
  }
  return {
    changes: [{ subject: 'lead', before: lead, facts: decided.facts }],
    answer: {
      card: submittedCard(
        await moveView(after, event, here, tools),
        verifiers.map((one) => one.name),
      ),
      toast: { tone: 'success', text: '已提交，等待审核。' },
      about: lead.number,
    },
    notices,
  };
}
