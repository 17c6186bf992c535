// The control API's verbs for people: say, press, join, leave. JSON in, JSON out. What testers do: tool-actions.ts.
import * as z from 'zod';
import { choose, chooseAt, press, pressAt } from '../people/press.ts';
import { seenMessage } from '../people/seen.ts';
import * as talk from '../people/talk.ts';
import type { World } from '../world.ts';
import { type Action, action, id } from './action.ts';
import { organisationActions } from './organisation-actions.ts';
import { toolActions } from './tool-actions.ts';

const fieldInput = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);
const inputs = z.record(z.string(), fieldInput).default({});

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
  mentionPeople: z.array(id).max(50).default([]),
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
      await talk.say(world, body.person, body.chat, body.text, {
        mention: body.mention,
        mentionPeople: body.mentionPeople,
        ...reply,
      }),
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
  seen: action(z.object({ person: id, chat: id }), (world, body) =>
    talk.seeChat(world, body.person, body.chat),
  ),
  members: action(z.object({ chat: id, person: id, into: z.boolean() }), (world, body) =>
    talk.moveMember(world, body.chat, body.person, body.into),
  ),
  available: action(z.object({ person: id, available: z.boolean() }), (world, body) => {
    world.platform.person(body.person).available = body.available;
    world.platform.worldChanged();
    return {};
  }),
  resign: action(z.object({ person: id }), (world, body) => talk.resign(world, body.person)),
  ...toolActions,
  ...organisationActions,
};
