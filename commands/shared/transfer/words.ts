/** What somebody means who says 流转 …: which transfer or project, to which unit, in what ratio, and the rest in words. */
import type { Roster, Unit } from '../../../src/domain/roster.ts';
import type { Ratio } from '../../../src/domain/transfer/terms.ts';
import { readRatios } from './ratio.ts';

export interface TransferWords {
  readonly receiver: Unit | null;
  readonly sender: Unit | null;
  /** Written after 到 and the like, and no unit's name. */
  readonly unknownUnit: string | null;
  readonly ratio: Ratio | null;
  readonly byYear: Readonly<Record<string, Ratio>>;
  readonly wrong: string | null;
  readonly evidence: string | null;
  readonly note: string | null;
  /** What is left: words of a project's name. */
  readonly rest: string;
}

const TO =
  /(?:流转到|流转至|流转给|转到|转给|转至|落户到|落户在|落户|落地到|落地|落户方(?:是|为|:)?|到|给|至|往|向|与|和|同|→|->|=>)\s*$/u;
const FROM = /(?:来自|从|由|自|招商方(?:是|为|:)?)\s*$/u;
const TO_ANYTHING = /(?:落户方(?:是|为|:)?|落户|到|给|至|→|->)\s*([\p{Script=Han}]{2,12})/u;

interface Mention {
  readonly unit: Unit;
  readonly start: number;
  readonly end: number;
}

/** Every name a unit goes by; 永安 for 永安市. */
function formsOf(unit: Unit): readonly string[] {
  const short = unit.name.replace(/(?:市|县|区|镇|乡|街道)$/u, '');
  return [...new Set([unit.name, ...unit.aliases, short])].filter((form) => form.length >= 2);
}

function mentionsIn(text: string, roster: Roster, today: string): readonly Mention[] {
  const forms = roster
    .activeOn(today)
    .filter((unit) => !roster.isCity(unit.id))
    .flatMap((unit) => formsOf(unit).map((form) => ({ form, unit })))
    .sort((a, b) => b.form.length - a.form.length);
  const found: Mention[] = [];
  for (const { form, unit } of forms) {
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
      const end = at + form.length;
      if (found.some((one) => at < one.end && one.start < end)) continue;
      found.push({ unit, start: at, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

const labelled = (text: string, label: RegExp): { readonly value: string | null; readonly rest: string } => {
  const match = label.exec(text);
  if (match === null) return { value: null, rest: text };
  const value = (match[1] ?? '').trim();
  const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
  return { value: value === '' ? null : value, rest };
};

/** Reads what follows the number; `own` is the project's unit, never taken for the other side by accident. */
export function readTransferWords(text: string, roster: Roster, today: string): TransferWords {
  const note = labelled(text.slice(0, 2_000), /(?:特别约定|备注|约定|说明)[:：\s]+(.+)$/su);
  const evidence = labelled(note.rest, /(?:佐证|依据|协议文号|文号)[:：\s]*([^,，;；。\n]+)/u);
  const ratios = readRatios(evidence.rest);
  const folded = ratios.rest;
  const mentions = mentionsIn(folded, roster, today);
  const to = mentions.filter((one) => TO.test(folded.slice(0, one.start)));
  const from = mentions.find((one) => FROM.test(folded.slice(0, one.start)));
  const others = mentions.filter((one) => one !== from && !to.includes(one));
  const receiver =
    to.at(-1) ?? (mentions.length - (from === undefined ? 0 : 1) === 1 ? others[0] : undefined);
  let rest = folded;
  for (const one of [from, receiver].filter((each) => each !== undefined).sort((a, b) => b.start - a.start)) {
    const before = rest.slice(0, one.start).replace(receiver === one ? TO : FROM, ' ');
    rest = `${before} ${rest.slice(one.end)}`;
  }
  const unknown = receiver === undefined ? (TO_ANYTHING.exec(folded)?.[1] ?? null) : null;
  return {
    receiver: receiver?.unit ?? null,
    sender: from?.unit ?? null,
    unknownUnit: unknown,
    ratio: ratios.ratio,
    byYear: ratios.byYear,
    wrong: ratios.wrong,
    evidence: evidence.value,
    note: note.value,
    rest: rest.replace(/[\s,，。;；:、]+/gu, ' ').trim(),
  };
}

/** What is to be done with a transfer that was named. */
export type TransferAct =
  | { readonly do: 'show' }
  | { readonly do: 'accept' }
  | { readonly do: 'refuse'; readonly reason: string }
  | { readonly do: 'withdraw'; readonly reason: string }
  | { readonly do: 'offer'; readonly text: string }
  | { readonly do: 'end'; readonly text: string }
  | { readonly do: 'cancel'; readonly reason: string }
  | { readonly do: 'settle'; readonly text: string; readonly confirm: boolean }
  | { readonly do: 'unknown'; readonly text: string };

const ACT_FIRST =
  /^(确认结算|(?:年终)?结算|接受|同意|确认|拒绝|不同意|不接受|撤回|取消|终止|作废|解除|还价|变更|改为|查看)[\s:：,，]*(LZ[-－—]?\d{1,9}(?:[-－—]\d{1,9})?)(?!\d)[\s:：,，]*(.*)$/isu;

/** `接受 LZ-…` as `LZ-… 接受`: people say either; anything else as it is. */
export function numberFirst(text: string): string {
  const found = ACT_FIRST.exec(text);
  if (found === null) return text;
  const [, act = '', number = '', rest = ''] = found;
  return `${number} ${act === '查看' ? '' : act} ${rest}`.trim().replace(/ {2,}/g, ' ');
}

/** Words after LZ-…: the same acts the buttons have. */
export function readAct(text: string): TransferAct {
  const words = text.trim();
  const after = (pattern: RegExp): string | null => {
    const match = pattern.exec(words);
    return match === null
      ? null
      : words
          .slice(match[0].length)
          .replace(/^[\s:：,，]+/, '')
          .trim();
  };
  if (words === '') return { do: 'show' };
  const confirmed = after(/^(?:确认结算|结算确认)/u);
  if (confirmed !== null) return { do: 'settle', text: confirmed, confirm: true };
  const settled = after(/^(?:年终)?结算/u);
  if (settled !== null) return { do: 'settle', text: settled, confirm: false };
  if (/^(?:接受|同意|确认)[\s。！!]*$/u.test(words)) return { do: 'accept' };
  const refused = after(/^(?:拒绝|不同意|不接受)/u);
  if (refused !== null) return { do: 'refuse', reason: refused };
  const withdrawn = after(/^(?:撤回|撤销|取消)/u);
  if (withdrawn !== null) return { do: 'withdraw', reason: withdrawn };
  const ended = after(/^终止/u);
  if (ended !== null) return { do: 'end', text: ended };
  const cancelled = after(/^(?:作废|解除)/u);
  if (cancelled !== null) return { do: 'cancel', reason: cancelled };
  const offered = after(/^(?:还价|变更|改为|改成|调整为?|改)/u);
  if (offered !== null) return { do: 'offer', text: offered };
  const ratios = readRatios(words);
  if (ratios.ratio !== null || ratios.wrong !== null || Object.keys(ratios.byYear).length > 0)
    return { do: 'offer', text: words };
  return { do: 'unknown', text: words };
}
