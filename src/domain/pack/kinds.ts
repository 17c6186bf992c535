// `kind` inside filters: a unit's kind where units are chosen, an activity's, meeting's, bulletin's or review's where
// records are counted. Works on unchecked data (raw.ts). The rest of the references is in references.ts.
import { nearest } from './nearest.ts';
import { asObject, type Finding, idsOf, listAt, type Path, textAt, walk } from './raw.ts';
import { UNIT_KINDS } from './terms.ts';

/** Filters over units: `section[].key`. */
const UNIT_FILTERS: readonly (readonly [section: string, key: string])[] = [
  ['unitGroups', 'where'],
  ['rankingClasses', 'where'],
  ['scorecards', 'subject'],
  ['consequences', 'subject'],
  ['cadences', 'from'],
  ['cadences', 'each'],
  ['registries', 'owner'],
  ['targets', 'bind'],
];

function kindsIn(filter: unknown, path: Path, known: ReadonlySet<string>, word: string): Finding[] {
  const findings: Finding[] = [];
  walk(
    filter,
    (value, at) => {
      const kind = asObject(value)?.['kind'];
      const wanted = Array.isArray(kind) ? kind : [kind];
      for (const one of wanted) {
        if (typeof one !== 'string' || known.has(one)) continue;
        const close = nearest(one, known);
        const hint = close === null ? '' : `，是否想写「${close}」`;
        findings.push({ path: [...at, 'kind'], message: `「${one}」不是${word}${hint}` });
      }
    },
    path,
  );
  return findings;
}

function cadenceIds(raw: unknown, kind: string): Set<string> {
  const ids = listAt(raw, 'cadences').flatMap((cadence) => {
    const id = textAt(cadence, 'id');
    return id !== null && textAt(cadence, 'kind') === kind ? [id] : [];
  });
  return new Set(ids);
}

/** Every `kind` that names nothing the pack or the engine knows. */
export function kindFindings(raw: unknown): Finding[] {
  const units = new Set<string>(UNIT_KINDS);
  const reviews = { ids: idsOf(raw, 'reviews'), word: '本方案里的评价编号' };
  const records: Readonly<Record<string, { ids: ReadonlySet<string>; word: string }>> = {
    activity: { ids: idsOf(raw, 'activityKinds'), word: '本方案里的活动类型' },
    meeting: { ids: cadenceIds(raw, 'meeting'), word: '本方案里的会议编号' },
    bulletin: { ids: cadenceIds(raw, 'bulletin'), word: '本方案里的通报编号' },
    review: reviews,
    review_due: reviews,
  };
  const findings = UNIT_FILTERS.flatMap(([section, key]) =>
    listAt(raw, section).flatMap((element, index) =>
      kindsIn(asObject(element)?.[key], [section, index, key], units, '单位类别'),
    ),
  );
  walk(raw, (value, path) => {
    const object = asObject(value);
    if (object === null || !('where' in object)) return;
    if (path.at(-1) === 'countUnits')
      findings.push(...kindsIn(object['where'], [...path, 'where'], units, '单位类别'));
    const counted = textAt(object, 'count') ?? textAt(object, 'of');
    const record = counted === null ? undefined : records[counted];
    if (record !== undefined)
      findings.push(...kindsIn(object['where'], [...path, 'where'], record.ids, record.word));
  });
  return findings;
}
