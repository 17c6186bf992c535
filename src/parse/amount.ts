// Finds sums of money in typed Chinese and says what each is: the investment, a part of it, or other money (产值,
// 税收, 注册资本). What could be read in two ways carries a reason in `unsure` and must not be used silently.
// Leaves out which of several sums a lead takes (src/parse/lead.ts) and exchange rates.
import { type Amount, type AmountRange, type Currency, makeAmount } from '../domain/money.ts';
import { type Scan, scanOne, scanRange } from './amount-scan.ts';
import {
  CONVERTED,
  currencyBefore,
  INVEST_AFTER,
  INVEST_CUE,
  NEAR_AFTER,
  NEAR_BEFORE,
  OTHER_AFTER,
  OTHER_CUE,
  PART_CUE,
  SIZE_CLASS,
  STRONG_UNIT,
  WEAK_UNIT,
} from './amount-words.ts';
import { ONE, startsNumber } from './numeral.ts';
import { foldWidth, overlapsAny, type Span } from './text.ts';

/** What a sum is: `total` names the total investment, `invest` an investment, `part` a phase of it, `plain` no cue. */
export type AmountRole = 'total' | 'invest' | 'plain' | 'part' | 'other' | 'conversion';

/** A sum found in a text. */
export interface AmountFound {
  readonly range: AmountRange;
  readonly role: AmountRole;
  /** Of the sum with its currency and the words that belong to it (约, 左右). */
  readonly span: Span;
  /** As typed. */
  readonly text: string;
  /** Chinese reason why the value cannot be relied on. */
  readonly unsure?: string;
}

/** How to read: `field` takes a bare number as 万, `currency` is what a sum without a currency word is in. */
export interface AmountOptions {
  readonly field?: boolean;
  readonly currency?: Currency;
  /** Stretches that are something else already (phones, dates). */
  readonly skip?: readonly Span[];
}

/** 1。5亿, 1,5000万: what stands before such a mark may belong to the number; three digits behind a comma are read with it. */
const TORN = /(?<![\d.])(?:0|[1-9]\d{0,2})[,，。·]$/;
const TORN_MAX = 5;

const toUnits = (value: bigint): number | null => {
  if (value % ONE !== 0n) return null;
  const units = value / ONE;
  return units > 10n ** 15n ? Number.MAX_VALUE : Number(units);
};

function nearestCue(text: string): 'invest' | 'other' | null {
  const last = (pattern: RegExp): number => {
    let at = -1;
    for (const match of text.matchAll(pattern)) at = match.index + match[0].length;
    return at;
  };
  const [invest, other] = [last(INVEST_CUE), last(OTHER_CUE)];
  if (invest < 0 && other < 0) return null;
  return invest > other ? 'invest' : 'other';
}

/** Role from the words around: the nearest cue before in the same clause, else the words right after. */
function roleOf(text: string, start: number, end: number, from: number): AmountRole {
  const window = text.slice(Math.max(from, start - 24), start);
  const clause = window.slice(
    Math.max(...['，', ',', '。', ';', '；', '\n', '!', '?'].map((mark) => window.lastIndexOf(mark))) + 1,
  );
  const lead = text.slice(Math.max(0, start - 12), start);
  const bracketed = text.charAt(from) === '(' && start - from <= 6;
  if (from > 0 && (bracketed || CONVERTED.test(lead))) return 'conversion';
  if (/(?:每亩|亩均|每平米?|单位)[^，,。]{0,6}$/.test(clause)) return 'other';
  const after = text.slice(end, end + 12);
  if (OTHER_AFTER.test(after)) return 'other';
  const cue = nearestCue(clause);
  if (cue === 'other') return 'other';
  if (
    new RegExp(PART_CUE.source).test(clause.trimEnd().slice(clause.trimEnd().lastIndexOf(' ') + 1)) &&
    !/ $/.test(clause)
  )
    return 'part';
  if (/总投|总的?要?投|总额|合计|一共|共/.test(clause)) return 'total';
  if (/^ ?(?:的)?总投/.test(after)) return 'total';
  if (cue === 'invest' || INVEST_AFTER.test(after)) return 'invest';
  return 'plain';
}

/** True when what stands around says that the number is not money. */
function isNotMoney(
  text: string,
  start: number,
  scan: Scan,
  options: AmountOptions,
  before: string,
): boolean {
  const after = text.slice(scan.end, scan.end + 10);
  const previous = text.charAt(start - 1);
  if (/[第.#]/.test(previous) && !/\s\.$/.test(before)) return true;
  if (/[A-Za-z]$/.test(previous) && currencyBefore(text, start) === null) return true;
  const number = text.slice(start, scan.read.end);
  if (/^[十百千万亿]$/.test(number)) return true;
  const cuedVague = scan.currency !== null || /[投资额金]\S{0,3}$/.test(before);
  if (/^[百千万亿]+$/.test(number) && !cuedVague) return true;
  // 三元, 五元: places and ternary materials; nobody invests a few yuan.
  if (!scan.read.big && scan.factor === 1n && scan.read.low < 1000n * ONE && options.field !== true)
    return true;
  const explicit = scan.currency !== null || currencyBefore(text, start) !== null || scan.factor !== 1n;
  if (SIZE_CLASS.test(after) && (scan.read.vague || /^ ?(?:元)?(?:级|强|产业|集群)/.test(after))) return true;
  if (explicit) return false;
  const cued = /(?:投资|总投|投入|金额|投|额)(?:约|近|超|大约|大概|:|为|是|有|在|达|：| |个){0,3}$/.test(
    before,
  );
  if (STRONG_UNIT.test(after)) return true;
  if (/^ ?[A-Za-z]/.test(after) && !/^ ?(?:[A-Z][a-z]|[A-Z]{2})/.test(after)) return true;
  if (!cued && WEAK_UNIT.test(after)) return true;
  if (
    /(?:年产|产能|占地|面积|用地|建面|日产|月产|装机|规模为?年产)[^，,。]{0,3}$/.test(before) &&
    !/产值/.test(before)
  )
    return true;
  if (scan.read.big) return false;
  if (options.field === true) return false;
  if (WEAK_UNIT.test(after) || !/^(?:左右|上下|以上)?(?:[\s,，。;；)）!、]|$)/.test(after)) return true;
  return !/(?:投资|总投|投资额|金额|投资金额)(?:约|近|超|大约|大概|:|为|是|达|：| ){0,3}$/.test(before);
}

function buildRange(
  text: string,
  scan: Scan,
  range: ReturnType<typeof scanRange>,
  currency: Currency,
  bare: boolean,
): { value: AmountRange | null; unsure: string | null; approx: boolean } {
  const times = bare ? 10_000n : 1n;
  const lowRaw = scan.read.low * scan.factor * times * (range?.lift ?? 1n);
  const highRaw = range ? range.second.read.high * range.second.factor : scan.read.high * scan.factor * times;
  const approx = scan.read.approx || (range?.second.read.approx ?? false);
  const typed = text;
  const [low, high] = [toUnits(lowRaw), toUnits(highRaw)];
  if (scan.read.vague) return { value: null, unsure: `“${typed}”不是确切金额，请写明数字`, approx };
  // 1亿9千: nine thousand yuan to the letter, ninety million in the mouth.
  if (/亿[^零〇万亿]+[千百](?:元|块)?$/u.test(typed))
    return { value: null, unsure: `“${typed}”说不准是多少，请写成例如 1.9亿元`, approx };
  if (scan.read.dangling) return { value: null, unsure: `“${typed}”看不出单位，请写成例如 1.5亿元`, approx };
  if (low === null || high === null || scan.read.inexact)
    return { value: null, unsure: `“${typed}”精确到元以下，请核对`, approx };
  const made = [makeAmount(low, currency), makeAmount(high, currency)] as const;
  if (!made[0].ok) return { value: null, unsure: made[0].reason, approx };
  if (!made[1].ok) return { value: null, unsure: made[1].reason, approx };
  if (low === 0 && high === 0) return { value: null, unsure: `“${typed}”是零，请写明投资额`, approx };
  if (low > high) return { value: null, unsure: `“${typed}”前大后小，请核对`, approx };
  if (bare && high >= 10_000_000 * 10_000)
    return { value: null, unsure: `“${typed}”没有单位，是元还是万元？请写明`, approx };
  return { value: { low: made[0].value, high: made[1].value, approx }, unsure: null, approx };
}

function amountAt(
  text: string,
  start: number,
  from: number,
  options: AmountOptions,
): AmountFound | { next: number } {
  const scan = scanOne(text, start);
  if (!scan) return { next: start + 1 };
  const next = { next: scan.end };
  const before = text.slice(Math.max(from, start - 16), start);
  const range = scanRange(text, scan);
  const last = range?.second ?? scan;
  const whole: Scan = {
    ...last,
    read: range ? last.read : scan.read,
    currency: last.currency ?? scan.currency,
  };
  if (isNotMoney(text, start, whole, options, before)) return { next: last.end };
  const span0 = { start, end: last.end };
  if (overlapsAny(span0, options.skip ?? [])) return next;
  const prefix = currencyBefore(text, start);
  const bare =
    !scan.read.big &&
    scan.factor === 1n &&
    scan.currency === null &&
    !range &&
    (prefix === null || options.field === true);
  const currency =
    (whole.currency === 'CNY' ? prefix?.currency : null) ??
    whole.currency ??
    prefix?.currency ??
    options.currency ??
    'CNY';
  const torn = TORN.exec(text.slice(Math.max(from, start - TORN_MAX), start))?.[0] ?? '';
  const isTorn = torn !== '' && !overlapsAny({ start: start - torn.length, end: start }, options.skip ?? []);
  const begin = start - (isTorn ? torn.length : (prefix?.length ?? 0));
  const nearBefore = NEAR_BEFORE.exec(text.slice(Math.max(from, begin - 8), begin));
  const nearAfter = NEAR_AFTER.exec(text.slice(last.end, last.end + 4));
  const span = { start: begin - (nearBefore?.[0].length ?? 0), end: last.end + (nearAfter?.[0].length ?? 0) };
  const typed = text.slice(begin, last.end);
  const built = buildRange(typed, scan, range, currency, bare);
  const negative = /(?:^|[\s:：额资])(?:-|负)$/.test(text.slice(Math.max(0, begin - 2), begin));
  const role = roleOf(text, span.start, last.end, from);
  const listed = range !== null && text.slice(start, last.end).includes('、');
  const approx = built.approx || listed || nearBefore !== null || nearAfter !== null;
  const zero: Amount = { units: 0, currency };
  const foreign =
    whole.currency === null
      ? /^(?:新西兰元|[\u4e00-\u9fa5]{0,4}(?:盾|比索|卢比|克朗|里亚尔|迪拉姆|兹罗提|雷亚尔|兰特))/.exec(
          text.slice(last.end, last.end + 8),
        )
      : null;
  const unsure = foreign
    ? `币种“${foreign[0]}”不在目录里，请换算后填写`
    : negative
      ? `“-${typed}”是负数，请核对`
      : isTorn
        ? `“${typed}”里的“${torn.slice(-1)}”看不出是小数点还是逗号，请写成例如 1.5亿元`
        : built.unsure;
  return {
    range: built.value && !isTorn ? { ...built.value, approx } : { low: zero, high: zero, approx },
    role,
    span,
    text: text.slice(span.start, span.end),
    ...(unsure === null ? {} : { unsure }),
  };
}

/** Every sum of money in the text, in order. Linear in the length of the text. */
export function findAmounts(text: string, options: AmountOptions = {}): AmountFound[] {
  const folded = foldWidth(text);
  const found: AmountFound[] = [];
  let at = 0;
  let from = 0;
  while (at < folded.length) {
    if (!startsNumber(folded.charAt(at))) {
      at++;
      continue;
    }
    const result = amountAt(folded, at, from, options);
    if ('next' in result) {
      at = Math.max(at + 1, result.next);
      continue;
    }
    found.push(result);
    from = result.span.end;
    at = Math.max(at + 1, result.span.end);
  }
  return found;
}
