/**
 * Verify, decrypt and parse, in this process, for the same bytes: our door with its decoder, the SDK's dispatcher with
 * the parsing its adapter does, and the least that could be done with node:crypto. No HTTP, no database.
 */
import { createDecipheriv, createHash, createSecretKey, hash, timingSafeEqual } from 'node:crypto';
import { EventDispatcher, LoggerLevel } from '@larksuiteoapi/node-sdk';
import { decode } from '../src/lark/decode.ts';
import { createDoor } from '../src/lark/door.ts';
import { type PushedEvent, talkEvents } from './lib/events.ts';
import { identity } from './lib/identity.ts';
import type { Bench } from './lib/result.ts';
import { median, paired } from './lib/stats.ts';
import { decimals, times, whole } from './lib/table.ts';

const EVENTS = 2_000;
const ROUNDS = 8;
const PASSES = { ours: 6, best: 6, sdk: 2 } as const;

interface Pushed {
  readonly bytes: Buffer;
  /** As Node gives them: lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

type Opener = (pushed: Pushed) => boolean | Promise<boolean>;

const prepare = ({ body, headers }: PushedEvent): Pushed => ({
  bytes: Buffer.from(body, 'utf8'),
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
});

function ours(): Opener {
  const door = createDoor({ ...identity, now: Date.now });
  return ({ bytes, headers }) => {
    const opened = door.open({ method: 'POST', headers, body: bytes });
    return opened.pass === 'event' && decode(opened.envelope).kind === 'message';
  };
}

/** The least: no shape, depth, window, token or padding checks, and no call that could be left out. */
function best(): Opener {
  const key = createSecretKey(createHash('sha256').update(identity.encryptKey).digest());
  return ({ bytes, headers }) => {
    const prefix = `${headers['x-lark-request-timestamp']}${headers['x-lark-request-nonce']}${identity.encryptKey}`;
    const expected = hash('sha256', Buffer.concat([Buffer.from(prefix), bytes]), 'buffer');
    if (!timingSafeEqual(expected, Buffer.from(headers['x-lark-signature'] ?? '', 'hex'))) return false;
    const outer = JSON.parse(bytes.toString('utf8')) as { encrypt: string };
    const sealed = Buffer.from(outer.encrypt, 'base64');
    const decipher = createDecipheriv('aes-256-cbc', key, sealed.subarray(0, 16));
    decipher.setAutoPadding(false);
    const padded = decipher.update(sealed.subarray(16));
    const plain = padded.toString('utf8', 0, padded.length - (padded[padded.length - 1] ?? 0));
    return typeof (JSON.parse(plain) as { event: unknown }).event === 'object';
  };
}

function sdk(): Opener {
  let handled = 0;
  const { encryptKey, verificationToken } = identity;
  const dispatcher = new EventDispatcher({
    encryptKey,
    verificationToken,
    loggerLevel: LoggerLevel.error,
  }).register({
    'im.message.receive_v1': async () => {
      handled += 1;
    },
  });
  return async ({ bytes, headers }) => {
    const before = handled;
    const body = JSON.parse(bytes.toString('utf8')) as object;
    await dispatcher.invoke(Object.assign(Object.create({ headers }), body));
    return handled === before + 1;
  };
}

/** Events per second; throws when one was not opened, for then nothing was measured. */
async function measure(opener: Opener, pushed: readonly Pushed[], passes: number): Promise<number> {
  const startedAt = performance.now();
  for (let pass = 0; pass < passes; pass += 1) {
    for (const one of pushed) {
      const opened = opener(one);
      if (!(typeof opened === 'boolean' ? opened : await opened)) throw new Error('an event was not opened');
    }
  }
  return (pushed.length * passes) / ((performance.now() - startedAt) / 1000);
}

export const door: Bench = async ({ say }) => {
  say('door: verify, decrypt, parse');
  const pushed = talkEvents(EVENTS, Date.now()).map(prepare);
  const openers = { best: best(), ours: ours(), sdk: sdk() };
  const names = ['best', 'ours', 'sdk'] as const;
  const rates = { best: [] as number[], ours: [] as number[], sdk: [] as number[] };
  for (const name of names) await measure(openers[name], pushed, PASSES[name]);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed())
      rates[name].push(await measure(openers[name], pushed, PASSES[name]));
  }
  const toSdk = paired(rates.ours, rates.sdk);
  const toBest = paired(rates.ours, rates.best);
  const row = (name: string, ratio: string, values: readonly number[]) => {
    const perSecond = median(values);
    return [name, ratio, whole(perSecond), decimals(1_000_000 / perSecond, 1)];
  };
  const span = (ratio: typeof toSdk) =>
    `${times(ratio.median)} (${decimals(ratio.low, 2)}–${decimals(ratio.high, 2)})`;
  return {
    name: 'door',
    tables: [
      {
        title: `door: verify + decrypt + parse in one process, the same ${whole(EVENTS)} events of 2 KB, ${ROUNDS} rounds, A-B-B-A`,
        columns: ['opener', 'our door is', 'events/s', 'µs/event'],
        rows: [
          row('the least node:crypto can do, without our checks', span(toBest), rates.best),
          row('our door and decoder', '1', rates.ours),
          row("the SDK's EventDispatcher.invoke", span(toSdk), rates.sdk),
        ],
        notes: [],
      },
    ],
    goals: [
      { id: 'G5', text: 'door ≥ 3.4 × the SDK', measured: times(toSdk.median), met: toSdk.median >= 3.4 },
      { id: 'G5', text: 'door ≥ 0.8 × the least', measured: times(toBest.median), met: toBest.median >= 0.8 },
    ],
    failures: [],
    raw: rates,
  };
};
