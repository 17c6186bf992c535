/** 绑定: asked once, decided once. */
import { expect, test } from 'vitest';
import { type Binding, decideBinding, evolveBinding } from '../../src/domain/binding.ts';
import { isRefusal } from '../../src/domain/decision.ts';

const asked = evolveBinding(
  null,
  { type: 'binding.asked', id: 'b', kind: 'person', subject: 'ou_x', target: 'p_x', askedBy: 'ou_x' },
  1,
  null,
);

const decided = (verdict: 'confirm' | 'decline', binding: Binding = asked): Binding => {
  const decision = decideBinding(binding, verdict);
  if (isRefusal(decision)) throw new Error(decision.because);
  return decision.facts.reduce((state, fact) => evolveBinding(state, fact, 2, 'p_admin'), binding);
};

test('a request is confirmed or declined by somebody, in one step', () => {
  expect(asked).toMatchObject({ state: 'asked', version: 1, decidedBy: null });
  expect(decided('confirm')).toMatchObject({ state: 'confirmed', version: 2, decidedBy: 'p_admin' });
  expect(decided('decline')).toMatchObject({ state: 'declined', version: 2, decidedBy: 'p_admin' });
});

test('what was decided is not decided again', () => {
  for (const first of ['confirm', 'decline'] as const)
    for (const second of ['confirm', 'decline'] as const)
      expect(decideBinding(decided(first), second)).toMatchObject({ refused: true });
});

test('a history that does not start with the request is a bug', () => {
  expect(() => evolveBinding(null, { type: 'binding.confirmed' }, 1, 'p')).toThrow(/starts with its request/);
});
