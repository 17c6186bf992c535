/**
 * Conditions read out of a policy's own words where its typed fields are empty: 总投资5亿元以上, 外商投资, 引荐人. Careful: a
 * sum that is a reward (奖励2万元) or counts another thing (设备投资) is no limit on the project's investment.
 */
import { type Dec, dec } from '../decimal.ts';

export interface Threshold {
  /** `total`: the project's investment; else what the sum is of. */
  readonly of: 'total' | 'other';
  /** 设备投资, 注册资本. */
  readonly label: string;
  /** In 万 of the currency. */
  readonly wan: Dec;
  readonly currency: 'CNY' | 'USD';
  /** As it stands in the text. */
  readonly said: string;
}

const SUM =
  /((?:固定资产|设备|技改|技术改造|研发|项目|计划|实际)?(?:总投资额?|投资总?额|投资强度|投资|投入)|注册资本|到位资金|实际(?:使用|利用)?外资|(?:年)?(?:销售|营业|主营业务)收入|年?纳税额?|产值)[^，,。；;、\d每]{0,8}?(\d{1,9}(?:\.\d{1,4})?)\s*(亿|千万|百万|万)?(美)?元(?:人民币)?(\/亩|每亩)?[（(]?(?:含)?[)）]?\s*(以上|及以上|起)?/gu;
const AT_LEAST = /(?:不低于|不少于|不小于|达到?|超过|大于|满|≥|>=?)/u;
const TIMES: Readonly<Record<string, number>> = { 亿: 10_000, 千万: 1_000, 百万: 100, 万: 1 };
const TOTAL = /^(?:项目|计划)?(?:总投资额?|投资总?额|投资)$/u;
const TEXT_MAX = 2_000;

/** Least sums a text asks for, in its order. */
export function thresholdsIn(text: string): readonly Threshold[] {
  const found: Threshold[] = [];
  for (const match of text.slice(0, TEXT_MAX).normalize('NFKC').matchAll(SUM)) {
    const [said, label = '', number = '', many, dollar, perMu, above] = match;
    if (above === undefined && !AT_LEAST.test(said)) continue;
    const isTotal = TOTAL.test(label) && perMu === undefined;
    const times = many === undefined ? dec(1).div(10_000) : dec(TIMES[many] ?? 1);
    found.push({
      of: isTotal ? 'total' : 'other',
      label: perMu === undefined ? label : `每亩${label}`,
      wan: dec(number).times(times),
      currency: dollar === undefined ? 'CNY' : 'USD',
      said: said.trim(),
    });
  }
  return found.slice(0, 4);
}

/** For foreign capital only. */
export const isForForeign = (text: string): boolean =>
  /外资|外商|境外投资者|港澳台|台资|台商|侨资/u.test(text);

/** Rewards people and not projects: referrers, talents. `null`: projects. */
export function audienceOf(text: string): string | null {
  if (/引荐|中介|招商代表|招商顾问|推荐人/u.test(text)) return '引荐人';
  if (/人才|博士|硕士|高级工程师|团队个人|职称/u.test(text)) return '人才';
  return null;
}
