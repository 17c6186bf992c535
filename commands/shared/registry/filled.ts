/**
 * Typed fields of a registry to what an entry keeps: values in their canonical form, personal ones sealed apart, and
 * whose it is. Everything is read again from what came in, whatever the form offered.
 */
import type { KnownScene, Tools } from '../../../src/command.ts';
import { mayReportFor } from '../../../src/domain/access.ts';
import { type Refusal, refuse } from '../../../src/domain/decision.ts';
import type { Registry } from '../../../src/domain/pack/schema.ts';
import type { EntryValue, Sealed } from '../../../src/domain/registry/entry.ts';
import { folded, ownerField } from '../../../src/domain/registry/fields.ts';
import { refuseKeeper } from '../../../src/domain/registry/keepers.ts';
import type { Change } from '../../../src/outcome.ts';
import { readField } from '../../../src/parse/entry-field.ts';

export interface Filled {
  readonly owner: string | null;
  readonly values: Readonly<Record<string, EntryValue | null>>;
  readonly sealed: Readonly<Record<string, Sealed | null>>;
  /** The contacts that sealed values stand in. */
  readonly changes: readonly Change[];
}

/**
 * @param typed texts by field id; a field that is not named stays as it is
 * @param before the owner as it is, where an entry is edited
 */
export function fill(
  registry: Registry,
  typed: Readonly<Record<string, string>>,
  before: string | null | undefined,
  here: KnownScene,
  tools: Tools,
): Filled | Refusal {
  const values: Record<string, EntryValue | null> = {};
  const sealed: Record<string, Sealed | null> = {};
  const changes: Change[] = [];
  const mistakes: string[] = [];
  for (const field of registry.fields) {
    const text = typed[field.id];
    if (text === undefined) continue;
    const read = readField(field, text, here);
    if (!read.ok) mistakes.push(read.reason.replace(/。$/u, ''));
    else if (!field.personal) values[field.id] = read.value;
    else if (typeof read.value !== 'string') sealed[field.id] = null;
    else {
      const contact = tools.newId();
      sealed[field.id] = {
        contact,
        mark: tools.vault.mark(`${registry.id}/${field.id}/${folded(read.value)}`),
      };
      const plain = JSON.stringify({ name: null, phone: null, note: read.value });
      changes.push({ subject: 'contact', id: contact, plain });
    }
  }
  if (mistakes.length > 0)
    return refuse(mistakes.slice(0, 4).join('；'), { clause: registry.clause, next: '请改正后再提交。' });
  const owner = ownerOf(registry, values, before, here);
  return typeof owner === 'object' && owner !== null ? owner : { owner, values, sealed, changes };
}

/** The unit of its own field; else as it was; else a reporter's own unit, and the city for the office. */
function ownerOf(
  registry: Registry,
  values: Readonly<Record<string, EntryValue | null>>,
  before: string | null | undefined,
  { actor, roster, pack, today }: KnownScene,
): string | null | Refusal {
  const field = ownerField(registry);
  const named = field === null ? undefined : values[field.id];
  const owner = typeof named === 'string' ? named : before === undefined ? ownUnit(actor, roster) : before;
  if (owner === null ? actor.roles.includes('office') : mayReportFor(actor, owner, roster)) {
    return owner === before ? owner : (refuseKeeper(pack, registry, owner, { roster, today }) ?? owner);
  }
  return refuse(
    `只能登记本单位的「${registry.label}」，${owner === null ? '全市的由招商办登记' : `${roster.unitName(owner)}不是您的单位`}`,
    {
      clause: registry.clause,
      next: '请由责任单位的填报员或招商办登记。',
    },
  );
}

function ownUnit(actor: KnownScene['actor'], roster: KnownScene['roster']): string | null {
  if (actor.roles.includes('office')) return null;
  return roster.unitsOf(actor)[0] ?? null;
}

/** Whoever takes a key's next value second decides again, and finds the first. */
export const keySequence = (registry: Registry, key: string): string => `entry:${registry.id}:${key}`;
