// The five plans with other numbers than the acceptance examples, each worked by hand from the document's own words.
// A row: what holds, what is asked of the evaluator, what must come out.
import { expect, test } from 'vitest';
import { core, paid, project, run, scoreOf, target, times, unit, wan, yi } from './kit.ts';

/** One row. */
function c(name: string, actual: () => unknown, wanted: unknown): void {
  test(name, () => expect(actual()).toEqual(wanted));
}
const reg = (d = '2019-05-01') => ({ registered: d });
const fdi = (p: string, month: string, cumulative: number | string, more: object = {}) => ({
  project: p,
  measure: 'fdi_actual',
  month,
  cumulative,
  unit: '万美元',
  ...more,
});
const E = '2019-12-31';
const out2 = (o: ReturnType<typeof run>, id: string, s?: string) => core(target(o, id, s));
c(
  'LF 一(二) B1: 14 of 15',
  () =>
    out2(
      run('langfang', E, {
        projects: [
          ...times(16, (i) => project(`p${i}`, null, reg(), { capitalType: i < 14 ? '外资' : '内资' })),
          project('x', null, reg('2020-01-01'), { capitalType: '外资' }),
        ],
      }),
      'LF-B1',
    ),
  ['14', '15', '0.9333', false, null],
);
for (const [n, want] of [
  [33, ['33', '33', '1.0000', true, null]],
  [32, ['32', '33', '0.9697', false, null]],
] as const)
  c(
    `LF 一(二) B2: ${n} of 3,000万美元 and more against 30`,
    () =>
      out2(
        run('langfang', E, {
          baselines: { 'LF-B2': 30 },
          projects: times(n + 2, (i) => project(`p${i}`, 'Z', {}, { capitalType: '外资' })),
          units: [unit('Z', 'function_zone')],
          progress: times(n + 2, (i) => fdi(`p${i}`, '2019-11', i < n ? 3000 : 2999)),
        }),
        'LF-B2',
      ),
    want,
  );
const share = (z: number) =>
  run('langfang', E, {
    units: [unit('Z', 'function_zone'), unit('K', 'district_county')],
    projects: [
      project('a', 'Z', {}, { capitalType: '外资', tags: ['高新技术产业'] }),
      project('b', 'K', {}, { capitalType: '外资', tags: ['服务业'] }),
    ],
    progress: [fdi('a', '2019-12', z), fdi('b', '2019-12', 10000 - z)],
  });
c(
  'LF 一(二) B3, B7, B8: shares compare unrounded',
  () => [
    out2(share(6800), 'LF-B3'),
    out2(share(7000), 'LF-B3'),
    out2(share(6800), 'LF-B7'),
    out2(share(7801), 'LF-B7'),
    out2(share(2500), 'LF-B8'),
  ],
  [
    ['0.68', '0.7', '0.9714', false, null],
    ['0.7', '0.7', '1.0000', true, null],
    ['0.32', '0.22', '1.4545', true, null],
    ['0.2199', '0.22', '0.9995', false, null],
    ['0.25', '0.25', '1.0000', true, null],
  ],
);
const zones = (v: (number | string)[], base: number[] = []) => ({
  units: v.map((_, i) => unit(`z${i}`, 'function_zone')),
  projects: v.map((_, i) => project(`p${i}`, `z${i}`, {}, { capitalType: '外资' })),
  progress: [
    ...v.map((x, i) => fdi(`p${i}`, '2019-12', x)),
    ...base.map((x, i) => fdi(`p${i}`, '2018-12', x)),
  ],
});
c('LF 一(二) B4, B5: 超5000万 and 超1亿 include the bound', () => {
  const o = run('langfang', E, zones([11000, 5000, '9999.99', 4999, 10000]));
  return [out2(o, 'LF-B4'), out2(o, 'LF-B5')];
}, [
  ['4', '4', '1.0000', true, null],
  ['2', '2', '1.0000', true, null],
]);
c('LF 三(五) B20: zones from zero to something', () => {
  const o = run('langfang', E, { ...zones([10, 0, 5, 7], [0, 0, 3, 0]) });
  return out2(o, 'LF-B20');
}, ['2', '2', '1.0000', true, null]);
c(
  'LF 一(二) B6: 63,550 against 65,100',
  () =>
    out2(
      run('langfang', E, {
        ...zones([63550]),
        baselines: [{ id: 'LF-B6', period: '2018', value: 62000, unit: '万美元' }],
      }),
      'LF-B6',
    ),
  ['63550', '65100', '0.9762', false, null],
);
c(
  'LF 一(二) B6: the base comes from last year’s facts',
  () => out2(run('langfang', E, { ...zones([2100, 1050], [1000, 2000]) }), 'LF-B6'),
  ['3150', '3150', '1.0000', true, null],
);
c('LF 一(二) B6: from zero is met, 基期为零', () => {
  const r = target(run('langfang', E, { ...zones([7]), baselines: { 'LF-B6': 0 } }), 'LF-B6');
  return [r.met, r.rate, r.flags.some((f) => f.includes('基期为零'))];
}, [true, '1', true]);
c('LF 一(二) B6: no base, no answer', () => {
  const r = target(run('langfang', E, zones([7])), 'LF-B6');
  return [r.met, r.rate, r.na];
}, [null, null, 'no_base']);
const list = (o: string, n: number, f: number) =>
  times(n, (i) => ({ enterprise: `e${i}`, owner: o, foreign: i < f }));
c('LF 三(二) B13, B14: nested lists, 廊坊开发区 bound and other zones not', () => {
  const o = run('langfang', E, {
    units: [
      unit('K', 'district_county'),
      { ...unit('lk', 'function_zone'), name: '廊坊开发区' },
      unit('Z', 'function_zone'),
      unit('D', 'city_dept'),
    ],
    registries: { 'LF-G1': [...list('K', 21, 4), ...list('lk', 18, 9), ...list('D', 8, 2)] },
  });
  return [
    out2(o, 'LF-B13', 'K'),
    out2(o, 'LF-B13', 'lk'),
    out2(o, 'LF-B14', 'D'),
    o.targets.filter((t) => t.id === 'LF-B13').map((t) => t.subject),
  ];
}, [
  ['4', '5', '0.8000', false, null],
  ['18', '20', '0.9000', false, null],
  ['8', '8', '1.0000', true, null],
  ['K', 'lk'],
]);
const posts = {
  units: [unit('K', 'district_county'), unit('C', 'city')],
  posts: [
    { id: 's', unit: 'K', rank: 'county_head', title: '书记' },
    { id: 'm', unit: 'K', rank: 'county_head', title: '县长' },
    { id: 'cs', unit: 'C', rank: 'city_head' },
  ],
};
c('LF 三(三) B17: each post by itself, 2,070万元 at 6.90 is 300万美元', () => {
  const o = run('langfang', E, {
    ...posts,
    fx: { '2019': 6.9 },
    projects: [
      project(
        'a',
        'K',
        { signed: '2019-03-01' },
        { flags: ['city_key'], leaders: ['s'], capitalType: '外资', totalInvestment: wan(2070) },
      ),
      project(
        'b',
        'K',
        { signed: '2019-03-01' },
        { flags: ['city_key'], leaders: ['s', 'm'], capitalType: '内资', totalInvestment: yi(9) },
      ),
      project(
        'c',
        'K',
        { signed: '2019-03-01' },
        { leaders: ['m'], capitalType: '外资', totalInvestment: wan('2069.99') },
      ),
    ],
  });
  return [out2(o, 'LF-B17', 's'), out2(o, 'LF-B17', 'm')];
}, [
  ['2', '2', '1.0000', true, null],
  ['0', '2', '0.0000', false, null],
]);
c('LF 三(三) B17: without a rate nothing is converted', () => {
  const o = run('langfang', E, {
    ...posts,
    projects: [
      project(
        'a',
        'K',
        { signed: '2019-03-01' },
        { flags: ['city_key'], leaders: ['s'], capitalType: '外资', totalInvestment: wan(9000) },
      ),
    ],
  });
  const r = target(o, 'LF-B17', 's');
  return [r.met, r.na, JSON.stringify(o.findings).includes('汇率'), r.parts?.map((p) => p.actual)];
}, [false, null, true, ['1', '0']]);
const small = (n: number, m: string) =>
  times(n, () => ({ kind: 'small_group', date: `2019-${m}-10`, units: ['K'] }));
c('LF 三(一) B11: 25/50/75/100% by finished quarters', () => {
  const f = {
    units: [unit('K', 'district_county')],
    activities: [...small(1, '02'), ...small(3, '05'), ...small(5, '08')],
  };
  return ['2019-06-30', '2019-08-31', '2019-09-30', E].map((d) => out2(run('langfang', d, f), 'LF-B11', 'K'));
}, [
  ['4', '5', '0.8000', false, null],
  ['9', '5', '1.8000', true, null],
  ['9', '7.5', '1.2000', true, null],
  ['9', '10', '0.9000', false, null],
]);
c(
  'LF 三(一) B11: founded in October owes 3 of 10',
  () =>
    out2(
      run('langfang', E, {
        units: [unit('K', 'district_county', { activeFrom: '2019-10-20' })],
        activities: small(2, '11'),
      }),
      'LF-B11',
      'K',
    ),
  ['2', '3', '0.6667', false, null],
);
c('LF 四(一)2 B30: each month by itself, none before the plan’s month', () => {
  const t = (m: string, n: number) =>
    times(n, (i) => ({ kind: 'capital_trip', date: `2019-${m}-1${i}`, flags: ['city_leader'] }));
  const o = run('langfang', '2019-10-31', {
    activities: [
      ...t('05', 2),
      ...t('06', 1),
      ...t('07', 0),
      ...t('08', 4),
      ...t('09', 2),
      ...t('10', 0),
      { kind: 'capital_trip', date: '2019-10-20' },
    ],
  });
  const r = o.targets.filter((x) => x.id === 'LF-B30');
  return [r.map((x) => [x.subject, x.actual, x.met]), Number(r[0]?.rate).toFixed(3)];
}, [
  [
    ['city', '3', false],
    ['2019-06', '1', true],
    ['2019-07', '0', false],
    ['2019-08', '4', true],
    ['2019-09', '2', true],
    ['2019-10', '0', false],
  ],
  '0.600',
]);
c('LF 三(六) B23–25: together', () => {
  const o = run('langfang', E, {
    units: times(3, (i) => unit(`o${i}`, 'liaison_office')),
    leads: times(88, (i) => ({ id: `l${i}`, unit: `o${i % 3}`, registeredOn: '2019-07-01' })),
    activities: times(13, (i) => ({ kind: 'docking', date: '2019-08-01', units: [`o${i % 3}`] })),
    projects: times(9, (i) => project(`p${i}`, `o${i % 3}`, { signed: '2019-09-01' })),
  });
  return ['LF-B23', 'LF-B24', 'LF-B25'].map((x) => out2(o, x));
}, [
  ['88', '100', '0.8800', false, null],
  ['13', '12', '1.0833', true, null],
  ['9', '10', '0.9000', false, null],
]);
const county = (id: string, fd: number, more: object = {}) => ({
  units: [unit(id, 'district_county')],
  posts: [
    { id: `${id}h`, unit: id, rank: 'county_head' },
    { id: `${id}d`, unit: id, rank: 'deputy_in_charge' },
  ],
  projects: times(2, (i) => project(`${id}${i}`, id, reg(), { capitalType: '外资' })),
  progress: [fdi(`${id}0`, '2019-12', fd)],
  targets: [
    { id: 'LF-FDI', subject: id, value: 1000 },
    { id: 'LF-NEW', subject: id, value: 2 },
  ],
  activities: [
    ...times(10, () => ({ kind: 'small_group', date: '2019-03-10', units: [id] })),
    { kind: 'fair', date: '2019-03-10', units: [id], region: '深圳' },
  ],
  ...more,
});
const mergeC = (cs: ReturnType<typeof county>[]) => {
  const m: Record<string, unknown> = {};
  for (const k of ['units', 'posts', 'projects', 'progress', 'targets', 'activities'] as const)
    m[k] = cs.flatMap((x) => x[k] as unknown[]);
  m['registries'] = {
    'LF-G1': cs.flatMap((x) => list(x.units[0]?.id ?? '', 20, 5)),
    'LF-G2': cs.flatMap((x) =>
      times(10, (i) => ({ project: `c${i}`, owner: x.units[0]?.id ?? '', foreign: i < 5 })),
    ),
  };
  return m;
};
c('LF 四(七)3: 22.5 + 70 = 92.50 优秀', () => {
  const o = run('langfang', E, mergeC([county('A', 750)]));
  const s = scoreOf(o, 'A');
  return [s.rounded, s.grade];
}, ['92.50', '优秀']);
c('LF 四(七)3: top three and completed, bottom two and not', () => {
  const o = run(
    'langfang',
    E,
    mergeC([
      county('A', 1200),
      county('B', 999),
      county('C', 1000),
      county('D', 980),
      county('F', 400),
      county('G', 300),
    ]),
  );
  return [
    o.ranks
      .filter((r) => r.subject.length === 1)
      .map((r) => `${r.subject}${r.place}`)
      .join(),
    o.proposals.filter((p) => !p.rule.includes('D8')).map((p) => `${p.rule} ${p.subject} ${p.action}`),
  ];
}, [
  'A1,C1,B3,D4,F5,G6',
  [
    'LF-D6 A commend',
    'LF-D6 A reward',
    'LF-D6 C commend',
    'LF-D6 C reward',
    'LF-D7 F criticise',
    'LF-D7 F interview',
    'LF-D7 G criticise',
    'LF-D7 G interview',
  ],
]);
c('LF 四(六) B38: a quarter each', () => {
  const o = run('langfang', E, {
    meetings: [
      { kind: 'dispatch_meeting', date: '2019-05-01' },
      { kind: 'dispatch_meeting', date: '2019-11-01' },
    ],
  });
  return o.targets.filter((t) => t.id === 'LF-B38').map((t) => [t.period, t.actual, t.met]);
}, [
  ['2019', '2', false],
  ['2019Q2', '1', true],
  ['2019Q3', '0', false],
  ['2019Q4', '1', true],
]);
c('LF 四(五)4 B36: 市商务局 by name', () => {
  const o = run('langfang', E, {
    units: [{ ...unit('sw', 'city_dept'), name: '市商务局' }],
    activities: times(2, (i) => ({ kind: 'training', date: `2019-0${i + 7}-01`, units: ['sw'] })),
  });
  return out2(o, 'LF-B36');
}, ['2', '2', '1.0000', true, null]);
c(
  'LF 三(六) B28: about two',
  () =>
    ['1', '2', '3', '4'].map((n) =>
      out2(
        run('langfang', E, {
          registries: { 'LF-G9': times(Number(n), (i) => ({ enterprise: `e${i}`, nurtured: true })) },
        }),
        'LF-B28',
      ),
    ),
  [
    ['1', '2', '0.5000', true, null],
    ['2', '2', '1.0000', true, null],
    ['3', '2', '1.5000', true, null],
    ['4', '2', '2.0000', true, null],
  ],
);
// QD
const Q = '2021-12-31';
c('QD 一(一)(2)一 B1, B2: 97 of 200, 50 of 97', () => {
  const o = run('qingdao', Q, {
    projects: times(200, (i) =>
      project(
        `p${i}`,
        null,
        {
          ...(i < 97 ? { signed: '2021-03-01' } : {}),
          ...(i < 50 ? { registered: '2021-04-01', started: '2021-05-01' } : {}),
        },
        { flags: ['key_list'] },
      ),
    ),
  });
  return [out2(o, 'QD-B1'), out2(o, 'QD-B2')];
}, [
  ['0.485', '0.5', '0.9700', false, null],
  ['0.515463917526', '0.5', '1.0309', true, null],
]);
c('QD 一(一)(2)一 B2: of none signed there is no rate', () => {
  const r = target(
    run('qingdao', Q, { projects: [project('p', null, {}, { flags: ['key_list'] })] }),
    'QD-B2',
  );
  return [r.actual, r.rate, r.na];
}, [null, null, 'zero_denominator']);
c('QD 一(二)(3)一 B5, B6: frozen by the condition at the year’s end', () => {
  const o = run('qingdao', Q, {
    projects: [
      ...times(10, (i) =>
        project(
          `u${i}`,
          null,
          {
            signed: '2020-06-01',
            ...(i < 5 ? { registered: '2021-02-01' } : {}),
            ...(i < 4 ? { started: '2021-03-01' } : {}),
          },
          { totalInvestment: yi(5) },
        ),
      ),
      ...times(4, (i) =>
        project(
          `r${i}`,
          null,
          { signed: '2020-01-01', registered: '2020-06-01', ...(i < 3 ? { started: '2021-08-01' } : {}) },
          { totalInvestment: yi(6) },
        ),
      ),
      project('small', null, { signed: '2020-06-01' }, { totalInvestment: yi('4.99') }),
      project('new', null, { signed: '2021-01-01' }, { totalInvestment: yi(9) }),
    ],
  });
  return [out2(o, 'QD-B5'), out2(o, 'QD-B6')];
}, [
  ['0.5', '0.6', '0.8333', false, null],
  ['0.5', '0.5', '1.0000', true, null],
]);
c('QD 一(二)(3)二 B7, B8: 17 and 15 of 30', () => {
  const ids = times(30, (i) => `p${i}`);
  const o = run('qingdao', Q, {
    cohorts: { 'QD-C30': ids },
    projects: times(30, (i) =>
      project(`p${i}`, null, {
        signed: '2019-06-01',
        ...(i < 17 ? { registered: '2021-02-01' } : {}),
        ...(i < 15 ? { operating: '2021-06-01' } : {}),
      }),
    ),
  });
  return [out2(o, 'QD-B7'), out2(o, 'QD-B8')];
}, [
  ['0.566666666667', '0.6', '0.9444', false, null],
  ['0.5', '0.5', '1.0000', true, null],
]);
c('QD 一(二)(2)一 B3: the first leader named, the tasked department, 30亿 itself', () => {
  const o = run('qingdao', Q, {
    units: [
      unit('K', 'district_county'),
      unit('D', 'city_dept', { tags: { tasked: '是' } }),
      unit('N', 'city_dept'),
    ],
    posts: [
      { id: 's', unit: 'K', rank: 'county_head' },
      { id: 'm', unit: 'K', rank: 'county_head' },
      { id: 'd', unit: 'D', rank: 'dept_head' },
      { id: 'n', unit: 'N', rank: 'dept_head' },
    ],
    projects: [
      project(
        'a',
        'K',
        { registered: '2021-02-01', started: '2021-03-01' },
        { flags: ['is_industrial'], leaders: ['m', 's'], totalInvestment: yi(30) },
      ),
      project(
        'b',
        'K',
        { registered: '2021-02-01', started: '2021-03-01' },
        { flags: ['is_industrial'], leaders: ['s'], totalInvestment: yi('29.99') },
      ),
      project(
        'c',
        'K',
        { registered: '2021-02-01' },
        { flags: ['is_industrial'], leaders: ['d'], totalInvestment: yi(99) },
      ),
    ],
  });
  return o.targets.filter((t) => t.id === 'QD-B3').map((t) => [t.subject, t.actual, t.met]);
}, [
  ['d', '0', false],
  ['m', '1', true],
  ['s', '0', false],
]);
c('QD 一(三)(1)三 B9: 60 of 79, one gone and three outside', () => {
  const o = run('qingdao', Q, {
    cohorts: { 'QD-C79': times(79, (i) => (i === 78 ? { project: 'p78', exit: '注销' } : `p${i}`)) },
    projects: times(82, (i) => project(`p${i}`, null, {}, { capitalType: '外资' })),
    progress: times(82, (i) => fdi(`p${i}`, '2021-06', i < 60 || i > 78 ? 12 : 0)),
  });
  return out2(o, 'QD-B9');
}, ['60', '79', '0.7595', false, null]);
c('QD 一(三)(2)一 B11: 41.25% after 40% is 1.25 points of 2', () => {
  const mk = (y: string, n: number, k: number) =>
    times(n, (i) =>
      project(`${y}-${i}`, null, reg(`${y}-05-01`), { capitalType: '内资', tags: i < k ? ['制造业'] : [] }),
    );
  const o = run('qingdao', Q, { projects: [...mk('2020', 50, 20), ...mk('2021', 80, 33)] });
  const r = target(o, 'QD-B11');
  return core(r);
}, ['0.0125', '0.02', '0.6250', false, null]);
c(
  'QD 一(四)(2)一 B15: 100 and 101 of 106',
  () =>
    ['100', '101'].map((n) =>
      out2(
        run('qingdao', Q, {
          units: [{ ...unit('f', 'function_zone'), name: '自贸试验区青岛片区' }],
          registries: { 'QD-G13': times(106, (i) => ({ task: `t${i}`, done: i < Number(n) })) },
        }),
        'QD-B15',
      ),
    ),
  [
    ['0.943396226415', '0.95', '0.9930', false, null],
    ['0.952830188679', '0.95', '1.0030', true, null],
  ],
);
c(
  'QD 一(五)(5)一 B19: 54 is about 60, 53 is not',
  () =>
    [66, 67, 54, 53].map((n) =>
      out2(
        run('qingdao', Q, {
          registries: { 'QD-G11': times(n, (i) => ({ name: `n${i}`, class: '领军人才' })) },
        }),
        'QD-B19',
      ),
    ),
  [
    ['66', '60', '1.1000', true, null],
    ['67', '60', '1.1167', true, null],
    ['54', '60', '0.9000', true, null],
    ['53', '60', '0.8833', false, null],
  ],
);
c(
  'QD 一(五)(6)二 B21: 0.52亿 is 5,200万',
  () =>
    out2(
      run('qingdao', Q, {
        progress: [{ subject: 'city', measure: 'loan', month: '2021-12', cumulative: '0.52', unit: '亿元' }],
      }),
      'QD-B21',
    ),
  ['5200', '5000', '1.0400', true, null],
);
c(
  'QD 二(四)3 B18: 130 of 1,000亩 is not 15%',
  () =>
    out2(
      run('qingdao', Q, {
        progress: [
          { subject: 'city', measure: 'reserved_quota', month: '2021-12', cumulative: 130, unit: '亩' },
          { subject: 'city', measure: 'digested_quota', month: '2021-12', cumulative: 1000, unit: '亩' },
        ],
      }),
      'QD-B18',
    ),
  ['0.13', '0.15', '0.8667', false, null],
);
c(
  'QD 二(四)1 B17: five conditions, 100 to 150, more is only flagged',
  () =>
    [97, 160].map((n) =>
      out2(
        run('qingdao', Q, {
          registries: {
            'QD-G8': times(n + 4, (i) => ({
              name: `c${i}`,
              kind: '园区',
              approved: true,
              facilities: true,
              operator: i < n,
              policy: true,
              scale: true,
            })),
          },
        }),
        'QD-B17',
      ),
    ),
  [
    ['97', ['100', '150'], '0.9700', false, null],
    ['160', ['100', '150'], '1.0000', true, null],
  ],
);
c(
  'QD 一(四)(1) B14: 12 of 15 over 5亿',
  () =>
    out2(
      run('qingdao', Q, {
        units: [{ ...unit('sco', 'function_zone'), name: '上合示范区' }],
        projects: times(18, (i) =>
          project(`p${i}`, 'sco', { started: '2021-07-01' }, { totalInvestment: yi(i < 12 ? 5 : 4) }),
        ),
      }),
      'QD-B14',
    ),
  ['12', '15', '0.8000', false, null],
);
c(
  'QD 一(三)(3) B13: private, 十强, 过亿',
  () =>
    out2(
      run('qingdao', Q, {
        projects: times(103, (i) =>
          project(`p${i}`, null, reg('2021-02-02'), {
            flags: i < 101 ? ['private'] : [],
            tags: ['十强'],
            totalInvestment: yi(i < 99 ? 1 : '0.9'),
          }),
        ),
      }),
      'QD-B13',
    ),
  ['99', '100', '0.9900', false, null],
);
// SM
const S = '2021-12-31';
c('SM 三(一)2: classes a, b, c, the exclusion and the warning', () => {
  const o = run('sanming', S, {
    units: [unit('K', 'district_county')],
    projects: [
      project('a', 'K', { signed: '2021-09-01' }, { totalInvestment: yi(10), tags: ['建筑产业'] }),
      project('b', 'K', { signed: '2021-09-01' }, { totalInvestment: yi(30), tags: ['特色小镇'] }),
      project('c', 'K', { signed: '2021-09-01' }, { totalInvestment: yi('4.9'), flags: ['provincial_key'] }),
      project('d', 'K', { signed: '2021-09-01' }, { totalInvestment: yi(2), flags: ['county_key'] }),
      project('e', 'K', { signed: '2021-09-01' }, { totalInvestment: yi('9.99') }),
    ],
  });
  return [
    o.findings.keyProjects.map((k) => [k['project'], k['class'], k['warnings']]),
    ['SM-B4', 'SM-B5', 'SM-B6'].map((x) => target(o, x, 'K').actual),
  ];
}, [
  [
    ['a', 'a', []],
    ['b', null, []],
    ['c', 'b', ['省重点应不低于5亿元']],
    ['d', 'c', []],
    ['e', null, []],
  ],
  ['1', '1', '1'],
]);
const smf = (more: object) => ({
  units: [unit('A', 'district_county'), unit('B', 'district_county')],
  projects: [
    project(
      'p',
      'A',
      { signed: '2021-08-25', registered: '2021-09-01', started: '2021-10-15' },
      { landingUnit: 'B' },
    ),
  ],
  progress: [
    ['09', 1000],
    ['10', 3000],
    ['11', 6000],
    ['12', 10000],
  ].map(([m, v]) => paid('p', `2021-${m}`, v as number)),
  targets: [{ id: 'SM-T-funds', value: 10000 }],
  ...more,
});
c('SM 三(二)11: 3:7 from 动建 on', () => {
  const o = run(
    'sanming',
    S,
    smf({
      splits: [
        { project: 'p', sender: 'A', receiver: 'B', confirmedBySender: true, confirmedByReceiver: true },
      ],
    }),
  );
  return ['A', 'B']
    .map((u) => target(o, 'SM-T-funds', u).actual)
    .concat(['A', 'B'].map((u) => target(o, 'SM-T-started', u).actual));
}, ['2700', '7300', '0.3', '0.7']);
c('SM 三(二)11 「具体商定」: 2:8 when both confirm', () => {
  const o = run(
    'sanming',
    S,
    smf({
      splits: [
        {
          project: 'p',
          sender: 'A',
          receiver: 'B',
          ratio: [0.2, 0.8],
          confirmedBySender: true,
          confirmedByReceiver: true,
        },
      ],
    }),
  );
  return ['A', 'B'].map((u) => target(o, 'SM-T-funds', u).actual);
}, ['1800', '8200']);
c('SM 三(二)11: one side leaves 3:7', () => {
  const o = run(
    'sanming',
    S,
    smf({
      splits: [
        {
          project: 'p',
          sender: 'A',
          receiver: 'B',
          ratio: ['0.2', '0.8'],
          confirmedBySender: true,
          confirmedByReceiver: false,
        },
      ],
    }),
  );
  return ['A', 'B'].map((u) => target(o, 'SM-T-funds', u).actual);
}, ['2700', '7300']);
c('SM 三(二)11: 123.45 is 37.04 and 86.41', () => {
  const o = run(
    'sanming',
    S,
    smf({
      progress: [
        { project: 'p', measure: 'local_tax', month: '2021-12', cumulative: '123.45', unit: '万元' },
      ],
      splits: [
        { project: 'p', sender: 'A', receiver: 'B', confirmedBySender: true, confirmedByReceiver: true },
      ],
    }),
  );
  return o.splits
    .filter((s) => s['measure'] === 'local_tax')
    .map((s) => [s['senderAmount'], s['receiverAmount'], s['total']]);
}, [['37.04', '86.41', '123.45']]);
c('SM 三(四)19 I1: 16 + 22.5 + 22.5 + 10', () => {
  const o = run('sanming', S, {
    units: [unit('K', 'district_county')],
    projects: times(4, (i) =>
      project(`p${i}`, 'K', { signed: '2021-09-01', ...(i < 3 ? { started: '2021-10-01' } : {}) }),
    ),
    progress: [paid('p0', '2021-12', 4500)],
    leads: [
      ...times(6, (i) => ({
        id: `l${i}`,
        unit: 'K',
        events: {
          valid: '2021-09-01',
          ...(i < 2 ? { verified: '2021-09-02' } : {}),
          ...(i < 1 ? { visited: '2021-09-03', signed: '2021-10-01' } : {}),
        },
      })),
    ],
    targets: [
      ['signed', 5],
      ['started', 4],
      ['funds', 6000],
      ['points', 46],
    ].map(([k, v]) => ({ id: `SM-T-${k}`, subject: 'K', value: v })),
  });
  const s = scoreOf(o, 'K');
  return [s.rounded, s.lines.map((l) => l.points)];
}, ['71.00', ['16', '22.5', '22.5', '10']]);
c('SM 三(五)23 B13: 7 of 8 cells, a meeting before the plan’s day counts for its month', () => {
  const o = run('sanming', '2021-11-30', {
    units: times(2, (i) => unit(`g${i}`, 'industry_group')),
    meetings: [
      ['g0', '08-25'],
      ['g0', '09-01'],
      ['g0', '10-01'],
      ['g0', '11-01'],
      ['g1', '08-02'],
      ['g1', '10-01'],
      ['g1', '10-11'],
      ['g1', '11-01'],
    ].map(([g, d]) => ({ kind: 'group_meeting', date: `2021-${d}`, units: [g] })),
  });
  const r = target(o, 'SM-B13');
  return [r.actual, r.target, r.rate];
}, ['7', '8', '0.875']);
c('SM 三(五)23 B12: Q3 and Q4', () => {
  const o = run('sanming', S, { meetings: [{ kind: 'party_head_hearing', date: '2021-09-15' }] });
  const r = target(o, 'SM-B12');
  return [r.actual, r.target, r.rate];
}, ['1', '2', '0.5']);
c('SM 三(四)19: 85% uncured takes 450 and 1,050 back', () => {
  const o = run('sanming', '2022-12-31', {
    units: [unit('A', 'district_county'), unit('B', 'district_county')],
    projects: [project('p', 'A', { signed: '2021-03-01', started: '2021-10-15' }, { landingUnit: 'B' })],
    progress: [paid('p', '2021-12', 10000)],
    splits: [
      { project: 'p', sender: 'A', receiver: 'B', confirmedBySender: true, confirmedByReceiver: true },
    ],
    reviews: [
      {
        project: 'p',
        kind: 'rolling',
        date: '2022-10-15',
        year: 1,
        inStatistics: true,
        tax: 12.5,
        verified: 8500,
        reported: 10000,
      },
    ],
  });
  return [
    o.findings.rolling.map((r) => [r['year'], r['state'], r['adjustment']]),
    ['A', 'B'].map((u) => target(o, 'SM-T-funds', u).actual),
  ];
}, [
  [
    [1, 'failed', '-1500'],
    [2, 'not_yet_due', null],
    [3, 'not_yet_due', null],
  ],
  ['-450', '-1050'],
]);
