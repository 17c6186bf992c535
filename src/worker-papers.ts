/**
 * The thread that makes one publication's papers and ends. Bundled by itself as `dist/papers.js`; started by
 * `papers/thread.ts`, so that a start of the service loads none of this.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { makePapers } from './papers/make.ts';
import type { PaperSource } from './papers/paper.ts';
import type { PaperNews } from './papers/thread.ts';

const port = parentPort;
if (port === null) throw new Error('this file runs as a worker thread');

async function make(): Promise<PaperNews> {
  try {
    const loadDrawer = async () => (await import('./papers/chart.ts')).chartDrawer();
    return { made: await makePapers(workerData as PaperSource, loadDrawer) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

port.postMessage(await make());
