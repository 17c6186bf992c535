/** 撤销 typed alone: one's latest steps that can be taken back, a button each; and what those concerned are told. */
import type { Card } from '../../card.ts';
import { plain, printMinute, quiet } from '../show.ts';
import type { UndoView } from './undo.ts';

export interface UndoListView {
  readonly steps: readonly (UndoView & { readonly at: number })[];
}

const LABEL_MAX = 30;

export function undoListCard({ steps }: UndoListView): Card {
  const lines = steps.map(
    ({ at, words, title }, index) => `${index + 1}. ${printMinute(at)} ${words}｜${title.slice(0, 40)}`,
  );
  return {
    title: '撤销最近一步？',
    subtitle: `可以撤销 ${steps.length} 步，最近的在前`,
    tone: 'todo',
    body: [
      plain(lines.join('\n')),
      {
        el: 'buttons',
        buttons: steps.map(({ stream, seq, words }, index) => ({
          label: `${index + 1} 撤销 ${words}`.slice(0, LABEL_MAX),
          look: index === 0 ? ('primary' as const) : ('default' as const),
          press: { command: 'undo', action: 'choose', args: { stream, seq: String(seq) } },
        })),
      },
      quiet('撤销会留痕，原来的内容不会被抹掉。更早的请写编号，例如「撤销 XS-202611-0001」。'),
    ],
  };
}

export const undoneNoticeCard = (who: string, { words, title }: Pick<UndoView, 'words' | 'title'>): Card => ({
  title: '一步已撤销',
  subtitle: title,
  tone: 'closed',
  body: [plain(`${who} 撤销了：${words}`), quiet('原来的内容仍在留痕里。')],
});
