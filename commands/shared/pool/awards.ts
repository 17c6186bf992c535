/** 评奖 (金牌顾问、金线索奖): proposed by points, confirmed or dropped by a named person of the office. */
import { type AwardRow, awardFormCard, awardsCard } from '../../../src/cards/points.ts';
import { formText, type KnownScene, type Pressed, type Result, type Tools } from '../../../src/command.ts';
import { isOffice } from '../../../src/domain/access.ts';
import { awardId, decideAward } from '../../../src/domain/award.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import type { Pack } from '../../../src/domain/pack/schema.ts';
import { type PointsHolder, printPoints } from '../../../src/domain/points/points.ts';
import { answerOnly } from '../../../src/outcome.ts';
import { written, writtenField } from './lead.ts';
import { holderName, referrerLedger, yearSpan } from './points.ts';

const CANDIDATES_MAX = 10;

interface AwardTitle {
  readonly rule: string;
  readonly title: string;
  readonly clause: string;
}

/** Honours the pack gives to persons: each confirmed by a named person, never by the machine. */
const titlesOf = (pack: Pack): readonly AwardTitle[] =>
  pack.consequences
    .filter((one) => one.propose.includes('award_title') && one.to.includes('person'))
    .map((one) => ({ rule: one.id, title: one.title ?? one.label, clause: one.clause }));

function allowed(here: KnownScene): readonly AwardTitle[] | Refusal {
  if (!isOffice(here.actor)) return refuse('只有招商办可以评奖');
  const titles = titlesOf(here.pack);
  return titles.length === 0 ? refuse('本市方案没有给招商顾问的奖项') : titles;
}

/** `评奖`; `评奖 确认 张顾问 [奖项] [理由]`; `评奖 不评 张顾问 [奖项] 理由`. */
export async function sayAwards(words: string, here: KnownScene, tools: Tools): Result {
  const titles = allowed(here);
  if (isRefusal(titles)) return titles;
  const said = /^(确认|不评)\s*(.*)$/s.exec(words.trim());
  if (said === null) return listAwards(titles, here, tools);
  const [name = '', ...more] = (said[2] ?? '').trim().split(/\s+/);
  if (name === '') return refuse('请写推荐人的姓名', { next: '例如「线索 评奖 确认 张顾问」。' });
  const ledger = await referrerLedger(name, here, tools);
  const holder = await candidate(ledger?.id ?? '', here, tools);
  if (isRefusal(holder)) return holder;
  const named = titles.find((one) => more[0] !== undefined && one.title.includes(more[0]));
  const reason = written('理由', (named === undefined ? more : more.slice(1)).join(' '));
  if (isRefusal(reason)) return reason;
  const [first] = titles;
  const title = named ?? first;
  if (title === undefined) return refuse('没有可评的奖项');
  return decide(holder, title, said[1] === '确认' ? 'confirmed' : 'dropped', reason, here, tools);
}

async function candidates(here: KnownScene, tools: Tools) {
  const span = yearSpan(here.today.slice(0, 4));
  if (here.pack.points.length === 0) {
    // No table of points: who introduced usable leads is what there is to go by.
    const counts = await tools.store.referrerCounts(...span);
    return counts
      .filter(({ usable }) => usable > 0)
      .slice(0, CANDIDATES_MAX)
      .map(({ referrer }) => ({ to: { kind: 'consultant' as const, id: referrer }, units: 0 }));
  }
  const [consultants, intermediaries] = await Promise.all([
    tools.store.pointsBalances('consultant', ...span),
    tools.store.pointsBalances('intermediary', ...span),
  ]);
  return [...consultants, ...intermediaries]
    .filter(({ units }) => units > 0)
    .sort((a, b) => b.units - a.units || (a.to.id < b.to.id ? -1 : 1))
    .slice(0, CANDIDATES_MAX);
}

async function listAwards(titles: readonly AwardTitle[], here: KnownScene, tools: Tools): Result {
  const year = here.today.slice(0, 4);
  const [found, decided] = await Promise.all([candidates(here, tools), tools.store.awards(year)]);
  const rows: AwardRow[] = [];
  for (const { to, units } of found) {
    const mine = decided.filter((one) => one.to.id === to.id && one.to.kind === to.kind);
    const words = mine.map((one) => `${one.title}：${one.decision === 'confirmed' ? '已确认' : '不评'}`);
    rows.push({
      holder: to.id,
      name: await holderName(to, here, tools),
      points: here.pack.points.length === 0 ? '—' : printPoints(units),
      decided: words.length === 0 ? '待定' : words.join('；'),
    });
  }
  const clauses = [...new Set(titles.map((one) => one.clause))].join('、');
  const order = here.pack.points.length === 0 ? '引荐的可用线索' : '线索积分';
  const rule = `按当年${order}从高到低列前 ${CANDIDATES_MAX} 位，作为建议（依据 ${clauses}；评选标准未定，列法为系统默认），由具名人员确认后才作数。`;
  return answerOnly({ card: awardsCard({ year, titles: titles.map((one) => one.title), rows, rule }) });
}

async function candidate(id: string, here: KnownScene, tools: Tools): Promise<PointsHolder | Refusal> {
  const found = (await candidates(here, tools)).find(({ to }) => to.id === id);
  return found?.to ?? refuse('这位推荐人今年不在评奖建议里', { next: '发送「线索 评奖」查看名单。' });
}

export async function awardForm(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const titles = allowed(here);
  if (isRefusal(titles)) return titles;
  const to = await candidate(pressed.args['holder'] ?? '', here, tools);
  if (isRefusal(to)) return to;
  const year = here.today.slice(0, 4);
  const { units } = await tools.store.pointsBalance(to, ...yearSpan(year));
  return answerOnly({
    card: awardFormCard({
      holder: to.id,
      year,
      name: await holderName(to, here, tools),
      points: printPoints(units),
      titles: titles.map((one) => ({ value: one.rule, label: one.title })),
    }),
  });
}

export async function pressAward(
  pressed: Pressed,
  decision: 'confirmed' | 'dropped',
  here: KnownScene,
  tools: Tools,
): Result {
  const titles = allowed(here);
  if (isRefusal(titles)) return titles;
  if (pressed.args['year'] !== here.today.slice(0, 4))
    return refuse('这张评奖卡片是往年的', { next: '请重新发送「线索 评奖」。' });
  const to = await candidate(pressed.args['holder'] ?? '', here, tools);
  if (isRefusal(to)) return to;
  const chosen = formText(pressed, 'title');
  const title = titles.find((one) => one.rule === chosen || one.title === chosen);
  if (title === undefined) return refuse('还没有选奖项', { next: '请选择「奖项」后再按。' });
  const reason = writtenField('理由', pressed, 'reason');
  if (isRefusal(reason)) return reason;
  return decide(to, title, decision, reason, here, tools);
}

async function decide(
  to: PointsHolder,
  { rule, title, clause }: AwardTitle,
  decision: 'confirmed' | 'dropped',
  reason: string | null,
  here: KnownScene,
  tools: Tools,
): Result {
  const year = here.today.slice(0, 4);
  const id = awardId(year, rule, to);
  const before = await tools.store.award(id);
  const { units } = await tools.store.pointsBalance(to, ...yearSpan(year));
  const wanted = { year, rule, title, clause, to, units, decision, reason };
  const decided = decideAward(before, wanted, (person) => here.roster.personName(person));
  if (isRefusal(decided)) return decided;
  const name = await holderName(to, here, tools);
  const word = decision === 'confirmed' ? '已确认' : '不评';
  return {
    changes: [{ subject: 'award', before, facts: decided.facts }],
    answer: {
      card: {
        title: `${word}：${name}`,
        subtitle: title,
        tone: decision === 'confirmed' ? 'done' : 'closed',
        body: [
          {
            el: 'text',
            text: `${here.actor.name} ${word}「${title}」（依据 ${clause}），当年线索积分 ${printPoints(units)}。${reason === null ? '' : `理由：${reason}`}`,
          },
        ],
      },
      toast: { tone: 'success', text: `${word}。` },
    },
    notices: [],
  };
}
