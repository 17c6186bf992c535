/**
 * Every subject that has facts: its state, what it is before its first fact, and the facts it takes. Adding one is its
 * own folder or file in `src/domain/`, its books in `db/subjects/`, and one line here.
 */
import type { Binding, BindingFact } from './binding.ts';
import type { LeadFact } from './lead/facts.ts';
import type { Lead } from './lead/lead.ts';
import type { Progress, ProgressFact } from './progress.ts';
import type { Publication, PublicationFact } from './publication.ts';

export interface Subjects {
  readonly lead: { readonly before: Lead | null; readonly fact: LeadFact };
  readonly progress: { readonly before: Progress; readonly fact: ProgressFact };
  readonly publication: { readonly before: Publication | null; readonly fact: PublicationFact };
  readonly binding: { readonly before: Binding | null; readonly fact: BindingFact };
}

export type SubjectFact = Subjects[keyof Subjects]['fact'];

/** New facts of one subject, decided on the state `before` them. */
export type SubjectChange = {
  [K in keyof Subjects]: {
    readonly subject: K;
    readonly before: Subjects[K]['before'];
    readonly facts: readonly Subjects[K]['fact'][];
  };
}[keyof Subjects];
