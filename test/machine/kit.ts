/** A machine over a real in-memory database: a clock to turn, commands of its own, a scripted messenger. */
import { onTestFinished } from 'vitest';
import { makeLedger } from '../../db/ledger.ts';
import { makeStore } from '../../db/store.ts';
import type { Command } from '../../src/command.ts';
import { Inbox } from '../../src/inbox.ts';
import { createLimiter, FEISHU_LIMITS } from '../../src/limiter.ts';
import type { MachineDeps } from '../../src/machine.ts';
import { Outbox } from '../../src/outbox.ts';
import { answerOnly, type Outcome } from '../../src/outcome.ts';
import type { Log, Outgoing, PressDelivery, SendResult } from '../../src/ports.ts';
import { answerPress } from '../../src/presses.ts';
import { memory } from '../contract/factories.ts';
import { NOON, vault } from '../contract/kit.ts';
import { sanming } from '../domain/pack/sanming.ts';
import { standingsHere } from '../standing/here.ts';

export const quiet: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export interface Sent {
  readonly outgoing: Outgoing;
  readonly uuid: string;
  readonly at: number;
}

/** Taken in order; when none is left, everything is sent. */
export type Script = (call: Sent) => SendResult | Promise<SendResult> | undefined;

const pack = sanming();

/** Counts: each use takes the next number of a sequence and says it. */
export const counting: Command = {
  id: 'count',
  words: ['计数'],
  summary: '数一个数',
  example: '计数',
  who: 'everybody',
  inGroups: true,
  say: async (_text, _scene, { store }) => next(await store.lastValue('count')),
  press: { add: async (_pressed, _scene, { store }) => next(await store.lastValue('count')) },
};

function next(last: number): Outcome {
  const value = last + 1;
  return {
    changes: [{ subject: 'sequence', name: 'count', value }],
    answer: { text: `第${value}个`, toast: { tone: 'success', text: `第${value}个` } },
    notices: [],
  };
}

export const failing: Command = {
  ...counting,
  id: 'fail',
  words: ['出错'],
  say: async () => {
    throw new Error('always');
  },
  press: {
    add: async () => {
      throw new Error('always');
    },
  },
};

export class World {
  now = NOON;
  readonly sent: Sent[] = [];
  readonly wakes: number[] = [];
  script: Script = () => undefined;
  readonly ledger: ReturnType<typeof makeLedger>;
  readonly store: ReturnType<typeof makeStore>;
  readonly machine: MachineDeps;
  readonly #commands: readonly Command[];

  private constructor(database: Parameters<typeof makeLedger>[0], commands: readonly Command[]) {
    this.ledger = makeLedger(database, vault);
    this.store = makeStore(database, vault);
    this.#commands = commands;
    this.machine = {
      tools: {
        store: this.store,
        vault,
        newId: () => 'id',
        commands: this.#commands,
        standing: standingsHere(this.store, () => pack),
      },
      manners: {
        unknownWords: (text) => ({ card: { title: `不认识：${text}`, tone: 'notice', body: [] } }),
        refusal: (refusal) => ({ title: refusal.because, tone: 'notice', body: [] }),
        insteadOf: (what) => `收到${what}，请发文字。`,
        privately: '已私聊回复您。',
      },
      packAt: () => pack,
      now: () => this.now,
      selfOpenId: async () => 'ou_bot',
    };
  }

  /** @param over who takes the world down again; the test, unless said otherwise. */
  static async open(
    commands: readonly Command[] = [counting, failing],
    over: (stop: () => Promise<void>) => void = onTestFinished,
  ): Promise<World> {
    const place = await memory.start();
    over(() => place.stop());
    return new World(await place.open(), commands);
  }

  /** A new life of the process: nothing but the database is kept. */
  inbox(machine: MachineDeps = this.machine, self: string | null = null): Inbox {
    const greet = async () => ({ outcome: answerOnly({}), actor: null, cause: 'event:x', privateLine: null });
    return new Inbox({
      ledger: this.ledger,
      machine,
      greeter: { entered: greet, joined: greet },
      knownSelf: () => self,
      log: quiet,
      now: () => this.now,
      onPromised: () => {},
      wakeIn: (delayMs) => this.wakes.push(delayMs),
      count: () => {},
    });
  }

  outbox(): Outbox {
    return new Outbox({
      ledger: this.ledger,
      limiter: createLimiter(FEISHU_LIMITS),
      log: quiet,
      now: () => this.now,
      wakeIn: (delayMs) => this.wakes.push(delayMs),
      count: () => {},
      messenger: {
        send: async (outgoing, uuid) => {
          const call = { outgoing, uuid, at: this.now };
          this.sent.push(call);
          const result = await this.script(call);
          return result ?? { result: 'sent', messageId: `om_sent${this.sent.length}`, chatId: null };
        },
      },
    });
  }

  press(delivery: PressDelivery, machine: MachineDeps = this.machine) {
    const { ledger } = this;
    const now = () => this.now;
    return answerPress({ ledger, machine, log: quiet, now, onPromised: () => {}, count: () => {} }, delivery);
  }

  /** Keys promised so far. */
  async promised(): Promise<readonly string[]> {
    return (await this.ledger.list(null, 1_000)).map((item) => item.key).sort();
  }

  async stateOf(key: string) {
    return (await this.ledger.list(null, 1_000)).find((item) => item.key === key);
  }
}

export const textOf = ({ outgoing }: Sent): string =>
  outgoing.how !== 'update' && outgoing.content.type === 'text' ? outgoing.content.text : '(card)';
