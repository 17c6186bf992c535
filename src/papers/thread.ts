/**
 * Papers are made in a thread of their own that lives for one publication: the libraries are large and wanted once a
 * month, and what they leave in memory goes with the thread. One at a time; too slow or too large ends it.
 *
 * Left out: what the thread does (`src/worker-papers.ts`).
 */
import { Worker } from 'node:worker_threads';
import type { MadePapers } from './make.ts';
import type { PaperSource } from './paper.ts';

export type PaperMaker = (source: PaperSource) => Promise<MadePapers>;

/** What the thread says, once. */
export type PaperNews = { readonly made: MadePapers } | { readonly error: string };

export interface PaperThreadOptions {
  readonly answerMsMax?: number;
  readonly memoryMbMax?: number;
}

const ANSWER_MS_MAX = 120_000;
const MEMORY_MB_MAX = 768;

/** Raised when the thread gave no papers. */
export class PapersFailed extends Error {
  override readonly name = 'PapersFailed';
}

/** The thread's own file: beside this one's folder in the source tree, and in the bundle beside the bundle. */
const entry = (): URL =>
  import.meta.url.endsWith('.ts')
    ? new URL('../worker-papers.ts', import.meta.url)
    : new URL('./papers.js', import.meta.url);

export function threadPaperMaker(options: PaperThreadOptions = {}): PaperMaker {
  let last: Promise<unknown> = Promise.resolve();
  return (source) => {
    const made = last.then(() => makeInThread(source, options));
    last = made.catch(() => undefined);
    return made;
  };
}

function makeInThread(
  source: PaperSource,
  { answerMsMax = ANSWER_MS_MAX, memoryMbMax = MEMORY_MB_MAX }: PaperThreadOptions,
): Promise<MadePapers> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry(), {
      workerData: source,
      resourceLimits: { maxOldGenerationSizeMb: memoryMbMax },
    });
    const end = (say: () => void) => {
      clearTimeout(timer);
      worker.removeAllListeners();
      // Unheard, an error on the way out would end the process.
      worker.on('error', () => undefined);
      void worker.terminate().then(say, say);
    };
    const fail = (why: string) => end(() => reject(new PapersFailed(why)));
    const timer = setTimeout(() => fail(`not made within ${answerMsMax} ms`), answerMsMax);
    worker.unref();
    worker.on('message', (news: PaperNews) => {
      if ('error' in news) fail(news.error);
      else end(() => resolve(news.made));
    });
    worker.on('error', (error) => fail(error instanceof Error ? error.message : String(error)));
    worker.on('exit', (code) => fail(`the thread ended with ${code}`));
  });
}
