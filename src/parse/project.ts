// What would be built: 建年产5万吨石墨负极材料生产线, 新能源电池项目, “绿色铸造产业园”项目. Gives the words as typed,
// without the verb, the sum and the place in front. Leaves out judging what kind of project it is.
import type { Candidate } from './lead-model.ts';

const ENDING =
  '项目|生产线|产线|生产基地|基地|工厂|加工厂|厂房|厂|产业园区?|工业园|科技园|物流园|园区|中心|总部|研究院|车间|综合体|电站|酒店|养殖场|农场|牧场|平台|实验室|冷库|仓库|码头|小镇|民宿|度假区|景区|康养城|市场|电厂|风电场|数据中心|加工线|加油站|充电站|换电站|基站|服务区|工程|学校|医院|中央厨房|厨房|大厦|民宿集群|集群|营地|线';
const VERB =
  /(?:投资建设|投资兴建|投资新建|投资开发|投资打造|投资建|规划建设|计划建设|建设|新建|拟建|兴建|投建|扩建|改建|筹建|续建|新上|实施|打造|设立|布局|投产|成立|开发|开办|上马|总投资[\ue001]|投资[\ue001]|投[\ue001]|落地|放|建(?!宁|筑|材|陶|瓯|阳|发|行)|搞|上(?!市|海|游|门|下|午|周|月|个)|做|办|开(?!发|区)|投资|投|盖(?!板|子)|设(?!备|计|施))(?:的是|一个|一座|一条|一期|一家|一批|一处|个|座|条|了|成|的)?/g;
const QUOTED = /[“"《]([^“”"《》\n]{2,40})[”"》]\)?(?:的)?(项目|生产线|基地|工程)?/g;
const LENGTH_MAX = 48;
const LEAD_CUT =
  /^(?:[\ue001-\ue005\s的]+|(?:人民币|大约|约|总投资|投资|左右|用于|用来|来|主要|一个|一座|一条|一家|个|座|条|用地\S{0,8}亩|占地\S{0,8}亩|在此|新建|建设|建(?!筑|材|陶)|兴建|打造|实施|开展|办|开设|做|上|搞|投|了|成|规模|等|元|的|拟|想|要|是|为|该|这个|此|两个|三个|多个|其))+/;
const PLAIN =
  /^(?:(?:这个|那个|该|本|此|一个|两个|几个|大|小|好|新|老|重大|重点|招商|引资|意向|在谈|签约|落地|投资|合作|工业|相关|这类|什么|多少|我们|他们|拟投资?|一期|二期|首期|整个|产业|大的?|的|不错的?|储备|前期|其他|具体|上下游|配套)*)(?:项目|基地|生产线|产线|工厂|厂|厂房|产业园|园区|中心|总部|平台|市场|线|车间|研究院)$/;

function trimProject(text: string, from: number, to: number): { start: number; end: number } {
  let start = from;
  for (let step = 0; step < 4; step++) {
    const lead = LEAD_CUT.exec(text.slice(start, to));
    if (!lead || lead[0].length === 0 || lead[0].length >= to - start) break;
    start += lead[0].length;
  }
  // A sum or a date inside ends what stood before it: 投资2亿的石墨烯项目.
  const filled = /^.*[\ue001-\ue005]/.exec(text.slice(start, to));
  if (filled) return trimProject(text, start + filled[0].length, to);
  return { start, end: to };
}

const ENDING_PATTERN = new RegExp(`(?:${ENDING})(?![长商房里边上下工业务子条路城区管理团])`, 'g');

function endingIn(segment: string): number {
  let end = -1;
  for (const match of segment.matchAll(ENDING_PATTERN)) {
    end = match.index + match[0].length;
    if (match[0] === '项目') break;
  }
  return end;
}

function byVerb(text: string): Candidate[] {
  const found: Candidate[] = [];
  for (const match of text.matchAll(VERB)) {
    const from = match.index + match[0].length;
    const window = text.slice(from, from + LENGTH_MAX);
    const stop = window.search(/[,，。;；!！?？\n:]/);
    const segment = stop < 0 ? window : window.slice(0, stop);
    const end = endingIn(segment);
    if (end < 3) continue;
    const span = trimProject(text, from, from + end);
    const name = text.slice(span.start, span.end);
    const strength =
      (/^(?:投资)?(?:建设|新建|拟建|兴建|投建|扩建|打造|建)|^投资建/.test(match[0]) ? 2.5 : 2) +
      (name.endsWith('项目') ? 0.3 : 0);
    found.push({ text: name, ...span, strength });
  }
  return found;
}

function byEnding(text: string): Candidate[] {
  const found: Candidate[] = [];
  for (const match of text.matchAll(
    /项目(?![名方公部经负组编建备选的在所有投概简情进])|生产线|产业园|生产基地/g,
  )) {
    const to = match.index + match[0].length;
    let from = match.index;
    while (
      from > 0 &&
      to - from < 36 &&
      !/[,，。;；!！?？\n:：、\s“”"\ue001-\ue005()]/.test(text.charAt(from - 1))
    )
      from--;
    // Take what follows the last 的, 做, 想, 是 … in front.
    const run = text.slice(from, match.index);
    const cut =
      /^.*(?:[的做想是有把将]|一个|打算|谈|关于|咨询|推进|对接|了解|引进|洽谈|考察|有意|意向|来|投|落户|落地|这边|那边|总部)/.exec(
        run,
      );
    if (cut && run.length - cut[0].length >= 2) from += cut[0].length;
    const span = trimProject(text, from, to);
    found.push({
      text: text.slice(span.start, span.end),
      ...span,
      strength: match[0] === '项目' ? 1.5 : 1.2,
    });
  }
  return found;
}

function byQuote(text: string): Candidate[] {
  const found: Candidate[] = [];
  for (const match of text.matchAll(QUOTED)) {
    const inner = match[1] ?? '';
    const ends = new RegExp(`(?:${ENDING})$`).test(inner);
    if (!match[2] && !ends) continue;
    const start = match.index + 1;
    found.push({
      text: inner + (match[2] ?? ''),
      start,
      end: match[2] ? match.index + match[0].length : start + inner.length,
      strength: 3,
    });
  }
  return found;
}

/** Every project named, surest first. `text` is folded, with sums, dates, phones, persons and companies blanked. */
export function findProjects(text: string): Candidate[] {
  return [...byQuote(text), ...byVerb(text), ...byEnding(text)]
    .filter((candidate) => {
      const name = candidate.text;
      return (
        name.length >= 3 &&
        !PLAIN.test(name) &&
        !/的项目$|^[找租买需]/.test(name) &&
        /[\u4e00-\u9fa5A-Za-z]{2}/.test(name) &&
        !/[\ue001-\ue005]/.test(name)
      );
    })
    .sort((a, b) => b.strength - a.strength || b.end - b.start - (a.end - a.start) || a.start - b.start);
}
