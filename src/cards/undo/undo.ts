/** 撤销: what would be taken back, and that it was. */
import type { Card } from '../../card.ts';
import { plain, quiet } from '../show.ts';

export interface UndoView {
  readonly words: string;
  readonly title: string;
  readonly stream: string;
  readonly seq: number;
  /** What follows from it, where that is not plain. */
  readonly notes?: readonly string[];
}

export function undoCard({ words, title, stream, seq, notes = [] }: UndoView): Card {
  const args = { stream, seq: String(seq) };
  return {
    title: '撤销最近一步？',
    subtitle: title,
    tone: 'todo',
    body: [
      plain(`将撤销：${words}`),
      ...notes.map(plain),
      quiet('撤销会留痕，原来的内容不会被抹掉。'),
      {
        el: 'buttons',
        buttons: [
          { label: '确认撤销', look: 'danger', press: { command: 'undo', action: 'confirm', args } },
          { label: '不撤销', press: { command: 'undo', action: 'keep', args } },
        ],
      },
    ],
  };
}

export function undoneCard({ words, title }: Pick<UndoView, 'words' | 'title'>): Card {
  return { title: '已撤销', subtitle: title, tone: 'closed', body: [plain(`已撤销：${words}`)] };
}
