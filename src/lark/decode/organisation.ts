/**
 * What happens to the organisation: accounts that come, change and leave, departments, people in groups.
 *
 * The platform's pages contradict themselves on which fields such an event carries (a missing field scope drops fields
 * silently), so that only the account's open_id is required; what is absent says nothing.
 */
import * as z from 'zod';
import type { AccountDelivery, Delivery } from '../../ports.ts';
import type { Envelope } from '../envelope.ts';
import { chatIdSchema, type Malformed, malformed, openIdSchema, readOpenId } from './ids.ts';

const NAME_MAX = 60;
const PEOPLE_MAX = 200;

const text = z.string().max(1_000).catch('');
const flag = z.boolean().catch(false);
const objectSchema = z.object({
  open_id: openIdSchema,
  name: text,
  mobile: text,
  status: z
    .object({ is_frozen: flag, is_resigned: flag, is_exited: flag })
    .catch({ is_frozen: false, is_resigned: false, is_exited: false }),
});

/** `contact.user.created_v3`, `…updated_v3`, `…deleted_v3`. */
export function decodeAccount(
  change: AccountDelivery['change'],
): (envelope: Envelope) => Delivery | Malformed {
  return (envelope) => {
    const parsed = z.object({ object: objectSchema }).safeParse(envelope.event);
    if (!parsed.success) return malformed(envelope.eventType, parsed.error);
    const { open_id: openId, name, mobile, status } = parsed.data.object;
    const left = change === 'deleted' || status.is_resigned || status.is_exited;
    const { eventId, createdAt } = envelope;
    return {
      kind: 'account',
      eventId,
      createdAt,
      change,
      openId,
      name: name.trim().slice(0, NAME_MAX).toWellFormed(),
      mobile: mobile === '' ? null : mobile,
      gone: left ? 'left' : status.is_frozen ? 'frozen' : null,
    };
  };
}

/** `contact.department.*` and `contact.scope.updated_v3`: that something changed; what, the next look tells. */
export function decodeOrganisation(envelope: Envelope): Delivery {
  const what = envelope.eventType.startsWith('contact.scope') ? 'scope' : 'department';
  return { kind: 'organisation', eventId: envelope.eventId, createdAt: envelope.createdAt, what };
}

const membersSchema = z.object({
  chat_id: chatIdSchema,
  users: z.array(z.unknown()).max(PEOPLE_MAX),
});
const memberSchema = z.object({ name: text, user_id: z.unknown() });

/** `im.chat.member.user.added_v1`, `…deleted_v1`, `…withdrawn_v1`. */
export function decodeMembers(change: 'added' | 'removed'): (envelope: Envelope) => Delivery | Malformed {
  return (envelope) => {
    const parsed = membersSchema.safeParse(envelope.event);
    if (!parsed.success) return malformed(envelope.eventType, parsed.error);
    const people = parsed.data.users.flatMap((user) => {
      const member = memberSchema.safeParse(user);
      const openId = member.success ? readOpenId(member.data.user_id) : null;
      if (!member.success || openId === null) return [];
      return [{ openId, name: member.data.name.trim().slice(0, NAME_MAX).toWellFormed() }];
    });
    const { eventId, createdAt } = envelope;
    return { kind: 'members', eventId, createdAt, change, chatId: parsed.data.chat_id, people };
  };
}
