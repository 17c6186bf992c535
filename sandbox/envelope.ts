// The envelope of pushes: schema 2.0, header, event; compact JSON; encrypted and signed when an Encrypt Key is set.
import { encryptText, signedHeaders } from './crypto.ts';
import { compact, type JsonObject } from './json.ts';
import type { AppIdentity } from './types.ts';

/** The keys of 加密策略. Without an encryptKey, bodies go out plain and unsigned. */
export type PushKeys = { readonly encryptKey: string | undefined; readonly verificationToken: string };

/** The v2 envelope of an event (create_time in ms) or a callback (in µs). */
export function envelopeOf(
  app: AppIdentity,
  keys: PushKeys,
  push: { eventId: string; type: string; event: JsonObject; at: number; callback: boolean },
): JsonObject {
  return {
    schema: '2.0',
    header: compact({
      event_id: push.eventId,
      token: keys.verificationToken,
      create_time: push.callback ? `${push.at}000` : String(push.at),
      event_type: push.type,
      tenant_key: app.tenantKey,
      app_id: app.appId,
    }),
    event: push.event,
  };
}

/** The body as it goes over the wire. */
export function sealBody(keys: PushKeys, plain: JsonObject): string {
  const text = JSON.stringify(plain);
  return keys.encryptKey === undefined
    ? text
    : JSON.stringify({ encrypt: encryptText(keys.encryptKey, text) });
}

/** The signature headers; none without an Encrypt Key. */
export function pushHeaders(keys: PushKeys, body: string, at: number, nonce: string): Record<string, string> {
  if (keys.encryptKey === undefined) return {};
  return signedHeaders(keys.encryptKey, body, String(Math.floor(at / 1000)), nonce);
}
