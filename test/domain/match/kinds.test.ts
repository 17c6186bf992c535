/** Policy, chain gap, park access, similar project, 一事一议: each condition met, unknown or failed, with why. */
import { describe, expect, test } from 'vitest';
import type { LeadFact } from '../../../src/domain/lead/facts.ts';
import { evolveLead, type Lead } from '../../../src/domain/lead/lead.ts';
import { caseByCase } from '../../../src/domain/match/case-by-case.ts';
import { gapsFor } from '../../../src/domain/match/gap.ts';
import { kindsIn } from '../../../src/domain/match/kind.ts';
import { lexiconOf } from '../../../src/domain/match/lexicon.ts';
import { decideNeed, isNeedChanged } from '../../../src/domain/match/need.ts';
import { exceptionPath, parksFor } from '../../../src/domain/match/park.ts';
import { fitPolicy, rankPolicies } from '../../../src/domain/match/policy.ts';
import { thresholdsIn } from '../../../src/domain/match/policy-text.ts';
import { profileOf } from '../../../src/domain/match/profile.ts';
import { similarTo } from '../../../src/domain/match/similar.ts';
import { exactly } from '../../../src/domain/money.ts';
import type { Pack } from '../../../src/domain/pack/schema.ts';
import { chainsOf } from '../../../src/domain/registry/chain.ts';
import type { Entry } from '../../../src/domain/registry/entry.ts';
import { titleOfValues } from '../../../src/domain/registry/fields.ts';
import { Roster } from '../../../src/domain/roster.ts';
import { packOf, readText, sanming } from '../pack/sanming.ts';

const SM = sanming();
const RC = packOf(readText('schemes/rongcheng/pack.yaml'));
const LF = packOf(readText('schemes/langfang/pack.yaml'));
const unit = (id: string, name: string, kind: string, parent: string | null) => ({
  ...{ id, name, kind, parent, aliases: [], tags: {} },
  ...{ activeFrom: null, activeTo: null },
});
const ROSTER = new Roster({
  units: [
    unit('city', '三明市', 'city', null),
    unit('swj', '商务局', 'city_dept', 'city'),
    unit('yongan', '永安市', 'district_county', 'city'),
    unit('datian', '大田县', 'district_county', 'city'),
  ],
  people: [],
  posts: [],
  chats: [],
});
const TODAY = '2026-11-23';
const AT = Date.UTC(2026, 10, 20);

interface Said {
  readonly company?: string;
  readonly project?: string | null;
  readonly yi?: number | null;
  readonly industry?: string | null;
  readonly landing?: string | null;
  readonly note?: string | null;
}

function leadOf(said: Said, number = 'XS-202611-0001'): Lead {
  const yi = said.yi === undefined ? 2 : said.yi;
  const fact: LeadFact = {
    type: 'lead.registered',
    number,
    company: said.company ?? '岩城碳素有限公司',
    project: said.project === undefined ? '碳纤维原丝生产线' : said.project,
    investment: yi === null ? null : exactly({ units: yi * 100_000_000, currency: 'CNY' }),
    industry: said.industry ?? null,
    landingUnit: said.landing === undefined ? 'datian' : said.landing,
    channel: null,
    contact: null,
    note: said.note ?? null,
    unit: 'datian',
    holder: 'p1',
    despite: [],
  };
  return evolveLead(null, fact, AT, 'p1');
}

const profile = (said: Said = {}, pack: Pack = SM) => profileOf(leadOf(said), lexiconOf(pack), true);

let serial = 0;
function entryOf(
  pack: Pack,
  registry: string,
  values: Readonly<Record<string, string>>,
  owner = 'datian',
): Entry {
  const rule = pack.registries.find((one) => one.id === registry);
  if (rule === undefined) throw new Error(registry);
  serial += 1;
  return {
    id: `TZ-202611-${String(serial).padStart(4, '0')}`,
    version: 1,
    registry,
    owner,
    title: titleOfValues(rule, values),
    values,
    sealed: {},
    key: String(serial),
    confidential: false,
    state: 'active',
    reason: null,
    registeredBy: null,
    registeredAt: AT,
    checkedAt: AT,
    endedAt: null,
  };
}

const registriesOf = (pack: Pack) => new Map(pack.registries.map((one) => [one.id, one]));
const SCENE = { pack: SM, registries: registriesOf(SM), roster: ROSTER, today: TODAY };

function policy(values: Readonly<Record<string, string>>, said: Said = {}) {
  const rule = SCENE.registries.get('SM-G11');
  if (rule === undefined) throw new Error('SM-G11');
  const entry = entryOf(SM, 'SM-G11', { unit: 'datian', content: '奖补', ...values });
  return fitPolicy(entry, rule, profile(said), SCENE);
}
const reasons = (fit: ReturnType<typeof policy>, verdict: string) =>
  fit.checks.filter((check) => check.verdict === verdict).map((check) => check.reason);

describe('project ↔ policy (SM 三(三)16)', () => {
  test('every condition met is said to be met, and nothing is promised', () => {
    const fit = policy({
      title: '碳纤维若干措施',
      industries: '碳纤维',
      min_investment: '10000',
      valid_to: '2027-12-31',
    });
    expect(fit.verdict).toBe('fits');
    expect(reasons(fit, 'fits')).toEqual([
      '有效期至 2027-12-31',
      '拟落户在大田县',
      '产业：项目内容含「碳纤维」',
      '投资额20000万元（2亿元），符合「投资额10000万元以上」',
    ]);
    expect(JSON.stringify(fit.checks)).not.toMatch(/可享受|给予您|保证|一定能|获得奖励/u);
  });

  test.each([
    ['run out', { title: '甲', valid_to: '2026-11-22' }, {}, /已于 2026-11-22 到期/],
    ['of another county', { title: '甲', unit: 'yongan' }, {}, /限永安市，项目拟落户大田县/],
    ['of another industry', { title: '甲', industries: '纺织' }, {}, /限「纺织」/],
    ['too small', { title: '甲', min_investment: '50000' }, {}, /不到50000万元/],
    ['too small by its words', { title: '甲', content: '总投资5亿元以上的给予补助' }, {}, /不到50000万元/],
  ] as const)('fails, with why, when it is %s', (_, values, said, why) => {
    const fit = policy(values, said);
    expect(fit.verdict).toBe('fails');
    expect(reasons(fit, 'fails').join()).toMatch(why);
  });

  test.each([
    ['no place is stated', { title: '甲' }, { landing: null }, /还没有写拟落户/],
    ['no sum is stated', { title: '甲', min_investment: '1' }, { yi: null }, /没有写投资额/],
    [
      'the sum is of something else',
      { title: '甲', content: '设备投资500万元以上的给予8%奖补' },
      {},
      /设备投资500万元以上/,
    ],
    ['it is for foreign capital', { title: '外商投资奖励' }, {}, /资本类型还没有登记/],
    ['it is for a class', { title: '世界500强企业落户奖励' }, {}, /企业类别还没有登记/],
    ['it is for referrers', { title: '引荐人奖励办法' }, {}, /适用对象是引荐人/],
    ['only the wide industry agrees', { title: '甲', industries: '石墨烯' }, {}, /是否属于「石墨烯」请核实/],
    ['its object is free text', { title: '甲', object: '规上纳统的成长型单位' }, {}, /请核实/],
  ] as const)('is unknown, never met, when %s', (_, values, said, why) => {
    const fit = policy(values, said);
    expect(fit.verdict).toBe('unknown');
    expect(reasons(fit, 'unknown').join()).toMatch(why);
  });

  test('a reward and a rate are no least sum', () => {
    expect(thresholdsIn('实际使用外资每100万美元奖励2万元人民币')).toEqual([]);
    expect(thresholdsIn('按投资额的5%补助，最高500万元')).toEqual([]);
    expect(thresholdsIn('总投资不低于1.5亿元')[0]?.wan.toString()).toBe('15000');
    expect(thresholdsIn('投资强度300万元/亩以上')[0]?.of).toBe('other');
  });

  test('what fails comes last, and what is about this project first', () => {
    const entries = [
      entryOf(
        SM,
        'SM-G11',
        { unit: 'yongan', title: '碳纤维奖补', content: '甲', industries: '碳纤维' },
        'yongan',
      ),
      entryOf(SM, 'SM-G11', { unit: 'datian', title: '用工补贴', content: '乙' }),
      entryOf(SM, 'SM-G11', { unit: 'datian', title: '碳纤维补链', content: '丙', industries: '碳纤维' }),
    ];
    const found = rankPolicies(entries, profile(), SCENE).map((fit) => fit.entry.title);
    expect(found).toEqual(['碳纤维补链', '用工补贴', '碳纤维奖补']);
  });
});

describe('一事一议', () => {
  test('holds above the threshold of the pack, not below it (SM 三(一)2: 10亿元)', () => {
    expect(caseByCase(SM, leadOf({ yi: 10 }))).toMatchObject({ truth: 'yes', clause: 'SM 三(一)2' });
    expect(caseByCase(SM, leadOf({ yi: 9 }))?.truth).not.toBe('yes');
  });
  test('asks for what is missing (LF 四(五)3), and is nothing where the pack has no rule', () => {
    const known = { ...leadOf({}), tags: { enterpriseClasses: ['fortune_global_500'] } };
    expect(caseByCase(LF, known)?.truth).toBe('yes');
    expect(caseByCase(RC, leadOf({ yi: 100 }))).toBeNull();
  });
});

describe('enterprise ↔ chain gap (SM 三(一)1)', () => {
  const node = (values: Readonly<Record<string, string>>) => entryOf(SM, 'SM-G1', values, 'city');
  const chains = chainsOf(
    SM.registries.filter((one) => one.id === 'SM-G1'),
    [
      node({ chain: '碳纤维', node: '碳纤维原丝', state: '空白' }),
      node({ chain: '碳纤维', node: '碳化', state: '优势', firms: '甲碳' }),
      node({ chain: '碳纤维', node: '体育器材', state: '可突破', targets: '岩城碳素有限公司' }),
      node({ chain: '纺织', node: '染整', state: '空白' }),
    ],
  );
  test('the target firm first, then the node its own words name; other chains not at all', () => {
    const fits = gapsFor(profile(), chains, SM);
    expect(fits.map((fit) => [fit.node.name, fit.verdict])).toEqual([
      ['体育器材', 'fits'],
      ['碳纤维原丝', 'fits'],
    ]);
    expect(fits[0]?.reason).toContain('目标企业');
  });
  test('a node that lacks nothing is said to be no gap', () => {
    const fits = gapsFor(profile({ project: '碳化生产线' }), chains, SM);
    expect(fits.find((fit) => fit.node.name === '碳化')).toMatchObject({
      verdict: 'fails',
      reason: expect.stringContaining('不是缺口'),
    });
  });
});

describe('project ↔ park access list (RC 三(一)3)', () => {
  const listed = (park: string, industry: string, kind: string) =>
    entryOf(RC, 'RC-G4', { park, industry, kind, basis: '省目录' });
  const of = (project: string, ...entries: readonly Entry[]) =>
    parksFor(profile({ project, company: '甲公司' }, RC), entries, RC, ROSTER).map(({ park, access }) => [
      park,
      access,
    ]);
  test('encouraged, restricted, and not listed are three things', () => {
    const entries = [
      listed('石岛园', '碳纤维', '鼓励'),
      listed('海洋园', '碳纤维', '限制'),
      listed('科技园', '核电', '鼓励'),
    ];
    expect(of('碳纤维原丝项目', ...entries)).toEqual([
      ['海洋园', 'restricted'],
      ['石岛园', 'allowed'],
      ['科技园', 'unknown'],
    ]);
  });
  test('restricted wins over encouraged', () => {
    expect(
      of('碳纤维原丝项目', listed('石岛园', '碳纤维', '鼓励'), listed('石岛园', '碳纤维原丝', '限制')),
    ).toEqual([['石岛园', 'restricted']]);
  });
  test('the way outside a park cites its clause, and that idle assets need none (RC 三(九)22)', () => {
    expect(exceptionPath(RC)).toMatchObject({
      clause: 'RC 三(九)22',
      words: expect.stringMatching(/落户审批.*盘活闲置资产/),
    });
    expect(exceptionPath(SM)).toBeNull();
  });
});

describe('project ↔ similar past project', () => {
  test('the same line and size comes first, its own number and strangers never', () => {
    const mine = leadOf({});
    const near = leadOf(
      { company: '新纤碳材有限公司', project: '碳纤维复合材料项目', yi: 1.8 },
      'XS-202601-0001',
    );
    const far = leadOf({ company: '大田织造有限公司', project: '经编面料项目', yi: 2 }, 'XS-202601-0002');
    const found = similarTo(profile(), [mine, far, near], SM);
    expect(found.map((fit) => fit.lead.number)).toEqual(['XS-202601-0001']);
    expect(found[0]?.reasons.join()).toMatch(/碳纤维.*投资规模相近/u);
  });
});

describe('a need', () => {
  test('is set, changes what is matched, and is refused when it says nothing new or too much', () => {
    const lead = leadOf({});
    expect(decideNeed(lead, '5000平 厂房')).toEqual({
      facts: [{ type: 'lead.need_set', need: '5000平 厂房' }],
    });
    const after = evolveLead(lead, { type: 'lead.need_set', need: '5000平 厂房' }, AT, 'p1');
    expect(isNeedChanged(lead, after)).toBe(true);
    expect(isNeedChanged(after, { ...after, touchedAt: AT + 1 })).toBe(false);
    expect(decideNeed(after, '5000平 厂房')).toHaveProperty('refused');
    expect(decideNeed(lead, '厂'.repeat(201))).toHaveProperty('refused');
    expect(decideNeed(lead, null)).toHaveProperty('refused');
  });
  test.each([
    ['厂房用地50亩', ['land']],
    ['标准厂房', ['plant']],
    ['冷库仓储', ['cold']],
    ['研发办公', ['office']],
    ['靠近高速', []],
  ] as const)('%s names %j', (text, kinds) => {
    expect(kindsIn(text)).toEqual(kinds);
  });
});
