/** What followed the number after 推进: which form is meant, and what of it can be filled in. */
import { EXIT_PREFIX, RESUME } from '../../src/domain/lead/stage-course.ts';
import type { StageChoice } from '../../src/domain/lead/stage-steps.ts';
import type { Pack } from '../../src/domain/pack/schema.ts';
import { findDates } from '../../src/parse/date.ts';

/** A form besides the ladder's, with the words that are left for it. */
export interface StepWords {
  readonly form: 'exit' | 'fill' | 'correct' | 'flag' | 'pledge';
  /** `exit:lost`, `resume` … where the words name it. */
  readonly step: string;
  readonly rest: string;
}

const FORMS: readonly (readonly [form: StepWords['form'], words: RegExp])[] = [
  ['fill', /^(?:补充信息|补充|待补字段|补字段)/],
  ['correct', /^(?:更正日期|更正|改日期)/],
  ['flag', /^(?:认定|弄虚作假|虚报|造假)/],
  ['pledge', /^(?:补齐|办结|兑现|销号)/],
];
const RESUME_WORDS = /^(?:恢复推进|恢复|重启|复工)/;

/** The form these words begin with; `null` for the ladder. */
export function stepWords(pack: Pack, words: string): StepWords | null {
  const text = words.trim();
  for (const [form, pattern] of FORMS) {
    const found = pattern.exec(text);
    if (found !== null) return { form, step: '', rest: trimmed(text.slice(found[0].length)) };
  }
  const resumed = RESUME_WORDS.exec(text);
  if (resumed !== null) return { form: 'exit', step: RESUME, rest: trimmed(text.slice(resumed[0].length)) };
  const exits = pack.exits
    .flatMap((exit) => [exit.label, ...exit.words].map((word) => ({ id: exit.id, word })))
    .sort((a, b) => b.word.length - a.word.length);
  const exit = exits.find(({ word }) => text.startsWith(word));
  if (exit === undefined) return null;
  return { form: 'exit', step: `${EXIT_PREFIX}${exit.id}`, rest: trimmed(text.slice(exit.word.length)) };
}

const trimmed = (text: string): string =>
  text.replace(/^[\s,，。;；:：了]+|[\s,，。;；]+$/g, '').replace(/^(?:原因|理由|因为|因)[:：\s]*/, '');

export interface MoveWords {
  readonly stage: string | null;
  readonly happenedOn: string | null;
  readonly evidence: string;
}

const EVIDENCE_LENGTH_MAX = 200;

/** Stage, date, and the rest as evidence. */
export function readMove(
  words: string,
  pack: Pack,
  today: string,
  choices: readonly StageChoice[],
): MoveWords {
  let rest = words.normalize('NFKC');
  let stage: string | null = null;
  for (const choice of choices) {
    const known =
      pack.stages.find((one) => one.id === choice.id) ??
      pack.reviews.find((one) => `review:${one.id}` === choice.id);
    // What was typed comes with its width folded: （） as ().
    const names = [choice.label, ...(known?.words ?? [])]
      .map((name) => name.normalize('NFKC'))
      .sort((a, b) => b.length - a.length);
    const name = names.find((one) => rest.includes(one));
    if (name === undefined) continue;
    stage = choice.id;
    rest = rest.replace(name, ' ');
    break;
  }
  const day = cutDay(rest, today);
  const evidence = day.rest
    .replace(/^[\s,，。;；:：到至了已]+|[\s,，。;；]+$/g, '')
    .replace(/^(?:佐证|依据)[:：\s]*/, '');
  return { stage, happenedOn: day.on, evidence: evidence.slice(0, EVIDENCE_LENGTH_MAX) };
}

/** The first past day in the words, and the words without it. */
export function cutDay(words: string, today: string): { readonly on: string | null; readonly rest: string } {
  const date = findDates(words, today).find(
    (one) => one.kind === 'day' && one.from !== null && one.from <= today,
  );
  if (date === undefined) return { on: null, rest: words };
  const rest = `${words.slice(0, date.span.start)}${words.slice(date.span.end)}`;
  return { on: date.from, rest: rest.trim() };
}
