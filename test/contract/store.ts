/** What commands may ask (src/store.ts), whatever database is behind it: subjects and lists. */
import { expect } from 'vitest';
import { nameKeys } from '../../src/domain/company.ts';
import type { LeadFact } from '../../src/domain/lead/facts.ts';
import { evolveLead, type Lead } from '../../src/domain/lead/lead.ts';
import { readNumber } from '../../src/domain/number.ts';
import { open } from './books.ts';
import { leadChange, registered, submitted, verified } from './kit.ts';
import { POOL_CONTRACT } from './pool.ts';
import { ACTIVITY_STORE } from './store-activities.ts';
import { BULLETIN_STORE } from './store-bulletins.ts';
import { EVIDENCE_STORE } from './store-evidence.ts';
import { FIGURES_STORE } from './store-figures.ts';
import { FILING_STORE } from './store-filings.ts';
import { LIST_STORE } from './store-lists.ts';
import { STORE_MORE } from './store-more.ts';
import { PERSONAL_STORE } from './store-personal.ts';
import { REGISTRY_STORE } from './store-registries.ts';
import { REVIEW_STORE } from './store-reviews.ts';
import { SETTING_STORE } from './store-settings.ts';
import { STORE_STANDING } from './store-standing.ts';
import { TASK_STORE } from './store-tasks.ts';
import { TRANSFER_STORE } from './store-transfers.ts';
import { WORKBOOK_STORE } from './store-workbooks.ts';
import { guarantee } from './suite.ts';

const numbersOf = (leads: readonly Lead[]) => leads.map((lead) => lead.number);

export const STORE_CONTRACT = [
  ...POOL_CONTRACT,
  ...REVIEW_STORE,
  ...ACTIVITY_STORE,
  ...SETTING_STORE,
  ...PERSONAL_STORE,
  ...FILING_STORE,
  guarantee(
    'a lead comes back as its facts say, by either number, with its stages in order',
    async (database) => {
      const { store, record } = open(database);
      const first = registered('XS-202611-0001', {
        project: '碳纤维 100% 项目_一期',
        investment: {
          low: { units: 520_000_000, currency: 'CNY' },
          high: { units: 600_000_000, currency: 'CNY' },
          approx: true,
        },
        industry: 'new_materials',
        landingUnit: 'yongan',
        channel: 'visit',
        contact: 'c1',
        note: '备注\n第二行',
      });
      const facts: LeadFact[] = [
        first,
        submitted('XS-202611-0001#2', 'talks'),
        { type: 'lead.stage_returned', id: 'XS-202611-0001#2', reason: '佐证不符' },
        submitted('XS-202611-0001#4', 'signed'),
        verified('XS-202611-0001#4', 'signed'),
        { type: 'lead.promoted', projectNumber: 'XM-202611-0001' },
        { type: 'lead.confidentiality_set', confidential: true },
      ];
      let lead: Lead | null = null;
      for (const fact of facts) {
        const before = lead;
        expect(await record(leadChange(before, fact))).toEqual({ result: 'done' });
        lead = await store.lead('XS-202611-0001');
        const on = lead?.touchedAt ?? 0;
        expect(lead).toEqual(evolveLead(before, fact, on, 'p_anna'));
      }
      expect(await store.lead('XM-202611-0001')).toEqual(lead);
      expect(lead?.stages.map((event) => event.state)).toEqual(['returned', 'verified']);
      expect((await store.facts('lead/XS-202611-0001')).map((fact) => fact.seq)).toEqual([
        1, 2, 3, 4, 5, 6, 7,
      ]);
      expect(await store.lead('XS-202611-9999')).toBeNull();
    },
  ),

  guarantee(
    'two changes decided on the same version: one is kept, the other decides again',
    async (database) => {
      const { store, record } = open(database);
      await record(leadChange(null, registered('XS-202611-0001')));
      const lead = await store.lead('XS-202611-0001');
      const results = await Promise.all([
        record(leadChange(lead, submitted('XS-202611-0001#2', 'talks'))),
        record(leadChange(lead, { type: 'lead.withdrawn' })),
      ]);
      expect(results.map((one) => one.result)).toEqual(['done', 'conflict']);
      expect(await store.lead('XS-202611-0001')).toMatchObject({ version: 2, status: 'open' });
    },
  ),

  guarantee(
    'a search takes wildcards, quotes and length literally, and ignores the case of letters',
    async (database) => {
      const { store, record } = open(database);
      const long = '三明市沙县区高桥镇新桥村绿色循环经济产业园区投资开发建设运营管理有限责任公司';
      const companies = ['百分之百 100% 食品', '下划_线科技', '反斜杠\\工厂', "单'引号", 'ABC Steel', long];
      for (const [at, company] of companies.entries())
        await record(leadChange(null, registered(`XS-202611-000${at + 1}`, { company })));
      const found = async (words: string) =>
        (await store.leads({ words, limit: 10 })).items.map((lead) => lead.company);
      expect(await found('%')).toEqual(['百分之百 100% 食品']);
      expect(await found('_')).toEqual(['下划_线科技']);
      expect(await found('\\')).toEqual(['反斜杠\\工厂']);
      expect(await found("'")).toEqual(["单'引号"]);
      expect(await found('abc steel')).toEqual(['ABC Steel']);
      expect(await found(long)).toEqual([long]);
      expect(await found('%_%')).toEqual([]);
      expect(await found('   ')).toHaveLength(6);
    },
  ),

  guarantee(
    'a search finds the project name too, newest first, without withdrawn ones, and pages',
    async (database) => {
      const { store, record } = open(database);
      for (let at = 1; at <= 7; at += 1) {
        const more = { project: at % 2 === 0 ? '碳纤维项目' : null, holder: at < 4 ? 'p_anna' : 'p_bo' };
        await record(leadChange(null, registered(`XS-202611-000${at}`, more)));
      }
      await record(leadChange(await store.lead('XS-202611-0002'), { type: 'lead.withdrawn' }));
      const page = await store.leads({ words: '碳纤维', limit: 1, offset: 1 });
      expect([numbersOf(page.items), page.total]).toEqual([['XS-202611-0004'], 2]);
      const mine = await store.leads({ holder: 'p_anna', limit: 10 });
      expect([numbersOf(mine.items), mine.total]).toEqual([['XS-202611-0003', 'XS-202611-0001'], 2]);
      expect((await store.leads({ only: 'projects', limit: 10 })).total).toBe(0);
      expect((await store.leads({ only: 'leads', limit: 10 })).total).toBe(6);
    },
  ),

  guarantee('a list over more units than a statement has parameters leaves none out', async (database) => {
    const { store, record } = open(database);
    const units = Array.from({ length: 150 }, (_, at) => `unit${at}`);
    for (const [at, unit] of ['unit0', 'unit149', 'elsewhere'].entries())
      await record(leadChange(null, registered(`XS-202611-000${at + 1}`, { unit })));
    const { items, total } = await store.leads({ units, limit: 10 });
    expect([numbersOf(items), total]).toEqual([['XS-202611-0002', 'XS-202611-0001'], 2]);
    expect((await store.leads({ units: [], limit: 10 })).total).toBe(0);
  }),

  guarantee('a tail finds its number among many with the same ending', async (database) => {
    const { store, record } = open(database);
    const numbers = [
      'XS-202610-0001',
      'XS-202610-0023',
      'XS-202611-0123',
      'XS-202611-1023',
      'XS-202611-10001',
    ];
    for (const number of numbers) await record(leadChange(null, registered(number)));
    for (let at = 0; at < 12; at += 1)
      await record(leadChange(null, registered(`XS-202612-1${String(at).padStart(2, '0')}1`)));
    const lead = await store.lead('XS-202610-0023');
    await record(leadChange(lead, { type: 'lead.promoted', projectNumber: 'XM-202612-0009' }));
    const found = async (words: string, limit = 50) => {
      const number = readNumber(words);
      return number === null ? [] : numbersOf(await store.leadsByNumber(number, limit));
    };
    expect(await found('1', 3)).toContain('XS-202610-0001');
    expect((await found('23')).sort()).toEqual(['XS-202610-0023', 'XS-202611-0123', 'XS-202611-1023']);
    expect((await found('023')).sort()).toEqual(['XS-202610-0023', 'XS-202611-1023']);
    expect(await found('610-0023')).toEqual(['XS-202610-0023']);
    expect(await found('xm-202612-0009')).toEqual(['XS-202610-0023']);
    expect(await found('XM-9')).toEqual(['XS-202610-0023']);
    expect(await found('10001')).toEqual(['XS-202611-10001']);
    expect(await found('7777')).toEqual([]);
  }),

  guarantee(
    'leads of an industry come newest first, without withdrawn ones, with their need',
    async (database) => {
      const { store, record } = open(database);
      const industries = ['textiles', 'textiles', 'new_materials', 'textiles'];
      for (const [at, industry] of industries.entries())
        await record(
          leadChange(null, registered(`XS-202611-000${at + 1}`, { industry, company: `甲${at}` })),
        );
      const first = await store.lead('XS-202611-0001');
      await record({
        subject: 'lead',
        before: first,
        facts: [{ type: 'lead.need_set', need: '5000平 厂房' }],
      });
      const fourth = await store.lead('XS-202611-0004');
      await record({ subject: 'lead', before: fourth, facts: [{ type: 'lead.withdrawn' }] });
      const found = await store.leadsOfIndustries(['textiles', 'nothing'], 10);
      expect(numbersOf(found)).toEqual(['XS-202611-0002', 'XS-202611-0001']);
      expect(found[1]?.need).toBe('5000平 厂房');
      expect(numbersOf(await store.leadsOfIndustries(['textiles', 'new_materials'], 2))).toEqual([
        'XS-202611-0003',
        'XS-202611-0002',
      ]);
      expect(await store.leadsOfIndustries([], 10)).toEqual([]);
    },
  ),

  guarantee(
    'candidates for the similarity check share a key, most shared first, without withdrawn ones',
    async (database) => {
      const { store, record } = open(database);
      const names = ['福建闽光新材料有限公司', '闽光新材料（三明）股份有限公司', '华东重卡制造有限公司'];
      for (const [at, company] of names.entries())
        await record(leadChange(null, registered(`XS-202611-000${at + 1}`, { company })));
      const found = await store.leadsByKeys(nameKeys('闽光新材料'), 10);
      expect(numbersOf(found).sort()).toEqual(['XS-202611-0001', 'XS-202611-0002']);
      expect(await store.leadsByKeys([], 10)).toEqual([]);
      const many = [...Array.from({ length: 200 }, (_, at) => `none${at}`), ...nameKeys(names[2] ?? '')];
      expect(numbersOf(await store.leadsByKeys(many, 10))).toEqual(['XS-202611-0003']);
    },
  ),

  guarantee(
    'what waits for verification comes longest waiting first, withdrawn leads left out',
    async (database) => {
      const { store, record } = open(database);
      for (const at of [1, 2, 3]) await record(leadChange(null, registered(`XS-202611-000${at}`)));
      for (const at of [2, 1, 3]) {
        const number = `XS-202611-000${at}`;
        await record(leadChange(await store.lead(number), submitted(`${number}#2`, 'talks')));
      }
      await record(leadChange(await store.lead('XS-202611-0003'), { type: 'lead.withdrawn' }));
      const all = { units: null, notBy: 'p_nobody' };
      expect(numbersOf(await store.leadsWaiting(all, 9))).toEqual(['XS-202611-0002', 'XS-202611-0001']);
      expect(numbersOf(await store.leadsWaiting(all, 1))).toEqual(['XS-202611-0002']);
      expect(await store.waitingCount(all)).toBe(2);
      const elsewhere = { units: ['nowhere'], notBy: 'p_nobody' };
      expect([await store.waitingCount(elsewhere), await store.leadsWaiting(elsewhere, 9)]).toEqual([0, []]);
      const [event] = (await store.lead('XS-202611-0001'))?.stages ?? [];
      expect(await store.waitingCount({ units: null, notBy: event?.reporter ?? '' })).toBe(0);
      const lead = await store.lead('XS-202611-0002');
      await record(leadChange(lead, verified('XS-202611-0002#2', 'talks')));
      expect(numbersOf(await store.leadsWaiting(all, 9))).toEqual(['XS-202611-0001']);
    },
  ),
  ...LIST_STORE,
  ...STORE_MORE,
  ...BULLETIN_STORE,
  ...STORE_STANDING,
  ...EVIDENCE_STORE,
  ...WORKBOOK_STORE,
  ...TASK_STORE,
  ...REGISTRY_STORE,
  ...FIGURES_STORE,
  ...TRANSFER_STORE,
];
