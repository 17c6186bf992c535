// Who binds which side, and where a project may land.
import { describe, expect, test } from 'vitest';
import type { Lead } from '../../../src/domain/lead/lead.ts';
import { type Person, type Role, Roster } from '../../../src/domain/roster.ts';
import { answerersFor, partyOf, seesTransfer, sideOf } from '../../../src/domain/transfer/parties.ts';
import { placementOf } from '../../../src/domain/transfer/placement.ts';
import { cityPack } from '../../evaluate/kit.ts';

const unit = (id: string, kind: string, parent: string | null) => ({
  id,
  name: id,
  aliases: [],
  kind,
  parent,
  tags: {},
  activeFrom: null,
  activeTo: null,
});
const person = (
  id: string,
  of: string | null,
  roles: readonly Role[],
  units: readonly string[] = [],
): Person => ({
  id,
  openId: `ou_${id}`,
  name: id,
  unit: of,
  units,
  roles,
});
const people = [
  person('county-verifier', 'county', ['verifier']),
  person('county-reporter', 'county', ['reporter']),
  person('east-reporter', 'east', ['reporter']),
  person('both', 'east', ['reporter'], ['west']),
  person('city-leader', 'city', ['leader']),
  person('city-verifier', 'city', ['verifier']),
  person('office', 'city', ['office']),
  person('stranger', 'other', ['reporter', 'leader']),
];
const roster = new Roster({
  units: [
    unit('city', 'city', null),
    unit('county', 'district_county', 'city'),
    unit('east', 'town', 'county'),
    unit('west', 'town', 'county'),
    unit('other', 'district_county', 'city'),
  ],
  people,
  posts: [],
  chats: [],
});
const of = (id: string): Person => roster.person(id) ?? person(id, null, []);
const towns = { sender: 'east', receiver: 'west' };
const upward = { sender: 'east', receiver: 'county' };

describe('a side is bound', () => {
  test.each([
    ['east-reporter', towns, 'sender'],
    ['county-verifier', { sender: 'east', receiver: 'other' }, 'sender'],
    ['county-reporter', { sender: 'east', receiver: 'other' }, null],
    // One's own unit before those below it.
    ['county-verifier', upward, 'receiver'],
    // Above both, or in both: for neither.
    ['county-verifier', towns, null],
    ['both', towns, null],
    ['city-leader', towns, null],
    ['city-verifier', towns, null],
    ['stranger', towns, null],
  ] as const)('%s of %j: %s', (id, sides, side) => {
    expect(sideOf(of(id), sides, roster)).toBe(side);
  });

  test('the office is the arbiter and no side', () => {
    expect(partyOf(of('office'), towns, roster)).toBe('office');
    expect(partyOf(of('stranger'), towns, roster)).toBeNull();
  });

  test("answers are asked of the unit's own people, else of those above it", () => {
    expect(answerersFor('east', roster).map((one) => one.id)).toEqual(['east-reporter', 'both']);
    const alone = new Roster({
      units: roster.units,
      people: people.filter((one) => one.id === 'county-verifier'),
      posts: [],
      chats: [],
    });
    expect(answerersFor('west', alone).map((one) => one.id)).toEqual(['county-verifier']);
  });

  test('others do not see it; leaders of the city and the office do', () => {
    expect(
      people
        .filter((one) => seesTransfer(one, { sender: 'east', receiver: 'west' }, roster))
        .map((one) => one.id),
    ).toEqual(['county-verifier', 'east-reporter', 'both', 'city-leader', 'office']);
  });
});

describe('the landing place (RC 三(九)22)', () => {
  const lead = (flags: readonly string[], passed = false) =>
    ({
      number: 'XS-1',
      projectNumber: null,
      project: null,
      company: '某',
      investment: null,
      industry: null,
      tags: { keyLevels: flags },
      flags: flags,
      stage: 'lead',
      stages: passed
        ? [{ id: 'x', stage: 'review:placement', happenedOn: '2019-05-01', state: 'verified' }]
        : [],
    }) as unknown as Lead;
  const town = { kind: 'town', name: '某镇' };
  const rongcheng = cityPack('rongcheng');

  test('a park is free; elsewhere the exception is asked for, once approved it is free', () => {
    expect(placementOf(rongcheng, lead([]), { kind: 'park', name: '园' }).is).toBe('free');
    expect(placementOf(rongcheng, lead(['park_suited'], true), town).is).toBe('free');
    expect(placementOf(rongcheng, lead(['park_suited']), town).is).toBe('refused');
  });

  test('what suits a park is refused elsewhere, with the clause and the way out', () => {
    const place = placementOf(rongcheng, lead(['park_suited']), town);
    expect(JSON.stringify(place)).toContain('RC 三(九)22');
    expect(JSON.stringify(place)).toContain('落户审批');
  });

  test.each(['liaocheng', 'langfang', 'qingdao', 'sanming'] as const)('%s states no such rule', (city) => {
    expect(placementOf(cityPack(city), lead(['park_suited']), town)).toEqual({ is: 'free' });
  });
});
