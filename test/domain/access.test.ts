/**
 * Who sees and does what (design §5), cell by cell. The tables are written out by hand from the design's sentences;
 * the code is compared with them, never the other way round.
 */
import { describe, expect, test } from 'vitest';
import {
  groupSight,
  mayApprove,
  mayReportFor,
  mayVerify,
  type Sight,
  sightOf,
  verifiersFor,
} from '../../src/domain/access.ts';
import { evolveLead, type Lead } from '../../src/domain/lead/lead.ts';
import { type Person, ROLES, type Role, Roster, type Unit } from '../../src/domain/roster.ts';
import { registered } from '../contract/kit.ts';

const unit = (id: string, kind: string, parent: string | null): Unit => ({
  id,
  name: id,
  aliases: [],
  kind,
  parent,
  tags: {},
  activeFrom: null,
  activeTo: null,
});
const UNITS = [
  unit('city', 'city', null),
  unit('yongan', 'district_county', 'city'),
  unit('xiyang', 'town', 'yongan'),
  unit('shaxian', 'district_county', 'city'),
];
const person = (
  id: string,
  home: string | null,
  roles: readonly Role[],
  more: Partial<Person> = {},
): Person => ({
  id,
  openId: `ou_${id}`,
  name: id,
  unit: home,
  units: [],
  roles,
  ...more,
});
const roster = (...people: readonly Person[]) => new Roster({ units: UNITS, people, posts: [], chats: [] });
const ROSTER = roster();

function leadOf(home: string, kind: 'lead' | 'project', confidential = false): Lead {
  let lead = evolveLead(
    null,
    registered('XS-202611-0001', { unit: home, holder: 'p_somebody' }),
    1,
    'p_somebody',
  );
  if (kind === 'project')
    lead = evolveLead(lead, { type: 'lead.promoted', projectNumber: 'XM-202611-0001' }, 2, 'v');
  return evolveLead(lead, { type: 'lead.confidentiality_set', confidential }, 3, 'o');
}

const F = 'full';
const W = 'without-contact';
const N = 'none';
type Row = readonly [
  own: Sight,
  ownProject: Sight,
  below: Sight,
  belowProject: Sight,
  other: Sight,
  otherProject: Sight,
];
const HOMES = ['yongan', 'yongan', 'xiyang', 'xiyang', 'shaxian', 'shaxian'] as const;

/** A person of 永安 (yongan), with 西洋 (xiyang) below and 沙县 (shaxian) beside. */
const OPEN: Readonly<Record<Role, Row>> = {
  // own unit's leads and projects, others' projects without contacts
  reporter: [F, F, N, W, N, W],
  // 待审 of own unit and below
  verifier: [F, F, F, F, N, N],
  // everything but roles
  office: [F, F, F, F, F, F],
  // own unit and below; the phone is for those who own or verify (§6)
  leader: [W, W, W, W, N, N],
  // judged items · 效能 proposals · published things only · roster, bindings, roles
  assessor: [N, N, N, N, N, N],
  discipline: [N, N, N, N, N, N],
  observer: [N, N, N, N, N, N],
  admin: [N, N, N, N, N, N],
};
/** 保密 hides an item outside its unit (and what that unit is within), the office and city leaders. */
const CONFIDENTIAL: Readonly<Record<Role, Row>> = { ...OPEN, reporter: [F, F, N, N, N, N] };
/** The same roles in the city's own unit: every item lies below it. */
const OF_CITY: Readonly<Record<Role, Row>> = {
  ...OPEN,
  reporter: [N, W, N, W, N, W],
  verifier: [F, F, F, F, F, F],
  leader: [W, W, W, W, W, W],
};
const OF_CITY_CONFIDENTIAL: Readonly<Record<Role, Row>> = { ...OF_CITY, reporter: [N, N, N, N, N, N] };

describe('what each role sees in a private chat (design §5)', () => {
  const tables = [
    ['a person of a county', 'yongan', false, OPEN],
    ['a person of a county, 保密', 'yongan', true, CONFIDENTIAL],
    ['a person of the city', 'city', false, OF_CITY],
    ['a person of the city, 保密', 'city', true, OF_CITY_CONFIDENTIAL],
  ] as const;
  for (const [title, home, confidential, table] of tables) {
    test.each(ROLES)(`${title}: %s`, (role) => {
      const cells = HOMES.map((at, index) =>
        sightOf(
          person('p', home, [role]),
          leadOf(at, index % 2 === 0 ? 'lead' : 'project', confidential),
          ROSTER,
        ),
      );
      expect(cells).toEqual(table[role]);
    });
  }

  test('two roles see what either sees', () => {
    const both = person('p', 'yongan', ['reporter', 'leader']);
    const cells = HOMES.map((at, index) =>
      sightOf(both, leadOf(at, index % 2 === 0 ? 'lead' : 'project'), ROSTER),
    );
    expect(cells).toEqual([F, F, W, W, N, W]);
  });

  test('holding a lead gives no sight by itself: moved to another unit, or without the role, the holder sees nothing', () => {
    const holder = (home: string, roles: readonly Role[]) =>
      sightOf(person('p_somebody', home, roles), leadOf('yongan', 'lead'), ROSTER);
    expect(holder('yongan', ['reporter'])).toBe('full');
    expect(holder('shaxian', ['reporter'])).toBe('none');
    expect(holder('yongan', ['observer'])).toBe('none');
    expect(holder('yongan', [])).toBe('none');
  });

  test('a person of several units has each of them; without a main unit the others count, not the city', () => {
    const two = person('p', null, ['verifier'], { units: ['yongan'] });
    expect(sightOf(two, leadOf('xiyang', 'lead'), ROSTER)).toBe(F);
    expect(sightOf(two, leadOf('shaxian', 'lead'), ROSTER)).toBe(N);
    const leader = person('p', null, ['leader'], { units: ['yongan'] });
    expect(sightOf(leader, leadOf('shaxian', 'project'), ROSTER)).toBe(N);
    expect(mayApprove(leader, ROSTER)).toBe(false);
  });
});

describe('what a group sees: never a contact, never a confidential item (design §5, §6)', () => {
  const chats = [
    ['yongan', [W, W, W, W, N, W]],
    ['shaxian', [N, W, N, W, W, W]],
    [null, [N, W, N, W, N, W]],
    [undefined, [N, W, N, W, N, W]],
  ] as const;
  test.each(chats)('a chat of %s', (chat, row) => {
    const cells = (confidential: boolean) =>
      HOMES.map((at, index) =>
        groupSight(leadOf(at, index % 2 === 0 ? 'lead' : 'project', confidential), chat, ROSTER),
      );
    expect(cells(false)).toEqual(row);
    expect(cells(true)).toEqual([N, N, N, N, N, N]);
  });
});

describe('who acts', () => {
  const may = (check: (who: Person, at: string, rows: Roster) => boolean, home: string, role: Role) =>
    ['yongan', 'xiyang', 'shaxian'].map((at) => check(person('p', home, [role]), at, ROSTER));
  const T = true;
  const X = false;

  test.each([
    ['reporter', [T, X, X], [X, X, X]],
    ['verifier', [X, X, X], [T, T, X]],
    ['office', [T, T, T], [T, T, T]],
    ['leader', [X, X, X], [X, X, X]],
    ['assessor', [X, X, X], [X, X, X]],
    ['discipline', [X, X, X], [X, X, X]],
    ['observer', [X, X, X], [X, X, X]],
    ['admin', [X, X, X], [X, X, X]],
  ] as const)('%s of a county files and verifies for own, below, beside', (role, files, verifies) => {
    expect(may(mayReportFor, 'yongan', role)).toEqual(files);
    expect(may(mayVerify, 'yongan', role)).toEqual(verifies);
  });

  test('a verifier of the city verifies for all', () => {
    expect(may(mayVerify, 'city', 'verifier')).toEqual([T, T, T]);
  });

  test('office, admin and leaders of the city sign bulletins; nobody else', () => {
    const signing = ROLES.filter((role) => mayApprove(person('p', 'city', [role]), ROSTER));
    expect(signing).toEqual(['office', 'leader', 'admin']);
    expect(ROLES.filter((role) => mayApprove(person('p', 'yongan', [role]), ROSTER))).toEqual([
      'office',
      'admin',
    ]);
  });

  test('the nearest verifiers are asked: own unit, then above, then the office; never the submitter', () => {
    const own = person('own', 'xiyang', ['verifier']);
    const above = person('above', 'yongan', ['verifier']);
    const beside = person('beside', 'shaxian', ['verifier']);
    const office = person('office', 'city', ['office']);
    const unbound = person('unbound', 'xiyang', ['verifier'], { openId: null });
    const asked = (...people: readonly Person[]) =>
      verifiersFor('xiyang', roster(...people), 'me').map((one) => one.id);
    expect(asked(own, above, beside, office, unbound)).toEqual(['own']);
    expect(asked(above, beside, office, unbound)).toEqual(['above']);
    expect(asked(beside, office, unbound)).toEqual(['office']);
    expect(asked(person('me', 'xiyang', ['verifier']), office)).toEqual(['office']);
    expect(asked(beside)).toEqual([]);
  });
});
