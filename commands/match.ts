/**
 * 匹配 (撮合): what fits a lead or project, each with why:
 *
 *     匹配 XS-…                    the best of each kind on one card
 *     匹配 XS-… 政策｜图谱｜准入｜同类   one kind in full, paged; 资产 匹配 XS-… for places
 *     匹配 XS-… 8000平 厂房          places by other limits, this once
 *     XS-… 需求 8000平 厂房          sets what it looks for
 */
import { forPeople, type KnownScene, type Result, type Tools } from '../src/command.ts';
import { isRefusal } from '../src/domain/decision.ts';
import { registriesOf } from '../src/domain/registry/fields.ts';
import { leadAsked } from './shared/match/lead.ts';
import { listNamed, sayList } from './shared/match/lists.ts';
import { setNeed } from './shared/match/need.ts';
import { saySummary } from './shared/match/summary.ts';
import { matchLead } from './shared/registry/lead-match.ts';
import { offsetOf } from './shared/registry/search.ts';
import { REGISTRY_READERS } from './shared/registry/topic.ts';

const NEED = /^(.{0,40}?)(?:场地)?需求(?:改为|改成|改|为|是)?[\s:：,，]*(.*)$/su;
const PLACES = /^(?:资产|场地|载体|厂房|土地)$/u;

export const match = forPeople({
  id: 'match',
  words: ['匹配', '撮合', '需求'],
  keptWords: ['需求'],
  summary: '为线索或项目找场地、政策、产业链缺口、园区准入和同类项目，写明为什么；记下场地需求',
  example: '匹配 XS-202611-0001',
  who: REGISTRY_READERS,
  inGroups: true,
  say: (text, here, tools) => run(text, 0, here, tools),
  press: {
    page: (pressed, here, tools) => run(pressed.args['words'] ?? '', offsetOf(pressed), here, tools),
  },
});

async function run(text: string, offset: number, here: KnownScene, tools: Tools): Result {
  const need = NEED.exec(text.trim());
  if (need !== null) return needOf(need[1]?.trim() ?? '', need[2]?.trim() ?? '', here, tools);
  const asked = await leadAsked(text, here, tools);
  if (isRefusal(asked)) return asked;
  const { lead, rest } = asked;
  const kind = listNamed(rest);
  if (kind !== null) return sayList(kind, lead, offset, here, tools);
  if (rest === '') return saySummary(lead, here, tools);
  const place = {
    command: 'asset',
    noun: '资产',
    registries: registriesOf(here.pack.registries, 'asset'),
    isAsset: true,
    prefix: '',
  };
  return matchLead(`${lead.number} ${PLACES.test(rest) ? '' : rest}`, offset, place, here, tools);
}

/** The number stands before 需求 or after it; else the quoted card's. */
async function needOf(before: string, after: string, here: KnownScene, tools: Tools): Result {
  if (before !== '') {
    const asked = await leadAsked(before, here, tools);
    return isRefusal(asked) ? asked : setNeed(asked.lead, after, here, tools);
  }
  const isNumbered = /^X[SM]/iu.test(after);
  const asked = await leadAsked(isNumbered || here.quoted === null ? after : '', here, tools);
  if (isRefusal(asked)) return asked;
  return setNeed(asked.lead, isNumbered || here.quoted === null ? asked.rest : after, here, tools);
}
