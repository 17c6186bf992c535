/**
 * Other numbers than those of leads are as easy to guess: a task of another unit, a 保密 entry of its 台账. Every word with each of
 * them, in private and in groups, and every button with each in every argument: not a word of them, and nothing changes.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { GROUPS, useRows } from '../../docs/access.ts';
import { buttonOf, fieldsOf } from '../harness/seen.ts';
import { AccessTown } from './kit.ts';

const TASK = '报送督办事项甲';
const ENTRY = '沙县机密厂房';
const OTHERS = ['reporter', 'verifier', 'leader', 'assessor', 'discipline', 'observer', 'admin'].map(
  (role) => `ou_p_${role}`,
);
const ACTS = [
  '',
  ' 签收',
  ' 反馈 50% 在办',
  ' 办结',
  ' 退回 不行',
  ' 撤回',
  ' 催办',
  ' 修改',
  ' 停用',
  ' 保密',
  ' 取消保密',
];
const WORDS = commands.flatMap((command) =>
  command.words.flatMap((word) => ACTS.map((act) => `${word} N${act}`)),
);

let town: AccessTown;
let stop: () => Promise<void> = async () => undefined;
const numbers: string[] = [];

/** Says it, and submits the form that comes. */
async function submit(openId: string, words: string, more: Readonly<Record<string, string>>) {
  const { card } = (await town.say(openId, words)).answer;
  const press = buttonOf(card ?? null, '提交');
  if (press === null) throw new Error(`no form: ${JSON.stringify(card)}`);
  const filled = fieldsOf(card ?? null).map((field) => {
    const value = 'values' in field ? (field.values?.[0] ?? '') : 'value' in field ? (field.value ?? '') : '';
    return [field.name, value] as const;
  });
  const form = { ...Object.fromEntries(filled), ...more };
  return JSON.stringify(await town.press(openId, press.command, press.action, press.args, form));
}

beforeAll(async () => {
  town = await AccessTown.open((end) => {
    stop = end;
  });
  const task = await submit('ou_p_office', `任务 交办 沙县区 12月5日前${TASK}`, {});
  const entry = await submit('ou_p_holder_shaxian', `登记资产 ${ENTRY} 5000平方米`, {
    f0: '闲置厂房',
    f2: '高新园',
    f10: 'shaxian',
  });
  numbers.push(/RW-\d{6}-\d{4}/.exec(task)?.[0] ?? task, /TZ-\d{6}-\d{4}/.exec(entry)?.[0] ?? entry);
  const [, number = ''] = numbers;
  const secret = await town.say('ou_p_holder_shaxian', `台账 ${number} 保密`);
  expect(JSON.stringify(secret.answer)).toContain('保密');
  for (const group of GROUPS)
    if (group.unit !== undefined)
      await town.record([{ subject: 'chat-bound', chatId: group.id, unit: group.unit }]);
}, 60_000);
afterAll(() => stop());

const secrets = (answer: string) => [TASK, ENTRY].filter((secret) => answer.includes(secret));

test('their own people find both by number', async () => {
  const [task = '', entry = ''] = numbers;
  expect(await town.read('ou_p_holder_shaxian', `任务 ${task}`)).toContain(TASK);
  expect(await town.read('ou_p_holder_shaxian', `台账 ${entry}`)).toContain(ENTRY);
});

describe('others', () => {
  test.each(OTHERS)(
    '%s is told nothing, whatever they type',
    async (openId) => {
      for (const number of numbers) {
        for (const pattern of WORDS) {
          const said = pattern.replace('N', number);
          expect(secrets(await town.read(openId, said)), said).toEqual([]);
        }
      }
    },
    120_000,
  );

  test.each(GROUPS.filter(({ id }) => id !== 'oc_shaxian').map(({ id }) => id))(
    'in %s nothing is told, though the office asks',
    async (chatId) => {
      for (const number of numbers) {
        for (const pattern of WORDS) {
          const said = pattern.replace('N', number);
          const { outcome, privateLine } = await town.hear('ou_p_office', said, chatId);
          const { privately: _, ...openly } = outcome.answer;
          expect(secrets(privateLine ?? JSON.stringify(openly)), said).toEqual([]);
        }
      }
    },
    120_000,
  );

  test.each(OTHERS)(
    '%s changes nothing of them by any button',
    async (openId) => {
      const streams = () =>
        Promise.all(
          numbers.map((one) => town.world.store.facts(one.startsWith('RW') ? `task/${one}` : `entry/${one}`)),
        );
      const before = await streams();
      expect(before.every((facts) => facts.length > 0)).toBe(true);
      for (const number of numbers) {
        for (const { command, action } of useRows(commands)) {
          if (action === null) continue;
          const keys = [
            'task',
            'number',
            'entry',
            'id',
            'item',
            'about',
            'lead',
            'subject',
            'text',
            'words',
            'no',
          ];
          const args = {
            ...Object.fromEntries(keys.map((key) => [key, number])),
            version: '1',
            confidential: 'no',
          };
          const form = {
            reason: '不行',
            percent: '100',
            text: '办了',
            note: '无',
            title: '改了',
            dueOn: '2027-01-01',
          };
          const reply = JSON.stringify(await town.press(openId, command.id, action, args, form));
          expect(secrets(reply), `${command.id}.${action}`).toEqual([]);
          expect(reply).not.toContain('没有保存成功');
        }
      }
      expect(await streams()).toEqual(before);
    },
    120_000,
  );
});
