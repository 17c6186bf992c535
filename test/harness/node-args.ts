/** What `npm start` and `npm run cli` hand to Node, as package.json has it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);
const { scripts } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as {
  scripts: Readonly<Record<'start' | 'cli', string>>;
};

const wordsOf = (script: string): string[] =>
  script
    .split(' ')
    .slice(1)
    .map((word) => (word.endsWith('.mjs') ? fileURLToPath(new URL(word, ROOT)) : word));

/** @param args `service`, or `cli` and its words. */
export function nodeArgs([mode = '', ...rest]: readonly string[]): string[] {
  return [...wordsOf(mode === 'service' ? scripts.start : scripts.cli), ...rest];
}
