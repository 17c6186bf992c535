// The control API's verbs for whoever tests: the clock, faults, pushing again, holding back, transcripts, keeping states.
import * as z from 'zod';
import { signedHeaders } from '../crypto.ts';
import { faultKinds } from '../faults.ts';
import { type JsonObject, parseJson } from '../json.ts';
import { moveClock } from '../moving.ts';
import { post } from '../post.ts';
import { readSnapshot, restoreSnapshot, takeSnapshot } from '../snapshot.ts';
import { readTranscript } from '../transcript/read.ts';
import type { World } from '../world.ts';
import { type Action, action, id } from './action.ts';
import { playerOf, recordedTranscript } from './transcripts.ts';

/** What happened since a journal entry, for the page to list. */
function news(world: World, since: number): JsonObject[] {
  return world.journal.since(since).flatMap(({ what, at }) => {
    if (what.kind !== 'shown') return [];
    const chat = world.platform.chats.get(what.chat);
    const owner = world.platform.people.get(chat?.memberIds[0] ?? '')?.name ?? '';
    return [
      {
        at,
        chatId: what.chat,
        person: chat?.mode === 'p2p' ? (chat.memberIds[0] ?? '') : '',
        to: chat?.mode === 'p2p' ? owner : (chat?.name ?? ''),
        title: what.title || (what.text.split('\n')[0] ?? ''),
      },
    ];
  });
}

/** Sends a callback once more: the very bytes, or signed anew under another event id. Feishu itself never does. */
async function callbackAgain(world: World, seq: number, asNew: boolean): Promise<JsonObject> {
  const entry = world.wire.find(seq);
  const sent = entry?.sent;
  if (entry === undefined || sent === undefined) throw new Error('这条记录没有可重发的原文');
  const { encryptKey, deadlineMs } = world.deliverer.settings;
  const seconds = String(Math.floor(world.clock.now() / 1000));
  const signed =
    asNew && encryptKey !== undefined ? signedHeaders(encryptKey, sent.body, seconds, world.ids.hex(16)) : {};
  const result = await post(sent.url, sent.body, { ...sent.headers, ...signed }, deadlineMs);
  world.wire.record({
    at: world.clock.now(),
    direction: 'toBot',
    kind: entry.kind,
    name: entry.name,
    status: result.status,
    durationMs: result.durationMs,
    request: entry.request,
    response: parseJson(result.text) ?? result.text,
    eventId: entry.eventId,
    attempt: entry.attempt + 1,
    sent: result.sent,
    note: asNew ? '重新签名重发' : '原样重发',
  });
  return { status: result.status ?? null };
}

/** Verbs by name. */
export const toolActions: Readonly<Record<string, Action>> = {
  advance: action(
    z.object({
      ms: z
        .number()
        .min(0)
        .max(400 * 86_400_000),
    }),
    async (world, body) => {
      const { since } = await moveClock(world, world.clock.now() + body.ms);
      return { now: world.clock.now(), news: news(world, since) };
    },
  ),
  'move-to': action(z.object({ at: z.number() }), async (world, body) => {
    const { since } = await moveClock(world, body.at);
    return { now: world.clock.now(), news: news(world, since) };
  }),
  news: action(z.object({ since: z.number().int().min(0) }), (world, body) => ({
    news: news(world, body.since),
    last: world.journal.last,
  })),
  faults: action(
    z.object({
      kind: z.enum(faultKinds),
      times: z.number().int().min(1).max(1_000_000).default(1),
      skip: z.number().int().min(0).default(0),
      on: z.string().optional(),
      delayMs: z.number().min(0).max(600_000).default(1000),
    }),
    (world, body) => {
      const { kind, on, ...rest } = body;
      world.faults.next(kind, on === undefined ? rest : { ...rest, on });
      world.platform.worldChanged();
      return { pending: world.faults.pending() };
    },
  ),
  'clear-faults': action(z.object({}), (world) => {
    world.faults.clear();
    world.platform.worldChanged();
    return {};
  }),
  misbehave: action(
    z.object({
      seed: z.number().int().min(0),
      share: z.number().min(0).max(1),
      kinds: z
        .array(z.enum(faultKinds))
        .min(1)
        .default(['rate429', 'http500', 'chatRate', 'lostReply', 'dropped']),
    }),
    (world, body) => {
      world.faults.misbehave(body.share === 0 ? undefined : body);
      world.platform.worldChanged();
      return {};
    },
  ),
  redeliver: action(z.object({ eventId: id, asNew: z.boolean().default(false) }), (world, body) => {
    world.journal.record({ kind: 'pushed-again', asNew: body.asNew });
    return world.deliverer.redeliver(body.eventId, body.asNew);
  }),
  again: action(z.object({ seq: z.number().int(), asNew: z.boolean().default(false) }), (world, body) =>
    callbackAgain(world, body.seq, body.asNew),
  ),
  hold: action(z.object({}), (world) => {
    world.journal.record({ kind: 'hold' });
    world.deliverer.hold();
    world.platform.worldChanged();
    return {};
  }),
  release: action(z.object({ reversed: z.boolean().default(false) }), async (world, body) => {
    world.journal.record({ kind: 'release', reversed: body.reversed });
    const done = await world.deliverer.release((held) => (body.reversed ? [...held].reverse() : held));
    world.platform.worldChanged();
    return { released: done.length };
  }),
  push: action(
    z.object({ type: id, event: z.record(z.string(), z.json()), eventId: id.optional() }),
    (world, body) => world.deliverer.event(body.type, body.event, body.eventId),
  ),
  webhook: action(z.object({ url: z.url(), cardUrl: z.url().optional() }), (world, body) => {
    world.deliverer.settings.webhookUrl = body.url;
    world.deliverer.settings.cardUrl = body.cardUrl ?? body.url;
    return {};
  }),
  challenge: action(z.object({}), (world) => world.deliverer.challenge()),
  save: action(z.object({}), async (world) => ({ snapshot: await takeSnapshot(world) })),
  restore: action(z.object({ snapshot: z.unknown() }), async (world, body) => {
    await restoreSnapshot(world, readSnapshot(body.snapshot));
    return {};
  }),
  reset: action(z.object({}), async (world) => {
    if (world.lab.reset === undefined) throw new Error('这个沙箱没有可回到的样例');
    await world.lab.reset();
    return {};
  }),
  transcript: action(z.object({ since: z.number().int().min(0).default(0) }), (world, body) => ({
    text: recordedTranscript(world, body.since),
  })),
  open: action(z.object({ text: z.string().max(1_000_000) }), (world, body) =>
    playerOf(world).open(readTranscript(body.text)),
  ),
  step: action(z.object({ lines: z.number().int().min(1).max(500).default(1) }), (world, body) =>
    playerOf(world).play(body.lines),
  ),
};
