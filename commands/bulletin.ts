/**
 * 战报 (通报): the bulletin of a month, quarter or year, from the office's draft to what leaders and chats receive. Two
 * people stand behind it.
 *
 *     战报 ──> draft ──审核──> checked ──签发 (another person)──> published ──> leaders, bound chats
 *                ^───────退回 (理由)──┘
 */
import { draftPeriod } from '../src/bulletins/month.ts';
import { approvalNotices, publishedNotices, returnedNotices } from '../src/bulletins/notices.ts';
import { readOpen } from '../src/bulletins/own.ts';
import { figuresOf, lastPublished, publicationOf, unpublishedMonths } from '../src/bulletins/read.ts';
import { receiptsOf } from '../src/bulletins/receipts.ts';
import { summariseFrom } from '../src/bulletins/summarise.ts';
import { bulletinView } from '../src/bulletins/view.ts';
import type { Button } from '../src/card.ts';
import { type BulletinView, bulletinCard, type Receipts } from '../src/cards/bulletin/bulletin.ts';
import { sayButton } from '../src/cards/show.ts';
import {
  formText,
  forPeople,
  type KnownScene,
  type Pressed,
  type Result,
  type Scene,
  type Tools,
} from '../src/command.ts';
import { isOffice, mayApprove } from '../src/domain/access.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import { periodOfFigures } from '../src/domain/month-figures.ts';
import { type BulletinPeriod, PERIOD_KINDS, sayPeriod } from '../src/domain/period.ts';
import {
  decidePublication,
  evolvePublication,
  type Publication,
  type PublicationIntent,
} from '../src/domain/publication.ts';
import { answerOnly, type Change } from '../src/outcome.ts';
import { maskPhonesIn } from '../src/parse/phone.ts';
import { showArithmetic, showUnit } from './shared/bulletin/look.ts';
import { unpublishedPeriods } from './shared/bulletin/waiting.ts';
import { paperWords, pressPaper, sendPapers } from './shared/papers.ts';
import { planDay, readPeriodWords } from './shared/period-words.ts';

export const bulletin = forPeople({
  id: 'bulletin',
  words: ['战报', '通报'],
  summary: '查看月度、季度、年度战报；招商办拟稿、审核、签发',
  example: '战报 10月',
  who: 'people',
  inGroups: true,

  async say(text, here, tools) {
    const words = readPeriodWords(text, here);
    if (isRefusal(words)) return words;
    const { kinds, rest } = paperWords(words.rest);
    if (rest.length > 0) {
      return refuse(`「${rest.join(' ').slice(0, 20)}」不是月份，也不是季度或年度`, {
        next: '例如「战报」「战报 10月」「战报 三季度」「战报 2026年」或「战报 10月 word」。',
      });
    }
    if (kinds.length > 0) return sendPapers(await signedOf(words.period, tools), kinds, here, tools);
    const isDesk = here.audience === 'private' && isOffice(here.actor);
    return isDesk ? desk(words.period, here, tools) : read(words.period, here, tools);
  },

  press: {
    word: (pressed, here, tools) => pressPaper('word', pressed, here, tools),
    excel: (pressed, here, tools) => pressPaper('excel', pressed, here, tools),
    check: (pressed, scene, tools) =>
      act(pressed, scene, tools, (publication, here) => ({
        do: 'check',
        hash: pressed.args['hash'] ?? '',
        by: here.actor.id,
        allowed: isOffice(here.actor),
        word: '审核',
        publication,
      })),
    approve: (pressed, scene, tools) =>
      act(pressed, scene, tools, (publication, here) => ({
        do: 'approve',
        hash: pressed.args['hash'] ?? '',
        by: here.actor.id,
        allowed: mayApprove(here.actor, here.roster),
        word: '签发',
        publication,
      })),
    return: (pressed, scene, tools) =>
      act(pressed, scene, tools, (publication, here) => ({
        do: 'return',
        reason: maskPhonesIn(formText(pressed, 'reason') ?? ''),
        allowed: mayApprove(here.actor, here.roster),
        word: '退回',
        publication,
      })),
    turn,
    unit: (pressed, here, tools) => showUnit(pressed, here, tools),
    sum: (pressed, here, tools) => showArithmetic(pressed, here, tools),
  },
});

/** The bulletin whose papers are asked for. */
const signedOf = (period: BulletinPeriod | null, { store }: Tools): Promise<Publication | null> =>
  period === null ? lastPublished(store) : publicationOf(store, period);

/** The office's desk: drafts on the spot, or again when the figures have moved. */
async function desk(asked: BulletinPeriod | null, here: KnownScene, tools: Tools): Result {
  const { store, standing } = tools;
  const waiting = (await unpublishedMonths(store)).map((key): BulletinPeriod => ({ kind: 'month', key }));
  const period = asked ?? waiting[0] ?? null;
  if (period === null) {
    const last = await lastPublished(store);
    if (last !== null) return answerOnly({ card: await readerCard(last, here, tools), about: last.id });
    return refuse('还没有任何月报数据，拟不出战报', {
      next: '有项目报送月报后再发送「战报」；未报的见「未报」。',
    });
  }
  // A finished period is reckoned by the plan in force when it ended, a running one by today's.
  const pack = standing.packOn(planDay(period, here.today));
  const summarise = summariseFrom(standing);
  const drafted = await draftPeriod({ store, pack, now: here.now, summarise }, period);
  const { before, facts, id } = drafted;
  const after = facts.reduce<Publication | null>(
    (state, fact) => evolvePublication(state, fact, here.now, here.actor.id),
    before,
  );
  if (after === null) return refuse(`${sayPeriod(period)}战报没有拟成`, { next: '请再发送一次「战报」。' });
  const longer = await unpublishedPeriods(store, standing, here.today);
  const more = [...waiting.slice(0, 4), ...longer]
    .filter((one) => one.kind !== period.kind || one.key !== period.key)
    .slice(0, 4)
    .map((one) => sayButton(`改看${sayPeriod(one)}`, 'bulletin', one.key));
  const card =
    after.state === 'published'
      ? await readerCard(after, here, tools, more)
      : bulletinCard(bulletinView(after, here, { outdated: drafted.outdated, receivers: null, more }));
  const changes: Change[] = facts.length === 0 ? [] : [{ subject: 'publication', before, facts }];
  return { changes, answer: { card, about: id }, notices: [] };
}

/** Everybody else, and every group: published ones; and to those who may sign, what waits for their signature. */
async function read(asked: BulletinPeriod | null, here: KnownScene, tools: Tools): Result {
  const { store } = tools;
  const isPrivate = here.audience === 'private';
  const publication = asked === null ? await lastPublished(store) : await publicationOf(store, asked);
  const maySign = isPrivate && mayApprove(here.actor, here.roster);
  if (publication?.state === 'checked' && maySign) {
    const view = bulletinView(publication, here, { outdated: false, receivers: null, more: [] });
    return answerOnly({ card: bulletinCard(view), about: publication.id });
  }
  const unsigned =
    maySign && asked === null
      ? (await Promise.all(PERIOD_KINDS.map((kind) => store.publications(kind, 'checked')))).flat()
      : [];
  const more = unsigned.map((one) =>
    sayButton(`待签发：${sayPeriod({ kind: one.kind, key: one.period })}`, 'bulletin', one.period, 'primary'),
  );
  if (publication?.state !== 'published') {
    const what = asked === null ? '还没有签发过战报' : `${sayPeriod(asked)}战报还没有签发`;
    return refuse(what, { next: '签发后会发送给领导和工作群；已签发的发送「战报」查看。' });
  }
  return answerOnly({ card: await readerCard(publication, here, tools, more), about: publication.id });
}

/** A published one for whoever asks: with their own unit, and to the office who received it. */
async function readerCard(
  publication: Publication,
  here: KnownScene,
  tools: Tools,
  more: readonly Button[] = [],
  turnTo: BulletinView['turn'] = undefined,
) {
  const { store } = tools;
  const open = await readOpen(store, figuresOf(publication), here.roster);
  const receivers = await receiptsFor(publication, here, tools);
  return bulletinCard(
    bulletinView(
      publication,
      { ...here, open },
      { outdated: false, receivers, more, ...(turnTo === undefined ? {} : { turn: turnTo }) },
    ),
  );
}

async function receiptsFor(
  publication: Publication,
  here: KnownScene,
  { store }: Tools,
): Promise<Receipts | null> {
  if (!isOffice(here.actor) || here.audience !== 'private') return null;
  return receiptsOf(here.roster, await store.delivered(publication.id));
}

/** Another class or page of the same card, in place. */
async function turn(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const { id = '', class: name = '', page = '0', outdated } = pressed.args;
  const publication = await tools.store.publication(id);
  if (publication === null) return refuse('没有找到这一期战报', { next: '请重新发送「战报」。' });
  const turnTo = { class: name, page: Number(page) || 0 };
  if (publication.state === 'published') {
    return answerOnly({ card: await readerCard(publication, here, tools, [], turnTo), about: id });
  }
  const may = here.audience === 'private' && (isOffice(here.actor) || mayApprove(here.actor, here.roster));
  if (!may) return refuse('这一期还没有签发', { next: '签发后再查看。' });
  const view = bulletinView(publication, here, {
    outdated: outdated === '1',
    receivers: null,
    more: [],
    turn: turnTo,
  });
  return answerOnly({ card: bulletinCard(view), about: id });
}

type Wanted = PublicationIntent & {
  readonly allowed: boolean;
  readonly word: string;
  readonly publication: Publication;
};

async function act(
  pressed: Pressed,
  here: KnownScene,
  tools: Tools,
  wantedOf: (publication: Publication, here: KnownScene) => Wanted,
): Result {
  const publication = await tools.store.publication(pressed.args['id'] ?? '');
  if (publication === null) return refuse('没有找到这一期战报', { next: '请重新发送「战报」。' });
  const { allowed, word, ...rest } = wantedOf(publication, here);
  if (!allowed) {
    const who = word === '审核' ? '招商办人员' : '招商办人员、市领导或管理员';
    return refuse(`您不能${word}战报`, { next: `请由${who}${word}。` });
  }
  const { publication: _same, ...intent } = rest;
  const decision = decidePublication(publication, intent);
  if (isRefusal(decision)) return decision;
  const { facts } = decision;
  const after = facts.reduce<Publication>(
    (state, fact) => evolvePublication(state, fact, here.now, here.actor.id),
    publication,
  );
  const receivers = after.state === 'published' ? receiptsOf(here.roster, []) : null;
  const view = bulletinView(after, here, { outdated: false, receivers, more: [] });
  const when = sayPeriod(periodOfFigures(figuresOf(after)));
  const said = { check: '已审核，等待另一人签发。', approve: '已签发，正在发送。', return: '已退回。' }[
    intent.do
  ];
  return {
    changes: [{ subject: 'publication', before: publication, facts }],
    answer: {
      card: bulletinCard(view),
      toast: { tone: 'success', text: `${when}战报${said}` },
      about: after.id,
    },
    notices: await noticesOf(publication, after, here, tools),
  };
}

async function noticesOf(
  before: Publication,
  after: Publication,
  here: KnownScene & Scene,
  { store }: Tools,
) {
  if (after.state === 'checked') return approvalNotices(after, here);
  if (after.state !== 'published') return returnedNotices(before, after, here);
  return publishedNotices(after, here, here.now, await readOpen(store, figuresOf(after), here.roster));
}
