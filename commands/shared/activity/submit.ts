/**
 * A submitted form becomes an activity, or corrects one.
 *
 * Invariants
 *  1. A form is submitted once; whoever presses again is told what came of it.
 *  2. The same kind, day, host and firms are not recorded twice.
 */
import { formText, type KnownScene, type Pressed, type Result, type Tools } from '../../../src/command.ts';
import { type Activity, activityNumber, evolveActivity } from '../../../src/domain/activity/activity.ts';
import { decideActivity, decideRecord, enterpriseKey } from '../../../src/domain/activity/decide.ts';
import { mayChangeActivity } from '../../../src/domain/activity/sight.ts';
import { monthOf } from '../../../src/domain/day.ts';
import { assert, isRefusal, refuse } from '../../../src/domain/decision.ts';
import { sequenceName } from '../../../src/domain/number.ts';
import type { Change, Draft } from '../../../src/outcome.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { answered, numberFrom } from '../../../src/store/return-visits.ts';
import { activityEffects, withLeads } from '../../../src/store/visit-effects.ts';
import { pressedActivity } from './find.ts';
import { draftOf, readForm, refuseRecorder } from './form.ts';
import { activityAnswer } from './view.ts';

const SAME_DAY_MAX = 200;

export async function submitActivity(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const found = await draftOf(pressed, here, tools);
  if (isRefusal(found)) return found;
  const refused = refuseRecorder(here);
  if (refused !== null) return refused;
  const read = readForm(pressed, here);
  if (isRefusal(read)) return read;
  const { names, ...rest } = read;
  if (names.length > 200)
    return refuse(`一次最多登记 50 家企业，这里有 ${names.length} 家`, { next: '请分几次登记。' });
  const details = { ...rest, enterprises: await withLeads(names, rest.units, tools) };
  return found.payload.number === null
    ? record(found.draft, details, here, tools)
    : correct(found.draft, found.payload.number, details, formText(pressed, 'reason') ?? '', here, tools);
}

type Details = Parameters<typeof decideRecord>[2];

const doneWith = (draft: Draft, number: string): Draft => ({
  ...draft,
  version: draft.version + 1,
  state: 'done',
  result: number,
});

const firmsOf = (activity: Pick<Activity, 'enterprises'>): string =>
  activity.enterprises
    .map(({ name }) => enterpriseKey(name))
    .sort()
    .join('\n');

/** The one that says the very same. */
export async function twinOf(activity: Activity, tools: Pick<Tools, 'store'>): Promise<Activity | null> {
  const { items } = await tools.store.activities({
    kinds: [activity.kind],
    from: activity.on,
    to: activity.on,
    limit: SAME_DAY_MAX,
  });
  return (
    items.find(
      (one) =>
        one.units[0] === activity.units[0] &&
        firmsOf(one) === firmsOf(activity) &&
        // Without firms only the theme tells two of a day apart.
        (activity.enterprises.length > 0 || one.topic === activity.topic),
    ) ?? null
  );
}

async function record(draft: Draft, details: Details, here: KnownScene, tools: Tools): Result {
  const month = monthOf(here.today);
  const name = sequenceName('activity', month);
  const value = (await tools.store.lastValue(name)) + 1;
  const decided = decideRecord(here.pack, activityNumber(month, value), details, here.today);
  if (isRefusal(decided)) return decided;
  const activity = decided.facts.reduce<Activity | null>(
    (state, fact) => evolveActivity(state, fact, here.now, here.actor.id),
    null,
  );
  assert(activity !== null, 'a recording makes an activity');
  const twin = await twinOf(activity, tools);
  if (twin !== null)
    return refuse(`${activity.on} 同样的活动已经登记过（${twin.number}）`, {
      next: `要补充请发送「活动 ${twin.number}」，按「补充成果」或「更正」。`,
    });
  const replies = await answered(activity, tools.store);
  const effects = await activityEffects(null, activity, here, tools, numberFrom(tools.store));
  const lines = [
    ...(replies.numbers.length === 0 ? [] : [`${replies.numbers.join('、')} 约定的回访已经办了。`]),
    ...(effects.some((one) => one.subject === 'lead') ? ['已计为对应线索的进展，保护期顺延。'] : []),
    ...(effects.some((one) => one.subject === 'points') ? ['走访积分已计。'] : []),
    ...promisedWords(effects),
  ];
  return {
    changes: [
      { subject: 'sequence', name, value },
      { subject: 'draft', draft: doneWith(draft, activity.number) },
      { subject: 'activity', before: null, facts: decided.facts },
      ...replies.changes,
      ...effects,
    ],
    answer: {
      ...(await activityAnswer(activity, here, tools, `已登记 ${activity.number}`, lines, effects)),
      toast: { tone: 'success', text: `已登记 ${activity.number}` },
    },
    notices: [],
  };
}

/** The task a promise became. */
function promisedWords(effects: readonly Change[]): readonly string[] {
  return effects.flatMap((one) => {
    const fact = one.subject === 'task' && one.before === null ? one.facts[0] : undefined;
    return fact?.type === 'task.assigned'
      ? [`约定的回访已转为任务 ${fact.number}，${fact.dueOn ?? ''} 上午提醒您。`]
      : [];
  });
}

async function correct(
  draft: Draft,
  number: string,
  details: Details,
  reason: string,
  here: KnownScene,
  tools: Tools,
): Result {
  const before = await pressedActivity(number, tools);
  if (isRefusal(before)) return before;
  if (!mayChangeActivity(here.actor, before, here.roster))
    return refuse(`您不能更正 ${number}`, { next: '请主办单位的填报员或招商办更正。' });
  const deed = { do: 'correct' as const, details, reason: maskPhonesIn(reason) };
  const decided = decideActivity(here.pack, before, deed, here.actor.id, here.today);
  if (isRefusal(decided)) return decided;
  const after = decided.facts.reduce<Activity>(
    (state, fact) => evolveActivity(state, fact, here.now, here.actor.id),
    before,
  );
  const effects = await activityEffects(before, after, here, tools, numberFrom(tools.store));
  return {
    changes: [
      { subject: 'draft', draft: doneWith(draft, number) },
      { subject: 'activity', before, facts: decided.facts },
      ...effects,
    ],
    answer: {
      ...(await activityAnswer(after, here, tools, `已更正 ${number}`, promisedWords(effects), effects)),
      toast: { tone: 'success', text: `已更正 ${number}` },
    },
    notices: [],
  };
}

export async function dropForm(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const found = await draftOf(pressed, here, tools);
  if (isRefusal(found)) return found;
  const draft: Draft = {
    ...found.draft,
    version: found.draft.version + 1,
    state: 'cancelled',
    result: '已取消',
  };
  return {
    changes: [{ subject: 'draft', draft }],
    answer: {
      card: {
        title: '已取消',
        tone: 'closed',
        body: [{ el: 'text', text: '没有登记任何内容。需要时再发送「走访」或「活动」。' }],
      },
      toast: { tone: 'info', text: '已取消。' },
    },
    notices: [],
  };
}
