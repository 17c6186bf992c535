// The words that decide whether a number is money, which money, and whose: currencies, units that are not money,
// and the cues for investment as against output value, tax or registered capital. Leaves out the scanning.
import type { Currency } from '../domain/money.ts';

const CURRENCY_WORDS: readonly (readonly [Currency, string])[] = [
  ['TWD', '新台币|台币|TWD|NT\\$|NTD'],
  ['HKD', '港币|港元|港纸|HKD|HK\\$'],
  ['SGD', '新加坡元|新加坡币|坡币|新币|新元(?!素|宇宙|器|件|旦|月|年)|SGD|(?<!U)S\\$'],
  ['USD', '美元|美金|美刀|USD|US\\$|\\$|美币|刀(?![具片])'],
  ['EUR', '欧元|EUR|€|欧(?=[,，。;；\\s]|$)'],
  ['JPY', '日元|日圆|日币|JPY|円'],
  ['GBP', '英镑|GBP|£'],
  ['KRW', '韩元|韩币|韩圆|KRW|₩'],
  ['MOP', '澳门元|葡币|MOP'],
  ['AUD', '澳元|澳币|澳大利亚元|AUD'],
  ['CAD', '加元|加币|CAD'],
  ['CHF', '瑞士法郎|瑞郎|CHF'],
  ['MYR', '林吉特|马币|MYR'],
  ['THB', '泰铢|THB'],
  ['RUB', '卢布|RUB'],
  ['CNY', '元?人民币|RMB|CNY|¥|元整?(?!旦|件|素|宇宙|器|月)|圆整?|块钱|块(?=[,，。;；\\s]|$)'],
];

const suffixes = CURRENCY_WORDS.map(
  ([code, words]) => [code, new RegExp(`^ {0,2}(?:\\((?:${words})\\)|(?:${words}))`, 'i')] as const,
);
const prefixes = CURRENCY_WORDS.map(
  ([code, words]) => [code, new RegExp(`(?:${words})[:\\s]{0,2}$`, 'i')] as const,
);

/** Currency written after a number, with its length; null when there is none. */
export function currencyAfter(text: string, at: number): { currency: Currency; length: number } | null {
  const rest = text.slice(at, at + 12);
  for (const [currency, pattern] of suffixes) {
    const match = pattern.exec(rest);
    if (match) {
      const more =
        currency === 'CNY' ? /^ ?\(?(?:人民币|RMB|CNY)\)?/i.exec(rest.slice(match[0].length)) : null;
      return { currency, length: match[0].length + (more?.[0].length ?? 0) };
    }
  }
  return null;
}

/** Currency written before a number ("US$", "人民币"), with its length; a bare 元 or 块 does not count. */
export function currencyBefore(text: string, at: number): { currency: Currency; length: number } | null {
  const before = text.slice(Math.max(0, at - 8), at);
  for (const [currency, pattern] of prefixes) {
    const match = pattern.exec(before);
    if (match && !/^(?:元|圆|块|刀|欧)/.test(match[0])) return { currency, length: match[0].length };
  }
  return null;
}

/** The currency a 币种 field names, or null. */
export function currencyNamed(text: string): Currency | null {
  const found = currencyAfter(text.trim().replace(/^[百千万亿]+/, ''), 0);
  return found?.currency ?? null;
}

/** A unit that says the number counts something else than money, whatever stands before. */
export const STRONG_UNIT =
  /^ ?(?:多|余)?(?:平方|平米|平(?![台安潭和阴阳均])|m2|㎡|m²|方(?![便面案])|立方|亩|公顷|吨|公斤|千克|斤(?![斤])|千瓦|兆瓦|吉瓦|[kKMG][Ww]|kVA|伏|度电|片|只|件|支(?!持|撑|付)|万?人(?!民币)|户(?!外)|辆|瓶|箱|盒|枚|粒|头(?![部])|羽|株(?![洲])|套(?!现|路)|台套|台\/|台(?![商湾资州企海胞币])|米(?![其])|公里|升(?!级)|标箱|TEU|床|次|倍|%|％|‰|个百分点|名|字|颗|双(?!方|碳|汇|林)|卷|块(?!钱)(?=\S)|条(?!件)|吨级|瓦|级|强|号|页|家(?![具居庭])|项(?!目)|座(?!谈)|栋|幢|层|间|尾|筒|码|门(?!业|窗)|张(?=[床桌图订卡片])|包(?!括|含|装)|罐|桶|袋|岁|届|小时|分钟|天(?!津|元|然)|周(?![总经董老边末长宁])|年(?!产|底|内|后|前)|个月)/;

/** Weaker ones: count only where no investment cue stands right before the number. */
export const WEAK_UNIT =
  /^ ?(?:多|余)?(?:个|份(?!额)|位(?!于|置)|期|张|种(?!植|养|业|苗|子)|批|处|场|轮|组|排|队|代|届|月|日|点|寸|英寸|mm|cm|V\b|G\b|T\b)/;

/** Things ranked or sized in round sums: 百亿产业链, 世界500强, 千亿级集群. */
export const SIZE_CLASS =
  /^ ?(?:元)?(?:级|产业|集群|企业|园区|市场|工程|军团|俱乐部|航母|以上(?:的)?(?:企业|项目|工业|产业)|规模(?:以上)?(?:的)?(?:企业|产业|园区)|强|台阶|大关)/;

/** Cues of the investment itself, nearest before the number. */
export const INVEST_CUE =
  /(?:总投资|总投入|总投|总额|总的?要?投|计划投|拟投|预计投|准备投|投资|投入|投额|投个|投|出资|金额|资金|盘子|体量|造价|预算|规模|砸|斥资|耗资)/g;
/** Money that is not the investment. */
export const OTHER_CUE =
  /(?:产值|营收|营业额|营业收入|主营|销售|收入|税|利润|净利|毛利|注册资|注册|市值|估值|融资|募集|募资|总资产|资产|贷款|补贴|补助|奖励|扶持资金|租金|订单|合同额|合同|货值|采购|GDP|出口|进口|工资|基金规模|基金|专项债|流水|交易额|定金|保证金|单价|造价每|每亩|亩均|每平|强度|每吨|售价|地价|产业链|产业规模|外汇|实缴|到位|到账|成本|罚款|欠|年产)/g;
/** A part of the whole: never taken for the total. */
export const PART_CUE =
  /(?:[一二三四五首前后]期|其中|固定资产|固投|设备投|设备|流动资金|土建|厂房投|第[一二三]阶段|起步)/g;
/** After the number: the sum is output, tax and the like. */
export const OTHER_AFTER =
  /^ ?(?:左右|以上|上下)?(?:的)?(?:年)?(?:产值|营收|营业|销售|税|利润|净利|收入|订单|注册资|市值|估值|补贴|贷款|基金|市场|产业链|产能|GDP|流水|采购|出口|债|\/ ?亩|每亩|一亩|\/ ?年|每年|一年(?!内)|\/ ?吨|一吨|\/ ?平|的?营收)/;
/** After the number: the sum is what is invested. */
export const INVEST_AFTER = /^ ?(?:左右|以上|上下)?(?:的)?(?:总)?(?:投资|投入|盘子|的大?项目|大项目|项目)/;
/** Before the number: it converts the sum just named into another currency. */
export const CONVERTED =
  /(?:折合|约合|折算|相当于|合(?:人民币)?|折人民币)[^，。;；,]{0,6}$|\((?:约|合|大约|人民币|折)[^)]{0,6}$/;
/** Before the number: the sum is near, or a bound. */
export const NEAR_BEFORE =
  /(?:约|大约|大概|大致|近|将近|接近|差不多|不低于|不少于|至少|起码|超|超过|逾|高于|大于|不超过|不高于|最多|不到|最高|估计|预估|左右|可能|来个|>=?|≥|≤)(?:为|是|在|有|要|投资?|人民币|RMB|USD|US\$|\$|¥| ){0,2}$/;
/** After the number: likewise. */
export const NEAR_AFTER = /^ ?(?:左右|上下|以上|以内|以下|不到|多|余|出头|打底|起步|起|\+|级别)/;
/** Power words: beside them W and kW are watts. */
export const POWER = /(?:光伏|装机|功率|电站|风电|储能|充电|电机|发电|瓦|电源|兆|LED|灯)/;
