/** The part of a lead's card on its course: the clock 时限, 退出, 超期, 容缺与承诺, 招商办特批, 认定. */
import type { Element } from '../../card.ts';
import type { StageClock } from '../../domain/clock.ts';
import type { ExitFault } from '../../domain/lead/stage-facts.ts';
import { plain, quiet, warning } from '../show.ts';

export interface CourseView {
  readonly clock: (StageClock & { readonly label: string }) | null;
  readonly exit: {
    readonly label: string;
    readonly on: string;
    readonly cause: string | null;
    readonly fault: ExitFault | null;
    readonly responsible: string | null;
  } | null;
  readonly lates: readonly {
    readonly label: string;
    readonly dueOn: string;
    readonly doneOn: string | null;
    readonly days: number | null;
    readonly unit: 'day' | 'workday' | null;
  }[];
  readonly flags: readonly { readonly label: string; readonly on: string; readonly reason: string }[];
  readonly pledges: readonly {
    readonly label: string;
    readonly what: string;
    readonly dueOn: string;
    readonly isLate: boolean;
  }[];
  readonly pledgesClosed: number;
  readonly overrides: readonly string[];
}

const UNIT_WORDS = { day: '天', workday: '个工作日' } as const;
const PLEDGES_SHOWN_MAX = 8;

/** 时限：洽谈 90 天，2026-03-01 到期，还剩 5 天. */
export function printClock(clock: StageClock & { readonly label: string }): string {
  const unit = UNIT_WORDS[clock.unit];
  const note = clock.byCalendar ? '（节假日安排未公布，按自然日计）' : '';
  const start = `「${clock.label}」时限 ${clock.limitDays} ${unit}，${clock.dueOn} 到期`;
  if (clock.light === 'waiting') return `${start}，等待审核，时限暂停${note}`;
  if (clock.light === 'paused') return `${start}，项目暂停，时限暂停${note}`;
  if (clock.left < 0) return `${start}，已超期 ${-clock.left} ${unit}${note}`;
  if (clock.light === 'red') return `${start}，已记超期${note}`;
  return `${start}，${clock.left === 0 ? '今天到期' : `还剩 ${clock.left} ${unit}`}${note}`;
}

/** @param isFull whoever owns or verifies it; causes, findings and promises are not for others */
export function courseElements(course: CourseView, isFull: boolean): readonly Element[] {
  const { clock, exit, lates, flags, pledges, overrides } = course;
  const elements: Element[] = [];
  if (exit !== null) {
    elements.push(warning(`${exit.label}：${exit.on}${isFull ? exitWords(exit) : ''}`));
  }
  if (clock !== null) {
    const isUrgent = clock.light === 'red' || clock.light === 'amber';
    elements.push(
      isUrgent
        ? {
            el: 'text',
            text: { text: `时限：${printClock(clock)}`, tone: clock.light === 'red' ? 'bad' : 'warn' },
          }
        : quiet(`时限：${printClock(clock)}`),
    );
  }
  const done = lates.filter((late) => late.doneOn !== null);
  if (done.length > 0) {
    const words = done.map(({ label, days, unit }) => `${label}超期 ${days} ${UNIT_WORDS[unit ?? 'day']}`);
    elements.push(warning(`超期完成：${words.join('、')}`));
  }
  if (!isFull) return elements;
  if (overrides.length > 0) elements.push(warning(`招商办特批：${overrides.join('；')}`));
  elements.push(...flags.map((flag) => warning(`认定 ${flag.label}（${flag.on}）：${flag.reason}`)));
  if (pledges.length > 0) {
    const shown = pledges
      .slice(0, PLEDGES_SHOWN_MAX)
      .map(
        ({ label, what, dueOn, isLate }) => `· ${label}：${what}，${dueOn} 前${isLate ? '（已逾期）' : ''}`,
      );
    const more = pledges.length > shown.length ? [`· 另有 ${pledges.length - shown.length} 项`] : [];
    elements.push(plain(['未办结的承诺：', ...shown, ...more].join('\n')));
  } else if (course.pledgesClosed > 0) {
    elements.push(quiet(`容缺材料和承诺 ${course.pledgesClosed} 项，均已办结。`));
  }
  return elements;
}

function exitWords({ cause, fault, responsible }: NonNullable<CourseView['exit']>): string {
  const kind = fault === null ? '' : fault === 'objective' ? '，客观原因' : '，非客观原因';
  const who = responsible === null ? '' : `（${responsible}）`;
  return `${kind}${who}${cause === null ? '' : `：${cause}`}`;
}
