/**
 * A city under fire: the real assistant over a real SQLite file, our own Feishu, one clock of the test's, and a surgeon
 * who hurts chosen I/O calls. All in one process and without sockets, so that ten thousand lives cost minutes.
 *
 *  1. Time moves only here: a little with every write and every call, and by `pass`, which runs what falls due on the way.
 *  2. A crash ends the life of the bot: its memory is gone, the file and the platform stay; `settle` starts the next life.
 *  3. Left out: workbooks, real processes, real disks, power (`native/`, `process/`).
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from '../../../commands/index.ts';
import { NodeDatabase } from '../../../db/node.ts';
import type { Chat } from '../../../sandbox/types.ts';
import { type Bot, makeBot } from '../../../src/compose.ts';
import { jobs } from '../../../src/jobs.ts';
import type { Database, Log } from '../../../src/ports.ts';
import { threadSheets } from '../../../src/sheets/thread.ts';
import { makeVault } from '../../../src/vault.ts';
import { makeDesk } from '../../../src/workbooks/sheets-desk.ts';
import { sanming } from '../../domain/pack/sanming.ts';
import { shanghai } from '../../harness/bureau.ts';
import { smallCity } from '../../harness/city-plan.ts';
import { type Random, seeded } from '../lib/random.ts';
import { BASE_URL, Feishu, type Pressed } from './feishu.ts';
import { foundingSeed, peopled, template } from './template.ts';
import { Life, type Surgeon, Tally, woundedDatabase, woundedFetch } from './wounds.ts';

const QUIET_TURNS = 4;
const BEAT_MS = 10 * 60_000;
const DOWN_MS = 2_000;
/** A life that ends a hundred times within one settling is a loop, not bad luck. */
const LIVES_MAX = 100;

export interface TownOptions {
  readonly seed?: number;
  readonly surgeon?: Surgeon;
  /** A bot made wrong on purpose: another database, another network. */
  readonly spoil?: {
    readonly database?: (inner: Database) => Database;
    readonly fetch?: (inner: typeof fetch) => typeof fetch;
  };
}

const folder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const pack = sanming();

export class Town {
  readonly feishu: Feishu;
  readonly random: Random;
  readonly tally = new Tally();
  readonly database: NodeDatabase;
  surgeon: Surgeon;
  /** Whatever the bot logged as an error, by event name. */
  readonly errors = new Map<string, number>();
  /** Starts so far. */
  lives = 0;
  /** Presses that a person had to make once more. */
  pressedAgain = 0;
  readonly #time: { now: number };
  /** Added to what the bot's own clock shows. */
  skewMs = 0;
  #life = new Life();
  #bot: Bot | null = null;
  #timers: { readonly at: number; readonly run: () => void; readonly life: Life }[] = [];
  #working = new Set<Promise<unknown>>();
  readonly #options: TownOptions;
  readonly #folder: string;
  #ids = 0;

  private constructor(
    options: TownOptions,
    path: string,
    place: string,
    feishu: Feishu,
    time: { now: number },
  ) {
    this.#options = options;
    this.#folder = place;
    this.#time = time;
    this.surgeon = options.surgeon ?? {};
    this.feishu = feishu;
    this.random = seeded(options.seed ?? 1);
    this.database = new NodeDatabase({ path });
    this.feishu.attach((request) => this.#knock(request));
  }

  static async open(options: TownOptions = {}): Promise<Town> {
    const place = mkdtempSync(join(folder, 'zhaoshang-town-'));
    const path = join(place, 'town.db');
    copyFileSync(await template(), path);
    // Everybody's ids are those of the template; what comes after is the trial's own.
    let random = seeded(foundingSeed);
    const time = { now: shanghai(smallCity.now) };
    const feishu = await Feishu.open(() => time.now, { hex: (length) => random.hex(length) });
    peopled(feishu.world.platform);
    random = seeded((options.seed ?? 1) + 7_777);
    const town = new Town(options, path, place, feishu, time);
    await town.start();
    return town;
  }

  get now(): number {
    return this.#time.now;
  }

  get path(): string {
    return join(this.#folder, 'town.db');
  }

  get isDown(): boolean {
    return this.#bot === null || this.#life.isOver;
  }

  /** The bot of this life; throws while it is down. */
  get bot(): Bot {
    if (this.#bot === null || this.#life.isOver) throw new Error('the bot is down');
    return this.#bot;
  }

  // ── Lives ───────────────────────────────────────────────────────────────────────────────────────────────

  /** A new process over the same file. It may die while it starts. */
  async start(): Promise<void> {
    // What the dead process had handed to the disk is done or not done by now.
    await turns(2);
    const life = new Life();
    this.#life = life;
    this.lives += 1;
    this.#timers = [];
    this.#working = new Set();
    const { spoil } = this.#options;
    const theatre = { surgeon: () => this.surgeon, tally: this.tally, tick: () => this.#elapse() };
    const wounded = woundedDatabase(this.database, life, theatre);
    const network = woundedFetch(life, {
      ...theatre,
      serve: (request, fault) => this.feishu.serve(request, fault),
    });
    const { app } = this.feishu.world.platform;
    const { encryptKey = '', verificationToken } = this.feishu.world.deliverer.settings;
    const bot = makeBot({
      platform: {
        appId: app.appId,
        appSecret: app.appSecret,
        encryptKey,
        verificationToken,
        baseUrl: BASE_URL,
      },
      database: spoil?.database?.(wounded) ?? wounded,
      vault,
      commands,
      jobs,
      packAt: () => pack,
      desk: makeDesk(threadSheets(), {}),
      log: this.#log(),
      now: () => this.#time.now + this.skewMs,
      newId: () => {
        this.#ids += 1;
        return `id-${this.#options.seed ?? 1}-${this.#ids}`;
      },
      fetch: spoil?.fetch?.(network) ?? network,
      later: (delayMs, run) =>
        void this.#timers.push({ at: this.#time.now + Math.max(1, delayMs), run, life }),
      background: (work) => this.#track(work),
    });
    this.#bot = bot;
    await Promise.race([bot.outbox.recover().catch(() => life.end()), life.over]);
    if (!life.isOver) this.#track(bot.drain());
  }

  /** Ends this life now, as SIGKILL does. */
  kill(): void {
    this.#life.end();
  }

  /** Down for this long: nobody answers; pushes come again later. */
  async outage(ms: number): Promise<void> {
    this.kill();
    await this.#passing(ms);
    await this.start();
    await this.settle();
  }

  // ── Time ────────────────────────────────────────────────────────────────────────────────────────────────

  /** Until nothing moves at this moment; what died is started again. */
  async settle(): Promise<void> {
    for (let starts = 0; ; ) {
      if (this.isDown) {
        starts += 1;
        if (starts > LIVES_MAX) throw new Error('the bot dies as often as it is started');
        await this.#passing(DOWN_MS);
        await this.start();
      }
      if (await this.#quiet()) return;
    }
  }

  /** Time passes for everybody; timers, retries and beats on the way happen in their order. */
  async pass(ms: number): Promise<void> {
    const until = this.#time.now + ms;
    // Whoever dies on the way is started again within seconds; to stay down is an outage.
    do {
      if (this.isDown) await this.settle();
      await this.#passing(until - this.#time.now, { whileUp: true });
    } while (this.isDown && this.#time.now < until);
    await this.settle();
  }

  /** Everything that is still to come within this long, and no longer than needed. */
  async quiesce(withinMs = 10 * 3_600_000): Promise<void> {
    const until = this.#time.now + withinMs;
    await this.settle();
    while (this.#time.now < until) {
      const next = this.#next();
      if (next === null && !(await this.#isWaiting())) return;
      await this.pass(Math.max(1, Math.min(next ?? BEAT_MS, this.#isDownFor() ?? Number.POSITIVE_INFINITY)));
    }
  }

  /** The scheduler's tick at this moment. */
  async tick(): Promise<void> {
    if (this.isDown) return;
    this.#track(this.bot.tick(this.#time.now + this.skewMs).then(() => undefined));
    await this.settle();
  }

  async moveTo(when: string): Promise<void> {
    await this.pass(Math.max(0, shanghai(when) - this.#time.now));
  }

  /** The clock alone moves: nothing runs. */
  sleep(ms: number): void {
    this.#time.now += ms;
  }

  #elapse(): void {
    this.#time.now += 1;
  }

  #isDownFor(): number | null {
    return this.isDown ? DOWN_MS : null;
  }

  /** How long until the next timer or retry, ms. */
  #next(): number | null {
    const retry = this.feishu.nextRetry();
    const times = [
      ...this.#timers.filter(({ life }) => !life.isOver).map(({ at }) => at),
      ...(retry === null ? [] : [retry.nextAt]),
    ];
    return times.length === 0 ? null : Math.max(1, Math.min(...times) - this.#time.now);
  }

  async #passing(ms: number, { whileUp = false } = {}): Promise<void> {
    const until = this.#time.now + ms;
    for (;;) {
      if (whileUp && this.isDown) return;
      const timer = this.#timers.filter(({ life }) => !life.isOver).sort((a, b) => a.at - b.at)[0];
      const retry = this.feishu.nextRetry();
      const timerAt = timer?.at ?? Number.POSITIVE_INFINITY;
      const retryAt = retry?.nextAt ?? Number.POSITIVE_INFINITY;
      const at = Math.min(timerAt, retryAt);
      if (at > until) break;
      this.#time.now = Math.max(this.#time.now, at);
      if (timer !== undefined && timerAt <= retryAt) {
        this.#timers = this.#timers.filter((one) => one !== timer);
        timer.run();
      } else if (retry !== null) await this.feishu.attempt(retry);
      await this.#quiet();
    }
    this.#time.now = Math.max(this.#time.now, until);
    // The service looks every other second for what waits; once is enough after a while.
    if (!this.isDown) {
      this.#track(this.bot.drain());
      await this.#quiet();
    }
  }

  async #isWaiting(): Promise<boolean> {
    const rows = await this.database.query(
      "SELECT (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending')) + (SELECT count(*) FROM delivery WHERE state = 'waiting')",
      [],
    );
    return Number(rows[0]?.[0]) > 0;
  }

  // ── People ──────────────────────────────────────────────────────────────────────────────────────────────

  chat(name: string): Chat {
    const { platform } = this.feishu.world;
    const group = smallCity.chats.some((chat) => chat.name === name);
    return group ? platform.chat(name) : platform.privateChat(name);
  }

  /** Presses; what the client shows as failed is pressed again, as a person does, after a moment. */
  async press(
    who: string,
    messageId: string,
    button: string,
    inputs: Readonly<Record<string, string>> = {},
  ): Promise<Pressed & { readonly again: number }> {
    for (let again = 0; ; again += 1) {
      const pressed = await this.feishu.press(who, messageId, button, inputs);
      await this.settle();
      const isDone =
        pressed.refused !== null || (pressed.status === 200 && !pressed.toast.startsWith('没有保存'));
      if (isDone || again >= 6) return { ...pressed, again };
      this.pressedAgain += 1;
      await this.pass(4_000);
    }
  }

  async close(): Promise<void> {
    this.#life.end();
    await this.#bot?.close();
    await turns(2);
    await this.database.close();
    await this.feishu.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  // ── Inside ──────────────────────────────────────────────────────────────────────────────────────────────

  async #knock(request: Request): Promise<Response | 'reset'> {
    const life = this.#life;
    if (this.#bot === null || life.isOver) return 'reset';
    const answered = Promise.resolve(this.#bot.app.fetch(request));
    return Promise.race([answered, life.over.then(() => 'reset' as const)]);
  }

  #track(work: Promise<unknown>): void {
    const life = this.#life;
    const ended = Promise.race([work.catch(() => undefined), life.over]).then(
      () => void this.#working.delete(ended),
    );
    this.#working.add(ended);
  }

  /** True once nothing moves; false when the bot died meanwhile. */
  async #quiet(): Promise<boolean> {
    let before = -1;
    this.tally.readsHere = 0;
    for (let still = 0; still < QUIET_TURNS; ) {
      if (this.tally.isEndless) throw new Error('I8: it works without end');
      if (this.isDown) return false;
      await Promise.all([...this.#working]);
      await turns(1);
      const { commits, reads, calls } = this.tally;
      const sum = commits + reads + calls + this.#working.size;
      still = sum === before && this.#working.size === 0 ? still + 1 : 0;
      before = sum;
    }
    return !this.isDown;
  }

  #log(): Log {
    const count = (event: string, fields?: Readonly<Record<string, unknown>>) => {
      this.errors.set(event, (this.errors.get(event) ?? 0) + 1);
      if (process.env['TOWN_LOG'] !== undefined) console.error(event, fields);
    };
    return { debug: () => undefined, info: () => undefined, warn: () => undefined, error: count };
  }
}

const vault = makeVault(new Uint8Array(32).fill(11));

async function turns(count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) await new Promise((resolve) => setImmediate(resolve));
}
