/** 催报: who has not filed the month, to the person who files it, or one day late to their superior. */
import type { Card } from '../card.ts';
import { sayMonth } from '../domain/month.ts';
import { plain, quiet, sayButton } from './show.ts';

export interface ReminderView {
  readonly month: string;
  readonly dueOn: string;
  /** Days to the due day; negative when it has passed. */
  readonly daysLeft: number;
  readonly items: readonly { readonly number: string; readonly title: string }[];
  readonly to: 'reporter' | 'superior';
}

const BUTTONS_MAX = 5;
const LINES_MAX = 20;

export function reminderCard({ month, dueOn, daysLeft, items, to }: ReminderView): Card {
  const when = daysLeft > 0 ? `还有 ${daysLeft} 天` : daysLeft === 0 ? '今天截止' : `已逾期 ${-daysLeft} 天`;
  const whose = to === 'superior' ? '本单位还' : '您还';
  const lines = items.slice(0, LINES_MAX).map(({ number, title }) => `· ${number} ${title}`);
  const more = items.length > LINES_MAX ? [`· 另有 ${items.length - LINES_MAX} 个`] : [];
  return {
    title: `${sayMonth(month)}月报：${when}`,
    tone: daysLeft < 0 ? 'overdue' : 'todo',
    body: [
      plain(`${whose}有 ${items.length} 个项目没有填${sayMonth(month)}月报，${dueOn} 24:00 截止。`),
      plain([...lines, ...more].join('\n')),
      ...(to === 'superior'
        ? [quiet('请提醒填报员尽快补报；逾期提交会标记“迟报”，仍计入本期。')]
        : [
            {
              el: 'buttons' as const,
              buttons: items
                .slice(0, BUTTONS_MAX)
                .map(({ number }) => sayButton(`月报 ${number}`, 'report', `${number} ${month}`, 'primary')),
            },
          ]),
    ],
  };
}
