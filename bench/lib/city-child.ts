/**
 * One program of its own for each figure of `bench evaluate`, so that neither memory nor compiled code of one is the
 * other's: `rows` evaluates from rows round after round, beside the raw SQL; `once` evaluates once, for its memory.
 * Prints one JSON document.
 */
import { resourceUsage } from 'node:process';
import Sqlite from 'better-sqlite3';
import { evaluationDocument } from '../../src/domain/evaluate/output.ts';
import { explainTarget } from '../../src/domain/explain/explain.ts';
import { compareCity } from './city-check.ts';
import { evaluateCity } from './city-facts.ts';
import { cityPack } from './city-plan.ts';
import { runSql } from './city-sql.ts';

const [, , mode, path = '', rounds = '5'] = process.argv;

function timed<T>(work: () => T): { readonly ms: number; readonly result: T } {
  const before = performance.now();
  const result = work();
  return { ms: performance.now() - before, result };
}

function once(sqlite: Sqlite.Database): object {
  const evaluation = evaluateCity(sqlite, cityPack());
  return { targets: evaluationDocument(evaluation).targets.length };
}

function alternate(sqlite: Sqlite.Database): object {
  const pack = cityPack();
  const [sql, rows, documents, explanations]: [number[], number[], number[], number[]] = [[], [], [], []];
  let answer = evaluateCity(sqlite, pack);
  for (let round = 0; round < Number(rounds); round += 1) {
    const engine = (): void => {
      const evaluated = timed(() => evaluateCity(sqlite, pack));
      answer = evaluated.result;
      rows.push(evaluated.ms);
      documents.push(timed(() => evaluationDocument(answer)).ms);
    };
    if (round % 2 === 1) engine();
    sql.push(timed(() => runSql(sqlite)).ms);
    if (round % 2 === 0) engine();
    explanations.push(timed(() => explainTarget(answer, 'u007', 'T02')).ms);
  }
  return { sql, rows, documents, explanations, check: compareCity(evaluationDocument(answer)) };
}

const sqlite = new Sqlite(path, { readonly: true });
const answer = mode === 'once' ? once(sqlite) : alternate(sqlite);
sqlite.close();
process.stdout.write(JSON.stringify({ ...answer, peakMb: (resourceUsage().maxRSS * 1024) / 1_000_000 }));
