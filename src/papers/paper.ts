/**
 * What a paper is made from: a signed publication and nothing else, so that it can be made again and comes out the same.
 */
import { dayOfInstant } from '../domain/day.ts';
import { checkedOf, type MonthFigures, periodOfFigures } from '../domain/month-figures.ts';
import { sayPeriod } from '../domain/period.ts';
import { sayChecked } from '../domain/progress-check/check.ts';
import type { Publication } from '../domain/publication.ts';

/** A signed publication's part that papers are made from. */
export interface PaperSource extends Pick<Publication, 'id' | 'body' | 'hash'> {
  /** 签发, UTC ms. */
  readonly approvedAt: number;
}

/** `null` for what is not signed: there is no paper of a draft. */
export function paperSource(publication: Publication): PaperSource | null {
  const { id, body, hash, approvedAt, state } = publication;
  return state === 'published' && approvedAt !== null ? { id, body, hash, approvedAt } : null;
}

/** The title, as on the card. */
export function paperTitle(figures: MonthFigures): string {
  const { label, heading, forecast } = figures;
  const what = heading ?? (label.includes('招商') ? label : `招商引资${label}`);
  return `${sayPeriod(periodOfFigures(figures))}${what}${forecast ? '（预报）' : ''}`;
}

/** The file's name without its ending: a title holds nothing a file system dislikes but what a pack may write into it. */
export const paperName = (figures: MonthFigures): string =>
  paperTitle(figures).replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_');

/** 2026年11月8日, in Shanghai. */
export function sayDay(at: number): string {
  const [year = '', month = '', day = ''] = dayOfInstant(at).split('-');
  return `${Number(year)}年${Number(month)}月${Number(day)}日`;
}

/** What the numbers are, in the sentences every paper ends with. */
export function notesOf(figures: MonthFigures): readonly string[] {
  const { ranking, pack } = figures;
  return [
    ...(figures.forecast ? ['本期为预报：报送尚未结束，数字还会变动。'] : []),
    `数字为各单位报送数，${sayChecked(checkedOf(figures.units))}；表中“—”为暂缺（没有数据），不是0，也不排名次。`,
    `排名依据${ranking.clause}${ranking.note === null ? '' : `（${ranking.note}）`}，并列同名次${ranking.assessed ? '' : '；排名为系统默认·非考核'}。`,
    `口径依据《${pack.title}》（${pack.issuedOn}）。`,
    ...figures.defaults.map((one) => `系统默认：${one}`),
  ];
}
