/** 时限提醒: a stage about to pass its limit or past it; a promise falling due. */
import type { Card } from '../card.ts';
import type { StageClock } from '../domain/clock.ts';
import { printClock } from './lead/course.ts';
import { plain, quiet, sayButton } from './show.ts';

export interface ClockNoticeView {
  readonly number: string;
  readonly title: string;
  readonly unit: string;
  readonly clock: StageClock & { readonly label: string };
  readonly clause: string;
}

export function clockNoticeCard({ number, title, unit, clock, clause }: ClockNoticeView): Card {
  const isRed = clock.light === 'red';
  return {
    title: isRed ? `阶段超期：${number}` : `阶段快到期：${number}`,
    subtitle: title,
    tone: isRed ? 'overdue' : 'todo',
    body: [
      plain(`${unit} ${number} ${printClock(clock)}。`),
      quiet(
        isRed
          ? `依据 ${clause}。推进后仍记为超期完成。`
          : `依据 ${clause}。到期前推进并送审，等待审核期间不计时。`,
      ),
      {
        el: 'buttons',
        buttons: [
          sayButton('推进', 'advance', number, 'primary'),
          sayButton('查看', number.startsWith('XM') ? 'projects' : 'leads', number),
        ],
      },
    ],
  };
}

export interface PledgeNoticeView {
  readonly number: string;
  readonly title: string;
  readonly kind: string;
  readonly what: string;
  readonly dueOn: string;
  /** Days left; negative: days over. */
  readonly left: number;
}

export function pledgeNoticeCard({ number, title, kind, what, dueOn, left }: PledgeNoticeView): Card {
  const when = left < 0 ? `已逾期 ${-left} 天` : left === 0 ? '今天到期' : `还有 ${left} 天`;
  return {
    title: `${kind}${when}：${number}`,
    subtitle: title,
    tone: left < 0 ? 'overdue' : 'todo',
    body: [
      plain(`${kind}「${what}」，${dueOn} 前办结，${when}。`),
      { el: 'buttons', buttons: [sayButton('办结', 'advance', `${number} 补齐`, 'primary')] },
    ],
  };
}
