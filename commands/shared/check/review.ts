/** 评价结论 of 前期评价, 后期评价 and the like, between the form of 推进 and the submission it becomes. */
import type { ReviewFieldsView } from '../../../src/cards/rolling/review.ts';
import { formText, type Pressed } from '../../../src/command.ts';
import { addDays } from '../../../src/domain/day.ts';
import { type Refusal, refuse } from '../../../src/domain/decision.ts';
import type { StageEvent } from '../../../src/domain/lead/lead.ts';
import type { StageChoice } from '../../../src/domain/lead/stage-steps.ts';
import type { Pack } from '../../../src/domain/pack/schema.ts';
import { RESULT_WORDS, type ReviewWords, reviewKindOf } from '../../../src/domain/rolling-check/result.ts';
import type { ReviewResult } from '../../../src/domain/rule/review.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { tooLong } from '../chat.ts';

const CONDITIONS_MAX = 300;
const RESULTS: readonly ReviewResult[] = ['pass', 'conditional', 'fail'];
/** 有条件 first: 不通过 and 通过 are in the other words. */
const SAID: readonly (readonly [ReviewResult, RegExp])[] = [
  ['conditional', /有条件(?:通过)?[\s,，:：]*(.*)$/su],
  ['fail', /(?:不|未)(?:予)?通过/u],
  ['pass', /通过/u],
];

/** What the form asks, and what was typed of it; `null` when no step is a review. */
export function reviewFields(
  words: string,
  steps: readonly StageChoice[],
  pack: Pack,
): ReviewFieldsView | null {
  const kinds = steps.flatMap((step) => reviewKindOf(pack, step.id) ?? []);
  if (kinds.length === 0) return null;
  const isSaid = kinds.some((kind) => [kind.label, ...kind.words].some((word) => words.includes(word)));
  const said = isSaid ? SAID.find(([, pattern]) => pattern.test(words)) : undefined;
  const conditions = said?.[0] === 'conditional' ? (said[1].exec(words)?.[1] ?? '') : '';
  return {
    labels: kinds.map((kind) => kind.label).join('、'),
    results: RESULTS.filter((result) => kinds.some((kind) => kind.results.includes(result))),
    result: said?.[0] ?? null,
    conditions: conditions.replace(/^条件[\s:：]*/u, '').slice(0, CONDITIONS_MAX),
  };
}

/** The chosen result as part of the submission; nothing where the step is no review. */
export function readReview(
  pressed: Pressed,
  stage: string,
  pack: Pack,
): { readonly review?: ReviewWords } | Refusal {
  if (reviewKindOf(pack, stage) === null) return {};
  const typed = formText(pressed, 'result');
  const conditions = formText(pressed, 'conditions');
  const long = tooLong('评价条件', conditions, CONDITIONS_MAX);
  if (long !== null) return long;
  if (typed === null && conditions === null) return {};
  const found = RESULTS.find((result) => result === typed || RESULT_WORDS[result] === typed);
  if (typed !== null && found === undefined)
    return refuse(`没有「${typed.slice(0, 20)}」这种评价结论`, { next: '请选通过、有条件通过或不通过。' });
  const result = found ?? 'conditional';
  return { review: { result, conditions: conditions === null ? null : maskPhonesIn(conditions) } };
}

/** For the verifier and in the result: the conclusion, its conditions, how long it holds. */
export function reviewRows(
  event: StageEvent,
  pack: Pack,
): readonly { readonly label: string; readonly value: string }[] {
  const kind = reviewKindOf(pack, event.stage);
  const { review } = event.details;
  if (kind === null) return [];
  const until =
    kind.validityDays === undefined
      ? []
      : [{ label: '有效期至', value: addDays(event.happenedOn, kind.validityDays) }];
  if (review === undefined) return until;
  const opens = kind.passing.includes(review.result) ? '' : '（关口不放行）';
  return [
    { label: '评价结论', value: `${RESULT_WORDS[review.result]}${opens}` },
    ...(review.conditions === null ? [] : [{ label: '评价条件', value: review.conditions }]),
    ...until,
  ];
}
