/** What is done to an activity that is there: 已开展, 补充成果, 核实, 退回, 不再回访, 取消; typed or pressed. */

import { activityCard } from '../../../src/cards/activity/activity.ts';
import { formText, type KnownScene, type Pressed, type Result, type Tools } from '../../../src/command.ts';
import { type Activity, evolveActivity } from '../../../src/domain/activity/activity.ts';
import { type ActivityDeed, decideActivity } from '../../../src/domain/activity/decide.ts';
import { mayChangeActivity, mayVerifyActivity } from '../../../src/domain/activity/sight.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import type { Notice } from '../../../src/outcome.ts';
import { findDates } from '../../../src/parse/date.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { answered, dropPromise, numberFrom } from '../../../src/store/return-visits.ts';
import { activityEffects } from '../../../src/store/visit-effects.ts';
import { tooLong } from '../chat.ts';
import { pressedActivity } from './find.ts';
import { openCorrection, openReturn, refuseRecorder } from './form.ts';
import { activityAnswer, viewOfActivity } from './view.ts';

const DONE: Readonly<Record<ActivityDeed['do'], string>> = {
  correct: '已更正',
  hold: '已登记为已开展',
  outcome: '已补充成果',
  verify: '已核实',
  return: '已退回',
  cancel: '已取消',
};

/** Why a promise's task was withdrawn. */
const DROPPED_WORDS = '不再回访';
const REASON_MAX = 200;

function refuseDoer(deed: ActivityDeed['do'], activity: Activity, here: KnownScene): Refusal | null {
  if (here.audience === 'group')
    return refuse('活动的办理不在群里进行', { next: '请私聊我，发送同样的话。' });
  const { actor, roster } = here;
  if (deed === 'verify' || deed === 'return') {
    if (activity.recordedBy === actor.id) return null;
    return mayVerifyActivity(actor, activity, roster)
      ? null
      : refuse(`您不能核实 ${activity.number}`, { next: '由主办单位的审核人或招商办核实。' });
  }
  return mayChangeActivity(actor, activity, roster)
    ? null
    : refuse(`您不能办理 ${activity.number}`, { next: '请主办单位的填报员或招商办办理。' });
}

export async function actOnActivity(
  activity: Activity,
  deed: ActivityDeed,
  here: KnownScene,
  tools: Tools,
): Result {
  const refused = refuseDoer(deed.do, activity, here);
  if (refused !== null) return refused;
  const decided = decideActivity(here.pack, activity, deed, here.actor.id, here.today);
  if (isRefusal(decided)) return decided;
  const after = decided.facts.reduce<Activity>(
    (state, fact) => evolveActivity(state, fact, here.now, here.actor.id),
    activity,
  );
  const replies = deed.do === 'hold' ? await answered(after, tools.store) : { changes: [], numbers: [] };
  const words = `${DONE[deed.do]}：${activity.number}`;
  const effects = await activityEffects(activity, after, here, tools, numberFrom(tools.store));
  return {
    changes: [
      { subject: 'activity', before: activity, facts: decided.facts },
      ...replies.changes,
      ...effects,
    ],
    answer: {
      ...(await activityAnswer(after, here, tools, words, [], effects)),
      toast: { tone: 'success', text: words },
    },
    notices: deed.do === 'return' ? await tellRecorder(after, here, tools) : [],
  };
}

/** 不再回访: the promise's task is withdrawn; the activity stays as it is. */
async function dropReturn(activity: Activity, said: string, here: KnownScene, tools: Tools): Result {
  const refused = refuseDoer('outcome', activity, here);
  if (refused !== null) return refused;
  const long = tooLong('理由', said, REASON_MAX);
  if (long !== null) return long;
  const changes = await dropPromise(
    activity,
    said === '' ? DROPPED_WORDS : `${DROPPED_WORDS}：${said}`,
    tools.store,
  );
  if (changes === null) {
    const why = activity.next === null ? '没有约定回访' : '的回访已经办了，或已取消';
    return refuse(`${activity.number} ${why}`, { next: `发送「活动 ${activity.number}」查看。` });
  }
  return {
    changes,
    answer: {
      text: `${activity.number} 不再回访，任务已撤销。要重新约定，请发送「活动 ${activity.number} 更正」改回访日期。`,
      toast: { tone: 'success', text: `${DROPPED_WORDS}：${activity.number}` },
      about: activity.number,
    },
    notices: [],
  };
}

/** Whoever recorded it hears that it does not count, and why. */
async function tellRecorder(activity: Activity, here: KnownScene, tools: Tools): Promise<readonly Notice[]> {
  const person = activity.recordedBy === null ? null : here.roster.person(activity.recordedBy);
  if (person === null || person.openId === null) return [];
  const view = await viewOfActivity(activity, { ...here, actor: person }, tools);
  const card = activityCard(view, null, [
    `${here.actor.name}退回：${activity.checkReason ?? ''}。更正以后再计入。`,
  ]);
  return [
    {
      key: `activity-returned:${activity.number}:${activity.version}`,
      to: { kind: 'person', openId: person.openId },
      card: { ...card, title: `退回 ${activity.number}`, tone: 'overdue' },
      rank: 'notice',
      about: activity.number,
    },
  ];
}

/** 「活动 HD-… 成果 签约意向2个」 and the like; `null`: the words are none of these. */
export async function actTyped(
  activity: Activity,
  words: string,
  here: KnownScene,
  tools: Tools,
): Promise<Awaited<Result> | null> {
  const found =
    /^(更正|修改|取消|删除|作废|补充成果|成果|补充|已开展|开展|举办|核实|通过|退回|登记回访|回访|不再回访)[\s:：,，]*(.*)$/su.exec(
      words.trim(),
    );
  if (found === null) return null;
  const [, verb = '', said = ''] = found;
  const rest = maskPhonesIn(said.trim());
  const act = (deed: ActivityDeed) => actOnActivity(activity, deed, here, tools);
  switch (verb) {
    case '更正':
    case '修改':
      return (
        refuseDoer('correct', activity, here) ??
        correctable(activity) ??
        openCorrection(activity, here, tools)
      );
    case '取消':
    case '删除':
    case '作废':
      return act({ do: 'cancel', reason: rest });
    case '补充成果':
    case '成果':
    case '补充':
      return act({ do: 'outcome', outcome: rest, evidence: null });
    case '已开展':
    case '开展':
    case '举办':
      return act(holdDeed(activity, rest, here));
    case '核实':
    case '通过':
      return act({ do: 'verify' });
    case '退回':
      return act({ do: 'return', reason: rest });
    case '不再回访':
      return dropReturn(activity, rest, here, tools);
    default:
      return refuseRecorder(here) ?? openReturn(activity, here, tools);
  }
}

const correctable = ({ state, number }: Activity): Refusal | null =>
  state === 'cancelled' ? refuse(`${number} 已经取消`, { next: '确有其事的请重新登记。' }) : null;

/** On the day said, else the planned one: held sooner than planned must be said. */
function holdDeed(activity: Activity, words: string, { today }: KnownScene): ActivityDeed {
  const [date] = findDates(words, today).filter(({ kind, span }) => kind === 'day' && span.start < 2);
  const rest = date === undefined ? words : words.slice(date.span.end).trim();
  const on = date?.from ?? activity.on;
  return { do: 'hold', on, outcome: rest === '' ? null : rest, evidence: null };
}

type Action = (pressed: Pressed, here: KnownScene, tools: Tools) => Result;

const onPressed =
  (deedOf: (pressed: Pressed, activity: Activity) => ActivityDeed): Action =>
  async (pressed, here, tools) => {
    const activity = await pressedActivity(pressed.args['number'], tools);
    return isRefusal(activity) ? activity : actOnActivity(activity, deedOf(pressed, activity), here, tools);
  };

const masked = (pressed: Pressed, name: string): string => maskPhonesIn(formText(pressed, name) ?? '');
const evidenceOf = (pressed: Pressed): string | null => masked(pressed, 'evidence').slice(0, 200) || null;

export const activityPresses: Readonly<Record<string, Action>> = {
  verify: onPressed(() => ({ do: 'verify' })),
  return: onPressed((pressed) => ({ do: 'return', reason: masked(pressed, 'reason') })),
  cancel: onPressed((pressed) => ({ do: 'cancel', reason: masked(pressed, 'outcome') })),
  outcome: onPressed((pressed) => ({
    do: 'outcome',
    outcome: masked(pressed, 'outcome'),
    evidence: evidenceOf(pressed),
  })),
  hold: onPressed((pressed, activity) => ({
    do: 'hold',
    on: activity.on,
    outcome: masked(pressed, 'outcome') || null,
    evidence: evidenceOf(pressed),
  })),
  'no-visit': async (pressed, here, tools) => {
    const activity = await pressedActivity(pressed.args['number'], tools);
    return isRefusal(activity) ? activity : dropReturn(activity, '', here, tools);
  },
  again: async (pressed, here, tools) => {
    const activity = await pressedActivity(pressed.args['number'], tools);
    if (isRefusal(activity)) return activity;
    const refused = refuseRecorder(here) ?? refuseDoer('outcome', activity, here) ?? correctable(activity);
    if (refused !== null) return refused;
    const opened = await openReturn(activity, here, tools);
    // The reminder stays: it names the other firms too.
    return isRefusal(opened) ? opened : { ...opened, answer: { ...opened.answer, fresh: true } };
  },
};
