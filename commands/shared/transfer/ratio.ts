/** Ratios as people write them: 3:7, 三七开, 30%, 30%:70%, 招商方四成, 对半, and one for each year. */
import { dec } from '../../../src/domain/decimal.ts';
import type { Ratio } from '../../../src/domain/transfer/terms.ts';

/** What a text says of ratios; `rest` is the text without it. */
export interface RatioWords {
  readonly ratio: Ratio | null;
  readonly byYear: Readonly<Record<string, Ratio>>;
  /** Why the first wrong one is wrong. */
  readonly wrong: string | null;
  readonly rest: string;
}

const HINT = '请写成合计为 10 的比例（如 3:7、4:6），或招商方的百分数（如 30%）';
const DIGITS = '一二三四五六七八九';
const NUMBER = String.raw`-?\d{1,6}(?:\.\d{1,8})?`;
const HAN = `[${DIGITS}]`;

type Found = { readonly ratio: Ratio } | { readonly wrong: string };

const wrong = (why: string): Found => ({ wrong: `${why}，${HINT}` });

function fromParts(a: string, b: string, percent: boolean): Found {
  const [sender, receiver] = [dec(a), dec(b)];
  const shown = percent ? `${a}%:${b}%` : `${a}:${b}`;
  if (sender.isNegative() || receiver.isNegative()) return wrong(`分成比例 ${shown} 不能有负数`);
  const sum = sender.plus(receiver);
  const isHalf = !percent && sender.eq(1) && receiver.eq(1);
  const wholes = percent ? [100] : [10, 100, 1];
  if (!isHalf && !wholes.some((whole) => sum.eq(whole)))
    return wrong(`分成比例 ${shown} 合计是 ${sum.toFixed()}${percent ? '%' : ''}，不是一个整份`);
  return { ratio: [sender.div(sum).toFixed(), receiver.div(sum).toFixed()] };
}

/** The sender's percent alone; the receiver has the rest. */
function fromShare(percent: string, side: 'sender' | 'receiver'): Found {
  const share = dec(percent);
  if (share.isNegative() || share.gt(100)) return wrong(`分成比例 ${percent}% 应在 0% 到 100% 之间`);
  const [own, other] = [share.div(100), dec(100).minus(share).div(100)];
  return { ratio: side === 'sender' ? [own.toFixed(), other.toFixed()] : [other.toFixed(), own.toFixed()] };
}

const hanDigit = (word: string): string => String(DIGITS.indexOf(word) + 1);

/** Forms in the order they are tried; each gives the ratio of its match. */
const FORMS: readonly (readonly [pattern: string, read: (groups: readonly string[]) => Found])[] = [
  [
    String.raw`(?:招商方|转出方?|我方|甲方)[^\d%,，;；。]{0,4}(${NUMBER})\s*%[\s,，、;；和与]*(?:落户方|转入方?|对方|乙方)[^\d%,，;；。]{0,4}(${NUMBER})\s*%`,
    ([a = '', b = '']) => fromParts(a, b, true),
  ],
  [
    String.raw`(${NUMBER})\s*%\s*(?:[:/、,，]|比|对|和|与)\s*(${NUMBER})\s*%`,
    ([a = '', b = '']) => fromParts(a, b, true),
  ],
  [String.raw`(${NUMBER})\s*(?::|比)\s*(${NUMBER})(?![\d.])`, ([a = '', b = '']) => fromParts(a, b, false)],
  [`(${HAN})\\s*(?:比|:)\\s*(${HAN})`, ([a = '', b = '']) => fromParts(hanDigit(a), hanDigit(b), false)],
  [`(${HAN})(${HAN})(?:开|分成?|分账)`, ([a = '', b = '']) => fromParts(hanDigit(a), hanDigit(b), false)],
  ['对半分?成?|平分|各半|各一半|各占一半', () => fromParts('5', '5', false)],
  [
    String.raw`(?:落户方|转入方?|对方|乙方)[^\d%,，;；。]{0,4}(${NUMBER})\s*%`,
    ([a = '']) => fromShare(a, 'receiver'),
  ],
  [
    String.raw`(?:(?:招商方|转出方?|我方|甲方)[^\d%,，;；。]{0,4})?(${NUMBER})\s*%`,
    ([a = '']) => fromShare(a, 'sender'),
  ],
  [`(?:落户方|对方)[占得]?(${HAN})成`, ([a = '']) => fromShare(`${hanDigit(a)}0`, 'receiver')],
  [
    `(?:(?:招商方|我方)[占得]?)?(${HAN})成(?![立功果员交本熟])`,
    ([a = '']) => fromShare(`${hanDigit(a)}0`, 'sender'),
  ],
];

const YEAR = String.raw`(?<!\d)(20\d{2})\s*年?度?\s*[:,，]?\s*`;

/** Finds the ratios of a text. A year before a ratio makes it that year's. */
export function readRatios(text: string): RatioWords {
  let rest = text
    .normalize('NFKC')
    .replace(/[∶﹕︰]/g, ':')
    .slice(0, 2_000);
  const byYear: Record<string, Ratio> = {};
  let firstWrong: string | null = null;
  const take = (source: string, read: (groups: readonly string[]) => Found): Found | null => {
    const match = new RegExp(source, 'u').exec(rest);
    if (match === null) return null;
    rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
    const found = read(match.slice(1).filter((group) => group !== undefined));
    if ('wrong' in found) firstWrong ??= found.wrong;
    return found;
  };
  for (const [pattern, read] of FORMS) {
    for (;;) {
      let year = '';
      const found = take(`${YEAR}(?:${pattern})`, ([first = '', ...groups]) => {
        year = first;
        return read(groups);
      });
      if (found === null) break;
      if ('ratio' in found) byYear[year] = found.ratio;
    }
  }
  let ratio: Ratio | null = null;
  for (const [pattern, read] of FORMS) {
    const found = take(pattern, read);
    if (found === null) continue;
    if ('ratio' in found) ratio = found.ratio;
    break;
  }
  return { ratio, byYear, wrong: firstWrong, rest: rest.replace(/\s+/g, ' ').trim() };
}

/** The 分成比例 field: one ratio and nothing else; `三七` alone is one too. */
export function readRatioField(text: string): Found {
  const typed = text.normalize('NFKC').trim();
  const pair = new RegExp(`^(${HAN})(${HAN})$`, 'u').exec(typed);
  if (pair !== null) return fromParts(hanDigit(pair[1] ?? ''), hanDigit(pair[2] ?? ''), false);
  const read = readRatios(typed);
  if (read.wrong !== null) return { wrong: read.wrong };
  if (read.ratio === null || read.rest !== '') return wrong(`看不懂分成比例「${typed.slice(0, 20)}」`);
  return { ratio: read.ratio };
}

/** The 分年度比例 field: a year and its ratio a line, or blank. */
export function readYearsField(
  text: string,
): { readonly byYear: Readonly<Record<string, Ratio>> } | { readonly wrong: string } {
  if (text.trim() === '') return { byYear: {} };
  const read = readRatios(text);
  if (read.wrong !== null) return { wrong: read.wrong };
  const left = read.rest.replace(/[\s,，、;；。]+/g, '');
  if (read.ratio !== null || left !== '' || Object.keys(read.byYear).length === 0) {
    return { wrong: '看不懂「分年度比例」，请每行写一年，例如「2026年 5:5」' };
  }
  return { byYear: read.byYear };
}
