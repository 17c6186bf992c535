/**
 * What the pack's targets count by 待补字段: asked when a stage is verified or filled in later, prefilled from what is
 * known, and read back with care. A blank leaves the gap open; 都不是 closes it.
 */
import type { TagsView } from '../../../src/cards/advance/advance.ts';
import { formChoices, formText, type Pressed, type Scene } from '../../../src/command.ts';
import { type Refusal, refuse } from '../../../src/domain/decision.ts';
import type { Lead, LeadTags } from '../../../src/domain/lead/lead.ts';
import type { LeadFields } from '../../../src/domain/lead/stage-facts.ts';
import { NONE_OF_THEM } from '../../../src/domain/lead/stage-gates.ts';
import type { Pack } from '../../../src/domain/pack/schema.ts';
import { readInvestmentField } from '../../../src/parse/form.ts';
import {
  capitalOptions,
  chosen,
  classOptions,
  industryTagOptions,
  keyLevelOptions,
  landingOptions,
} from '../options.ts';

/** Classes that are a list of some year: 500强, 百大, 独角兽. */
const LISTED = /\d{2,}强|百强|百大|五百|独角兽/;

/** What the pack's targets count by and this project does not say yet. */
export function gapsOf(lead: Lead, pack: Pack): readonly string[] {
  if (lead.projectNumber === null) return [];
  const { tags } = lead;
  const gaps: string[] = [];
  if (lead.investment === null) gaps.push('投资额');
  if (lead.landingUnit === null) gaps.push('拟落户');
  if (lead.industry === null && (tags.industries ?? []).length === 0) gaps.push('产业');
  if (tags.capitalType === undefined) gaps.push('资本类型');
  if ((tags.enterpriseClasses ?? []).length === 0) gaps.push('企业类别');
  if (needsYear(pack, tags)) gaps.push('榜单年份');
  return gaps;
}

function needsYear(pack: Pack, { enterpriseClasses = [], classListYear }: LeadTags): boolean {
  if (classListYear !== undefined) return false;
  return pack.enterpriseClasses.some((one) => enterpriseClasses.includes(one.id) && LISTED.test(one.label));
}

/** @param proposed what the submission itself proposes (补充), shown first */
export function tagsView(
  lead: Lead,
  { pack, roster, today }: Pick<Scene, 'pack' | 'roster' | 'today'>,
  proposed: { readonly tags?: LeadTags; readonly fields?: LeadFields } = {},
  asksAll = false,
): TagsView {
  const tags: LeadTags = { ...lead.tags, ...proposed.tags };
  const known: Lead = { ...lead, ...proposed.fields };
  const currency = known.investment?.low.currency;
  const guessed = currency === undefined ? '' : currency === 'CNY' ? 'domestic' : 'foreign';
  return {
    capital: { options: capitalOptions, value: tags.capitalType ?? guessed },
    classes: { options: classOptions(pack), values: tags.enterpriseClasses ?? [] },
    listYear: tags.classListYear === undefined ? '' : String(tags.classListYear),
    keyLevels: { options: keyLevelOptions(pack), values: tags.keyLevels ?? [] },
    industries: {
      options: industryTagOptions(pack),
      values: tags.industries ?? (known.industry === null ? [] : [known.industry]),
    },
    investment: asksAll || lead.investment === null ? '' : null,
    landing:
      asksAll || lead.landingUnit === null
        ? { options: landingOptions(roster, today), value: known.landingUnit ?? '' }
        : null,
  };
}

export interface ReadTags {
  readonly tags: LeadTags;
  readonly fields: LeadFields;
}

/** Only what was filled in: a blank leaves the gap listed under 待补字段. */
export function readTags(
  pressed: Pressed,
  here: Pick<Scene, 'pack' | 'roster' | 'today'>,
): ReadTags | Refusal {
  const { pack, roster, today } = here;
  const capital = formText(pressed, 'capital');
  const pick = (name: string, options: Parameters<typeof chosen>[0]) =>
    formChoices(pressed, name).map((text) => chosen(options, text));
  const lists = {
    enterpriseClasses: exclusive(pick('classes', classOptions(pack))),
    keyLevels: exclusive(pick('keyLevels', keyLevelOptions(pack))),
    industries: pick('industries', industryTagOptions(pack)),
  };
  const filled = Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0));
  const year = readYear(formText(pressed, 'listYear'), today);
  if (year !== null && typeof year !== 'number') return year;
  const typed = formText(pressed, 'investment');
  const amount = typed === null ? null : readInvestmentField(typed);
  if (amount !== null && !amount.ok) return refuse(`投资额：${amount.reason}`);
  const place = formText(pressed, 'landing');
  const landing =
    place === null ? null : (roster.unit(place)?.id ?? roster.unitsNamed(place)[0]?.id ?? undefined);
  if (landing === undefined)
    return refuse(`拟落户「${place}」不在名册中`, { next: '请填写县(市、区)或园区的名称。' });
  return {
    tags: {
      ...filled,
      ...(capital === null ? {} : { capitalType: chosen(capitalOptions, capital) }),
      ...(year === null ? {} : { classListYear: year }),
    },
    fields: {
      ...(amount === null ? {} : { investment: amount.value }),
      ...(landing === null ? {} : { landingUnit: landing }),
    },
  };
}

/** 都不是 beside something that is, is that something. */
function exclusive(values: readonly string[]): readonly string[] {
  const real = values.filter((value) => value !== NONE_OF_THEM);
  return real.length > 0 ? real : values.slice(0, 1);
}

function readYear(text: string | null, today: string): number | null | Refusal {
  if (text === null) return null;
  const found = /^(20\d{2}|19\d{2})\s*年?$/.exec(text.normalize('NFKC'));
  const year = Number(found?.[1]);
  if (found === null || year > Number(today.slice(0, 4)))
    return refuse(`榜单年份「${text.slice(0, 10)}」看不懂`, {
      next: `请填四位年份，例如 ${today.slice(0, 4)}。`,
    });
  return year;
}
