/** 容缺材料 and 政府承诺 (SM 三(三)17): made at verification, closed once. */
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../src/domain/decision.ts';
import {
  decideClose,
  decideMake,
  evolvePledges,
  noPledges,
  openPledges,
  type PledgeFact,
  type Pledges,
  readPledges,
} from '../../src/domain/pledge.ts';

const LEAD = 'XS-202611-0001';
const paper = { kind: 'paper', what: '环评批复', dueOn: '2026-12-01' } as const;
const promise = { kind: 'promise', what: '修路', dueOn: '2026-12-31' } as const;

function apply(state: Pledges, decided: ReturnType<typeof decideMake>): Pledges {
  if (isRefusal(decided)) throw new Error(decided.because);
  return decided.facts.reduce<Pledges>(
    (now, fact: PledgeFact) => evolvePledges(now, fact, 5, 'p_vera'),
    state,
  );
}

const made = apply(noPledges(LEAD), decideMake(noPledges(LEAD), 'e1', [paper, promise]));

describe('pledges of a lead', () => {
  test('get ids within their lead and stay open until closed', () => {
    expect(openPledges(made).map((item) => item.id)).toEqual(['paper-1', 'promise-2']);
    const more = apply(made, decideMake(made, 'e2', [paper]));
    expect(more.items.at(-1)?.id).toBe('paper-3');
    expect(more.version).toBe(2);
  });

  test('are closed once, and never by a name that is none of theirs', () => {
    const closed = apply(made, decideClose(made, 'pledge:paper-1', '2026-11-20', 'e3'));
    expect(openPledges(closed).map((item) => item.id)).toEqual(['promise-2']);
    expect(decideClose(closed, 'pledge:paper-1', '2026-11-21', 'e4')).toMatchObject({ refused: true });
    expect(decideClose(closed, 'pledge:paper-9', '2026-11-21', 'e4')).toMatchObject({ refused: true });
  });

  test('nothing promised is no fact', () => {
    expect(decideMake(made, 'e', [])).toEqual({ facts: [] });
  });
});

describe('the words of a form', () => {
  test('one a line, all for the same day', () => {
    expect(readPledges('paper', '环评\n\n 红线图 ；能评', '2026-12-01', '2026-11-01')).toEqual({
      items: ['环评', '红线图', '能评'].map((what) => ({ kind: 'paper', what, dueOn: '2026-12-01' })),
    });
    expect(readPledges('paper', null, null, '2026-11-01')).toEqual({ items: [] });
  });

  test.each([
    ['words without a day', '环评', null],
    ['a day without words', null, '2026-12-01'],
    ['a day before it happened', '环评', '2026-10-01'],
    ['too many at once', Array.from({ length: 11 }, (_, at) => `材料${at}`).join('\n'), '2026-12-01'],
  ])('%s is refused', (_title, words, day) => {
    expect(readPledges('paper', words, day, '2026-11-01')).toMatchObject({ refused: true });
  });
});
