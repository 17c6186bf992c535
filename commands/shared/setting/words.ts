/** What was typed or filled in, read as a wish for a setting. The words are checked afterwards, with everything else. */
import type { KnownScene, Tools } from '../../../src/command.ts';
import { addDays, type Day } from '../../../src/domain/day.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import type { Target } from '../../../src/domain/pack/schema.ts';
import { periodOfKey } from '../../../src/domain/rule/period.ts';
import { testsOf } from '../../../src/domain/rule/target.ts';
import { subjectsOf, valuedTargets } from '../../../src/domain/setting/check.ts';
import { judgedItems } from '../../../src/domain/setting/facts-rows.ts';
import { type SettingKey, type SettingWish, settingId } from '../../../src/domain/setting/setting.ts';
import { readValue } from '../../../src/domain/setting/words.ts';
import { readDay } from '../../../src/parse/date-field.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { subjectMeant } from '../standing.ts';
import { looseOf, NOTE, YEAR } from './loosen.ts';

/** What a form or a sentence gives, still in words. */
export interface Said {
  readonly subject: string;
  readonly item: string;
  readonly value: string;
  /** Blank: by default. */
  readonly from: string;
  readonly year: string;
  readonly scope: string;
  readonly note: string;
  readonly members: string;
}

export const NOTHING_SAID: Said = {
  subject: '',
  item: '',
  value: '',
  from: '',
  year: '',
  scope: '',
  note: '',
  members: '',
};

const EACH = /^(?:各单位|每个单位|各岗位|各职务)$/u;
const AHEAD_DAYS_MAX = 800;

/** A target named by id or by part of its label, with the part of it. */
function targetsNamed(words: string, here: KnownScene): readonly (readonly [Target, number | null])[] {
  const [name = '', no] = words.split('#');
  const part = no === undefined ? null : Number.parseInt(no, 10) - 1;
  const all = valuedTargets(here.pack);
  const exact = all.filter((one) => one.id.toLowerCase() === name.toLowerCase() || one.label === name);
  const plain = (text: string) => text.replaceAll('利用', '使用');
  const holding = (part: string) =>
    part === '' ? [] : all.filter((one) => plain(one.label).includes(plain(part)));
  const held = exact.length > 0 ? exact : holding(name);
  // 到位资金任务 for 到位资金年度任务.
  const bare = name.replace(/(?:年度)?(?:任务|目标|指标)[值数]?$/u, '');
  const measure = here.pack.measures.find((one) => one.words.includes(bare));
  const byMeasure = measure === undefined ? [] : holding(measure.label);
  const found = [held, holding(bare), byMeasure].find((some) => some.length > 0) ?? [];
  return found.map((one) => [one, part]);
}

/** Whether typed words of 目标 say a value to set: somebody, a target of the plan, and a number. */
export function looksLikeSetting(text: string, here: KnownScene): boolean {
  const { tokens, value } = looseOf(text, here);
  if (value === '' || tokens.length < 2) return false;
  const [first = ''] = tokens;
  // Somebody and a number: a target that is not in the plan is said to be none, not taken for a name.
  return (
    tokens.some((one) => targetsNamed(one, here).length > 0) ||
    EACH.test(first) ||
    !isRefusal(subjectMeant(first, here, '目标'))
  );
}

/** `永安 2026 到位资金 12亿 自2026-07-01 说明 …`. */
export function saidTarget(text: string, here: KnownScene): Said {
  const { tokens, value, from, year, note } = looseOf(text, here);
  const at = tokens.findIndex((one) => EACH.test(one) || !isRefusal(subjectMeant(one, here, '目标')));
  const item = tokens.filter((_, index) => index !== Math.max(0, at)).join('');
  return { ...NOTHING_SAID, subject: tokens[Math.max(0, at)] ?? '', item, value, from, year, note };
}

function subjectOf(words: string, here: KnownScene): string | null | Refusal {
  const said = words.trim();
  if (EACH.test(said)) return null;
  if (said === '') return refuse('请写明是哪个单位或岗位', { next: '例如「目标 大田 到位资金 12亿」。' });
  return subjectMeant(said, here, '目标');
}

const sceneOf = ({ roster, pack }: KnownScene) => ({ pack, units: roster.units, posts: roster.posts });

function targetMeant(
  words: string,
  subject: string | null,
  day: Day,
  here: KnownScene,
): readonly [Target, number | null] | Refusal {
  const found = targetsNamed(words.trim(), here);
  const bound =
    found.length < 2 || subject === null
      ? found
      : found.filter(([one]) => subjectsOf(sceneOf(here), one, day).includes(subject));
  const [only] = bound.length === 0 ? found : bound;
  if (only !== undefined && (bound.length <= 1 || found.length === 1)) return only;
  if (only === undefined) {
    const some = valuedTargets(here.pack).slice(0, 6);
    return refuse(`方案里没有目标「${words.slice(0, 20)}」`, {
      next: `可以写编号或名称，例如 ${some.map((one) => `${one.id} ${one.label}`).join('；')}。`,
    });
  }
  const listed = bound.slice(0, 6).map(([one]) => `${one.id} ${one.label}`);
  return refuse(`「${words.slice(0, 20)}」不止一个目标：${listed.join('；')}`, { next: '请写目标的编号。' });
}

/** The day a value begins: as written, else the first day of its year, or today where one was set already. */
async function fromOf(
  key: SettingKey,
  said: Pick<Said, 'from' | 'year'>,
  here: KnownScene,
  { store }: Tools,
): Promise<Day | Refusal> {
  const { today } = here;
  if (said.from !== '') {
    const day = readDay(said.from, today, { allowFuture: true });
    if (!day.ok) return refuse(day.reason.replace(/。$/u, ''));
    const isFar = day.value > addDays(today, AHEAD_DAYS_MAX);
    return isFar ? refuse(`生效日期 ${day.value} 太远`, { next: '最多提前两年设定。' }) : day.value;
  }
  const year = YEAR.exec(said.year.trim())?.[1] ?? today.slice(0, 4);
  if (Number(year) > Number(today.slice(0, 4)) + 2)
    return refuse(`${year} 年太远`, { next: '最多提前两年设定。' });
  if (key.kind === 'mark') return year === today.slice(0, 4) ? today : `${year}-12-31`;
  const known = await store.setting(settingId(key));
  const isSet = known?.versions.some((one) => one.withdrawnAt === null && one.from.startsWith(year)) ?? false;
  return isSet && year === today.slice(0, 4) ? today : `${year}-01-01`;
}

const noteOf = (text: string): string | null => (text.trim() === '' ? null : maskPhonesIn(text.trim()));

/** Which target of whom is meant, whatever its value. */
export function targetKey(said: Said, here: KnownScene): SettingKey | Refusal {
  const subject = subjectOf(said.subject, here);
  if (isRefusal(subject)) return subject;
  const meant = targetMeant(said.item, subject, here.today, here);
  if (isRefusal(meant)) return meant;
  return { kind: 'target', item: meant[0].id, subject, part: meant[1], scope: null };
}

export async function targetWish(said: Said, here: KnownScene, tools: Tools): Promise<SettingWish | Refusal> {
  const subject = subjectOf(said.subject, here);
  if (isRefusal(subject)) return subject;
  const meant = targetMeant(said.item, subject, here.today, here);
  if (isRefusal(meant)) return meant;
  const [target, part] = meant;
  const { tests } = testsOf(target);
  const value = readValue(said.value, tests[part ?? 0]?.unit ?? null);
  if (isRefusal(value)) return value;
  const key = { kind: 'target' as const, item: target.id, subject, part, scope: null };
  const from = await fromOf(key, said, here, tools);
  return isRefusal(from) ? from : { ...key, ...value, from, note: noteOf(said.note) };
}

/** `美元 2026 7.1`. */
export function saidRate(text: string, here: KnownScene): Said {
  const { tokens, value, year, note } = looseOf(text, here);
  const month = /20\d{2}-\d{2}(?:-\d{2})?/u.exec(text)?.[0];
  return {
    ...NOTHING_SAID,
    item: tokens[0] ?? '美元',
    scope: month ?? (year === '' ? here.today.slice(0, 4) : year),
    value,
    note,
  };
}

export function rateWish(said: Said): SettingWish | Refusal {
  const currency = said.item.trim();
  if (currency !== '' && !/^(?:美元|美金|USD)$/iu.test(currency))
    return refuse(`方案只用美元的汇率，不用「${currency.slice(0, 10)}」`, {
      next: '例如「目标 汇率 美元 2026 7.1」。',
    });
  const scope = said.scope.trim().replace(/年度?$/u, '');
  const period = periodOfKey(scope);
  const value = readValue(said.value.replace(/元$/u, ''), null);
  if (isRefusal(value)) return value;
  const from = period?.startOn ?? (scope.length === 10 ? scope : '');
  if (from === '') return refuse('请写明是哪一年的汇率', { next: '例如「目标 汇率 美元 2026 7.1」。' });
  return {
    kind: 'fx',
    item: 'USD',
    subject: null,
    part: null,
    scope,
    ...value,
    from,
    note: noteOf(said.note),
  };
}

/** `大田 2025 SM-T-funds 6亿`. */
export function saidBaseline(text: string, here: KnownScene): Said {
  const said = saidTarget(text, here);
  const period =
    /(?:^|\s)(20\d{2}(?:Q[1-4]|H[12]|-\d{2})?)年?(?=\s|$)/u.exec(text.normalize('NFKC'))?.[1] ?? '';
  return { ...said, item: said.item.replace(period, ''), scope: period };
}

export function baselineWish(said: Said, here: KnownScene): SettingWish | Refusal {
  const subject = subjectOf(said.subject, here);
  if (isRefusal(subject)) return subject;
  const name = said.item.trim();
  const all = [...here.pack.targets, ...here.pack.measures];
  const named = all.filter((one) => one.id === name || one.label === name);
  const [item] = named.length > 0 ? named : all.filter((one) => name !== '' && one.label.includes(name));
  if (item === undefined)
    return refuse(`方案里没有目标或指标「${name.slice(0, 20)}」`, {
      next: '例如「目标 基数 大田 2025 到位资金 6亿」。',
    });
  const scope = said.scope.trim().replace(/年度?$/u, '');
  const period = periodOfKey(scope);
  if (period === null) return refuse('请写明基期', { next: '例如「目标 基数 大田 2025 到位资金 6亿」。' });
  const value = readValue(said.value, item.unit ?? null);
  if (isRefusal(value)) return value;
  return {
    kind: 'baseline',
    item: item.id,
    subject,
    part: null,
    scope,
    ...value,
    from: addDays(period.endOn, 1),
    note: noteOf(said.note),
  };
}

/** `QD-C30 XM-202611-0001 XM-202611-0002`; names of cohorts are known by part of their label. */
export function saidCohort(text: string): Said {
  const folded = text.normalize('NFKC');
  const note = NOTE.exec(folded)?.[1] ?? '';
  const [item = '', ...members] = folded.replace(NOTE, ' ').trim().split(/\s+/u);
  return { ...NOTHING_SAID, item, members: members.join(' '), note };
}

export function cohortWish(said: Said, here: KnownScene): SettingWish | Refusal {
  const { cohorts } = here.pack;
  const name = said.item.trim();
  const cohort = cohorts.find((one) => one.id === name || (name !== '' && one.label.includes(name)));
  if (cohort === undefined) {
    const listed = cohorts.map((one) => `${one.id} ${one.label}`).slice(0, 6);
    return listed.length === 0
      ? refuse('本方案没有要固定名单的考核', { next: '发送「目标」看有哪些目标。' })
      : refuse(`方案里没有名单「${name.slice(0, 20)}」`, { next: `可以写 ${listed.join('；')}。` });
  }
  const members = [
    ...new Set(
      said.members
        .toUpperCase()
        .split(/[\s,，、;；]+/u)
        .filter((one) => one !== ''),
    ),
  ];
  const value = { amounts: [] as const, unit: null, members };
  const key = { kind: 'cohort' as const, item: cohort.id, subject: null, part: null, scope: null };
  return { ...key, ...value, from: cohort.frozenOn, note: noteOf(said.note) };
}

export async function markWish(said: Said, here: KnownScene, tools: Tools): Promise<SettingWish | Refusal> {
  const subject = subjectOf(said.subject, here);
  if (isRefusal(subject)) return subject;
  const items = here.pack.scorecards.flatMap((card) => judgedItems(card).map((item) => ({ card, item })));
  const name = said.item.trim();
  const key = ({ card, item }: (typeof items)[number]) => `${card.id}/${item.id}`;
  const found = items.find((one) => [one.item.id, one.item.label, key(one)].includes(name));
  if (found === undefined)
    return refuse(
      items.length === 0 ? '本方案的考核办法没有要人评分的项' : `没有要评分的考核项「${name.slice(0, 20)}」`,
      {
        next:
          items.length === 0
            ? '发送「得分」看考核办法。'
            : `可以评：${items
                .map((one) => one.item.label)
                .slice(0, 8)
                .join('、')}。`,
      },
    );
  const value = readValue(said.value, null);
  if (isRefusal(value)) return value;
  const of = { kind: 'mark' as const, item: found.item.id, subject, part: null, scope: found.card.id };
  const from = await fromOf(of, said, here, tools);
  return isRefusal(from) ? from : { ...of, ...value, from, note: noteOf(said.note) };
}
