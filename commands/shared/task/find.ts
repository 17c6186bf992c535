/** Which task somebody means: a number or its tail, the quoted card, or the only one they could do this with. */
import type { KnownScene, Scene, Tools } from '../../../src/command.ts';
import { type Refusal, refuse } from '../../../src/domain/decision.ts';
import { numberMatches, readNumber } from '../../../src/domain/number.ts';
import { DEED_WORDS, deedsOpen, type TaskDeed } from '../../../src/domain/task/decide.ts';
import { standingOn } from '../../../src/domain/task/standing.ts';
import { OPEN_STATES, type Task } from '../../../src/domain/task/task.ts';
import { isTaskVisible } from './view.ts';

const CANDIDATES_MAX = 50;
const OPEN_MAX = 2_000;

export const noTask = (what: string): Refusal =>
  refuse(`没有找到${what}，或您无权查看`, { next: '发送「任务」查看您的任务。' });

async function visible(tasks: readonly Task[], scene: Scene, tools: Tools): Promise<readonly Task[]> {
  const shown: Task[] = [];
  for (const task of tasks) {
    const lead = task.lead === null ? null : await tools.store.lead(task.lead);
    if (isTaskVisible(task, lead, scene)) shown.push(task);
  }
  return shown;
}

/** By number or tail, among those that may be seen here. */
export async function taskByWords(words: string, scene: Scene, tools: Tools): Promise<Task | Refusal> {
  const number = readNumber(words);
  if (number === null) return noTask(`任务「${words.slice(0, 20)}」`);
  const found = await visible(await tools.store.tasksByNumber(number, CANDIDATES_MAX), scene, tools);
  const exact = found.filter((task) => numberMatches(task.number, number));
  const [only, ...others] = exact.length > 0 ? exact : found;
  if (only === undefined) return noTask(`任务「${words.slice(0, 20)}」`);
  if (others.length === 0) return only;
  const numbers = [only, ...others].slice(0, 5).map((task) => task.number);
  return refuse(`「${words}」可以是 ${others.length + 1} 项任务：${numbers.join('、')}`, {
    next: '请多写几位编号。',
  });
}

/** By its whole number, as a button carries it. */
export async function taskByNumber(
  number: string | undefined,
  scene: Scene,
  tools: Tools,
): Promise<Task | Refusal> {
  const task = number === undefined ? null : await tools.store.task(number);
  if (task === null) return noTask('这项任务');
  const [shown] = await visible([task], scene, tools);
  return shown ?? noTask('这项任务');
}

/** The subject of the quoted card, when it is a task. */
export async function quotedTask(scene: Scene, tools: Tools): Promise<Task | null> {
  if (scene.quoted?.startsWith('RW-') !== true) return null;
  const task = await tools.store.task(scene.quoted);
  return task === null ? null : ((await visible([task], scene, tools))[0] ?? null);
}

/** Nothing typed and nothing quoted: the only open task this deed fits, or a refusal that lists them. */
export async function onlyTaskFor(deed: TaskDeed, here: KnownScene, tools: Tools): Promise<Task | Refusal> {
  const open = await tools.store.tasks({ states: OPEN_STATES, limit: OPEN_MAX });
  const fits = open.filter((task) =>
    deedsOpen(task, standingOn(task, here.actor, here.roster)).includes(deed),
  );
  const [only] = fits;
  const word = DEED_WORDS[deed];
  if (only !== undefined && fits.length === 1) return only;
  if (only === undefined) return refuse(`没有您现在可以${word}的任务`, { next: '发送「任务」查看。' });
  const numbers = fits.slice(0, 5).map((task) => task.number);
  return refuse(`您可以${word}的任务有 ${fits.length} 项：${numbers.join('、')}`, {
    next: `请写编号，例如「任务 ${only.number} ${word}」。`,
  });
}
