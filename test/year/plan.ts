/**
 * What the people of a sample city do in its year, the same in every city so that the calendars can be read side by side:
 *
 * - three units with one project each, signed in December before; the first unit signs another in May;
 * - the first files on the 1st, the second on the 4th, the third on the due day itself; the third forgets February until
 *   the 7th of March, April altogether, and September until the holiday is over; from the 1st of June in the evening to
 *   the 9th in the morning the machine is off and everybody is late;
 * - the second restates February on the 20th of April; the first unit's task is raised from the 1st of July;
 * - the office checks and signs what was drafted, the same afternoon; the mayor confirms the year's newest proposal, where
 *   there is one; in January the next year's plan is in force.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { figuresOf } from '../../src/bulletins/read.ts';
import { type Month, shiftMonth } from '../../src/domain/day.ts';
import type { MonthFigures } from '../../src/domain/month-figures.ts';
import { PERIOD_KINDS } from '../../src/domain/period.ts';
import { publicationId } from '../../src/domain/publication.ts';
import { type PackVersion, readPackVersions } from '../../src/packs.ts';
import { YearCity } from './kit.ts';
import type { YearPerson, YearUnit } from './roster.ts';

export interface YearPlan {
  /** Folder under `schemes/`, and the golden calendar's name. */
  readonly id: string;
  readonly year: number;
  /** The city, its three units, and others. */
  readonly units: readonly YearUnit[];
  /** Ids of the three units in the order above. */
  readonly three: readonly [string, string, string];
  /** Words typed after 推进 that make a lead a project, in order, with the day of December left out: 签约. */
  readonly road: readonly string[];
  /** What stands on the verifier's form beside what is prefilled. */
  readonly tags?: Readonly<Record<string, string>>;
  /** When the third files September, in October: after the holiday and what it brought. */
  readonly septemberAt: string;
  /** 万美元 a month of each of the three, of a measure that begins anew every year. */
  readonly monthlyUsd?: readonly [number, number, number];
  /** 万元 a month of each of the three. */
  readonly monthlyWan: readonly [number, number, number];
  /** Typed by the office at the beginning, one 目标 each. */
  readonly targets: readonly string[];
  /** Typed on the first of July. */
  readonly raised: string;
  /** Typed in the new year under the new plan. */
  readonly next: string;
  /** The new year's plan, out of the old one's text. */
  readonly newPlan: (text: string) => string;
  /** Further people. */
  readonly people?: readonly YearPerson[];
  /** Words that file what units report as a whole, by the moment. */
  readonly filings?: readonly { readonly at: string; readonly who: string; readonly words: string }[];
}

/** A publication as it was signed. */
export interface Published {
  readonly at: number;
  readonly figures: MonthFigures;
}

export interface Year {
  readonly city: YearCity;
  readonly published: readonly Published[];
}

/** The plan's file and the one that follows it, as a bureau keeps them: two files in one folder. */
export function versionsOf({ id, year, newPlan }: YearPlan): readonly PackVersion[] {
  const text = readFileSync(new URL(`../../schemes/${id}/pack.yaml`, import.meta.url), 'utf8');
  const folder = mkdtempSync(join(tmpdir(), 'zhaoshang-year-'));
  try {
    const later = newPlan(text);
    if (later === text) throw new Error(`${id}: the new plan is the old one`);
    writeFileSync(join(folder, 'pack.yaml'), text);
    writeFileSync(join(folder, `pack-${year + 1}.yaml`), later);
    return readPackVersions(join(folder, 'pack.yaml'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const PEOPLE = (city: string, [a, b, c]: YearPlan['three']): readonly YearPerson[] => [
  { id: '甲填报', unit: a, roles: ['reporter'] },
  { id: '甲县长', unit: a, roles: ['leader'] },
  { id: '乙填报', unit: b, roles: ['reporter'] },
  { id: '丙填报', unit: c, roles: ['reporter'] },
  { id: '市长', unit: city, roles: ['leader'] },
  { id: '办公室一', unit: city, roles: ['office'] },
  { id: '办公室二', unit: city, roles: ['office'] },
];
const WHO = ['甲填报', '乙填报', '丙填报'] as const;

interface Step {
  readonly at: string;
  readonly do: () => Promise<unknown>;
}

/** Lives the year; the last tick is in February after it. */
export async function live(plan: YearPlan): Promise<Year> {
  const { year, units, three } = plan;
  const before = year - 1;
  const root = units[0]?.id ?? '';
  const city = await YearCity.open({
    versions: versionsOf(plan),
    units,
    people: [...PEOPLE(root, three), ...(plan.people ?? [])],
    now: `${before}-12-08 09:30`,
  });
  const published: Published[] = [];
  city.afternoon = () => signDrafts(city, published, plan);
  const numbers: string[] = [];
  const steps: Step[] = [
    ...foundation(plan, city, numbers),
    ...(plan.filings ?? []).map(({ at, who, words }) => ({
      at,
      do: async () => {
        const form = await city.say(who, words);
        await city.press(who, form.card, '提交', { narrative: '新签项目和履约情况正常' });
      },
    })),
  ];
  for (let month = `${before}-12`; month <= `${year + 1}-01`; month = shiftMonth(month, 1)) {
    steps.push(...monthOfWork(plan, city, numbers, month));
  }
  steps.push({
    at: `${year}-04-20 10:00`,
    do: () => {
      const wan = plan.monthlyWan[1] * 2;
      return file(city, WHO[1], `${numbers[1]} ${year}-02 到位资金${wan} 更正原因 2月多记一笔到账`);
    },
  });
  steps.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  for (const step of steps) {
    if (step.at >= `${year}-06-02` && city.today < `${year}-06-02`) {
      await city.until(`${year}-06-01 21:00`);
      city.off(`${year}-06-09 08:30`);
    }
    await city.until(step.at);
    await step.do();
  }
  await city.until(`${year + 1}-02-20 21:00`);
  return { city, published };
}

/** What waits for a signature and is of a period that has something to say. */
async function signDrafts(city: YearCity, published: Published[], { year }: YearPlan) {
  const drafts = await Promise.all(PERIOD_KINDS.map((kind) => city.store.publications(kind, 'draft')));
  for (const { kind, period } of drafts.flat()) {
    // A bulletin waits for those who were kept from filing by the machine itself.
    if (period === `${year}-05` && city.today < `${year}-06-10`) continue;
    const card = await city.say('办公室一', `战报 ${period}`);
    await city.press('办公室一', card.card, '审核');
    await city.press('办公室二', city.cardWith('办公室二', '签发'), '签发');
    const publication = await city.store.publication(publicationId(kind, period));
    if (publication?.state === 'published') published.push({ at: city.now, figures: figuresOf(publication) });
  }
  // The service looks every minute.
  if (drafts.flat().length > 0) await city.tick();
}

/** Leads, stages and the year's tasks. */
function foundation(plan: YearPlan, city: YearCity, numbers: string[]): readonly Step[] {
  const { year, three, units, road, targets } = plan;
  const before = year - 1;
  const project = async (who: string, company: string, unit: string, month: Month) => {
    const name = units.find((one) => one.id === unit)?.name ?? '';
    const draft = await city.say(who, `登记 ${company} 投资5亿元 新材料 ${name}`);
    const done = await city.press(who, draft.card, '提交');
    const number = /XS-\d{6}-\d{4}/.exec(done.text)?.[0] ?? '';
    for (const words of road) {
      const form = await city.say(who, `推进 ${number} ${words} ${month}-09 材料1号`);
      await city.press(who, form.card, '提交');
      await city.press('办公室一', city.cardWith('办公室一', '通过'), '通过', plan.tags ?? {});
    }
    numbers.push(number);
  };
  const set = async (words: string) => {
    const form = await city.say('办公室一', words);
    await city.press('办公室一', form.card, '确认');
  };
  return [
    {
      at: `${before}-12-10 10:00`,
      do: () => project(WHO[0], '明珠新材料有限公司', three[0], `${before}-12`),
    },
    { at: `${before}-12-10 10:10`, do: () => project(WHO[1], '远山装备有限公司', three[1], `${before}-12`) },
    { at: `${before}-12-10 10:20`, do: () => project(WHO[2], '长河医药有限公司', three[2], `${before}-12`) },
    ...targets.map((words, at) => ({ at: `${year}-01-12 10:${10 + at}`, do: () => set(words) })),
    { at: `${year}-05-12 10:00`, do: () => project(WHO[0], '第二储能有限公司', three[0], `${year}-05`) },
    { at: `${year}-07-01 11:00`, do: () => set(plan.raised) },
    { at: `${year + 1}-01-13 10:00`, do: () => set(plan.next) },
    { at: `${year + 1}-01-29 10:00`, do: () => confirmNewest(city) },
  ];
}

/** The newest proposal that is still open. */
async function confirmNewest(city: YearCity): Promise<void> {
  const [newest] = (await city.store.proposals(['proposed'], 200)).toSorted((a, b) =>
    a.number < b.number ? 1 : -1,
  );
  if (newest === undefined) return;
  const opened = await city.say('市长', `会议 建议 ${newest.number}`);
  await city.press('市长', opened.card, '确认', { reason: '经核实' });
}

/** When each of the three files a month; `null`: not at all. */
function filedAt(who: number, month: Month, { year, septemberAt }: YearPlan): string | null {
  const next = shiftMonth(month, 1);
  if (month === `${year}-05`) return `${next}-09 15:1${who}`;
  if (who === 2 && month === `${year}-02`) return `${next}-07 10:00`;
  if (who === 2 && month === `${year}-04`) return null;
  if (who === 2 && month === `${year}-09`) return `${year}-10-${septemberAt}`;
  return [`${next}-01 10:00`, `${next}-04 15:10`, `${next}-05 15:10`][who] ?? null;
}

/** Cumulative 万元 of the three by a month; the second gives too much in February. */
function cumulative(plan: YearPlan, who: number, month: Month): number {
  const monthly = plan.monthlyWan[who] ?? 0;
  const at = month < `${plan.year}-01` ? 0 : month > `${plan.year}-12` ? 13 : Number(month.slice(5));
  return monthly * at + (who === 1 && month === `${plan.year}-02` ? 300 : 0);
}

/** Of the year only: it begins at nothing in January. */
function dollars({ monthlyUsd, year }: YearPlan, who: number, month: Month): string {
  if (monthlyUsd === undefined || month < `${year}-01`) return '';
  return ` 外资${(monthlyUsd[who] ?? 0) * Number(month.slice(5))}`;
}

function monthOfWork(plan: YearPlan, city: YearCity, numbers: string[], month: Month): readonly Step[] {
  const { year } = plan;
  const own = WHO.flatMap((who, at): Step[] => {
    const on = filedAt(at, month, plan);
    if (on === null) return [];
    const words = () =>
      `${numbers[at]} ${month} 到位资金${cumulative(plan, at, month)}${dollars(plan, at, month)}`;
    return [{ at: on, do: () => file(city, who, words()) }];
  });
  // The second project of the first unit, from the month it was signed in: nothing in place yet.
  const on = month >= `${year}-05` ? filedAt(0, month, plan) : null;
  const second: Step[] =
    on === null
      ? []
      : [{ at: `${on.slice(0, -1)}5`, do: () => file(city, WHO[0], `${numbers[3]} ${month} 到位资金0`) }];
  return [...own, ...second];
}

async function file(city: YearCity, who: string, words: string): Promise<void> {
  const form = await city.say(who, `月报 ${words}`);
  const done = await city.press(who, form.card, '提交', { narrative: `按计划推进` });
  if (!/已提交/.test(done.toast ?? done.text)) throw new Error(`${who} ${words}: ${done.toast ?? done.text}`);
}
