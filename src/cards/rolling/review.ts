/** 评价结论 on the form of 推进, asked where a review is among the steps. */
import type { Field } from '../../card.ts';
import { RESULT_WORDS } from '../../domain/rolling-check/result.ts';
import type { ReviewResult } from '../../domain/rule/review.ts';

export interface ReviewFieldsView {
  /** 前期评价、后期评价. */
  readonly labels: string;
  readonly results: readonly ReviewResult[];
  readonly result: ReviewResult | null;
  readonly conditions: string;
}

export function reviewFormFields(view: ReviewFieldsView | null): readonly Field[] {
  if (view === null) return [];
  return [
    {
      kind: 'choice',
      name: 'result',
      label: `评价结论（推进${view.labels}时选）`,
      options: view.results.map((result) => ({ value: result, label: RESULT_WORDS[result] })),
      ...(view.result === null ? {} : { value: view.result }),
    },
    {
      kind: 'line',
      name: 'conditions',
      label: '评价条件（有条件通过时填）',
      value: view.conditions,
      maxLength: 300,
    },
  ];
}
