/**
 * Work that goes on until nothing is due, one run at a time.
 *
 * Invariants
 *  1. At most one run is under way; whoever asks meanwhile waits for it, and it looks once more before it ends.
 *  2. No asking falls between the last look and the end: both happen in one turn of the event loop.
 *  3. After `stop`, what is under way is finished and nothing new begun.
 */
export class Drain {
  readonly #work: () => Promise<void>;
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = false;

  /** @param work does everything that is due now; between two pieces of it asks `stopped`. */
  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  run(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#loop();
    return this.#running;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running?.catch(() => undefined);
  }

  async #loop(): Promise<void> {
    try {
      while (this.#again && !this.#stopped) {
        this.#again = false;
        await this.#work();
      }
    } finally {
      this.#running = null;
    }
  }
}
