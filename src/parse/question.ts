/**
 * Plain questions as the words of a query: 谁还没交月报 is 未报, 岩城到哪一步了 is 线索 岩城. Asked only where no command's own words
 * stand, and meant only for queries, so that a misunderstood sentence changes nothing. Left out: names (whatever stands
 * where one would is handed on as it is) and what the query makes of them.
 */
import { narrow } from './text.ts';

/** Longer is no question but a story. */
const TEXT_MAX = 40;
const NAME_MAX = 30;

const PERIOD =
  /(?:20\d{2}年?|今年|去年)?(?:(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?|第?[一二三四1-4]季度?|Q[1-4])|(?:上上?|本|这|当)个?(?:月|季度)|20\d{2}-\d{1,2}|20\d{2}年|今年|去年/iu;
const BEFORE =
  /^(?:[\s,，、:：的]|你好|您好|请问|请|麻烦|帮我|帮忙|给我|发我|发一份|发一下|我想(?=[查看问知了])|想(?=[查看问知了])|知道|了解|问一下|问下|看一下|看下|看看|查一下|查下|查询|查看|查|现在|目前|我们单位|我单位|本单位|我们|咱们|我|那个|这个|关于|最新|最近)+/u;
const AFTER = /(?:[\s,，、。.!！?？的了吗呢啊呀吧么]|情况|怎么样|怎样|如何|多少|现在|目前|一下|是)+$/u;
/** What stands for the thing that is being talked about. */
const PRONOUN = /^(?:它|他|她|这|那|该|此|这个|那个|这家|那家)?(?:项目|线索|企业|公司)?$/u;
/** Sentences that want something done, or ask how to do it, are no questions about a state. */
const WANTS =
  /登记|报备|填报?|录入|推进|推一?下|补充|更正|撤销|认领|签发|起草|怎么(?!样|回事)|咋(?!样)|为什么|为啥/u;

interface Rule {
  /** The query's own word. */
  readonly word: string;
  readonly asks: RegExp;
  /** What of the sentence goes with it: its period, a name beside the question, the name or all that the pattern calls `x`, or nothing. */
  readonly keeps: 'period' | 'name' | 'x' | 'whole' | 'nothing';
  readonly unless?: RegExp;
}

const WHO = '(?:谁|哪些|哪个|哪几|哪家|几家|几个|多少(?:个|家)?(?:单位|项目))';
const STATE = '进展|进度|状态|情况|阶段|近况';
const GOES = `怎么样|怎样|咋样|如何|怎么回事|什么(?:阶段|进度|情况|状态)|到了?(?:哪|什么|第几)(?:一?步|里|儿|个?阶段|个?环节|种?程度)?|走到了?哪一?步?|谈[得到](?:怎么样|哪)(?:一?步|里|儿)?|推进(?:得怎么样|到哪)(?:一?步|里|儿)?`;
const DONE =
  '(?:签约?|落地|开工|动工|投产|注册|开业|到资|资金到位|登记|报备)(?:了|过)?(?:吗|没有?|么)|(?:有没有|是否|是不是)(?:已经?)?(?:人)?(?:签约|落地|开工|动工|投产|注册|登记|报备|报)(?:过|了)?';
const WHAT =
  '(?:的)?(?:联系人的?)?(?:到位资金|到位|到资|到了|联系人|联系方式|联系电话|电话|手机号?|投资额?|总投资|负责人|编号|首招单位|详情|资料|信息)(?:和电话)?(?:了|是)?(?:多少钱?|什么|谁|哪里|哪个)?';
const WHOSE =
  '(?:是|由|归)?谁(?:在|来|负责)?(?:跟进?|负责|谈|对接|联系|管)?的?|(?:是|归)?哪个(?:单位|县|区)的?|有人(?:在)?(?:跟进?|谈|对接|报过?|登记过?)';

const MANY_OF = '哪些|哪几个|哪个|什么|几[个家条]?|多少[个家条]?';
/** 我们, 大田县, 今年: whose money, and when. */
const WHOSE_MONEY =
  '(?:我们?(?:单位|县|区|局)?|\\S{1,8}(?:市|县|区|局|园区|开发区|新城)|20\\d{2}年|今年|去年|本年|[这本]个?月|上个?月|\\d{1,2}月份?|[一二三四]季度|一共|总共|累计|的){0,4}';
const REACHED = '(?:签约|签合同|注册|开工|动工|在建|竣工|投产|试生产|达产)';

const RULES: readonly Rule[] = [
  {
    word: '帮助',
    asks: /^(?:你(?:是谁|会(?:做|干)?(?:什么|啥)|能(?:做|干|帮我)?(?:什么|啥))|(?:有)?(?:什么|哪些)(?:功能|命令)|(?:怎么|如何|咋)(?:用|使用|操作)你?|(?:使用)?(?:说明|手册|教程))$/u,
    keeps: 'nothing',
  },
  {
    word: '待审',
    asks: /(?:有|还有)?(?:几|多少|哪些|什么)(?:个|条|项|件)?(?:要|需要|等|待|等着)?(?:我|我们)?(?:审|审核|核实)的?$|待(?:我|我们)?(?:审|审核|核实)的?(?:有)?(?:几|多少|哪些|什么|吗)|有(?:没有)?(?:要|需要|待|等)(?:我|我们)?(?:审核?|核实)的/u,
    keeps: 'nothing',
  },
  {
    word: '排名',
    asks: /排名|名次|排行|排(?:在)?第几|第几名?$|倒数第|谁(?:是)?(?:第一|最后|垫底|领先)|垫底|(?:谁|哪(?:个|家|几个)?(?:县|区|市|园区|单位|部门|地方)*)(?:做得|完成得|招商|到位(?:资金)?|的)*(?:最|比较|更)?(?:好|差|高|低|多|少|快|慢|靠前|靠后|落后|领先)$/u,
    keeps: 'period',
    unless: /月报|线索/u,
  },
  { word: '战报', asks: /战报|通报/u, keeps: 'period' },
  {
    word: '未报',
    asks: /^(?:\S{1,5}月份?)?(?:我|我们|我们单位).{0,8}(?:报|交|填)(?:了|过|齐)*(?:吗|没有?|么)$/u,
    keeps: 'period',
  },
  {
    word: '我的',
    asks: /^(?:我|我们|我们单位|本单位)(?:手上|手里|名下|这边|今天|本周|现在|还|都|有|的|要|该|需要)*(?:几|多少|哪些|什么|啥)(?:个|条|项|件)?(?:线索|项目|任务|待办|事情?|工作|要做|要办|要签|没办|该做)|有(?:什么|哪些|没有)(?:要|需要|等)?我(?:办|做|签|处理)的?|(?:该|要|需要)(?:做|办|干)(?:什么|啥|哪些)|^待办/u,
    keeps: 'nothing',
  },
  {
    word: '逾期',
    asks: /(?:哪些|哪个|哪家|谁|什么|有没有|有无|几个|多少).*(?:逾期|超期|过期|拖期|亮红灯|亮红牌)|(?:逾期|超期|过期)(?:的|了)?(?:有)?(?:哪些|哪个|谁|什么|吗|没有)/u,
    keeps: 'nothing',
  },
  {
    word: '匹配',
    asks: /^(?:给|帮|为|替)(?<x>[^我].*?)(?:匹配|推荐|对接|找|配)(?:一?下|一些|几个|一?[个处块]|点)?(?:合适的|相关的?)?(?:政策|资产|场地|厂房|地块|土地|园区|缺口)/u,
    keeps: 'x',
  },
  {
    word: '逾期',
    asks: /(?:没有?|无)(?:任何|什么)?(?:进展|动静|动作|进度)|(?:停滞|卡住|推不动)/u,
    keeps: 'nothing',
    unless: /^(?!哪|什么|有哪|谁|项目)/u,
  },
  {
    word: '项目',
    asks: new RegExp(
      `^(?<x>(?:.*?${REACHED}(?:了|的)*(?:${MANY_OF})?(?:项目|企业)(?:有)?(?:${MANY_OF}|清单|名单|列表|情况)?|.*(?:${MANY_OF})(?:项目|企业)?(?:已经?|都|新)*${REACHED}(?:了|的)*|.*?${REACHED}了?(?:${MANY_OF})(?:项目|企业)?|.*[亿万]元?(?:以上|以下|以内)(?:的)?(?:大)?(?:项目|企业)?(?:有)?(?:${MANY_OF}|清单|名单|情况)?))$`,
      'u',
    ),
    keeps: 'whole',
  },
  {
    word: '全市',
    asks: /^(?:(?:20\d{2}年|今年|去年|本年|本月|这个月|上个?月|\d{1,2}月份?)?全市|全市.*)(?:一共|总共|累计|的)*(?:到位|到资|到账|资金|利用外资|外资|固投|投资)+.{0,4}(?:多少|几).{0,2}$/u,
    keeps: 'period',
  },
  {
    word: '排名',
    asks: new RegExp(
      `^${WHOSE_MONEY}(?:到位|到资|到账|资金|利用外资|外资|固投|到了?)+.{0,4}(?:多少|几).{0,4}$`,
      'u',
    ),
    keeps: 'period',
  },
  {
    word: '全市',
    asks: /(?:多少|几)[个条家]?(?:新)?(?:线索|项目|企业)|(?:签约|开工|投产|落地|新增|登记)了?(?:多少|几)[个条家]?|全市(?:招商)?(?:情况|数据|进展|工作)|(?:招商|全市)?数据(?:怎么样|如何)$/u,
    keeps: 'period',
  },
  {
    word: '得分',
    asks: /(?:考核|考评|绩效)?(?:得|考|评)了?(?:多少|几)分|(?:考核)?得分|考核(?:结果|情况|成绩)|多少分/u,
    keeps: 'name',
  },
  {
    word: '目标',
    asks: /(?:全年|年度|今年)?(?:的)?(?:目标|指标)?(?:都|任务)?完成(?:率|情况|进度|了?多少|得?怎么样|得?如何|了?吗|了?没有?)|(?:离|距)?(?:全年|年度|今年)?(?:的)?目标(?:还)?(?:差多少|是多少|有多少)?|(?:全年|年度)任务/u,
    keeps: 'name',
  },
  {
    word: '政策',
    asks: /(?:有(?:什么|哪些|没有|啥|无)?|能?享受(?:什么|哪些)?|适用(?:什么|哪些)?|能?给(?:什么|哪些))(?:优惠|奖励|扶持|招商|补贴)*(?:政策|奖励|补贴|扶持|优惠)|(?:优惠|扶持|奖励|补贴)?政策(?:有哪些|有什么|是什么)?/u,
    keeps: 'name',
  },
  {
    word: '资产',
    asks: /^(?:有没有|哪里有|哪儿有|哪个园区有|找(?:一?[个处块间栋])?|想要|想租|需要|要(?:一?[个处块间栋])?)(?<x>.*(?:厂房|仓库|标房|办公楼|写字楼|土地|地块|工业用地|车间|场地).*)$/u,
    keeps: 'x',
  },
  {
    word: '线索',
    asks: /^(?:查(?:询|找|一下|一查|下|看)?|搜索?(?:一下)?|找(?:一下|一找)?|状态|(?:项目|线索)?(?:进度|进展|情况))(?:[\s:：,，]|的)*(?<x>.+)$/u,
    keeps: 'x',
  },
  {
    word: '线索',
    asks: /^谁(?:在|来|负责)?(?:跟进?|谈|对接|联系|负责)(?<x>.+)$/u,
    keeps: 'x',
  },
  {
    word: '线索',
    asks: /^(?:有没有|有无|有)(?:人|单位)?(?:登记|报备|报|在谈|在跟|谈|跟)?过?(?<x>.+?)(?:的)?(?:线索|项目)?(?:吗|没有?|么)?$/u,
    keeps: 'x',
    unless: /^有(?!没有|无).*[^吗么没有]$/u,
  },
  {
    word: '线索',
    asks: /^(?<x>.+?)(?:现在|目前|都|还)?(?:有(?:哪些|什么|几[个条家]|多少[个条家]?)|的)(?:线索|项目|企业)(?:有)?(?:哪些|什么|几[个条]|多少[个条]?)?$/u,
    keeps: 'x',
    unless: /^(?:我|全市|全部|所有|本市|今年|去年|本月|上月|上个月|这个月|投资|金额)/u,
  },
  {
    word: '线索',
    asks: new RegExp(
      `^(?<x>.{0,${NAME_MAX}}?)(?:的|[那这该]个?)?(?:项目|线索)?(?:现在|目前|最近|如今|已经?|都)?(?:的)?(?:${STATE})?(?:现在|目前|最近)?(?:${GOES}|${DONE}|${WHOSE}|${WHAT}|${STATE})(?:了|呢|啊|吗|呀)?$`,
      'u',
    ),
    keeps: 'x',
  },
  { word: '线索', asks: /^(?<x>\d{3,6})$/u, keeps: 'x' },
];

const OWING = new RegExp(
  `${WHO}(?:单位|县区?|项目|人)?(?:还|都|仍)?(?:没有?|未|欠|差).{0,8}(?:报|交|填)|${WHO}.{0,8}(?:月报|报表).{0,2}(?:没有?|未)|(?:月报|报表)(?:还)?(?:差|缺|少|欠)(?:谁|哪|几|多少)|(?:月报|报表)(?:都)?[报交]齐`,
  'u',
);

const HOW_TO =
  /^(?<x>\p{Script=Han}{2,6}?)(?:该|要|应该|应当)?(?:怎么|如何|咋)(?:填报?|用|写|报|办|弄|操作|做|查|看)的?(?:呢|啊)?$/u;
/** 月报填错了怎么办, 能改吗, 怎么撤回. */
const MENDS =
  /^(?!撤销|撤回|推进|更正|战报|异议|线索|任务)(?:我们?)?(?:把|将|的)?[\p{Script=Han}\d]{0,10}?(?:(?:填|报|写|登记|录|弄|搞|输|发|选)错了?|(?:要|想|能|可以|能不能|可不可以|怎么|如何|咋)(?:再|去)?(?:改|修改|更正|改正)|(?:能|可以|能不能|可不可以|怎么|如何|咋)(?:撤销|撤回|作废))[\p{Script=Han}，,]{0,10}$/u;
/** 走访过印刷厂吗, 登记了恒逸没有: these begin like what they ask about. */
const DONE_YET = /^(?:走访|拜访|登记|报备)(?:了|过)(?<x>\S.*?)(?:吗|么|没有?)$/u;
const PAPER = /^(?:下载|导出|我要|要)(?<x>.*(?:战报|通报).*)$/u;

/**
 * 10月月报还差谁, 月报怎么填, 下载10月的战报: asked before the words of commands, for these begin with such a word and mean
 * another query.
 */
export function asksBeforeAll(text: string): string | null {
  const words = plainWords(text);
  if (words === null) return null;
  if (OWING.test(words)) return `未报 ${periodIn(words)}`.trim();
  if (MENDS.test(words)) return '帮助 改错';
  const how = HOW_TO.exec(words)?.groups?.['x'];
  if (how !== undefined) return `帮助 ${how}`;
  const done = DONE_YET.exec(words)?.groups?.['x'];
  if (done !== undefined) return `线索 ${nameIn(done)}`.trim();
  const paper = PAPER.exec(words)?.groups?.['x'];
  if (paper === undefined) return null;
  const file = /excel|表格?/iu.test(paper) ? 'excel' : 'word';
  return ['战报', periodIn(paper), file].filter((word) => word !== '').join(' ');
}

/** The words of the query that is meant; `null` when it is no question we know. */
export function asQuery(text: string): string | null {
  const words = plainWords(text);
  if (
    words === null ||
    WANTS.test(words.replace(/(?:登记|报备)(?:了|过)?(?:吗|没有?|么)$|有没有人?(?:登记|报备)过?/u, ''))
  )
    return null;
  for (const { word, asks, keeps, unless } of RULES) {
    const found = asks.exec(words);
    if (found === null || unless?.test(words) === true) continue;
    if (keeps === 'nothing') return word;
    if (keeps === 'period') return `${word} ${periodIn(words)}`.trim();
    if (keeps === 'whole') return `${word} ${(found.groups?.['x'] ?? '').trim()}`;
    const name = keeps === 'x' ? (found.groups?.['x'] ?? '') : words.replace(found[0], ' ');
    return `${word} ${nameIn(name)}`.trim();
  }
  return null;
}

/** 海尔的进展 names 海尔: for the queries that take a name. The words themselves when nothing else is left. */
export const nameAskedFor = (words: string): string => nameIn(words.trim()) || words.trim();

function plainWords(text: string): string | null {
  const words = narrow(text)
    .trim()
    .replace(/^[\s/@,，:：]+|[\s。.!！?？~～…]+$/gu, '');
  return words === '' || words.length > TEXT_MAX || /[\n;；]/u.test(words) ? null : withoutManners(words);
}

const withoutManners = (words: string): string =>
  words.replace(
    /^(?:[\s,，:：]|你好|您好|请问(?:一下)?|请|麻烦|劳驾|帮我|帮忙|给我|我想(?=[查看问知了])|想(?=[查看问知了])|问一下|问下|知道|了解一?下?|看一下|看下|看看)+/u,
    '',
  );

function periodIn(words: string): string {
  const said = PERIOD.exec(words)?.[0] ?? '';
  return said
    .replace('月份', '月')
    .replace('个', '')
    .replace(/^[当这](?=月|季)/u, '本');
}

const STATE_BESIDE = new RegExp(
  `^(?:${STATE})(?:[\\s:：,，]|的)+|(?:的|\\s)+(?:项目)?(?:${STATE})$|项目(?:${STATE})$|(?:${GOES})$`,
  'gu',
);

/** The name among the words around it; empty for a pronoun. */
function nameIn(words: string): string {
  const name = words
    .replace(/[「」『』“”"'《》]/gu, '')
    .replace(BEFORE, '')
    .replace(/[\s了吗呢啊呀么?？。!！]+$/u, '')
    .replace(STATE_BESIDE, '')
    .replace(AFTER, '')
    .replace(/(?<=.)(?:这个|那个|该)?(?:项目|线索)$/u, '')
    .replace(AFTER, '')
    .trim();
  return PRONOUN.test(name) ? '' : name.slice(0, NAME_MAX);
}
