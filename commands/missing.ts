/** 未报: which projects of which units have not filed the month. Own units for reporters, all for office and leaders. */
import { publicationOfMonth } from '../src/bulletins/read.ts';
import { type MissingUnit, missingCard } from '../src/cards/missing.ts';
import { forPeople, type KnownScene, type Result, type Tools } from '../src/command.ts';
import { coversUnit, has, mayReportFor } from '../src/domain/access.ts';
import { isMonth, type Month } from '../src/domain/day.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import { currentNumber, type Lead, titleOf } from '../src/domain/lead/lead.ts';
import { monthFiling, monthMeant, owesReport, refuseMonth, sayFiling } from '../src/domain/month.ts';
import { answerOnly } from '../src/outcome.ts';
import { sightHere } from './shared/find.ts';
import { readMonthWords, seesCity, unitsMeant } from './shared/month-words.ts';

/** Words for no unit in particular. */
const EVERYBODY: ReadonlySet<string> = new Set(['全市', '全部', '所有', '各单位', '单位', '项目']);

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
  const [projects, reported, publication] = await Promise.all([
    tools.store.projects(),
    tools.store.reportedIn(month),
    publicationOfMonth(tools.store, month),
  ]);
  const owing = projects.filter(
    (lead) =>
      (reported.has(lead.number) || owesReport(pack, lead, month)) &&
      isVisible(lead.unit, here) &&
      (unit === null || roster.isWithin(lead.unit, unit)),
  );
  const filing = monthFiling(pack, month, here.today, publication?.state === 'published');
  const card = missingCard({
    month,
    scope: unit === null ? scopeName(here) : roster.unitName(unit),
    filing: sayFiling(filing, pack),
    overdue: filing.late,
    units: byUnit(owing, reported, here),
    owed: owing.length,
    reported: owing.filter((lead) => reported.has(lead.number)).length,
    page,
    args: { month, unit: unit ?? '' },
    mayFile:
      here.audience === 'private' &&
      has(actor, 'reporter') &&
      owing.some((lead) => !reported.has(lead.number) && mayReportFor(actor, lead.unit, roster)),
  });
  return answerOnly({ card });
}

function scopeName(here: KnownScene): string {
  const { actor, roster, audience, chatUnit } = here;
  if (audience === 'group') return chatUnit === undefined ? '全市' : roster.unitName(chatUnit);
  if (seesCity(actor, roster)) return '全市';
  const names = roster.unitsOf(actor).map((unit) => roster.unitName(unit));
  return names.length === 0 ? '本人' : names.join('、');
}

function byUnit(
  owing: readonly Lead[],
  reported: ReadonlySet<string>,
  here: KnownScene,
): readonly MissingUnit[] {
  const groups = Map.groupBy(owing, (lead) => lead.unit);
  const place = new Map(here.roster.units.map((unit, index) => [unit.id, index]));
  return [...groups]
    .sort(([a], [b]) => (place.get(a) ?? 1e9) - (place.get(b) ?? 1e9))
    .map(([unit, leads]) => {
      const absent = leads.filter((lead) => !reported.has(lead.number));
      const named = absent.filter((lead) => sightHere(lead, here) !== 'none');
      return {
        name: here.roster.unitName(unit),
        owed: leads.length,
        reported: leads.length - absent.length,
        titles: named.map((lead) => `${currentNumber(lead)} ${titleOf(lead)}`),
        hidden: absent.length - named.length,
      };
    });
}
