/**
 * Firms named in a sentence about a visit or an event: the names at its head 「海尔集团、美的、格力 谈了…」, and further on those
 * with a legal form or after 参会企业／走访. Leaves out whether a name is known (the command looks).
 */
import { BRANDS } from './brands.ts';

/** What is done at a visit: the names end where it begins. */
const DEED =
  /(?:谈了?|聊了?|洽谈|商谈|了解|介绍|对接|沟通|推介|考察|参观|看了|就(?=.{2,}(?:交流|项目|合作|事))|交流|座谈|表示|有意|想(?=要|在|投|来|建)|拟(?=投|建|在|落|来|扩)|计划|准备(?=投|建|在|落|来|扩)|答应|邀请|达成|签(?=约|了|订)|回访|主要|关于|围绕|讨论|研究(?!院|所)|探讨|他们|对方|公司(?=表示|拟|有意|想|计划)|董事长|总经理|老总|负责人|时间[:：]|地点[:：])/u;
const FORM =
  /(?:集团|公司|股份|控股|厂|协会|商会|联合会|研究院|研究所|设计院|科技|实业|银行|基金|资本|大学|药业|电器|电子|汽车|食品|能源|材料|重工|机械|化工|物流)$/u;
const SEPARATORS = /[、,，;；\n/|+＋&]+/u;
const LEAD_IN =
  /^(?:今天|昨天|上午|下午|我们?|今日|带队|前往|赴|到|去|来到|在|走访|拜访|对接|联系|上门|了|过|企业|客商|[:：\s])+/u;
const LISTED =
  /(?:参会|参加|到会|邀请|走访|拜访|对接|考察|参展)(?:了|的)?(?:企业|客商|公司)?[:：\s]*([^。;；\n]+)/gu;
const HAN_OR_LATIN = /[\p{Script=Han}A-Za-z]/u;
const NAME_MAX = 60;

const tidyName = (text: string): string =>
  text
    .replace(LEAD_IN, '')
    .replace(/(?:等)?(?:\d{1,3}|[一二两三四五六七八九十]+)?(?:家|户)?(?:知名)?(?:企业|公司)?等?$/u, (tail) =>
      tail === '公司' || tail === '企业' ? tail : '',
    )
    .replace(/^[「『“"'《]+|[」』”"'》。.!！?？]+$/gu, '')
    .trim();

/** 宁德时代和比亚迪 is two; 永和豆浆 and 和记 are one. */
function parted(name: string): readonly string[] {
  const found = /^(.{2,}?)(?:以及|和|与|及)(.{2,})$/u.exec(name);
  const [, left = '', right = ''] = found ?? [];
  if (found === null) return [name];
  const isName = (one: string) => FORM.test(one) || BRANDS.some((brand) => one.startsWith(brand));
  return isName(left) || isName(right) || (left.length >= 3 && right.length >= 3)
    ? [left, ...parted(right)]
    : [name];
}

const isName = (text: string): boolean =>
  text.length >= 2 && text.length <= NAME_MAX && HAN_OR_LATIN.test(text);

const looksLikeFirm = (text: string): boolean =>
  FORM.test(text) || BRANDS.some((brand) => text === brand || text.startsWith(brand));

/** Where the deed begins: never within a known firm or a legal form, for 想 is in 联想 and 交流 in many names. */
function deedIn(word: string): number | null {
  const bare = word.replace(LEAD_IN, '');
  const skipped = word.length - bare.length;
  const brand = BRANDS.filter((one) => bare.startsWith(one)).sort((a, b) => b.length - a.length)[0] ?? '';
  const form =
    /^.{2,40}?(?:有限责任公司|股份有限公司|有限公司|集团公司|集团|股份公司|公司)/u.exec(bare)?.[0] ?? '';
  const name = form !== '' && DEED.exec(form.slice(0, -2)) === null ? form : '';
  const from = skipped + Math.max(brand.length, name.length);
  const found = DEED.exec(word.slice(from));
  return found === null ? null : from + found.index;
}

/** Names in order, each spelling once, and where the rest of the sentence begins. */
export interface NamesRead {
  readonly names: readonly string[];
  readonly rest: string;
}

/** The head of a visit's sentence: names, then what was done there. */
export function namesAtHead(text: string): NamesRead {
  const tidy = text.replace(LEAD_IN, '');
  const names: string[] = [];
  let at = 0;
  // A list has commas and 、 in it; a blank or a deed ends it unless a firm follows.
  for (const piece of tidy.matchAll(/[^、,，;；。\n/|+＋&\s]+|[、,，;；。\n/|+＋&\s]+/gu)) {
    const word = piece[0];
    if (!/[^、,，;；。\n/|+＋&\s]/u.test(word)) continue;
    const before = tidy.slice(at, piece.index);
    const isListed = names.length === 0 || /[、/|+＋&\n]/u.test(before) || looksLikeFirm(tidyName(word));
    const deedAt = deedIn(word);
    const head = deedAt === null ? word : word.slice(0, deedAt);
    const found = parted(tidyName(head)).map(tidyName).filter(isName);
    const isShort = head.length <= 24;
    if (!isListed && !(isShort && deedAt === null && /[,，;；]/u.test(before) && names.length > 1)) break;
    if (found.length === 0) break;
    names.push(...found);
    at = piece.index + word.length;
    if (deedAt !== null) {
      at = piece.index + deedAt;
      break;
    }
  }
  return {
    names: [...new Set(names)],
    rest: tidy
      .slice(at)
      .replace(/^[\s,，、;；。:：]+/u, '')
      .trim(),
  };
}

/** Firms anywhere in the words of an event. */
export function namesWithin(text: string): readonly string[] {
  const names: string[] = [];
  for (const [, list = ''] of text.matchAll(LISTED)) {
    for (const piece of list.split(/[、,，\s/]+/u)) {
      const name = tidyName(piece.replace(/(?:参加|出席|到会|等).*$/u, ''));
      if (isName(name) && !/\d/u.test(name)) names.push(...parted(name));
    }
  }
  for (const piece of text.split(/[\s。]+|[、,，;；]/u)) {
    const name = tidyName(piece.replace(/(?:等|参加|出席|到会|签约).*$/u, ''));
    if (isName(name) && looksLikeFirm(name) && !/推介|招商|培训|座谈|活动|论坛/u.test(name))
      names.push(...parted(name));
  }
  return [...new Set(names.map(tidyName).filter(isName))];
}

/** The list as typed in a form's box. */
export const namesInField = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(SEPARATORS)
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  ),
];
