/**
 * A city's first quarter, told by the people who file it, for bulletins reckoned by hand. In every city the same:
 *
 *   万元, cumulative   January              February   March
 *   甲                 1,200, then 1,000    2,000      3,000
 *   乙                   900                2,400      2,700
 *   丙                   700                  650      nothing filed
 *
 * January's bulletin is signed with 1,200; then 甲 restates it to 1,000. 丙's February is less than January: money went
 * back, with a reason. Every printed figure must be the sum of its lines.
 */
import { expect } from 'vitest';
import { figuresOf } from '../../../src/bulletins/read.ts';
import type { MonthFigures } from '../../../src/domain/month-figures.ts';
import { publicationId } from '../../../src/domain/publication.ts';
import { readPackVersions } from '../../../src/packs.ts';
import { YearCity } from '../../year/kit.ts';
import type { YearUnit } from '../../year/roster.ts';

const WAN = 10_000;

export interface QuarterPlan {
  /** Folder under `schemes/`. */
  readonly id: string;
  readonly year: number;
  readonly city: string;
  /** Names and kinds of 甲, 乙 and 丙. */
  readonly three: readonly (readonly [name: string, kind: string])[];
  /** Typed after 推进 on the way to a project. */
  readonly road: readonly string[];
  /** Typed by the office in January. */
  readonly targets: readonly string[];
  /** The bulletin's day of a month and of a quarter. */
  readonly days: { readonly month: number; readonly quarter: number };
  /** 万美元 of 甲 and 乙 in March. */
  readonly usd?: readonly [number, number];
}

const NAMES = ['甲', '乙', '丙'] as const;

/** Lives until the end of April; nothing but January's bulletin, and February's where it is asked for, is signed. */
export async function quarter(plan: QuarterPlan): Promise<YearCity> {
  const { year, three } = plan;
  const units: YearUnit[] = [
    { id: 'city', name: plan.city, kind: 'city' },
    ...three.map(([name, kind], at) => ({ id: NAMES[at] ?? '', name, kind, parent: 'city' })),
  ];
  const city = await YearCity.open({
    versions: readPackVersions(`schemes/${plan.id}/pack.yaml`),
    units,
    people: [
      ...NAMES.map((id) => ({ id: `${id}员`, unit: id, roles: ['reporter' as const] })),
      { id: '办一', unit: 'city', roles: ['office'] },
      { id: '办二', unit: 'city', roles: ['office'] },
    ],
    now: `${year - 1}-12-20 10:00`,
  });
  const numbers: string[] = [];
  for (const [at, name] of NAMES.entries()) {
    const who = `${name}员`;
    const draft = await city.say(
      who,
      `登记 ${name}号新材料有限公司 投资5亿元 新材料 ${three[at]?.[0] ?? ''}`,
    );
    const number = /XS-\d{6}-\d{4}/.exec((await city.press(who, draft.card, '提交')).text)?.[0] ?? '';
    numbers.push(number);
    for (const words of plan.road) {
      const form = await city.say(who, `推进 ${number} ${words} ${year - 1}-12-18 材料1号`);
      await city.press(who, form.card, '提交');
      await city.press('办一', city.cardWith('办一', '通过'), '通过');
    }
  }
  const day = (month: number, on: number) =>
    `${year}-${String(month).padStart(2, '0')}-${String(on).padStart(2, '0')}`;
  const file = async (at: number, month: number, words: string) => {
    const form = await city.say(
      `${NAMES[at]}员`,
      `月报 ${numbers[at]} ${day(month, 1).slice(0, 7)} ${words}`,
    );
    await city.press(`${NAMES[at]}员`, form.card, '提交', { narrative: '一笔款退回' });
  };
  await city.until(`${day(1, 12)} 10:00`);
  for (const words of plan.targets) {
    const form = await city.say('办一', words);
    await city.press('办一', form.card, '确认');
  }
  await city.until(`${day(2, 3)} 10:00`);
  await file(0, 1, '到位资金1200');
  await file(1, 1, '到位资金900');
  await file(2, 1, '到位资金700');
  await city.until(`${day(2, plan.days.month)} 15:00`);
  await sign(city, `${year}-01`);
  await city.until(`${day(2, plan.days.month)} 17:00`);
  await file(0, 1, '到位资金1000 更正原因 重复计了一笔');
  await city.until(`${day(3, 3)} 10:00`);
  await file(0, 2, '到位资金2000');
  await file(1, 2, '到位资金2400');
  await file(2, 2, '到位资金650');
  await city.until(`${day(3, plan.days.month)} 15:00`);
  await sign(city, `${year}-02`);
  await city.until(`${day(4, 3)} 10:00`);
  await file(0, 3, `到位资金3000${plan.usd === undefined ? '' : ` 外资${plan.usd[0]}`}`);
  await file(1, 3, `到位资金2700${plan.usd === undefined ? '' : ` 外资${plan.usd[1]}`}`);
  await city.until(`${day(4, plan.days.quarter)} 15:00`);
  return city;
}

/** December's figures of 甲, 乙 and 丙, filed on the 3rd of January, and on to the afternoon of the 31st. */
export async function close(city: YearCity, year: number, words: readonly string[]): Promise<void> {
  await city.until(`${year + 1}-01-03 10:00`);
  for (const [at, said] of words.entries()) {
    const form = await city.say(`${NAMES[at]}员`, `月报 XM-${year - 1}12-000${at + 1} ${year}-12 ${said}`);
    await city.press(`${NAMES[at]}员`, form.card, '提交', { narrative: '全年情况' });
  }
  await city.until(`${year + 1}-01-31 15:00`);
}

/** Checks and signs a period; what was frozen. */
export async function sign(city: YearCity, words: string): Promise<MonthFigures> {
  const draft = await city.say('办一', `战报 ${words}`);
  await city.press('办一', draft.card, '审核');
  await city.press('办二', city.cardWith('办二', '签发'), '签发');
  return frozen(city, words);
}

/** What stands in the books of a period. */
export async function frozen(city: YearCity, words: string): Promise<MonthFigures> {
  const kind = words.includes('Q') ? 'quarter' : words.length === 4 ? 'year' : 'month';
  const publication = await city.store.publication(publicationId(kind, words));
  if (publication === null) throw new Error(`no bulletin of ${words}`);
  const figures = figuresOf(publication);
  addUp(figures);
  return figures;
}

/** The explain lines add up to what is printed of each unit, and the units to the city, where nothing is shared. */
export function addUp(figures: MonthFigures): void {
  const { id } = figures.ranking.measure;
  let total: number | null = null;
  for (const unit of figures.units) {
    const printed = unit.flows[id]?.month ?? null;
    const lines = figures.lines?.[unit.unit];
    if (printed === null) {
      expect(lines, unit.name).toBeUndefined();
      continue;
    }
    expect(
      lines?.reduce((sum, line) => sum + line.units, 0),
      unit.name,
    ).toBe(printed);
    total = (total ?? 0) + printed;
  }
  expect(figures.city[id]?.month ?? null).toBe(total);
}

const percent = (share: string | null): string =>
  share === null ? '—' : `${(Number(share) * 100).toFixed(2)}%`;
const wanOf = (units: number | null): string => (units === null ? '—' : String(units / WAN));

/** A bulletin as lines a person can reckon: 甲 本期 累计 第几 升降 应报/已报/迟报, its task, rate and gap. */
export function told(figures: MonthFigures): readonly string[] {
  const { id } = figures.ranking.measure;
  const sum = figures.city[id] ?? { month: null, year: null };
  return [
    `${figures.heading ?? ''}：${wanOf(sum.month)} ${wanOf(sum.year)}`,
    ...figures.units.map((one) => {
      const { month, year } = one.flows[id] ?? { month: null, year: null };
      const moved = one.moved === null ? '' : ` 升降${one.moved}`;
      const task =
        one.progress === undefined
          ? '未下达'
          : `${one.progress.target} ${one.progress.actual ?? '—'}/${one.progress.planned ?? '—'} ${percent(one.progress.rate)} ${percent(one.progress.scheduleGap)}`;
      const { coverage } = one;
      const covered = coverage === undefined ? '' : ` ${coverage.reported}/${coverage.expected}月`;
      return `${one.unit} ${wanOf(month)} ${wanOf(year)} ${one.rankingClass ?? '—'}第${one.place ?? '—'}${moved} ${one.owed}/${one.reported}/${one.late}${covered} ${task}`;
    }),
    ...figures.corrections.map((one) => `更正 ${one.month} ${one.unit} ${wanOf(one.units)}`),
    ...(figures.restated ?? []).map((one) => `期内更正 ${one.month} ${one.unit} ${wanOf(one.units)}`),
    ...figures.missing.map((one) => `未报 ${one.unit} ${one.titles.join('、')}`),
    ...(figures.performance ?? []).map(
      (one) => `履约 ${one.unit} 签约${one.signed} 总投资${wanOf(one.investment)} 到位${wanOf(one.funds)}`,
    ),
    ...(figures.scores ?? []).map(
      (one) =>
        `得分 ${one.subject} ${one.score === null ? '—' : Number(one.score).toFixed(2)} 第${one.place ?? '—'}${one.grade === null ? '' : ` ${one.grade}`}`,
    ),
  ];
}
