/**
 * Project ↔ similar past project 同类项目: same industry, alike in words, of about the same size; and what became of it. The
 * caller passes only those the asker may see, 保密 left out.
 */
import { isLikelySame } from '../company.ts';
import type { Lead } from '../lead/lead.ts';
import type { AmountRange } from '../money.ts';
import type { Pack } from '../pack/schema.ts';
import { industryLabel } from '../pack/view.ts';
import { plainText } from './plain.ts';
import { type Profile, profileOf } from './profile.ts';

export interface SimilarFit {
  readonly lead: Lead;
  readonly score: number;
  readonly reasons: readonly string[];
}

const SCORE_MIN = 35;
const DULL = /项目|生产线|生产|建设|年产|基地|产业园|产业|一期|二期|新建|扩建|有限公司|科技|集团/gu;

export function similarTo(profile: Profile, candidates: readonly Lead[], pack: Pack): readonly SimilarFit[] {
  return candidates
    .flatMap((lead) => {
      if (lead.number === profile.number) return [];
      const fit = fitSimilar(profile, lead, pack);
      return fit.score < SCORE_MIN ? [] : [fit];
    })
    .sort(
      (a, b) =>
        b.score - a.score ||
        Number(b.lead.projectNumber !== null) - Number(a.lead.projectNumber !== null) ||
        b.lead.registeredAt - a.lead.registeredAt ||
        (a.lead.number < b.lead.number ? -1 : 1),
    );
}

function fitSimilar(profile: Profile, lead: Lead, pack: Pack): SimilarFit {
  // Others' notes are theirs: only names count.
  const other = profileOf(lead, profile.lexicon, false);
  const reasons: string[] = [];
  let score = 0;
  const industry = [...other.industries].find((id) => profile.industries.has(id));
  if (industry !== undefined) {
    score += 30;
    reasons.push(`同属${industryLabel(pack, industry)}`);
  }
  const word = other.ownWords.find((one) => profile.ownWords.includes(one));
  if (word !== undefined) {
    score += 25;
    reasons.push(`都做「${word}」`);
  }
  const likeness = dice(
    core(`${profile.project ?? ''}${profile.company}`),
    core(`${lead.project ?? ''}${lead.company}`),
  );
  score += 40 * likeness;
  if (likeness >= 0.35 && word === undefined) reasons.push('名称相近');
  if (isLikelySame(lead.company, profile.company)) {
    score += 20;
    reasons.push('同一家企业或关联企业');
  }
  const size = sizeOf(profile.investment, lead.investment);
  // Size alone makes nothing alike.
  if (size !== null && score >= 25) {
    score += size;
    if (size >= 10) reasons.push('投资规模相近');
  }
  return { lead, score, reasons };
}

/** 0…15 by how near two sums are; `null`: cannot be compared. */
function sizeOf(a: AmountRange | null, b: AmountRange | null): number | null {
  if (a === null || b === null || a.low.currency !== b.low.currency) return null;
  const [small, large] = [Math.min(a.high.units, b.high.units), Math.max(a.high.units, b.high.units)];
  if (large === 0) return null;
  const ratio = small / large;
  return ratio >= 0.5 ? 15 : ratio >= 0.2 ? 7 : 0;
}

const core = (text: string): string => plainText(text).replace(DULL, '');

function dice(a: string, b: string): number {
  const pairs = (text: string) => {
    const chars = [...text].filter((char) => /[\p{Script=Han}a-z0-9]/u.test(char));
    return new Set(chars.slice(1).map((char, at) => (chars[at] ?? '') + char));
  };
  const [left, right] = [pairs(a), pairs(b)];
  if (left.size === 0 || right.size === 0) return 0;
  const met = [...left].filter((pair) => right.has(pair)).length;
  return (2 * met) / (left.size + right.size);
}
