/**
 * 匹配 of a lead: the short card with the best of each kind, and one kind in full, paged; why each fits or does not. Rows come
 * ready; nothing here knows what is confidential.
 */
import type { Button, Card, Element, Press, Span } from '../../card.ts';
import type { EntryReason } from '../registry/list.ts';
import { plain, quiet } from '../show.ts';
import { turnsFrom } from '../turns.ts';

export const MATCH_PAGE = 6;
const REASONS_MAX = 6;
const SHORT_REASONS_MAX = 3;
const REASON_MAX = 90;

export const NO_PROMISE = '只按登记的条件逐条比对，不是承诺；政策能否享受，以责任单位审核为准。';

export interface MatchRow {
  readonly title: string;
  readonly where: string;
  readonly facts: string;
  /** 为什么. */
  readonly reasons: readonly EntryReason[];
}

export interface MatchSection {
  /** 场地：完全符合 2 处. */
  readonly heading: string;
  readonly rows: readonly MatchRow[];
  readonly lines: readonly string[];
}

export interface MatchSummary {
  readonly number: string;
  readonly title: string;
  /** How the need was understood, what was just done. */
  readonly lines: readonly string[];
  readonly sections: readonly MatchSection[];
  readonly buttons: readonly Button[];
  readonly isPushed: boolean;
}

export function matchSummaryCard(view: MatchSummary): Card {
  const body: Element[] = [...view.lines.map(plain)];
  for (const { heading, rows, lines } of view.sections) {
    body.push({ el: 'text', text: heading, size: 'heading' });
    body.push(...rows.flatMap((row, at) => rowOf(row, at + 1, SHORT_REASONS_MAX)), ...lines.map(quiet));
  }
  if (view.buttons.length > 0) body.push({ el: 'buttons', buttons: view.buttons });
  body.push(quiet(NO_PROMISE));
  return {
    title: `${view.isPushed ? '匹配结果' : '匹配'}：${view.number}`.slice(0, 60),
    subtitle: view.title.slice(0, 60),
    tone: 'notice',
    body,
  };
}

export interface MatchList {
  readonly title: string;
  readonly lines: readonly string[];
  readonly rows: readonly MatchRow[];
  readonly total: number;
  readonly offset: number;
  readonly turn: (offset: number) => Press;
  readonly buttons: readonly Button[];
}

export function matchListCard(view: MatchList): Card {
  const { rows, total, offset } = view;
  const body: Element[] = [
    ...view.lines.map(quiet),
    ...rows.flatMap((row, at) => rowOf(row, offset + at + 1, REASONS_MAX)),
  ];
  const turns = turnsFrom({ offset, total, step: MATCH_PAGE }, view.turn);
  if (turns.length > 0)
    body.push(quiet(`第 ${offset + 1}–${offset + rows.length} 条，共 ${total} 条`), {
      el: 'buttons',
      buttons: turns,
    });
  if (view.buttons.length > 0) body.push({ el: 'buttons', buttons: view.buttons });
  return { title: view.title.slice(0, 60), subtitle: `共 ${total} 条`, tone: 'notice', body };
}

function rowOf(row: MatchRow, place: number, reasonsMax: number): readonly Element[] {
  const reasons = row.reasons
    .slice(0, reasonsMax)
    .flatMap(({ text, tone }, at): Span[] => [
      ...(at === 0 ? ['为什么：'] : ['；']),
      { text: text.slice(0, REASON_MAX), tone },
    ]);
  return [
    { el: 'text', text: [{ text: `${place}. ${row.title.slice(0, 60)}`, strong: true }, `　${row.where}`] },
    ...(row.facts === '' ? [] : [quiet(row.facts)]),
    ...(reasons.length === 0 ? [] : [{ el: 'text' as const, text: reasons, size: 'small' as const }]),
  ];
}
