/**
 * What stands around every push: ids, type, time, and the event itself, still untyped.
 *
 * Two shapes exist: schema 2.0, and a few old events without a schema. The verification token is compared by the door
 * and goes no further. The types inside `event` are the decoders' business.
 */
import { isRecord, type Json } from './json.ts';

export interface Envelope {
  readonly schema: '2.0' | '1.0';
  /** The platform's id of this push. */
  readonly eventId: string;
  readonly eventType: string;
  /** UTC ms. */
  readonly createdAt: number | null;
  readonly appId: string | null;
  readonly tenantKey: string | null;
  readonly event: { readonly [key: string]: Json };
}

/** Pushes whose answer a person is waiting for; everything else is an event. */
export const callbackTypes: ReadonlySet<string> = new Set(['card.action.trigger', 'url.preview.get']);

/** A platform instant in s, ms or µs, told apart by the number of digits; UTC ms, or `null` when it is none. */
export function instant(value: unknown): number | null {
  const digits = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof digits !== 'string' || !/^[0-9]{10,16}$/.test(digits)) return null;
  if (digits.length === 10) return Number(digits) * 1000;
  if (digits.length === 13) return Number(digits);
  return digits.length === 16 ? Math.floor(Number(digits) / 1000) : null;
}

function optionalText(value: unknown): string | null {
  return typeof value === 'string' && value.length > 0 && value.length <= 256 ? value : null;
}

function isEventId(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{1,128}$/.test(value);
}

function isEventType(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9_.]{1,100}$/.test(value);
}

function readOld(body: { [key: string]: Json }): Envelope | undefined {
  const event = body['event'];
  if (body['type'] !== 'event_callback' || !isRecord(event)) return undefined;
  const eventId = body['uuid'];
  const eventType = event['type'];
  if (!isEventId(eventId) || !isEventType(eventType)) return undefined;
  const seconds = typeof body['ts'] === 'string' ? body['ts'].split('.')[0] : null;
  return {
    schema: '1.0',
    eventId,
    eventType,
    createdAt: instant(seconds),
    appId: optionalText(event['app_id']),
    tenantKey: optionalText(event['tenant_key']),
    event,
  };
}

/** The token a body carries, wherever its shape puts it; for comparison only. */
export function tokenOf(body: { [key: string]: Json }): unknown {
  const header = body['header'];
  return isRecord(header) ? header['token'] : body['token'];
}

/**
 * Reads the envelope; `undefined` when it is malformed. Callbacks may come without an id (some documents show them so):
 * then `fallbackId` is asked for one made from the bytes, so that the same bytes still have the same id.
 */
export function readEnvelope(body: { [key: string]: Json }, fallbackId: () => string): Envelope | undefined {
  if (body['schema'] === undefined) return readOld(body);
  const header = body['header'];
  const event = body['event'];
  if (body['schema'] !== '2.0' || !isRecord(header) || !isRecord(event)) return undefined;
  const eventType = header['event_type'];
  if (!isEventType(eventType)) return undefined;
  const given = header['event_id'];
  const eventId = given === undefined && callbackTypes.has(eventType) ? fallbackId() : given;
  if (!isEventId(eventId)) return undefined;
  return {
    schema: '2.0',
    eventId,
    eventType,
    createdAt: instant(header['create_time']),
    appId: optionalText(header['app_id']),
    tenantKey: optionalText(header['tenant_key']),
    event,
  };
}
