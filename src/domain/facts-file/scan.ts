// What JSON.parse does not tell: a key written twice in one object (it would silently keep the last), and nesting so deep
// that whoever looks through the result runs out of stack. One pass over the text, before it is parsed; a text that is no
// JSON at all is left to JSON.parse. Never throws.

/** What was found, and where. */
export interface ScanFault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** A facts file needs five levels. */
const DEPTH_MAX = 64;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** An object or a list that is open; used again for the next one of the same depth. */
class Frame {
  isList = false;
  isKeyNext = false;
  key = '';
  index = 0;
  readonly keys = new Set<string>();

  open(isList: boolean): void {
    this.isList = isList;
    this.isKeyNext = !isList;
    this.key = '';
    this.index = 0;
    this.keys.clear();
  }

  step(): PropertyKey {
    return this.isList ? this.index : this.key;
  }
}

/** Where a string that begins at `from` ends: the place of its closing quote, or the end of the text. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return text.length;
}

/** The key as it is meant: `"\u0061"` is `a`. */
function keyIn(text: string, from: number, to: number): string {
  const bare = text.slice(from + 1, to);
  if (!bare.includes('\\')) return bare;
  try {
    return String(JSON.parse(text.slice(from, to + 1)));
  } catch (fault) {
    if (fault instanceof SyntaxError) return bare;
    throw fault;
  }
}

/** The first fault of a JSON text, or null. */
export function scanJson(text: string): ScanFault | null {
  const frames: Frame[] = [];
  let depth = 0;
  const path = (): PropertyKey[] => frames.slice(0, depth).map((frame) => frame.step());
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const top = frames[depth - 1];
    if (code === QUOTE) {
      const end = endOfString(text, at);
      if (top?.isKeyNext === true) {
        top.key = keyIn(text, at, end);
        top.isKeyNext = false;
        if (top.keys.has(top.key)) return { path: path(), message: '同一个键写了两次' };
        top.keys.add(top.key);
      }
      at = end;
    } else if (code === 0x7b || code === 0x5b) {
      if (depth === DEPTH_MAX) return { path: [], message: `嵌套过深，超过 ${DEPTH_MAX} 层` };
      const frame = frames[depth] ?? new Frame();
      frame.open(code === 0x5b);
      frames[depth] = frame;
      depth += 1;
    } else if (code === 0x7d || code === 0x5d) {
      depth = Math.max(0, depth - 1);
    } else if (code === 0x2c && top !== undefined) {
      if (top.isList) top.index += 1;
      else top.isKeyNext = true;
    }
  }
  return null;
}
