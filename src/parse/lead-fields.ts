// Place, industry, channel, project and investment of a lead.
import type { AmountRange } from '../domain/money.ts';
import { findAmounts } from './amount.ts';
import { chooseAmount, readLabelledAmount } from './lead-amount.ts';
import { type Draft, distinct, LABEL_TEXT, labelFor, point, quote } from './lead-draft.ts';
import { findPlaces } from './place.ts';
import { findProjects } from './project.ts';
import { findTerms, readTerm } from './terms.ts';
import { firstBetween, overlaps, overlapsAny, type Span, tidy } from './text.ts';

/** The unit the lead would land in; several, or the whole city, are pointed at. */
export function readPlace(draft: Draft, free: string, companies: readonly Span[]): string | null {
  const label = labelFor(draft, 'landingUnit');
  const source = label ? draft.folded.slice(label.start, label.end) : free;
  const offset = label?.start ?? 0;
  const all = findPlaces(source, draft.words).map((place) => ({
    ...place,
    start: place.start + offset,
    end: place.end + offset,
    strength: label ? 3 : place.strength,
  }));
  const usable = all.filter(
    (place) => place.strength > 0 && (label !== null || !overlapsAny(place, companies)),
  );
  const units = usable.filter((place) => !place.city);
  const [best] = units;
  if (!best) {
    if (label) draft.failed.add(label);
    const [city] = usable.filter((place) => place.strength >= 2);
    if (city)
      return point(
        draft,
        'landingUnit',
        city.text,
        `“${city.text}”是全市，请写明落在哪个县（市、区）或园区。`,
      );
    return label
      ? point(
          draft,
          'landingUnit',
          source.trim(),
          `“${source.trim().slice(0, 20)}”不是本市登记的单位，请写县（市、区）或园区名称。`,
        )
      : null;
  }
  const level = units.filter((place) =>
    best.strength >= 2.5 ? place.strength >= 2 : place.strength >= best.strength,
  );
  const ids = distinct(level.flatMap((place) => place.unitIds));
  if (ids.length === 1) {
    draft.taken.push(...units, ...usable.filter((place) => place.city));
    return ids[0] ?? null;
  }
  const names = ids.map((id) => draft.words.units.find((unit) => unit.id === id)?.name ?? id);
  const sameWord = best.unitIds.length > 1 && level.length === 1;
  const hint = sameWord
    ? `“${best.text}”可以是${quote(names)}，请写全称。`
    : `提到${names.length}个地方：${quote(names.slice(0, 5))}，请选拟落户的一个。`;
  return point(draft, 'landingUnit', distinct(level.map((place) => place.text)).join('、'), hint);
}

/** The one industry or source channel; several are pointed at. */
export function readList(
  draft: Draft,
  field: 'industry' | 'channel',
  free: string,
  companies: readonly Span[],
  project: Span | null,
): string | null {
  const list = field === 'industry' ? draft.words.industries : draft.words.channels;
  const label = labelFor(draft, field);
  if (label) {
    const value = draft.folded.slice(label.start, label.end);
    const id = readTerm(value, list);
    if (id !== null) return id;
    draft.failed.add(label);
    return point(
      draft,
      field,
      value.trim(),
      `“${value.trim().slice(0, 20)}”对不上${LABEL_TEXT[field]}目录里的一项，请选择。`,
    );
  }
  // A company's 注册资本 is no 资本招商.
  const said = free.replace(/注册资本金?|实缴资本|资本金/g, (word) => '\n'.repeat(word.length));
  const all = findTerms(said, list, companies);
  const inProject = project ? all.filter((term) => overlaps(term, project)) : [];
  const terms = inProject.length > 0 ? inProject : all;
  const ids = distinct(terms.flatMap((term) => term.ids));
  if (ids.length === 1) {
    draft.taken.push(...terms);
    return ids[0] ?? null;
  }
  if (ids.length > 1) {
    const labels = ids.map((id) => list.find((entry) => entry.id === id)?.label ?? id);
    return point(
      draft,
      field,
      distinct(terms.map((term) => term.text)).join('、'),
      `可能是${quote(labels.slice(0, 5))}，请选择${LABEL_TEXT[field]}。`,
    );
  }
  if (field === 'industry') {
    const inName = findTerms(draft.folded, list, []).filter((term) => overlapsAny(term, companies));
    const guess = distinct(inName.flatMap((term) => term.ids));
    if (guess.length > 0)
      return point(
        draft,
        field,
        distinct(inName.map((term) => term.text)).join('、'),
        `${quote(distinct(inName.map((term) => term.text)).slice(0, 3))}只在企业名称里出现，请确认所属产业。`,
      );
  }
  return null;
}

/** The project name as typed. */
export function readProject(draft: Draft, free: string): { name: string | null; span: Span | null } {
  const label = labelFor(draft, 'project');
  if (label) {
    const phones = draft.phones.map((phone) => phone.span);
    const name = firstBetween(draft.shown, label, phones).replace(/^[“"《']+|[”"》']+$/g, '');
    return { name: name.slice(0, 80), span: { start: label.start, end: label.end } };
  }
  const [best] = findProjects(free);
  if (!best) return { name: null, span: null };
  draft.taken.push(best);
  return { name: tidy(draft.shown.slice(best.start, best.end).replace(/[“”「」『』"]/g, '')), span: best };
}

/** The investment, and every stretch that is a sum. */
export function readInvestment(
  draft: Draft,
  free: string,
  skip: readonly Span[],
): { range: AmountRange | null; spans: Span[] } {
  const label = labelFor(draft, 'investment');
  const found = findAmounts(free, { skip });
  const spans = found.map((amount) => amount.span);
  if (label) {
    const currency = labelFor(draft, 'currency');
    const read = readLabelledAmount(
      draft.folded.slice(label.start, label.end),
      label.unit,
      currency ? draft.folded.slice(currency.start, currency.end) : '',
    );
    if (read.ok) return { range: read.value, spans };
    draft.failed.add(label);
    return {
      range: point(draft, 'investment', draft.shown.slice(label.start, label.end).trim(), read.reason),
      spans,
    };
  }
  const chosen = chooseAmount(found);
  draft.taken.push(...chosen.used.map((amount) => amount.span));
  if (chosen.hint !== null) return { range: point(draft, 'investment', chosen.text, chosen.hint), spans };
  return { range: chosen.range, spans };
}
