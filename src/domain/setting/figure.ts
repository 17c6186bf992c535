/**
 * 外部数据: a figure somebody else publishes (税务, 统计): of a project, a unit or the city, for a period, with its source and
 * the day it was published. Kept as a setting of its own kind: one stream a figure, a version each time it is told anew.
 * It stands beside what is filed and judged, and never takes its place (docs/adr/0028).
 *
 * As a setting: `item` the indicator, `subject` lead number, unit or `city`, `scope` the period, `from` the day it was
 * published, `note` the source.
 */
import type { Day } from '../day.ts';
import { decText, readDecimal } from '../decimal.ts';
import { type Refusal, refuse } from '../decision.ts';
import type { Pack } from '../pack/schema.ts';
import { questionsOf } from '../rolling-check/decide.ts';
import { isMoneyUnit } from '../rule/quantity.ts';
import {
  type Setting,
  type SettingFact,
  type SettingWish,
  sameValue,
  standingVersions,
  VERSIONS_MAX,
  versionOn,
  wishFact,
} from './setting.ts';

export interface Indicator {
  readonly id: string;
  readonly label: string;
  /** 万元, 个 …; `null` where the plan names none; `flag`: 是 or 否. */
  readonly unit: string | 'flag' | null;
}

export const SOURCE_MAX = 60;
const FLAG_UNIT = '是否';

/** What may be told: the questions of the yearly checks, the measures and the targets of the plan. An id counts once. */
export function indicatorsOf(pack: Pack): readonly Indicator[] {
  const all: readonly Indicator[] = [
    ...pack.rolling.flatMap((rule) =>
      questionsOf(pack, rule).map(
        ({ id, label, kind }): Indicator => ({ id, label, unit: kind === 'flag' ? 'flag' : '万元' }),
      ),
    ),
    ...pack.measures.map(({ id, label, unit }): Indicator => ({ id, label, unit: unit ?? null })),
    ...pack.targets.map(({ id, label, unit }): Indicator => ({ id, label, unit: unit ?? null })),
  ];
  return [...new Map([...all].reverse().map((one) => [one.id, one])).values()].reverse();
}

/** By id or label, or one of a measure's other words; `null`: none. */
export function indicatorNamed(pack: Pack, words: string): Indicator | null {
  const all = indicatorsOf(pack);
  const plain = words.normalize('NFKC').trim();
  const measure = pack.measures.find((one) => one.words.includes(plain));
  return (
    all.find((one) => one.id.toLowerCase() === plain.toLowerCase()) ??
    all.find((one) => one.label.normalize('NFKC') === plain) ??
    all.find((one) => one.id === measure?.id) ??
    null
  );
}

const PERIOD =
  /^(\d{4})(?:年度?)?(?:[-/.年]?(?:(0?[1-9]|1[0-2])月?(?:份)?|(?:第?([1-4一二三四])季度?|[Qq]([1-4]))|(上半年|[Hh]1)|(下半年|[Hh]2)))?$/u;

/** `2026`, `2026-10`, `2026-Q3`, `2026-H1`; `null`: no period. */
export function readPeriod(words: string): string | null {
  const found = PERIOD.exec(
    words
      .normalize('NFKC')
      .replace(/\s/gu, '')
      .replace(/-(?=[QqHh])/u, ''),
  );
  if (found === null) return null;
  const [, year = '', month, quarter, plainQuarter, first, second] = found;
  if (Number(year) < 1990 || Number(year) > 2100) return null;
  if (month !== undefined) return `${year}-${month.padStart(2, '0')}`;
  const which = plainQuarter ?? (quarter === undefined ? undefined : quarterNumber(quarter));
  if (which !== undefined) return `${year}-Q${which}`;
  return first !== undefined ? `${year}-H1` : second !== undefined ? `${year}-H2` : year;
}

const quarterNumber = (word: string): string => {
  const at = '一二三四'.indexOf(word);
  return at < 0 ? word : String(at + 1);
};

/** 2026年10月, 2026年三季度, 2026年上半年. */
export function sayPeriod(period: string): string {
  const [year = '', part] = period.split('-');
  if (part === undefined) return `${year}年`;
  if (part.startsWith('Q')) return `${year}年${'一二三四'[Number(part.slice(1)) - 1] ?? ''}季度`;
  if (part.startsWith('H')) return `${year}年${part === 'H1' ? '上' : '下'}半年`;
  return `${year}年${Number(part)}月`;
}

const NUMBER = /^(-?\d{1,15}(?:\.\d{1,6})?)\s*([^\d\s.,-]{0,10})$/u;
const YES = /^(?:是|有|已入统|入统|1)$/u;
const NO = /^(?:否|无|没有|未入统|0)$/u;

/** A value as published, exact, with its unit; refused where the unit is another kind than the indicator's. */
export function readFigureValue(
  indicator: Indicator,
  typed: string,
  unitWord: string,
): { readonly amount: string; readonly unit: string | null } | Refusal {
  const text = typed
    .normalize('NFKC')
    .replace(/[\s,]/gu, '')
    .replace(/[−﹣–]/gu, '-');
  if (indicator.unit === 'flag') {
    if (YES.test(text)) return { amount: '1', unit: FLAG_UNIT };
    if (NO.test(text)) return { amount: '0', unit: FLAG_UNIT };
    return refuse(`「${indicator.label}」的数值应写 是 或 否`);
  }
  const found = NUMBER.exec(text);
  const amount = readDecimal(found?.[1] ?? '');
  if (found === null || amount === null)
    return refuse(`「${typed.slice(0, 20)}」不是数字，例如 1200 或 -3.5`);
  const said = [found[2] ?? '', unitWord.normalize('NFKC').trim()].filter((one) => one !== '');
  if (new Set(said).size > 1) return refuse(`数值里的单位「${said[0]}」和单位栏「${said[1]}」不一致`);
  const unit = said[0] ?? indicator.unit;
  const isOther = (one: string): boolean =>
    isMoneyUnit(one) && indicator.unit !== null && isMoneyUnit(indicator.unit)
      ? one.includes('美元') !== indicator.unit.includes('美元')
      : one !== indicator.unit;
  if (unit !== null && indicator.unit !== null && isOther(unit))
    return refuse(`「${indicator.label}」的单位应为${indicator.unit}，不是「${unit}」`);
  return { amount: decText(unit === '%' ? amount.div(100) : amount), unit };
}

/** Unchanged where the same was told from the same source on that day; else a version of its own. */
export function decideFigure(
  standing: Setting | null,
  wish: SettingWish & { readonly note: string },
  today: Day,
): { readonly facts: readonly SettingFact[] } | Refusal {
  if (wish.from > today) return refuse(`统计日期 ${wish.from} 还没有到`, { next: '请写这个数发布的日期。' });
  if (wish.note === '') return refuse('要写明来源', { next: '例如「市税务局」。' });
  if (wish.note.length > SOURCE_MAX) return refuse(`来源最多 ${SOURCE_MAX} 字`);
  if (standing !== null && standing.versions.length >= VERSIONS_MAX)
    return refuse(`这个数已经改过 ${VERSIONS_MAX} 次，不能再改`, { next: '请联系管理员核对。' });
  const same =
    standing === null ? undefined : standingVersions(standing).find(({ from }) => from === wish.from);
  if (same !== undefined && same.note === wish.note && sameValue(same, wish)) return { facts: [] };
  return { facts: [wishFact(wish)] };
}

const sayAmount = (amount: string, unit: string | null): string =>
  unit === FLAG_UNIT ? (amount === '1' ? '是' : '否') : `${amount}${unit ?? ''}`;

/** 地方级税收 2026年：125万元（来源：市税务局 2026-11-05；更正前 120万元）; `null`: nothing told by that day. */
export function sayFigure(pack: Pack, figure: Setting, on: Day): string | null {
  const version = versionOn(figure, on);
  if (version === null) return null;
  const label = indicatorsOf(pack).find((one) => one.id === figure.item)?.label ?? figure.item;
  const before = standingBefore(figure, version.no);
  const was = before === null ? '' : `；更正前 ${sayAmount(before.amounts[0] ?? '', before.unit)}`;
  return `${label} ${sayPeriod(figure.scope ?? '')}：${sayAmount(version.amounts[0] ?? '', version.unit)}（来源：${version.note ?? '—'} ${version.from}${was}）`;
}

/** The version told before this one, where it said something else. */
function standingBefore({ versions }: Setting, no: number) {
  const now = versions.find((one) => one.no === no);
  const before = versions.findLast((one) => one.no < no && one.withdrawnAt === null);
  return before === undefined || now === undefined || sameValue(before, now) ? null : before;
}

/** Figures as lines, the latest period first. @param items these indicators; `null`: all */
export function figureLines(
  pack: Pack,
  figures: readonly Setting[],
  items: readonly string[] | null,
  on: Day,
): readonly string[] {
  return [...figures]
    .filter((one) => items === null || items.includes(one.item))
    .sort((a, b) => ((a.scope ?? '') < (b.scope ?? '') ? 1 : -1))
    .flatMap((one) => sayFigure(pack, one, on) ?? []);
}
