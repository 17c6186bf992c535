// From a path in the data to a line and column of the YAML text. Leaves out the wording.
import { isMap, isScalar, isSeq, type LineCounter, type Node, type Pair } from 'yaml';
import type { Path } from './raw.ts';

/** A mistake with its place; lines and columns count from 1. */
export interface Mistake {
  readonly line: number;
  readonly col: number;
  readonly message: string;
}

interface Place {
  readonly node: unknown;
  readonly key: unknown;
}

function pairOf(node: unknown, key: string | number): Pair | undefined {
  if (!isMap(node)) return undefined;
  return node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key));
}

/** The deepest node the path still reaches, and the key that led to it. */
function placeOf(root: unknown, path: Path): Place {
  let place: Place = { node: root, key: null };
  for (const step of path) {
    if (isSeq(place.node) && typeof step === 'number') {
      const child = place.node.items[step];
      if (child === undefined) return place;
      place = { node: child, key: null };
      continue;
    }
    const pair = pairOf(place.node, step);
    if (pair === undefined) return place;
    place = { node: pair.value ?? pair.key, key: pair.key };
  }
  return place;
}

/** Line and column of the node at a path, or of its key, or of the nearest ancestor that is there. */
export function positionOf(
  root: unknown,
  lines: LineCounter,
  path: Path,
  onKey = false,
): { line: number; col: number } {
  const place = placeOf(root, path);
  const target = (onKey && place.key !== null ? place.key : place.node) as Node | null;
  const { line, col } = lines.linePos(target?.range?.[0] ?? 0);
  return { line: Math.max(1, line), col: Math.max(1, col) };
}
