/**
 * 草稿: what somebody typed into a 月报 form that was refused. Kept sealed under the person, project and month, so that
 * opening the form again offers it; gone once the month is filed or the person clears it.
 */
import { formText, type KnownScene, type Pressed, type Tools } from '../../../src/command.ts';
import type { Month } from '../../../src/domain/day.ts';
import type { Change, Draft } from '../../../src/outcome.ts';

const KIND = 'report-kept';
const FIELDS_MAX = 40;
const TEXT_MAX = 2_000;

interface KeptPayload {
  readonly fields: Readonly<Record<string, string>>;
}

/** The one place a month's half-filled form is kept in. */
export const keptId = (person: string, what: string, month: Month): string =>
  `kept:${person}:${what}:${month}`;

/** The draft kept for this person and month; `null` when none is open. */
export async function keptDraft(id: string, tools: Tools): Promise<Draft | null> {
  const draft = await tools.store.draft(id);
  return draft?.kind === KIND ? draft : null;
}

/** What was typed, by field; `null` when nothing is kept. */
export function keptFields(draft: Draft | null): ReadonlyMap<string, string> | null {
  if (draft === null || draft.state !== 'open') return null;
  const fields = (draft.payload as KeptPayload | null)?.fields ?? {};
  return Object.keys(fields).length === 0 ? null : new Map(Object.entries(fields));
}

/** Keeps what stands in the form, in the place of what was kept before. */
export function keep(
  id: string,
  before: Draft | null,
  pressed: Pressed,
  here: KnownScene,
): readonly Change[] {
  const fields = Object.fromEntries(
    Object.keys(pressed.form)
      .slice(0, FIELDS_MAX)
      .flatMap((name) => {
        const text = formText(pressed, name);
        return text === null ? [] : [[name, text.slice(0, TEXT_MAX)]];
      }),
  );
  const draft: Draft = {
    id,
    version: (before?.version ?? 0) + 1,
    owner: here.actor.id,
    kind: KIND,
    payload: { fields } satisfies KeptPayload,
    state: 'open',
    result: null,
    createdAt: here.now,
  };
  return [{ subject: 'draft', draft }];
}

/** Forgets what was kept; nothing when nothing is. */
export function forget(before: Draft | null): readonly Change[] {
  if (before === null || before.state !== 'open') return [];
  return [{ subject: 'draft', draft: { ...before, version: before.version + 1, state: 'cancelled' } }];
}
