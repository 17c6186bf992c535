/**
 * What 得分, 目标 and 排名 share: whose standing is meant, reading it in time, and the projects named in an explanation
 * as this person may see them, in this chat.
 */
import type { KnownScene, Pressed, Tools } from '../../src/command.ts';
import { has, isOffice } from '../../src/domain/access.ts';
import { isMonth, type Month, monthOf } from '../../src/domain/day.ts';
import { isRefusal, type Refusal, refuse } from '../../src/domain/decision.ts';
import type { Line } from '../../src/domain/explain/explain.ts';
import { titleOf } from '../../src/domain/lead/lead.ts';
import { owingRule, refuseMonth } from '../../src/domain/month.ts';
import { type Checked, sumChecked } from '../../src/domain/progress-check/check.ts';
import type { Post, Roster } from '../../src/domain/roster.ts';
import type { NoReading, Reading } from '../../src/store/standing.ts';
import { sightHere } from './find.ts';
import { readMonthWords, seesPublishedOnly, unitsMeant } from './month-words.ts';

export const CITY = 'city';
/** Whoever pressed a button is answered within a second. */
export const PRESS_MS_MAX = 700;
const EVERYBODY: ReadonlySet<string> = new Set(['全市', '全部', '所有', '各单位', '单位', '城市', '总体']);
const NUMBERS = /X[MS]-\d{6}-\d{4,}/g;
const NUMBERS_MAX = 40;

export interface StandingWords {
  readonly month: Month;
  /** `city`, a unit or a post. */
  readonly subject: string;
}

/** Reads `[单位|职务] [月份]`; without them, the asker's own unit and the running month. */
export function readStandingWords(text: string, here: KnownScene, word: string): StandingWords | Refusal {
  const refused = refuseObserver(here, word);
  if (refused !== null) return refused;
  const words = readMonthWords(text, here);
  if (isRefusal(words)) return words;
  const month = words.month ?? monthOf(here.today);
  const said = words.rest.join('').replace(/的$/, '');
  if (said === '') return { month, subject: ownSubject(here) };
  const subject = subjectMeant(said, here, word);
  return isRefusal(subject) ? subject : { month, subject };
}

/** Those who see published things only have the bulletin. */
export function refuseObserver(here: KnownScene, word: string): Refusal | null {
  if (!seesPublishedOnly(here)) return null;
  return refuse(`「${word}」是随时变动、未经签发的数，观察员只能查看已签发的内容`, {
    next: '请发送「战报」或「排名」查看已签发的战报。',
  });
}

/** A group's own unit or the city; in private the asker's unit, for the office and leaders the city. */
function ownSubject({ actor, audience, chatUnit, roster }: KnownScene): string {
  if (audience === 'group') return asSubject(chatUnit ?? null, roster);
  const [own] = roster.unitsOf(actor);
  if (own === undefined || isOffice(actor) || has(actor, 'leader')) return CITY;
  return asSubject(own, roster);
}

/** The unit that is the city itself has the city's targets. */
const asSubject = (unit: string | null, roster: Roster): string =>
  unit === null || roster.unit(unit)?.kind === 'city' ? CITY : unit;

/** `city`, the unit or the post that words name; a refusal when none or several. */
export function subjectMeant(said: string, { roster, actor }: KnownScene, word: string): string | Refusal {
  if (EVERYBODY.has(said)) return CITY;
  const units = unitsMeant(said, roster);
  if (units[0] !== undefined && units.length === 1) return asSubject(units[0].id, roster);
  const posts = postsMeant(said, roster);
  const own = posts.filter((post) => roster.unitsOf(actor).includes(post.unit));
  const [post] = posts.length === 1 ? posts : own;
  if (post !== undefined && (posts.length === 1 || own.length === 1)) return post.id;
  const shown = said.slice(0, 20);
  const several = [...units.map((unit) => unit.name), ...posts.map((one) => postName(one, roster))];
  if (several.length > 0) {
    return refuse(`「${shown}」不止一个：${several.slice(0, 6).join('、')}`, {
      next: `请写全称，例如「${word} ${several[0] ?? ''}」。`,
    });
  }
  return refuse(`名册中没有单位或职务「${shown}」`, {
    next: `请写单位的全称或简称，或单位加职务，例如「${word} ${roster.units.at(-1)?.name ?? '单位名称'}」；全市请发送「${word} 全市」。`,
  });
}

/** What the cards of 得分 and 目标 say above their lines. */
export const frameOf = (
  { pack, summary, workedOutAt }: Pick<Reading, 'pack' | 'summary' | 'workedOutAt'>,
  month: Month,
  page: number,
  here: KnownScene,
) => ({
  month,
  asOf: summary.asOf,
  running: summary.asOf >= here.today,
  workedOutAt,
  plan: pack.title,
  page,
});

/** Posts by their title, or by their unit's name and their title. */
function postsMeant(said: string, roster: Roster): readonly Post[] {
  return roster.posts.filter((post) => {
    const unit = roster.unit(post.unit);
    const names = unit === null ? [] : [unit.name, ...unit.aliases];
    return post.title === said || names.some((name) => `${name}${post.title}` === said);
  });
}

const postName = (post: Post, roster: Roster): string => `${roster.unitName(post.unit)}${post.title}`;

/** The name of a subject, whether or not the standing has a row of it. */
export function nameOf(subject: string, roster: Roster): string {
  if (subject === CITY) return '全市';
  const post = roster.unit(subject) === null ? roster.posts.find((one) => one.id === subject) : undefined;
  return post === undefined ? roster.unitName(subject) : postName(post, roster);
}

/** The month and page a button carries; a refusal when it is no longer one of ours. */
export function readPressed(
  pressed: Pressed,
  here: KnownScene,
  word: string,
): { readonly month: Month; readonly page: number; readonly subject: string } | Refusal {
  const refused = refuseObserver(here, word);
  if (refused !== null) return refused;
  const { month = '', page = '0', subject = CITY } = pressed.args;
  if (!isMonth(month) || refuseMonth(month, here.today) !== null) {
    return refuse('这个按钮已经失效', { next: `请重新发送「${word}」。` });
  }
  const at = Number(page);
  return { month, page: Number.isSafeInteger(at) && at > 0 ? at : 0, subject };
}

/** The standing at the end of a month, or today; whoever pressed a button does not wait. */
export async function readStanding(
  month: Month,
  here: KnownScene,
  tools: Tools,
  how: 'typed' | 'pressed',
): Promise<Reading | Refusal> {
  const patience = how === 'pressed' ? PRESS_MS_MAX : undefined;
  const reading = await tools.standing.read(month, here.today, patience);
  return 'failed' in reading ? refuseUnread(reading) : reading;
}

function refuseUnread({ failed }: NoReading): Refusal {
  if (failed === 'busy') return refuse('数据刚有变化，正在重新计算', { next: '请过几秒钟再按一次。' });
  const why = failed === 'too-slow' ? '超过了规定的时间' : '超过了可用的内存';
  return refuse(`数据量太大，计算${why}，没有算完`, { next: '请稍后再试；仍不行请联系管理员。' });
}

/** Project numbers in the lines get the project's name, or give way where this person may not see it here. */
export async function withProjectNames(
  lines: readonly Line[],
  here: KnownScene,
  tools: Tools,
): Promise<readonly Line[]> {
  const numbers = [...new Set(lines.flatMap((line) => line.text.match(NUMBERS) ?? []))];
  const shown = new Map<string, string>();
  await Promise.all(
    numbers.slice(0, NUMBERS_MAX).map(async (number) => {
      const lead = await tools.store.lead(number);
      if (lead !== null && sightHere(lead, here) !== 'none') shown.set(number, `${number} ${titleOf(lead)}`);
    }),
  );
  const known = (number: string) => shown.get(number) ?? '（不便显示的项目）';
  return lines.map((line) => ({ ...line, text: line.text.replace(NUMBERS, known) }));
}

/** How much of what these reported for the month has been verified 已审; `null` where nothing was, or no unit is meant. */
export async function checkedFor(
  subject: string,
  month: Month,
  { pack, roster }: KnownScene,
  { store }: Tools,
): Promise<Checked | null> {
  const within = roster.units.map((one) => one.id).filter((id) => roster.isWithin(id, subject));
  if (subject !== CITY && within.length === 0) return null;
  const rule = owingRule(pack, month);
  const reports = await store.unitReports({ rule, ...(subject === CITY ? {} : { units: within }) });
  const checked = sumChecked(
    reports.map(({ reported, returned, verified }) => ({ reported: reported + returned, verified })),
  );
  return checked.reported === 0 ? null : checked;
}
