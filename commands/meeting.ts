/**
 * 会议: joint meetings 联席会议 and the others the pack asks for (SM 三(四)19, 三(五)23): what is owed, the agenda drafted from
 * what waits for a decision, decisions that become tasks, minutes; and 处理建议, which named people confirm or drop.
 *
 *     会议 · 会议 草拟 11月25日 · 会议 HY-… [增加 … | 去掉 2 | 议定 2 … | 召开 11月25日 | 取消 理由]
 *     会议 记录 工作组推进会 现代工业招商组 11月25日 · 会议 建议 [JY-… 确认 | 不采纳 理由]
 */
import { overviewCard } from '../src/cards/meeting.ts';
import { forPeople, type KnownScene, type Result, type Tools } from '../src/command.ts';
import { has, isCityLeader, isOffice } from '../src/domain/access.ts';
import { addDays } from '../src/domain/day.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import { meetingCadences, type OwedMeeting, owedMeetings, sayPeriod } from '../src/domain/meeting/cadence.ts';
import { answerOnly } from '../src/outcome.ts';
import { actOn, openItem, pageMeeting, pressHold, submitDecision } from './shared/meeting/act.ts';
import { draftMeeting, recordMeeting } from './shared/meeting/draft.ts';
import { pageProposals, pressProposal, sayProposal, seesProposal } from './shared/meeting/proposal.ts';
import { meetingMeant, seesMeeting, showMeeting } from './shared/meeting/view.ts';
import { readMeetingWords } from './shared/meeting/words.ts';

const OWED_SHOWN_MAX = 24;
const MEETINGS_SHOWN_MAX = 6;
const MEETINGS_READ_MAX = 60;
/** Two years: this period and the one before it, whatever the rhythm. */
const HELD_DAYS = 740;
const PROPOSALS_MAX = 200;

export const meeting = forPeople({
  id: 'meeting',
  words: ['会议', '联席会议', '联席会'],
  summary: '联席会议等：应开未开、草拟议程、议定事项转任务、纪要；处理建议',
  example: '会议 草拟 11月25日',
  who: ['reporter', 'verifier', 'office', 'leader', 'assessor', 'discipline'],
  inGroups: false,
  recognises: (text) => /^(?:HY-?\d{6}-?\d{4,}|(?:处理)?建议(?=$|[\s:：]|JY))/i.test(text),

  async say(text, here, tools) {
    const { number, verb, rest } = readMeetingWords(text);
    if (verb === 'proposals') return sayProposal(rest, here, tools);
    if (verb === 'draft' && number === null) return draftMeeting(rest, here, tools);
    if (verb === 'record' && number === null) return recordMeeting(rest, here, tools);
    if (verb === null && number === null) {
      if (rest !== '' && !/^(?:列表|全部|纪要)$/u.test(rest)) {
        return refuse(`没有看懂「${rest.slice(0, 20)}」`, {
          next: '例如「会议」「会议 草拟 11月25日」「会议 建议」。',
        });
      }
      const quoted = here.quoted?.startsWith('HY-') === true ? await tools.store.meeting(here.quoted) : null;
      return quoted === null ? overview(here, tools) : showMeeting(quoted, here, tools);
    }
    const meant = await meetingMeant(number, here, tools);
    if (isRefusal(meant)) return meant;
    if (verb === null || verb === 'draft' || verb === 'record') return showMeeting(meant, here, tools);
    return actOn(verb, meant, rest, here, tools);
  },

  press: {
    page: pageMeeting,
    open: openItem,
    decide: submitDecision,
    hold: pressHold,
    confirm: (pressed, here, tools) => pressProposal('confirm', pressed, here, tools),
    'drop-proposal': (pressed, here, tools) => pressProposal('drop', pressed, here, tools),
    proposals: pageProposals,
  },
});

/** What is owed, and what there was. */
async function overview(here: KnownScene, tools: Tools): Result {
  const { pack, roster, today, actor } = here;
  const [held, meetings, proposals] = await Promise.all([
    tools.store.meetingsHeld(addDays(today, -HELD_DAYS), today),
    tools.store.meetings(MEETINGS_READ_MAX),
    tools.store.proposals(['proposed'], PROPOSALS_MAX),
  ]);
  const seesCity = isOffice(actor) || isCityLeader(actor, roster);
  const own = new Set(roster.unitsOf(actor));
  const owed = owedMeetings(pack, roster.activeOn(today), held, today).filter(
    ({ unit }) => seesCity || (unit !== null && own.has(unit)),
  );
  const lines = owedLines(owed, here);
  return answerOnly({
    card: overviewCard({
      owed: lines.slice(0, OWED_SHOWN_MAX),
      more: Math.max(0, lines.length - OWED_SHOWN_MAX),
      meetings: meetings.filter((one) => seesMeeting(one, here)).slice(0, MEETINGS_SHOWN_MAX),
      proposals: proposals.filter((one) => seesProposal(actor, one, here)).length,
      mayDraft: isOffice(actor) || (has(actor, 'leader') && meetingCadences(pack).some((one) => one.each)),
    }),
  });
}

const STATE_WORDS: Readonly<Record<OwedMeeting['state'], string>> = {
  met: '已开',
  over: '已开，超出上限',
  running: '还未开',
  missed: '未按期召开',
};

/** Missed ones first; what was held long ago is not news. */
function owedLines(owed: readonly OwedMeeting[], { roster, today }: KnownScene) {
  const order: readonly OwedMeeting['state'][] = ['missed', 'running', 'over', 'met'];
  return [...owed]
    .filter(({ state, period }) => state === 'missed' || period.endOn >= today)
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
    .map(({ cadence, unit, period, held, state }) => {
      const who = unit === null ? '' : `${roster.unitName(unit)} `;
      const many = cadence.min === 1 ? '' : `（${held}／${cadence.min} 次）`;
      const principle = cadence.strength === 'principle' ? '原则上' : '';
      return {
        state,
        text: `${who}${cadence.label} ${sayPeriod(period)}：${principle}${STATE_WORDS[state]}${many}（${cadence.clause}）`,
      };
    });
}
