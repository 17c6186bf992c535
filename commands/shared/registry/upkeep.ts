/** 办结 and 已联络: the days a registry is kept by, filled in with a word. Who may is checked where the entry is changed. */
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { refuse } from '../../../src/domain/decision.ts';
import type { Registry } from '../../../src/domain/pack/schema.ts';
import type { Entry } from '../../../src/domain/registry/entry.ts';
import { fieldAs } from '../../../src/domain/registry/fields.ts';
import { findDates } from '../../../src/parse/date.ts';
import { edit } from './edit.ts';
import { refuseEditor } from './find.ts';
import { openEdit } from './form.ts';

const RESULT = /结果|成效|说明|情况/u;

/** `TZ-… 办结 [处理结果]`: closed today; without words the form, with the day filled in. */
export async function closeEntry(
  entry: Entry,
  registry: Registry,
  words: string,
  here: KnownScene,
  tools: Tools,
): Result {
  const closed = fieldAs(registry, 'closed');
  if (closed === null)
    return refuse(`「${registry.label}」没有办结一栏`, {
      clause: registry.clause,
      next: `不再需要的请发送「台账 ${entry.id} 停用 理由」。`,
    });
  if (entry.state === 'active' && typeof entry.values[closed.id] === 'string')
    return refuse(`${entry.id} 已于 ${String(entry.values[closed.id])} 办结`, {
      next: `要更正请发送「台账 ${entry.id} ${closed.label}=…」。`,
    });
  if (words === '') return openEdit(entry, registry, here, tools, { [closed.id]: here.today });
  const result = registry.fields.find((field) => field.type === 'text' && RESULT.test(field.label));
  if (result === undefined)
    return refuse(`「${registry.label}」没有填结果的栏`, {
      next: `请发送「台账 ${entry.id} 办结」，或写「字段=值」。`,
    });
  return edit(entry.id, registry, { [closed.id]: here.today, [result.id]: words }, here, tools, null);
}

/** `TZ-… 已联络 [昨天]`: 最近联络 is that day, or today. */
export async function contactedEntry(
  entry: Entry,
  registry: Registry,
  words: string,
  here: KnownScene,
  tools: Tools,
): Result {
  const field = fieldAs(registry, 'contacted');
  if (field === null)
    return refuse(`「${registry.label}」没有最近联络一栏`, {
      next: `内容没变请发送「台账 ${entry.id} 仍有效」。`,
    });
  const refused = refuseEditor(entry, here);
  if (refused !== null) return refused;
  const found = words === '' ? null : (findDates(words, here.today)[0]?.from ?? null);
  if (words !== '' && found === null)
    return refuse(`没有看懂联络日期「${words.slice(0, 20)}」`, {
      next: `例如「台账 ${entry.id} 已联络」「台账 ${entry.id} 已联络 11月20日」。`,
    });
  const on = found ?? here.today;
  if (on > here.today) return refuse(`联络日期 ${on} 还没有到`, { next: '请写已经联络的日期。' });
  if (entry.values[field.id] === on)
    return refuse(`${entry.id} 已记 ${on} 联络`, { next: `要改内容请发送「台账 ${entry.id} 改」。` });
  return edit(entry.id, registry, { [field.id]: on }, here, tools, null);
}
