// People talking and pressing: what reaches the bot, and what comes back into the chat.
import { afterEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { type JsonObject, member, objectAt, parseJson, textAt } from '../../sandbox/json.ts';
import { cardWith, type ScriptedBot, startBot, textContent } from './scripted-bot.ts';

let sandbox: Sandbox | undefined;
let bot: ScriptedBot | undefined;

afterEach(async () => {
  await bot?.close();
  await sandbox?.close();
});

async function house() {
  sandbox = await startSandbox();
  bot = await startBot(sandbox);
  const lin = sandbox.addPerson('林晓');
  const wang = sandbox.addPerson('王敏');
  return { sandbox, bot, lin, wang };
}

const plain = (content: string): JsonObject => ({ tag: 'plain_text', content });

const leadForm = cardWith([
  {
    tag: 'form',
    name: 'lead',
    elements: [
      { tag: 'input', name: 'company', label: plain('企业名称'), required: true, max_length: 20 },
      { tag: 'div', text: plain('投资额') },
      { tag: 'input', name: 'amount', default_value: '100' },
      {
        tag: 'select_static',
        name: 'currency',
        placeholder: plain('请选择币种'),
        initial_option: 'CNY',
        options: [
          { text: plain('人民币'), value: 'CNY' },
          { text: plain('美元'), value: 'USD' },
        ],
      },
      { tag: 'markdown', content: '**产业** *' },
      {
        tag: 'multi_select_static',
        name: 'industry',
        options: [
          { text: plain('机械'), value: 'm' },
          { text: plain('纺织'), value: 't' },
        ],
      },
      { tag: 'date_picker', name: 'on', placeholder: plain('选择日期') },
      { tag: 'select_person', name: 'owner', placeholder: plain('负责人') },
      { tag: 'checker', name: 'secret', text: plain('保密'), checked: false },
      {
        tag: 'button',
        name: 'go',
        text: plain('提交'),
        form_action_type: 'submit',
        confirm: { title: plain('确认'), text: plain('提交吗') },
        behaviors: [{ type: 'callback', value: { c: 'x' } }],
      },
      { tag: 'button', name: 'again', text: plain('重置'), form_action_type: 'reset' },
    ],
  },
]);

test('a private message reaches the bot signed and encrypted, and its reply appears in the chat', async () => {
  const { sandbox, bot, lin } = await house();
  bot.script = async (push) => {
    const message = objectAt(objectAt(push.body, 'event'), 'message');
    await bot.call('POST', `/im/v1/messages/${textAt(message, 'message_id')}/reply`, textContent('你好'));
    return {};
  };
  const reply = await sandbox.ask(lin, sandbox.privateChat(lin), '帮助');
  expect(reply.text).toBe('你好');
  expect(bot.pushes[0]?.signed).toBe(true);
  expect(bot.pushes[0]?.type).toBe('im.message.receive_v1');
});

test('a group message is pushed only when it mentions the bot, with @_user_1 in its text', async () => {
  const { sandbox, bot, lin, wang } = await house();
  const group = sandbox.addChat('工作群', [lin, wang]);
  expect((await sandbox.say(lin, group, '大家好')).pushed).toBe(false);
  const said = await sandbox.say(lin, group, '排名', { mention: true, mentionPeople: [wang] });
  expect(said.status).toBe(200);
  const message = objectAt(objectAt(bot.pushes[0]?.body, 'event'), 'message');
  expect(parseJson(textAt(message, 'content'))).toEqual({ text: '@_user_1 @_user_2 排名' });
  expect(member(member(message, 'mentions'), 'length')).toBeUndefined();
  expect(sandbox.messages(group).at(-1)?.text).toBe('@招商助手 @王敏 排名');
});

test('pressing submit sends every field in the wire form, and the answer’s toast and card come into place', async () => {
  const { sandbox, bot, lin, wang } = await house();
  const sent = await bot.call('POST', '/im/v1/messages?receive_id_type=open_id', {
    receive_id: lin.openId,
    msg_type: 'interactive',
    content: JSON.stringify(leadForm),
  });
  const messageId = textAt(objectAt(sent.body, 'data'), 'message_id');
  bot.script = () => ({
    toast: { type: 'success', content: '已登记' },
    card: { type: 'raw', data: cardWith([{ tag: 'div', text: plain('XS-202611-0001') }], '已登记') },
  });
  const result = await sandbox.press(lin, messageId, '提交', {
    企业名称: '永安碳纤维',
    投资额: '5000',
    币种: '美元',
    产业: ['机械', 't'],
    on: '2026-11-22',
    负责人: wang.name,
    保密: true,
  });
  expect(result.formValue).toEqual({
    company: '永安碳纤维',
    amount: '5000',
    currency: 'USD',
    industry: ['m', 't'],
    on: '2026-11-22 +0800',
    owner: wang.openId,
    secret: true,
  });
  const event = objectAt(bot.pushes[0]?.body, 'event');
  expect(textAt(objectAt(event, 'operator'), 'open_id')).toBe(lin.openId);
  expect(objectAt(objectAt(event, 'action'), 'value')).toEqual({ c: 'x' });
  expect(result.toast).toEqual({ type: 'success', content: '已登记' });
  expect(sandbox.messages(sandbox.privateChat(lin)).at(-1)?.text).toContain('XS-202611-0001');
});

test('the client refuses an empty required field, an over-long text and a cancelled dialog without a callback', async () => {
  const { sandbox, bot, lin } = await house();
  const sent = await bot.call('POST', '/im/v1/messages?receive_id_type=open_id', {
    receive_id: lin.openId,
    msg_type: 'interactive',
    content: JSON.stringify(leadForm),
  });
  const messageId = textAt(objectAt(sent.body, 'data'), 'message_id');
  expect((await sandbox.press(lin, messageId, '提交')).error?.code).toBe('required');
  expect((await sandbox.press(lin, messageId, '提交', { 企业名称: 'x'.repeat(21) })).error?.code).toBe(
    'max_length',
  );
  expect((await sandbox.press(lin, messageId, '提交', { 企业名称: 'x', 币种: '英镑' })).error?.code).toBe(
    'no_such_option',
  );
  expect(
    (await sandbox.press(lin, messageId, '提交', { 企业名称: 'x' }, { confirm: false })).error?.code,
  ).toBe('cancelled');
  expect((await sandbox.press(lin, messageId, '重置')).sent).toBe(false);
  await expect(sandbox.press(lin, messageId, '没有')).rejects.toThrow('提交、重置');
  await expect(sandbox.press(lin, messageId, '提交', { 不存在: '1' })).rejects.toThrow('企业名称');
  expect(bot.pushes).toHaveLength(0);
});

async function putCard(one: ScriptedBot, openId: string, card: JsonObject): Promise<string> {
  const sent = await one.call('POST', '/im/v1/messages?receive_id_type=open_id', {
    receive_id: openId,
    msg_type: 'interactive',
    content: JSON.stringify(card),
  });
  return textAt(objectAt(sent.body, 'data'), 'message_id');
}

const actionOf = (one: ScriptedBot) => objectAt(objectAt(one.pushes.at(-1)?.body, 'event'), 'action');

test('components outside a form call back with option, options, input_value or checked', async () => {
  const { sandbox, bot, lin } = await house();
  const options = [
    { text: plain('甲'), value: '1' },
    { text: plain('乙'), value: '2' },
  ];
  const behaviors: JsonObject[] = [{ type: 'callback', value: { k: 'v' } }];
  const card = cardWith([
    { tag: 'div', text: plain('单位：') },
    { tag: 'select_static', options, behaviors },
    { tag: 'markdown', content: '**行业**' },
    { tag: 'multi_select_static', options },
    { tag: 'input', label: plain('编号') },
    { tag: 'picker_datetime', placeholder: plain('时间') },
    { tag: 'checker', text: plain('完成'), behaviors },
    { tag: 'checker', text: plain('只看') },
  ]);
  const id = await putCard(bot, lin.openId, card);
  await sandbox.choose(lin, id, '单位', '乙');
  expect(actionOf(bot)).toMatchObject({ tag: 'select_static', option: '2', value: { k: 'v' } });
  await sandbox.choose(lin, id, '行业', ['甲', '乙']);
  expect(actionOf(bot)).toMatchObject({ options: ['1', '2'] });
  await sandbox.choose(lin, id, '编号', 'XS-1');
  expect(actionOf(bot)).toMatchObject({ tag: 'input', input_value: 'XS-1' });
  await sandbox.choose(lin, id, '时间', '2026-11-22 09:30');
  expect(actionOf(bot)).toMatchObject({ option: '2026-11-22 09:30 +0800' });
  await sandbox.choose(lin, id, '完成', true);
  expect(actionOf(bot)).toMatchObject({ tag: 'checker', checked: true });
  expect((await sandbox.choose(lin, id, '只看', true)).sent).toBe(false);
  expect((await sandbox.choose(lin, id, '单位', '丙')).error?.code).toBe('no_such_option');
});

test('of several buttons with one label the nth is pressed; disabled ones and links send nothing', async () => {
  const { sandbox, bot, lin, wang } = await house();
  const pass = (n: number): JsonObject => ({
    tag: 'button',
    text: plain('通过'),
    behaviors: [{ type: 'callback', value: { n } }],
  });
  const link: JsonObject = {
    tag: 'button',
    text: plain('原文'),
    behaviors: [{ type: 'open_url', default_url: 'https://a.cn/' }],
  };
  const done: JsonObject = {
    tag: 'button',
    text: plain('已办'),
    disabled: true,
    behaviors: [{ type: 'callback', value: {} }],
  };
  const id = await putCard(bot, lin.openId, cardWith([pass(0), pass(1), link, done]));
  await sandbox.press(lin, id, '通过', {}, { nth: 1 });
  expect(actionOf(bot)).toMatchObject({ value: { n: 1 }, timezone: 'Asia/Shanghai' });
  expect((await sandbox.press(lin, id, '原文')).openedUrl).toBe('https://a.cn/');
  expect((await sandbox.press(lin, id, '已办')).error?.code).toBe('disabled');
  expect(bot.pushes).toHaveLength(1);
  await expect(sandbox.press(wang, id, '通过')).rejects.toThrow('does not see');
});

test('replies carry parent and root; pictures, files and other types reach the bot as documented', async () => {
  const { sandbox, bot, lin } = await house();
  const chat = sandbox.privateChat(lin);
  const first = await sandbox.say(lin, chat, '一');
  const second = await sandbox.say(lin, chat, '二', { replyTo: first.message });
  await sandbox.say(lin, chat, '三', { replyTo: second.message });
  const third = objectAt(objectAt(bot.pushes[2]?.body, 'event'), 'message');
  expect(third).toMatchObject({
    parent_id: second.message.messageId,
    root_id: first.message.messageId,
    chat_type: 'p2p',
  });
  await sandbox.sendImage(lin, chat, new Uint8Array([0x89, 0x50, 0x4e, 0x47]));
  await sandbox.sendPost(lin, chat, { title: '题', content: [[{ tag: 'text', text: '文' }]] });
  await sandbox.sendAs(lin, chat, 'audio', { file_key: 'f', duration: 2000 });
  await sandbox.sendAs(lin, chat, 'merge_forward', { content: 'Merged and Forwarded Message' });
  const kinds = bot.pushes
    .slice(3)
    .map((push) => textAt(objectAt(objectAt(push.body, 'event'), 'message'), 'message_type'));
  expect(kinds).toEqual(['image', 'post', 'audio', 'merge_forward']);
  expect(sandbox.transcript(chat).split('\n')).toEqual([
    '林晓: 一',
    '林晓: 二',
    '林晓: 三',
    '林晓: [图片]',
    '林晓: 题',
    '文',
    '林晓: [audio]',
    '林晓: [merge_forward]',
  ]);
});

test('waiting in vain says what the chat shows; settle waits for the last late message', async () => {
  const { sandbox, bot, lin } = await house();
  const chat = sandbox.privateChat(lin);
  bot.script = (push) => {
    const id = textAt(objectAt(objectAt(push.body, 'event'), 'message'), 'message_id');
    setTimeout(() => void bot.call('POST', `/im/v1/messages/${id}/reply`, textContent('迟到的回答')), 50);
    return {};
  };
  await sandbox.say(lin, chat, '在吗');
  await expect(sandbox.waitForMessages(chat, (all) => all.length > 9, 20)).rejects.toThrow('林晓: 在吗');
  await sandbox.settle(150);
  expect(sandbox.botMessages(chat).map((message) => message.text)).toEqual(['迟到的回答']);
});
