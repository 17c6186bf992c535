/** Changes to an entry: 字段=值 typed, or the form for one submitted. */
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import type { Registry } from '../../../src/domain/pack/schema.ts';
import { decideEdit, patchedDraft } from '../../../src/domain/registry/decide.ts';
import type { Entry } from '../../../src/domain/registry/entry.ts';
import { keyOf } from '../../../src/domain/registry/fields.ts';
import type { Change, Draft } from '../../../src/outcome.ts';
import { findLabelled } from '../../../src/parse/entry-field.ts';
import { type Filled, fill, keySequence } from './filled.ts';
import { refuseEditor } from './find.ts';
import { concluded } from './show.ts';

/** 字段=值, typed: changed at once. */
export function editTyped(
  entry: Entry,
  registry: Registry,
  words: string,
  here: KnownScene,
  tools: Tools,
): Result {
  const { typed, rest } = findLabelled(registry, words);
  if (Object.keys(typed).length === 0 || rest !== '') {
    const labels = registry.fields.map((field) => field.label).slice(0, 6);
    return Promise.resolve(
      refuse(`没有看懂「${(rest === '' ? words : rest).slice(0, 30)}」`, {
        next: `例如「台账 ${entry.id} ${labels[0] ?? '字段'}=…」，可改：${labels.join('、')} 等；或「停用 理由」「仍有效」。`,
      }),
    );
  }
  return edit(entry.id, registry, typed, here, tools, null);
}

/** Typed texts by field id onto an entry; `draft` is the form they came from. */
export async function edit(
  id: string,
  registry: Registry,
  typed: Readonly<Record<string, string>>,
  here: KnownScene,
  tools: Tools,
  draft: Draft | null,
): Result {
  const entry = await tools.store.entry(id);
  if (entry === null) return refuse(`没有找到 ${id}`, { next: '请重新发送「台账」查找。' });
  const refused = refuseEditor(entry, here);
  if (refused !== null) return refused;
  const filled: Filled | Refusal = fill(registry, typed, entry.owner, here, tools);
  if (isRefusal(filled)) return filled;
  const after = patchedDraft(entry, filled);
  const key = keyOf(registry, after.values, after.sealed);
  const twins = key === entry.key ? [] : await tools.store.entriesByKey(registry.id, key);
  const decided = decideEdit(registry, entry, filled, twins);
  if (isRefusal(decided)) return decided;
  const changed = decided.facts.flatMap((fact) =>
    fact.type === 'entry.edited' ? Object.keys(fact.sealed) : [],
  );
  const contacts = new Set(changed.map((field) => filled.sealed[field]?.contact));
  const turn: Change[] =
    key === '' || key === entry.key
      ? []
      : [
          {
            subject: 'sequence',
            name: keySequence(registry, key),
            value: (await tools.store.lastValue(keySequence(registry, key))) + 1,
          },
        ];
  const more: Change[] = [
    ...turn,
    ...filled.changes.filter((change) => change.subject === 'contact' && contacts.has(change.id)),
    ...(draft === null
      ? []
      : [
          {
            subject: 'draft' as const,
            draft: { ...draft, version: draft.version + 1, state: 'done' as const, result: id },
          },
        ]),
  ];
  // What was just sealed is not in the store yet: the card shows it as it was.
  return concluded(entry, decided.facts, `已修改 ${id}。`, here, tools, more);
}
