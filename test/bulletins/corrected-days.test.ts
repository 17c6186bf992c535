// 更正 of a stage's day: silent before its month is published, a sentence in the next bulletin afterwards, once.
import { describe, expect, test } from 'vitest';
import { correctedDays } from '../../src/bulletins/corrected-days.ts';
import { evolveLead } from '../../src/domain/lead/lead.ts';
import { registered } from '../contract/kit.ts';
import { sanming } from '../domain/pack/sanming.ts';

const NUMBER = 'XS-202610-0001';
const id = `${NUMBER}#2`;
const PUBLISHED_AT = 1_000;

function corrected(at: number, was: string, happenedOn: string) {
  const submitted = {
    type: 'lead.stage_submitted',
    id,
    stage: 'signed',
    happenedOn: was,
    evidence: '合同',
    note: null,
  } as const;
  const facts = [
    registered(NUMBER),
    submitted,
    { type: 'lead.stage_verified', id, reached: 'signed', tags: {} } as const,
  ];
  const lead = facts.reduce<ReturnType<typeof evolveLead> | null>(
    (state, fact) => evolveLead(state, fact, 1, 'p_vera'),
    null,
  );
  return evolveLead(lead, { type: 'lead.stage_corrected', id, was, happenedOn, reason: '落款日' }, at, 'p_o');
}

const said = (
  lead: ReturnType<typeof corrected>,
  month: string,
  published: readonly (readonly [string, number])[],
) =>
  correctedDays(
    {
      pack: sanming(),
      month,
      published: published.map(([one, asOfAt]) => ({ month: one, asOfAt })),
    } as unknown as Parameters<typeof correctedDays>[0],
    [lead],
  );

describe('更正 of a verified stage', () => {
  const lead = corrected(PUBLISHED_AT + 1, '2026-10-08', '2026-10-18');

  test('appears in the bulletin after the one that counted it, and not again', () => {
    expect(said(lead, '2026-11', [['2026-10', PUBLISHED_AT]])).toEqual([
      `更正：${NUMBER}「签约」日期由 2026-10-08 更正为 2026-10-18，已签发的战报不改。`,
    ]);
    expect(
      said(lead, '2026-12', [
        ['2026-10', PUBLISHED_AT],
        ['2026-11', PUBLISHED_AT + 2],
      ]),
    ).toEqual([]);
  });

  test('says nothing before publication, of a month that is still open, or of what is confidential', () => {
    expect(said(lead, '2026-10', [])).toEqual([]);
    expect(
      said(corrected(PUBLISHED_AT - 1, '2026-10-08', '2026-10-18'), '2026-11', [['2026-10', PUBLISHED_AT]]),
    ).toEqual([]);
    expect(
      said(corrected(PUBLISHED_AT + 1, '2026-11-08', '2026-11-18'), '2026-11', [['2026-10', PUBLISHED_AT]]),
    ).toEqual([]);
    expect(said({ ...lead, confidential: true }, '2026-11', [['2026-10', PUBLISHED_AT]])).toEqual([]);
  });
});
