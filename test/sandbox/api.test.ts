// The OpenAPI as the bot meets it: tokens, idempotency, limits, who may be written to, updates, files, faults.
import { afterEach, describe, expect, test } from 'vitest';
import type { FaultKind } from '../../sandbox/faults.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/index.ts';
import { arrayAt, type JsonObject, objectAt, textAt } from '../../sandbox/json.ts';
import { cardWith, fetchToken, type ScriptedBot, startBot, textContent } from './scripted-bot.ts';

let sandbox: Sandbox | undefined;
let bot: ScriptedBot | undefined;

afterEach(async () => {
  await bot?.close();
  await sandbox?.close();
});

async function house(options: SandboxOptions = {}) {
  sandbox = await startSandbox(options);
  bot = await startBot(sandbox);
  const lin = sandbox.addPerson('林晓', { mobile: '+8613800000001' });
  const group = sandbox.addChat('工作群', [lin]);
  const toLin = (content: JsonObject, extra: JsonObject = {}) =>
    bot?.call('POST', '/im/v1/messages?receive_id_type=open_id', {
      receive_id: lin.openId,
      ...content,
      ...extra,
    });
  const send = async (content: JsonObject, extra: JsonObject = {}) => {
    const answer = await toLin(content, extra);
    if (answer === undefined) throw new Error('no bot');
    return answer;
  };
  return { sandbox, bot, lin, group, send };
}

const card = (content: JsonObject): JsonObject => ({
  msg_type: 'interactive',
  content: JSON.stringify(content),
});
const idOf = (answer: { body: JsonObject }) => textAt(objectAt(answer.body, 'data'), 'message_id');
const frozen = () => ({ now: () => 1_795_000_000_000 });

describe('tokens', () => {
  test('the same token is given until less than 30 minutes remain; then the old one lives on beside the new', async () => {
    const { sandbox } = await house();
    const first = await fetchToken(sandbox);
    await sandbox.advance(5_300_000);
    expect(await fetchToken(sandbox)).toBe(first);
    await sandbox.advance(200_000);
    const second = await fetchToken(sandbox);
    expect(second).not.toBe(first);
    for (const token of [first, second]) expect((await info(sandbox, `Bearer ${token}`)).code).toBe(0);
    await sandbox.advance(1_800_000);
    expect((await info(sandbox, `Bearer ${first}`)).code).toBe(99991663);
  });

  async function info(one: Sandbox, authorization: string | undefined) {
    const headers = authorization === undefined ? {} : { authorization };
    const answer = await fetch(`${one.baseUrl}/open-apis/bot/v3/info`, { headers });
    return {
      status: answer.status,
      log: answer.headers.get('x-tt-logid'),
      ...((await answer.json()) as { code: number }),
    };
  }

  test('no token, a malformed one and an unknown one are told apart, with HTTP 400 and a log id', async () => {
    const { sandbox } = await house();
    expect(await info(sandbox, undefined)).toMatchObject({ status: 400, code: 99991661 });
    expect(await info(sandbox, 'Bearer abc')).toMatchObject({ status: 400, code: 99991671 });
    const unknown = await info(sandbox, 'Bearer t-abc');
    expect(unknown).toMatchObject({ status: 400, code: 99991663 });
    expect(unknown.log).toMatch(/^\d{17}[0-9A-F]{15}$/);
  });

  test('wrong credentials are answered with HTTP 200 and a code', async () => {
    const { sandbox } = await house();
    const ask = async (app_id: string, app_secret: string) => {
      const answer = await fetch(`${sandbox.baseUrl}/open-apis/auth/v3/tenant_access_token/internal`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ app_id, app_secret }),
      });
      return [answer.status, ((await answer.json()) as { code: number }).code];
    };
    expect(await ask('', '')).toEqual([200, 10003]);
    expect(await ask('cli_0000000000000000', 'x')).toEqual([200, 10014]);
    expect(await ask(sandbox.app.appId, 'x')).toEqual([200, 10015]);
  });
});

test('a repeated uuid gives the first answer for an hour and sends nothing again', async () => {
  const { sandbox, lin, send } = await house();
  const first = await send(textContent('一'), { uuid: 'u-1' });
  const again = await send(textContent('二'), { uuid: 'u-1' });
  expect(idOf(again)).toBe(idOf(first));
  expect(sandbox.messages(sandbox.privateChat(lin))).toHaveLength(1);
  await sandbox.advance(3_600_001);
  expect(idOf(await send(textContent('二'), { uuid: 'u-1' }))).not.toBe(idOf(first));
  expect((await send(textContent('三'), { uuid: 'x'.repeat(51) })).body['code']).toBe(230001);
});

test('who cannot be written to is refused with the documented code', async () => {
  const { sandbox, bot, lin, group, send } = await house();
  const to = async (type: string, id: string) =>
    (
      await bot.call('POST', `/im/v1/messages?receive_id_type=${type}`, {
        receive_id: id,
        ...textContent('x'),
      })
    ).body['code'];
  expect(await to('chat_id', group.chatId)).toBe(0);
  expect(await to('open_id', 'ou_nobody')).toBe(230034);
  expect(
    (await bot.call('POST', '/im/v1/messages', { receive_id: lin.openId, ...textContent('x') })).status,
  ).toBe(400);
  await sandbox.removeBotFromChat(group, lin);
  expect(await to('chat_id', group.chatId)).toBe(230002);
  lin.available = false;
  expect((await send(textContent('x'))).body['code']).toBe(230013);
  group.dissolved = true;
  expect(await to('chat_id', group.chatId)).toBe(232009);
});

describe('limits', () => {
  test('the sixth message to one person within a second gets 230020; a second later it passes', async () => {
    const { sandbox, send } = await house(frozen());
    const codes = [];
    for (let i = 0; i < 6; i += 1) codes.push((await send(textContent(`${i}`))).body['code']);
    expect(codes).toEqual([0, 0, 0, 0, 0, 230020]);
    await sandbox.advance(1000);
    expect((await send(textContent('7'))).body['code']).toBe(0);
  });

  test('a group’s limit is its own', async () => {
    const { bot, group, send } = await house(frozen());
    for (let i = 0; i < 5; i += 1) await send(textContent(`${i}`));
    const toGroup = () =>
      bot.call('POST', '/im/v1/messages?receive_id_type=chat_id', {
        receive_id: group.chatId,
        ...textContent('x'),
      });
    for (let i = 0; i < 5; i += 1) expect((await toGroup()).status).toBe(200);
    expect((await toGroup()).body['code']).toBe(230020);
  });

  test('the fifty-first call of an API within a second gets 429 with the reset in its headers', async () => {
    const { sandbox, bot } = await house(frozen());
    for (let i = 0; i < 50; i += 1) expect((await bot.call('GET', '/bot/v3/info')).status).toBe(200);
    const refused = await bot.call('GET', '/bot/v3/info');
    expect([refused.status, refused.body['code']]).toEqual([429, 99991400]);
    expect(refused.headers.get('x-ogw-ratelimit-reset')).toBe('1');
    expect((await bot.call('GET', '/im/v1/chats')).status).toBe(200);
    await sandbox.advance(1000);
    expect((await bot.call('GET', '/bot/v3/info')).status).toBe(200);
  });

  test('the thousand-and-first within a minute waits for the minute', async () => {
    const { sandbox, bot } = await house(frozen());
    for (let second = 0; second < 20; second += 1) {
      for (let i = 0; i < 50; i += 1) await bot.call('GET', '/bot/v3/info');
      await sandbox.advance(1000);
    }
    const refused = await bot.call('GET', '/bot/v3/info');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-ogw-ratelimit-reset')).toBe('40');
  });

  test('a card takes five updates a second', async () => {
    const { bot, send } = await house(frozen());
    const id = idOf(await send(card(cardWith([]))));
    const patch = () => bot.call('PATCH', `/im/v1/messages/${id}`, { content: JSON.stringify(cardWith([])) });
    for (let i = 0; i < 5; i += 1) expect((await patch()).body['code']).toBe(0);
    expect((await patch()).body['code']).toBe(230020);
  });
});

describe('updating', () => {
  test('a card is updated only while shared, standing and younger than 14 days', async () => {
    const { sandbox, bot, lin, send } = await house();
    const id = idOf(await send(card(cardWith([]))));
    const patch = async (content: JsonObject) =>
      (await bot.call('PATCH', `/im/v1/messages/${id}`, { content: JSON.stringify(content) })).body['code'];
    expect(await patch(cardWith([], '新'))).toBe(0);
    expect(await patch({ ...cardWith([]), config: {} })).toBe(230001);
    expect(await patch(cardWith([{ tag: 'note' }]))).toBe(230099);
    expect(sandbox.messages(sandbox.privateChat(lin))[0]?.text).toBe('新');
    await sandbox.advance(14 * 86_400_000 + 1);
    await fetchToken(sandbox);
    const renewed = await startBot(sandbox);
    const late = await renewed.call('PATCH', `/im/v1/messages/${id}`, {
      content: JSON.stringify(cardWith([])),
    });
    expect(late.body['code']).toBe(230031);
    expect((await renewed.call('DELETE', `/im/v1/messages/${id}`)).body['code']).toBe(0);
    const gone = await renewed.call('PATCH', `/im/v1/messages/${id}`, {
      content: JSON.stringify(cardWith([])),
    });
    expect(gone.body['code']).toBe(230011);
    await renewed.close();
  });

  test('a text is edited at most twenty times; a card and a person’s message not at all', async () => {
    const { sandbox, bot, lin, send } = await house({ limits: false });
    const id = idOf(await send(textContent('一')));
    const edit = async (messageId: string) =>
      (await bot.call('PUT', `/im/v1/messages/${messageId}`, textContent('改'))).body['code'];
    for (let i = 0; i < 20; i += 1) expect(await edit(id)).toBe(0);
    expect(await edit(id)).toBe(230072);
    expect(await edit(idOf(await send(card(cardWith([])))))).toBe(230001);
    const said = await sandbox.say(lin, sandbox.privateChat(lin), '我的');
    expect(await edit(said.message.messageId)).toBe(230071);
  });

  test('the card-update token works twice, only after the answer, and for 30 minutes', async () => {
    const { sandbox, bot, lin, send } = await house();
    const pressable = cardWith([
      {
        tag: 'button',
        text: { tag: 'plain_text', content: '好' },
        behaviors: [{ type: 'callback', value: {} }],
      },
    ]);
    const id = idOf(await send(card(pressable)));
    const update = async (token: string) =>
      (await bot.call('POST', '/interactive/v1/card/update', { token, card: pressable })).body['code'];
    let early: unknown;
    bot.script = async (push) => {
      early = await update(textAt(objectAt(push.body, 'event'), 'token'));
      return {};
    };
    const first = (await sandbox.press(lin, id, '好')).updateToken ?? '';
    expect(early).toBe(300000);
    bot.script = () => ({});
    expect([await update(first), await update(first), await update(first)]).toEqual([0, 0, 300000]);
    const second = (await sandbox.press(lin, id, '好')).updateToken ?? '';
    await sandbox.advance(1_800_001);
    expect(await update(second)).toBe(300000);
    expect(await update('c-nothing')).toBe(300000);
  });

  test('a card older than 14 days cannot be pressed', async () => {
    const { sandbox, bot, lin, send } = await house();
    const id = idOf(
      await send(
        card(
          cardWith([
            {
              tag: 'button',
              text: { tag: 'plain_text', content: '好' },
              behaviors: [{ type: 'callback', value: {} }],
            },
          ]),
        ),
      ),
    );
    await sandbox.advance(14 * 86_400_000 + 1);
    expect((await sandbox.press(lin, id, '好')).error?.code).toBe('expired');
    expect(bot.pushes).toHaveLength(0);
  });
});

test('files go both ways: the bot’s uploads, and what people sent, only through their message', async () => {
  const { sandbox, bot, lin } = await house();
  const chat = sandbox.privateChat(lin);
  const token = await fetchToken(sandbox);
  const headers = { authorization: `Bearer ${token}` };
  const form = new FormData();
  form.set('file_type', 'stream');
  form.set('file_name', '通报.docx');
  form.set('file', new File(['正文'], '通报.docx'));
  const up = await fetch(`${sandbox.baseUrl}/open-apis/im/v1/files`, { method: 'POST', headers, body: form });
  const key = textAt(objectAt((await up.json()) as JsonObject, 'data'), 'file_key');
  const sent = await bot.call('POST', '/im/v1/messages?receive_id_type=chat_id', {
    receive_id: chat.chatId,
    msg_type: 'file',
    content: JSON.stringify({ file_key: key }),
  });
  expect(sent.body['code']).toBe(0);
  const said = await sandbox.sendFile(lin, chat, '合同.pdf', new TextEncoder().encode('%PDF'));
  const theirs = textAt(JSON.parse(said.message.content) as JsonObject, 'file_key');
  const from = (path: string) => fetch(`${sandbox?.baseUrl}/open-apis/im/v1${path}`, { headers });
  const got = await from(`/messages/${said.message.messageId}/resources/${theirs}?type=file`);
  expect(await got.text()).toBe('%PDF');
  expect(await (await from(`/files/${theirs}`)).json()).toMatchObject({ code: 234008 });
  expect(await (await from(`/messages/${idOf(sent)}/resources/${theirs}?type=file`)).json()).toMatchObject({
    code: 234003,
  });
  expect(await (await from(`/files/${key}`)).text()).toBe('正文');
});

test('lists page, and a message reads back raw or simplified', async () => {
  const { sandbox, bot, lin, send } = await house({ limits: false });
  for (let i = 0; i < 3; i += 1) await send(textContent(`第${i}条`));
  await send(card(cardWith([{ tag: 'markdown', content: '**粗**' }])));
  const base = `/im/v1/messages?container_id_type=chat&container_id=${sandbox.privateChat(lin).chatId}&page_size=3`;
  const first = objectAt((await bot.call('GET', base)).body, 'data');
  expect(arrayAt(first, 'items')).toHaveLength(3);
  const rest = objectAt(
    (await bot.call('GET', `${base}&page_token=${textAt(first, 'page_token')}`)).body,
    'data',
  );
  const simple = JSON.parse(textAt(objectAt(arrayAt(rest, 'items')[0], 'body'), 'content')) as JsonObject;
  expect(simple).toEqual({ title: '标题', elements: [[{ tag: 'text', text: '粗' }]] });
  const id = textAt(arrayAt(rest, 'items')[0], 'message_id');
  const raw = await bot.call('GET', `/im/v1/messages/${id}?card_msg_content_type=user_card_content`);
  expect(JSON.stringify(raw.body)).toContain('schema');
  expect((await bot.call('GET', `${base.replace('=3', '=51')}`)).body['code']).toBe(230001);
});

describe('faults on purpose', () => {
  const kinds: [FaultKind, number, number][] = [
    ['rate429', 429, 99991400],
    ['quota429', 429, 99991403],
    ['http500', 500, 2200],
    ['chatRate', 400, 230020],
    ['tokenRevoked', 400, 99991663],
    ['unavailable', 400, 230013],
    ['botNotInChat', 400, 230002],
  ];
  for (const [kind, status, code] of kinds)
    test(`${kind} hits the chosen call once: HTTP ${status}, code ${code}`, async () => {
      const { sandbox, send } = await house();
      await send(textContent('先'));
      sandbox.faults.next(kind, { on: 'POST /im/v1/messages' });
      const hit = await send(textContent('中'));
      expect([hit.status, hit.body['code']]).toEqual([status, code]);
      expect(sandbox.faults.pending()).toHaveLength(0);
      if (kind !== 'tokenRevoked') expect((await send(textContent('后'))).status).toBe(200);
    });

  test('a lost reply was done; a dropped call was not', async () => {
    const { sandbox, lin, send } = await house();
    await send(textContent('零'));
    sandbox.faults.next('lostReply');
    await expect(send(textContent('一'), { uuid: 'u' })).rejects.toThrow();
    sandbox.faults.next('dropped');
    await expect(send(textContent('二'))).rejects.toThrow();
    expect(sandbox.messages(sandbox.privateChat(lin)).map((message) => message.text)).toEqual(['零', '一']);
    expect((await send(textContent('一'), { uuid: 'u' })).body['code']).toBe(0);
    expect(sandbox.messages(sandbox.privateChat(lin))).toHaveLength(2);
  });

  test('http502 and html200 answer with a page, slow answers late', async () => {
    const { sandbox, bot } = await house();
    await bot.call('GET', '/bot/v3/info');
    sandbox.faults.next('http502');
    expect((await bot.call('GET', '/bot/v3/info')).status).toBe(502);
    sandbox.faults.next('html200');
    expect((await bot.call('GET', '/bot/v3/info')).body).toEqual({});
    sandbox.faults.next('slow', { delayMs: 60 });
    const startedAt = performance.now();
    await bot.call('GET', '/bot/v3/info');
    expect(performance.now() - startedAt).toBeGreaterThan(55);
  });

  test('a call that is never answered ends with the caller’s patience', async () => {
    const { sandbox } = await house();
    const token = await fetchToken(sandbox);
    sandbox.faults.next('timeout');
    const call = fetch(`${sandbox.baseUrl}/open-apis/bot/v3/info`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(100),
    });
    await expect(call).rejects.toThrow();
  });
});
