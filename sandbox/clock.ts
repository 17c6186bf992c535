// The sandbox's time: real time plus an offset that tests and the page may push forward, and the tasks waiting for it.
// Moving the clock runs what falls due, in order, and waits for it. It knows nothing of what the tasks do.

type Task = { readonly at: number; readonly run: () => Promise<void> | void };

const timerMsMax = 60_000;

/** A clock that can be moved forward; tasks scheduled on it run when it passes them, whether by waiting or by moving. */
export class Clock {
  readonly #base: () => number;
  #offset = 0;
  #tasks: Task[] = [];
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(base: () => number = Date.now) {
    this.#base = base;
  }

  /** Now, UTC ms. */
  now(): number {
    return this.#base() + this.#offset;
  }

  /** Runs `run` once the clock reaches `at`; the returned function takes it back. */
  schedule(at: number, run: () => Promise<void> | void): () => void {
    const task: Task = { at, run };
    this.#tasks.push(task);
    this.#tasks.sort((a, b) => a.at - b.at);
    this.#arm();
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== task);
    };
  }

  /** Moves the clock forward, running what falls due on the way, in order. */
  async advance(ms: number): Promise<void> {
    if (!Number.isFinite(ms) || ms < 0) throw new RangeError('the clock moves forward only');
    const target = this.now() + ms;
    for (;;) {
      const next = this.#tasks[0];
      if (next === undefined || next.at > target) break;
      this.#tasks.shift();
      this.#offset += Math.max(0, next.at - this.now());
      await next.run();
    }
    this.#offset += Math.max(0, target - this.now());
    this.#arm();
  }

  /** Moves the clock to an instant; the past is ignored. */
  async moveTo(at: number): Promise<void> {
    await this.advance(Math.max(0, at - this.now()));
  }

  /** Sets the clock to an instant, past or future, and forgets all tasks: for bringing a kept state back. */
  reset(at: number): void {
    this.#tasks = [];
    this.#offset = at - this.#base();
    this.#arm();
  }

  /** Forgets all tasks. */
  close(): void {
    this.#closed = true;
    this.#tasks = [];
    clearTimeout(this.#timer);
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const next = this.#tasks[0];
    if (next === undefined || this.#closed) return;
    const wait = Math.min(Math.max(0, next.at - this.now()), timerMsMax);
    this.#timer = setTimeout(() => void this.#fire(), Math.max(wait, 5));
    this.#timer.unref();
  }

  async #fire(): Promise<void> {
    const now = this.now();
    const due = this.#tasks.filter((task) => task.at <= now);
    this.#tasks = this.#tasks.filter((task) => task.at > now);
    for (const task of due) await task.run();
    this.#arm();
  }
}
