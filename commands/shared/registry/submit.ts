/**
 * A submitted form becomes an entry, or changes one; a firm that is there under another name is asked about first.
 *
 * Invariants
 *  1. A form is submitted once; whoever presses again is told what came of it.
 *  2. Two registrations of one key cannot both pass: each takes the next number of that key's sequence.
 */
import { entryCard } from '../../../src/cards/registry/entry.ts';
import { alikeCard, formName } from '../../../src/cards/registry/form.ts';
import type { KnownScene, Pressed, Result, Tools } from '../../../src/command.ts';
import { isOffice } from '../../../src/domain/access.ts';
import { monthOf } from '../../../src/domain/day.ts';
import { isRefusal, refuse } from '../../../src/domain/decision.ts';
import { formatNumber, sequenceName } from '../../../src/domain/number.ts';
import type { Registry } from '../../../src/domain/pack/schema.ts';
import { decideRegister, similarEntries } from '../../../src/domain/registry/decide.ts';
import { type Entry, evolveEntry, patched } from '../../../src/domain/registry/entry.ts';
import { keyOf, titleField, titleOfValues } from '../../../src/domain/registry/fields.ts';
import { queryGrams } from '../../../src/domain/registry/grams.ts';
import type { Draft } from '../../../src/outcome.ts';
import { edit } from './edit.ts';
import { fill, keySequence } from './filled.ts';
import { draftOf, type Payload, refuseRegistrar } from './form.ts';
import { viewOfEntry } from './print.ts';

const ALIKE_READ_MAX = 80;
const ALIKE_MAX = 5;

export async function submitEntry(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const found = await draftOf(pressed, here, tools);
  if (isRefusal(found)) return found;
  const { registry } = found;
  const typed: Record<string, string> = {};
  for (const field of registry.fields) {
    const value = pressed.form[formName(registry, field)];
    typed[field.id] =
      typeof value === 'string' ? value : typeof value === 'boolean' ? (value ? '是' : '否') : '';
  }
  return found.payload.entry === null
    ? register(found.draft, registry, typed, false, here, tools)
    : edit(found.payload.entry, registry, typed, here, tools, found.draft);
}

export async function forceEntry(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const found = await draftOf(pressed, here, tools);
  if (isRefusal(found)) return found;
  const { held } = found.payload;
  if (held === null) return refuse('请先提交登记表');
  return register(found.draft, found.registry, held, true, here, tools);
}

async function register(
  draft: Draft,
  registry: Registry,
  typed: Readonly<Record<string, string>>,
  isForced: boolean,
  here: KnownScene,
  tools: Tools,
): Result {
  const refused = refuseRegistrar(here);
  if (refused !== null) return refused;
  const filled = fill(registry, typed, undefined, here, tools);
  if (isRefusal(filled)) return filled;
  const values = patched({}, filled.values);
  const sealed = patched({}, filled.sealed);
  const key = keyOf(registry, values, sealed);
  const month = monthOf(here.today);
  const [last, twins, turn] = await Promise.all([
    tools.store.lastValue(sequenceName('entry', month)),
    tools.store.entriesByKey(registry.id, key),
    tools.store.lastValue(keySequence(registry, key)),
  ]);
  // The very same is refused below; what is only like it is asked about.
  const alike = twins.length > 0 ? [] : await alikeOf(registry, values, tools);
  if (alike.length > 0 && !isForced) return askAlike(draft, registry, typed, values, alike, here);
  const id = formatNumber('entry', month, last + 1);
  const despite = alike.map((one) => one.id);
  const decided = decideRegister(registry, id, { owner: filled.owner, values, sealed }, twins, despite);
  if (isRefusal(decided)) return decided;
  const entry = decided.facts.reduce<Entry | null>(
    (state, fact) => evolveEntry(state, fact, here.now, here.actor.id),
    null,
  );
  if (entry === null) throw new Error('a registration makes an entry');
  const done: Draft = { ...draft, version: draft.version + 1, state: 'done', result: id };
  const note = despite.length === 0 ? [] : [`已注明与 ${despite.join('、')} 相近。`];
  const card = entryCard(
    await viewOfEntry({ ...entry, sealed: {} }, registry, here, tools, [`已登记 ${id}。`, ...note]),
  );
  return {
    changes: [
      { subject: 'sequence', name: sequenceName('entry', month), value: last + 1 },
      ...(key === ''
        ? []
        : [{ subject: 'sequence' as const, name: keySequence(registry, key), value: turn + 1 }]),
      ...filled.changes,
      { subject: 'draft', draft: done },
      { subject: 'entry', before: null, facts: decided.facts },
    ],
    answer: { card: { ...card, tone: 'done' }, toast: { tone: 'success', text: `已登记 ${id}` }, about: id },
    notices: [],
  };
}

async function alikeOf(registry: Registry, values: Entry['values'], tools: Tools): Promise<readonly Entry[]> {
  const title = titleOfValues(registry, values);
  if (title === null || titleField(registry)?.type !== 'enterprise') return [];
  const near = await tools.store.entriesByGrams([registry.id], queryGrams([title]), ALIKE_READ_MAX);
  return similarEntries(registry, values, near).slice(0, ALIKE_MAX);
}

function askAlike(
  draft: Draft,
  registry: Registry,
  typed: Readonly<Record<string, string>>,
  values: Entry['values'],
  alike: readonly Entry[],
  { roster, actor }: KnownScene,
) {
  const payload: Payload = { ...(draft.payload as Payload), held: typed };
  const isOpen = (entry: Entry) => !entry.confidential || isOffice(actor);
  const card = alikeCard({
    draft: draft.id,
    name: titleOfValues(registry, values) ?? '',
    alike: alike.map((entry) => ({
      id: entry.id,
      title: isOpen(entry) ? (entry.title ?? '') : '（保密）',
      owner: roster.unitName(entry.owner),
    })),
  });
  return {
    changes: [{ subject: 'draft' as const, draft: { ...draft, version: draft.version + 1, payload } }],
    answer: { card, toast: { tone: 'warning' as const, text: '发现疑似重复，请确认是否仍要登记。' } },
    notices: [],
  };
}
