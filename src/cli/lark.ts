/** The platform's client for commands that ask it something, without a service around it. */
import { type Call, createCall } from '../lark/call.ts';
import { createMessenger, type LarkClient } from '../lark/client.ts';
import { type Contacts, createContacts } from '../lark/contacts.ts';
import { pacedCall } from '../lark/pace.ts';
import { renderCard } from '../lark/render/card.ts';
import { textContent } from '../lark/text.ts';
import { createLimiter, FEISHU_LIMITS } from '../limiter.ts';
import { makeLog } from '../log.ts';
import { env } from './context.ts';

/** Throws `ConfigError` when the app's credentials are missing. */
export function larkClient(): LarkClient {
  const config = env('FEISHU_APP_ID', 'FEISHU_APP_SECRET', 'FEISHU_BASE_URL');
  return createMessenger({
    appId: config.FEISHU_APP_ID,
    appSecret: config.FEISHU_APP_SECRET,
    baseUrl: config.FEISHU_BASE_URL,
    fetch,
    now: Date.now,
    log: makeLog('silent'),
    renderCard,
    renderText: textContent,
  });
}

/** Reads of the organisation. */
export const larkContacts = (): Contacts => createContacts(larkCall());

/** Calls that may be repeated: paced, each tried again while it may still work. */
export function larkCall(): Call {
  const config = env('FEISHU_APP_ID', 'FEISHU_APP_SECRET', 'FEISHU_BASE_URL');
  const call = createCall({
    appId: config.FEISHU_APP_ID,
    appSecret: config.FEISHU_APP_SECRET,
    baseUrl: config.FEISHU_BASE_URL,
    fetch,
    now: Date.now,
    log: makeLog('silent'),
  });
  return pacedCall(call, {
    limiter: createLimiter(FEISHU_LIMITS),
    now: Date.now,
    sleep: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs)),
    tries: 5,
    waitMsMax: 60_000,
  });
}
