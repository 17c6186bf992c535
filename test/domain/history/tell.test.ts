// 留痕: a fact is a sentence; what others may not know is left out of it; nothing personal is ever in it.
import { describe, expect, test } from 'vitest';
import { depthOf } from '../../../src/domain/history/sight.ts';
import {
  type BookedFact,
  type Depth,
  seenAs,
  sentence,
  tellFacts,
} from '../../../src/domain/history/tell.ts';
import { historyWords } from '../../../src/domain/history/words.ts';
import type { LeadFact } from '../../../src/domain/lead/facts.ts';
import { type Role, Roster } from '../../../src/domain/roster.ts';
import { registered } from '../../contract/kit.ts';
import { fresh } from '../lead/kit.ts';
import { sanming } from '../pack/sanming.ts';

const NUMBER = 'XS-202611-0001';
/** 2026-11-10 09:32 in Shanghai. */
const AT = Date.UTC(2026, 10, 10, 1, 32);
const PACK = sanming();

const unit = (id: string, name: string, parent: string | null, kind = 'district_county') => ({
  ...{ id, name, kind, parent, aliases: [], tags: {}, activeFrom: null, activeTo: null },
});
const person = (id: string, name: string, of: string, ...roles: readonly Role[]) => ({
  ...{ id, name, unit: of, roles, openId: `ou_${id}`, units: [] },
});
const roster = new Roster({
  units: [
    unit('city', '三明市', null, 'city'),
    unit('yongan', '永安市', 'city'),
    unit('shaxian', '沙县区', 'city'),
  ],
  people: [
    person('p_anna', '周岚', 'yongan', 'reporter'),
    person('p_vera', '许国强', 'yongan', 'verifier'),
    person('p_su', '苏敏', 'shaxian', 'reporter'),
    person('p_shi', '施县长', 'yongan', 'leader'),
    person('p_gao', '高市长', 'city', 'leader'),
    person('p_ye', '叶青', 'city', 'office'),
    person('p_luo', '罗观', 'city', 'observer'),
  ],
  posts: [],
  chats: [],
});

function facts(
  ...list: readonly (readonly [fact: { readonly type: string }, actor: string | null, stream?: string])[]
) {
  const seqs = new Map<string, number>();
  return list.map(([{ type, ...data }, actor, stream = `lead/${NUMBER}`], index): BookedFact => {
    const seq = (seqs.get(stream) ?? 0) + 1;
    seqs.set(stream, seq);
    return { stream, seq, type, data, at: AT + index * 60_000, actor };
  });
}

function told(
  list: readonly BookedFact[],
  depth: Depth = 'full',
  former?: Parameters<typeof historyWords>[2],
) {
  return tellFacts(list, NUMBER, historyWords(PACK, roster, former)).flatMap((entry) => {
    const seen = seenAs(entry, depth);
    return seen === null ? [] : [sentence(seen)];
  });
}

const submitted: LeadFact = {
  type: 'lead.stage_submitted',
  id: `${NUMBER}#2`,
  stage: 'signed',
  happenedOn: '2026-11-09',
  evidence: '合同 DT-31',
  note: '已盖章',
};
const returned: LeadFact = { type: 'lead.stage_returned', id: `${NUMBER}#2`, reason: '缺盖章页' };

describe('a history', () => {
  const list = facts(
    [
      registered(NUMBER, {
        company: '岩城碳素',
        unit: 'yongan',
        holder: 'p_anna',
        contact: 'c_1',
        note: '朋友介绍',
      }),
      'p_anna',
    ],
    [submitted, 'p_anna'],
    [returned, 'p_vera'],
  );

  test('says who, when, what and why, a sentence a fact, oldest first', () => {
    expect(told(list)).toEqual([
      `2026-11-10 09:32 周岚（永安市）登记线索 ${NUMBER}，企业「岩城碳素」（登记单位 永安市，备注 朋友介绍）`,
      '2026-11-10 09:33 周岚（永安市）推进到「签约」，送审（发生日期 2026-11-09，佐证 合同 DT-31，说明 已盖章）',
      '2026-11-10 09:34 许国强（永安市）退回「签约」：缺盖章页',
    ]);
  });

  test('tells others what happened and by which unit, no names, reasons or evidence', () => {
    expect(told(list, 'outline')).toEqual([
      `2026-11-10 09:32 永安市登记线索 ${NUMBER}，企业「岩城碳素」（登记单位 永安市）`,
      '2026-11-10 09:33 永安市推进到「签约」，送审（发生日期 2026-11-09）',
      '2026-11-10 09:34 永安市退回「签约」',
    ]);
  });

  test('never says a contact or a referrer', () => {
    const referred: LeadFact = { type: 'lead.referred', referrer: 'c_9' };
    const all = told(facts([registered(NUMBER, { contact: 'c_1' }), 'p_anna'], [referred, 'p_anna'])).join(
      '\n',
    );
    expect(all).toContain('登记推荐人');
    expect(all).not.toMatch(/c_1|c_9/);
    expect(told(facts([referred, 'p_anna']), 'outline')).toEqual([]);
  });

  test('names who has left the roster, the machine as 系统, and whoever nobody knows as such', () => {
    const former = new Map([['p_old', { name: '老林', unit: 'shaxian' }]]);
    const lapsed: LeadFact = { type: 'lead.released', why: 'lapsed', reason: null };
    const lines = told(facts([returned, 'p_old'], [lapsed, null], [returned, 'p_ghost']), 'full', former);
    expect(lines[0]).toContain('老林（沙县区）退回');
    expect(lines[1]).toContain('系统保护期满没有进展，转入公共线索池（依据 SM 三(四)19');
    expect(lines[2]).toContain('（已不在名册）退回');
  });

  test('says what a figure was where a report replaces another', () => {
    const report = (units: number) => ({
      ...{ type: 'progress.reported' as const, lead: NUMBER, unit: 'yongan', month: '2026-11', late: false },
      ...{ forecast: false, narrative: '基础施工', problems: null, plan: null, shifts: [] },
      figures: [{ measure: 'funds_in_place', units }],
    });
    const stream = `progress/${NUMBER}`;
    const [first, again] = told(
      facts([report(32_000_000), 'p_anna', stream], [report(36_000_000), 'p_anna', stream]),
    );
    expect(first).toContain('报送2026年11月月报（到位资金 3200万元，');
    expect(again).toContain('重报2026年11月月报（到位资金 3600万元（原 3200万元），');
    expect(again).toContain('进展情况 基础施工');
  });

  test('says which other item a sentence is about, and a fact nobody knows as one', () => {
    const stream = 'task/RW-202611-0001';
    const lines = told(
      facts([{ type: 'task.accepted' }, 'p_anna', stream], [{ type: 'ghost.seen' }, null, 'ghost/1']),
    );
    expect(lines[0]).toContain('周岚（永安市）［RW-202611-0001］签收任务');
    expect(lines[1]).toContain('记录了一项变化（ghost.seen）');
  });

  test('is one line whatever was written, and cut where a card needs it', () => {
    const long: LeadFact = { ...returned, reason: `第一行\n第二行${'啊'.repeat(900)}` };
    const [entry] = tellFacts(facts([long, 'p_vera']), NUMBER, historyWords(PACK, roster));
    expect.assert(entry !== undefined);
    const seen = seenAs(entry, 'full');
    expect.assert(seen !== null);
    expect(sentence(seen, 100)).not.toContain('\n');
    expect(sentence(seen, 100).length).toBeLessThan(200);
    expect(sentence(seen).length).toBeGreaterThan(900);
  });
});

describe('how much of a history somebody is told', () => {
  const depth = (
    id: string,
    more: Parameters<typeof fresh>[0] & { promoted?: boolean; secret?: boolean } = {},
  ) => {
    const who = roster.person(id);
    expect.assert(who !== null);
    const { promoted, secret, ...rest } = more;
    const lead = {
      ...fresh(rest),
      projectNumber: promoted ? 'XM-202611-0001' : null,
      confidential: secret === true,
    };
    return depthOf(who, lead, roster);
  };

  test.each([
    ['p_anna', 'full'],
    ['p_vera', 'full'],
    ['p_ye', 'full'],
    ['p_shi', 'full'],
    ['p_gao', 'full'],
    ['p_su', null],
    ['p_luo', null],
  ])('%s of a lead: %s', (id, expected) => {
    expect(depth(id)).toBe(expected);
  });

  test('another unit’s reporter is told the outline of a project, and nothing of a confidential one', () => {
    expect(depth('p_su', { promoted: true })).toBe('outline');
    expect(depth('p_su', { promoted: true, secret: true })).toBeNull();
  });
});
