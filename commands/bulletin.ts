/**
 * 战报 (通报): the month's bulletin, from the office's draft to what leaders and chats receive. Two people stand behind it.
 *
 *     战报 ──> draft ──审核──> checked ──签发 (another person)──> published ──> leaders, bound chats
 *                ^───────退回 (理由)──┘
 */
import { draftMonth } from '../src/bulletins/month.ts';
import { approvalNotices, publishedNotices, returnedNotices } from '../src/bulletins/notices.ts';
import { figuresOf, lastPublished, publicationOfMonth, unpublishedMonths } from '../src/bulletins/read.ts';
import { bulletinReceivers } from '../src/bulletins/receivers.ts';
import { bulletinView } from '../src/bulletins/view.ts';
import { bulletinCard } from '../src/cards/bulletin/bulletin.ts';
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
import { type Month, monthEnd } from '../src/domain/day.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import { sayMonth } from '../src/domain/month.ts';
import type { Pack } from '../src/domain/pack/schema.ts';
import {
  decidePublication,
  evolvePublication,
  type Publication,
  type PublicationIntent,
} from '../src/domain/publication.ts';
import { answerOnly, type Change } from '../src/outcome.ts';
import { maskPhonesIn } from '../src/parse/phone.ts';
import { readMonthWords } from './shared/month-words.ts';

export const bulletin = forPeople({
  id: 'bulletin',
  words: ['战报', '通报'],
  summary: '查看每月战报；招商办拟稿、审核、签发',
  example: '战报 10月',
  who: 'people',
  inGroups: true,

  async say(text, here, tools) {
    const words = readMonthWords(text, here);
    if (isRefusal(words)) return words;
    if (words.rest.length > 0) {
      return refuse(`「${words.rest.join(' ').slice(0, 20)}」不是月份`, {
        next: '例如「战报」或「战报 10月」。',
      });
    }
    const isDesk = here.audience === 'private' && isOffice(here.actor);
    return isDesk ? desk(words.month, here, tools) : read(words.month, here, tools);
  },

  press: {
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
  },
});

/** The office's desk: drafts on the spot, or again when the figures have moved. */
async function desk(asked: Month | null, here: KnownScene, tools: Tools): Result {
  const { store } = tools;
  const waiting = await unpublishedMonths(store);
  const month = asked ?? waiting[0] ?? null;
  if (month === null) {
    const last = await lastPublished(store);
    if (last !== null) return answerOnly({ card: readerCard(last, here), about: last.id });
    return refuse('还没有任何月报数据，拟不出战报', {
      next: '有项目报送月报后再发送「战报」；未报的见「未报」。',
    });
  }
  const drafted = await draftMonth(store, planOf(month, here, tools), month, here.now);
  const { before, facts, id } = drafted;
  const after = facts.reduce<Publication | null>(
    (state, fact) => evolvePublication(state, fact, here.now, here.actor.id),
    before,
  );
  if (after === null) return refuse(`${sayMonth(month)}战报没有拟成`, { next: '请再发送一次「战报」。' });
  const more = waiting
    .filter((one) => one !== month)
    .slice(0, 3)
    .map((one) => sayButton(`改看${sayMonth(one)}`, 'bulletin', one));
  const receivers = after.state === 'published' ? receiverCount(here) : null;
  const view = bulletinView(after, here, { outdated: drafted.outdated, receivers, more });
  const changes: Change[] = facts.length === 0 ? [] : [{ subject: 'publication', before, facts }];
  return { changes, answer: { card: bulletinCard(view), about: id }, notices: [] };
}

/** A finished month is reckoned by the plan in force when it ended, a running one by today's. */
const planOf = (month: Month, { today }: KnownScene, { standing }: Tools): Pack =>
  standing.packOn(monthEnd(month) < today ? monthEnd(month) : today);

/** Everybody else, and every group: published ones; and to those who may sign, what waits for their signature. */
async function read(asked: Month | null, here: KnownScene, tools: Tools): Result {
  const { store } = tools;
  const isPrivate = here.audience === 'private';
  const publication = asked === null ? await lastPublished(store) : await publicationOfMonth(store, asked);
  const maySign = isPrivate && mayApprove(here.actor, here.roster);
  if (publication?.state === 'checked' && maySign) {
    const view = bulletinView(publication, here, { outdated: false, receivers: null, more: [] });
    return answerOnly({ card: bulletinCard(view), about: publication.id });
  }
  if (publication?.state !== 'published') {
    const what = asked === null ? '还没有签发过战报' : `${sayMonth(asked)}战报还没有签发`;
    return refuse(what, { next: '签发后会发送给领导和工作群；已签发的发送「战报」查看。' });
  }
  const unsigned = maySign && asked === null ? await store.publications('month', 'checked') : [];
  const more = unsigned.map((one) =>
    sayButton(`待签发：${sayMonth(one.period)}`, 'bulletin', one.period, 'primary'),
  );
  return answerOnly({ card: readerCard(publication, here, more), about: publication.id });
}

const receiverCount = ({ roster }: Scene) => {
  const { people, chats } = bulletinReceivers(roster);
  return { people: people.length, chats: chats.length };
};

function readerCard(
  publication: Publication,
  here: KnownScene,
  more: readonly ReturnType<typeof sayButton>[] = [],
) {
  const receivers = isOffice(here.actor) && here.audience === 'private' ? receiverCount(here) : null;
  return bulletinCard(bulletinView(publication, here, { outdated: false, receivers, more }));
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
  if (publication === null || publication.kind !== 'month') {
    return refuse('没有找到这一期战报', { next: '请重新发送「战报」。' });
  }
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
  const receivers = after.state === 'published' ? receiverCount(here) : null;
  const view = bulletinView(after, here, { outdated: false, receivers, more: [] });
  const when = sayMonth(figuresOf(after).month);
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
    notices:
      intent.do === 'check'
        ? approvalNotices(after, here)
        : intent.do === 'approve'
          ? publishedNotices(after, here)
          : returnedNotices(publication, after, here),
  };
}
