/**
 * Binding 绑定: a Feishu user becomes a person of the roster, or a group becomes a unit's chat.
 * Asked in chat, confirmed on an admin's card, because both open doors to data.
 *
 *     asked ──确认 (admin)──> confirmed      asked ──拒绝──> declined
 */
import { type Refusal, refuse } from './decision.ts';

export interface Binding {
  readonly id: string;
  readonly version: number;
  readonly kind: 'person' | 'chat';
  /** The open_id or chat_id that asks. */
  readonly subject: string;
  /** The roster person's id, or the unit's id (`null`: the whole city). */
  readonly target: string | null;
  readonly state: 'asked' | 'confirmed' | 'declined';
  readonly askedAt: number;
  readonly askedBy: string;
  readonly decidedBy: string | null;
}

export type BindingFact =
  | {
      readonly type: 'binding.asked';
      readonly id: string;
      readonly kind: Binding['kind'];
      readonly subject: string;
      readonly target: string | null;
      readonly askedBy: string;
    }
  | { readonly type: 'binding.confirmed' }
  | { readonly type: 'binding.declined' };

export const bindingStream = (id: string): string => `binding/${id}`;

export function evolveBinding(
  binding: Binding | null,
  fact: BindingFact,
  at: number,
  actor: string | null,
): Binding {
  if (fact.type === 'binding.asked') {
    const { id, kind, subject, target, askedBy } = fact;
    return { id, version: 1, kind, subject, target, state: 'asked', askedAt: at, askedBy, decidedBy: null };
  }
  if (binding === null) throw new Error(`a binding starts with its request, not ${fact.type}`);
  const state = fact.type === 'binding.confirmed' ? 'confirmed' : 'declined';
  return { ...binding, version: binding.version + 1, state, decidedBy: actor };
}

export function decideBinding(
  binding: Binding,
  verdict: 'confirm' | 'decline',
): { facts: readonly BindingFact[] } | Refusal {
  if (binding.state !== 'asked') {
    const done = binding.state === 'confirmed' ? '已经确认' : '已经拒绝';
    return refuse(`这条绑定申请${done}过了`);
  }
  return { facts: [{ type: verdict === 'confirm' ? 'binding.confirmed' : 'binding.declined' }] };
}
