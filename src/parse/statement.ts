/**
 * Plain statements as the words of a command that opens a form: 岩城昨天签约了，合同HT-22 is 推进 岩城 签约 昨天 …; who wants to invest
 * how much is 登记 …. Only such commands are
 * meant, for on a form everything is looked at once more before it counts. Left out: whether there is such a firm.
 */
import { narrow } from './text.ts';

const TEXT_MAX = 200;
const WHEN =
  '(?:(?:今天|昨天|前天|今早|上午|下午|上周[一二三四五六日天]|本周[一二三四五六日天]|周[一二三四五六日天]|(?:20\\d{2}年)?\\d{1,2}月\\d{1,2}[日号]?|\\d{1,2}[日号])(?:上午|下午)?)';
const STAGE =
  '签约|签订|签合同|签协议|签了|动工|开工|开建|破土|奠基|投产|试生产|竣工|办照|领照|注册|落地|到资';
const FIRM = '(?<firm>(?!我|请|各|关于)[^\\s,，。:：]{2,30}?)';

const ASKS = /[?？]|[吗么呢]$|谁|什么|哪|多少|怎么|如何|是否|有没有|没有$|没$/u;
const VISITED = new RegExp(
  `^(?:我们?)?(?<when>${WHEN}|刚刚?)?(?:我们?)?(?:去|到|又|刚)?(?:走访|拜访)了?(?<rest>\\S.+)$`,
  'su',
);
/** A stage that was reached: with 了, a day, 已, or 推进到 before it. */
const MOVED = new RegExp(
  `^(?:把|将)?${FIRM}(?:项目|线索)?(?:的)?\\s*(?<between>(?:已经?|(?:已经?|已于|于|在)?${WHEN}|推进[到至]|进入|到了?)*)(?<stage>${STAGE})(?<done>了|成功|阶段)?(?<rest>[\\s,，。;；:：].*)?$`,
  'su',
);
/** What ended, stopped or went on again: 黄了, 停工了, 复工了. */
const ENDED = new RegExp(
  `^(?:把|将)?${FIRM}(?:项目|线索)?(?:的)?\\s*(?:已经?)?(?<when>${WHEN})?(?<how>(?:黄|吹|泡汤|谈崩|没戏|不投|不来|放弃|终止|撤资|停工|停建|停摆|暂停|搁置|暂缓|停|迁走|搬走|外迁|复工|恢复)了)(?<rest>[\\s,，。;；:：].*)?$`,
  'su',
);
const STILL_TO_COME = /计划|预计|准备|打算|争取|力争/u;
const FIGURES = new RegExp(
  `^${FIRM}(?:项目)?(?:的)?[\\s,，]*(?<month>(?:1[0-2]|[1-9])月份?|本月|上个?月|这个月)(?:份)?[\\s,，]*(?<rest>(?:累计)?(?:到位|固投|固定资产|外资|到资).*\\d.*)$`,
  'su',
);
/** Who wants to put how much where: a lead told as a story. */
const WANTS_TO_INVEST =
  /(?:想要?|拟|有意向?|计划|打算|准备|考虑|希望|意向)(?:来|到|在|去|于|我们|这边|[^,，。;；\n]){0,14}?(?:投资?|建|落户|设厂|办厂|布局|扩产)/u;
const SUM =
  /(?:\d|[一二两三四五六七八九十百几]个?)[千百]?[万亿]|(?<!\d)1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)/u;
const NO_LEAD = /开工|投产|竣工|到位|签约|签了|合同|会议|活动|本月|月报/u;
const FILES_MONTH = /^(?:填报?|报|写|交|补报?|上报)(?:一下|一份)?(?<rest>.{0,20}?)(?:的)?月报(?:一下)?$/u;

/** The words of the command that opens the form; `null` when nothing of the kind is said. */
export function asStatement(text: string): string | null {
  const words = narrow(text)
    .trim()
    .replace(/^(?:你好|您好|报告|[\s,，:：])+/u, '')
    .replace(/[\s。.!！]+$/u, '');
  if (words === '' || words.length > TEXT_MAX || words.includes('\n') || ASKS.test(words)) return null;
  const visited = VISITED.exec(words)?.groups;
  if (visited !== undefined) return joined('走访', visited['when'], visited['rest']);
  const filed = FILES_MONTH.exec(words)?.groups;
  if (filed !== undefined) return joined('月报', filed['rest']);
  const figures = FIGURES.exec(words)?.groups;
  if (figures !== undefined) return joined('月报', figures['firm'], figures['month'], figures['rest']);
  if (WANTS_TO_INVEST.test(words) && SUM.test(words) && !NO_LEAD.test(words)) return joined('登记', words);
  const ended = ENDED.exec(words)?.groups;
  if (ended !== undefined) {
    const rest = ended['rest']?.replace(/^[\s,，。;；:：]+/u, '');
    return joined('推进', ended['firm'], ended['how'], rest, ended['when']);
  }
  const moved = movedWords(words);
  return moved === null ? null : joined('推进', moved);
}

/** `岩城昨天签约了，合同HT-22` as `岩城 签约 昨天 合同HT-22`: the name apart, as 推进 wants it; `null` when no stage was reached. */
export function movedWords(words: string): string | null {
  const found = MOVED.exec(words);
  if (found?.groups === undefined) return null;
  const { firm = '', between = '', stage = '', done, rest = '' } = found.groups;
  if (STILL_TO_COME.test(firm)) return null;
  const when = new RegExp(WHEN, 'u').exec(between)?.[0];
  const isReached =
    done !== undefined ||
    when !== undefined ||
    /已|推进|进入/u.test(between) ||
    /^[\s,，:：]*\S*\d/u.test(rest);
  return isReached
    ? joined(firm, stage === '签了' ? '签约' : stage, when, rest.replace(/^[\s,，。;；:：]+/u, ''))
    : null;
}

const joined = (...words: readonly (string | undefined)[]): string =>
  words
    .map((word) => word?.trim() ?? '')
    .filter((word) => word !== '')
    .join(' ');
