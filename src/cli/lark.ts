/** The platform's client for commands that ask it something, without a service around it. */
import { createMessenger, type LarkClient } from '../lark/client.ts';
import { renderCard } from '../lark/render/card.ts';
import { textContent } from '../lark/text.ts';
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
