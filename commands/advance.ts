/** 推进: moves a lead or project along with its evidence; somebody else verifies. */
import { LIST_PAGE, leadListCard } from '../src/cards/lead/list.ts';
import {
  formText,
  forPeople,
  type KnownScene,
  type Pressed,
  type Result,
  type Tools,
} from '../src/command.ts';
import { mayReportFor } from '../src/domain/access.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import { stageChoices } from '../src/domain/lead/decide.ts';
import { currentNumber, type Lead } from '../src/domain/lead/lead.ts';
import { stageLabel } from '../src/domain/pack/view.ts';
import { readPledges } from '../src/domain/pledge.ts';
import type { Outcome } from '../src/outcome.ts';
import { readDay } from '../src/parse/date-field.ts';
import { maskPhonesIn } from '../src/parse/phone.ts';
import { movedWords } from '../src/parse/statement.ts';
import { ladderForm, stepForm } from './shared/advance/forms.ts';
import {
  submitCorrection,
  submitExit,
  submitFill,
  submitFlag,
  submitPledge,
  submitTotal,
} from './shared/advance/steps.ts';
import { commonIntent, leadOfForm, submitIntent } from './shared/advance/submit.ts';
import { isLooseStep, numberFirst, stepWords } from './shared/advance/words.ts';
import { notFound } from './shared/chat.ts';
import { readReview } from './shared/check/review.ts';
import { findByNumber, quotedLead, splitNumber } from './shared/find.ts';
import { chosen } from './shared/options.ts';

/** A name of one character would match half the list. */
const NAME_MIN = 2;
const NAMED_MAX = 20;
/** Shorter was a stage or a day rather than a name. */
const UNFOUND_MIN = 3;

export const advance = forPeople({
  id: 'advance',
  words: ['推进'],
  summary: '把线索或项目推进到下一阶段，附佐证，送审核',
  example: '推进 XS-202611-0001 签约 11月10日 合同 YA-2026-018',
  who: ['reporter', 'office'],
  inGroups: false,
  withFiles: true,
  recognises: isLooseStep,

  async say(text, here, tools) {
    const { number, rest } = splitNumber(numberFirst(text.trim()));
    const found = await meant(number, rest, here, tools);
    if (isRefusal(found)) return found;
    if ('outcome' in found) return found.outcome;
    const step = stepWords(here.pack, found.rest);
    if (step !== null) return stepForm(found.lead, step, here, tools);
    return ladderForm(found.lead, found.rest, here, tools);
  },

  press: {
    submit,
    exit: submitExit,
    fill: submitFill,
    total: submitTotal,
    correct: submitCorrection,
    flag: submitFlag,
    pledge: submitPledge,
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
    const [words, unfound] = named.leads.length > 1 ? [named.name, ''] : ['', named.name];
    return { outcome: await mine(here, tools, 0, words, unfound) };
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

interface Named {
  readonly name: string;
  readonly leads: readonly Lead[];
  readonly rest: string;
}

/** Leads whose name the first word is part of, among those this person moves; and the words after it. */
async function findByName(text: string, here: KnownScene, tools: Tools): Promise<Named> {
  const [name = '', ...others] = text.split(/[\s,，;；]+/).filter((word) => word !== '');
  if (name.length < NAME_MIN) return { name, leads: [], rest: text };
  const items = await tools.store.leadsFound({ words: name, limit: NAMED_MAX });
  const leads = items.filter((lead) => mayReportFor(here.actor, lead.unit, here.roster));
  // 岩城昨天签约了: the name is not apart from what happened.
  const moved = leads.length > 0 ? null : movedWords(text);
  if (moved !== null && moved !== text) return findByName(moved, here, tools);
  return { name, leads, rest: others.join(' ') };
}

/** Open leads of the person's units, to choose one. */
async function mine(
  here: KnownScene,
  tools: Tools,
  offset: number,
  words: string,
  unfound = '',
): Promise<Outcome> {
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
    lines: [
      ...(unfound.length < UNFOUND_MIN
        ? []
        : [`本单位没有名称里有「${unfound.slice(0, 30)}」的线索；还没登记的请先发送「登记」加一句话。`]),
      '点编号打开推进表单；也可以直接发送「推进 编号」。',
    ],
  });
  return { changes: [], answer: { card }, notices: [] };
}

async function page(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const offset = Math.max(0, Number.parseInt(pressed.args['offset'] ?? '0', 10) || 0);
  return mine(here, tools, offset, pressed.args['words'] ?? '');
}

/** The ladder's form. */
async function submit(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const lead = await leadOfForm(pressed, here, tools);
  if (isRefusal(lead)) return lead;
  const typed = formText(pressed, 'stage');
  const stages = stageChoices(here.pack, lead, here.today).map(({ id, label }) => ({ value: id, label }));
  const stage = typed === null ? null : chosen(stages, typed);
  if (stage === null) return refuse('还没有选阶段', { next: '请选择「阶段」后再提交。' });
  const common = await commonIntent(pressed, lead, here, tools);
  if (isRefusal(common)) return common;
  const papers = pledgesIn('paper', 'papers', common.happenedOn, pressed, here);
  if (isRefusal(papers)) return papers;
  const promises = pledgesIn('promise', 'promises', common.happenedOn, pressed, here);
  if (isRefusal(promises)) return promises;
  const pledges = [...papers.items, ...promises.items];
  const review = readReview(pressed, stage, here.pack);
  if (isRefusal(review)) return review;
  return submitIntent(lead, { ...common, stage, pledges, ...review }, here, tools);
}

function pledgesIn(
  kind: 'paper' | 'promise',
  name: 'papers' | 'promises',
  happenedOn: string,
  pressed: Pressed,
  here: KnownScene,
) {
  const words = formText(pressed, name);
  const typed = formText(pressed, `${name}DueOn`);
  const day = typed === null ? null : readDay(typed, here.today, { allowFuture: true });
  if (day !== null && !day.ok) return refuse(day.reason);
  return readPledges(kind, words === null ? null : maskPhonesIn(words), day?.value ?? null, happenedOn);
}
