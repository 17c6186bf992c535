/** 留痕 of the city's own values 设定: targets, rates, baselines, cohorts, marks. */
import { SETTING_WORDS, type SettingFact } from '../setting/setting.ts';
import { sayValue } from '../setting/words.ts';
import { labelled, type Tell, untold } from './said.ts';

export const tellSetting: Tell<SettingFact> = (fact, { words, earlier }) => {
  switch (fact.type) {
    case 'setting.set': {
      const { pack } = words;
      const target = pack.targets.find((one) => one.id === fact.item);
      const who =
        fact.subject === null ? '' : `${fact.subject === 'city' ? '全市' : words.unit(fact.subject)} `;
      const last = earlier.findLast((one) => one.type === 'setting.set');
      const was = last?.type === 'setting.set' ? `${sayValue(last)} → ` : '';
      return {
        what: `${fact.kind === 'figure' ? (was === '' ? '收到' : '更正') : was === '' ? '设定' : '修改'}${SETTING_WORDS[fact.kind]}：${who}${target?.label ?? pack.labels[fact.item] ?? fact.item}${fact.kind === 'figure' ? ` ${fact.scope ?? ''}` : ''} ${was}${sayValue(fact)}`,
        details:
          fact.kind === 'figure' ? [`来源 ${fact.note ?? ''} ${fact.from}`] : [labelled('生效', fact.from)],
        reason: fact.kind === 'figure' ? null : fact.note,
        clause: target?.clause ?? null,
      };
    }
    case 'setting.withdrawn':
      return { what: `撤回第 ${fact.no} 次设定`, reason: fact.reason };
    default:
      return untold(fact);
  }
};
