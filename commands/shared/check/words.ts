/** What somebody types about a yearly check: a verb, or answers such as 入统 税收12.5 核实8500 申报10000 佐证 完税证明. */
import type { TypedAnswers } from '../../../src/cards/rolling/view.ts';
import type { Question } from '../../../src/domain/rolling-check/decide.ts';
import { readFigure } from '../../../src/parse/figure-field.ts';

export type CheckVerb = 'passes' | 'fails' | 'return' | null;

/** 通过, 认定未通过, 退回 理由. Only where it stands first: 未通过 in a reason is no verdict. */
export function readCheckVerb(text: string): { readonly verb: CheckVerb; readonly rest: string } {
  const words = text.normalize('NFKC').trim();
  const found = /^(?:(退回)|(认定未通过|未通过|不通过)|(?:核实)?通过|属实)[\s,，:：]*/u.exec(words);
  if (found === null) return { verb: null, rest: words };
  const verb = found[1] !== undefined ? 'return' : found[2] !== undefined ? 'fails' : 'passes';
  return { verb, rest: words.slice(found[0].length).trim() };
}

/** Words by which people call a number, besides its label. */
const NUMBER_WORDS: Readonly<Record<string, string>> = {
  tax: '税收|纳税|完税|税',
  verified_investment: '核实投资额?|核定投资额?|核实|核定',
  reported_investment: '申报投资额?|已报投资额?|申报|已报|上报',
};
const FLAG_WORDS: Readonly<Record<string, string>> = { in_statistics: '入统|入库纳统|纳统' };
const SUM = '[:：为是]?\\s*([\\d.,，]+(?:\\.\\d+)?\\s*(?:亿|千万|百万|万)?元?|无|没有|零)';

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

export function readAnswers(text: string, questions: readonly Question[]): TypedAnswers {
  let rest = text.normalize('NFKC').trim();
  const proof = /(?:佐证|依据|附件)\s*[:：]?\s*(\S.*)$/su.exec(rest);
  if (proof !== null) rest = rest.slice(0, proof.index);
  const flags: Record<string, boolean> = {};
  const numbers: Record<string, string> = {};
  for (const { kind, id, label } of questions) {
    const words = [escaped(label), (kind === 'flag' ? FLAG_WORDS : NUMBER_WORDS)[id]]
      .filter(Boolean)
      .join('|');
    if (kind === 'flag') {
      const found = new RegExp(`(未|没有?|尚未|不)?\\s*(?:${words})[:：]?\\s*(否|未|没有|是|已)?`, 'u').exec(
        rest,
      );
      if (found === null) continue;
      flags[id] = found[1] === undefined && (found[2] === undefined || /是|已/.test(found[2]));
      rest = rest.replace(found[0], ' ');
      continue;
    }
    const found = new RegExp(`(?:${words})${SUM}`, 'u').exec(rest);
    const wan = found === null ? null : readWan(label, found[1] ?? '');
    if (found === null || wan === null) continue;
    numbers[id] = wan;
    rest = rest.replace(found[0], ' ');
  }
  return { flags, numbers, evidence: proof?.[1]?.trim().slice(0, 200) ?? null };
}

function readWan(label: string, typed: string): string | null {
  if (/^(?:无|没有|零)$/.test(typed)) return '0';
  const read = readFigure(typed.replace(/[,，]+$/, ''), { id: label, label, unit: '万元' }, null);
  return read.ok && read.value !== null ? wanText(read.value) : null;
}

/** Ten-thousandths of 万元 as an exact decimal text. */
export function wanText(units: number): string {
  const whole = Math.floor(units / 10_000);
  const part = String(units % 10_000)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return part === '' ? String(whole) : `${whole}.${part}`;
}
