/**
 * Whoever left, was suspended, lost a role or moved to another unit: from that commit on the roster decides anew, for words,
 * for buttons of old cards, forms that were open, groups, files and verdicts alike.
 */
import { beforeEach, describe, expect, test } from 'vitest';
import { WHO } from '../../docs/access.ts';
import type { Press } from '../../src/card.ts';
import { sequenceName } from '../../src/domain/number.ts';
import type { Person } from '../../src/domain/roster.ts';
import { NOON } from '../contract/kit.ts';
import { buttonOf } from '../harness/seen.ts';
import { AccessTown, CONTACT } from './kit.ts';

const PLAIN = { project: false, confidential: false, pooled: false };
const reporter = personOf('p_reporter');
const verifier = personOf('p_verifier');
const STEP = { stage: 'signed', happenedOn: '2026-11-22', evidence: '合同' };
const FORM = { company: '福建后来居上新材料有限公司' };

function personOf(id: string): Person {
  const found = WHO.find(({ person }) => person.id === id);
  if (found === undefined) throw new Error(`nobody is called ${id}`);
  return found.person;
}

let town: AccessTown;
/** A lead of 永安市 which the reporter holds, a stage of another that waits, a form open, evidence sent. */
let held: string;
let waiting: string;
let form: Press;
let step: Press;

beforeEach(async () => {
  town = await AccessTown.open();
  held = await town.lead(
    { ...PLAIN, unit: 'yongan' },
    {
      type: 'lead.held',
      unit: 'yongan',
      holder: reporter.id,
      protectedUntilOn: null,
      why: 'assigned',
    },
  );
  waiting = await town.lead(
    { ...PLAIN, unit: 'yongan' },
    {
      type: 'lead.stage_submitted',
      id: 'stage-1',
      stage: 'signed',
      happenedOn: '2026-11-20',
      evidence: '合同 HT-1',
      note: null,
    },
  );
  await town.record([
    {
      subject: 'evidence',
      before: null,
      facts: [
        {
          type: 'evidence.received',
          id: 'E1',
          messageId: 'om_e1',
          fileKey: 'file_1',
          kind: 'file',
          name: '合同.pdf',
          sender: reporter.id,
          lead: held,
        },
      ],
    },
  ]);
  form = buttonIn((await town.say('ou_p_reporter', '登记 福建后来居上新材料有限公司')).answer.card, '提交');
  step = buttonIn((await town.say('ou_p_reporter', `推进 ${held} 签约 11月10日 合同`)).answer.card, '提交');
}, 30_000);

function buttonIn(card: Parameters<typeof buttonOf>[0] | undefined, label: string): Press {
  const press = buttonOf(card ?? null, label);
  if (press === null) throw new Error(`no button ${label}`);
  return press;
}

const press = async (openId: string, button: Press, fields = {}) =>
  JSON.stringify(await town.press(openId, button.command, button.action, button.args, fields));
const factsOf = async (number: string) => (await town.world.store.facts(`lead/${number}`)).length;
const change = (person: Person, more: Partial<Person>) =>
  town.record([{ subject: 'person', person: { ...person, ...more }, mobileMark: null, leftAt: null }]);

/** Tries everything the reporter and the verifier had at hand. */
async function nothingWorks(): Promise<void> {
  const [heldFacts, waitingFacts] = [await factsOf(held), await factsOf(waiting)];
  const last = await town.world.store.lastValue(sequenceName('lead', '2026-11'));
  for (const answer of [
    await town.read('ou_p_reporter', `线索 ${held}`),
    await town.read('ou_p_reporter', '我的'),
    await press('ou_p_reporter', { command: 'leads', action: 'say', args: { text: held } }),
    await press('ou_p_reporter', {
      command: 'leads',
      action: 'confidential',
      args: { lead: held, confidential: 'yes' },
    }),
    await press(
      'ou_p_reporter',
      { command: 'leads', action: 'return', args: { lead: held } },
      { reason: '不办了' },
    ),
    await press('ou_p_reporter', step, STEP),
    await press('ou_p_reporter', { command: 'evidence', action: 'fetch', args: { file: 'E1' } }),
    await press('ou_p_reporter', { command: 'history', action: 'page', args: { about: held, number: held } }),
    await press('ou_p_reporter', { command: 'undo', action: 'choose', args: { lead: held, number: held } }),
    await press('ou_p_verifier', {
      command: 'pending',
      action: 'verify',
      args: { lead: waiting, event: 'stage-1' },
    }),
    await press(
      'ou_p_verifier',
      { command: 'pending', action: 'return', args: { lead: waiting, event: 'stage-1' } },
      { reason: '不行' },
    ),
  ]) {
    expect(answer).not.toContain(CONTACT.name);
    expect(answer).not.toContain('样例企业');
    expect(answer).not.toContain('马上私聊发给您');
    expect(answer).not.toContain('没有保存成功');
  }
  expect([await factsOf(held), await factsOf(waiting)]).toEqual([heldFacts, waitingFacts]);
  expect(await town.world.store.lastValue(sequenceName('lead', '2026-11'))).toBe(last);
}

describe('before, all of it works', () => {
  test('the reporter sees the contact, the form registers, the step is taken, the verifier returns', async () => {
    expect(await town.read('ou_p_reporter', `线索 ${held}`)).toContain(CONTACT.name);
    expect(await press('ou_p_reporter', form, FORM)).toContain('已登记');
    const before = await factsOf(held);
    await press('ou_p_reporter', step, STEP);
    expect(await factsOf(held)).toBeGreaterThan(before);
    const judged = await factsOf(waiting);
    const args = { lead: waiting, event: 'stage-1' };
    await press('ou_p_verifier', { command: 'pending', action: 'return', args }, { reason: '缺页' });
    expect(await factsOf(waiting)).toBeGreaterThan(judged);
  });
});

describe('afterwards nothing does', () => {
  test('left or suspended, by the organisation’s own event', async () => {
    for (const { id } of [reporter, verifier])
      await town.record([{ subject: 'person-left', person: id, at: NOON }]);
    await nothingWorks();
    expect(await press('ou_p_reporter', form, FORM)).toContain('您还不在名册中');
    await town.record([{ subject: 'chat-bound', chatId: 'oc_yongan', unit: 'yongan' }]);
    expect(await town.read('ou_p_reporter', `线索 ${held}`, 'oc_yongan')).toContain('您还不在名册中');
  });

  test('roles taken away: what is left is an observer', async () => {
    for (const person of [reporter, verifier]) await change(person, { roles: ['observer'] });
    await nothingWorks();
    expect(await press('ou_p_reporter', form, FORM)).toContain('您的角色不能使用');
  });

  test('moved to another unit: the old unit’s cards are somebody else’s, the lead they held included', async () => {
    for (const person of [reporter, verifier]) await change(person, { unit: 'shaxian' });
    await nothingWorks();
    // A form is one's own, and registers for the unit one is in now.
    const said = await press('ou_p_reporter', form, FORM);
    expect(said).toContain('已登记');
    const number = /XS-202611-\d{4}/.exec(said)?.[0] ?? '';
    expect(await town.world.store.lead(number)).toMatchObject({ unit: 'shaxian' });
  });
});
