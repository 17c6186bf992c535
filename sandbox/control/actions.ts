// The control API's verbs: each a schema for its body and what it does to the world. JSON in, JSON out.
import { z } from 'zod';
import { faultKinds } from '../faults.ts';
import { choose, chooseAt, press, pressAt } from '../people/press.ts';
import { seenMessage } from '../people/seen.ts';
import * as talk from '../people/talk.ts';
import type { World } from '../world.ts';

/** A verb: checks its body, acts, answers. */
export type Action = (world: World, body: unknown) => Promise<unknown> | unknown;

const id = z.string().min(1).max(100);
const fieldInput = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);
const inputs = z.record(z.string(), fieldInput).default({});

function action<T>(schema: z.ZodType<T>, run: (world: World, body: T) => Promise<unknown> | unknown): Action {
  return (world, body) => run(world, schema.parse(body));
}

function saidView(world: World, said: talk.Said) {
  const { pushed, eventId, status } = said;
  return {
    message: seenMessage(world.platform, said.message),
    pushed,
    eventId: eventId ?? null,
    status: status ?? null,
  };
}

const sayBody = z.object({
  person: id,
  chat: id,
  text: z.string().min(1).max(100_000),
  mention: z.boolean().default(false),
  replyTo: id.optional(),
});

const pressBody = z
  .object({
    person: id,
    message: id,
    path: z.string().optional(),
    button: z.string().optional(),
    inputs,
    nth: z.number().int().min(0).default(0),
    confirm: z.boolean().default(true),
  })
  .refine((body) => (body.path === undefined) !== (body.button === undefined), 'either path or button');

const chooseBody = z
  .object({
    person: id,
    message: id,
    path: z.string().optional(),
    field: z.string().optional(),
    input: fieldInput,
  })
  .refine((body) => (body.path === undefined) !== (body.field === undefined), 'either path or field');

/** Every verb, by the last part of its path. */
export const actions: Readonly<Record<string, Action>> = {
  say: action(sayBody, async (world, body) => {
    const reply = body.replyTo === undefined ? {} : { replyTo: body.replyTo };
    return saidView(
      world,
      await talk.say(world, body.person, body.chat, body.text, { mention: body.mention, ...reply }),
    );
  }),
  press: action(pressBody, (world, body) => {
    const { person, message, path, button, nth, confirm } = body;
    if (path !== undefined)
      return pressAt(world, person, message, path, new Map(Object.entries(body.inputs)), { confirm });
    return press(world, person, message, button ?? '', body.inputs, { nth, confirm });
  }),
  choose: action(chooseBody, (world, body) =>
    body.path === undefined
      ? choose(world, body.person, body.message, body.field ?? '', body.input)
      : chooseAt(world, body.person, body.message, body.path, body.input),
  ),
  enter: action(z.object({ person: id }), (world, body) => talk.enterChat(world, body.person)),
  menu: action(z.object({ person: id, eventKey: id }), (world, body) =>
    talk.pressMenu(world, body.person, body.eventKey),
  ),
  recall: action(z.object({ person: id, message: id }), async (world, body) => {
    const delivery = await talk.recall(world, body.person, body.message);
    return delivery ?? {};
  }),
  bot: action(z.object({ chat: id, operator: id, into: z.boolean() }), (world, body) =>
    talk.moveBot(world, body.chat, body.operator, body.into),
  ),
  people: action(
    z.object({
      name: z.string().min(1),
      openId: id.optional(),
      mobile: z.string().optional(),
      available: z.boolean().default(true),
    }),
    (world, body) =>
      world.platform.addPerson(body.name, {
        available: body.available,
        ...(body.openId === undefined ? {} : { openId: body.openId }),
        ...(body.mobile === undefined ? {} : { mobile: body.mobile }),
      }),
  ),
  chats: action(
    z.object({
      name: z.string().min(1),
      members: z.array(id),
      chatId: id.optional(),
      botIn: z.boolean().default(true),
    }),
    (world, body) =>
      world.platform.addChat(body.name, body.members, {
        botIn: body.botIn,
        ...(body.chatId === undefined ? {} : { chatId: body.chatId }),
      }),
  ),
  advance: action(
    z.object({
      ms: z
        .number()
        .min(0)
        .max(400 * 86_400_000),
    }),
    async (world, body) => {
      await world.clock.advance(body.ms);
      return { now: world.clock.now() };
    },
  ),
  faults: action(
    z.object({
      kind: z.enum(faultKinds),
      times: z.number().int().min(1).default(1),
      skip: z.number().int().min(0).default(0),
      on: z.string().optional(),
      delayMs: z.number().min(0).max(600_000).default(1000),
    }),
    (world, body) => {
      const { kind, on, ...rest } = body;
      world.faults.next(kind, on === undefined ? rest : { ...rest, on });
      return { pending: world.faults.pending() };
    },
  ),
  'clear-faults': action(z.object({}), (world) => {
    world.faults.clear();
    return {};
  }),
  redeliver: action(z.object({ eventId: id, asNew: z.boolean().default(false) }), (world, body) =>
    world.deliverer.redeliver(body.eventId, body.asNew),
  ),
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
};
