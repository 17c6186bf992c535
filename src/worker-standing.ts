/**
 * The thread that works out big standings: reads one state of the database, evaluates, answers what is asked about it.
 * Bundled by itself as `dist/standing.js`; spoken to by `standing/thread.ts`.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { NodeReader } from '../db/node-reader.ts';
import { makeStore } from '../db/store.ts';
import { type Evaluation, evaluate } from './domain/evaluate/evaluate.ts';
import { explainScore, explainTarget } from './domain/explain/explain.ts';
import type { Vault } from './ports.ts';
import { gatherFacts } from './standing/gather.ts';
import { summaryOf } from './standing/summary.ts';
import type { Asked, Told } from './standing/thread.ts';

/** Nothing sealed is opened here. */
const closed = (): never => {
  throw new Error('sealed data is not opened in this thread');
};
const NO_VAULT: Vault = {
  seal: closed,
  open: closed,
  sealBytes: closed,
  openBytes: closed,
  mark: closed,
};

const port = parentPort;
if (port === null) throw new Error('this file runs as a worker thread');
const { databasePath } = workerData as { readonly databasePath: string };
const reader = new NodeReader(databasePath);
const store = makeStore(reader, NO_VAULT);
const known = new Map<number, Evaluation>();

async function answer(asked: Asked): Promise<Told> {
  if (asked.do === 'evaluate') {
    reader.begin();
    try {
      const version = await store.standingVersion();
      const facts = await gatherFacts(store, asked.pack, asked.asOf);
      const evaluation = evaluate(asked.pack, facts, asked.asOf);
      known.set(asked.key, evaluation);
      return { version, summary: summaryOf(evaluation) };
    } finally {
      reader.end();
    }
  }
  const evaluation = known.get(asked.key);
  if (evaluation === undefined) return null;
  if (asked.do === 'score') return { explanation: explainScore(evaluation, asked.subject) };
  if (asked.do === 'target') return { explanation: explainTarget(evaluation, asked.subject, asked.target) };
  return null;
}

port.on('message', (asked: Asked) => {
  if (asked.do === 'forget') {
    known.delete(asked.key);
    return;
  }
  answer(asked).then(
    (told) => port.postMessage(told),
    (error: unknown) =>
      port.postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
