/** 撤销 of a setting 设定: the version is withdrawn and the one before it holds again. */
import { assert, isRefusal } from '../decision.ts';
import {
  decideWithdrawal,
  evolveSetting,
  SETTING_WORDS,
  type Setting,
  type SettingFact,
} from '../setting/setting.ts';
import { sayValue } from '../setting/words.ts';
import { otherwise } from './otherwise.ts';
import { all, factOf, notAStep, replayed, type Undo } from './undoing.ts';

export const undoSetting: Undo = (place, { pack, unitName }) => {
  const fact = factOf<SettingFact>(place.fact);
  if (fact.type !== 'setting.set') return otherwise(fact.type);
  if (place.later.some((one) => one.type === 'setting.set')) return notAStep();
  const setting = replayed<Setting | null, SettingFact>(all(place), null, evolveSetting);
  assert(setting !== null, 'a setting has its first value');
  const last = setting.versions.at(-1);
  if (last === undefined || last.withdrawnAt !== null) return notAStep();
  const decided = decideWithdrawal(setting, last.no, '设定人撤销');
  if (isRefusal(decided)) return decided;
  const label = pack.targets.find((one) => one.id === fact.item)?.label ?? fact.item;
  const who = fact.subject === null ? '' : fact.subject === 'city' ? '全市' : unitName(fact.subject);
  return {
    words: `${SETTING_WORDS[fact.kind]} ${who} ${label} ${sayValue(fact)}（自 ${fact.from}）`,
    notes: [setting.versions.length > 1 ? '撤销以后恢复到上一次的数。' : '撤销以后为未下达。'],
    change: { subject: 'setting', before: setting, facts: decided.facts },
    tell: [],
  };
};
