/** 图谱: chains put together from nodes and from firms of other registries. */
import { expect, test } from 'vitest';
import { chainsNamed, chainsOf } from '../../../src/domain/registry/chain.ts';
import type { Entry } from '../../../src/domain/registry/entry.ts';
import { sanming } from '../pack/sanming.ts';

const REGISTRIES = sanming().registries;
let serial = 0;
const entry = (registry: string, title: string, values: Readonly<Record<string, string>>): Entry => {
  serial += 1;
  return {
    ...{
      id: `TZ-202611-${String(serial).padStart(4, '0')}`,
      version: 1,
      registry,
      owner: null,
      title,
      values,
    },
    ...{ sealed: {}, key: title, confidential: false, state: 'active', reason: null, registeredBy: null },
    ...{ registeredAt: 0, checkedAt: 0, endedAt: null },
  };
};

const ENTRIES = [
  entry('SM-B1', '碳纤维产业链', { name: '碳纤维产业链' }),
  entry('SM-B1', '生物医药', { name: '生物医药' }),
  entry('SM-G1', '原丝', {
    chain: '碳纤维',
    node: '原丝',
    position: '上游',
    state: '空白',
    targets: '吉林化纤',
  }),
  entry('SM-G1', '复材', {
    chain: '碳纤维',
    node: '复材',
    position: '中游',
    state: '优势',
    firms: '岩城、闽光',
  }),
  entry('SM-G1', '应用', { chain: '碳纤维', node: '应用' }),
  entry('SM-G4', '光威复材', { kind: '客商', name: '光威复材', chain: '碳纤维、新材料' }),
];

test('nodes stand by position, gaps are those their state names, firms of libraries belong to the chains they name', () => {
  const [carbon, medicine, ...others] = chainsOf(REGISTRIES, ENTRIES);
  expect(others).toEqual([]);
  expect(carbon).toMatchObject({ name: '碳纤维产业链', firms: ['光威复材'] });
  expect(carbon?.nodes.map(({ name, position, isGap, firms }) => [name, position, isGap, firms])).toEqual([
    ['原丝', '上游', true, []],
    ['复材', '中游', false, ['岩城', '闽光']],
    ['应用', '环节', false, []],
  ]);
  expect(carbon?.nodes[0]?.notes).toEqual(['目标企业：吉林化纤']);
  expect(medicine).toMatchObject({ name: '生物医药', nodes: [], firms: [] });
});

test('a chain is named with or without 产业链, whole before part', () => {
  const chains = chainsOf(REGISTRIES, ENTRIES);
  expect(chainsNamed(chains, '碳纤维').map((one) => one.name)).toEqual(['碳纤维产业链']);
  expect(chainsNamed(chains, '医药').map((one) => one.name)).toEqual(['生物医药']);
  expect(chainsNamed(chains, '')).toEqual([]);
  expect(chainsNamed(chains, '航空')).toEqual([]);
});
