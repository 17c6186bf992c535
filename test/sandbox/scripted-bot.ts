// A tiny bot for the sandbox's own tests: a Hono app that opens the envelope and answers with what the test scripts.
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { decryptText, signatureOf } from '../../sandbox/crypto.ts';
import { isObject, type JsonObject, objectAt, parseJson, textAt } from '../../sandbox/json.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';

/** One push as the bot got it. */
export type Push = {
  readonly headers: Headers;
  readonly raw: string;
  readonly body: JsonObject;
  readonly type: string;
  readonly signed: boolean;
};

/** What the bot answers to a push: a JSON body, or a whole Response. */
export type Script = (push: Push) => JsonObject | Response | Promise<JsonObject | Response>;

/** A scripted bot, listening. */
export type ScriptedBot = {
  readonly url: string;
  readonly pushes: Push[];
  script: Script;
  call: (
    method: string,
    path: string,
    body?: JsonObject,
  ) => Promise<{ status: number; headers: Headers; body: JsonObject }>;
  close: () => Promise<void>;
};

function open(sandbox: Sandbox, raw: string, headers: Headers): Push {
  const key = sandbox.deliverer.settings.encryptKey;
  const outer = parseJson(raw);
  const plain = key === undefined ? outer : parseJson(decryptText(key, textAt(outer, 'encrypt')));
  const body = isObject(plain) ? plain : {};
  const expected = signatureOf(
    headers.get('x-lark-request-timestamp') ?? '',
    headers.get('x-lark-request-nonce') ?? '',
    key ?? '',
    raw,
  );
  const signed = headers.get('x-lark-signature') === expected;
  return { headers, raw, body, type: textAt(objectAt(body, 'header'), 'event_type'), signed };
}

/** Starts a bot for a sandbox and makes it the sandbox's webhook. */
export async function startBot(sandbox: Sandbox, script: Script = () => ({})): Promise<ScriptedBot> {
  const app = new Hono();
  let token = '';
  const bot: ScriptedBot = { url: '', pushes: [], script, call, close: async () => undefined };
  app.post('/webhook', async (context) => {
    const push = open(sandbox, await context.req.text(), context.req.raw.headers);
    if (push.body['type'] === 'url_verification') return context.json({ challenge: push.body['challenge'] });
    bot.pushes.push(push);
    const answer = await bot.script(push);
    return answer instanceof Response ? answer : context.json(answer);
  });
  async function call(method: string, path: string, body?: JsonObject) {
    if (token === '') token = await fetchToken(sandbox);
    const answer = await fetch(`${sandbox.baseUrl}/open-apis${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const parsed = parseJson(await answer.text());
    return { status: answer.status, headers: answer.headers, body: isObject(parsed) ? parsed : {} };
  }
  const port = await new Promise<number>((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (info: AddressInfo) =>
      resolve(info.port),
    );
    bot.close = () =>
      new Promise((done) => {
        server.close(() => done());
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
  });
  const url = `http://127.0.0.1:${port}/webhook`;
  sandbox.setWebhook(url);
  return Object.assign(bot, { url });
}

/** Fetches a tenant token as any client would. */
export async function fetchToken(sandbox: Sandbox): Promise<string> {
  const answer = await fetch(`${sandbox.baseUrl}/open-apis/auth/v3/tenant_access_token/internal`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ app_id: sandbox.app.appId, app_secret: sandbox.app.appSecret }),
  });
  return textAt(parseJson(await answer.text()), 'tenant_access_token');
}

/** A plain text content. */
export function textContent(text: string): JsonObject {
  return { msg_type: 'text', content: JSON.stringify({ text }) };
}

/** A shared 2.0 card with these elements. */
export function cardWith(elements: JsonObject[], title = '标题', template = 'blue'): JsonObject {
  return {
    schema: '2.0',
    config: { update_multi: true },
    header: { title: { tag: 'plain_text', content: title }, template },
    body: { elements },
  };
}
