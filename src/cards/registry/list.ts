/** Entries found in registries 台账: each with what it is, why it fits or not, and a button; paged. */
import type { Card, Element, Span } from '../../card.ts';
import { quiet, sayButton } from '../show.ts';
import { turnsFrom } from '../turns.ts';

export const ENTRY_PAGE = 6;
const REASONS_MAX = 6;

export interface EntryReason {
  readonly text: string;
  readonly tone: 'good' | 'warn' | 'bad';
}

export interface EntryRowView {
  readonly id: string;
  readonly title: string;
  /** 要素资源库 · 大田县. */
  readonly where: string;
  /** 面积 6000平方米；层高 9米. */
  readonly facts: string;
  readonly reasons: readonly EntryReason[];
}

export interface EntryListView {
  readonly title: string;
  /** The command whose words these are. */
  readonly command: string;
  /** What was asked, so that paging asks again. */
  readonly words: string;
  readonly items: readonly EntryRowView[];
  readonly total: number;
  readonly offset: number;
  /** Above: how it was understood, how many fit. */
  readonly lines: readonly string[];
  readonly buttons: readonly { readonly label: string; readonly text: string }[];
}

export function entryListCard(view: EntryListView): Card {
  const { items, total, offset, command } = view;
  const body: Element[] = [
    ...view.lines.map(quiet),
    ...items.flatMap((item, at) => rowOf(item, offset + at + 1)),
  ];
  if (items.length > 0)
    body.push({ el: 'buttons', buttons: items.map(({ id }) => sayButton(id, 'registry', id)) });
  const turns = turnsFrom({ offset, total, step: ENTRY_PAGE }, (to) => ({
    command,
    action: 'page',
    args: { words: view.words, offset: String(to) },
  }));
  if (turns.length > 0)
    body.push(quiet(`第 ${offset + 1}–${offset + items.length} 条，共 ${total} 条`), {
      el: 'buttons',
      buttons: turns,
    });
  if (view.buttons.length > 0)
    body.push({
      el: 'buttons',
      buttons: view.buttons.map(({ label, text }) => sayButton(label, 'registry', text)),
    });
  return { title: view.title, subtitle: `共 ${total} 条`, tone: 'notice', body };
}

function rowOf(item: EntryRowView, place: number): readonly Element[] {
  const reasons = item.reasons
    .slice(0, REASONS_MAX)
    .flatMap(({ text, tone }, at): Span[] => [...(at === 0 ? [] : ['；']), { text, tone }]);
  return [
    { el: 'text', text: [{ text: `${place}. ${item.title}`, strong: true }, `　${item.where}`] },
    ...(item.facts === '' ? [] : [quiet(item.facts)]),
    ...(reasons.length === 0 ? [] : [{ el: 'text' as const, text: reasons, size: 'small' as const }]),
  ];
}
