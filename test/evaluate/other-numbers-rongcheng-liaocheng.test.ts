// The five plans with other numbers than the acceptance examples, each worked by hand from the document's own words.
// A row: what holds, what is asked of the evaluator, what must come out.
import { expect, test } from 'vitest';
import { core, paid, project, run, scoreOf, target, times, unit, yi } from './kit.ts';

/** One row. */
function c(name: string, actual: () => unknown, wanted: unknown): void {
  test(name, () => expect(actual()).toEqual(wanted));
}
const reg = (d = '2019-05-01') => ({ registered: d });
// ---------- RC
c(
  'RC 二 B1: 31 verified in the year of 34; last year’s, unverified and other industries do not count',
  () =>
    core(
      target(
        run('rongcheng', '2019-12-31', {
          projects: [
            ...times(31, (i) => project(`p${i}`, null, reg(`2019-0${1 + (i % 9)}-15`), { tags: ['十强'] })),
            project('old', null, reg('2018-12-31'), { tags: ['十强'] }),
            project(
              'unv',
              null,
              { registered: { on: '2019-08-01', verifiedOn: null } },
              { tags: ['十强产业'] },
            ),
            project('other', null, reg(), { tags: ['海洋食品'] }),
          ],
        }),
        'RC-B1',
      ),
    ),
  ['31', '30', '1.0333', true, null],
);
c(
  'RC 二 B1: in June only what was registered by then',
  () =>
    core(
      target(
        run('rongcheng', '2019-06-30', {
          projects: times(31, (i) =>
            project(`p${i}`, null, reg(`2019-0${1 + (i % 9)}-15`), { tags: ['十强'] }),
          ),
        }),
        'RC-B1',
      ),
    ),
  ['22', '30', '0.7333', false, null],
);
c('RC 二 B3: 过50亿 counts 50 itself, 49.99 not, 8亿美元 at the year’s rate does, next year’s and unregistered do not', () => {
  const r = target(
    run('rongcheng', '2023-12-31', {
      fx: { '2023': 7.1, '2021': 6.4 },
      projects: [
        project('a', null, reg('2019-02-01'), { totalInvestment: yi(50) }),
        project('b', null, reg('2020-02-01'), { totalInvestment: yi('49.99') }),
        project('c', null, reg('2021-02-01'), {
          totalInvestment: { amount: 8, unit: '亿美元', currency: 'USD' },
        }),
        project('d', null, reg('2024-01-01'), { totalInvestment: yi(80) }),
        project('e', null, {}, { totalInvestment: yi(80) }),
      ],
    }),
    'RC-B3',
  );
  return [...core(r)];
}, ['2', '10', '0.2000', false, null]);
const rep = (i: number, more: object = {}) => ({
  name: `人${i}`,
  industry: '核能',
  place: '北京',
  filed_on: '2019-03-01',
  ...more,
});
for (const [n, want] of [
  [29, ['29', ['30', '40'], '0.9667', false, null]],
  [30, ['30', ['30', '40'], '1.0000', true, null]],
  [40, ['40', ['30', '40'], '1.0000', true, null]],
  [41, ['41', ['30', '40'], '1.0000', false, null]],
] as const)
  c(
    `RC 三(六)16 B5: ${n} filed representatives`,
    () =>
      core(
        target(
          run('rongcheng', '2019-12-31', {
            registries: {
              'RC-G7': [...times(n, (i) => rep(i)), rep(0), { name: '没备案', industry: 'x', place: 'y' }],
            },
          }),
          'RC-B5',
        ),
      ),
    want,
  );
c(
  'RC 三(九)23 B6: 42,000 of 600,000 m² revitalised is 7%, without a verdict',
  () =>
    core(
      target(
        run('rongcheng', '2019-12-31', {
          units: [unit('A', 'town')],
          registries: {
            'RC-B6': [
              { name: 'x', area: 30000, place: 'A', status: '已盘活' },
              { name: 'y', area: 12000, place: 'A', status: '已盘活' },
              { name: 'z', area: 10000, place: 'A', status: '待盘活' },
            ],
          },
        }),
        'RC-B6',
      ),
    ),
  ['0.07', null, null, null, 'no_target'],
);
c(
  'RC 三(九)22 B12: 3 of 4 suited projects in parks; idle-asset projects stand outside',
  () =>
    core(
      target(
        run('rongcheng', '2019-12-31', {
          units: [unit('A', 'town')],
          projects: [
            ...times(3, (i) => project(`a${i}`, 'A', reg(), { flags: ['park_suited', 'in_park'] })),
            project('b', 'A', reg(), { flags: ['park_suited'] }),
            project('d', 'A', reg(), { flags: ['park_suited', 'idle_asset'] }),
            project('e', 'A', reg()),
          ],
        }),
        'RC-B12',
        'A',
      ),
    ),
  ['0.75', '1', '0.7500', false, null],
);
const town = (
  id: string,
  v: {
    funds: number;
    ft: number;
    nw: number;
    nt: number;
    ten: number;
    tt: number;
    mark: number;
    chain: number;
  },
  kind = 'town',
) => ({
  units: [unit(id, kind)],
  projects: times(v.nw, (i) =>
    project(`${id}${i}`, id, reg(), {
      tags: i < v.ten ? ['十强'] : [],
      flags: i < v.chain ? ['leading_chain'] : [],
    }),
  ),
  progress: [paid(`${id}0`, '2019-12', v.funds, { unit: '亿元' })],
  targets: [
    { id: 'RC-B13-funds', subject: id, value: v.ft, unit: '亿元' },
    { id: 'RC-B13-new', subject: id, value: v.nt },
    { id: 'RC-B13-ten', subject: id, value: v.tt },
  ],
  marks: [{ subject: id, item: 'daily', value: v.mark }],
});
const merge = (...all: object[]) => {
  const m: Record<string, unknown[]> = {};
  for (const one of all)
    for (const [k, v] of Object.entries(one)) m[k] = [...(m[k] ?? []), ...(v as unknown[])];
  return m;
};
c('RC 四·25: 36 + 30 + 10 + 7, bonus 5 + 6, malus 2 + 10', () => {
  const s = scoreOf(
    run(
      'rongcheng',
      '2019-12-31',
      town('甲', { funds: 9, ft: 10, nw: 5, nt: 4, ten: 1, tt: 2, mark: 7, chain: 3 }),
    ),
    '甲',
  );
  return [s.base, s.bonus, s.malus, s.total];
}, ['83', '11', '12', '82']);
c('RC 四·25: bonus 10 + 10 and malus 15 are capped', () => {
  const s = scoreOf(
    run(
      'rongcheng',
      '2019-12-31',
      town('甲', { funds: 9, ft: 5, nw: 6, nt: 6, ten: 1, tt: 6, mark: 10, chain: 6 }),
    ),
    '甲',
  );
  return [s.base, s.bonus, s.malus, s.total];
}, ['83.333333333333', '20', '15', '88.333333333333']);
for (const [n, want] of [
  [5, '2/2/1'],
  [7, '2/4/1'],
  [10, '3/5/2'],
  [2, '0/0/0'],
] as const)
  c(
    `RC 四·25 I6: grades of a class of ${n}`,
    () => {
      const o = run(
        'rongcheng',
        '2019-12-31',
        merge(
          ...times(n, (i) =>
            town(
              `t${i}`,
              { funds: 10 - i, ft: 10, nw: 1, nt: 1, ten: 1, tt: 1, mark: 5, chain: 0 },
              i % 2 ? 'subdistrict' : 'town',
            ),
          ),
        ),
      );
      const g = o.ranks.map((r) => r.grade);
      return ['一等', '二等', '三等'].map((x) => g.filter((y) => y === x).length).join('/');
    },
    want,
  );
const enclave = (stages: object, more: object = {}) => ({
  units: [unit('S', 'town'), unit('R', 'town')],
  projects: [project('p', 'S', stages, { landingUnit: 'R' })],
  progress: [paid('p', '2019-12', 4, { unit: '亿元' }), paid('p', '2020-12', 7, { unit: '亿元' })],
  splits: [
    {
      project: 'p',
      sender: 'S',
      receiver: 'R',
      ratioByYear: { '2019': [0.6, 0.4], '2020': [0.3, 0.7] },
      confirmedBySender: true,
      confirmedByReceiver: true,
      ...more,
    },
  ],
});
for (const [label, st] of [
  ['op', { registered: '2019-01-05', operating: '2019-01-06' }],
  ['noop', { registered: '2019-01-05' }],
  ['none', {}],
] as const) {
  c(`RC 三(九)22: the second year’s own ratio, ${label}`, () => {
    const o = run('rongcheng', '2020-12-31', enclave(st));
    return ['S', 'R'].map((u) => target(o, 'RC-B13-funds', u).actual);
  }, ['9000', '21000']);
  c(`RC 三(九)22: the first year’s own ratio, ${label}`, () => {
    const o = run('rongcheng', '2019-12-31', enclave(st));
    return ['S', 'R'].map((u) => target(o, 'RC-B13-funds', u).actual);
  }, ['24000', '16000']);
}
c('RC 三(九)22: one side alone confirms nothing, all is the receiver’s', () => {
  const o = run(
    'rongcheng',
    '2020-12-31',
    enclave({ operating: '2019-01-06' }, { confirmedByReceiver: false }),
  );
  return ['S', 'R'].map((u) => target(o, 'RC-B13-funds', u).actual);
}, ['0', '30000']);
c(
  'RC 1–26: on 2019-07-01 what is open of the June tasks is late, done in time is not',
  () =>
    run('rongcheng', '2019-07-01', {
      tasks: [
        { id: 'RC-H1', doneOn: '2019-04-29' },
        { id: 'RC-H2', doneOn: '2019-06-30' },
        { id: 'RC-H14', doneOn: '2019-07-02' },
      ],
    })
      .tasks.filter((one) => one['state'] === 'late')
      .map((one) => one['id']),
  ['RC-H3', 'RC-H14', 'RC-H17'],
);
// ---------- LC
c(
  'LC 三(一) B16: 57 visits to 51 enterprises are 51',
  () =>
    core(
      target(
        run('liaocheng', '2018-12-31', {
          units: [unit('K', 'district_county')],
          activities: times(57, (i) => ({
            kind: 'visit',
            date: '2018-06-01',
            units: ['K'],
            enterprises: [`e${i % 51}`],
          })),
        }),
        'LC-B16',
        'K',
      ),
    ),
  ['51', '100', '0.5100', false, null],
);
c(
  'LC 二 B3: 过亿 with 1.00 counted, 0.99 and departments not',
  () =>
    core(
      target(
        run('liaocheng', '2020-12-31', {
          units: [unit('K', 'district_county'), unit('Z', 'function_zone'), unit('D', 'city_dept')],
          projects: [
            project('a', 'K', {}, { totalInvestment: yi(1) }),
            project('b', 'K', {}, { totalInvestment: yi('0.99') }),
            project('c', 'Z', {}, { totalInvestment: yi(3) }),
            project('d', 'D', {}, { totalInvestment: yi(3) }),
          ],
          progress: [
            paid('a', '2018-12', 6000),
            paid('b', '2018-12', 9000),
            paid('c', '2020-06', '1.5', { unit: '亿元' }),
            paid('d', '2020-06', 100),
          ],
        }),
        'LC-B3',
      ),
    ),
  ['2.1', '1000', '0.0021', false, null],
);
c(
  'LC 二 B4: two leads of one group count their project once',
  () =>
    core(
      target(
        run('liaocheng', '2020-12-31', {
          units: [
            unit('K', 'district_county'),
            unit('D1', 'city_dept'),
            unit('D2', 'city_dept'),
            unit('G', 'industry_group'),
          ],
          memberships: [
            { group: 'G', unit: 'D1', role: 'lead' },
            { group: 'G', unit: 'D2', role: 'lead' },
          ],
          projects: [
            project('a', 'K', {}, { groups: ['G'] }),
            project('b', 'K', {}, { departments: ['D1'] }),
            project('c', 'K', {}),
          ],
          progress: [paid('a', '2018-12', 30000), paid('b', '2018-12', 5000), paid('c', '2020-06', 7000)],
        }),
        'LC-B4',
      ),
    ),
  ['3.5', '100', '0.0350', false, null],
);
c('LC 二 B6: 51 of 50 at the end, 30 of 33.3 after two years', () => {
  const f = {
    projects: times(51, (i) =>
      project(`p${i}`, 'K', reg(`${2018 + (i < 10 ? 0 : i < 30 ? 1 : 2)}-05-01`), {
        classes: [['世界500强', '央企', '中国500强'][i % 3]],
        totalInvestment: yi(1 + i),
      }),
    ),
    units: [unit('K', 'district_county')],
  };
  return [
    core(target(run('liaocheng', '2020-12-31', f), 'LC-B6')),
    core(target(run('liaocheng', '2019-12-31', f), 'LC-B6')),
  ];
}, [
  ['51', '50', '1.0200', true, null],
  ['30', '33.333333333333', '0.9000', false, null],
]);
c(
  'LC 三(一) B11: landed is registered and started or paid',
  () =>
    core(
      target(
        run('liaocheng', '2020-12-31', {
          units: [unit('G', 'industry_group')],
          projects: [
            project('a', null, { registered: '2018-05-01' }, { groups: ['G'], totalInvestment: yi(2) }),
            project('b', null, { registered: '2018-05-01' }, { groups: ['G'], totalInvestment: yi(1) }),
            project(
              'c',
              null,
              { registered: '2018-05-01', started: '2020-12-31' },
              { groups: ['G'], totalInvestment: yi(5) },
            ),
            project('d', null, { started: '2020-12-31' }, { groups: ['G'], totalInvestment: yi(5) }),
          ],
          progress: [paid('b', '2019-03', 1)],
        }),
        'LC-B11',
        'G',
      ),
    ),
  ['2', '3', '0.6667', false, null],
);
c('LC 三(一) B14, B15: other departments, lead departments owe neither', () => {
  const o = run('liaocheng', '2020-12-31', {
    units: [unit('D', 'city_dept'), unit('L', 'city_dept', { tags: { lead_department: '是' } })],
    activities: times(2, (i) => ({
      kind: 'visit',
      date: '2020-02-01',
      units: ['D'],
      enterprises: [`e${i}`],
    })),
    projects: [],
  });
  return [
    core(target(o, 'LC-B14', 'D')),
    core(target(o, 'LC-B15', 'D')),
    o.targets.some((t) => t.id === 'LC-B14' && t.subject === 'L'),
  ];
}, [['2', '3', '0.6667', false, null], ['0', '1', '0.0000', false, null], false]);
c('LC 三(一) B14: whoever leads a group is a lead department', () => {
  const o = run('liaocheng', '2020-12-31', {
    units: [unit('D', 'city_dept'), unit('L', 'city_dept'), unit('G', 'industry_group')],
    memberships: [{ group: 'G', unit: 'L', role: 'lead' }],
    activities: [],
  });
  return o.targets.filter((t) => t.id === 'LC-B14').map((t) => t.subject);
}, ['D']);
c('LC 三(五) B17: complete rows of the year, once a chamber', () => {
  const row = (c: string, i: number, m: object = {}) => ({
    chamber: c,
    enterprise: `e${i}`,
    plan: '建厂',
    contact: '138',
    on: '2018-05-01',
    ...m,
  });
  const o = run('liaocheng', '2018-12-31', {
    units: [unit('C1', 'chamber'), unit('C2', 'chamber')],
    registries: {
      'LC-G2': [
        ...times(101, (i) => row('C1', i)),
        row('C1', 5),
        ...times(4, (i) => row('C1', 200 + i, { contact: '' })),
        row('C1', 300, { on: '2017-12-01' }),
        ...times(50, (i) => row('C2', i)),
      ],
    },
  });
  return ['C1', 'C2'].map((x) => core(target(o, 'LC-B17', x)));
}, [
  ['101', '100', '1.0100', true, null],
  ['50', '100', '0.5000', false, null],
]);
c('LC 三(一) B18: 11 groups, 12 leads, one group with two', () => {
  const o = run('liaocheng', '2018-12-31', {
    units: [
      ...times(11, (i) => unit(`g${i}`, 'industry_group')),
      ...times(12, (i) => unit(`d${i}`, 'city_dept')),
    ],
    memberships: times(12, (i) => ({ group: `g${i % 11}`, unit: `d${i}`, role: 'lead' })),
  });
  return core(target(o, 'LC-B18'));
}, ['11', '11', '1.0000', true, null]);
c('LC 四(一): Q2 and Q3 of 2018 owed, two meetings of one quarter fill one', () => {
  const o = run('liaocheng', '2018-09-30', {
    meetings: [
      { kind: 'quarter_meeting', date: '2018-05-01' },
      { kind: '领导小组专题会议', date: '2018-06-01' },
    ],
  });
  const r = target(o, 'quarter_meeting');
  return [r.actual, r.target, r.rate, r.met];
}, ['1', '2', '0.5', false]);
c(
  'LC 二 B2: signed this year with a 四新 tag',
  () =>
    core(
      target(
        run('liaocheng', '2019-12-31', {
          projects: [
            project('a', null, { signed: '2019-01-01' }, { tags: ['四新'], totalInvestment: yi(600) }),
            project('b', null, { signed: '2019-12-31' }, { tags: ['新业态'], totalInvestment: yi('412.5') }),
            project('c', null, { signed: '2018-12-31' }, { tags: ['四新'], totalInvestment: yi(900) }),
            project('d', null, { signed: '2019-03-01' }, { tags: ['传统'], totalInvestment: yi(80) }),
          ],
        }),
        'LC-B2',
      ),
    ),
  ['1012.5', '1000', '1.0125', true, null],
);
c('LC 三(一) B12: elsewhere is not one of the three regions', () => {
  const o = run('liaocheng', '2019-12-31', {
    activities: [
      { kind: 'concentrated', date: '2019-03-01', region: '济南' },
      { kind: 'concentrated', date: '2019-03-01', region: '珠三角' },
    ],
  });
  return core(target(o, 'LC-B12'));
}, ['1', '1', '1.0000', true, null]);
