/** What the decoders' tests share: fixtures through the real door, and the same with some fields altered. */
import { expect } from 'vitest';
import { decode } from '../../src/lark/decode.ts';
import type { Envelope } from '../../src/lark/envelope.ts';
import { fixture, push } from './door-kit.ts';

export const person = 'ou_84aad35d084aa403a838cf73ee18467';
export const chat = 'oc_5ce6d572455d361153b7cb51da133945';
export const messageId = 'om_5ce6d572455d361153b7cb51da133945';
export const eventId = '5e3702a84e847582be8db7fb73283c02';

export function envelopeOf(value: unknown): Envelope {
  const result = push(value);
  if (result.pass !== 'event' && result.pass !== 'callback') expect.fail(JSON.stringify(result));
  return result.envelope;
}

/** The fixture with some fields of its event's named part replaced; `undefined` removes. */
export function altered(name: string, part: string, fields: Record<string, unknown>): Envelope {
  const value = fixture(name);
  const event = value['event'] as Record<string, unknown>;
  const target = part === '' ? event : (event[part] as Record<string, unknown>);
  Object.assign(target, fields);
  return envelopeOf(value);
}

export const decoded = (name: string): unknown => decode(envelopeOf(fixture(name)));
