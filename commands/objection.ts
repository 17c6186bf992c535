/**
 * 异议: a unit objects to a published bulletin within the window; the office accepts it (it stands in the next bulletin
 * with its reason) or does not (with a reason), on a card or by typing. The published body never changes.
 *
 *     异议 战报 10月 理由…        一个单位提出
 *     异议                       办公室：待答复的；单位：怎么提
 *     异议 大田县 采纳 理由…      办公室答复
 */
import { mayObject, unitIn } from '../src/bulletins/own.ts';
import { figuresOf, lastPublished, publicationOf } from '../src/bulletins/read.ts';
import { officeExcept, type Reachable } from '../src/bulletins/receivers.ts';
import { bulletinTitle } from '../src/cards/bulletin/bulletin.ts';
import { type ObjectionView, objectionCard, objectionListCard } from '../src/cards/bulletin/objection.ts';
import {
  formText,
  forPeople,
  type KnownScene,
  type Pressed,
  type Result,
  type Tools,
} from '../src/command.ts';
import { isOffice } from '../src/domain/access.ts';
import { isRefusal, type Refusal, refuse } from '../src/domain/decision.ts';
import { printFigure } from '../src/domain/figure.ts';
import { decideObjection, decideRaise, evolveObjection, type Objection } from '../src/domain/objection.ts';
import type { Publication } from '../src/domain/publication.ts';
import type { Person } from '../src/domain/roster.ts';
import { answerOnly, type Notice } from '../src/outcome.ts';
import { maskPhonesIn } from '../src/parse/phone.ts';
import { unitsMeant } from './shared/month-words.ts';
import { readPeriodWords } from './shared/period-words.ts';

const HOW = '例如「异议 战报 10月 到位资金少计 200 万元，附银行回单」。';

export const objection = forPeople({
  id: 'objection',
  words: ['异议'],
  summary: '对已签发的战报提出异议；招商办答复',
  example: '异议 战报 10月 到位资金少计200万元',
  who: ['reporter', 'leader', 'office'],
  inGroups: false,

  async say(text, here, tools) {
    const answer = /^(.+?)\s*(不采纳|采纳)(?:[\s，,：:。]+([\s\S]*))?$/u.exec(text.trim());
    if (answer !== null && isOffice(here.actor)) {
      const found = await waitingOf(answer[1] ?? '', here, tools);
      if (isRefusal(found)) return found;
      return decide(found, answer[2] === '采纳', answer[3] ?? '', here, tools);
    }
    const known = await tools.store.objection(text.trim());
    if (known !== null) return showOne(known, here, tools);
    if (text.trim() === '')
      return isOffice(here.actor) ? list(here, tools) : refuse('异议要写明哪一期和理由', { next: HOW });
    const [first, rest] = splitPeriod(text);
    const words = readPeriodWords(first, here);
    if (isRefusal(words)) return words;
    const { store } = tools;
    const publication =
      words.period === null ? await lastPublished(store) : await publicationOf(store, words.period);
    return raise(publication, null, [...words.rest, rest].join(' ').trim(), here, tools);
  },

  press: {
    async raise(pressed, here, tools) {
      const publication = await tools.store.publication(pressed.args['id'] ?? '');
      return raise(
        publication,
        pressed.args['unit'] ?? null,
        formText(pressed, 'objection') ?? '',
        here,
        tools,
      );
    },
    accept: (pressed, here, tools) => press(pressed, true, here, tools),
    reject: (pressed, here, tools) => press(pressed, false, here, tools),
  },
});

/** The one that waits, by its id or its unit's name. */
async function waitingOf(
  words: string,
  { roster }: KnownScene,
  { store }: Tools,
): Promise<Objection | Refusal> {
  const known = await store.objection(words.trim());
  if (known !== null) return known;
  const units = new Set(unitsMeant(words.trim(), roster).map((unit) => unit.id));
  const waiting = (await store.objectionsWaiting()).filter((one) => units.has(one.unit));
  const [only] = waiting;
  if (only !== undefined && waiting.length === 1) return only;
  const because =
    only === undefined
      ? `「${words.trim().slice(0, 20)}」没有待答复的异议`
      : `「${words.trim().slice(0, 20)}」有 ${waiting.length} 件待答复的异议`;
  return refuse(because, { next: '请发送「异议」，在列表里选一件答复。' });
}

/** The period stands first; amounts and months in the reason are the reason's. */
function splitPeriod(text: string): readonly [string, string] {
  const bare = text.trim().replace(/^(?:战报|通报)\s*/u, '');
  const [head = '', ...rest] = bare.split(/[\s,，:：。;；]+/u);
  const isPeriod =
    /^(?:(?:20\d{2}|去|今|本|前)年?)?-?(?:[Qq]?\d{1,2}|[一二三四五六七八九十]+|上+|本)?个?(?:月份?|季度?|年度?|年终)?$|^[Qq][1-4]$/u.test(
      head,
    );
  return isPeriod && head !== '' ? [head, rest.join(' ')] : ['', bare];
}

async function press(pressed: Pressed, accepted: boolean, here: KnownScene, tools: Tools): Result {
  const found = await tools.store.objection(pressed.args['id'] ?? '');
  if (found === null) return refuse('没有找到这件异议', { next: '请发送「异议」查看待答复的。' });
  return decide(found, accepted, formText(pressed, 'reason') ?? '', here, tools);
}

async function raise(
  publication: Publication | null,
  asked: string | null,
  text: string,
  here: KnownScene,
  tools: Tools,
): Result {
  if (publication === null || publication.state !== 'published') {
    return refuse('没有找到这一期已签发的战报', { next: HOW });
  }
  const figures = figuresOf(publication);
  const unit = unitIn(figures, asked ?? here.actor.unit, here.roster);
  if (unit === null || !mayObject(here.actor, unit, here.roster)) {
    return refuse('只有参加排名的单位的填报员或负责人可以提出异议', { next: '请由本单位的人提出。' });
  }
  const earlier = (await tools.store.objectionsTo(publication.id)).filter((one) => one.unit === unit);
  const by = { person: here.actor.id, unit };
  const decided = decideRaise(publication, earlier, by, maskPhonesIn(text), here.today);
  if (isRefusal(decided)) return decided;
  const after = decided.facts.reduce<Objection | null>(
    (state, fact) => evolveObjection(state, fact, here.now, here.actor.id),
    null,
  );
  if (after === null) return refuse('异议没有记下', { next: '请再发送一次。' });
  const office = officeExcept(here.roster, here.actor.id);
  return {
    changes: [{ subject: 'objection', before: null, facts: decided.facts }],
    answer: {
      card: objectionCard(viewOf(after, publication, here.actor, here)),
      fresh: true,
      toast: { tone: 'success', text: '异议已提交，等待办公室答复。' },
      about: publication.id,
    },
    notices: office.map((person) => noticeTo(person, `objection:${after.id}`, after, publication, here)),
  };
}

async function decide(
  before: Objection,
  accepted: boolean,
  reason: string,
  here: KnownScene,
  tools: Tools,
): Result {
  if (!isOffice(here.actor)) return refuse('只有招商办人员可以答复异议', { next: '请等办公室答复。' });
  const decided = decideObjection(before, accepted, maskPhonesIn(reason), here.actor.id);
  if (isRefusal(decided)) return decided;
  const publication = await tools.store.publication(before.publication);
  if (publication === null) return refuse('没有找到这一期战报');
  const after = decided.facts.reduce<Objection>(
    (state, fact) => evolveObjection(state, fact, here.now, here.actor.id),
    before,
  );
  return {
    changes: [{ subject: 'objection', before, facts: decided.facts }],
    answer: {
      card: objectionCard(viewOf(after, publication, here.actor, here)),
      toast: { tone: 'success', text: accepted ? '已采纳，列入下一期。' : '已答复。' },
      about: publication.id,
    },
    notices: toUnit(after, here).map((person) =>
      noticeTo(person, `objection-answer:${after.id}`, after, publication, here),
    ),
  };
}

/** Whoever raised it, and the unit's leaders. */
function toUnit({ raisedBy, unit }: Objection, { roster, actor }: KnownScene): readonly Reachable[] {
  const own = roster.people.filter(
    (person) =>
      person.id === raisedBy || (person.roles.includes('leader') && roster.unitsOf(person).includes(unit)),
  );
  return own.flatMap((person) =>
    person.openId === null || person.id === actor.id ? [] : [{ ...person, openId: person.openId }],
  );
}

const noticeTo = (
  person: Reachable,
  key: string,
  after: Objection,
  publication: Publication,
  here: KnownScene,
): Notice => ({
  key: `${key}:${person.id}`,
  to: { kind: 'person', openId: person.openId },
  card: objectionCard(viewOf(after, publication, person, here)),
  rank: 'notice',
  about: publication.id,
});

function viewOf(
  one: Objection,
  publication: Publication,
  reader: Person,
  { roster }: KnownScene,
): ObjectionView {
  const figures = figuresOf(publication);
  const { measure } = figures.ranking;
  const unit = figures.units.find((row) => row.unit === one.unit);
  const amount = unit?.flows[measure.id]?.month ?? null;
  const place = unit?.place ?? null;
  const printed =
    amount === null
      ? null
      : `${measure.label}${printFigure(amount, measure)}${place === null ? '' : `，第${place}位`}`;
  return {
    objection: one,
    title: bulletinTitle(figures),
    unit: roster.unitName(one.unit),
    by: roster.personName(one.raisedBy),
    decidedBy: one.decidedBy === null ? null : roster.personName(one.decidedBy),
    printed,
    mayDecide: isOffice(reader) && reader.id !== one.raisedBy,
  };
}

async function showOne(one: Objection, here: KnownScene, tools: Tools): Result {
  const publication = await tools.store.publication(one.publication);
  const may = isOffice(here.actor) || mayObject(here.actor, one.unit, here.roster);
  if (publication === null || !may) return refuse('没有找到这件异议');
  return answerOnly({
    card: objectionCard(viewOf(one, publication, here.actor, here)),
    about: publication.id,
  });
}

async function list(here: KnownScene, { store }: Tools): Result {
  const waiting = await store.objectionsWaiting();
  const items = await Promise.all(
    waiting.map(async (one) => {
      const publication = await store.publication(one.publication);
      return {
        id: one.id,
        unit: here.roster.unitName(one.unit),
        title: publication === null ? one.publication : bulletinTitle(figuresOf(publication)),
        text: one.text,
      };
    }),
  );
  return answerOnly({ card: objectionListCard(items) });
}
