/**
 * 全市: the city at a glance — the funnel, money against target, what is red. Counts and the city's own targets only, so
 * nothing confidential is in it and a group may ask too. Left out: names; each line's button leads to them.
 */

import { cityCard } from '../src/cards/city.ts';
import { forPeople } from '../src/command.ts';
import { monthOf } from '../src/domain/day.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import { glanceAt } from '../src/due/glance.ts';
import { answerOnly } from '../src/outcome.ts';
import { readMonthWords } from './shared/month-words.ts';
import { readStanding, refuseObserver } from './shared/standing.ts';

const WORD = '全市';
/** Words that ask for what is shown in any case. */
const EVERYTHING =
  /^(?:一览|到位|到资|到账|外资|固投|资金|签|新|累计|本年|目前|一共|总共|有|情况|概况|总览|看板|大盘|招商|工作|数据|进展|怎么样|如何|签约|开工|投产|落地|新增|登记|多少|几|[个条家了的吗呢]|线索|项目|企业|今年|全年)+$/;

export const city = forPeople({
  id: 'city',
  words: [WORD, '全市一览', '一览'],
  summary: '全市一览：各阶段在办数、资金和目标、哪里亮了红灯',
  example: WORD,
  who: ['reporter', 'verifier', 'office', 'leader', 'assessor', 'discipline', 'admin'],
  inGroups: true,

  async say(text, here, tools) {
    const refused = refuseObserver(here, WORD);
    if (refused !== null) return refused;
    const words = readMonthWords(text, here);
    if (isRefusal(words)) return words;
    const [other] = words.rest.filter((word) => !EVERYTHING.test(word));
    if (other !== undefined) {
      return refuse(`「${WORD}」只看整个城市，看不懂「${other.slice(0, 20)}」`, {
        next: '看一个单位请发送「得分 单位名称」「目标 单位名称」或「逾期 单位名称」。',
      });
    }
    const { store } = tools;
    const month = words.month ?? monthOf(here.today);
    const reading = await readStanding(month, here, tools, 'typed');
    const glancing = { ...here, store, person: here.actor.id };
    return answerOnly({ card: cityCard(await glanceAt(glancing, words.month, reading)) });
  },
});
