// docs/security.md has a row for every case, each with a test that exists, and says of each how it is held.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(`${root}docs/security.md`, 'utf8');
const CASES = Array.from({ length: 32 }, (_, at) => `S${at + 1}`);

interface Row {
  readonly id: string;
  readonly held: string;
  readonly tests: readonly string[];
}

const rows: readonly Row[] = page
  .split('\n')
  .filter((line) => /^\| S\d+ \|/.test(line))
  .map((line) => {
    const [, id = '', , held = '', shown = ''] = line.split('|').map((cell) => cell.trim());
    return { id, held, tests: [...shown.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path) };
  });

describe('docs/security.md', () => {
  test('has one row for each case, in order', () => {
    expect(rows.map((row) => row.id)).toEqual(CASES);
  });

  test.each(rows.map((row) => [row.id, row] as const))('%s says how, and where it is shown', (_id, row) => {
    expect(row.held.length).toBeGreaterThan(10);
    expect(row.tests.length).toBeGreaterThan(0);
    for (const path of row.tests) {
      expect(path).toMatch(/^test\/.+\.(?:test\.ts|chat|ts)$/);
      expect(existsSync(`${root}${path}`), path).toBe(true);
    }
  });

  test('every path it names exists, in the code too', () => {
    const named = [...page.matchAll(/`((?:src|docs|db|test|commands)\/[^`]+)`/g)].map(
      ([, path = '']) => path,
    );
    expect(named.filter((path) => !existsSync(`${root}${path}`))).toEqual([]);
  });
});
