// Finds the investing company in a sentence: names with a legal form (福建XX有限公司), names in quotes, bare names in
// front of what investors do (宁德时代拟在永安投资…), after what officials do (走访了…), known brands, and the first
// word of telegraphic notes. Companies in other parts (介绍人, 配套对象, 母公司) are left out. Comparing: domain/company.
import { nameParts } from '../domain/company.ts';
import { BRANDS } from './brands.ts';
import type { Candidate } from './lead-model.ts';
import { cutLead, isPlainNoun, startsWithRegion } from './organisation-cut.ts';

const STRONG_END =
  '股份有限公司|有限责任公司|有限公司|集团股份公司|集团公司|股份公司|总公司|合伙企业(?:\\((?:有限|普通)合伙\\))?|\\((?:有限|普通)合伙\\)';
const WEAK_END =
  '分公司|子公司|公司|集团|控股|研究总院|研究院|研究所|设计院|总院|总厂|合作社|股份|药业|实业|商行|工作室|事务所|酒店管理|厂|基金|资本|重工|科技|重机|锂业|钢铁|化学|生物|食品|新材料|新材|新能源|能源|复合材料|包装|制造|精密|家具|鞋业|制衣|陶瓷|铝业|光伏|光学|织造|新能|乐器|制品|电缆|机械|电子|纺织|林业|农业|智能|医药|制药|环保|汽车|光电|半导体|材料|装备|动力|电气|石化|矿业|乳业|酒业|茶业|种业|家居|服饰|物流|软件|信息';
const NAME_CHAR = /[\u4e00-\u9fa5A-Za-z0-9&()·•\-'+]/;
const NAME_LENGTH_MAX = 42;
const BUILD =
  /(?:建|建设|新建|拟建|兴建|筹建|办|盖|设立|设|成立|打造|开|收购|租用?|盘活|利用|搞|做|投资)(?:一?[个座家所条]|一)?[^,，。;；:\s\ue001-\ue005]{0,14}$/;
const NOT_BUILD = /福建|建宁|建瓯|建阳|建筑|建材|建发|建设|设备|设计|开发|开元|投资/g;
const MODAL =
  '拟|计划|有意向?|意向|打算|想要?|准备|希望|欲|考虑|决定|愿意|预备|已经?|正在?|将|要|确定|表示|初步|可能|基本|正式|近期|目前|也|都|明确|一直|会';
const ACTION =
  '跟|和|与|了解|来|去|到|在|于|落户|落地|投资?|建|新建|设|布局|入驻|搬|扩|把|过来|做|上|搞|办|开|租|买|拿|购|总投|选|参与|合作|考察|洽谈|签|回|增资|整体|打造|成立|开发|利用|收购|盘活|引|转移?|迁|出资|斥资|找|咨询|对|看|增|进';
const PLAIN =
  '总?投资|总投|来访|来[考洽咨电函我电人信说看]|到访|到我|前来|一行|落户|落地|考察|拟|签约|入驻|增资|进驻|在[^,，。;；\\n]{1,10}(?:投资|建|设|投|落|拿地|买|租|扩)|到[^,，。;；\\n]{1,10}(?:投资|建|设|投|考察|看|洽谈|落)|来[^,，。;；\\n]{1,8}(?:投资|建|设|投|考察|看|洽谈|谈)|看中|看上|相中|感兴趣|要来|欲|有意|打算|希望|建设|新建';
const VERB = new RegExp(`(?:(?:${MODAL})[\ue001-\ue005]{0,12}){1,4}(?:${ACTION})|(?:${PLAIN})`);

const OBJECT =
  /(?:对接(?!人)|拜访|走访|接待|会见|引进|引荐|洽谈|联系(?!人|方|电|我|他|她|咱)|招引|邀请|会谈|接触|线索(?:是|为)?|登记|报备|企业(?:是|叫|为)|公司(?:是|叫|为)|名叫|叫做|(?<!人)叫|客商(?:是|为)?)(?:了|到|过|上|下|的是|一下|一个|:){0,3} ?/g;
const OBJECT_END =
  /来访|一行|的|洽谈|对接|谈|项目|负责人|董事|总经理|总部|拟|想|计划|有意|准备|打算|在|到|投资|要|老板|那边|方面|并|就|了解|推进|推介|意向|考察|座谈|说|表示|反馈|[,，。;；、:\s\n\ue001-\ue005!！“”]/;
const OTHER_ROLE_AFTER =
  /^[)”]? ?(?:的?(?:旗下|下属|全资|控股的?(?:子|孙)?公司|子公司)|(?:[\u4e00-\u9fa5]{0,3})?(?:介绍|推荐|引荐|牵线|提供(?:的)?线索)|厂房|闲置|地块|旧厂|老厂|原址|配套|供货|代工|做配套|供应链)/;
const OTHER_ROLE_BEFORE =
  /(?:(?<!业主|资方|主体|单位|企业|公司|客商|名)为|给|替|紧邻|毗邻|租用|租赁|利用|盘活|收购|原|参照|类似|对标|竞争对手|客户包括|客户有|供应商|供货给|主要客户|通过|经|由于)$/;
const GOVERNMENT =
  /(?:商会|协会|同乡会|联谊会|联络处|办事处|政府|管委会|商务局|招商局|招商办|发改委|发改局|工信局|委员会|领导小组|招商组|招商队|指挥部|园区|开发区|招商服务中心)$/;

interface Raw {
  start: number;
  end: number;
  strength: number;
}

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
  for (const match of text.matchAll(pattern)) {
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
      if (trade && !/[\u4e00-\u9fa5]{2}/.test(body)) continue;
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
          ? 1.8
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
    /[A-Z][A-Za-z0-9&.'-]{0,30}(?:,? (?:[A-Z&][A-Za-z0-9&.'-]{0,30}|of|and|de|\([A-Z][A-Za-z ]{1,20}\))){0,6}/g;
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

function byVerb(text: string): Raw[] {
  const found: Raw[] = [];
  for (const clause of text.matchAll(/[^,，。;；!！?？\n、:]{2,200}/g)) {
    const verb = VERB.exec(clause[0]);
    let search = verb;
    if (verb && verb.index === 0) {
      const again = VERB.exec(clause[0].slice(verb[0].length));
      search = again ? Object.assign(again, { index: again.index + verb[0].length }) : null;
    }
    if (!search || search.index < 2) continue;
    let stop = clause.index + search.index;
    while (stop > clause.index && /[\ue001-\ue005 “”"]/.test(text.charAt(stop - 1))) stop--;
    let left = stop;
    while (
      left > clause.index &&
      stop - left < NAME_LENGTH_MAX &&
      !/[\ue001-\ue005“”"]/.test(text.charAt(left - 1))
    )
      left--;
    stop = trimTail(text, left, stop);
    const start = cutLead(text, left, stop);
    found.push({ start, end: stop, strength: 2 });
    const listed = /(?:^|[^\u4e00-\u9fa5A-Za-z0-9])([\u4e00-\u9fa5A-Za-z0-9()]{2,14})[、和与及]$/.exec(
      text.slice(Math.max(0, start - 18), start),
    );
    if (
      listed?.[1] !== undefined &&
      /(?:都|均|也|分别|联合|共同|合资|合作)/.test(text.slice(stop, stop + 6))
    ) {
      const other = start - 1 - listed[1].length;
      const from = cutLead(text, other, start - 1);
      if (start - 1 - from >= 2) found.push({ start: from, end: start - 1, strength: 3 });
    }
  }
  return found;
}

/** Words between a name and its verb that are not the name: 方面, 老板, 负责人, 今天上午. */
function trimTail(text: string, left: number, right: number): number {
  let stop = right;
  for (let step = 0; step < 5; step++) {
    const tail =
      /(?:方面|那边|这边|的?老板|的?负责人|公司方|总部|的人|领导|高层|一行\d*人?|团队|代表团?|的?董事长|的?总经理|也|又|目前|近期|最近|现在|上午|下午|晚上|中午|\s|有个|有一?个|他们|这家企业|该企业|企业|正式|初步|已|又|再次|明确|打电话|致电|来电|说|表示|称|反馈|本次|此次|[(（,]|这次)$/.exec(
        text.slice(left, stop),
      );
    if (!tail || tail[0].length >= stop - left) break;
    stop -= tail[0].length;
  }
  return stop;
}

function byObject(text: string): Raw[] {
  const found: Raw[] = [];
  for (const match of text.matchAll(OBJECT)) {
    const from = match.index + match[0].length;
    const rest = text.slice(from, from + NAME_LENGTH_MAX);
    const quoted = /^“([^”]{2,30})”/.exec(rest);
    if (quoted) {
      found.push({ start: from + 1, end: from + quoted[0].length - 1, strength: 2.5 });
      continue;
    }
    const stop = OBJECT_END.exec(rest);
    const length = stop ? stop.index : rest.length;
    if (length < 2) continue;
    const start = cutLead(text, from, from + length);
    found.push({
      start,
      end: trimTail(text, start, from + length),
      strength: /^[登报线]/.test(match[0]) ? 1.2 : 1.8,
    });
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
      /^[的]?(?:公司|企业|集团)/.test(after);
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
      /^(?:(?:\([\u4e00-\u9fa5]{2,6}\)|中国|股份|集团|新能源|科技|汽车|电子)(?![的])){0,2}/.exec(
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
    if (
      /(?:加工|养殖|种植|回收|研发|生产|制造业|推广|政策|产业|行业|农业|工业|旅游业|服务业)$/.test(
        text.slice(start, end),
      ) &&
      !startsWithRegion(text.slice(start, end))
    )
      continue;
    if (
      /(?:项目|生产线|产线|基地|产业|投资|电话|万元?|亿元?|意向|一期|考察|洽谈|想|拟|建|做|需要|希望|来|在|到|的|有|是)/.test(
        text.slice(start, end),
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
  if (isPlainNoun(name) || GOVERNMENT.test(name) || /[\ue001-\ue005]/.test(name)) return false;
  if (OTHER_ROLE_AFTER.test(text.slice(raw.end, raw.end + 10))) return false;
  if (OTHER_ROLE_BEFORE.test(text.slice(Math.max(0, raw.start - 5), raw.start))) return false;
  if (
    /\($/.test(text.slice(0, raw.start).slice(-1)) &&
    /^[^)]{0,6}(?:子公司|旗下|全资|控股|下属)/.test(text.slice(raw.end, raw.end + 8))
  )
    return false;
  if (
    raw.strength < 3 &&
    /(?:企|老板|旗下|的子公司|产业园|项目|产业|生产线|市场|行业|产品|[县市区]|领导|客商|人)$/.test(name)
  )
    return false;
  return !(
    raw.strength < 3 &&
    /[在拟投建](?:资|设)?[\u4e00-\u9fa5]/.test(name.replace(NOT_BUILD, '')) &&
    !BRANDS.includes(name) &&
    !/^[\u4e00-\u9fa5]{2,4}$/.test(name)
  );
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
    (raw) => acceptable(text, raw) && !(raw.strength < 3 && taken(raw.start, raw.end)),
  );
  if (telegraphic && !usable.some((raw) => raw.strength >= 1.2)) {
    const token = byToken(text, taken).find((raw) => acceptable(text, raw));
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
