// The investing company of a lead: the labelled one, else the surest in the sentence.
import { compareNames } from '../domain/company.ts';
import { BRANDS } from './brands.ts';
import { type Draft, labelFor, point, quote } from './lead-draft.ts';
import type { Candidate } from './lead-model.ts';
import { findOrganisations } from './organisation.ts';
import { isPlainNoun } from './organisation-cut.ts';
import { firstBetween, type Span, tidy } from './text.ts';

/** 拿地300亩, 厂房2万平方米, 300亩地: so much of something; 刘处长牵线: who brought it in. Neither is a firm. */
const NO_FIRM =
  /^\d+\s*(?:多|余)?万?(?:亩|公顷|平|吨|台|条|套|人|名|个|家|期|批|处|栋|间|户|公里)|\d\s*(?:多|余)?万?\s*(?:亩|公顷|平方米|平米|平方|台|套|吨|条线|人)$|(?:长|书记|主任|总|先生|女士|老乡|乡贤|朋友)(?:牵线|搭桥|介绍|推荐|引荐|带队|对接|带来)/;

/** Candidates that name one firm count once, as the longest of them. */
function mergeNames(candidates: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of candidates) {
    const same = kept.findIndex((other) => compareNames(other.text, candidate.text) === 'same');
    if (same < 0) kept.push(candidate);
    else if (/^[\x20-\x7e]+$/.test(kept[same]?.text ?? '') && /[\u4e00-\u9fa5]/.test(candidate.text))
      kept[same] = candidate;
    else if (candidate.strength >= 3 && candidate.text.length > (kept[same]?.text.length ?? 0))
      kept[same] = candidate;
  }
  return kept;
}

/** 北京三快在线科技有限公司（美团）: the bracket says what people call it. */
const isAlias = ({ folded }: Draft, best: Candidate, other: Candidate): boolean =>
  other.start === best.end + 1 && /^[(（].*[)）]$/.test(folded.slice(best.end, other.end + 1));

function chooseCompany(
  draft: Draft,
  candidates: readonly Candidate[],
): { name: string | null; spans: Span[] } {
  const spans = candidates
    .filter((candidate) => candidate.strength >= 1.2)
    .map(({ start, end }) => ({ start, end }));
  const [best] = candidates;
  if (!best) return { name: null, spans: [] };
  const floor = best.strength >= 3 ? 1.9 : best.strength;
  const merged = mergeNames(
    candidates.filter(
      (candidate) =>
        candidate.strength >= floor &&
        !isAlias(draft, best, candidate) &&
        !(
          best.strength >= 3 &&
          candidate.strength < 3 &&
          !BRANDS.some((brand) => candidate.text.startsWith(brand))
        ),
    ),
  );
  draft.taken.push(best, ...candidates.filter((other) => compareNames(other.text, best.text) === 'same'));
  if (merged.length > 1) {
    const names = merged.map((candidate) => tidy(draft.shown.slice(candidate.start, candidate.end)));
    return {
      name: point(
        draft,
        'company',
        names.join('、'),
        `提到${merged.length}家企业：${quote(names.slice(0, 4))}，请填投资方。`,
      ),
      spans,
    };
  }
  const only = merged[0] ?? best;
  return {
    name: tidy(draft.shown.slice(only.start, only.end)),
    spans: [...spans, { start: best.start, end: best.end }],
  };
}

/** `（大田）福建某公司` read from within the bracket: the name begins after it. */
function afterBracket(candidate: Candidate): Candidate {
  const close = /^[^()（）]*[)）]/.exec(candidate.text)?.[0].length ?? 0;
  return close === 0 || close >= candidate.text.length - 2
    ? candidate
    : { ...candidate, text: candidate.text.slice(close), start: candidate.start + close };
}

/** The investing company, and every stretch that is a company; several are pointed at. */
export function readCompany(
  draft: Draft,
  free: string,
  telegraphic: boolean,
): { name: string | null; spans: Span[] } {
  const label = labelFor(draft, 'company');
  if (label) {
    const typed = tidy(draft.shown.slice(label.start, label.end)).replace(/^[“"']+|[”"']+$/g, '');
    const parts = typed.split(/[、/]|(?<=公司|集团)(?:和|与|及)/).filter((part) => part.length >= 2);
    const span = { start: label.start, end: label.end };
    if (parts.length > 1 && parts.every((part) => /(?:公司|集团|厂|院|企业|合伙\)?）?)$/.test(part))) {
      return {
        name: point(draft, 'company', typed, `提到${parts.length}家企业，请填投资方。`),
        spans: [span],
      };
    }
    const phones = draft.phones.map((phone) => phone.span);
    const name = firstBetween(draft.shown, label, phones).replace(/^[“"']+|[”"']+$/g, '');
    if (name.length >= 2 && name.length <= 80 && !isPlainNoun(name)) return { name, spans: [span] };
    draft.failed.add(label);
  }
  const list = [
    ...draft.words.industries.flatMap((entry) => [entry.label, ...entry.words]),
    ...draft.words.channels.flatMap((entry) => [entry.label, ...entry.words]),
  ];
  const known = new Set([
    ...list,
    ...draft.words.units.flatMap((unit) => [unit.name, ...unit.aliases]),
    ...(draft.words.cityNames ?? []),
  ]);
  const taken = (start: number, end: number): boolean => {
    const name = draft.folded.slice(start, end);
    const bare = name
      .replace(
        /^(?:落户在?|落地在?|落在?|放在?|选址在?|看中|看上|相中|意向|拟落户?|在|到|来|去|投资?|做|是|搞|想做|本地|主要做)+/,
        '',
      )
      .replace(/(?:企业|产业|行业|项目|领域|这边|那边|境内|[市县区])$/, '');
    return bare === '' || known.has(name) || known.has(bare) || NO_FIRM.test(name);
  };
  return chooseCompany(draft, findOrganisations(free, taken, telegraphic).map(afterBracket));
}
