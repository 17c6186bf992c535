/** A year as a text people can check by hand: what left, when, to whom, and what was signed. */
import { classesOf, hasSection, type MonthFigures } from '../../src/domain/month-figures.ts';
import { elementsOf } from '../harness/bureau.ts';
import type { Sent } from './kit.ts';
import type { Year } from './plan.ts';

const SHANGHAI_MS = 8 * 3_600_000;
const WEEKDAYS = '日一二三四五六';
const WORDS_MAX = 110;

/** 2026-01-05 周一 09:00 */
export function moment(at: number): string {
  const iso = new Date(at + SHANGHAI_MS).toISOString();
  const weekday = WEEKDAYS.charAt(new Date(at + SHANGHAI_MS).getUTCDay());
  return `${iso.slice(0, 10)} 周${weekday} ${iso.slice(11, 16)}`;
}

/** The first words of what was sent, in one line. */
export function wordsOf({ card, file }: Sent): string {
  if (card === null) return `文件 ${file ?? ''}`;
  const texts = elementsOf(card).flatMap((element) => {
    if (element.el !== 'text') return [];
    const spans = Array.isArray(element.text) ? element.text : [element.text];
    return [spans.map((span) => (typeof span === 'string' ? span : span.text)).join('')];
  });
  const line = texts.join(' ').replaceAll(/\s+/g, ' ').trim();
  return line.length > WORDS_MAX ? `${line.slice(0, WORDS_MAX)}…` : line;
}

interface Line {
  readonly at: number;
  readonly order: number;
  readonly text: string;
}

/** The whole year. People's own doings are not listed, only what came of them for others. */
export function calendarOf({ city, published }: Year): string {
  const groups = Map.groupBy(city.sent, (one) => {
    const title = one.card?.title ?? '';
    return JSON.stringify([one.at, title, wordsOf(one)]);
  });
  const sent = [...groups.values()].map((group, order): Line => {
    const [first] = group;
    if (first === undefined) throw new Error('an empty group');
    const receivers = group.map((one) => one.to).sort();
    const title = first.card === null ? '' : `「${first.card.title}」`;
    return { at: first.at, order, text: `→ ${receivers.join('、')}  ${title}${wordsOf(first)}` };
  });
  const signed = published.map(
    ({ at, figures }, order): Line => ({ at, order: 10_000 + order, text: publishedLines(figures) }),
  );
  return [...sent, ...signed]
    .sort((one, other) => one.at - other.at || one.order - other.order)
    .map(({ at, text }) => `${moment(at)} ${text}\n`)
    .join('');
}

const listed = <T>(figures: MonthFigures, section: string, rows: readonly T[]): readonly T[] =>
  hasSection(figures, section) ? rows : [];
const wan = (units: number | null): string => (units === null ? '—' : String(units / 10_000));
const percent = (share: string | null): string =>
  share === null ? '—' : `${(Number(share) * 100).toFixed(2)}%`;

/** What stands in a bulletin, a line a unit. */
function publishedLines(figures: MonthFigures): string {
  const funds = figures.ranking.measure.id;
  const { month, year } = figures.city[funds] ?? { month: null, year: null };
  const units = classesOf(figures.units).flatMap(({ name, units: members }) =>
    members
      .filter((one) => one.owed > 0 || one.flows[funds]?.year != null)
      .map((one) => {
        const flow = one.flows[funds];
        const task =
          one.progress === undefined
            ? '未下达'
            : `${one.progress.label}${one.progress.actual ?? '—'}/${one.progress.planned ?? '—'}${one.progress.unit ?? ''} 完成${percent(one.progress.rate)} 时序差${percent(one.progress.scheduleGap)}`;
        const moved = one.moved === null ? '' : ` 升降${one.moved}`;
        return `    [${name}] 第${one.place ?? '—'} ${one.name} 本期${wan(flow?.month ?? null)} 累计${wan(flow?.year ?? null)} 应报${one.owed}已报${one.reported}迟报${one.late}${moved}；${task}`;
      }),
  );
  const others = [
    ...listed(figures, 'new_signed', figures.signed).map((one) => `    新签 ${one.number} ${one.unit}`),
    ...listed(figures, 'late', figures.missing).map(
      (one) => `    未报 ${one.unit}：${one.titles.join('、')}`,
    ),
    ...figures.corrections.map((one) => `    更正 ${one.month} ${one.unit} ${one.measure} ${wan(one.units)}`),
    ...(figures.restated ?? []).map((one) => `    期内更正 ${one.month} ${one.unit} ${wan(one.units)}`),
    ...(figures.scores ?? []).map(
      (one) =>
        `    得分 ${one.name} ${one.score ?? '—'} 第${one.place ?? '—'}${one.grade === null ? '' : ` ${one.grade}`}${one.reason === null ? '' : `（${one.reason}）`}`,
    ),
    ...(figures.actions ?? []).map((one) => `    处理建议 ${one.number} ${one.label} ${one.unit ?? ''}`),
  ];
  const title = `${figures.period ?? figures.month} ${figures.heading ?? ''}`;
  return [`★ 签发 ${title}：全市本期${wan(month)}、累计${wan(year)}`, ...units, ...others].join('\n');
}
