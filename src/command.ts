/**
 * What a command is: the words people say, who may say them, and what then happens.
 *
 * Typed words, menu events and buttons reach the same object (design §2.6): the same permission and the same log.
 * Each file in `commands/` declares one; the list in `commands/index.ts` is passed in, never imported here.
 */

import { type Refusal, refuse } from './domain/decision.ts';
import type { Pack } from './domain/pack/schema.ts';
import type { Person, Role, Roster } from './domain/roster.ts';
import type { Outcome } from './outcome.ts';
import type { Vault } from './ports.ts';
import type { Standings } from './store/standing.ts';
import type { Store } from './store.ts';

/** The situation somebody speaks in. */
export interface Scene {
  /** UTC ms, and the Shanghai day it falls on. */
  readonly now: number;
  readonly today: string;
  /** `null`: not in the roster. */
  readonly actor: Person | null;
  readonly openId: string;
  readonly audience: 'private' | 'group';
  readonly chatId: string | null;
  /** The unit of a bound group; `null` the whole city; `undefined` not bound or private. */
  readonly chatUnit: string | null | undefined;
  /** What the quoted message is about, when the words are a reply to one of ours. */
  readonly quoted: string | null;
  /** `event:…` or `job:…`: goes into every fact. */
  readonly cause: string;
  readonly roster: Roster;
  readonly pack: Pack;
}

/** The same, once it is known who speaks. */
export type KnownScene = Scene & { readonly actor: Person };

export interface Tools {
  readonly store: Store;
  readonly vault: Vault;
  /** A fresh random id. */
  readonly newId: () => string;
  readonly commands: readonly Command[];
  /** Where units stand: worked out when asked, kept while nothing changes. */
  readonly standing: Standings;
}

/** A pressed button or submitted form: untrusted, read by the action with its own care. */
export interface Pressed {
  readonly args: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string | readonly string[] | boolean>>;
}

/** A file or picture somebody sent to the assistant; the platform still has its bytes. */
export interface SentFile {
  readonly messageId: string;
  readonly fileKey: string;
  readonly kind: 'file' | 'image';
  readonly name: string;
}

/** Files of one message, and the words that came with them. */
export interface Parcel {
  readonly files: readonly SentFile[];
  readonly text: string;
}

export type Result = Promise<Outcome | Refusal>;

export interface Command {
  /** English, stable: travels in buttons. */
  readonly id: string;
  /** First is canonical; the rest are accepted. */
  readonly words: readonly [string, ...string[]];
  /** Those of `words` that stay in front of what `say` gets: 登记资产 is more than 资产. */
  readonly keptWords?: readonly string[];
  /** One line for 帮助: what it does, as the bureau would say it. */
  readonly summary: string;
  /** What to type, as an example. */
  readonly example: string;
  /** `everybody`: strangers too; `people`: anybody in the roster. */
  readonly who: readonly Role[] | 'everybody' | 'people';
  /** Words that need no command word, such as a bare number. */
  readonly recognises?: (text: string) => boolean;
  /** Queries answer in groups; the rest is asked to come to the private chat. */
  readonly inGroups: boolean;
  /** Typed: `text` is what followed the word. */
  readonly say: (text: string, scene: Scene, tools: Tools) => Result;
  readonly press?: Readonly<Record<string, (pressed: Pressed, scene: Scene, tools: Tools) => Result>>;
  /** Files sent in a private chat; one command takes them. */
  readonly receive?: (parcel: Parcel, scene: Scene, tools: Tools) => Result;
  /** Words of this command may come with pictures: they belong to what the words are about. */
  readonly withFiles?: boolean;
}

/** A command for people of the roster: its code always knows who speaks. */
export interface PeopleCommand extends Omit<Command, 'who' | 'say' | 'press' | 'receive'> {
  readonly who: readonly Role[] | 'people';
  readonly say: (text: string, here: KnownScene, tools: Tools) => Result;
  readonly press?: Readonly<Record<string, (pressed: Pressed, here: KnownScene, tools: Tools) => Result>>;
  readonly receive?: (parcel: Parcel, here: KnownScene, tools: Tools) => Result;
}

/** Turns it into a command as the machine knows them: a stranger is refused before any of its code runs. */
export function forPeople(command: PeopleCommand): Command {
  const known =
    <A>(run: (what: A, here: KnownScene, tools: Tools) => Result) =>
    async (what: A, scene: Scene, tools: Tools) =>
      scene.actor === null ? NOT_IN_ROSTER : run(what, { ...scene, actor: scene.actor }, tools);
  const press = Object.entries(command.press ?? {}).map(([action, run]) => [action, known(run)] as const);
  const { receive, ...rest } = command;
  return {
    ...rest,
    say: known(command.say),
    press: Object.fromEntries(press),
    ...(receive === undefined ? {} : { receive: known(receive) }),
  };
}

const NOT_IN_ROSTER = refuse('您还不在名册中', { next: '请发送「绑定 手机号」加入。' });

/** True when this person may use the command at all. */
export function mayUse(command: Command, person: Person | null): boolean {
  if (command.who === 'everybody') return true;
  if (person === null) return false;
  return command.who === 'people' || command.who.some((role) => person.roles.includes(role));
}

/** A text from a submitted form, trimmed; `null` when absent or blank. */
export function formText(pressed: Pressed, name: string): string | null {
  const value = pressed.form[name];
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return text === '' ? null : text;
}

/** The chosen values of a multi-select, or of a single one, as a list. */
export function formChoices(pressed: Pressed, name: string): readonly string[] {
  const value = pressed.form[name];
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
