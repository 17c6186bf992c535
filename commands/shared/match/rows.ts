/** Fits as rows of a card: what it is, where, and why. */
import type { MatchRow } from '../../../src/cards/match/match.ts';
import type { EntryReason } from '../../../src/cards/registry/list.ts';
import { printDay, printInvestment } from '../../../src/cards/show.ts';
import type { KnownScene } from '../../../src/command.ts';
import { currentNumber, titleOf } from '../../../src/domain/lead/lead.ts';
import type { CaseByCase } from '../../../src/domain/match/case-by-case.ts';
import type { GapFit } from '../../../src/domain/match/gap.ts';
import type { ParkFit } from '../../../src/domain/match/park.ts';
import type { PolicyFit } from '../../../src/domain/match/policy.ts';
import type { SimilarFit } from '../../../src/domain/match/similar.ts';
import type { Registry } from '../../../src/domain/pack/schema.ts';
import { stageLabel } from '../../../src/domain/pack/view.ts';
import { fieldAs } from '../../../src/domain/registry/fields.ts';
import type { Check, Fit, Verdict } from '../../../src/domain/registry/match.ts';
import { titleOf as entryTitle, factsLine } from '../registry/print.ts';

const TONES = { fits: 'good', unknown: 'warn', fails: 'bad' } as const;
const ORDER: readonly Verdict[] = ['fails', 'unknown', 'fits'];
const BENEFIT_MAX = 80;

const inOrder = (checks: readonly Check[]): readonly Check[] =>
  [...checks].sort(
    (a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) || Number(b.hard) - Number(a.hard),
  );

export function assetRow(fit: Fit, here: KnownScene): MatchRow {
  return {
    title: entryTitle(fit.entry, fit.registry),
    where: `${fit.entry.id} · ${here.roster.unitName(fit.entry.owner)}`,
    facts: factsLine(fit.entry, fit.registry, here.roster),
    reasons: inOrder(fit.checks).map(({ verdict, reason }) => ({ text: reason, tone: TONES[verdict] })),
  };
}

const POLICY_WORDS: Readonly<Record<Verdict, string>> = {
  fits: '满足',
  unknown: '待核实',
  fails: '不满足',
};

export function policyRow(fit: PolicyFit, here: KnownScene): MatchRow {
  const clause = `${fit.registry.label}（${fit.registry.clause}${fit.registry.origin === 'default' ? '，系统默认' : ''}）`;
  return {
    title: entryTitle(fit.entry, fit.registry),
    where: `${fit.entry.id} · ${here.roster.unitName(fit.entry.owner)} · ${clause}`,
    facts: benefitOf(fit),
    reasons: inOrder(fit.checks).map(({ verdict, reason, hard }) => ({
      text: `${hard ? POLICY_WORDS[verdict] : '提示'}：${reason}`,
      tone: TONES[verdict],
    })),
  };
}

function benefitOf({ entry, registry }: PolicyFit): string {
  const text = (use: 'benefit' | 'content') => {
    const field = fieldAs(registry, use);
    const value = field === null ? undefined : entry.values[field.id];
    return typeof value === 'string' ? value : '';
  };
  const words = text('benefit') === '' ? text('content') : text('benefit');
  return words.slice(0, BENEFIT_MAX);
}

/** 一事一议 above the pack's threshold; nothing where it certainly does not apply. */
export function caseLines(found: CaseByCase | null): readonly string[] {
  if (found === null || found.truth === 'no') return [];
  return found.truth === 'yes'
    ? [`可按「${found.label}」提出申请（${found.clause}）：${found.reason}；是否同意以会商结果为准。`]
    : [`是否可按「${found.label}」申请待核实（${found.clause}）：${found.reason}。`];
}

export function gapRow(fit: GapFit, registries: readonly Registry[]): MatchRow {
  const { node } = fit;
  const clauses = [...new Set(registries.map((one) => one.clause))].join('、');
  return {
    title: `${fit.chain} · ${node.name}`,
    where: `${node.position}${node.state === null ? '' : ` · ${node.state}`} · ${node.id}`,
    facts: node.firms.length === 0 ? '' : `已有企业：${node.firms.slice(0, 5).join('、')}`,
    reasons: [
      { text: fit.reason, tone: TONES[fit.verdict] },
      ...(fit.verdict === 'fails'
        ? []
        : [
            {
              text: `图谱注明${node.state ?? '缺口'}（${clauses}）`,
              tone: 'good' as const,
            },
          ]),
    ],
  };
}

const ACCESS = {
  allowed: { word: '鼓励进入', tone: 'good' },
  restricted: { word: '限制', tone: 'bad' },
  unknown: { word: '未列明', tone: 'warn' },
} as const;

export const parkRow = (fit: ParkFit): MatchRow => ({
  title: `${fit.park}：${ACCESS[fit.access].word}`,
  where: `${fit.isLanding ? '拟落户地 · ' : ''}${fit.clause}${fit.entry === null ? '' : ` · ${fit.entry}`}`,
  facts: '',
  reasons: [{ text: fit.reason, tone: ACCESS[fit.access].tone }],
});

export function similarRow({ lead, reasons }: SimilarFit, here: KnownScene): MatchRow {
  const { pack, roster } = here;
  const { exit } = lead.course;
  const left = exit === null ? null : (pack.exits.find((one) => one.id === exit.kind)?.label ?? '已退出');
  const fate: EntryReason =
    left === null
      ? { text: `结果：现为${stageLabel(pack, lead.stage)}`, tone: 'good' }
      : { text: `结果：${left}（${exit?.on ?? ''}），此前到${stageLabel(pack, lead.stage)}`, tone: 'warn' };
  return {
    title: titleOf(lead),
    where: `${currentNumber(lead)} · ${roster.unitName(lead.unit)} · ${printDay(lead.registeredAt)} 登记`,
    facts: `投资额 ${printInvestment(lead.investment)}`,
    reasons: [fate, { text: reasons.join('，'), tone: 'good' }],
  };
}
