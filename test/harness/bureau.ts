/**
 * A small bureau for command tests: a real in-memory database with the real store and ledger, a roster, a pack, and
 * people who say and press. What a command answers is committed as the machine would, and asked again on a conflict.
 */
import { fileURLToPath } from 'node:url';
import { makeLedger } from '../../db/ledger.ts';
import { migrate, readMigrations } from '../../db/migrate.ts';
import { NodeDatabase } from '../../db/node.ts';
import { makeStore } from '../../db/store.ts';
import type { Card, Press } from '../../src/card.ts';
import type { Command, Scene, Tools } from '../../src/command.ts';
import { dayOfInstant, instantOfDay } from '../../src/domain/day.ts';
import { isRefusal, type Refusal, sayRefusal } from '../../src/domain/decision.ts';
import type { LeadFact } from '../../src/domain/lead/facts.ts';
import type { Lead } from '../../src/domain/lead/lead.ts';
import type { Pack } from '../../src/domain/pack/schema.ts';
import type { Role } from '../../src/domain/roster.ts';
import type { Change, Notice, Outcome } from '../../src/outcome.ts';
import type { Statement } from '../../src/ports.ts';
import type { Store } from '../../src/store.ts';
import { makeVault } from '../../src/vault.ts';
import { keepNeutral } from '../gallery/keep.ts';
import { standingsHere } from '../standing/here.ts';
import { textOf } from './seen.ts';

export { buttonOf, buttonsOf, elementsOf, fieldsOf, tablesOf, textOf } from './seen.ts';

export interface BureauUnit {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly parent?: string;
  readonly aliases?: readonly string[];
}

export interface BureauPerson {
  readonly id: string;
  readonly name: string;
  readonly unit: string | null;
  readonly roles: readonly Role[];
  /** Not bound to Feishu yet. */
  readonly unbound?: boolean;
}

export interface BureauOptions {
  readonly pack: Pack;
  readonly commands: readonly Command[];
  readonly units: readonly BureauUnit[];
  readonly people: readonly BureauPerson[];
  readonly chats?: readonly { readonly chatId: string; readonly unit: string | null }[];
  /** `2026-11-03` or `2026-11-03 09:30`, Shanghai. */
  readonly now: string;
}

/** What came of saying or pressing. */
export interface Answered {
  readonly card: Card | null;
  readonly toast: string | null;
  readonly refusal: string | null;
  readonly notices: readonly Notice[];
  /** Everything a reader sees on the card, as one text. */
  readonly text: string;
}

export const shanghai = (when: string): number => {
  const [day = '', time = '12:00'] = when.split(' ');
  const [hours = '0', minutes = '0'] = time.split(':');
  return instantOfDay(day) + (Number(hours) * 60 + Number(minutes)) * 60_000;
};

const KEY = new Uint8Array(32).fill(7);
const UNIT_SQL =
  'INSERT INTO unit (id, name, aliases, kind, parent, tags, active_from, active_to, position) VALUES (?, ?, ?, ?, ?, ?, NULL, NULL, ?)';
const PERSON_SQL =
  'INSERT INTO person (id, open_id, mobile_mark, name, unit, units, roles, left_at) VALUES (?, ?, NULL, ?, ?, ?, ?, NULL)';

export class Bureau {
  readonly store: Store;
  readonly #database: NodeDatabase;
  readonly #ledger: ReturnType<typeof makeLedger>;
  readonly #options: BureauOptions;
  readonly #tools: Tools;
  #now: number;
  #count = 0;
  readonly #shown: Card[] = [];

  private constructor(database: NodeDatabase, options: BureauOptions) {
    const vault = makeVault(KEY);
    this.#database = database;
    this.#options = options;
    this.#ledger = makeLedger(database, vault);
    this.store = makeStore(database, vault);
    this.#now = shanghai(options.now);
    const newId = () => {
      this.#count += 1;
      return `id${this.#count}`;
    };
    this.#tools = {
      store: this.store,
      vault,
      newId,
      commands: options.commands,
      standing: standingsHere(this.store, () => options.pack),
    };
  }

  static async open(options: BureauOptions): Promise<Bureau> {
    const database = new NodeDatabase({ path: ':memory:' });
    await migrate(database, readMigrations(fileURLToPath(new URL('../../db/migrations', import.meta.url))));
    const rows: Statement[] = [
      ...options.units.map((unit, position) => ({
        sql: UNIT_SQL,
        binds: [
          unit.id,
          unit.name,
          JSON.stringify(unit.aliases ?? []),
          unit.kind,
          unit.parent ?? null,
          '{}',
          position,
        ],
      })),
      ...options.people.map((person) => ({
        sql: PERSON_SQL,
        binds: [
          person.id,
          person.unbound === true ? null : `ou_${person.id}`,
          person.name,
          person.unit,
          '[]',
          JSON.stringify(person.roles),
        ],
      })),
      ...(options.chats ?? []).map((chat) => ({
        sql: 'INSERT INTO chat (chat_id, unit, bound_at) VALUES (?, ?, 0)',
        binds: [chat.chatId, chat.unit],
      })),
    ];
    const done = await database.commit(rows);
    if (done.result !== 'done') throw new Error(`roster: ${done.key}`);
    return new Bureau(database, options);
  }

  close(): Promise<void> {
    keepNeutral(
      this.#shown,
      this.#options.people.map(({ id, name }) => [`ou_${id}`, name]),
    );
    return this.#database.close();
  }

  /** Goes to another moment. */
  at(when: string): this {
    this.#now = shanghai(when);
    return this;
  }

  get now(): number {
    return this.#now;
  }

  /** Types words to a command; in a group when a chat is named. */
  async say(
    person: string,
    command: Command,
    text: string,
    chatId?: string,
    quoted?: string,
  ): Promise<Answered> {
    return this.#conclude(person, chatId, quoted ?? null, (scene) => command.say(text, scene, this.#tools));
  }

  /** Presses a button, with what stands in the form's fields. */
  async press(
    person: string,
    press: Press | null,
    form: Readonly<Record<string, string>> = {},
  ): Promise<Answered> {
    if (press === null) throw new Error('there is no such button');
    const command = this.#options.commands.find((one) => one.id === press.command);
    if (command === undefined) throw new Error(`no command ${press.command}`);
    if (press.action === 'say') return this.say(person, command, press.args['text'] ?? '');
    const action = command.press?.[press.action];
    if (action === undefined) throw new Error(`no action ${press.command}.${press.action}`);
    return this.#conclude(person, undefined, null, (scene) =>
      action({ args: press.args, form }, scene, this.#tools),
    );
  }

  /** Records changes without a command, as seeds do. */
  async record(changes: readonly Change[], actor: string | null = null): Promise<void> {
    const on = { at: this.#now, actor, cause: 'cli:test' };
    const done = await this.#ledger.conclude({ on, changes, promises: [], keys: [] });
    if (done.result !== 'done') throw new Error(`seed: ${done.key}`);
  }

  /** A registered lead; with `signedOn` it is a verified project. Returns it as it stands. */
  async lead(given: {
    readonly serial: number;
    readonly company: string;
    readonly unit: string;
    readonly holder: string;
    readonly registered: string;
    readonly signedOn?: string;
    readonly promoted?: string;
    readonly confidential?: boolean;
  }): Promise<Lead> {
    const back = this.#now;
    const month = given.registered.slice(0, 7).replace('-', '');
    const serial = String(given.serial).padStart(4, '0');
    const number = `XS-${month}-${serial}`;
    const registered: LeadFact = {
      type: 'lead.registered',
      number,
      company: given.company,
      project: null,
      investment: null,
      industry: null,
      landingUnit: null,
      channel: null,
      contact: null,
      note: null,
      unit: given.unit,
      holder: given.holder,
      despite: [],
    };
    this.at(given.registered);
    const first: LeadFact[] = [registered];
    if (given.confidential === true) first.push({ type: 'lead.confidentiality_set', confidential: true });
    await this.record([{ subject: 'lead', before: null, facts: first }], given.holder);
    let lead = await this.store.lead(number);
    if (given.signedOn !== undefined) {
      const id = `${number}#1`;
      const facts: LeadFact[] = [
        {
          type: 'lead.stage_submitted',
          id,
          stage: 'signed',
          happenedOn: given.signedOn,
          evidence: '合同',
          note: null,
        },
        { type: 'lead.stage_verified', id, reached: 'signed', tags: {} },
        { type: 'lead.promoted', projectNumber: `XM-${month}-${serial}` },
      ];
      this.at(given.promoted ?? given.registered);
      await this.record([{ subject: 'lead', before: lead, facts }], 'seed');
      lead = await this.store.lead(number);
    }
    this.#now = back;
    if (lead === null) throw new Error('the lead was not recorded');
    return lead;
  }

  async #conclude(
    person: string,
    chatId: string | undefined,
    quoted: string | null,
    ask: (scene: Scene) => Promise<Outcome | Refusal>,
  ): Promise<Answered> {
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const scene = await this.#scene(person, chatId, quoted);
      const outcome = await ask(scene);
      if (isRefusal(outcome)) {
        const refusal = sayRefusal(outcome);
        return { card: null, toast: null, refusal, notices: [], text: refusal };
      }
      const on = { at: this.#now, actor: scene.actor?.id ?? null, cause: scene.cause };
      const done = await this.#ledger.conclude({ on, changes: outcome.changes, promises: [], keys: [] });
      if (done.result === 'conflict') continue;
      const card = outcome.answer.card ?? null;
      this.#shown.push(...(card === null ? [] : [card]), ...outcome.notices.map((notice) => notice.card));
      return {
        card,
        toast: outcome.answer.toast?.text ?? null,
        refusal: null,
        notices: outcome.notices,
        text: card === null ? (outcome.answer.text ?? '') : textOf(card),
      };
    }
    throw new Error('somebody else moved first eight times');
  }

  async #scene(person: string, chatId: string | undefined, quoted: string | null): Promise<Scene> {
    const roster = await this.store.roster();
    const chat = chatId === undefined ? null : roster.chat(chatId);
    this.#count += 1;
    return {
      now: this.#now,
      today: dayOfInstant(this.#now),
      actor: roster.byOpenId(`ou_${person}`),
      openId: `ou_${person}`,
      audience: chatId === undefined ? 'private' : 'group',
      chatId: chatId ?? null,
      chatUnit: chat === null ? undefined : chat.unit,
      quoted,
      cause: `event:${this.#count}`,
      roster,
      pack: this.#options.pack,
    };
  }
}
