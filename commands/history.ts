/**
 * 留痕: the history of a lead, project, task, transfer or hand-over as sentences, for whoever may see it and as much as
 * they may see (`src/domain/history/sight.ts`). Never in a group.
 */
import { historyCard } from '../src/cards/history.ts';
import { forPeople, type KnownScene, type Result, type Tools } from '../src/command.ts';
import { isRefusal } from '../src/domain/decision.ts';
import { answerOnly } from '../src/outcome.ts';
import { itemMeant } from './shared/history/find.ts';
import { historyOf, type Item, numberOf } from './shared/history/read.ts';

/** 线索 历史 XS-…, 项目留痕 XM-… and the like: longer than the words of the commands that show the item. */
const OF_ITEMS = ['线索', '项目', '任务', '流转', '交接'].flatMap((item) =>
  ['留痕', '历史'].flatMap((word) => [`${item} ${word}`, `${item}${word}`]),
);
const AFTER_NUMBER = /^((?:X[SM]|RW|LZ|JJ|HD)[-－—]?[\d\-－—]*)\s*的?\s*(?:留痕|历史)$/iu;

export const history = forPeople({
  id: 'history',
  words: ['留痕', '历史', ...OF_ITEMS],
  summary: '查看一条线索、项目、任务或流转从头到尾的记录：何时、何人、做了什么、为什么',
  example: '留痕 XS-202611-0001',
  who: ['reporter', 'verifier', 'office', 'leader', 'assessor', 'discipline', 'admin'],
  inGroups: false,
  recognises: (text) => AFTER_NUMBER.test(text.trim()),
  say: (text, here, tools) => show(AFTER_NUMBER.exec(text.trim())?.[1] ?? text, 0, here, tools),
  press: {
    page: (pressed, here, tools) => {
      const page = Number.parseInt(pressed.args['page'] ?? '0', 10);
      return show(pressed.args['item'] ?? '', Number.isSafeInteger(page) ? page : 0, here, tools);
    },
  },
});

const SHOWS: Readonly<Record<Item['kind'], { readonly label: string; readonly command: string }>> = {
  lead: { label: '查看', command: 'leads' },
  task: { label: '查看任务', command: 'task' },
  transfer: { label: '查看流转', command: 'transfer' },
  handover: { label: '查看流转', command: 'transfer' },
  activity: { label: '查看活动', command: 'activity' },
};

async function show(words: string, page: number, here: KnownScene, tools: Tools): Result {
  const item = await itemMeant(words, here, tools);
  if (isRefusal(item)) return item;
  const told = await historyOf(item, { viewer: here.actor, roster: here.roster, pack: here.pack }, tools);
  const key = numberOf(item);
  const card = historyCard({ ...told, page, key, shows: SHOWS[item.kind] });
  return answerOnly({ card, about: key });
}
