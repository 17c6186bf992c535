/** The words after 线索 that do something, and who does it. Anything else is a search. */
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { splitNumber } from '../find.ts';
import { sayContact } from '../lead/contact.ts';
import { sayProjectName, sayRename } from '../lead/rename.ts';
import { sayAssign } from './assign.ts';
import { sayAwards } from './awards.ts';
import { sayClaim, sayGiveBack, sayReceipt } from './claim.ts';
import { sayAnswer, sayCooperate } from './cooperation.ts';
import { sayDispute, sayWithdrawal } from './dispute.ts';
import { sayJudge, sayReferrer, unjudgedList } from './judge.ts';
import { poolList } from './list.ts';
import { sayMerge } from './merge.ts';
import { sayPoints } from './points.ts';
import { saySecrecy } from './secrecy.ts';
import { sayVerdict } from './verdict.ts';

export type Verb = (words: string, here: KnownScene, tools: Tools) => Result;

const VERBS: Readonly<Record<string, Verb>> = {
  池: (_words, here, tools) => poolList(here, tools),
  线索池: (_words, here, tools) => poolList(here, tools),
  公共线索池: (_words, here, tools) => poolList(here, tools),
  公共池: (_words, here, tools) => poolList(here, tools),
  认领: sayClaim,
  退回: sayGiveBack,
  收回: sayGiveBack,
  分派: sayAssign,
  签收: sayReceipt,
  合作: sayCooperate,
  同意: (words, here, tools) => sayAnswer(words, true, here, tools),
  不同意: (words, here, tools) => sayAnswer(words, false, here, tools),
  争议: sayDispute,
  撤回争议: sayWithdrawal,
  裁定: sayVerdict,
  合并: sayMerge,
  待核实: (_words, here, tools) => unjudgedList(here, tools),
  有效: (words, here, tools) => sayJudge(words, 'valid', here, tools),
  核实: (words, here, tools) => sayJudge(words, 'verified', here, tools),
  无效: (words, here, tools) => sayJudge(words, 'invalid', here, tools),
  保密: (words, here, tools) => saySecrecy(words, true, here, tools),
  设为保密: (words, here, tools) => saySecrecy(words, true, here, tools),
  取消保密: (words, here, tools) => saySecrecy(words, false, here, tools),
  更名: sayRename,
  企业更名: sayRename,
  项目名称: sayProjectName,
  联系人: sayContact,
  推荐人: sayReferrer,
  积分: sayPoints,
  评奖: sayAwards,
};

/** These take names, not numbers: `积分 大田县`. */
const NAMED = new Set(['池', '线索池', '公共池', '公共线索池', '待核实', '积分', '评奖', '争议']);
const WORDS = Object.keys(VERBS).sort((a, b) => b.length - a.length);
/** A company may begin with such a word (合作社): it must stand alone, or before a number. */
const VERB = new RegExp(`^(${WORDS.join('|')})(?=$|[\\s,，:：、。]|X[SM]|\\d)`, 'i');

/** Said without 线索: before the number of a lead, or 积分, 评奖, 线索池 alone. */
const LOOSE = new RegExp(
  `^(?:(?:${WORDS.join('|')})[\\s,，:：、]*X[SM][-－—]?\\d|(?:积分|评奖|(?:公共)?线索池|待核实)$)`,
  'i',
);

/** The same, or the number and then the word. */
export const isLooseVerb = (text: string): boolean =>
  LOOSE.test(text) || (/^X[SM][-－—]?\d/i.test(text) && readVerb(text) !== null);

/** What these words ask for: `认领 XS-…`, and `XS-… 认领` as well; `null` for a search. */
export function readVerb(text: string): { readonly run: Verb; readonly words: string } | null {
  const direct = verbAt(text.trim());
  if (direct !== null) return { run: direct.run, words: direct.rest };
  const { number, rest } = splitNumber(text);
  if (number === null) return null;
  const after = verbAt(rest);
  if (after === null || NAMED.has(after.word)) return null;
  return { run: after.run, words: `${number} ${after.rest}`.trim() };
}

function verbAt(text: string): { readonly word: string; readonly run: Verb; readonly rest: string } | null {
  const word = VERB.exec(text)?.[1];
  const run = word === undefined ? undefined : VERBS[word];
  if (word === undefined || run === undefined) return null;
  return { word, run, rest: text.slice(word.length).replace(/^[\s,，:：、。]+/, '') };
}
