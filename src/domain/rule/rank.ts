// P11 rank (domain.md P11): places within a class by the 1224 method, ties broken by ordered keys.
// Leaves out scores (scorecard.ts) and proposals (consequence.ts).
// Invariants. 1. Every unit handed in comes out exactly once: placed, or excluded with a printed reason.
// 2. Places do not depend on the order of the input. 3. Equal keys share a place, and the next place counts them.
import { type Dec, dec } from '../decimal.ts';
import { naWord, type Value } from '../value.ts';

/** A unit to be ranked. */
export interface Candidate {
  readonly id: string;
  /** 排名类别; null = not ranked. */
  readonly class: string | null;
  readonly key: Value;
  /** Tie keys, most important first: must-targets met, incentive points, funds in place. */
  readonly ties?: readonly Dec[];
  /** 取消考评资格 and the like: the reason printed. */
  readonly excluded?: string;
}

/** A placed unit. */
export interface Placed {
  readonly id: string;
  readonly class: string;
  readonly place: number;
  readonly key: Dec;
  /** How many share the place, itself included. */
  readonly tied: number;
}

/** A unit without a place: printed 不参加排名 with the reason. */
export interface Excluded {
  readonly id: string;
  readonly class: string | null;
  readonly reason: string;
}

export interface Ranking {
  readonly placed: readonly Placed[];
  readonly excluded: readonly Excluded[];
}

interface Ready {
  readonly id: string;
  readonly class: string;
  readonly keys: readonly Dec[];
}

function byKeysDown(left: Ready, right: Ready): number {
  for (let index = 0; index < Math.max(left.keys.length, right.keys.length); index += 1) {
    const order = (right.keys[index] ?? dec(0)).cmp(left.keys[index] ?? dec(0));
    if (order !== 0) return order;
  }
  return 0;
}

function byId(left: { readonly id: string }, right: { readonly id: string }): number {
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}

function whyExcluded(candidate: Candidate): string | null {
  if (candidate.excluded !== undefined) return candidate.excluded;
  if (candidate.class === null) return '未归入排名类别';
  return candidate.key.kind === 'na' ? naWord(candidate.key.reason) : null;
}

function placeClass(ready: readonly Ready[]): Placed[] {
  const sorted = [...ready].sort((left, right) => byKeysDown(left, right) || byId(left, right));
  const firstAt: number[] = [];
  sorted.forEach((one, index) => {
    const before = sorted[index - 1];
    const isTied = before !== undefined && byKeysDown(before, one) === 0;
    firstAt.push(isTied ? (firstAt[index - 1] ?? index) : index);
  });
  const sizes = new Map<number, number>();
  for (const at of firstAt) sizes.set(at, (sizes.get(at) ?? 0) + 1);
  return sorted.map((one, index) => {
    const at = firstAt[index] ?? index;
    return {
      id: one.id,
      class: one.class,
      place: at + 1,
      key: one.keys[0] ?? dec(0),
      tied: sizes.get(at) ?? 1,
    };
  });
}

/** 排名: places in every class; 95, 90, 90, 85 → 1, 2, 2, 4 (AE-X-5). */
export function rank(candidates: readonly Candidate[]): Ranking {
  const classes = new Map<string, Ready[]>();
  const excluded: Excluded[] = [];
  for (const candidate of candidates) {
    const reason = whyExcluded(candidate);
    if (reason !== null || candidate.class === null || candidate.key.kind === 'na') {
      excluded.push({ id: candidate.id, class: candidate.class, reason: reason ?? '暂缺' });
      continue;
    }
    const ready = {
      id: candidate.id,
      class: candidate.class,
      keys: [candidate.key.x, ...(candidate.ties ?? [])],
    };
    const held = classes.get(candidate.class);
    if (held === undefined) classes.set(candidate.class, [ready]);
    else held.push(ready);
  }
  const names = [...classes.keys()].sort();
  return {
    placed: names.flatMap((name) => placeClass(classes.get(name) ?? [])),
    excluded: excluded.sort(byId),
  };
}

/** 前 n 位: place ≤ n, all tied included. */
export function isTop(placed: Placed, n: number): boolean {
  return placed.place <= n;
}

/** 后 n 位: 1 + how many of the class stand lower ≤ n. */
export function isBottom(placed: Placed, n: number, ofClass: readonly Placed[]): boolean {
  const lower = ofClass.filter((one) => one.class === placed.class && one.place > placed.place).length;
  return 1 + lower <= n;
}

/** Places gained (+) or lost (−) since an earlier ranking of the same class; null when it was not placed then. */
export function placeChange(now: Placed, before: readonly Placed[]): number | null {
  const then = before.find((one) => one.id === now.id && one.class === now.class);
  return then === undefined ? null : then.place - now.place;
}
