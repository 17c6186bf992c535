/** 包联: leader in charge, group, service officer and plan of a project, set by the office; and what a project's card says. */
import type { Card, Element } from '../../../src/card.ts';
import type { LeadView } from '../../../src/cards/lead/lead.ts';
import { or, printDay, quiet, sayButton } from '../../../src/cards/show.ts';
import {
  formText,
  type KnownScene,
  type Pressed,
  type Result,
  type Scene,
  type Tools,
} from '../../../src/command.ts';
import { isOffice } from '../../../src/domain/access.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import { currentNumber, type Lead, titleOf } from '../../../src/domain/lead/lead.ts';
import {
  type Assignment,
  decideResponsibility,
  evolveResponsibility,
  type Responsibility,
} from '../../../src/domain/responsibility.ts';
import { STATE_WORDS } from '../../../src/domain/task/decide.ts';
import { seesTask } from '../../../src/domain/task/standing.ts';
import { answerOnly, type Notice } from '../../../src/outcome.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { notFound, tooLong } from '../chat.ts';
import { findByNumber, leadByNumber, quotedLead, splitNumber } from '../find.ts';
import { personNamed } from './assign.ts';

const NAME_MAX = 60;
const HISTORY_SHOWN = 5;
const TASKS_SHOWN = 3;
const LABELS = { leader: '包联领导', group: '专班', officer: '服务专员', plan: '方案' } as const;
const KEYS = Object.keys(LABELS) as (keyof Assignment)[];
/** What is typed before each name, and where it ends. */
const SAID: Readonly<Record<keyof Assignment, RegExp>> = {
  leader: /(?:包联)?领导[:：\s]*(\S+)/,
  group: /(?:^|[\s,，])(?:专班|班子)[:：\s]*(\S+)/,
  officer: /(?:服务|招商)?专员[:：\s]*(\S+)/,
  plan: /(?:^|[\s,，])方案[:：\s]*(\S+)/,
};

/** `任务 包联 XM-… 领导 张三 专班 碳纤维专班 专员 李四`; without names, what stands and a form for the office. */
export async function sayResponsible(text: string, here: KnownScene, tools: Tools): Result {
  const { number, rest } = splitNumber(text);
  const found = number === null ? [] : await findByNumber(number, here, tools);
  const lead = number === null ? await quotedLead(here, tools) : (found[0] ?? null);
  if (lead === null || found.length > 1) {
    if (found.length > 1) return refuse(`「${number ?? ''}」不止一个项目`, { next: '请写完整编号。' });
    return number === null
      ? refuse('没有写项目编号', {
          next: '例如「任务 包联 XM-202611-0001 领导 张三 专班 碳纤维专班 专员 李四」。',
        })
      : notFound(`编号「${number}」`);
  }
  if (rest.trim() === '') {
    const state = await tools.store.responsibility(lead.number);
    return answerOnly({ card: responsibleCard(lead, state, here), about: lead.number });
  }
  const words: Partial<Record<keyof Assignment, string>> = {};
  for (const key of KEYS) {
    const said = SAID[key].exec(rest.replace(/[，,；;]/g, ' '))?.[1];
    if (said !== undefined) words[key] = said;
  }
  return setResponsible(lead, words, here, tools);
}

export async function submitResponsible(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const lead = await leadByNumber(pressed.args['lead'], here, tools);
  if (lead === null) return notFound('这个项目');
  const words: Partial<Record<keyof Assignment, string>> = {};
  for (const key of KEYS) {
    const typed = formText(pressed, key);
    if (typed !== null) words[key] = typed;
  }
  return setResponsible(lead, words, here, tools);
}

async function setResponsible(
  lead: Lead,
  words: Partial<Record<keyof Assignment, string>>,
  here: KnownScene,
  tools: Tools,
): Result {
  if (!isOffice(here.actor)) {
    return refuse('包联安排由招商办设定', { next: '需要调整请联系招商办。' });
  }
  const said = readNames(words, here);
  if (isRefusal(said)) return said;
  const before = await tools.store.responsibility(lead.number);
  const decided = decideResponsibility(before, lead.number, said);
  if (isRefusal(decided)) return decided;
  const after = decided.facts.reduce<Responsibility | null>(
    (state, fact) => evolveResponsibility(state, fact, here.now, here.actor.id),
    before,
  );
  if (after === null) throw new Error('a setting leaves a state');
  return {
    changes: [{ subject: 'responsibility', before, facts: decided.facts }],
    answer: {
      card: responsibleCard(lead, after, here),
      toast: { tone: 'success', text: `已设定 ${currentNumber(lead)} 的包联安排。` },
      about: lead.number,
    },
    notices: newcomers(before, after, lead, here),
  };
}

function readNames(
  words: Partial<Record<keyof Assignment, string>>,
  here: KnownScene,
): Partial<Assignment> | Refusal {
  const said: { -readonly [K in keyof Assignment]?: string | null } = {};
  for (const key of KEYS) {
    const word = words[key];
    if (word === undefined) continue;
    const long = tooLong(LABELS[key], word, NAME_MAX);
    if (long !== null) return long;
    if (key === 'group' || key === 'plan') {
      said[key] = maskPhonesIn(word);
      continue;
    }
    const person = personNamed(word, here);
    if (isRefusal(person)) return person;
    if (person !== null) said[key] = person.id;
  }
  return said;
}

/** Whoever is newly in charge is told; once a setting. */
function newcomers(
  before: Responsibility | null,
  after: Responsibility,
  lead: Lead,
  here: KnownScene,
): readonly Notice[] {
  const { roster, actor } = here;
  return (['leader', 'officer'] as const).flatMap((key): readonly Notice[] => {
    const id = after[key];
    const person = id === null || id === before?.[key] ? null : roster.person(id);
    if (person === null || person.openId === null || person.id === actor.id) return [];
    return [
      {
        key: `responsible:${lead.number}:${after.version}:${key}:${person.id}`,
        to: { kind: 'person', openId: person.openId },
        card: {
          title: `您是 ${currentNumber(lead)} 的${LABELS[key]}`,
          subtitle: titleOf(lead),
          tone: 'notice',
          body: [
            { el: 'fields', fields: responsibleFields(after, here) },
            quiet('发送「项目」加编号查看进展。'),
          ],
        },
        rank: 'notice',
        about: lead.number,
      },
    ];
  });
}

const nameOf = (value: string | null, key: keyof Assignment, { roster }: Pick<Scene, 'roster'>): string =>
  value === null ? or(null) : key === 'leader' || key === 'officer' ? roster.personName(value) : value;

/** The lines of a project's card; none while nobody was set. */
export function responsibleFields(
  state: Responsibility | null,
  scene: Pick<Scene, 'roster'>,
): readonly { readonly label: string; readonly value: string }[] {
  if (state === null || state.setAt === null) return [];
  return KEYS.flatMap((key) =>
    state[key] === null ? [] : [{ label: LABELS[key], value: nameOf(state[key], key, scene) }],
  );
}

/** What a project's card says of responsibility: who is in charge, the tasks and 批示 on it; a group sees no instruction. */
export async function dutyView(lead: Lead, scene: Scene, tools: Tools): Promise<LeadView['duty']> {
  const { actor, audience, roster } = scene;
  const fields = responsibleFields(await tools.store.responsibility(lead.number), scene);
  if (audience === 'group' || actor === null) return { fields, tasks: [], buttons: [] };
  const all = await tools.store.tasksOn(lead.number);
  const shown = all.filter((task) => task.state !== 'withdrawn' && seesTask(task, actor, roster));
  const tasks = shown.slice(0, TASKS_SHOWN).map((task) => {
    const who = task.origin.kind === 'instruction' ? `${roster.personName(task.issuer)}批示：` : '';
    const due = task.dueOn === null ? '' : `，时限 ${task.dueOn}`;
    return `${task.number} ${who}${task.title.slice(0, 60)}（${STATE_WORDS[task.state]}${due}）`;
  });
  const number = currentNumber(lead);
  const buttons =
    isOffice(actor) && lead.status === 'open' ? [sayButton('包联', 'task', `包联 ${number}`)] : [];
  return { fields, tasks, buttons };
}

function responsibleCard(lead: Lead, state: Responsibility | null, here: KnownScene): Card {
  const fields = responsibleFields(state, here);
  const body: Element[] =
    fields.length === 0 ? [quiet('还没有设定包联领导、专班和服务专员。')] : [{ el: 'fields', fields }];
  if (state !== null && state.setAt !== null) {
    body.push(quiet(`${here.roster.personName(state.setBy)}设定于 ${printDay(state.setAt)}`));
  }
  for (const earlier of (state?.history ?? []).slice(-HISTORY_SHOWN).reverse()) {
    const parts = KEYS.filter((key) => earlier[key] !== null).map(
      (key) => `${LABELS[key]} ${nameOf(earlier[key], key, here)}`,
    );
    body.push(quiet(`此前（${printDay(earlier.at)} 起）：${parts.join('，')}`));
  }
  if (isOffice(here.actor)) body.push(formOf(lead, state, here));
  return { title: `包联 ${currentNumber(lead)}`, subtitle: titleOf(lead), tone: 'notice', body };
}

const formOf = (lead: Lead, state: Responsibility | null, here: KnownScene): Element => ({
  el: 'form',
  name: 'responsible',
  fields: KEYS.map((key) => {
    const value = state?.[key] ?? null;
    return {
      kind: 'line' as const,
      name: key,
      label: LABELS[key],
      maxLength: NAME_MAX,
      ...(value === null ? {} : { value: nameOf(value, key, here) }),
    };
  }),
  buttons: [
    {
      label: '提交',
      look: 'primary',
      press: { command: 'task', action: 'responsible', args: { lead: lead.number } },
    },
  ],
});
