// Reading packs: every mistake at once with its line, in Chinese; nothing throws.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatMistake, loadPack, PACK_CHARS_MAX } from '../../../src/domain/pack/load.ts';
import { packJsonSchema } from '../../../src/domain/pack/schema.ts';
import { readText } from './sanming.ts';

const SMALL = `id: demo-2026
title: 示范方案
city: 示范市
issuer: 示范市政府
issuedOn: 2026-01-10
periodFrom: 2026-01-01
stages:
  - {id: lead, label: 线索, order: 1, clause: 一, origin: stated}
  - {id: signed, label: 签约, order: 2, isProjectFrom: true, clause: 一, origin: stated}
lifecycle: {clause: 一, origin: stated}
measures:
  - {id: funds, label: 到位资金, unit: 万元, cumulative: true, scope: perProject, clause: 一, origin: stated}
targets:
  - id: T1
    label: 到位资金
    clause: 二
    origin: stated
    strength: must
    period: year
    bind: city
    measure: {sum: funds}
    cmp: '>='
    value: 100
    unit: 亿元
`;

function mistakes(text: string): string[] {
  const result = loadPack(text, 'p.yaml');
  return result.ok ? [] : result.mistakes.map((mistake) => formatMistake('p.yaml', mistake));
}

describe('loadPack', () => {
  test('reads a minimal pack and keeps numbers as exact text', () => {
    const result = loadPack(SMALL, 'p.yaml');
    expect(mistakes(SMALL)).toEqual([]);
    expect(result.ok && result.pack.targets[0]?.value).toBe('100');
    expect(result.ok && result.pack.issuedOn).toBe('2026-01-10');
  });

  test('accepts a byte order mark and Windows line ends', () => {
    expect(mistakes(`\ufeff${SMALL.replaceAll('\n', '\r\n')}`)).toEqual([]);
  });

  test.each([
    ['a missing clause', SMALL.replace('    clause: 二\n', ''), /^p\.yaml:14:5 缺少「clause」/],
    ['a missing strength', SMALL.replace('    strength: must\n', ''), /缺少「strength」.*must、aim/],
    [
      'an unknown key with a suggestion',
      SMALL.replace('    label: 到位资金\n', '    lable: 到位资金\n'),
      /p\.yaml:15:5 不认识的键「lable」，是否想写「label」/,
    ],
    [
      'an unknown measure with a suggestion',
      SMALL.replace('{sum: funds}', '{sum: fund}'),
      /p\.yaml:21:20 「fund」不是本方案里的指标编号，是否想写「funds」/,
    ],
    [
      'a mistyped strength',
      SMALL.replace('strength: must', 'strength: mst'),
      /p\.yaml:18:15 「mst」应为其一.*是否想写「must」/,
    ],
    [
      'a day that does not exist',
      SMALL.replace('issuedOn: 2026-01-10', 'issuedOn: 2026-02-30'),
      /p\.yaml:5:11 「2026-02-30」不是实有的日期/,
    ],
    ['a duplicate id', SMALL.replace('id: signed', 'id: lead'), /p\.yaml:9:10 编号「lead」重复，第 1 项已用/],
    [
      'a default without its reason',
      SMALL.replace('    origin: stated\n    strength', '    origin: default\n    strength'),
      /要写 note 说明理由/,
    ],
    ['1e308', SMALL.replace('value: 100', 'value: 1e308'), /p\.yaml:23:12 .*数字/],
    ['a range without two bounds', SMALL.replace("cmp: '>='", 'cmp: range'), /目标值应为\[下限, 上限\]/],
    [
      'a target without a measure',
      SMALL.replace('    measure: {sum: funds}\n', ''),
      /measure（配 cmp）、allOf、anyOf 三者之一/,
    ],
    [
      'two verbs in one measure',
      SMALL.replace('{sum: funds}', '{sum: funds, count: project}'),
      /只写一个动词/,
    ],
    [
      'a stage cycle',
      `${SMALL}`.replace('lifecycle: {', 'lifecycle: {edges: [[lead, signed], [signed, lead]], '),
      /阶段流转成环：lead → signed → lead/,
    ],
    [
      'an unknown kind of unit',
      SMALL.replace('bind: city', 'bind: {each: {kind: district_count}}'),
      /p\.yaml:20:\d+ 「district_count」不是单位类别，是否想写「district_county」/,
    ],
    [
      'an unknown kind of activity',
      SMALL.replace('{sum: funds}', '{count: activity, where: {kind: fair}}'),
      /「fair」不是本方案里的活动类型/,
    ],
    [
      'one word for two stages',
      SMALL.replace('{id: lead, label: 线索,', '{id: lead, label: 线索, words: [签约],'),
      /p\.yaml:9:\d+ 「签约」第 1 项已用/,
    ],
    ['a number where text belongs', SMALL.replace('clause: 二', 'clause: 2'), /「2」应为文字/],
    ['the same key twice', `${SMALL}id: other\n`, /同一个键写了两次/],
    ['a tab', SMALL.replace('  - id: T1', '\t- id: T1'), /p\.yaml:14:1 缩进用了制表符/],
    ['an alias', SMALL.replace('measure: {sum: funds}', 'measure: &a {sum: funds}'), /锚点、别名/],
    ['a type tag', SMALL.replace('title: 示范方案', 'title: !!binary AAAA'), /类型标记/],
    ['two documents', `${SMALL}---\n${SMALL}`, /第二个“---”/],
  ])('says where and what for %s', (_name, text, expected) => {
    expect(mistakes(text).some((line) => expected.test(line))).toBe(true);
  });

  test('reports every mistake of a file, not only the first', () => {
    const text = SMALL.replace('{sum: funds}', '{sum: fund}')
      .replace('strength: must', 'strength: mst')
      .replace('issuedOn: 2026-01-10', 'issuedOn: 2026-02-30')
      .replace('id: signed', 'id: lead');
    expect(mistakes(text)).toHaveLength(4);
  });

  test.each([
    ['nothing', '', /文件是空的/],
    ['a list', '- 1\n- 2\n', /应为/],
    ['a scalar', 'hello', /应为/],
    ['NUL', 'id: a\u0000b', /p\.yaml:1:6 有不可见的控制字符/],
    ['a huge text', 'a'.repeat(PACK_CHARS_MAX + 1), /文件过大/],
    ['deep nesting', `id: ${'['.repeat(100_000)}`, /嵌套过深/],
    ['a bomb of aliases', 'a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n', /锚点、别名/],
  ])('refuses %s in words', (_name, text, expected) => {
    expect(mistakes(text)[0]).toMatch(expected);
  });

  test('never throws, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom(...'[]{}:-?&*!|>%@`"\'\n #,ab') }),
        ),
        (text) => {
          expect(loadPack(text, 'p.yaml').ok).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('never throws on a damaged pack', () => {
    const lines = readText('schemes/sanming/pack.yaml').split('\n');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: lines.length - 1 }),
        fc.constantFrom('', '  x: 1', '- [', '}', '"', ': :'),
        (at, put) => {
          const damaged = lines.with(at, put).join('\n');
          expect(() => loadPack(damaged, 'p.yaml')).not.toThrow();
        },
      ),
      { numRuns: 20 },
    );
  });
});

test('docs/schemas/pack.schema.json is the one the code generates', () => {
  expect(JSON.parse(readText('docs/schemas/pack.schema.json'))).toEqual(packJsonSchema());
});
