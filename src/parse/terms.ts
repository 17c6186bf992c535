// Matches the words of a list (industries, source channels) in a text. Longer words win; a word inside a company name
// does not count. Leaves out choosing among several.
import type { Candidate, ListWord } from './lead-model.ts';
import { overlapsAny, type Span } from './text.ts';

/** A mention of list entries; several ids when the same word belongs to several. */
export interface TermFound extends Candidate {
  readonly ids: readonly string[];
}

/** Every mention outside the given stretches, in order. */
export function findTerms(text: string, list: readonly ListWord[], skip: readonly Span[]): TermFound[] {
  const index = new Map<string, Set<string>>();
  for (const entry of list) {
    for (const word of [entry.label, ...entry.words]) {
      const plain = word.trim().toLowerCase();
      if (plain.length < 2) continue;
      const ids = index.get(plain) ?? new Set<string>();
      ids.add(entry.id);
      index.set(plain, ids);
    }
  }
  if (index.size === 0) return [];
  const forms = [...index.keys()]
    .sort((a, b) => b.length - a.length)
    .map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const found: TermFound[] = [];
  for (const match of text.toLowerCase().matchAll(new RegExp(forms.join('|'), 'g'))) {
    const span = { start: match.index, end: match.index + match[0].length };
    if (overlapsAny(span, skip)) continue;
    found.push({
      text: text.slice(span.start, span.end),
      ...span,
      strength: match[0].length,
      ids: [...(index.get(match[0]) ?? [])],
    });
  }
  return found;
}

/** The entry a labelled value names: exact label or word, else the only one mentioned. */
export function readTerm(value: string, list: readonly ListWord[]): string | null {
  const typed = value.trim().toLowerCase();
  const exact = list.filter((entry) =>
    [entry.label, ...entry.words].some((word) => word.toLowerCase() === typed),
  );
  if (exact.length === 1) return exact[0]?.id ?? null;
  const ids = new Set(findTerms(value, list, []).flatMap((term) => term.ids));
  return ids.size === 1 ? ([...ids][0] ?? null) : null;
}
