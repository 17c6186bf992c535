/**
 * Numbers are easy to guess. Somebody of another unit goes through them all: every word with each number, in private and in
 * groups, and every button with each of them in every argument. What they may not see is not said, and nothing of it changes.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { GROUPS, groupCell, LEAD_CASES, sightCell, useRows, WHO, type Who } from '../../docs/access.ts';
import { AccessTown, CONTACT } from './kit.ts';

const VERBS = [
  '认领 N',
  '退回 N 不做了',
  '收回 N',
  '分派 N',
  '分派 N 甲填报员',
  '签收 N',
  '合作 N',
  '同意 N',
  '不同意 N 不行',
  '争议 N',
  '争议 N 我们先谈的',
  '撤回争议 N',
  '裁定 N',
  '裁定 N 判给甲 他们先',
  '合并 N N',
  '有效 N',
  '无效 N 不存在',
  '保密 N',
  '取消保密 N',
  '推荐人 N 张顾问',
  '更名 N 别的公司',
  '项目名称 N 别的项目',
  '联系人 N 王总 13900002222',
].map((words) => `线索 ${words}`);
const WORDS = [...commands.flatMap((command) => command.words.map((word) => `${word} N`)), ...VERBS, 'N'];

/** Whose people may speak up about what they do not see: it makes a fact of theirs, and both sides are told. */
const MAY_SPEAK_UP = new Set(['leads.cooperate', 'leads.dispute', 'leads.claim']);
/** A dispute is on record with the office from its first word, so its card names what it is about. */
const ON_RECORD = /^线索 争议 N ./;

interface Victim {
  readonly id: string;
  readonly number: string;
  readonly company: string;
}

let town: AccessTown;
let stop: () => Promise<void> = async () => undefined;
const victims: Victim[] = [];
const caseOf = (id: string) => LEAD_CASES.find((one) => one.id === id) ?? fail(id);
const fail = (id: string): never => {
  throw new Error(`no case ${id}`);
};

beforeAll(async () => {
  town = await AccessTown.open((end) => {
    stop = end;
  });
  for (const one of LEAD_CASES) {
    const number = await town.lead(one, {
      type: 'lead.stage_submitted',
      id: `stage-${one.id}`,
      stage: 'signed',
      happenedOn: '2026-11-20',
      evidence: '合同 HT-1',
      note: null,
    });
    victims.push({ id: one.id, number, company: `样例企业${Number(number.slice(-4))}有限公司` });
  }
  for (const group of GROUPS)
    if (group.unit !== undefined)
      await town.record([{ subject: 'chat-bound', chatId: group.id, unit: group.unit }]);
}, 60_000);
afterAll(() => stop());

const openIdOf = ({ person }: Who): string => person.openId ?? '';
/** The number as it is, as a project's, and without its letters. */
const writings = (number: string) => [number, number.replace('XS', 'XM'), number.slice(3)];

describe('typed', () => {
  test.each(WHO.map((who) => [who.label, who] as const))(
    '%s reads no company and no contact off a number they may not see',
    async (_label, who) => {
      for (const { id, number, company } of victims) {
        const sight = sightCell(who, caseOf(id));
        if (sight === 'full') continue;
        for (const pattern of WORDS) {
          for (const written of writings(number)) {
            const said = pattern.replaceAll('N', written);
            const answer = await town.read(openIdOf(who), said);
            expect(answer, said).not.toContain(CONTACT.name);
            expect(answer, said).not.toContain(CONTACT.phone);
            if (sight === 'none' && !ON_RECORD.test(pattern)) expect(answer, said).not.toContain(company);
            if (sight === 'none' && caseOf(id).confidential) expect(answer, said).not.toContain(company);
          }
        }
      }
    },
    120_000,
  );

  test.each(GROUPS.map((group) => [group.label, group] as const))(
    '%s hears no contact and nothing confidential, though the office itself asks there',
    async (_label, group) => {
      for (const { id, number, company } of victims) {
        for (const pattern of WORDS) {
          const said = pattern.replaceAll('N', number);
          const { outcome, privateLine } = await town.hear('ou_p_office', said, group.id);
          const { privately: _, ...openly } = outcome.answer;
          // What answers in private leaves one line in the group.
          const shown = privateLine ?? JSON.stringify(openly);
          expect(shown, said).not.toContain(CONTACT.name);
          expect(shown, said).not.toContain(CONTACT.phone);
          if (groupCell(group, caseOf(id)) === 'none') expect(shown, said).not.toContain(company);
        }
      }
    },
    120_000,
  );
});

/** Every argument any button has: the number wherever one could stand. */
const argsWith = (number: string, stage: string) => ({
  lead: number,
  number,
  about: number,
  subject: number,
  id: number,
  no: '1',
  item: number,
  file: number,
  workbook: number,
  transfer: number,
  task: number,
  dispute: `${number}.1`,
  proposal: number,
  meeting: number,
  text: number,
  words: number,
  into: number,
  from: number,
  leads: number,
  check: number,
  draft: number,
  event: stage,
  unit: 'shaxian',
  month: '2026-11',
  kind: 'leads',
  version: '3',
  confidential: 'no',
  scope: 'all',
  page: '-1',
  offset: '-1',
});
const FORM = {
  reason: '不行，材料不全',
  text: '我们先谈的',
  note: '无',
  person: '甲填报员',
  to: '永安市',
  unit: 'yongan',
  stage: 'started',
  happenedOn: '2026-11-22',
  evidence: '施工许可',
  amount: '-5',
  total: '-5',
  percent: '-5',
  ratio: '9:1',
  dueOn: '2026-12-31',
};

describe('pressed', () => {
  test.each(WHO.filter(({ person }) => person.unit === 'yongan').map((who) => [who.label, who] as const))(
    '%s changes nothing of 沙县区 by buttons no card ever had, and is told nothing of it',
    async (_label, who) => {
      const theirs = victims.filter(({ id }) => caseOf(id).unit === 'shaxian' && !caseOf(id).pooled);
      for (const { id, number, company } of theirs) {
        const sight = sightCell(who, caseOf(id));
        if (sight === 'full') continue;
        const before = await town.world.store.facts(`lead/${number}`);
        for (const { command, action } of useRows(commands)) {
          const name = `${command.id}.${action}`;
          if (action === null || MAY_SPEAK_UP.has(name)) continue;
          const args = argsWith(number, `stage-${id}`);
          const reply = JSON.stringify(await town.press(openIdOf(who), command.id, action, args, FORM));
          expect(reply, name).not.toContain(CONTACT.name);
          expect(reply, name).not.toContain('没有保存成功');
          if (sight === 'none') expect(reply, name).not.toContain(company);
        }
        expect(await town.world.store.facts(`lead/${number}`)).toEqual(before);
      }
    },
    120_000,
  );

  test('the same buttons do a great deal for the office', async () => {
    const [one] = victims.filter(({ id }) => id === 'other');
    if (one === undefined) throw new Error('no victim');
    const before = (await town.world.store.facts(`lead/${one.number}`)).length;
    for (const { command, action } of useRows(commands)) {
      if (action !== null)
        await town.press('ou_p_office', command.id, action, argsWith(one.number, 'stage-other'), FORM);
    }
    expect((await town.world.store.facts(`lead/${one.number}`)).length).toBeGreaterThan(before + 1);
  });
});
