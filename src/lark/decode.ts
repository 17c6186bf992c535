/**
 * From the platform's events to deliveries: one decoder a type, listed here and nowhere else.
 *
 * A type that is not listed is `unknown`: acknowledged and counted. One that lacks what its type requires is
 * `malformed`: refused, so that the platform shows the failure in its console instead of our losing it silently.
 */
import * as z from 'zod';
import type { Delivery } from '../ports.ts';
import {
  chatIdSchema,
  type Malformed,
  malformed,
  messageIdSchema,
  personSchema,
  readOpenId,
} from './decode/ids.ts';
import { decodeMessage } from './decode/message.ts';
import { decodeAccount, decodeMembers, decodeOrganisation } from './decode/organisation.ts';
import { decodeCardAction } from './decode/press.ts';
import { type Envelope, instant } from './envelope.ts';

export type { Malformed } from './decode/ids.ts';

type Decoder = (envelope: Envelope) => Delivery | Malformed;

const menuSchema = z.object({
  operator: z.object({ operator_id: personSchema }),
  event_key: z.string().min(1).max(128),
  timestamp: z.unknown().optional(),
});

function decodeMenu(envelope: Envelope): Delivery | Malformed {
  const parsed = menuSchema.safeParse(envelope.event);
  if (!parsed.success) return malformed(envelope.eventType, parsed.error);
  const { operator, event_key: menuKey, timestamp } = parsed.data;
  const createdAt = envelope.createdAt ?? instant(timestamp);
  return {
    kind: 'menu',
    eventId: envelope.eventId,
    createdAt,
    operatorId: operator.operator_id.open_id,
    menuKey,
  };
}

const enteredSchema = z.object({ chat_id: chatIdSchema, operator_id: personSchema });

function decodeEntered(envelope: Envelope): Delivery | Malformed {
  const parsed = enteredSchema.safeParse(envelope.event);
  if (!parsed.success) return malformed(envelope.eventType, parsed.error);
  const { chat_id: chatId, operator_id: operator } = parsed.data;
  const { eventId, createdAt } = envelope;
  return { kind: 'entered', eventId, createdAt, operatorId: operator.open_id, chatId };
}

const joinedSchema = z.object({
  chat_id: chatIdSchema,
  operator_id: z.unknown().optional(),
  name: z.string().catch(''),
});

function decodeJoined(kind: 'joined' | 'removed'): Decoder {
  return (envelope) => {
    const parsed = joinedSchema.safeParse(envelope.event);
    if (!parsed.success) return malformed(envelope.eventType, parsed.error);
    const { chat_id: chatId, operator_id: operator, name: chatName } = parsed.data;
    const { eventId, createdAt } = envelope;
    return { kind, eventId, createdAt, chatId, operatorId: readOpenId(operator), chatName };
  };
}

const recalledSchema = z.object({ message_id: messageIdSchema, chat_id: chatIdSchema });

function decodeRecalled(envelope: Envelope): Delivery | Malformed {
  const parsed = recalledSchema.safeParse(envelope.event);
  if (!parsed.success) return malformed(envelope.eventType, parsed.error);
  const { message_id: messageId, chat_id: chatId } = parsed.data;
  return { kind: 'recalled', eventId: envelope.eventId, createdAt: envelope.createdAt, messageId, chatId };
}

/** Ids of one receipt; the platform sends a handful. */
const READ_MAX = 500;
const readSchema = z.object({
  reader: z.object({ reader_id: z.unknown(), read_time: z.union([z.string(), z.number()]) }),
  message_id_list: z.array(z.unknown()).max(READ_MAX),
});

function decodeRead(envelope: Envelope): Delivery | Malformed {
  const parsed = readSchema.safeParse(envelope.event);
  if (!parsed.success) return malformed(envelope.eventType, parsed.error);
  const { reader, message_id_list: listed } = parsed.data;
  const readerId = readOpenId(reader.reader_id);
  const messageIds = listed.flatMap((id) => {
    const read = messageIdSchema.safeParse(id);
    return read.success ? [read.data] : [];
  });
  const { eventId, createdAt } = envelope;
  if (readerId === null) return { kind: 'unknown', eventId, createdAt, type: envelope.eventType };
  const told = Number(reader.read_time);
  const readAt = Number.isSafeInteger(told) && told > 0 ? told : (createdAt ?? 0);
  return { kind: 'read', eventId, createdAt, readerId, messageIds, readAt };
}

const decoders: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['im.message.receive_v1', decodeMessage],
  ['card.action.trigger', decodeCardAction],
  ['application.bot.menu_v6', decodeMenu],
  ['im.chat.access_event.bot_p2p_chat_entered_v1', decodeEntered],
  ['im.chat.member.bot.added_v1', decodeJoined('joined')],
  ['im.chat.member.bot.deleted_v1', decodeJoined('removed')],
  ['im.chat.disbanded_v1', decodeJoined('removed')],
  ['im.chat.member.user.added_v1', decodeMembers('added')],
  ['im.chat.member.user.deleted_v1', decodeMembers('removed')],
  ['im.chat.member.user.withdrawn_v1', decodeMembers('removed')],
  ['contact.user.created_v3', decodeAccount('created')],
  ['contact.user.updated_v3', decodeAccount('updated')],
  ['contact.user.deleted_v3', decodeAccount('deleted')],
  ['contact.department.created_v3', decodeOrganisation],
  ['contact.department.updated_v3', decodeOrganisation],
  ['contact.department.deleted_v3', decodeOrganisation],
  ['contact.scope.updated_v3', decodeOrganisation],
  ['im.message.recalled_v1', decodeRecalled],
  ['im.message.message_read_v1', decodeRead],
]);

/** Decodes any envelope. Never throws; old-schema events are `unknown`. */
export function decode(envelope: Envelope): Delivery | Malformed {
  const decoder = envelope.schema === '2.0' ? decoders.get(envelope.eventType) : undefined;
  if (decoder !== undefined) return decoder(envelope);
  return {
    kind: 'unknown',
    eventId: envelope.eventId,
    createdAt: envelope.createdAt,
    type: envelope.eventType,
  };
}
