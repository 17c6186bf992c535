/** What was set 设定: the list, one with its versions, taking one back, and the forms to set more. */
import type { Option } from '../../../src/card.ts';
import { settingFormCard, settingListCard } from '../../../src/cards/setting/form.ts';
import { settingCard } from '../../../src/cards/setting/setting.ts';
import { formText, type KnownScene, type Pressed, type Result, type Tools } from '../../../src/command.ts';
import { maySet } from '../../../src/domain/access.ts';
import { isRefusal, refuse } from '../../../src/domain/decision.ts';
import { unitFits } from '../../../src/domain/pack/view.ts';
import { testsOf } from '../../../src/domain/rule/target.ts';
import { valuedTargets } from '../../../src/domain/setting/check.ts';
import { judgedItems, settingSections } from '../../../src/domain/setting/facts-rows.ts';
import {
  decideWithdrawal,
  evolveSetting,
  SETTING_KINDS,
  type SetKind,
  type Setting,
  settingId,
  versionOn,
} from '../../../src/domain/setting/setting.ts';
import { sayValue } from '../../../src/domain/setting/words.ts';
import { answerOnly } from '../../../src/outcome.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { cancelSetting, confirmSetting, noticesTo, proposeSetting, refuseSetter } from './act.ts';
import { saidMark } from './mark-words.ts';
import { settingWords, whatOf, whoOf } from './view.ts';
import {
  baselineWish,
  cohortWish,
  markWish,
  rateWish,
  type Said,
  saidBaseline,
  saidCohort,
  saidRate,
  saidTarget,
  targetKey,
  targetWish,
} from './words.ts';

const OPTIONS_MAX = 100;
const UNMARKED_MAX = 20;

const kindsFor = ({ actor, pack }: KnownScene): readonly SetKind[] =>
  SETTING_KINDS.filter(
    (kind) =>
      maySet(actor, kind) &&
      (kind !== 'cohort' || pack.cohorts.length > 0) &&
      (kind !== 'mark' || pack.scorecards.some((card) => judgedItems(card).length > 0)),
  );

/** What can be set of a kind, as choices. */
function itemsOf(kind: SetKind, { pack }: KnownScene): readonly Option[] {
  const option = ({ id, label }: { readonly id: string; readonly label: string }) => ({
    value: id,
    label: `${label}（${id}）`.slice(0, 60),
  });
  if (kind === 'target')
    return valuedTargets(pack).flatMap((target) => {
      const { tests } = testsOf(target);
      return tests.length < 2
        ? [option(target)]
        : tests.map(({ label }, at) => ({
            value: `${target.id}#${at + 1}`,
            label: `${target.label}：${label ?? at + 1}（${target.id}）`.slice(0, 60),
          }));
    });
  if (kind === 'baseline') return [...pack.measures, ...valuedTargets(pack)].map(option);
  if (kind === 'cohort') return pack.cohorts.map(option);
  return pack.scorecards.flatMap((card) =>
    judgedItems(card).map((item) => ({
      value: `${card.id}/${item.id}`,
      label: `${item.label}（${item.part === 'malus' ? '扣' : ''}0—${item.max}分）`,
    })),
  );
}

export async function showForm(
  kind: SetKind,
  subject: string | undefined,
  here: KnownScene,
  tools: Tools,
): Result {
  const refused = refuseSetter(kind, here);
  if (refused !== null) return refused;
  if (!kindsFor(here).includes(kind))
    return refuse(kind === 'mark' ? '本方案的考核办法没有要人评分的项' : '本方案没有要固定名单的考核', {
      next: kind === 'mark' ? '发送「得分」看考核办法。' : '发送「目标」看有哪些目标。',
    });
  const year = here.today.slice(0, 4);
  const base = { kind, items: itemsOf(kind, here).slice(0, OPTIONS_MAX), year };
  const of = subject === undefined ? {} : { subject };
  if (kind !== 'mark') return answerOnly({ card: settingFormCard({ ...base, ...of }), fresh: true });
  const marked = settingSections(await tools.store.settings(['mark']), here.pack, here.today).marks ?? [];
  const open = assessedUnits(here).flatMap(({ unit, name, card }) =>
    judgedItems(card)
      .filter(
        ({ id }) =>
          !marked.some((one) => one.subject === unit && one.item === id && one.scorecard === card.id),
      )
      .map(({ label }) => `${name} ${label}`),
  );
  const more = open.length > UNMARKED_MAX ? ` 等 ${open.length} 项` : '';
  const units = new Map(assessedUnits(here).map(({ unit, name }) => [unit, name]));
  const lines = [
    open.length === 0
      ? `${year} 年各单位都已评分。`
      : `${year} 年还没有评分：${open.slice(0, UNMARKED_MAX).join('、')}${more}`,
  ];
  const subjects = [...units].map(([, name]) => ({ value: name, label: name })).slice(0, OPTIONS_MAX);
  return answerOnly({ card: settingFormCard({ ...base, ...of, subjects, lines }), fresh: true });
}

const assessedUnits = ({ pack, roster, today }: KnownScene) =>
  pack.scorecards.flatMap((card) =>
    roster
      .activeOn(today)
      .filter((unit) => unitFits(pack, card.subject, unit))
      .map((unit) => ({ unit: unit.id, name: unit.name, card })),
  );

/** Every word of a form, or none of a field that was not there. */
export async function submitForm(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const kind = SETTING_KINDS.find((one) => one === pressed.args['kind']);
  if (kind === undefined) return refuse('这张卡片已经失效', { next: '请重新发送「目标 设定」。' });
  const refused = refuseSetter(kind, here);
  if (refused !== null) return refused;
  const text = (name: keyof Said) => formText(pressed, name) ?? '';
  const said: Said = {
    subject: text('subject'),
    item: text('item'),
    value: text('value'),
    from: text('from'),
    year: text('year'),
    scope: text('scope'),
    note: text('note'),
    members: text('members'),
  };
  return proposeSetting(await wishOf(kind, said, here, tools), here, tools);
}

function wishOf(kind: SetKind, said: Said, here: KnownScene, tools: Tools) {
  switch (kind) {
    case 'target':
      return targetWish(said, here, tools);
    case 'fx':
      return rateWish(said);
    case 'baseline':
      return baselineWish(said, here);
    case 'cohort':
      return cohortWish(said, here);
    case 'mark':
      return markWish(said, here, tools);
  }
}

/** Typed: 下达 …, 汇率 …, 基数 …, 考核对象 …, 评分 …; without more words the form. */
export async function saySetting(kind: SetKind, text: string, here: KnownScene, tools: Tools): Result {
  const refused = refuseSetter(kind, here);
  if (refused !== null) return refused;
  if (text.trim() === '') return showForm(kind, undefined, here, tools);
  const said = {
    target: () => saidTarget(text, here),
    fx: () => saidRate(text, here),
    baseline: () => saidBaseline(text, here),
    cohort: () => saidCohort(text),
    mark: () => saidMark(text),
  }[kind]();
  if (kind === 'mark' && said.value === '')
    return refuse('没有看懂评分', { next: '例如「得分 评分 单位名称 考核项 9 台账齐全」。' });
  return proposeSetting(await wishOf(kind, said, here, tools), here, tools);
}

export async function listSettings(page: number, here: KnownScene, tools: Tools): Result {
  const kinds = kindsFor(here);
  const [first] = kinds;
  const refused = refuseSetter(first ?? 'target', here);
  if (refused !== null) return refused;
  const settings = await tools.store.settings(kinds);
  const lines = settings.map((one) => ({ id: one.id, text: lineOf(one, here) }));
  return answerOnly({ card: settingListCard(lines, page, kinds) });
}

function lineOf(setting: Setting, here: KnownScene): string {
  const version =
    versionOn(setting, here.today) ?? setting.versions.findLast((one) => one.withdrawnAt === null) ?? null;
  const value = version === null ? '已撤回' : `${sayValue(version)}（自 ${version.from}）`;
  return `${whoOf(setting, here) ?? ''} ${whatOf(setting, here)}：${value}`.trim();
}

const GONE = refuse('没有找到这个设定，或您无权查看', { next: '请发送「目标 设定」。' });

export async function showSetting(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const setting = await tools.store.setting(pressed.args['id'] ?? '');
  if (setting === null || refuseSetter(setting.kind, here) !== null) return GONE;
  return answerOnly({ card: cardOf(setting, here), about: `setting/${setting.id}` });
}

/** Typed: 撤回 单位 目标; the setting with its versions, each of which can be taken back there. */
export async function sayWithdrawal(text: string, here: KnownScene, tools: Tools): Result {
  const refused = refuseSetter('target', here);
  if (refused !== null) return refused;
  if (text.trim() === '') return listSettings(0, here, tools);
  const key = targetKey(saidTarget(text, here), here);
  if (isRefusal(key)) return key;
  const setting = await tools.store.setting(settingId(key));
  return setting === null
    ? refuse('这项目标还没有下达过', { next: '发送「目标 设定」看已经设定的。' })
    : answerOnly({ card: cardOf(setting, here), about: `setting/${setting.id}` });
}

const cardOf = (setting: Setting, here: KnownScene) =>
  settingCard({
    id: setting.id,
    what: whatOf(setting, here),
    who: whoOf(setting, here),
    versions: setting.versions.map((one) => ({
      no: one.no,
      from: one.from,
      value: sayValue(one),
      by: here.roster.personName(one.by),
      at: one.at,
      note: one.note,
      withdrawn:
        one.withdrawnAt === null
          ? null
          : `${here.roster.personName(one.withdrawnBy)} ${one.withdrawnWhy ?? ''}`.trim(),
    })),
    mayWithdraw: maySet(here.actor, setting.kind),
  });

export async function withdrawSetting(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const before = await tools.store.setting(pressed.args['id'] ?? '');
  if (before === null || refuseSetter(before.kind, here) !== null) return GONE;
  const no = Number.parseInt(pressed.args['no'] ?? '', 10);
  const decided = decideWithdrawal(before, no, maskPhonesIn(formText(pressed, 'reason') ?? ''));
  if (isRefusal(decided)) return decided;
  const after = decided.facts.reduce<Setting>(
    (state, fact) => evolveSetting(state, fact, here.now, here.actor.id),
    before,
  );
  const was = before.versions.find((one) => one.no === no);
  const now = was === undefined ? null : versionOn(after, was.from);
  const words =
    was === undefined
      ? null
      : {
          ...settingWords(null, { ...before, ...was }, here),
          before: sayValue(was),
          after: now === null ? '撤回' : sayValue(now),
        };
  return {
    changes: [{ subject: 'setting', before, facts: decided.facts }],
    answer: { card: cardOf(after, here), toast: { tone: 'success', text: '已撤回。' } },
    notices: words === null ? [] : noticesTo(before, `${before.id}:${after.version}`, words, here),
  };
}

/** The buttons of what is set, by the command that holds them. */
export const settingPresses = {
  settings: (pressed: Pressed, here: KnownScene, tools: Tools) => {
    const page = Number.parseInt(pressed.args['page'] ?? '0', 10);
    return listSettings(Number.isSafeInteger(page) ? page : 0, here, tools);
  },
  form: (pressed: Pressed, here: KnownScene, tools: Tools) => {
    const kind = SETTING_KINDS.find((one) => one === pressed.args['kind']) ?? 'target';
    return showForm(kind, pressed.args['subject'], here, tools);
  },
  submit: submitForm,
  confirm: confirmSetting,
  cancel: cancelSetting,
  setting: showSetting,
  withdraw: withdrawSetting,
};
