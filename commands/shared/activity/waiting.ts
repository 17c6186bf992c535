/** On 待审: activities that wait for this person's verdict: the first with 通过 and 退回 at hand, the others by number. */
import type { Card, Element } from '../../../src/card.ts';
import { activityCard } from '../../../src/cards/activity/activity.ts';
import { plain, quiet, sayButton } from '../../../src/cards/show.ts';
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { unitsVerified } from '../../../src/domain/access.ts';
import type { Activity } from '../../../src/domain/activity/activity.ts';
import { kindLabel } from '../../../src/domain/activity/decide.ts';
import { isRefusal } from '../../../src/domain/decision.ts';
import { answerOnly } from '../../../src/outcome.ts';
import { actTyped } from './act.ts';
import { activityMeant, splitActivityNumber } from './find.ts';
import { viewOfActivity } from './view.ts';

const LISTED_MAX = 9;

interface WaitingActivities {
  /** The longest ago held first. */
  readonly items: readonly Activity[];
  readonly total: number;
}

export function activitiesWaiting(
  { actor, roster }: KnownScene,
  { store }: Pick<Tools, 'store'>,
): Promise<WaitingActivities> {
  const hosts = unitsVerified(actor, roster);
  return store.activities({
    states: ['held'],
    check: 'unchecked',
    notBy: actor.id,
    ...(hosts === null ? {} : { hosts }),
    oldestFirst: true,
    limit: LISTED_MAX + 1,
  });
}

/** Below what else waits. */
export const activitiesWaitingSection = (
  { items, total }: WaitingActivities,
  here: KnownScene,
): readonly Element[] =>
  total === 0
    ? []
    : [{ el: 'rule' }, plain(`活动 ${total} 项待核实，点编号打开：`), ...openButtons(items, total, here)];

/** Where nothing but activities waits: the first of them, with its buttons. */
export async function activitiesWaitingCard(
  { items, total }: WaitingActivities,
  here: KnownScene,
  tools: Pick<Tools, 'store'>,
): Promise<Card | null> {
  const [first, ...rest] = items;
  if (first === undefined) return null;
  const card = activityCard(await viewOfActivity(first, here, tools));
  const more: readonly Element[] =
    rest.length === 0
      ? []
      : [{ el: 'rule' }, quiet(`另有 ${total - 1} 项，点编号打开：`), ...openButtons(rest, total - 1, here)];
  return {
    ...card,
    title: `待审 ${total} 项活动：${kindLabel(here.pack, first.kind)} ${first.number}`,
    tone: 'todo',
    body: [...card.body, ...more],
  };
}

function openButtons(items: readonly Activity[], total: number, { pack }: KnownScene): readonly Element[] {
  const shown = items.slice(0, LISTED_MAX);
  const left = total - shown.length;
  const buttons = shown.map(({ number, kind }) =>
    sayButton(`${kindLabel(pack, kind)} ${number}`, 'pending', number),
  );
  const all = left > 0 ? [sayButton(`全部 ${total} 项`, 'activity', '待核')] : [];
  return [{ el: 'buttons', buttons: [...buttons, ...all] }];
}

/** 待审 HD-… [通过 | 退回 理由], 待审 活动; `null`: the words are about something else. */
export async function sayWaitingActivity(
  words: string,
  here: KnownScene,
  tools: Tools,
): Promise<Awaited<Result> | null> {
  const { number, rest } = splitActivityNumber(words);
  if (number !== null) {
    const activity = await activityMeant(number, tools);
    if (isRefusal(activity)) return activity;
    const acted = rest === '' ? null : await actTyped(activity, rest, here, tools);
    if (acted !== null) return acted;
    const card = activityCard(await viewOfActivity(activity, here, tools));
    return answerOnly({ card, about: activity.number });
  }
  if (!/^(?:招商)?(?:活动|走访)$/u.test(words.trim())) return null;
  const waiting = await activitiesWaiting(here, tools);
  const card = await activitiesWaitingCard(waiting, here, tools);
  return answerOnly({
    card: card ?? { title: '没有待核实的活动', tone: 'done', body: [quiet('等您核实的活动都已处理。')] },
    ...(waiting.items[0] === undefined ? {} : { about: waiting.items[0].number }),
  });
}
