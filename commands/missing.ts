/** 未报: which projects of which units have not filed the month. Own units for reporters, all for office and leaders. */
import { publicationOfMonth } from '../src/bulletins/read.ts';
import { type MissingFiling, missingCard, pageOfMissing } from '../src/cards/missing.ts';
import { forPeople, type KnownScene, type Result, type Tools } from '../src/command.ts';
import { coversUnit, has, mayReportFor } from '../src/domain/access.ts';
import { isMonth, type Month } from '../src/domain/day.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import { periodsAsked, sayReport, unitsOwing } from '../src/domain/filing/window.ts';
import { monthFiling, monthMeant, owingRule, refuseMonth, sayFiling } from '../src/domain/month.ts';
import { unitsMissing } from '../src/due/report-reminders.ts';
import { answerOnly } from '../src/outcome.ts';
import type { UnitReports } from '../src/store/owing.ts';
import { namedUnits } from './shared/missing-names.ts';
import { readMonthWords, seesCity, unitsMeant } from './shared/month-words.ts';
import { closedBefore } from './shared/report/earlier.ts';
import { mayHurry, monthToHurry } from './shared/report/hurry.ts';

/** Words for no unit in particular. */
const EVERYBODY: ReadonlySet<string> = new Set([
  '全市',
  '全部',
  '所有',
  '各单位',
  '单位',
  '项目',
  '季报',
  '年报',
  '专报',
  '月报',
]);

export const missing = forPeople({
  id: 'missing',
  words: ['未报'],
  summary: '查看哪些单位、哪些项目还没有报月报',
  example: '未报 10月 单位名称',
  who: ['reporter', 'verifier', 'office', 'leader', 'assessor', 'discipline', 'admin'],
  inGroups: true,

  async say(text, here, tools) {
    const words = readMonthWords(text, here);
    if (isRefusal(words)) return words;
    const [word, second] = words.rest;
    if (second !== undefined) return refuse('一次只能查一个单位', { next: '例如「未报 10月 单位名称」。' });
    let unit: string | null = null;
    if (word !== undefined && !EVERYBODY.has(word)) {
      const units = unitsMeant(word, here.roster);
      const [only] = units;
      if (only === undefined) {
        return refuse(`名册中没有单位「${word.slice(0, 20)}」`, { next: '请写单位的全称或简称。' });
      }
      if (units.length > 1) {
        const names = units.slice(0, 5).map((one) => one.name);
        return refuse(`「${word.slice(0, 20)}」有几个单位：${names.join('、')}`, { next: '请写全称。' });
      }
      unit = only.id;
    }
    return show(words.month ?? monthMeant(here.pack, here.today), unit, 0, here, tools);
  },

  press: {
    async page(pressed, here, tools) {
      const { month = '', unit = '', page = '0' } = pressed.args;
      if (!isMonth(month) || refuseMonth(month, here.today) !== null) {
        return refuse('这个按钮已经失效', { next: '请重新发送「未报」。' });
      }
      return show(month, unit === '' ? null : unit, Number(page) || 0, here, tools);
    },
  },
});

/** May this unit's list be shown here? A group's view is its own unit's, or the city's. */
function isVisible(unit: string, here: KnownScene): boolean {
  const { actor, roster, audience, chatUnit } = here;
  if (audience === 'group') {
    return chatUnit === undefined || chatUnit === null || roster.isWithin(unit, chatUnit);
  }
  return seesCity(actor, roster) || coversUnit(actor, unit, roster);
}

async function show(month: Month, unit: string | null, page: number, here: KnownScene, tools: Tools): Result {
  const { roster, pack, actor } = here;
  if (unit !== null && !isVisible(unit, here)) {
    return refuse(`这里只能查看${scopeName(here)}的未报情况`, { next: '发送「未报」即可。' });
  }
  const filter = { rule: owingRule(pack, month), ...unitsAsked(unit, here) };
  const [reports, publication] = await Promise.all([
    tools.store.unitReports(filter),
    publicationOfMonth(tools.store, month),
  ]);
  const own = inRosterOrder(
    reports.filter((one) => isVisible(one.unit, here) && (unit === null || roster.isWithin(one.unit, unit))),
    here,
  );
  const shown = pageOfMissing(own, page);
  const filing = monthFiling(pack, month, here.today, publication?.state === 'published');
  const sum = (pick: (one: UnitReports) => number) => own.reduce((total, one) => total + pick(one), 0);
  const filings = page === 0 && month === monthAsked(here) ? await missingFilings(unit, here, tools) : [];
  const earlier = page === 0 ? await closedMissing(month, unit, here, tools) : null;
  const card = missingCard({
    earlier,
    month,
    scope: unit === null ? scopeName(here) : roster.unitName(unit),
    filing: sayFiling(filing, pack),
    overdue: filing.late,
    units: await namedUnits(shown.units, filter.rule, here, tools),
    unitsMissing: shown.total,
    owed: sum((one) => one.owed),
    reported: sum((one) => one.reported),
    page: shown.page,
    pages: shown.pages,
    args: { month, unit: unit ?? '' },
    filings,
    hurry:
      here.audience === 'private' && has(actor, 'office', 'leader') && mayHurry(unit, here)
        ? `${month === monthToHurry(here) ? '' : month} ${unit === null ? '' : roster.unitName(unit)}`.trim()
        : null,
    mayFile:
      here.audience === 'private' &&
      has(actor, 'reporter') &&
      own.some((one) => one.owed > one.reported && mayReportFor(actor, one.unit, roster)),
  });
  return answerOnly({ card });
}

/** How many the closed month before still lacks among those shown here. */
async function closedMissing(month: Month, unit: string | null, here: KnownScene, tools: Tools) {
  const past = closedBefore(month, here);
  if (past === null) return null;
  const reports = await tools.store.unitReports({
    rule: owingRule(here.pack, past),
    ...unitsAsked(unit, here),
  });
  const left = reports
    .filter((one) => isVisible(one.unit, here) && (unit === null || here.roster.isWithin(one.unit, unit)))
    .reduce((total, one) => total + one.owed - one.reported, 0);
  const words = `${past} ${unit === null ? '' : here.roster.unitName(unit)}`.trim();
  return left === 0 ? null : { month: past, left, words: here.audience === 'private' ? words : null };
}

/** Unit reports are told of beside the month that is asked for when none is named. */
const monthAsked = ({ pack, today }: KnownScene): Month => monthMeant(pack, today);

/** Reports of whole units that are asked for now: who of those shown here has not filed. */
async function missingFilings(
  unit: string | null,
  here: KnownScene,
  tools: Tools,
): Promise<readonly MissingFiling[]> {
  const { pack, roster, today } = here;
  const isShown = (id: string) => isVisible(id, here) && (unit === null || roster.isWithin(id, unit));
  const found: MissingFiling[] = [];
  for (const period of periodsAsked(pack, today)) {
    const units = (await unitsMissing(pack, period, tools)).filter((one) => isShown(one.id));
    if (units.length === 0) continue;
    found.push({
      report: sayReport(period),
      dueOn: period.dueOn,
      overdue: today > period.dueOn,
      owed: unitsOwing(pack, period, roster).filter((one) => isShown(one.id)).length,
      units: units.map((one) => one.name),
    });
  }
  return found;
}

/** The units to count; none named where the whole city is asked for, which may have units the roster lost. */
function unitsAsked(unit: string | null, here: KnownScene): { readonly units?: readonly string[] } {
  const { actor, roster, audience, chatUnit } = here;
  if (unit === null) {
    const isCity = audience === 'group' ? (chatUnit ?? null) === null : seesCity(actor, roster);
    if (isCity) return {};
  }
  const known = [...roster.units.map((one) => one.id), ...roster.unitsOf(actor)];
  const within = known.filter((one) => isVisible(one, here) && (unit === null || roster.isWithin(one, unit)));
  return { units: [...new Set(within)] };
}

function inRosterOrder(reports: readonly UnitReports[], { roster }: KnownScene): readonly UnitReports[] {
  const place = new Map(roster.units.map((unit, index) => [unit.id, index]));
  return [...reports].sort((a, b) => (place.get(a.unit) ?? 1e9) - (place.get(b.unit) ?? 1e9));
}

function scopeName(here: KnownScene): string {
  const { actor, roster, audience, chatUnit } = here;
  if (audience === 'group') return chatUnit === undefined ? '全市' : roster.unitName(chatUnit);
  if (seesCity(actor, roster)) return '全市';
  const names = roster.unitsOf(actor).map((unit) => roster.unitName(unit));
  return names.length === 0 ? '本人' : names.join('、');
}
