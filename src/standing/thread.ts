/**
 * Evaluations in a thread of their own, with its own connection that only reads: a city of a million figures does not
 * hold up anybody's message. The thread starts when it is first needed and does not keep the process alive.
 *
 * Invariants
 *  1. One question at a time; one that takes too long or too much memory ends the thread, and the next starts anew.
 *  2. What a dead thread had worked out is worked out again when somebody asks about it.
 *
 * Left out: what the thread does (`src/worker-standing.ts`).
 */
import { Worker } from 'node:worker_threads';
import type { Explanation } from '../domain/explain/explain.ts';
import type { Pack } from '../domain/pack/schema.ts';
import type { NoReading, Summary } from '../store/standing.ts';
import type { Evaluated, Evaluator } from './evaluator.ts';

/** What the thread is asked. */
export type Asked =
  | { readonly do: 'evaluate'; readonly key: number; readonly pack: Pack; readonly asOf: string }
  | { readonly do: 'score'; readonly key: number; readonly subject: string }
  | { readonly do: 'target'; readonly key: number; readonly subject: string; readonly target: string }
  | { readonly do: 'forget'; readonly key: number };

/** What it answers; `null`: it does not know this key. */
export type Told =
  | { readonly version: string; readonly summary: Summary }
  | { readonly explanation: Explanation }
  | { readonly error: string }
  | null;

export interface ThreadOptions {
  readonly databasePath: string;
  /** The time one question may take. */
  readonly answerMsMax?: number;
  readonly memoryMbMax?: number;
}

const ANSWER_MS_MAX = 60_000;
const MEMORY_MB_MAX = 1_536;

/** The thread's own file: beside this one's folder in the source tree, and in the bundle beside the bundle. */
const entry = (): URL =>
  import.meta.url.endsWith('.ts')
    ? new URL('../worker-standing.ts', import.meta.url)
    : new URL('./standing.js', import.meta.url);

export function threadEvaluator(options: ThreadOptions): Evaluator {
  const thread = new Thread(options);
  let keys = 0;

  async function work(pack: Pack, asOf: string): Promise<{ key: number; told: Told | NoReading }> {
    keys += 1;
    const key = keys;
    return { key, told: await thread.ask({ do: 'evaluate', key, pack, asOf }) };
  }

  return {
    async evaluate(pack, asOf): Promise<Evaluated | NoReading> {
      const first = await work(pack, asOf);
      let { key } = first;
      const { told } = first;
      if (told === null || 'error' in told || 'explanation' in told) throw new Error(whyNot(told));
      if ('failed' in told) return told;
      const explain = async (ask: (key: number) => Asked): Promise<Explanation> => {
        let answer = await thread.ask(ask(key));
        if (answer === null) {
          key = (await work(pack, asOf)).key;
          answer = await thread.ask(ask(key));
        }
        if (answer === null || !('explanation' in answer)) throw new Error(whyNot(answer));
        return answer.explanation;
      };
      return {
        version: told.version,
        summary: told.summary,
        explainScore: (subject) => explain((at) => ({ do: 'score', key: at, subject })),
        explainTarget: (subject, target) => explain((at) => ({ do: 'target', key: at, subject, target })),
        forget: () => thread.tell({ do: 'forget', key }),
      };
    },
    stop: () => thread.stop(),
  };
}

function whyNot(told: Told | NoReading): string {
  if (told === null) return 'the evaluation was lost';
  if ('failed' in told) return `the evaluation failed: ${told.failed}`;
  return 'error' in told ? told.error : 'the thread answered something else';
}

class Thread {
  readonly #options: ThreadOptions;
  #worker: Worker | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: ThreadOptions) {
    this.#options = options;
  }

  /** Asks when everything asked before is answered. */
  ask(asked: Asked): Promise<Told | NoReading> {
    const answer = this.#last.then(() => this.#askNow(asked));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  /** Says something that needs no answer; a thread that is not there need not be told. */
  tell(asked: Asked): void {
    this.#worker?.postMessage(asked);
  }

  async stop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  #askNow(asked: Asked): Promise<Told | NoReading> {
    if (this.#worker === null && asked.do !== 'evaluate') return Promise.resolve(null);
    const worker = this.#worker ?? this.#start();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => end(() => resolve({ failed: 'too-slow' })),
        this.#options.answerMsMax ?? ANSWER_MS_MAX,
      );
      const settle = (): void => {
        clearTimeout(timer);
        worker.off('message', told).off('error', broken).off('exit', gone);
      };
      const end = (say: () => void): void => {
        settle();
        if (this.#worker === worker) this.#worker = null;
        void worker.terminate().then(say, reject);
      };
      const told = (message: Told): void => {
        settle();
        resolve(message);
      };
      const broken = (error: unknown): void => {
        const isMemory =
          error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
        end(() => (isMemory ? resolve({ failed: 'too-large' }) : reject(error)));
      };
      const gone = (): void => end(() => resolve({ failed: 'too-slow' }));
      worker.on('message', told).on('error', broken).on('exit', gone);
      worker.postMessage(asked);
    });
  }

  #start(): Worker {
    const { databasePath, memoryMbMax = MEMORY_MB_MAX } = this.#options;
    const worker = new Worker(entry(), {
      workerData: { databasePath },
      resourceLimits: { maxOldGenerationSizeMb: memoryMbMax },
    });
    worker.unref();
    // Between two questions nobody else listens, and an unheard error would end the process.
    worker.on('error', () => {
      if (this.#worker === worker) this.#worker = null;
    });
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null;
    });
    this.#worker = worker;
    return worker;
  }
}
