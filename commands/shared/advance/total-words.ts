/**
 * 增资、减资 as people say it: `增资至8亿元` names the total, `增资3亿元` what is added, `减资5000万` what is taken off. What is
 * worked out is shown to be checked; what cannot be is left empty.
 */
import { type AmountRange, exactly, isSingle, makeAmount, printRange } from '../../../src/domain/money.ts';
import { findAmounts } from '../../../src/parse/amount.ts';
import { readPastDay } from '../../../src/parse/past-day.ts';
import { narrow } from '../../../src/parse/text.ts';

export interface TotalWords {
  /** What it becomes; `null` where the words do not say. */
  readonly total: AmountRange | null;
  readonly happenedOn: string | null;
  /** How the day that was said was read, or why it was not taken. */
  readonly dayHint: string | null;
  readonly evidence: string;
  /** What the person should look at. */
  readonly hint: string | null;
}

const OPENING =
  /^(?:追加投资|增加投资|增资扩股|增资|减资|投资额变更|总投资变更|变更总投资|变更投资额|调整总投资|总投资调整)[\s,，:：了额]*/;
/** Before a sum that is the whole: 至8亿, 到8亿, 总投资为8亿. */
const WHOLE_BEFORE = /(?:至|到|达|为|成|总投资|总额|[=＝→])\s*[:：]?\s*$/;
const FROM_BEFORE = /(?:由|从|原)[^,，。;；]{0,6}$/;
const EVIDENCE_LENGTH_MAX = 200;

/** As the form shows it, to be read back: 82000万元, 5000～8000万元. */
export const totalText = (range: AmountRange): string => printRange(range).replace(/（.*）$/u, '');

/** @param words from 增资 or 减资 on, as typed */
export function readTotal(words: string, was: AmountRange | null, today: string): TotalWords {
  const text = narrow(words);
  const isLess = /^减资/.test(text);
  const isChange = /^(?:增资|减资|追加|增加)/.test(text);
  const day = readPastDay(text, today);
  const sums = findAmounts(day.rest).filter(({ span }) => !FROM_BEFORE.test(day.rest.slice(0, span.start)));
  const whole = sums.find(({ span }) => WHOLE_BEFORE.test(day.rest.slice(0, span.start)));
  const chosen = whole ?? sums[0];
  const spans = findAmounts(day.rest).map(({ span }) => span);
  const bare = spans.reduceRight(
    (rest, { start, end }) => `${rest.slice(0, start)} ${rest.slice(end)}`,
    day.rest,
  );
  const evidence = bare
    .replace(OPENING, '')
    .replace(/(?:由|从|原)?\s*(?:增加|减少|调整|变更)?\s*(?:至|到|为|总投资)?\s*(?=[\s,，。;；]|$)/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,，。;；:：]+|[\s,，。;；]+$/g, '')
    .slice(0, EVIDENCE_LENGTH_MAX);
  const base = { happenedOn: day.on, dayHint: day.hint, evidence };
  if (chosen === undefined) return { ...base, total: null, hint: null };
  if (chosen === whole || !isChange) return { ...base, total: chosen.range, hint: null };
  return { ...base, ...added(was, chosen.range, isLess) };
}

function added(
  was: AmountRange | null,
  change: AmountRange,
  isLess: boolean,
): Pick<TotalWords, 'total' | 'hint'> {
  const word = isLess ? '减资' : '增资';
  const said = `您说的是${word} ${printRange(change)}`;
  const isPlain =
    was !== null && isSingle(was) && isSingle(change) && was.low.currency === change.low.currency;
  const units = isPlain ? was.low.units + (isLess ? -1 : 1) * change.low.units : Number.NaN;
  const sum = isPlain ? makeAmount(units, change.low.currency) : null;
  if (sum === null || !sum.ok) return { total: null, hint: `${said}；请填变更后的总额。` };
  const total = exactly(sum.value);
  return { total, hint: `${said}，变更后合计 ${printRange(total)}，请核对；要是说的就是总额，请改成总额。` };
}
