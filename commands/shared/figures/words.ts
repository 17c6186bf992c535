/**
 * What follows 待审 月报: a month, a unit, or a project's number and a verdict.
 *
 *     待审 月报 [月份] [单位]            待审 月报 [月份] [单位] 全部通过
 *     待审 月报 编号 [月份]              待审 月报 编号 [月份] 通过｜退回 理由
 */
import type { KnownScene } from '../../../src/command.ts';
import type { Month } from '../../../src/domain/day.ts';
import { type Refusal, refuse } from '../../../src/domain/decision.ts';
import { refuseMonth } from '../../../src/domain/month.ts';
import type { Verdict } from '../../../src/domain/progress-check/check.ts';
import { readMonth } from '../../../src/parse/date-field.ts';
import { readReportWords } from '../../../src/parse/report-words.ts';
import { foldWidth } from '../../../src/parse/text.ts';
import { unitsMeant } from '../month-words.ts';

export interface FiguresWords {
  readonly month: Month | null;
  /** Id of the unit asked for. */
  readonly unit: string | null;
  readonly number: string | null;
  readonly verdict: Verdict | null;
  readonly reason: string | null;
  /** 全部通过: asked before it is done. */
  readonly passAll: boolean;
}

const BEFORE_MAX = 14;
const WORD_MAX = 20;
const TEXT_MAX = 800;

/** Are the words after 待审 about figures? */
export const meansFigures = (text: string): boolean => {
  const at = text.indexOf('月报');
  return at >= 0 && at <= BEFORE_MAX;
};

export function readFiguresWords(text: string, here: KnownScene): FiguresWords | Refusal {
  const whole = foldWidth(text).slice(0, TEXT_MAX).replace('月报', ' ');
  const passAll = /(?:全部|都|一键)通过/.exec(whole);
  const verdict = passAll === null ? /(?:^|[\s,，:：])(不通过|通过|退回)/.exec(whole) : null;
  const cut = passAll?.index ?? verdict?.index;
  const words = readReportWords(cut === undefined ? whole : whole.slice(0, cut), here.today);
  if (words.monthWrong !== null) return refuse(words.monthWrong);
  let { month, number } = words;
  if (number !== null && month === null && /^\d{1,2}$/.test(number)) {
    const read = readMonth(number, here.today);
    if (read.ok) [month, number] = [read.value, null];
  }
  const wrong = month === null ? null : refuseMonth(month, here.today);
  if (wrong !== null) return refuse(wrong.because, { next: '请写已经开始的月份，例如「待审 月报 上月」。' });
  const unit = number === null ? unitOf(words.rest, here) : null;
  if (unit !== null && typeof unit === 'object') return unit;
  const said = verdict?.[1];
  const after = verdict === null ? '' : whole.slice(verdict.index + verdict[0].length);
  const reason = after.replace(/^[\s,，:：。、理由]+/, '').trim();
  if (said !== undefined && number === null) {
    return refuse(`${said}哪一份月报？没有写项目编号`, {
      next: `例如「待审 月报 0001 ${said === '通过' ? '通过' : '退回 理由'}」，或发送「待审 月报」按按钮。`,
    });
  }
  return {
    month,
    unit,
    number,
    verdict: said === undefined ? null : said === '通过' ? 'verified' : 'returned',
    reason: reason === '' ? null : reason,
    passAll: passAll !== null,
  };
}

function unitOf(rest: readonly string[], { roster }: KnownScene): string | Refusal | null {
  const [word] = rest.filter((one) => one !== '全市');
  if (word === undefined) return null;
  const found = unitsMeant(word, roster);
  const [only] = found;
  if (only === undefined) {
    return refuse(`「${word.slice(0, WORD_MAX)}」不是月份、单位或项目编号`, {
      next: '例如「待审 月报 10月」「待审 月报 单位名称」「待审 月报 0001」。',
    });
  }
  if (found.length > 1) {
    const names = found.slice(0, 5).map((one) => one.name);
    return refuse(`「${word.slice(0, WORD_MAX)}」有 ${found.length} 个单位：${names.join('、')}`, {
      next: '请写单位全称。',
    });
  }
  return only.id;
}
