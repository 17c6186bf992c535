/** What commands may ask, continued: sealed things, figures, the roster, publications, bindings and sequences. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { importRoster, knownUnits } from '../../db/roster.ts';
import { decideBinding } from '../../src/domain/binding.ts';
import { isRefusal } from '../../src/domain/decision.ts';
import { decideReport, decideWithdrawReport, incrementsOf, noProgress } from '../../src/domain/progress.ts';
import { readRoster } from '../../src/roster-file.ts';
import { open } from './books.ts';
import { vault } from './kit.ts';
import { guarantee } from './suite.ts';

const ROSTER = {
  units: [
    { id: 'city', name: '三明市', kind: 'city', parent: null },
    {
      id: 'yongan',
      name: '永安市',
      aliases: ['永安'],
      kind: 'district_county',
      parent: 'city',
      tags: { ranking_class: '县(市、区)' },
      activeFrom: '2020-01-01',
    },
    { id: 'g1', name: '新材料工作组', kind: 'industry_group', parent: 'city' },
  ],
  memberships: [{ group: 'g1', unit: 'yongan', role: 'lead' }],
  posts: [{ id: 'p1', unit: 'yongan', title: '书记', rank: 'county_head', person: 'ou_anna' }],
  people: [
    {
      openId: 'ou_anna',
      name: '安娜',
      unit: 'yongan',
      units: ['yongan', 'g1'],
      roles: ['reporter', 'verifier'],
    },
    { mobile: '13800138000', name: '未绑者', unit: 'yongan', roles: ['leader'] },
  ],
  chats: [
    { chatId: 'oc_city', unit: null },
    { chatId: 'oc_yongan', unit: 'yongan' },
  ],
};

const month = fc.integer({ min: 1, max: 6 }).map((at) => `2026-${String(at).padStart(2, '0')}`);
const step = fc.record({ month, units: fc.integer({ min: 0, max: 9_000 }), undo: fc.boolean() });

export const STORE_MORE = [
  guarantee('a draft comes back as it was, and keeps no words once it is done', async (database) => {
    const { store, record } = open(database);
    const draft = {
      id: 'd1',
      version: 1,
      owner: 'p_anna',
      kind: 'lead',
      payload: { person: '张三丰', n: [1, null] },
    };
    const kept = { ...draft, state: 'open' as const, result: null, createdAt: 5 };
    await record({ subject: 'draft', draft: kept });
    expect(await store.draft('d1')).toEqual(kept);
    const done = { ...kept, version: 2, state: 'done' as const, result: 'XS-202611-0001' };
    expect(await record({ subject: 'draft', draft: done })).toEqual({ result: 'done' });
    expect(await store.draft('d1')).toEqual({ ...done, payload: null });
    const late = await record({ subject: 'draft', draft: { ...done, result: 'XS-202611-0002' } });
    expect(late).toEqual({ result: 'conflict', key: 'sequence.name, sequence.value' });
    expect(await store.draft('none')).toBeNull();
  }),

  guarantee(
    'a contact is sealed in every table: neither name nor number stands in any column',
    async (database) => {
      const { store, record } = open(database);
      const contact = { name: '欧阳明月', phone: '+8613912345678', note: '晚上打' };
      await record(
        { subject: 'contact', id: 'c1', plain: JSON.stringify(contact) },
        {
          subject: 'draft',
          draft: {
            id: 'd',
            version: 1,
            owner: 'p',
            kind: 'lead',
            payload: contact,
            state: 'open',
            result: null,
            createdAt: 1,
          },
        },
      );
      expect(await store.contact('c1')).toEqual(contact);
      expect(await store.contact('none')).toBeNull();
      for (const table of ['contact', 'draft', 'fact', 'sequence', 'outbox', 'delivery']) {
        const rows = JSON.stringify(await database.query(`SELECT * FROM ${table}`, []));
        for (const secret of ['欧阳明月', '13912345678', '晚上打']) expect(rows).not.toContain(secret);
      }
      await database.commit([
        { sql: 'UPDATE contact SET sealed = NULL, erased_at = 9 WHERE id = ?', binds: ['c1'] },
      ]);
      expect(await store.contact('c1')).toBeNull();
    },
  ),

  guarantee(
    'figures and rollups agree whatever is reported, restated and taken back (invariant)',
    async (database) => {
      const { store, record } = open(database);
      const [steps = []] = fc.sample(fc.array(step, { minLength: 18, maxLength: 18 }), {
        seed: 20_261_122,
        numRuns: 1,
      });
      const measure = 'funds_in_place';
      for (const { month: at, units, undo } of steps) {
        const before = await store.progress('XS-202611-0001');
        const intent = { unit: 'yongan', month: at, figures: [{ measure, units }], narrative: '更正' };
        const decided = decideReport(
          before,
          { ...intent, problems: null, plan: null, late: false, forecast: false },
          (id) => id,
        );
        if (isRefusal(decided)) throw new Error(decided.because);
        expect(await record({ subject: 'progress', before, facts: decided.facts })).toEqual({
          result: 'done',
        });
        if (undo) {
          const after = await store.progress('XS-202611-0001');
          const facts = [decideWithdrawReport(after, before, 'yongan', at)];
          expect(await record({ subject: 'progress', before: after, facts })).toEqual({ result: 'done' });
        }
        const now = await store.progress('XS-202611-0001');
        const rolled = new Map(
          (await store.rollup('2026-01', '2026-12')).map((row) => [row.month, row.units]),
        );
        const reckoned = incrementsOf(now.entries, measure);
        for (const key of new Set([...rolled.keys(), ...reckoned.keys()]))
          expect([key, rolled.get(key) ?? 0]).toEqual([key, reckoned.get(key) ?? 0]);
        expect(now.version).toBe((await store.facts('progress/XS-202611-0001')).length);
      }
    },
  ),

  guarantee(
    'reports of a month are known with who was late, and the latest month with figures',
    async (database) => {
      const { store, record } = open(database);
      expect(await store.latestMonth()).toBeNull();
      const given = [
        ['XS-202611-0001', '2026-10', false],
        ['XS-202611-0002', '2026-10', true],
        ['XS-202611-0003', '2026-09', false],
      ] as const;
      for (const [lead, at, late] of given) {
        const figures = [{ measure: 'funds_in_place', units: 0 }];
        const words = { narrative: '无变化', problems: null, plan: null };
        const intent = { unit: 'yongan', month: at, figures, ...words, late, forecast: false };
        const decided = decideReport(noProgress(lead), intent, (id) => id);
        if (isRefusal(decided)) throw new Error(decided.because);
        await record({ subject: 'progress', before: noProgress(lead), facts: decided.facts });
      }
      const numbers = ['XS-202611-0001', 'XS-202611-0002', 'XS-202611-0003'];
      expect([...(await store.reportedAmong('2026-10', numbers))].sort()).toEqual([
        'XS-202611-0001',
        'XS-202611-0002',
      ]);
      expect(await store.latestMonth()).toBe('2026-10');
      // A reported increment of 0 is data: the month has a row.
      expect(await store.rollup('2026-10', '2026-10')).toEqual([
        { month: '2026-10', measure: 'funds_in_place', unit: 'yongan', units: 0 },
      ]);
    },
  ),

  guarantee('the roster comes back as imported; the same file twice changes nothing', async (database) => {
    const { store } = open(database);
    const read = readRoster(JSON.stringify(ROSTER), await knownUnits(database));
    if (!read.ok) throw new Error(read.mistakes.join('\n'));
    const first = await importRoster(database, vault, read.roster, new Map(), 1);
    expect(first).toEqual({ units: 3, people: 2, posts: 1, chats: 2, changed: true });
    expect((await importRoster(database, vault, read.roster, new Map(), 2)).changed).toBe(false);
    expect(await store.facts('roster')).toHaveLength(1);
    const roster = await store.roster();
    const anna = roster.byOpenId('ou_anna');
    expect(anna).toMatchObject({
      name: '安娜',
      unit: 'yongan',
      units: ['yongan', 'g1'],
      roles: ['reporter', 'verifier'],
    });
    expect(roster.unit('yongan')).toMatchObject({
      aliases: ['永安'],
      tags: { ranking_class: '县(市、区)' },
      parent: 'city',
    });
    expect(roster.posts[0]?.person).toBe(anna?.id);
    expect([roster.chat('oc_city')?.unit, roster.chat('oc_yongan')?.unit, roster.chat('oc_none')]).toEqual([
      null,
      'yongan',
      null,
    ]);
    const unbound = await store.personByMobile('13800138000');
    expect(roster.personName(unbound)).toBe('未绑者');
    expect(JSON.stringify(await database.query('SELECT * FROM person', []))).not.toContain('13800138000');
  }),

  guarantee(
    'a binding made in chat outlives a second import, and one open_id is one person',
    async (database) => {
      const { store, record } = open(database);
      const read = readRoster(JSON.stringify(ROSTER), new Set());
      if (!read.ok) throw new Error(read.mistakes.join('\n'));
      await importRoster(database, vault, read.roster, new Map(), 1);
      const person = (await store.personByMobile('13800138000')) ?? '';
      await record({ subject: 'person-bound', person, openId: 'ou_new' });
      await importRoster(database, vault, read.roster, new Map(), 2);
      expect((await store.roster()).byOpenId('ou_new')?.id).toBe(person);
      const taken = await record({ subject: 'person-bound', person, openId: 'ou_anna' });
      expect(taken).toEqual({ result: 'conflict', key: 'person.open_id' });
    },
  ),

  guarantee('a binding is asked, confirmed once, and its chat is bound and unbound', async (database) => {
    const { store, record } = open(database);
    const asked = { id: 'b1', kind: 'chat', subject: 'oc_x', target: 'yongan', askedBy: 'ou_anna' } as const;
    await record({ subject: 'binding', before: null, facts: [{ type: 'binding.asked', ...asked }] });
    const before = await store.binding('b1');
    expect(before).toMatchObject({ ...asked, state: 'asked', version: 1, decidedBy: null });
    expect(await store.bindingsAsked()).toEqual([before]);
    const decided = before === null ? null : decideBinding(before, 'confirm');
    if (decided === null || isRefusal(decided)) throw new Error('refused');
    await record(
      { subject: 'binding', before, facts: decided.facts },
      { subject: 'chat-bound', chatId: 'oc_x', unit: 'yongan' },
    );
    expect(await store.bindingsAsked()).toEqual([]);
    expect((await store.roster()).chat('oc_x')?.unit).toBe('yongan');
    await record({ subject: 'chat-unbound', chatId: 'oc_x' });
    expect((await store.roster()).chat('oc_x')).toBeNull();
  }),

  guarantee('a publication comes back as drafted, checked and published', async (database) => {
    const { store, record } = open(database);
    const id = 'month:2026-10';
    const body = '{"format":1,"“中文”":null}';
    const drafted = {
      type: 'publication.drafted',
      id,
      kind: 'month',
      period: '2026-10',
      body,
      hash: 'h',
    } as const;
    await record({ subject: 'publication', before: null, facts: [drafted] });
    const draft = await store.publication(id);
    await record({
      subject: 'publication',
      before: draft,
      facts: [{ type: 'publication.checked', hash: 'h' }],
    });
    const checked = await store.publication(id);
    await record({
      subject: 'publication',
      before: checked,
      facts: [{ type: 'publication.published', hash: 'h' }],
    });
    const published = await store.publication(id);
    expect([draft?.state, checked?.state, published?.state]).toEqual(['draft', 'checked', 'published']);
    expect(published).toMatchObject({
      body,
      hash: 'h',
      version: 3,
      checkedBy: 'p_anna',
      approvedBy: 'p_anna',
    });
    expect(await store.publications('month', 'published')).toEqual([published]);
    expect(await store.publications('month', 'draft')).toEqual([]);
    expect(await store.publications('year')).toEqual([]);
  }),

  guarantee('sequences, welcomes and a person’s newest facts are remembered', async (database) => {
    const { store, record } = open(database);
    expect(await store.lastValue('XS-202611')).toBe(0);
    for (const value of [1, 2, 10]) await record({ subject: 'sequence', name: 'XS-202611', value });
    expect(await store.lastValue('XS-202611')).toBe(10);
    expect(await store.lastValue('XS-202612')).toBe(0);
    for (const edition of ['1', '2']) await record({ subject: 'welcomed', openId: 'ou_anna', edition });
    expect([await store.welcomeEdition('ou_anna'), await store.welcomeEdition('ou_bo')]).toEqual(['2', null]);
    for (const id of ['b1', 'b2', 'b3']) {
      const asked = {
        type: 'binding.asked',
        id,
        kind: 'person',
        subject: 's',
        target: null,
        askedBy: 'ou_x',
      } as const;
      await record({ subject: 'binding', before: null, facts: [asked] });
    }
    expect((await store.factsBy('p_anna', 2)).map((fact) => fact.stream)).toEqual([
      'binding/b3',
      'binding/b2',
    ]);
    expect(await store.factsBy('p_none', 2)).toEqual([]);
  }),
];
