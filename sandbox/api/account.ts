// The app itself: its token, who the bot is, and the delayed card update by token.
import { objectAt, textAt } from '../json.ts';
import type { Answer, Call, Operation } from './call.ts';
import { updateCard } from './messages.ts';
import { ApiRefusal } from './refusal.ts';

const updateTokenLifeMs = 1_800_000;

function token(call: Call): Answer {
  const { app } = call.world.platform;
  const appId = textAt(call.body, 'app_id');
  const secret = textAt(call.body, 'app_secret');
  if (!/^cli_\w+$/.test(appId) || secret === '')
    return { flat: { code: 10003, data: {}, msg: 'invalid param' } };
  if (appId !== app.appId) return { flat: { code: 10014, msg: 'app id not exists' } };
  if (secret !== app.appSecret) return { flat: { code: 10015, msg: 'app secret invalid' } };
  const issued = call.world.tokens.issue();
  return { flat: { code: 0, msg: 'ok', tenant_access_token: issued.token, expire: issued.expire } };
}

function botInfo(call: Call): Answer {
  const { app } = call.world.platform;
  const bot = {
    activate_status: 2,
    app_name: app.name,
    avatar_url: '',
    ip_white_list: [],
    open_id: app.botOpenId,
  };
  return { flat: { code: 0, msg: 'ok', bot } };
}

function delayedUpdate(call: Call): Answer {
  const { world, body } = call;
  const token = world.updateTokens.get(textAt(body, 'token'));
  const card = objectAt(body, 'card');
  if (card === undefined) throw new ApiRefusal(10002, 'card param error');
  if (token === undefined) throw new ApiRefusal(300000, 'the card update token is invalid');
  if (!token.answered) throw new ApiRefusal(300000, 'the callback has not been answered yet');
  if (world.clock.now() - token.issuedAt > updateTokenLifeMs || token.usesLeft <= 0)
    throw new ApiRefusal(300000, 'the card update token is expired or used up');
  const message = world.platform.messages.get(token.messageId);
  if (message === undefined) throw new ApiRefusal(11311, 'the card is gone');
  try {
    updateCard(world, message, card);
  } catch (error) {
    if (error instanceof ApiRefusal && (error.code === 230099 || error.code === 230025))
      throw new ApiRefusal(11311, error.message);
    throw error;
  }
  token.usesLeft -= 1;
  return { flat: { code: 0, msg: 'ok' } };
}

/** All of them. */
export const accountOperations: readonly Operation[] = [
  { method: 'POST', path: '/auth/v3/tenant_access_token/internal', open: true, run: token },
  { method: 'GET', path: '/bot/v3/info', run: botInfo },
  { method: 'POST', path: '/interactive/v1/card/update', run: delayedUpdate },
];
