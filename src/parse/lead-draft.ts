// The draft all field readers of a lead work on, and how they point at what is unsure.
import type { findDates } from './date.ts';
import type { LabelledValue } from './labels.ts';
import type { LeadField, LeadWords, Unsure } from './lead-model.ts';
import type { findPhones } from './phone.ts';
import type { Span } from './text.ts';

/** Values of a form that say nothing: 无, 待定. */
export const EMPTY_VALUE =
  /^[\s:：]*(?:无|暂无|没有|待定|未定|面议|不详|未知|保密|待确认|待补充|暂未确定|暂未定|空|\/|-+|—+|\?+|？+|n\/?a|none)?[\s。]*$/i;
/** Field labels as on the form. */
export const LABEL_TEXT: Readonly<Record<LeadField, string>> = {
  company: '企业名称',
  project: '项目名称',
  investment: '投资额',
  industry: '产业',
  landingUnit: '拟落户',
  channel: '线索来源',
  contactName: '联系人',
  contactPhone: '联系电话',
};

/** A lead being read: the text, what was found in it, and what fields took. */
export interface Draft {
  readonly words: LeadWords;
  readonly shown: string;
  readonly folded: string;
  readonly labels: readonly LabelledValue[];
  readonly phones: ReturnType<typeof findPhones>;
  readonly dates: ReturnType<typeof findDates>;
  readonly unsure: Unsure[];
  readonly taken: Span[];
  /** Labelled values whose text no field took. */
  readonly failed: Set<LabelledValue>;
}

/** The first labelled value of a field that says something. */
export const labelFor = (draft: Draft, field: LabelledValue['field']): LabelledValue | null =>
  draft.labels.find(
    (label) => label.field === field && !EMPTY_VALUE.test(draft.folded.slice(label.start, label.end)),
  ) ?? null;

/** Values without repeats. */
export const distinct = (values: readonly string[]): string[] => [...new Set(values)];
/** Values in quotes, for hints. */
export const quote = (values: readonly string[]): string => values.map((value) => `“${value}”`).join('、');

/** Notes that a field was seen but is unsure; null, so that the field stays empty. */
export function point(draft: Draft, field: LeadField, text: string, hint: string): null {
  draft.unsure.push({ field, text: text.slice(0, 200), hint });
  return null;
}
