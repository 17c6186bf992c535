/**
 * `card.action.trigger`: a button pressed, a form submitted, or a component used outside a form.
 *
 * Field values are what the client of anyone who sees the card sent: strings, lists of strings, booleans, and nothing
 * else. Dates come with the client's offset, which is dropped: the person picked a day, not an instant.
 */
import * as z from 'zod';
import type { PressDelivery } from '../../ports.ts';
import type { Envelope } from '../envelope.ts';
import { decodePress, plainFieldName } from '../press.ts';
import { chatIdSchema, type Malformed, malformed, messageIdSchema, openIdSchema } from './ids.ts';

const eventSchema = z.object({
  operator: z.object({ open_id: openIdSchema }),
  context: z.object({ open_message_id: messageIdSchema, open_chat_id: chatIdSchema }),
  action: z.object({
    value: z.unknown().optional(),
    tag: z.string().max(64).optional().catch(undefined),
    name: z.string().max(128).optional().catch(undefined),
    form_value: z.record(z.string(), z.unknown()).nullable().optional(),
    input_value: z.unknown().optional(),
    option: z.unknown().optional(),
    options: z.unknown().optional(),
    checked: z.unknown().optional(),
  }),
});

type FormValue = string | readonly string[] | boolean;
type Action = z.infer<typeof eventSchema>['action'];

/** More fields than any card may hold. */
const fieldsMax = 200;

function dropOffset(text: string): string {
  return text.replace(/^(\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?|\d{2}:\d{2}) [+-]\d{4}$/, '$1');
}

function readValue(value: unknown): FormValue | undefined {
  if (typeof value === 'string') return dropOffset(value);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return String(value);
  if (!Array.isArray(value)) return undefined;
  return value.filter((item): item is string => typeof item === 'string').map(dropOffset);
}

function readForm(action: Action): Record<string, FormValue> {
  const form: Record<string, FormValue> = {};
  const put = (given: string, raw: unknown): void => {
    const name = plainFieldName(given);
    const value = readValue(raw);
    // An assignment under this one name would change the prototype, not add a field.
    if (value !== undefined && name !== '' && name !== '__proto__') form[name] = value;
  };
  for (const [name, raw] of Object.entries(action.form_value ?? {})) put(name, raw);
  put(
    action.name ?? action.tag ?? '',
    action.input_value ?? action.options ?? action.option ?? action.checked,
  );
  return form;
}

/** Decodes a card callback. */
export function decodeCardAction(envelope: Envelope): PressDelivery | Malformed {
  const parsed = eventSchema.safeParse(envelope.event);
  if (!parsed.success) return malformed(envelope.eventType, parsed.error);
  const { operator, context, action } = parsed.data;
  if (Object.keys(action.form_value ?? {}).length > fieldsMax)
    return malformed(envelope.eventType, 'action.form_value');
  return {
    kind: 'press',
    eventId: envelope.eventId,
    createdAt: envelope.createdAt,
    messageId: context.open_message_id,
    chatId: context.open_chat_id,
    operatorId: operator.open_id,
    press: decodePress(action.value),
    form: readForm(action),
  };
}
