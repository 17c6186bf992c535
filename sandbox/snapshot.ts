// Keeping a tenant and bringing it back: people, chats, messages, files, read marks and the time. What is on its way (retries,
// tokens, limits) is not kept.
import * as z from 'zod';
import type { Entry } from './journal.ts';
import { isObject } from './json.ts';
import type { World } from './world.ts';

const personShape = z.object({
  openId: z.string(),
  unionId: z.string(),
  userId: z.string(),
  name: z.string(),
  mobile: z.string().optional(),
  email: z.string().optional(),
  departmentIds: z.array(z.string()),
  available: z.boolean(),
  resigned: z.boolean(),
});
const chatShape = z.object({
  chatId: z.string(),
  mode: z.enum(['p2p', 'group']),
  name: z.string(),
  memberIds: z.array(z.string()),
  botIn: z.boolean(),
  ownerId: z.string().optional(),
  atAllAllowed: z.boolean(),
  dissolved: z.boolean(),
});
const messageShape = z.object({
  messageId: z.string(),
  chatId: z.string(),
  rootId: z.string().optional(),
  parentId: z.string().optional(),
  msgType: z.string(),
  content: z.string(),
  sender: z.object({ kind: z.enum(['user', 'app']), id: z.string() }),
  mentions: z.array(
    z.object({ key: z.string(), openId: z.string(), name: z.string(), kind: z.enum(['user', 'bot']) }),
  ),
  createdAt: z.number(),
  updatedAt: z.number(),
  updated: z.boolean(),
  recalled: z.boolean(),
  editCount: z.number(),
  urgentIds: z.array(z.string()),
  reactions: z.array(z.object({ emoji: z.string(), id: z.string() })),
});
const snapshotShape = z.object({
  format: z.literal('sandbox-state-1'),
  now: z.number(),
  people: z.array(personShape),
  departments: z.array(
    z
      .object({
        openDepartmentId: z.string(),
        departmentId: z.string(),
        name: z.string(),
        parentId: z.string(),
      })
      .loose(),
  ),
  chats: z.array(chatShape),
  messages: z.array(messageShape),
  resources: z.array(
    z.object({
      key: z.string(),
      kind: z.enum(['image', 'file']),
      fileType: z.string(),
      name: z.string(),
      contentType: z.string(),
      own: z.boolean(),
      base64: z.string(),
    }),
  ),
  journal: z.array(z.custom<Entry>((value) => isObject(value) && isObject(value['what']))).default([]),
  reading: z.array(z.tuple([z.string(), z.array(z.tuple([z.string(), z.number()]))])),
  /** What the lab keeps of the bot, opaque. */
  bot: z.string().optional(),
});

/** A kept state. */
export type Snapshot = z.infer<typeof snapshotShape>;

/** Keeps the state as it is now. */
export async function takeSnapshot(world: World): Promise<Snapshot> {
  const { platform } = world;
  const bot = await world.lab.save?.();
  return {
    format: 'sandbox-state-1',
    now: world.clock.now(),
    people: [...platform.people.values()],
    departments: [...platform.departments.values()],
    chats: [...platform.chats.values()],
    messages: [...platform.messages.values()],
    resources: [...platform.resources.values()].map(({ bytes, ...rest }) => ({
      ...rest,
      base64: Buffer.from(bytes).toString('base64'),
    })),
    journal: [...world.journal.since()],
    reading: world.reading.dump(),
    ...(bot === undefined ? {} : { bot }),
  };
}

/** Reads a kept state; throws with what is wrong. */
export function readSnapshot(value: unknown): Snapshot {
  return snapshotShape.parse(value);
}

/** Brings a kept state back. The bot's part first: should it fail, nothing has changed here. */
export async function restoreSnapshot(world: World, kept: Snapshot): Promise<void> {
  const { platform, journal, reading, clock, limiter, updateTokens, sentByUuid } = world;
  clock.reset(kept.now);
  if (kept.bot !== undefined) await world.lab.restore?.(kept.bot);
  clock.reset(kept.now);
  limiter.reset();
  updateTokens.clear();
  sentByUuid.clear();
  journal.load(kept.journal);
  world.wire.clear();
  world.faults.clear();
  reading.load(kept.reading);
  platform.load(kept);
}
