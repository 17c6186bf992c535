/**
 * 催报: reminds whoever has not filed now, each once an hour, and says who was reminded and who could not be. More than a
 * handful are asked about first. The office for everybody, a leader for the own unit and those below.
 * Left out: the machine's own reminders (`src/due/report-reminders.ts`), and 催办 of tasks and projects (`nudge.ts`).
 */
import { type HurriedView, hurriedCard, hurryAskCard } from '../src/cards/hurry.ts';
import { hurryCard } from '../src/cards/reminder.ts';
import { forPeople, type KnownScene, type Result, type Tools } from '../src/command.ts';
import { isCityLeader, isOffice } from '../src/domain/access.ts';
import { isMonth, type Month } from '../src/domain/day.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import { isPastDue, refuseMonth } from '../src/domain/month.ts';
import { reportWindow } from '../src/domain/pack/view.ts';
import type { Person } from '../src/domain/roster.ts';
import { answerOnly, type Notice } from '../src/outcome.ts';
import { readMonthWords, unitsMeant } from './shared/month-words.ts';
import { type Debtor, type Debts, debtsOf, mayHurry, monthToHurry } from './shared/report/hurry.ts';

/** Words for no unit in particular. */
const EVERYBODY: ReadonlySet<string> = new Set([
  '全市',
  '全部',
  '所有',
  '各单位',
  '单位',
  '项目',
  '大家',
  '季报',
  '年报',
  '专报',
  '月报',
]);
/** So many are reminded without being asked about first. */
const HANDFUL = 5;

export const remind = forPeople({
  id: 'remind',
  words: ['催报'],
  summary: '提醒还没有报月报、季报的填报员，每人一小时一次',
  example: '催报 全部 10月',
  who: ['office', 'leader'],
  inGroups: false,

  async say(text, here, tools) {
    const words = readMonthWords(text, here);
    if (isRefusal(words)) return words;
    const [word, second] = words.rest;
    if (second !== undefined) return refuse('一次只能催一个单位', { next: '例如「催报 单位名称 10月」。' });
    let unit: string | null = null;
    if (word !== undefined && !EVERYBODY.has(word)) {
      const [only, other] = unitsMeant(word, here.roster);
      if (only === undefined) {
        return refuse(`名册中没有单位「${word.slice(0, 20)}」`, { next: '请写单位的全称或简称。' });
      }
      if (other !== undefined) {
        return refuse(`「${word.slice(0, 20)}」可以是${only.name}、${other.name}`, { next: '请写全称。' });
      }
      unit = only.id;
    }
    return hurry({ month: words.month, unit, confirmed: false }, here, tools);
  },

  press: {
    async send(pressed, here, tools) {
      const { month = '', unit = '', all = '' } = pressed.args;
      if (!isMonth(month) || refuseMonth(month, here.today) !== null) {
        return refuse('这个按钮已经失效', { next: '请重新发送「催报」。' });
      }
      const named = all === 'yes' ? null : month;
      return hurry({ month: named, unit: unit === '' ? null : unit, confirmed: true }, here, tools);
    },
  },
});

interface Asked {
  /** `null`: the month that is asked for now, with what units owe as a whole. */
  readonly month: Month | null;
  readonly unit: string | null;
  readonly confirmed: boolean;
}

async function hurry({ month: named, unit, confirmed }: Asked, here: KnownScene, tools: Tools): Result {
  if (!mayHurry(unit, here)) {
    return refuse('您只能催报本单位和下属单位', { next: '发送「催报」即可。' });
  }
  const meant = monthToHurry(here);
  const month = named ?? meant;
  const debts = await debtsOf(month, unit, month === meant, here, tools);
  const view = viewOf(month, unit, debts, here);
  if (debts.due.length === 0) return answerOnly({ card: hurriedCard(view) });
  if (!confirmed && debts.due.length > HANDFUL) {
    const args = { month, unit: unit ?? '', all: named === null ? 'yes' : '' };
    return answerOnly({ card: hurryAskCard(view, args) });
  }
  const before = await tools.store.hurry(month);
  const to = debts.due.map(({ person }) => person.id);
  return {
    changes: [{ subject: 'hurry', before, facts: [{ type: 'hurry.sent', id: month, to }] }],
    answer: {
      card: hurriedCard(view),
      toast: { tone: 'success', text: `已催报 ${to.length} 人。` },
    },
    notices: debts.due.flatMap((debtor) =>
      noticeTo(debtor, month, `hurry:${month}:${before.version + 1}`, here),
    ),
  };
}

function noticeTo(debtor: Debtor, month: Month, key: string, here: KnownScene): readonly Notice[] {
  const { person, items, filings } = debtor;
  if (person.openId === null) return [];
  const { actor, roster, pack, today } = here;
  const card = hurryCard({
    by: `${actor.name}（${roster.unitName(roster.unitsOf(actor)[0] ?? null)}）`,
    month,
    dueOn: reportWindow(pack, month)?.dueOn ?? null,
    late: isPastDue(pack, month, today),
    items,
    filings,
  });
  return [
    { key: `${key}:${person.id}`, to: { kind: 'person', openId: person.openId }, card, rank: 'notice' },
  ];
}

function viewOf(month: Month, unit: string | null, debts: Debts, { roster, actor }: KnownScene): HurriedView {
  const named = (person: Person) => {
    const own = roster.unitsOf(person)[0];
    return own === undefined ? person.name : `${person.name}（${roster.unitName(own)}）`;
  };
  const own = roster.unitsOf(actor)[0] ?? null;
  const isWhole = isOffice(actor) || isCityLeader(actor, roster);
  return {
    month,
    scope: unit !== null ? roster.unitName(unit) : isWhole ? '全市' : roster.unitName(own),
    missing: debts.missing,
    reminded: debts.due.map(({ person }) => named(person)),
    recent: debts.recent.map(named),
    unbound: debts.unbound.map(named),
    nobody: debts.nobody,
  };
}
