/** `积分 [单位|人]`: balances and the lines behind them. */
import { POINTS_PAGE, pointsCard, pointsRankingCard } from '../../../src/cards/points.ts';
import { or, printDay } from '../../../src/cards/show.ts';
import type { KnownScene, Pressed, Result, Tools } from '../../../src/command.ts';
import { coversUnit, has, isCityLeader, isOffice } from '../../../src/domain/access.ts';
import { instantOfDay } from '../../../src/domain/day.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import type { Pack } from '../../../src/domain/pack/schema.ts';
import { type PointsHolder, printPoints } from '../../../src/domain/points/points.ts';
import { answerOnly } from '../../../src/outcome.ts';
import { referrerId, referrerName, referrersNamed } from '../referrer/find.ts';

const RANKED_MAX = 30;

/** The instants a year begins and ends at. */
export const yearSpan = (year: string): readonly [from: number, to: number] => [
  instantOfDay(`${year}-01-01`),
  instantOfDay(`${Number(year) + 1}-01-01`),
];

/** Where the points come from, in one line. */
export function pointsRule(pack: Pack): string | Refusal {
  const [rule] = pack.points;
  if (rule === undefined) {
    return refuse('本市方案没有线索积分', { next: '考核得分请发送「得分」，排名请发送「排名」。' });
  }
  const awards = rule.awards.map((one) => `${one.label}${one.points}`).join('、');
  const marks = [rule.clause, ...(rule.origin === 'stated' ? [] : ['分值为系统默认'])].join('，');
  return `${rule.label}（${marks}）：${awards}${rule.oncePerLead ? '；每条线索每个环节只计一次' : ''}。`;
}

/** A ledger's owner, as people call it. */
export async function holderName(
  holder: PointsHolder,
  here: Pick<KnownScene, 'roster' | 'pack'>,
  tools: Tools,
): Promise<string> {
  if (holder.kind === 'unit') return here.roster.unitName(holder.id);
  if (holder.kind === 'person') return here.roster.personName(holder.id);
  return referrerName(holder.id, here, tools);
}

export const sayPoints = (words: string, here: KnownScene, tools: Tools): Result =>
  pointsPage(words, 0, here, tools);

export function turnPoints(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const offset = Number.parseInt(pressed.args['offset'] ?? '0', 10);
  return pointsPage(
    pressed.args['words'] ?? '',
    Number.isSafeInteger(offset) && offset > 0 ? offset : 0,
    here,
    tools,
  );
}

async function pointsPage(words: string, offset: number, here: KnownScene, tools: Tools): Result {
  const rule = pointsRule(here.pack);
  if (isRefusal(rule)) return rule;
  const year = here.today.slice(0, 4);
  const seesAll =
    isOffice(here.actor) || isCityLeader(here.actor, here.roster) || has(here.actor, 'assessor');
  if (words.trim() === '' && seesAll) return ranking(year, rule, here, tools);
  const holder = await holderMeant(words.trim(), seesAll, here, tools);
  if (isRefusal(holder)) return holder;
  const [ofYear, ever, lines] = await Promise.all([
    tools.store.pointsBalance(holder, ...yearSpan(year)),
    tools.store.pointsBalance(holder, 0, Number.MAX_SAFE_INTEGER),
    tools.store.pointsLines(holder, { limit: POINTS_PAGE, offset }),
  ]);
  const card = pointsCard({
    who: await holderName(holder, here, tools),
    year,
    balance: `${printPoints(ofYear.units)} 分`,
    total: `${printPoints(ever.units)} 分`,
    rows: lines.items.map((line) => ({
      on: printDay(line.at),
      number: line.lead,
      label: line.revokes === null ? line.label : `${line.label}（收回）`,
      points: line.units > 0 ? `+${printPoints(line.units)}` : printPoints(line.units),
      why: or(line.evidence),
    })),
    count: lines.total,
    offset,
    rule,
    words,
    others: holder.kind === 'person' && holder.id === here.actor.id ? ownUnits(here) : [],
  });
  return answerOnly({ card });
}

const ownUnits = ({ roster, actor }: KnownScene) =>
  roster.unitsOf(actor).map((id) => ({ label: roster.unitName(id), words: `积分 ${roster.unitName(id)}` }));

/** Whose ledger is asked for, among those this person may read. */
async function holderMeant(
  words: string,
  seesAll: boolean,
  here: KnownScene,
  tools: Tools,
): Promise<PointsHolder | Refusal> {
  const { roster, actor } = here;
  if (words === '' || words === actor.name || words === '我的') return { kind: 'person', id: actor.id };
  const unit = roster.unitsNamed(words)[0];
  if (unit !== undefined) {
    const isOwn =
      roster.unitsOf(actor).includes(unit.id) || (has(actor, 'leader') && coversUnit(actor, unit.id, roster));
    return seesAll || isOwn
      ? { kind: 'unit', id: unit.id }
      : refuse('只能看本单位的积分明细', { next: '各单位的排名请发送「排名」。' });
  }
  const [person, another] = roster.people.filter((one) => one.name === words);
  if (another !== undefined)
    return refuse(`名册中有多位「${words.slice(0, 20)}」`, { next: '请先看单位的积分。' });
  if (person !== undefined) {
    const isTheirs =
      has(actor, 'leader') && roster.unitsOf(person).some((id) => coversUnit(actor, id, roster));
    return seesAll || isTheirs
      ? { kind: 'person', id: person.id }
      : refuse('只能看自己的积分明细', { next: '发送「线索 积分」看自己的。' });
  }
  const holder = isOffice(actor) ? await referrerLedger(words, here, tools) : null;
  if (holder !== null) return holder;
  return refuse(`没有找到「${words.slice(0, 30)}」的积分`, { next: '请写名册里的单位或姓名。' });
}

/** The ledger of a 推荐人, by name: of the lists, else of a free name that was given once. */
export async function referrerLedger(
  words: string,
  here: Pick<KnownScene, 'roster' | 'pack' | 'actor'>,
  tools: Tools,
): Promise<PointsHolder | null> {
  const [only, second] = await referrersNamed(words, here, tools);
  const free = referrerId(words, tools);
  const id =
    only !== undefined && second === undefined
      ? only.id
      : (await tools.store.contact(free)) === null
        ? null
        : free;
  if (id === null) return null;
  const held = await tools.store.pointsBalance({ kind: 'intermediary', id }, 0, Number.MAX_SAFE_INTEGER);
  return { kind: held.lines > 0 ? 'intermediary' : 'consultant', id };
}

async function ranking(year: string, rule: string, here: KnownScene, tools: Tools): Result {
  const span = yearSpan(year);
  const tables = [];
  for (const [kind, heading] of [
    ['unit', '单位'],
    ['person', '填报员'],
    ['consultant', '招商顾问'],
    ['intermediary', '中介机构'],
  ] as const) {
    if (kind !== 'unit' && kind !== 'person' && !isOffice(here.actor)) continue;
    const balances = await tools.store.pointsBalances(kind, ...span);
    const shown = balances.filter(({ units }) => units !== 0).slice(0, RANKED_MAX);
    const rows = [];
    for (const { to, units } of shown)
      rows.push({ name: await holderName(to, here, tools), points: printPoints(units) });
    if (rows.length > 0) tables.push({ heading, rows });
  }
  // Three tables are what a card holds.
  return answerOnly({ card: pointsRankingCard(year, tables.slice(0, 3), rule) });
}
