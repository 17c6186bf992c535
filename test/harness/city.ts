/**
 * A city for conversations: the real service (configuration, SQLite file, SDK, HTTP, timers) and our own Feishu, in one
 * process on one clock that moves forward on demand. Nothing is replaced; the roster goes in as `roster import` does it.
 * Left out: how conversations are written (test/transcripts) and judged at the end (city-verdict.ts).
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importRoster } from '../../db/roster.ts';
import {
  type Chat,
  type Person,
  type Sandbox,
  type SandboxOptions,
  startSandbox,
} from '../../sandbox/index.ts';
import { ALL_VARIABLES, readConfig } from '../../src/config.ts';
import { startService } from '../../src/node.ts';
import { readPackVersions } from '../../src/packs.ts';
import { readRoster } from '../../src/roster-file.ts';
import { nodeBot, openDatabase, openVault } from '../../src/runtime.ts';
import { KEY_BYTES, makeVault } from '../../src/vault.ts';
import { keepCards } from '../gallery/keep.ts';
import { shanghai } from './bureau.ts';
import { type CityPlan, smallCity } from './city-plan.ts';

/** Something the assistant showed, and where: every version of every card. */
export interface Shown {
  readonly chatId: string;
  readonly messageId: string;
  /** The content as it went over the wire. */
  readonly raw: string;
}

/** What serves the city: this process, unless another was attached. */
export interface CityService {
  readonly address: string;
  /** Looks at once for what is waiting to leave. */
  look(): Promise<void>;
  /** Runs what is due in another way than beside the service's database. */
  readonly runJobs?: () => Promise<void>;
  stop(): Promise<void>;
}

export class City {
  readonly sandbox: Sandbox;
  readonly plan: CityPlan;
  /** Where its cards come from, for the gallery. */
  conversation = 'test';
  /** What the service was started with. */
  readonly env: Readonly<Record<string, string>>;
  /** All that the assistant has shown so far, replaced cards included. */
  readonly shown: Shown[] = [];
  /** Somebody was put out of the app's range on purpose: calls refused for that are no fault. */
  hadNoReach = false;
  readonly #folder: string;
  #service: CityService | null = null;

  private constructor(
    sandbox: Sandbox,
    plan: CityPlan,
    folder: string,
    databasePath: string,
    mode: 'webhook' | 'websocket',
  ) {
    this.sandbox = sandbox;
    this.plan = plan;
    this.#folder = folder;
    const { FEISHU_ENCRYPT_KEY, FEISHU_VERIFICATION_TOKEN, ...app } = sandbox.env();
    this.env = {
      ...app,
      // The long connection needs neither.
      ...(mode === 'websocket' ? {} : { FEISHU_ENCRYPT_KEY, FEISHU_VERIFICATION_TOKEN }),
      FEISHU_MODE: mode,
      DATABASE_PATH: databasePath,
      DATA_KEY: randomBytes(KEY_BYTES).toString('base64'),
      PACK: plan.pack,
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: process.env['CITY_LOG'] ?? 'silent',
    };
    sandbox.world.platform.watch((change) => {
      if (change.kind !== 'message') return;
      const message = sandbox.world.platform.message(change.messageId);
      if (message.sender.kind === 'app')
        this.shown.push({ chatId: message.chatId, messageId: message.messageId, raw: message.content });
    });
  }

  /** Starts a sandbox, fills the roster, and starts the service unless `serve` is false. */
  static async open(
    plan: CityPlan = smallCity,
    options: SandboxOptions & { serve?: boolean; databasePath?: string } = {},
  ): Promise<City> {
    const { serve = true, databasePath, ...sandboxOptions } = options;
    const startedAt = Date.now();
    const base = shanghai(plan.now) - startedAt;
    const sandbox = await startSandbox({ now: () => base + Date.now(), ...sandboxOptions });
    const folder = mkdtempSync(join(tmpdir(), 'zhaoshang-city-'));
    const path = databasePath ?? join(folder, 'city.db');
    const city = new City(sandbox, plan, folder, path, options.mode ?? 'webhook');
    try {
      await city.#settleIn();
      if (serve) await city.serve();
      return city;
    } catch (error) {
      await city.close();
      throw error;
    }
  }

  /** UTC ms, in the city's time. */
  get now(): number {
    return this.sandbox.clock.now();
  }

  /** The service's address. */
  get address(): string {
    if (this.#service === null) throw new Error('the service is not running');
    return this.#service.address;
  }

  /** Starts the service in this process and points the sandbox at it. */
  async serve(): Promise<void> {
    const { port, look, stop } = await startService(this.env, { now: () => this.now });
    this.attach({ address: `http://127.0.0.1:${port}`, look, stop });
    if (this.env['FEISHU_MODE'] === 'websocket') await this.sandbox.socket.connected();
  }

  /** Points the sandbox at whatever serves the city. */
  attach(service: CityService): void {
    this.#service = service;
    this.sandbox.setWebhook(`${this.address}/webhook/event`, `${this.address}/webhook/card`);
  }

  /** Runs what is due at this moment beside the running service, as `jobs run` does; the service sends it. */
  async runJobs(): Promise<void> {
    if (this.#service?.runJobs !== undefined) return this.#service.runJobs();
    const config = readConfig(this.env, ALL_VARIABLES);
    const database = await openDatabase(config.DATABASE_PATH);
    try {
      const vault = await openVault(database, config.DATA_KEY);
      const packs = readPackVersions(config.PACK);
      await nodeBot({ config, packs, database, vault, later: () => undefined, sends: false }).tick(this.now);
      await this.#service?.look();
    } finally {
      await database.close();
    }
  }

  async stopService(): Promise<void> {
    await this.#service?.stop();
    this.#service = null;
  }

  /** Moves everybody to another moment, Shanghai, `2026-12-03 09:00`; the past is refused. */
  async moveTo(when: string): Promise<void> {
    const ms = shanghai(when) - this.now;
    if (ms < -3_600_000) throw new Error(`the clock moves forward only; ${when} is past`);
    // Nothing is on its way while hours pass in an instant: its token would have ended before it arrived.
    await this.#service?.look();
    await this.sandbox.advance(Math.max(0, ms));
  }

  person(name: string): Person {
    return this.sandbox.world.platform.person(name);
  }

  /** A group by its name, or a person's private chat with the assistant. */
  chat(name: string): Chat {
    const group = this.plan.chats.some((chat) => chat.name === name);
    return group ? this.sandbox.world.platform.chat(name) : this.sandbox.privateChat(name);
  }

  /** Prometheus' text. */
  async metrics(): Promise<string> {
    return (await fetch(`${this.address}/metrics`)).text();
  }

  async close(): Promise<void> {
    keepCards(this, this.conversation);
    await this.stopService();
    await this.sandbox.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** People, groups and the roster, through the reader and writer of `roster import`. */
  async #settleIn(): Promise<void> {
    const { plan, sandbox } = this;
    for (const person of plan.people) {
      const { name, mobile } = person;
      sandbox.addPerson(name, mobile === undefined ? {} : { mobile: `+86${mobile}` });
    }
    for (const name of plan.strangers) sandbox.addPerson(name);
    const everybody = [...plan.people.map((person) => person.name), ...plan.strangers];
    const chats = plan.chats.map((chat) => {
      const { chatId } = sandbox.addChat(chat.name, chat.members ?? everybody, {
        botIn: chat.withoutBot !== true,
      });
      return { chatId, unit: chat.unit };
    });
    const file = {
      units: plan.units.map((unit) => ({ ...unit, parent: unit.parent ?? null })),
      people: plan.people.map(({ name, unit, units, roles, mobile }) => ({
        ...(mobile === undefined ? { openId: this.person(name).openId } : { mobile }),
        name,
        unit,
        units: units ?? [],
        roles,
      })),
      chats: chats.filter((chat) => chat.unit !== undefined),
    };
    const read = readRoster(JSON.stringify(file), new Set());
    if (!read.ok) throw new Error(`the city's roster is wrong:\n${read.mistakes.join('\n')}`);
    const database = await openDatabase(this.env['DATABASE_PATH'] ?? '');
    try {
      const vault = makeVault(new Uint8Array(Buffer.from(this.env['DATA_KEY'] ?? '', 'base64')));
      await importRoster(database, vault, read.roster, new Map(), this.now);
    } finally {
      await database.close();
    }
  }
}
