/**
 * What the cards of the product are called, read from their source: every `title:` of src/cards whose words stand in a literal,
 * as a pattern in which whatever is put in may be anything. A card nobody shows in a conversation is found by it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CARDS = fileURLToPath(new URL('../../src/cards', import.meta.url));

export interface CardTitle {
  readonly file: string;
  readonly words: string;
  readonly pattern: RegExp;
}

/** Every title of src/cards that says something in Chinese. */
export function cardTitles(): readonly CardTitle[] {
  const files = readdirSync(CARDS, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  return files.sort().flatMap((file) => {
    const source = readFileSync(join(CARDS, file), 'utf8');
    return [...source.matchAll(/\btitle: (?=['`])/g)].flatMap(({ index, 0: { length } }) => {
      const words = literalAt(source, index + length);
      return words.some((part) => /\p{Script=Han}/u.test(part))
        ? [{ file, words: words.join('…'), pattern: patternOf(words) }]
        : [];
    });
  });
}

const patternOf = (parts: readonly string[]): RegExp =>
  new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^"\\n]{0,120}'), 'u');

/** The fixed parts of the string or template that begins here. */
function literalAt(source: string, start: number): string[] {
  const quote = source[start];
  const parts: string[] = [];
  let part = '';
  for (let at = start + 1; at < source.length && source[at] !== quote; at += 1) {
    if (quote === '`' && source.startsWith('${', at)) {
      at = endOfHole(source, at + 2);
      parts.push(part);
      part = '';
    } else part += source[at] ?? '';
  }
  return [...parts, part];
}

/** Where `${…}` ends, whatever braces and templates stand in it. */
function endOfHole(source: string, start: number): number {
  let depth = 1;
  for (let at = start; at < source.length; at += 1) {
    if (source[at] === '`') at = endOfTemplate(source, at + 1);
    else if (source[at] === '{') depth += 1;
    else if (source[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error('a template that does not end');
}

function endOfTemplate(source: string, start: number): number {
  for (let at = start; at < source.length; at += 1) {
    if (source[at] === '`') return at;
    if (source.startsWith('${', at)) at = endOfHole(source, at + 2);
  }
  throw new Error('a template that does not end');
}
