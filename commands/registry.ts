/**
 * 台账: every registry of the pack by its own name, and all that is done with an entry, typed or pressed:
 *
 *     台账 · 台账 重点推介清单 碳纤维 · 台账 新增 重点推介清单 … · 台账 待更新
 *     台账 TZ-… [字段=值 … | 改 | 仍有效 | 办结 结果 | 已联络 日期 | 停用 理由 | 恢复 | 保密 | 公开]
 */
import { overviewCard } from '../src/cards/registry/overview.ts';
import { forPeople, type KnownScene, type Result, type Tools } from '../src/command.ts';
import { has, isOffice } from '../src/domain/access.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import { topicOf } from '../src/domain/registry/fields.ts';
import { answerOnly } from '../src/outcome.ts';
import {
  actOnEntry,
  pressConfirm,
  pressContacted,
  pressEdit,
  pressRestore,
  pressRetire,
  pressRetireForm,
  pressSecrecy,
} from './shared/registry/act.ts';
import { entryMeant, registryNamed, splitEntryNumber } from './shared/registry/find.ts';
import { cancelEntry } from './shared/registry/form.ts';
import { offsetOf, searchEntries } from './shared/registry/search.ts';
import { sayStale } from './shared/registry/stale.ts';
import { forceEntry, submitEntry } from './shared/registry/submit.ts';
import { REGISTRY_READERS, startNew } from './shared/registry/topic.ts';

const NEW = /^(?:新增|登记|录入|添加)[\s:：,，]*/u;
const STALE = /^(?:待更新|过期|待核实|不新鲜)$/u;
const NUMBER = /^TZ-?\d{6}-?\d{4,}/iu;

export const registry = forPeople({
  id: 'registry',
  words: ['台账', '名录'],
  summary: '方案里的各种台账：查询、登记、修改、停用、确认仍有效',
  example: '台账 目标企业 福建',
  who: REGISTRY_READERS,
  inGroups: true,
  recognises: (text) => NUMBER.test(text),
  say: (text, here, tools) => run(text, 0, here, tools),
  press: {
    page: (pressed, here, tools) => run(pressed.args['words'] ?? '', offsetOf(pressed), here, tools),
    submit: submitEntry,
    force: forceEntry,
    cancel: cancelEntry,
    edit: pressEdit,
    confirm: pressConfirm,
    contacted: pressContacted,
    'retire-form': pressRetireForm,
    retire: pressRetire,
    restore: pressRestore,
    secrecy: pressSecrecy,
  },
});

async function run(text: string, offset: number, here: KnownScene, tools: Tools): Result {
  const words = text.trim();
  const { registries } = here.pack;
  const quoted =
    words !== '' && here.quoted?.startsWith('TZ-') === true && !NUMBER.test(words) ? here.quoted : null;
  const numbered = splitEntryNumber(words);
  if (numbered !== null) {
    const entry = await entryMeant(numbered.number, here, tools);
    if (!isRefusal(entry)) return actOnEntry(entry, numbered.rest, here, tools);
    if (!numbered.isTail) return entry;
  }
  if (words === '') return overview(here, tools);
  if (STALE.test(words)) return sayStale(offset, here, tools);
  if (NEW.test(words)) {
    const place = { command: 'registry', noun: '台账', registries, isAsset: false, prefix: '' };
    return startNew(words.replace(NEW, ''), place, here, tools);
  }
  const named = registryNamed(words, registries);
  if (named !== null) {
    const place = {
      command: 'registry',
      noun: named.registry.label,
      registries: [named.registry],
      isAsset: topicOf(named.registry) === 'asset',
      prefix: `${named.registry.label} `,
    };
    return searchEntries(named.rest, offset, place, here, tools);
  }
  if (quoted !== null) {
    const entry = await entryMeant(quoted, here, tools);
    return isRefusal(entry) ? entry : actOnEntry(entry, words, here, tools);
  }
  const everywhere = { command: 'registry', noun: '台账', registries, isAsset: false, prefix: '' };
  const found = await searchEntries(words, offset, everywhere, here, tools);
  if (!isRefusal(found)) return found;
  const labels = registries.slice(0, 6).map((one) => one.label);
  return refuse(found.because, {
    next: `请写台账名称和关键词，例如「台账 ${labels[0] ?? ''}」；有：${labels.join('、')} 等。`,
  });
}

async function overview(here: KnownScene, tools: Tools): Result {
  const { registries, city } = here.pack;
  if (registries.length === 0)
    return refuse('本市方案没有规定台账', { next: '在方案的 registries 里加一项即可。' });
  const counts = await tools.store.registryCounts(registries.map((one) => one.id));
  const rows = registries.map((one) => ({
    registry: one,
    active: counts.find((row) => row.registry === one.id)?.active ?? 0,
  }));
  return answerOnly({ card: overviewCard(rows, city, isOffice(here.actor) || has(here.actor, 'reporter')) });
}
