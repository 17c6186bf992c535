// Finds the investing company in a sentence: names with a legal form (福建XX有限公司), names in quotes, bare names in
// front of what investors do (宁德时代拟在永安投资…), after what officials do (走访了…), known brands, and the first
// word of telegraphic notes. Companies in other parts (介绍人, 配套对象, 母公司) are left out. Comparing: domain/company.
import { nameParts } from '../domain/company.ts';
import { BRANDS } from './brands.ts';
import type { Candidate } from './lead-model.ts';
import { byObject, byVerb, type Raw } from './organisation-cues.ts';
import { cutLead, isPlainNoun, startsWithRegion } from './organisation-cut.ts';
import {
  BUILD,
  FORMS_MAX,
  GOVERNMENT,
  MODAL,
  NAME_CHAR,
  NAME_LENGTH_MAX,
  NO_NAME,
  NOT_BUILD,
  OTHER_ROLE_AFTER,
  OTHER_ROLE_BEFORE,
  PLAIN,
  STRONG_END,
  VERB,
  WEAK_END,
} from './organisation-words.ts';

/** Walks left from a legal form over characters a name may have. */
function walkLeft(text: string, from: number): number {
  let at = from;
  let depth = 0;
  while (at > 0 && from - at < NAME_LENGTH_MAX) {
    const char = text.charAt(at - 1);
    const latinSpace =
      char === ' ' && /[A-Za-z.,&]/.test(text.charAt(at - 2)) && /[A-Za-z&(]/.test(text.charAt(at));
    if (!NAME_CHAR.test(char) && !latinSpace && char !== '.') break;
    if (char === '.' && !/[A-Za-z]/.test(text.charAt(at - 2))) break;
    if (char === '-' && !/[A-Za-z0-9]/.test(text.charAt(at - 2))) break;
    if (char === ')') depth++;
    if (char === '(') {
      if (depth === 0) break;
      depth--;
    }
    at--;
  }
  return at;
}

function byLegalForm(text: string): Raw[] {
  const found: Raw[] = [];
  const pattern = new RegExp(`(${STRONG_END})|(${WEAK_END})(?![业长房区里务])`, 'g');
  let looked = 0;
  for (const match of text.matchAll(pattern)) {
    // No lead names that many; a wall of 公司公司公司 would hold everybody up.
    if (++looked > FORMS_MAX) break;
    const strong = match[1] !== undefined;
    const end = match.index + match[0].length;
    const previous = found.at(-1);
    const left = Math.max(walkLeft(text, match.index), 0);
    const start = cutLead(text, left, match.index);
    const body = text.slice(start, match.index);
    if (body.length < 2 && !/^[A-Z0-9]/.test(body)) continue;
    if (match[0] === '厂' && /(?:代工|配套|加工)$/.test(body)) continue;
    if (isPlainNoun(body) || isPlainNoun(text.slice(start, end))) continue;
    const joins = previous && previous.end > start && previous.start <= start + 1;
    if (!strong && !/^(?:公司|集团|控股|分公司|总厂|研究总院|股份|药业|合作社)$/.test(match[0])) {
      if (BUILD.test(body.replace(NOT_BUILD, '')) || BUILD.test(text.slice(Math.max(0, start - 6), start)))
        continue;
      const after = text.slice(end, end + 3);
      const trade = !/^(?:厂|研究院|研究所|设计院|总院|商行|工作室|事务所|基金|资本|实业)$/.test(match[0]);
      if (
        trade &&
        /^[\u4e00-\u9fa5]/.test(after) &&
        !new RegExp(`^(?:${MODAL}|${PLAIN}|来|的|和|与|负责|董事|总)`).test(text.slice(end, end + 14))
      )
        continue;
      if (
        trade &&
        !(
          (body.length <= 8 &&
            body.length >= 2 &&
            nameParts(body).brand !== '' &&
            !nameParts(text.slice(start, end)).regional) ||
          startsWithRegion(body)
        )
      )
        continue;
      if (trade && (!/[\u4e00-\u9fa5]{2}/.test(body) || body.includes('投资'))) continue;
    } else if (!strong && BUILD.test(text.slice(Math.max(0, start - 4), start))) continue;
    if (
      joins &&
      previous &&
      previous.strength >= 4 &&
      match.index > previous.end &&
      !/^(?:分公司|子公司)$/.test(match[0])
    )
      continue;
    if (joins && previous) found.pop();
    const strength = strong
      ? 4
      : /^(?:公司|集团|控股|分公司|研究总院|总厂|股份|药业|合作社)$/.test(match[0])
        ? 3
        : startsWithRegion(body)
          ? 2.1
          : 1.5;
    found.push({
      start: joins && previous ? Math.min(previous.start, start) : start,
      end,
      strength: Math.max(strength, joins && previous ? previous.strength : 0),
    });
  }
  return found;
}

function byLatinForm(text: string): Raw[] {
  const found: Raw[] = [];
  const pattern =
    /[A-ZÀ-Þ][A-Za-zÀ-ÿ0-9&.'-]{0,30}(?:,? (?:[A-ZÀ-Þ&][A-Za-zÀ-ÿ0-9&.'-]{0,30}|of|and|de|\([A-Z][A-Za-z ]{1,20}\))){0,6}/g;
  for (const match of text.matchAll(pattern)) {
    const raw = match[0].replace(/[\s.,'-]+$/, (tail) =>
      /^\.$/.test(tail) && /(?:Ltd|Inc|Co|Corp)$/.test(match[0].slice(0, -1)) ? tail : '',
    );
    if (
      raw.length < 2 ||
      /^(?:USD|RMB|CNY|HKD|EUR|JPY|CEO|CTO|CFO|COO|VP|IT|AI|LED|PCB|GDP|OK|KW|MW|GW|Tel|TEL|PPT|APP|VR|AR|EPC|PPP|BOT|IC|IDC|LNG|PET|PVC|SUV|VX|QQ|Mr|Ms|US|UPS|SPA|KTV|CBD|ESG|OEM|Q[1-4]|[A-Z]\d*|[A-Z]-?\d+[A-Z]*)$/.test(
        raw,
      )
    )
      continue;
    const legal = /\b(?:Ltd|Inc|Co|Corp|LLC|GmbH|AG|PLC|Group|Company|Limited|Holdings?)\.?$/i.test(raw);
    found.push({ start: match.index, end: match.index + raw.length, strength: legal ? 4 : 1 });
  }
  return found;
}

function byQuote(text: string): Raw[] {
  const found: Raw[] = [];
  for (const match of text.matchAll(/[“"]([^“”"\n]{2,40})[”"]/g)) {
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 6);
    if (
      /^[^，。,]{0,4}(?:项目|生产线|基地|工程|产业园)/.test(after) ||
      /(?:项目|生产线|基地|产业园|中心|工程)$/.test(match[1] ?? '')
    )
      continue;
    const company =
      new RegExp(`(?:${STRONG_END}|公司|集团|厂)$`).test(match[1] ?? '') ||
      VERB.test(after) ||
      /^[的]?(?:公司|企业|集团)/.test(after) ||
      new RegExp(`[\\u4e00-\\u9fa5]{2}(?:${WEAK_END})$`).test(match[1] ?? '');
    if (company)
      found.push({ start: match.index + 1, end: match.index + match[0].length - 1, strength: 3.2 });
  }
  return found;
}

const BRAND_PATTERN = new RegExp(
  [...BRANDS]
    .sort((a, b) => b.length - a.length)
    .map((brand) => (/^[A-Za-z0-9]+$/.test(brand) ? `(?<![A-Za-z0-9])${brand}(?![A-Za-z0-9])` : brand))
    .join('|'),
  'g',
);

function byBrand(text: string): Raw[] {
  const found: Raw[] = [];
  for (const match of text.matchAll(BRAND_PATTERN)) {
    const end = match.index + match[0].length;
    const more =
      /^(?:(?:\([\u4e00-\u9fa5]{2,6}\)|中国|股份|集团|新能源|科技|汽车|电子)(?![的])|(?:控股|体育|服饰|食品|医药|生物|材料|电器|实业|动力|半导体|光电|能源|化学|重工|智能|环保|发展|企业)(?=$|[^\u4e00-\u9fa5]|拟|计划|打算|想|要|在|将|投|来|有意)){0,2}/.exec(
        text.slice(end, end + 14),
      )?.[0].length ?? 0;
    const before =
      /(?:^|[^\u4e00-\u9fa5])([\u4e00-\u9fa5]{2,6})$/.exec(
        text.slice(Math.max(0, match.index - 7), match.index),
      )?.[1] ?? '';
    const region =
      before !== '' &&
      startsWithRegion(before + match[0]) &&
      nameParts(before + match[0]).brand.startsWith(match[0].toLowerCase())
        ? before.length
        : 0;
    found.push({ start: match.index - region, end: end + more, strength: 1.9 });
  }
  return found;
}

/** First words of telegraphic notes: 金源重机 2亿 沙县 王总138… */
function byToken(text: string, taken: (start: number, end: number) => boolean): Raw[] {
  const found: Raw[] = [];
  for (const token of text.matchAll(/[^\s,，、。;；|/\n:\ue001-\ue005!！?？]{2,30}/g)) {
    const end = token.index + token[0].length;
    const start = cutLead(text, token.index, end);
    if (taken(start, end) || found.length >= 8) continue;
    // 老板吴金水，大田，石板材: what comes later and ends as goods do is what is made.
    if (token.index > 0 && /[材料品件器膜板管]$/.test(token[0]) && !startsWithRegion(token[0])) continue;
    if (
      /(?:加工|配套|养殖|种植|回收|研发|生产|制造业|推广|政策|产业|行业|农业|工业|旅游业|服务业)$/.test(
        text.slice(start, end),
      ) &&
      !startsWithRegion(text.slice(start, end))
    )
      continue;
    if (
      /[办开搞做].{1,8}(?:厂|园|店|中心|公司)$|^(?:要|扩产|扩能|增产|技改|搬迁|迁建|改造|升级|转产|复产|新建|改建|扩建)/.test(
        text.slice(start, end),
      ) ||
      /(?:项目|生产线|产线|基地|产业|投资|电话|\d[万亿]|[零一二三四五六七八九十百千]亿|[万亿]元|意向|一期|考察|洽谈|想|拟|建|做|需要|希望|来|在|到|的|有|是)/.test(
        text.slice(start, end).replace(/福建|建[宁瓯阳材筑发]/g, ''),
      )
    )
      continue;
    found.push({ start, end, strength: 0.8 });
  }
  return found;
}

function acceptable(text: string, raw: Raw): boolean {
  const name = text.slice(raw.start, raw.end);
  if (
    name.length < 2 ||
    name.length > NAME_LENGTH_MAX + 16 ||
    !/[\u4e00-\u9fa5A-Za-z]{2}|[A-Za-z\d][\u4e00-\u9fa5A-Z]/.test(name)
  )
    return false;
  if (isPlainNoun(name.replace(/[()（）]/g, '')) || GOVERNMENT.test(name) || /[\ue001-\ue005]/.test(name))
    return false;
  if (raw.strength < 3 && NO_NAME.test(name) && !BRANDS.includes(name)) return false;
  if (raw.strength < 3 && /(?:先生|女士|小姐|老师)$/.test(name)) return false;
  // 某新能源公司: somebody whose name is kept back.
  if (/某[\u4e00-\u9fa5]{0,3}$/.test(text.slice(Math.max(0, raw.start - 4), raw.start))) return false;
  if (OTHER_ROLE_AFTER.test(text.slice(raw.end, raw.end + 10))) return false;
  if (OTHER_ROLE_BEFORE.test(text.slice(Math.max(0, raw.start - 5), raw.start))) return false;
  if (
    /\($/.test(text.slice(0, raw.start).slice(-1)) &&
    /^[^)]{0,6}(?:子公司|旗下|全资|控股|下属)/.test(text.slice(raw.end, raw.end + 8))
  )
    return false;
  if (
    raw.strength < 3 &&
    /(?:企|老板|旗下|的子公司|产业园|项目|产业|生产线|市场|行业|产品|[县市区]|领导|客商|(?<!机器)人)$/.test(
      name,
    )
  )
    return false;
  return !(
    raw.strength < 3 &&
    /[在拟投建](?:资|设)?[\u4e00-\u9fa5]/.test(name.replace(NOT_BUILD, '')) &&
    !BRANDS.includes(name) &&
    !/^[\u4e00-\u9fa5]{2,4}$/.test(name)
  );
}

const PLACE_LENGTH_MAX = 8;

/** 永安投, 大田找5000平厂房, 泰宁大金湖: a place and what is done there, or a spot of it; not a firm. */
function isPlaceAndVerb(text: string, raw: Raw, taken: (start: number, end: number) => boolean): boolean {
  const isSpot = /(?:湖|镇|乡|村|路|街道|山|景区|片区|附近)$/.test(text.slice(raw.start, raw.end));
  for (let end = raw.start + 2; end < Math.min(raw.end, raw.start + PLACE_LENGTH_MAX); end += 1)
    if ((isSpot || /[投建来做搞找租办设扩买看盖落]/.test(text.charAt(end))) && taken(raw.start, end))
      return true;
  return false;
}

/**
 * Every company the sentence may be about, surest first; overlapping candidates are settled for the surer, then the
 * longer one. `text` is folded, with sums, dates, phones and persons replaced by stand-ins. `taken` says that a stretch
 * is a place, an industry or a channel.
 */
export function findOrganisations(
  text: string,
  taken: (start: number, end: number) => boolean,
  telegraphic: boolean,
): Candidate[] {
  const raws = [
    ...byLegalForm(text),
    ...byLatinForm(text),
    ...byQuote(text),
    ...byVerb(text),
    ...byObject(text),
    ...byBrand(text),
  ];
  const usable = raws.filter(
    (raw) =>
      acceptable(text, raw) &&
      !(raw.strength < 3 && (taken(raw.start, raw.end) || isPlaceAndVerb(text, raw, taken))),
  );
  if (telegraphic && !usable.some((raw) => raw.strength >= 1.2)) {
    const token = byToken(text, taken).find(
      (raw) => acceptable(text, raw) && !isPlaceAndVerb(text, raw, taken),
    );
    if (token) usable.push(token);
  }
  usable.sort((a, b) => b.strength - a.strength || b.end - b.start - (a.end - a.start) || a.start - b.start);
  const kept: Raw[] = [];
  const occupied = new Uint8Array(text.length + 1);
  for (const raw of usable) {
    if (occupied.subarray(raw.start, raw.end).includes(1)) continue;
    occupied.fill(1, raw.start, raw.end);
    kept.push(raw);
  }
  return kept.map((raw) => ({ ...raw, text: text.slice(raw.start, raw.end) }));
}
