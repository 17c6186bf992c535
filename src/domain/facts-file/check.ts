// References and uniqueness of a facts file: every id that is named must exist, units of measure must convert, nothing
// is entered twice. Works on a file of the right shape. The sections with rows of their own are in check-rows.ts.
import { nearest } from '../pack/nearest.ts';
import type { Pack } from '../pack/schema.ts';
import { checkSections } from './check-rows.ts';
import { type FactsMistake, jsonPath } from './facts.ts';
import type { FactsShape } from './schema.ts';

/** What mistakes are looked for with: the pack, the file, and the ids that may be named. */
export interface CheckContext {
  readonly pack: Pack;
  readonly facts: FactsShape;
  /** Ids of the units; null when the file has no units section, so that any may be named. */
  readonly units: ReadonlySet<string> | null;
  readonly projects: ReadonlySet<string>;
  readonly report: (path: readonly PropertyKey[], message: string) => void;
}

/** Reports a word that is not among the known ones, with the nearest that is. */
export function mustKnow(
  context: CheckContext,
  known: ReadonlySet<string>,
  word: string,
  label: string,
  path: readonly PropertyKey[],
): void {
  if (known.has(word)) return;
  const close = nearest(word, known);
  context.report(
    path,
    `「${word}」不是${/^[a-z]/.test(label) ? ' ' : ''}${label}${close === null ? '' : `，是否想写「${close}」`}`,
  );
}

/** Reports a unit that is not in `units`. */
export function mustBeUnit(
  context: CheckContext,
  id: string | null | undefined,
  path: readonly PropertyKey[],
): void {
  if (id === null || id === undefined || context.units === null || context.units.has(id)) return;
  const close = nearest(id, context.units);
  context.report(path, `units 里没有编号「${id}」${close === null ? '' : `，是否想写「${close}」`}`);
}

/** Reports keys that come twice; `what` says what the key is made of. */
export function mustBeUnique(
  context: CheckContext,
  section: string,
  keys: readonly (string | null)[],
  what: string,
): void {
  const first = new Map<string, number>();
  keys.forEach((key, index) => {
    if (key === null) return;
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, index);
    else context.report([section, index], `与第 ${earlier + 1} 行重复（${what}相同）`);
  });
}

function loop(start: string, next: (id: string) => string | null | undefined): boolean {
  const seen = new Set<string>();
  for (let at: string | null | undefined = start; at !== null && at !== undefined; at = next(at)) {
    if (seen.has(at)) return at === start;
    seen.add(at);
  }
  return false;
}

function checkUnits(context: CheckContext, kinds: ReadonlySet<string>): void {
  const units = context.facts.units ?? [];
  mustBeUnique(
    context,
    'units',
    units.map((unit) => unit.id),
    '编号',
  );
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  units.forEach((unit, index) => {
    const at = ['units', index];
    mustKnow(context, kinds, unit.kind, '单位类别', [...at, 'kind']);
    // These words stand for the whole city and for all that bear a target together.
    if (unit.id === 'together' || (unit.id === 'city' && unit.kind !== 'city'))
      context.report([...at, 'id'], `「${unit.id}」是保留的编号`);
    mustBeUnit(context, unit.parent, [...at, 'parent']);
    mustBeUnit(context, unit.successor, [...at, 'successor']);
    if (loop(unit.id, (id) => byId.get(id)?.parent))
      context.report([...at, 'parent'], `「${unit.id}」的上级成环`);
    if (loop(unit.id, (id) => byId.get(id)?.successor)) {
      context.report([...at, 'successor'], `「${unit.id}」的承接单位成环`);
    }
    if (unit.activeFrom && unit.activeTo && unit.activeTo < unit.activeFrom) {
      context.report([...at, 'activeTo'], `撤销日「${unit.activeTo}」早于成立日「${unit.activeFrom}」`);
    }
  });
}

/** Every mistake of references, uniqueness and units of measure, in the order of the file. */
export function checkFacts(pack: Pack, facts: FactsShape): FactsMistake[] {
  const mistakes: FactsMistake[] = [];
  const context: CheckContext = {
    pack,
    facts,
    units: facts.units === undefined ? null : new Set(facts.units.map((unit) => unit.id)),
    projects: new Set((facts.projects ?? []).map((project) => project.id)),
    report: (path, message) => {
      if (mistakes.length < 200) mistakes.push({ path: jsonPath(path), message });
    },
  };
  checkSections(context, checkUnits);
  return mistakes;
}
