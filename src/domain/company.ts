// Comparing company names (查重). Edit distance is backwards for Chinese firms: it separates one firm written in two
// orders and joins 汇川 with 汇明. So a name is taken apart into region, brand (字号), trade words and legal form, and
// brands decide. Leaves out credit codes (exact when known) and finding names in sentences (src/parse/organisation.ts).
import { TRADE_WORDS } from './company-trade.ts';

/** The parts of a company name that comparison uses, folded to half width and lower case. */
export interface NameParts {
  /** 字号: what distinguishes the firm. A region takes its place where nothing else is left (三明钢铁 → 三明). */
  readonly brand: string;
  /** Trade words after the brand: 新能源科技. */
  readonly trade: string;
  /** Regions named, without 省/市/县. */
  readonly regions: readonly string[];
  /** The brand is only a region. */
  readonly regional: boolean;
}

/** Similarity from which two names are taken for one firm. */
export const SAME_FIRM_MIN = 0.85;
/** Similarity from which a person should be asked (疑似重复). */
export const SIMILAR_FIRM_MIN = 0.6;

const NAME_LENGTH_MAX = 120;

const REGIONS: readonly string[] = (
  '北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 ' +
  '石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 长治 晋城 运城 临汾 呼和浩特 包头 鄂尔多斯 赤峰 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 盘锦 长春 吉林 四平 哈尔滨 齐齐哈尔 大庆 牡丹江 ' +
  '南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 ' +
  '福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 平潭 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 荣成 文登 乳山 ' +
  '郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 ' +
  '广州 深圳 珠海 汕头 佛山 韶关 湛江 肇庆 江门 茂名 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 钦州 贵港 玉林 海口 三亚 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 ' +
  '贵阳 遵义 六盘水 安顺 昆明 曲靖 玉溪 保山 昭通 丽江 大理 拉萨 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 兰州 天水 西宁 银川 乌鲁木齐 克拉玛依 香河 三河 霸州 固安 永清 大厂 文安 大城 燕郊 ' +
  '永安 沙县 三元 梅列 明溪 清流 宁化 建宁 泰宁 将乐 尤溪 大田 晋江 石狮 南安 惠安 安溪 永春 德化 福清 长乐 闽侯 连江 平和 龙海 漳浦 上杭 长汀 连城 武平 永定 漳平 邵武 武夷山 建瓯 建阳 浦城 福鼎 福安 霞浦 ' +
  '昆山 江阴 张家港 常熟 太仓 宜兴 义乌 慈溪 余姚 海宁 桐乡 诸暨 温岭 临清 冠县 莘县 阳谷 东阿 茌平 高唐 胶州 平度 莱西 即墨 黄岛 龙口 莱州 招远 寿光 诸城 滕州 浏阳 醴陵 顺德 南海 增城 番禺'
).split(' ');

const REGION_PATTERN = new RegExp(
  `^(?:${[...new Set(REGIONS)].sort((a, b) => b.length - a.length).join('|')})(?:省|市|县|区|自治区|壮族自治区|回族自治区|维吾尔自治区|特别行政区|经济技术开发区|经济开发区|高新区|开发区|经开区|新区)?`,
);
const LEGAL =
  /(?:(?:股份|集团|控股|责任|实业)?有限责任公司|股份有限公司|有限公司|股份公司|集团公司|总公司|分公司|子公司|公司|有限合伙|普通合伙|合伙企业|个体工商户|总厂|分厂|集团|控股|股份|厂|有限|总部)$/;
const LEGAL_LATIN =
  /[\s,.]*(?:\b(?:co|ltd|limited|inc|incorporated|corp|corporation|company|llc|plc|gmbh|ag|sa|nv|bv|kg|group|holdings?|international|kk|pte|pty|se|spa|srl)\b[\s,.&]*)+$/i;

const ALIASES: readonly (readonly [RegExp, string])[] = [
  [/中国石油化工|中国石化/g, '中石化'],
  [/中国石油天然气|中国石油/g, '中石油'],
  [/中国海洋石油|中国海油/g, '中海油'],
  [/中国建筑/g, '中建'],
  [/中国铁建/g, '中铁建'],
  [/中国中铁/g, '中铁'],
  [/中国交通建设|中国交建/g, '中交'],
  [/中国中车/g, '中车'],
  [/contemporary amperex.*|\bcatl\b/gi, '宁德时代'],
  [/\bbyd\b/gi, '比亚迪'],
  [/\btesla\b/gi, '特斯拉'],
  [/\bbasf\b/gi, '巴斯夫'],
  [/\bsiemens\b/gi, '西门子'],
  [/\bbosch\b/gi, '博世'],
  [/\bhuawei\b/gi, '华为'],
  [/\bfoxconn\b/gi, '富士康'],
  [/\bsamsung\b/gi, '三星'],
  [/\bxiaomi\b/gi, '小米'],
  [/\bhaier\b/gi, '海尔'],
  [/\blenovo\b/gi, '联想'],
  [/\btoyota\b/gi, '丰田'],
  [/\bpanasonic\b/gi, '松下'],
  [/sk ?hynix/gi, 'sk海力士'],
  [/\btencent\b/gi, '腾讯'],
  [/\balibaba\b/gi, '阿里巴巴'],
];

/** Half width, lower case, without spaces between Chinese, quotes and marks. */
function foldName(name: string): string {
  let folded = name
    .slice(0, NAME_LENGTH_MAX)
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\ufeff]/g, '')
    .toLowerCase();
  for (const [pattern, to] of ALIASES) folded = folded.replace(pattern, to);
  return folded.replace(/["'“”‘’「」『』《》·•]/g, '').trim();
}

function takeRegion(text: string, regions: string[]): string {
  let rest = text;
  for (let step = 0; step < 4; step++) {
    const match = REGION_PATTERN.exec(rest);
    if (!match || match[0].length >= rest.length) break;
    regions.push(
      match[0].replace(
        /(?:省|市|县|区|自治区|壮族自治区|回族自治区|维吾尔自治区|特别行政区|经济技术开发区|经济开发区|高新区|开发区|经开区|新区)$/,
        '',
      ),
    );
    rest = rest.slice(match[0].length);
  }
  return rest;
}

function takeTail(text: string, pattern: RegExp): string {
  let rest = text;
  for (let step = 0; step < 8; step++) {
    const next = rest.replace(pattern, '');
    if (next === rest || next === '') break;
    rest = next;
  }
  return rest;
}

const TRADES: ReadonlySet<string> = new Set(TRADE_WORDS);
const TRADE_LENGTH_MAX = Math.max(...TRADE_WORDS.map((word) => word.length));

/** Where the longest tail made of trade words begins. Positions are marked from the end, so the cost is linear. */
function tradeStart(text: string): number {
  const reachable = new Set([text.length]);
  let earliest = text.length;
  for (let end = text.length; end > 0; end--) {
    if (!reachable.has(end)) continue;
    for (let length = 2; length <= Math.min(TRADE_LENGTH_MAX, end); length++) {
      if (!TRADES.has(text.slice(end - length, end))) continue;
      reachable.add(end - length);
      earliest = Math.min(earliest, end - length);
    }
  }
  return earliest;
}

/** Takes a company name apart. Names that are only trade words keep them as the brand. */
export function nameParts(name: string): NameParts {
  const regions: string[] = [];
  let text = foldName(name);
  text = text.replace(/[([【]([^()[\]【】]{0,40})[)\]】]/g, (_, inner: string) => {
    const left = takeRegion(`${inner}\ue000`, regions).replace('\ue000', '');
    return /^(?:集团|控股|有限合伙|普通合伙|中国|筹|拟|暂定名?|总部|)$/.test(left) ? '' : left;
  });
  text = takeTail(takeTail(text, LEGAL_LATIN).replace(/[\s,.\-_/&+()（）]/g, ''), LEGAL).replace(
    /集团|控股/g,
    (word, at: number) => (at > 0 ? '' : word),
  );
  if (
    /^中国./.test(text) &&
    !/^中国(?:银行|旅游|化工|农业|电子|机械|医药|能源|移动|联通|电信|铁塔)$/.test(text)
  )
    text = text.slice(2);
  else text = text.replace(/(.{2,})中国$/, '$1');
  const body = takeRegion(text, regions);
  const tail = tradeStart(body);
  const seen = [...new Set(regions)];
  if (tail === 0 && seen.length > 0)
    return { brand: seen.at(-1) ?? '', trade: body, regions: seen, regional: true };
  if (tail === 0) return { brand: body, trade: '', regions: seen, regional: false };
  return { brand: body.slice(0, tail), trade: body.slice(tail), regions: seen, regional: false };
}

/** The name without region, brackets, legal form, 集团, 中国: 福建汇川技术有限公司 → 汇川技术. */
export function coreName(name: string): string {
  const { brand, trade } = nameParts(name);
  return brand + trade;
}

function bigrams(text: string): string[] {
  const chars = [...text];
  if (chars.length < 2) return chars;
  return chars.slice(1).map((char, index) => (chars[index] ?? '') + char);
}

function dice(a: string, b: string): number {
  const [left, right] = [bigrams(a), bigrams(b)];
  if (left.length === 0 || right.length === 0) return 0;
  const counts = new Map<string, number>();
  for (const gram of left) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  let shared = 0;
  for (const gram of right) {
    const count = counts.get(gram) ?? 0;
    if (count > 0) shared++;
    counts.set(gram, count - 1);
  }
  return (2 * shared) / (left.length + right.length);
}

/** The brand as people shorten it: with its city in front (宁德时代) and without. */
const brandForms = (parts: NameParts): string[] =>
  parts.regional ? [parts.brand] : [parts.brand, ...parts.regions.map((region) => region + parts.brand)];

function sameBrandScore(a: NameParts, b: NameParts): number {
  const conflict =
    !a.regional &&
    a.regions.length > 0 &&
    b.regions.length > 0 &&
    !a.regions.some((region) => b.regions.includes(region));
  const short = a.brand.length <= 2 && /^[\u4e00-\u9fa5]+$/.test(a.brand);
  if (a.trade === b.trade) return conflict ? 0.75 : 1;
  if (a.trade === '' || b.trade === '') return conflict ? (short ? 0.55 : 0.7) : 0.9;
  const contained = a.trade.includes(b.trade) || b.trade.includes(a.trade);
  const likeness = contained ? Math.max(0.6, dice(a.trade, b.trade)) : dice(a.trade, b.trade);
  const base = (short ? 0.5 : 0.65) + 0.4 * likeness;
  return Math.min(0.95, conflict ? base - 0.15 : base);
}

/**
 * How likely two names are one firm, 0…1: 1 for the same firm written in another order or with another legal form;
 * 汇川/汇明, 三明钢铁/三明重机 and 中国石化/中国石油 stay far apart; subsidiaries in different places come between.
 */
export function similarity(a: string, b: string): number {
  const [left, right] = [nameParts(a), nameParts(b)];
  if (left.brand === '' || right.brand === '') return 0;
  if (left.brand + left.trade === right.brand + right.trade && left.regional === right.regional)
    return sameBrandScore(left, right);
  if (left.brand === right.brand && left.regional === right.regional) return sameBrandScore(left, right);
  if (left.regional !== right.regional) return dice(left.brand + left.trade, right.brand + right.trade) * 0.5;
  const [wholeLeft, wholeRight] = [left.brand + left.trade, right.brand + right.trade];
  const [shorter, longer] =
    wholeLeft.length <= wholeRight.length ? [wholeLeft, wholeRight] : [wholeRight, wholeLeft];
  if (shorter.length >= 4 && longer.startsWith(shorter)) return 0.87;
  const meet = brandForms(left).some((form) => brandForms(right).includes(form));
  const best = meet ? 1 : dice(left.brand, right.brand);
  if (best === 1 && !left.regional) return 0.9;
  const size = Math.min(left.brand.length, right.brand.length);
  const trade = left.trade === right.trade ? 1 : dice(left.trade, right.trade);
  return Math.min(0.75, best * (size >= 4 ? 0.9 : 0.55) + 0.1 * trade);
}

/** What to do with two names: `same` firm, `similar` (ask), or `different`. */
export function compareNames(a: string, b: string): 'same' | 'similar' | 'different' {
  const score = similarity(a, b);
  return score >= SAME_FIRM_MIN ? 'same' : score >= SIMILAR_FIRM_MIN ? 'similar' : 'different';
}

/** True when a person should be asked whether the two are one firm (疑似重复): similar or the same. */
export const isLikelySame = (a: string, b: string): boolean => similarity(a, b) >= SIMILAR_FIRM_MIN;

/**
 * Index keys of a name: bigrams of its brand, with and without the region in front. Two names that
 * {@link isLikelySame} joins share at least one key, so a store finds candidates by equality of keys.
 */
export function nameKeys(name: string): string[] {
  const parts = nameParts(name);
  const forms = parts.regional ? [parts.brand + parts.trade] : brandForms(parts);
  return [...new Set(forms.flatMap((form) => bigrams(form)))].slice(0, 64);
}
