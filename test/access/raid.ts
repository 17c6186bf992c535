/**
 * A city where every button is first tried by everybody it is not meant for: the same value, the same fields, truly signed,
 * another operator, as soon as the card is there. What came of each try is kept; the rightful press follows, so the
 * conversation must still go as written.
 */
import { randomUUID } from 'node:crypto';
import type { NodeDatabase } from '../../db/node.ts';
import { decodePress } from '../../src/lark/press.ts';
import { City } from '../harness/city.ts';
import { withBooks } from '../harness/city-books.ts';
import { type CityPlan, smallCity } from '../harness/city-plan.ts';
import { envelope, push } from '../harness/raw-push.ts';
import { buttonsIn, type Found } from './buttons-in.ts';

/** Every role of a county where no conversation plays, and the administrator. */
export const RAIDERS = ['林外填', '林外审', '林外领', '评外', '秦岭'] as const;

export const raidedPlan = (pack = smallCity.pack): CityPlan => ({
  ...smallCity,
  pack,
  people: [
    ...smallCity.people,
    { name: '林外填', unit: 'mingxi', roles: ['reporter'] },
    { name: '林外审', unit: 'mingxi', roles: ['verifier'] },
    { name: '林外领', unit: 'mingxi', roles: ['leader'] },
    { name: '评外', unit: 'mingxi', roles: ['assessor'] },
  ],
});

/** One try, and what came of it. */
export interface Try {
  readonly who: string;
  /** `command.action`. */
  readonly button: string;
  /** Streams the try wrote to, the audit left out. */
  readonly wrote: readonly string[];
  /** Messages it set off to others. */
  readonly told: number;
  readonly answer: string;
}

/** Whether somebody is to keep their hands off a button: it is theirs by right. */
export type Rightful = (who: string, button: string) => boolean;

interface Callback {
  readonly event: {
    readonly operator: { readonly open_id: string };
    readonly action: { readonly value?: unknown; readonly form_value?: Readonly<Record<string, unknown>> };
  };
}

/** Raids a conversation: give `openCity` and `beforePress` to whoever plays it. */
export class Raid {
  readonly tries: Try[] = [];
  readonly #rightful: Rightful;
  readonly #raided = new Set<string>();
  #looked = 0;

  constructor(rightful: Rightful) {
    this.#rightful = rightful;
  }

  /** A city where a press is tried by all raiders with its very fields, before it goes through. */
  readonly openCity = async (plan: CityPlan): Promise<City> => {
    const city = await City.open(plan);
    city.sandbox.deliverer.settings.callbackCarrier = {
      push: async (plain) => {
        const { operator, action } = (plain as unknown as Callback).event;
        const found = { value: action.value, form: action.form_value ?? {} };
        await this.#raid(city, found, city.person(operator.open_id).name);
        const startedAt = performance.now();
        const { status, text } = await push(city, plain, { path: '/webhook/card' });
        return { status, text, failure: undefined, durationMs: performance.now() - startedAt };
      },
    };
    return city;
  };

  /** Every button shown to anybody since the last time. */
  readonly beforePress = async (city: City): Promise<void> => {
    for (const shown of city.shown.slice(this.#looked)) {
      for (const found of buttonsIn(shown.raw)) {
        const key = JSON.stringify(found.value);
        if (!this.#raided.has(key)) await this.#raid(city, found, ownerOf(city, shown.chatId));
        this.#raided.add(key);
      }
    }
    this.#looked = city.shown.length;
    await city.sandbox.settle(40, 2_000);
  };

  async #raid(city: City, found: Found, owner: string | null): Promise<void> {
    const button = labelOf(found.value);
    for (const who of RAIDERS) {
      if (who !== owner && !this.#rightful(who, button))
        this.tries.push(await tryAs(city, who, button, found));
    }
  }
}

/** Whose private chat it is. */
const ownerOf = (city: City, chatId: string): string | null =>
  RAIDERS.find((who) => city.chat(who).chatId === chatId) ?? null;

const labelOf = (value: unknown): string => {
  const press = decodePress(value);
  return press === null ? '?' : `${press.command}.${press.action}`;
};

async function tryAs(city: City, who: string, button: string, { value, form }: Found): Promise<Try> {
  const { openId, userId, unionId } = city.person(who);
  const { chatId } = city.chat(who);
  const eventId = `raid-${randomUUID()}`;
  const event = {
    operator: { tenant_key: 'tenant', open_id: openId, user_id: userId, union_id: unionId },
    token: `c-${eventId}`,
    action: { value, tag: 'button', form_value: form, timezone: 'Asia/Shanghai' },
    host: 'im_message',
    context: { open_message_id: `om_${eventId}`, open_chat_id: chatId },
  };
  const sent = envelope(city, { eventId, type: 'card.action.trigger', event });
  const answer = await push(city, sent, { path: '/webhook/card' });
  if (answer.status !== 200) throw new Error(`${who} ${button}: ${answer.status} ${answer.text}`);
  const cause = `event:${eventId}`;
  return withBooks(city, async (books) => {
    const receivers = await column(books, 'SELECT receiver FROM outbox WHERE cause = ?', cause);
    return {
      who,
      button,
      wrote: await column(books, "SELECT stream FROM fact WHERE cause = ? AND stream <> 'audit'", cause),
      told: receivers.filter((one) => !one.includes(openId) && !one.includes(chatId)).length,
      answer: answer.text,
    };
  });
}

const column = async (books: NodeDatabase, sql: string, cause: string): Promise<string[]> =>
  (await books.query(sql, [cause])).map(([one]) => String(one));
