// Before the shapes are checked: other spellings people use are turned into the canonical ones (snake_case, `on` for
// `date`, `{"2019": 6.9}` for a rate). Never guesses a value; what it does not know it leaves for the schema to refuse.
import { asObject, type RawObject } from '../pack/raw.ts';

type Mutable = Record<string, unknown>;

/** Section → other word → canonical key. */
const ALIASES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  units: { mergedInto: 'successor' },
  projects: {
    investment: 'totalInvestment',
    industries: 'tags',
    channel: 'sourceChannel',
    firstPromoter: 'unit',
    leader: 'leaders',
    group: 'groups',
    department: 'departments',
    cohort: 'cohorts',
  },
  progress: { owner: 'subject', unitId: 'subject', reportedOn: 'reportedAt', enteredAt: 'reportedAt' },
  activities: { on: 'date', unit: 'units', enterprise: 'enterprises', place: 'region', leader: 'leaders' },
  targets: { target: 'id', post: 'subject', effectiveFrom: 'from', unitId: 'subject' },
  marks: { target: 'item', id: 'item', mark: 'value', score: 'value', points: 'value', post: 'subject' },
  baselines: { target: 'id', measure: 'id', year: 'period' },
  splits: { from: 'startOn', confirmed: 'confirmedBy' },
  reviews: { on: 'date' },
  tasks: { task: 'id', completedOn: 'doneOn', doneParts: 'parts' },
  meetings: { on: 'date', unit: 'units', body: 'units', group: 'units' },
  bulletins: { on: 'date', unit: 'units' },
  fx: { year: 'at', month: 'at', date: 'at', on: 'at', currency: 'from' },
  leads: { registeredAt: 'registeredOn', channel: 'sourceChannel' },
  reports: { filedAt: 'submittedAt', at: 'submittedAt' },
};

const PROJECT_SWITCHES: Readonly<Record<string, string>> = {
  isIndustrial: 'is_industrial',
  private: 'private',
  leadingChain: 'leading_chain',
  leadingIndustry: 'leading_industry',
  parkSuited: 'park_suited',
  inPark: 'in_park',
  idleAsset: 'idle_asset',
  addedCapital: 'added_capital',
};

/** Sets a key, whatever it is called: `__proto__` is a key like another. */
function put(object: Mutable, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

function camel(key: string): string {
  return key.replace(/_([a-z])/gu, (_, letter: string) => letter.toUpperCase());
}

function renamed(
  row: RawObject,
  aliases: Readonly<Record<string, string>>,
  known: ReadonlySet<string>,
): Mutable {
  const result: Mutable = {};
  for (const [key, value] of Object.entries(row)) {
    const bare = known.has(key) ? key : camel(key);
    const alias = Object.hasOwn(aliases, bare) ? aliases[bare] : undefined;
    const name = known.has(bare) ? bare : (alias ?? key);
    put(result, Object.hasOwn(result, name) ? key : name, value);
  }
  return result;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

/** `万` + USD → 万美元; `亿` → 亿元. Units already complete stay. */
function fullUnit(row: Mutable): void {
  if (row['unit'] === '万' || row['unit'] === '亿') row['unit'] = `${row['unit']}元`;
}

const STAGE_KEYS: Readonly<Record<string, string>> = {
  date: 'on',
  happenedOn: 'on',
  verifiedAt: 'verifiedOn',
  reportedAt: 'reportedOn',
};

/** `{happened_on, verified_at}` as the event it is; an instant counts by its day. */
function tidyStage(event: unknown): unknown {
  const object = asObject(event);
  if (object === null) return event;
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => {
      const bare = camel(key);
      const isInstant = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/u.test(value);
      return [STAGE_KEYS[bare] ?? bare, isInstant ? value.slice(0, 10) : value];
    }),
  );
}

/** A change of the total as `{on, verifiedOn, amount, unit}`. */
function tidyChange(change: unknown): unknown {
  const object = asObject(tidyStage(change));
  if (object === null) return change;
  const full: Mutable = { ...object };
  fullUnit(full);
  return full;
}

function tidyProject(row: Mutable): void {
  const kind = row['capitalType'];
  if (kind === 'domestic') row['capitalType'] = '内资';
  if (kind === 'foreign') row['capitalType'] = '外资';
  for (const [key, flag] of Object.entries(PROJECT_SWITCHES)) {
    const snake = key.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
    for (const name of new Set([key, snake])) {
      if (typeof row[name] !== 'boolean') continue;
      if (row[name] === true) row['flags'] = [...listOf(row['flags']), flag];
      delete row[name];
    }
  }
  for (const [key, list] of [
    ['keyLevels', 'flags'],
    ['excludedTags', 'tags'],
  ] as const) {
    if (!Array.isArray(row[key])) continue;
    row[list] = [...listOf(row[list]), ...row[key]];
    delete row[key];
  }
  const chain = row['industryChain'] ?? row['industry_chain'];
  if (typeof chain === 'string') {
    row['fields'] = { ...asObject(row['fields']), industry_chain: chain };
    delete row['industryChain'];
    delete row['industry_chain'];
  }
  const stages = asObject(row['stages']);
  if (stages !== null) {
    row['stages'] = Object.fromEntries(Object.entries(stages).map(([id, event]) => [id, tidyStage(event)]));
  }
  const money = asObject(row['totalInvestment']);
  if (money !== null) {
    const full: Mutable = { ...money };
    fullUnit(full);
    row['totalInvestment'] = full;
  }
  if (Array.isArray(row['investmentChanges']))
    row['investmentChanges'] = row['investmentChanges'].map(tidyChange);
}

function tidySplit(row: Mutable): void {
  const by = row['confirmedBy'];
  if (by !== undefined) {
    const names = listOf(by);
    const has = (side: string): boolean =>
      by === true || by === 'both' || names.includes(side) || (names.length > 0 && names.includes(row[side]));
    row['confirmedBySender'] ??= has('sender');
    row['confirmedByReceiver'] ??= has('receiver');
    delete row['confirmedBy'];
  }
  for (const side of ['confirmedBySender', 'confirmedByReceiver']) {
    for (const key of [
      `${side}At`,
      `${side}On`,
      `${side.replace(/[A-Z]/gu, (l) => `_${l.toLowerCase()}`)}_at`,
    ]) {
      if (!(key in row)) continue;
      row[side] ??= typeof row[key] === 'string' || typeof row[key] === 'number';
      delete row[key];
    }
    if (typeof row[side] === 'string') row[side] = true;
  }
}

const REVIEW_NUMBERS: Readonly<Record<string, string>> = {
  tax: 'tax',
  verified: 'verified_investment',
  verifiedInvestment: 'verified_investment',
  reported: 'reported_investment',
  reportedInvestment: 'reported_investment',
};

function tidyReview(row: Mutable): void {
  if (typeof row['inStatistics'] === 'boolean') {
    row['flags'] = { ...asObject(row['flags']), in_statistics: row['inStatistics'] };
    delete row['inStatistics'];
  }
  for (const [key, name] of Object.entries(REVIEW_NUMBERS)) {
    if (!(key in row)) continue;
    row['numbers'] = { ...asObject(row['numbers']), [name]: row[key] };
    delete row[key];
  }
}

function tidyRow(section: string, row: Mutable): Mutable {
  if (section === 'projects') tidyProject(row);
  if (section === 'progress' || section === 'targets') fullUnit(row);
  if (section === 'splits') tidySplit(row);
  if (section === 'reviews') tidyReview(row);
  if (section === 'marks' && row['subject'] === undefined && row['unit'] !== undefined) {
    row['subject'] = row['unit'];
    delete row['unit'];
  }
  if (section === 'fx') {
    if (typeof row['at'] === 'number') row['at'] = String(row['at']);
    row['to'] ??= 'CNY';
  }
  if (section === 'baselines' && typeof row['period'] === 'number') row['period'] = String(row['period']);
  return row;
}

/** Sections that may also be written as `{id: value}`. */
function fromMap(section: string, map: RawObject): unknown {
  const pairs = Object.entries(map);
  if (section === 'fx') return pairs.map(([at, rate]) => ({ from: 'USD', to: 'CNY', at, rate }));
  if (section === 'tasks') return pairs.map(([id, doneOn]) => ({ id, doneOn }));
  if (section === 'targets' || section === 'baselines') {
    return pairs.flatMap(([id, value]) => {
      const bySubject = asObject(value);
      if (bySubject === null) return [{ id, value }];
      return Object.entries(bySubject).map(([key, one]) => {
        const isPeriod = section === 'baselines' && /^\d{4}(-\d{2}|Q[1-4])?$/u.test(key);
        return isPeriod ? { id, period: key, value: one } : { id, subject: key, value: one };
      });
    });
  }
  return map;
}

function cohortsOf(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const pairs = value.map((row) => {
    const object = asObject(row);
    return [object?.['id'], object?.['members'] ?? object?.['projects']] as const;
  });
  if (pairs.some(([id, members]) => typeof id !== 'string' || !Array.isArray(members))) return value;
  return Object.fromEntries(pairs);
}

/** The document with canonical spellings. `known` has each section's keys. */
export function tidyFacts(raw: unknown, known: ReadonlyMap<string, ReadonlySet<string>>): unknown {
  const document = asObject(raw);
  if (document === null) return raw;
  const result: Mutable = {};
  for (const [section, value] of Object.entries(document)) {
    const keys = known.get(section);
    const map = asObject(value);
    const list = section === 'cohorts' ? cohortsOf(value) : map === null ? value : fromMap(section, map);
    if (keys === undefined || !Array.isArray(list)) {
      put(result, section, list);
      continue;
    }
    const rows = list.map((row) => {
      const object = asObject(row);
      return object === null ? row : tidyRow(section, renamed(object, ALIASES[section] ?? {}, keys));
    });
    put(result, section, rows);
  }
  return result;
}
