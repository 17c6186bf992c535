/**
 * A city through its year: the real store, ledger, outbox, limiter, scheduler and commands over SQLite, one clock turned
 * by hand. Everything that leaves is kept with the instant it left. Left out: the wire (test/transcripts) and what a
 * city's people do (`plan.ts`, the cities).
 */
import { fileURLToPath } from 'node:url';
import { commands } from '../../commands/index.ts';
import { makeFiles } from '../../db/files.ts';
import { makeLedger } from '../../db/ledger.ts';
import { migrate, readMigrations } from '../../db/migrate.ts';
import { NodeDatabase } from '../../db/node.ts';
import { makeStore } from '../../db/store.ts';
import type { Card, Press } from '../../src/card.ts';
import type { Scene, Tools } from '../../src/command.ts';
import { dayOfInstant } from '../../src/domain/day.ts';
import { isRefusal, type Refusal, sayRefusal } from '../../src/domain/decision.ts';
import { jobs } from '../../src/jobs.ts';
import type { Ledger } from '../../src/ledger.ts';
import { createLimiter, FEISHU_LIMITS } from '../../src/limiter.ts';
import { Outbox } from '../../src/outbox.ts';
import type { Outcome } from '../../src/outcome.ts';
import { type PackVersion, packOn } from '../../src/packs.ts';
import { papersJob } from '../../src/papers/job.ts';
import type { Log, Outgoing } from '../../src/ports.ts';
import { noticePromise } from '../../src/promises.ts';
import { route } from '../../src/route.ts';
import { runDue, type SchedulerDeps } from '../../src/scheduler.ts';
import type { Store } from '../../src/store.ts';
import { makeVault } from '../../src/vault.ts';
import { type Answered, buttonOf, fieldsOf, shanghai, textOf } from '../harness/bureau.ts';
import { standingsHere } from '../standing/here.ts';
import { rosterRows, type YearPerson, type YearUnit } from './roster.ts';

/** A message as it left. */
export interface Sent {
  readonly at: number;
  readonly to: string;
  readonly uuid: string;
  readonly card: Card | null;
  /** A file's name, where it was one. */
  readonly file: string | null;
  /** What let it out: a job's key or a person's words. */
  readonly cause: string;
}

const HOUR_MS = 3_600_000;
/** The hours looked at in a day: before nobody may be disturbed and after, and through the working day. */
const HOURS = [8, 9, 16] as const;
/** When the office looks at what lies on its desk. */
const AFTERNOON = 16;
const KEY = new Uint8Array(32).fill(7);
const MIGRATIONS = fileURLToPath(new URL('../../db/migrations', import.meta.url));

export class YearCity {
  readonly database: NodeDatabase;
  readonly store: Store;
  readonly sent: Sent[] = [];
  /** What went wrong without stopping anybody. */
  readonly faults: string[] = [];
  /** Every occasion that ran, with its instant. */
  readonly ran: { readonly key: string; readonly at: number }[] = [];
  /** What people do every afternoon. */
  afternoon: () => Promise<void> = async () => undefined;
  readonly #ledger: Ledger;
  readonly #versions: readonly PackVersion[];
  readonly #tools: Tools;
  readonly #outbox: Outbox;
  readonly #scheduler: SchedulerDeps;
  #now: number;
  #count = 0;
  #cause = '';
  #wake: number | null = null;

  private constructor(database: NodeDatabase, versions: readonly PackVersion[], now: string) {
    const vault = makeVault(KEY);
    this.database = database;
    this.#versions = versions;
    this.#ledger = makeLedger(database, vault);
    this.store = makeStore(database, vault);
    this.#now = shanghai(now);
    const packAt = (day: string) => packOn(versions, day);
    const fault = (name: string, fields?: object) =>
      this.faults.push(
        `${this.today} ${name} ${JSON.stringify(fields, (_, value) => (value instanceof Error ? value.message : value))}`,
      );
    const log: Log = { debug: () => {}, info: () => {}, warn: fault, error: fault };
    this.#tools = {
      store: this.store,
      vault,
      newId: () => {
        this.#count += 1;
        return `id${this.#count}`;
      },
      commands,
      standing: standingsHere(this.store, packAt),
    };
    this.#outbox = new Outbox({
      ledger: this.#ledger,
      messenger: { send: async (outgoing, uuid) => this.#left(outgoing, uuid) },
      limiter: createLimiter(FEISHU_LIMITS),
      log,
      now: () => this.#now,
      wakeIn: (delayMs) => {
        this.#wake = Math.min(this.#wake ?? Number.POSITIVE_INFINITY, delayMs);
      },
      count: () => undefined,
    });
    const papers = papersJob({
      files: makeFiles(database, vault),
      // Their making is test/papers' affair; here only that they are made once and sent.
      make: async (source) => {
        const bytes = new TextEncoder().encode(source.hash);
        return { word: bytes, excel: bytes, pictures: 0, withoutPicture: null };
      },
      log,
      now: () => this.#now,
    });
    this.#scheduler = {
      jobs: [...jobs, papers],
      ledger: this.#ledger,
      store: this.store,
      standing: this.#tools.standing,
      packAt,
      log,
      now: () => this.#now,
      onPromised: () => undefined,
      count: () => undefined,
    };
  }

  static async open(given: {
    readonly versions: readonly PackVersion[];
    readonly units: readonly YearUnit[];
    readonly people: readonly YearPerson[];
    readonly now: string;
  }): Promise<YearCity> {
    const database = new NodeDatabase({ path: ':memory:' });
    await migrate(database, readMigrations(MIGRATIONS));
    await database.commit(rosterRows(given));
    return new YearCity(database, given.versions, given.now);
  }

  close(): Promise<void> {
    return this.database.close();
  }

  get now(): number {
    return this.#now;
  }

  get today(): string {
    return dayOfInstant(this.#now);
  }

  /** Lives through every day up to this moment; the past is refused. */
  async until(when: string): Promise<void> {
    const end = shanghai(when);
    if (end < this.#now) throw new Error(`${when} is past`);
    const first = Math.floor(this.#now / HOUR_MS) + 1;
    for (let hour = first; hour * HOUR_MS <= end; hour += 1) {
      const shown = (hour + 8) % 24;
      if (!HOURS.some((one) => shown === one)) continue;
      this.#now = Math.max(this.#now, hour * HOUR_MS);
      await this.tick();
      if (shown === AFTERNOON) await this.afternoon();
    }
    this.#now = Math.max(this.#now, end);
  }

  /** Nobody runs until this moment: the machine was off. */
  off(when: string): void {
    this.#now = shanghai(when);
  }

  /** Everything due now, and all that it promised leaves. */
  async tick(): Promise<readonly string[]> {
    this.#cause = 'tick';
    const { done } = await runDue(this.#scheduler, this.#now);
    this.ran.push(...done.map((key) => ({ key, at: this.#now })));
    await this.#drain();
    return done;
  }

  /** Types words; what is answered is returned, what is told to others leaves. */
  async say(person: string, text: string): Promise<Answered> {
    const routed = route(text, commands);
    if (routed === null) throw new Error(`no command for ${text}`);
    this.#cause = `${person}: ${text}`;
    return this.#conclude(person, (scene) => routed.command.say(routed.rest, scene, this.#tools));
  }

  /** Presses a button by the start of its label, with the form as it is prefilled but for what is given. */
  async press(
    person: string,
    card: Card | null,
    label: string,
    given: Readonly<Record<string, string>> = {},
  ): Promise<Answered> {
    const press: Press | null = buttonOf(card, label);
    if (press === null) throw new Error(`no button ${label} on ${card === null ? 'no card' : textOf(card)}`);
    const command = commands.find((one) => one.id === press.command);
    if (press.action === 'say')
      return this.say(person, `${command?.words[0] ?? ''} ${press.args['text'] ?? ''}`);
    const action = command?.press?.[press.action];
    if (action === undefined) throw new Error(`no action ${press.command}.${press.action}`);
    const prefilled = fieldsOf(card).flatMap((field) =>
      'value' in field && field.value !== undefined ? [[field.name, field.value] as const] : [],
    );
    this.#cause = `${person} 按 ${label}`;
    const form = { ...Object.fromEntries(prefilled), ...given };
    return this.#conclude(person, (scene) => action({ args: press.args, form }, scene, this.#tools));
  }

  /** The newest card a person was sent that has such a button. */
  cardWith(person: string, label: string): Card {
    const found = this.sent.findLast(({ to, card }) => to === person && buttonOf(card, label) !== null);
    if (found?.card == null) throw new Error(`${person} has no card with ${label}`);
    return found.card;
  }

  #left(outgoing: Outgoing, uuid: string) {
    if (outgoing.how === 'update') throw new Error('nobody updates cards in this city');
    const { to, content } = outgoing;
    this.sent.push({
      at: this.#now,
      to: to.kind === 'person' ? to.openId.slice(3) : to.chatId.slice(3),
      uuid,
      card: content.type === 'card' ? content.card : null,
      file: 'name' in content ? content.name : null,
      cause: this.#cause,
    });
    return { result: 'sent', messageId: `om_${uuid.slice(0, 40)}`, chatId: null } as const;
  }

  async #drain(): Promise<void> {
    const back = this.#now;
    for (let turn = 0; turn < 100; turn += 1) {
      this.#wake = null;
      await this.#outbox.drain();
      if (this.#wake === null) break;
      this.#now += this.#wake;
    }
    this.#now = back;
  }

  async #conclude(person: string, ask: (scene: Scene) => Promise<Outcome | Refusal>): Promise<Answered> {
    const scene = await this.#scene(person);
    const outcome = await ask(scene);
    if (isRefusal(outcome)) {
      throw new Error(`${this.today} ${this.#cause}: ${sayRefusal(outcome)}`);
    }
    const on = { at: this.#now, actor: scene.actor?.id ?? null, cause: scene.cause };
    const promises = outcome.notices.map(noticePromise);
    const done = await this.#ledger.conclude({ on, changes: outcome.changes, promises, keys: [] });
    if (done.result === 'conflict') throw new Error(`${this.today} ${this.#cause}: ${done.key}`);
    await this.#drain();
    const card = outcome.answer.card ?? null;
    return {
      card,
      toast: outcome.answer.toast?.text ?? null,
      refusal: null,
      notices: outcome.notices,
      text: card === null ? (outcome.answer.text ?? '') : textOf(card),
    };
  }

  async #scene(person: string): Promise<Scene> {
    const roster = await this.store.roster();
    this.#count += 1;
    return {
      now: this.#now,
      today: this.today,
      actor: roster.byOpenId(`ou_${person}`),
      openId: `ou_${person}`,
      audience: 'private',
      chatId: null,
      chatUnit: undefined,
      quoted: null,
      cause: `event:${this.#count}`,
      roster,
      pack: packOn(this.#versions, this.today),
    };
  }
}
