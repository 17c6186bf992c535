/** 留痕: what happened to an item, a sentence a fact, oldest first, a page at a time. */
import type { Button, Card, Element } from '../card.ts';
import { sentence, type ToldEntry } from '../domain/history/tell.ts';
import { plain, quiet, sayButton } from './show.ts';
import { pageWithin, turnButtons } from './turns.ts';

export interface HistoryView {
  readonly number: string;
  readonly title: string;
  readonly entries: readonly ToldEntry[];
  /** From 0; beyond the last is the last. */
  readonly page: number;
  /** What buttons ask again with. */
  readonly key: string;
  /** The command that shows the item itself. */
  readonly shows: { readonly label: string; readonly command: string };
}

/** Sentences a page. */
export const HISTORY_PAGE = 12;
/** Characters of one text: whoever wants it whole reads the export. */
const TEXT_MAX = 120;
const LINE_MAX = 600;

export function historyCard(view: HistoryView): Card {
  const { entries, key } = view;
  const pages = Math.max(1, Math.ceil(entries.length / HISTORY_PAGE));
  const page = pageWithin(view.page, pages);
  const shown = entries.slice(page * HISTORY_PAGE, (page + 1) * HISTORY_PAGE);
  const lines = shown.map((entry) => `· ${sentence(entry, TEXT_MAX).slice(0, LINE_MAX)}`);
  const press = (to: number) => ({
    command: 'history',
    action: 'page',
    args: { item: key, page: String(to) },
  });
  const buttons: Button[] = [...turnButtons(page, pages, press)];
  if (page < pages - 2) buttons.push({ label: '最新一页', press: press(pages - 1) });
  buttons.push(sayButton(view.shows.label, view.shows.command, view.number));
  const body: Element[] = [
    plain(lines.length === 0 ? '还没有可以看的记录。' : lines.join('\n')),
    quiet(`共 ${entries.length} 条，第 ${page + 1}/${pages} 页。只增不改；联系人不在留痕里。`),
    { el: 'buttons', buttons },
  ];
  return { title: `留痕 ${view.number}`, subtitle: view.title.slice(0, 60), tone: 'notice', body };
}
