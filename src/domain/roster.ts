/**
 * The roster 名册: units, people, posts, group memberships and bound chats, and the questions asked of them.
 * Pure: the rows come from outside. Who may do what is in `access.ts`.
 */

export const ROLES = [
  'reporter',
  'verifier',
  'office',
  'leader',
  'assessor',
  'discipline',
  'observer',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];

export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: string;
  readonly parent: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly activeFrom: string | null;
  readonly activeTo: string | null;
}

export interface Person {
  /** Ours, stable; the Feishu open_id may come later, by 绑定. */
  readonly id: string;
  readonly openId: string | null;
  readonly name: string;
  readonly unit: string | null;
  readonly units: readonly string[];
  readonly roles: readonly Role[];
}

export interface Post {
  readonly id: string;
  readonly unit: string;
  readonly title: string;
  readonly rank: string;
  readonly person: string | null;
}

export interface BoundChat {
  readonly chatId: string;
  /** `null` = the whole city. */
  readonly unit: string | null;
}

export interface RosterRows {
  readonly units: readonly Unit[];
  readonly people: readonly Person[];
  /** Who has left: named where they acted, found when what they held is handed over, and nothing else. */
  readonly departed?: readonly Person[];
  readonly posts: readonly Post[];
  readonly chats: readonly BoundChat[];
}

/** Unit kinds that speak for the whole city. */
const CITY_KINDS: ReadonlySet<string> = new Set(['city', 'command']);

export class Roster {
  readonly units: readonly Unit[];
  readonly people: readonly Person[];
  /** No longer in the roster. */
  readonly departed: readonly Person[];
  readonly posts: readonly Post[];
  readonly chats: readonly BoundChat[];
  readonly #unitById: ReadonlyMap<string, Unit>;
  readonly #personById: ReadonlyMap<string, Person>;
  readonly #personByOpenId: ReadonlyMap<string, Person>;

  constructor(rows: RosterRows) {
    this.units = rows.units;
    this.people = rows.people;
    this.departed = rows.departed ?? [];
    this.posts = rows.posts;
    this.chats = rows.chats;
    this.#unitById = new Map(rows.units.map((unit) => [unit.id, unit]));
    this.#personById = new Map(rows.people.map((person) => [person.id, person]));
    this.#personByOpenId = new Map(
      rows.people.flatMap((person) => (person.openId === null ? [] : [[person.openId, person] as const])),
    );
  }

  unit(id: string): Unit | null {
    return this.#unitById.get(id) ?? null;
  }

  /** The unit's name; its id when the roster no longer has it. */
  unitName(id: string | null): string {
    if (id === null) return '全市';
    return this.#unitById.get(id)?.name ?? id;
  }

  person(id: string): Person | null {
    return this.#personById.get(id) ?? null;
  }

  personName(id: string | null): string {
    if (id === null) return '系统';
    const name = this.#personById.get(id)?.name ?? this.departed.find((person) => person.id === id)?.name;
    return name ?? '（已不在名册）';
  }

  byOpenId(openId: string): Person | null {
    return this.#personByOpenId.get(openId) ?? null;
  }

  chat(chatId: string): BoundChat | null {
    return this.chats.find((chat) => chat.chatId === chatId) ?? null;
  }

  /** True when the unit is the city itself, or there is no unit at all. */
  isCity(unitId: string | null): boolean {
    if (unitId === null) return true;
    const unit = this.#unitById.get(unitId);
    return unit !== undefined && CITY_KINDS.has(unit.kind);
  }

  /** True when `unitId` is `ancestorId` or lies below it. A loop in the data ends the walk. */
  isWithin(unitId: string, ancestorId: string): boolean {
    const seen = new Set<string>();
    for (
      let at: string | null = unitId;
      at !== null && !seen.has(at);
      at = this.#unitById.get(at)?.parent ?? null
    ) {
      if (at === ancestorId) return true;
      seen.add(at);
    }
    return false;
  }

  /** Every unit of a person: the main one first. */
  unitsOf(person: Person): readonly string[] {
    const all = person.unit === null ? person.units : [person.unit, ...person.units];
    return [...new Set(all)];
  }

  withRole(role: Role): readonly Person[] {
    return this.people.filter((person) => person.roles.includes(role));
  }

  /** Units whose name or an alias is exactly `words`. */
  unitsNamed(words: string): readonly Unit[] {
    const wanted = words.trim();
    return this.units.filter((unit) => unit.name === wanted || unit.aliases.includes(wanted));
  }

  /** Active on that day, by the dates given in the roster. */
  activeOn(day: string): readonly Unit[] {
    return this.units.filter(
      (unit) =>
        (unit.activeFrom === null || unit.activeFrom <= day) &&
        (unit.activeTo === null || unit.activeTo >= day),
    );
  }
}
