/** Which activity is meant: a number or its tail, or the quoted card; and the words of a list's filter. */
import type { Scene, Tools } from '../../../src/command.ts';
import type { Activity } from '../../../src/domain/activity/activity.ts';
import { type Refusal, refuse } from '../../../src/domain/decision.ts';
import { numberMatches, readNumber } from '../../../src/domain/number.ts';

const CANDIDATES_MAX = 20;

/** `HD-202611-0001` and what follows it; a bare `HD1`, `HD-3` too. */
export function splitActivityNumber(text: string): { readonly number: string | null; readonly rest: string } {
  const words = text.normalize('NFKC').trim();
  const found = /^HD[-\u2010-\u2015\u2212]?\d{1,9}(?:[-\u2010-\u2015\u2212]\d{1,9})?(?!\d)/iu.exec(words);
  if (found === null) return { number: null, rest: text.trim() };
  return { number: found[0], rest: words.slice(found[0].length).replace(/^[\s,，:：、]+/u, '') };
}

export async function activityMeant(words: string, tools: Pick<Tools, 'store'>): Promise<Activity | Refusal> {
  const number = readNumber(words);
  const none = refuse(`没有找到活动「${words.slice(0, 30)}」`, {
    next: '发送「活动」查看列表，或核对编号。',
  });
  if (number === null) return none;
  const found = await tools.store.activitiesByNumber(number, CANDIDATES_MAX);
  const exact = found.filter((one) => numberMatches(one.number, number));
  const [only, ...others] = exact.length > 0 ? exact : found;
  if (only === undefined) return none;
  if (others.length === 0) return only;
  const numbers = [only, ...others].slice(0, 5).map((one) => one.number);
  return refuse(`「${words.slice(0, 30)}」可以是 ${others.length + 1} 项活动：${numbers.join('、')}`, {
    next: '请写全编号。',
  });
}

/** The activity of the quoted card. */
export async function quotedActivity(here: Scene, tools: Pick<Tools, 'store'>): Promise<Activity | null> {
  return here.quoted?.startsWith('HD-') === true ? tools.store.activity(here.quoted) : null;
}

/** By its whole number, as a button carries it. */
export async function pressedActivity(
  number: string | undefined,
  tools: Pick<Tools, 'store'>,
): Promise<Activity | Refusal> {
  const found = number === undefined || number.length > 30 ? null : await tools.store.activity(number);
  return found ?? refuse('没有找到这项活动', { next: '发送「活动」查看列表。' });
}
