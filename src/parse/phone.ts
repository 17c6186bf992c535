// Chinese phone numbers as people type them: mobile, landline with area code, 400/800, +86, spaces and hyphens.
// Finds, normalises and masks. Numbers that look like a phone but have the wrong length come back marked, never mended.
import { foldWidth, type Span } from './text.ts';

/** A number found in a text. `normal` is what to store: 13800138000, 0598-8223344, 400-800-1234, +852… */
export interface PhoneFound {
  readonly kind: 'mobile' | 'landline' | 'service' | 'foreign' | 'wrong';
  readonly normal: string;
  readonly span: Span;
  /** Why it cannot be used (only for `wrong`). */
  readonly reason?: string;
}

/** 香港 (852) 9123 4567, 澳门 853-…, 台湾 00886…: a country's number without its plus, told from others by how it is typed. */
const OVERSEAS =
  /^(?:\(?(85[23])\)?[ -]{0,2}\d{4}[ -]?\d{4}|\(?(886)\)?[ -]{0,2}0?\d(?:[ -]?\d){7,9}|00(?!86)\d(?:[ -]?\d){8,13})$/;

const AREA_THREE = /^0(?:10|2[0-57-9])/;

// One digit run with single separators inside; bounded, so that a long hostile run costs linear time.
const RUN = /(?<![\dA-Za-z.])(?:\(?\+?\d{1,4}\)?[ -]{0,2})?(?:\(0\d{2,3}\)|\d)(?:[ -]{0,2}\d){5,20}(?!\d)/g;
const LABEL = /(?:电话|手机|手机号|号码|座机|联系方式|致电|Tel|tel|TEL|phone|微信|☎)[^\d+(]{0,4}$/;

function classify(digits: string, raw: string): Omit<PhoneFound, 'span'> | null {
  const mobile = /^(?:0{0,2}86)?(1[3-9]\d{9})$/.exec(digits);
  if (mobile?.[1] !== undefined) return { kind: 'mobile', normal: mobile[1] };
  if (/^[48]00\d{7}$/.test(digits)) {
    return { kind: 'service', normal: `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}` };
  }
  const national = digits.replace(/^(?:00)?86(?=0?[1-9]\d{8,10}$)/, '');
  const landline = raw.includes('+86') && !national.startsWith('0') ? `0${national}` : national;
  if (landline.startsWith('0') && landline.length >= 10 && landline.length <= 12) {
    const areaLength = AREA_THREE.test(landline) ? 3 : 4;
    const local = landline.slice(areaLength);
    if (/^[2-8]\d{6,7}$/.test(local))
      return { kind: 'landline', normal: `${landline.slice(0, areaLength)}-${local}` };
  }
  return null;
}

function wrongLength(digits: string, raw: string, labelled: boolean): string | null {
  if (
    /^1[3-9]\d+$/.test(digits) &&
    digits.length >= 9 &&
    digits.length <= 13 &&
    !/[-/]\d{1,2}[-/]/.test(raw)
  ) {
    return `“${raw}”是${digits.length}位，手机号应为11位`;
  }
  if (labelled) return `“${raw}”不像完整的电话号码，手机号应为11位，座机请带区号`;
  return null;
}

/** True when the digits are a date such as 2026-11-10 or 20261110. */
function isDateLike(raw: string, digits: string): boolean {
  if (/^(?:19|20)\d{2}[- ]\d{1,2}[- ]\d{1,2}$/.test(raw)) return true;
  return /^20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(digits);
}

function splitRuns(text: string): { raw: string; start: number }[] {
  const runs: { raw: string; start: number }[] = [];
  for (const match of text.matchAll(RUN)) {
    const raw = match[0];
    // Two mobiles typed side by side, "13800138000 13900139000", come as one run.
    const pieces = [...raw.matchAll(/(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/g)];
    if (pieces.length > 1) {
      for (const piece of pieces) runs.push({ raw: piece[0], start: match.index + piece.index });
    } else if (pieces[0] && pieces[0][0].length < raw.length) {
      runs.push({ raw: pieces[0][0], start: match.index + pieces[0].index });
    } else runs.push({ raw, start: match.index });
  }
  return runs;
}

/** Every phone number in the text, in order, wrong ones included. */
export function findPhones(text: string): PhoneFound[] {
  const folded = foldWidth(text);
  const found: PhoneFound[] = [];
  for (const { raw, start } of splitRuns(folded)) {
    const digits = raw.replace(/\D/g, '');
    const span = { start, end: start + raw.length };
    const before = folded.slice(Math.max(0, start - 10), start);
    const labelled = LABEL.test(before);
    if (!labelled && isDateLike(raw, digits)) continue;
    const after = folded.slice(span.end, span.end + 4);
    const isQuantity = /^\s?(?:万|亿|元|美元|平|亩|吨|人|[%.])/.test(after);
    const known = isQuantity && !/^\.(?!\d)/.test(after) ? null : classify(digits, raw);
    if (known) {
      found.push({ ...known, span });
      continue;
    }
    if (isQuantity) continue;
    const isOverseas = OVERSEAS.test(raw) && !/^\d{11,}$/.test(raw);
    if ((/^\+(?!86)/.test(raw) || isOverseas) && digits.length >= 8 && digits.length <= 15) {
      found.push({ kind: 'foreign', normal: `+${digits.replace(/^00/, '')}`, span });
      continue;
    }
    if (labelled && /^[2-8]\d{6,7}$/.test(digits)) {
      found.push({ kind: 'landline', normal: digits, span });
      continue;
    }
    const reason = wrongLength(digits, raw, labelled);
    if (reason !== null) found.push({ kind: 'wrong', normal: '', span, reason });
  }
  return found;
}

/** The one phone number a field holds, normalised; null when it holds none or something else as well. */
export function readPhone(text: string): PhoneFound | null {
  const folded = foldWidth(text).trim();
  const found = findPhones(`电话:${folded}`);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Hides all but the first three and last four digits: 138****8000, 0598****344 keeps as many as it has. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  if (digits.length < 8) return '*'.repeat(digits.length);
  return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}

/** 身份证号 by its shape: a province, a day of birth, three digits and a check; nothing kept here needs one. */
const IDENTITY =
  /(?<![\dA-Za-z])([1-8]\d{5})(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(\d{3}[\dXx])(?![\dA-Za-z])/g;

const maskIdentitiesIn = (text: string): string => {
  const folded = foldWidth(text);
  // Found where full-width digits are folded, cut where they stand: both are of one length.
  let at = 0;
  let out = '';
  for (const { 0: whole, 1: place = '', 2: tail = '', index } of folded.matchAll(IDENTITY)) {
    out += `${text.slice(at, index)}${place}********${tail}`;
    at = index + whole.length;
  }
  return out + text.slice(at);
};

/** Free text with every phone number in it masked, wrong lengths included, and every 身份证号. */
export function maskPhonesIn(written: string): string {
  const text = maskIdentitiesIn(written);
  let at = 0;
  let out = '';
  for (const { span } of findPhones(text)) {
    out += text.slice(at, span.start) + maskPhone(foldWidth(text.slice(span.start, span.end)));
    at = span.end;
  }
  return out + text.slice(at);
}
