/** What followed the number after 推进: which form is meant, and what of it can be filled in. */
import { EXIT_PREFIX, RESUME } from '../../../src/domain/lead/stage-course.ts';
import type { StageChoice } from '../../../src/domain/lead/stage-steps.ts';
import type { Pack } from '../../../src/domain/pack/schema.ts';
import type { StageWords } from '../../../src/parse/lead-conditions.ts';
import { readPastDay } from '../../../src/parse/past-day.ts';
import { narrow } from '../../../src/parse/text.ts';

/** A form besides the ladder's, with the words that are left for it. */
export interface StepWords {
  readonly form: 'exit' | 'fill' | 'total' | 'correct' | 'flag' | 'pledge';
  /** `exit:lost`, `resume` … where the words name it. */
  readonly step: string;
  readonly rest: string;
}

const FORMS: readonly (readonly [form: StepWords['form'], words: RegExp])[] = [
  ['fill', /^(?:补充信息|补充|待补字段|补字段)/],
  [
    'total',
    /^(?=(?:追加投资|增加投资|增资|减资|投资额变更|总投资变更|变更总投资|变更投资额|调整总投资|总投资调整))/,
  ],
  ['correct', /^(?:更正日期|更正|改日期)/],
  ['flag', /^(?:认定|弄虚作假|虚报|造假)/],
  ['pledge', /^(?:补齐|办结|兑现|销号)/],
];
/** What people say of an exit, whatever words a pack gives, by the exit's id. */
const COMMON_EXITS: Readonly<Record<string, readonly string[]>> = {
  lost: ['终止', '黄了', '吹了', '泡汤', '谈崩', '没戏', '不投', '不来', '放弃', '撤资'],
  paused: ['暂停', '停工', '停建', '停摆', '搁置', '暂缓', '停了'],
  moved_out: ['迁走', '搬走', '外迁'],
};
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
    .flatMap((exit) =>
      [exit.label, ...exit.words, ...(COMMON_EXITS[exit.id] ?? [])].map((word) => ({ id: exit.id, word })),
    )
    .sort((a, b) => b.word.length - a.word.length);
  const exit = exits.find(({ word }) => text.startsWith(word));
  if (exit === undefined) return null;
  return { form: 'exit', step: `${EXIT_PREFIX}${exit.id}`, rest: trimmed(text.slice(exit.word.length)) };
}

const trimmed = (text: string): string =>
  text.replace(/^[\s,，。;；:：了]+|[\s,，。;；]+$/g, '').replace(/^(?:原因|理由|因为|因)[:：\s]*/, '');

const STEP =
  '追加投资|增资|减资|投资额变更|总投资变更|补充信息|补充|待补字段|更正日期|更正|补齐|兑现|终止|未能落地|迁出|暂停|恢复推进|恢复|重启|复工';
const NUMBER = 'X[SM][-－—]?\\d{1,6}(?:[-－—]?\\d{1,9})?(?!\\d)';
const GAP = '[\\s:：,，]*';
const STEP_FIRST = new RegExp(`^(${STEP})${GAP}(${NUMBER})${GAP}(.*)$`, 'isu');
const NUMBER_FIRST = new RegExp(`^${NUMBER}${GAP}(?:${STEP})`, 'iu');

/** Said without 推进: a step of a project's course and its number, in either order. */
export const isLooseStep = (text: string): boolean => STEP_FIRST.test(text) || NUMBER_FIRST.test(text);

/** `终止 XM-… 原因` as `XM-… 终止 原因`: people say either; anything else as it is. */
export function numberFirst(text: string): string {
  const found = STEP_FIRST.exec(text);
  return found === null ? text : `${found[2] ?? ''} ${found[1] ?? ''} ${found[3] ?? ''}`.trim();
}

export interface MoveWords {
  readonly stage: string | null;
  readonly happenedOn: string | null;
  /** How the day that was said was read, or why it was not taken. */
  readonly dayHint: string | null;
  readonly evidence: string;
}

const EVIDENCE_LENGTH_MAX = 200;

/** What people say everywhere, whatever words a pack gives; a pack's own stand before these. */
const COMMON: Readonly<Record<string, readonly string[]>> = {
  signed: ['签订合同', '签订协议', '签订', '签合同', '签协议'],
  registered: ['办照', '领照', '拿照'],
  started: ['动工', '开建', '破土', '奠基'],
  operating: ['投产', '试生产', '投入运营'],
};

/** Every stage of the plan with all it is called; 在建 is what has begun and does not produce yet. */
export const stageWords = (pack: Pack): readonly StageWords[] =>
  pack.stages.map(({ id, label, words }) => ({
    id,
    label,
    words: [label, ...words, ...(COMMON[id] ?? []), ...(id === 'started' ? ['在建'] : [])].map(narrow),
  }));

interface StageSaid {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** The stage named first in the words: what follows it, such as 开工报告 after 投产, is evidence. */
function stageSaid(text: string, pack: Pack, choices: readonly StageChoice[]): StageSaid | null {
  const known = choices.flatMap((choice) => namesOf(choice, pack).map((name) => ({ id: choice.id, name })));
  const own = new Set(known.map(({ name }) => name));
  const common = choices.flatMap(({ id }) =>
    (COMMON[id] ?? []).filter((name) => !own.has(name)).map((name) => ({ id, name })),
  );
  const found = [...known, ...common]
    .map(({ id, name }) => ({ id, start: text.indexOf(name), end: text.indexOf(name) + name.length }))
    .filter(({ start }) => start >= 0)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  return found[0] ?? partlySaid(text, known);
}

/** 评估 for 联席会议评估, where no other choice ends or begins so. */
function partlySaid(text: string, known: readonly { readonly id: string; readonly name: string }[]) {
  const word = /^[\p{Script=Han}]{2,}/u.exec(text.trim())?.[0];
  if (word === undefined) return null;
  const fits = known.filter(({ name }) => name.startsWith(word) || name.endsWith(word));
  const start = text.indexOf(word);
  const [only] = fits;
  return only !== undefined && new Set(fits.map(({ id }) => id)).size === 1
    ? { id: only.id, start, end: start + word.length }
    : null;
}

/** As the pack writes them, and with brackets of the other width. */
function namesOf(choice: StageChoice, pack: Pack): readonly string[] {
  const known =
    pack.stages.find((one) => one.id === choice.id) ??
    pack.reviews.find((one) => `review:${one.id}` === choice.id);
  const names = [choice.label, ...(known?.words ?? [])];
  return [...new Set(names.flatMap((name) => [narrow(name), name.normalize('NFKC')]))];
}

/** Stage, date, and the rest as evidence. */
export function readMove(
  words: string,
  pack: Pack,
  today: string,
  choices: readonly StageChoice[],
): MoveWords {
  let rest = narrow(words);
  const said = stageSaid(rest, pack, choices);
  if (said !== null) rest = `${rest.slice(0, said.start)} ${rest.slice(said.end)}`;
  const day = readPastDay(rest, today);
  const evidence = day.rest
    .replace(/^[\s,，。;；:：到至了已]+|[\s,，。;；]+$/g, '')
    .replace(/^(?:佐证|依据)[:：\s]*/, '');
  return {
    stage: said?.id ?? null,
    happenedOn: day.on,
    dayHint: day.hint,
    evidence: evidence.slice(0, EVIDENCE_LENGTH_MAX),
  };
}
