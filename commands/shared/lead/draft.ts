/** A registration in progress: the forms of one message, one after another, and what became of the ones before. */
import type { Card } from '../../../src/card.ts';
import { type LeadForm, leadFormCard } from '../../../src/cards/lead/form.ts';
import type { KnownScene, Pressed, Result, Tools } from '../../../src/command.ts';
import { refuse } from '../../../src/domain/decision.ts';
import { answerOnly, type Change, type Draft, type Outcome } from '../../../src/outcome.ts';
import { channelOptions, currencyOptions, industryOptions, landingOptions } from '../options.ts';

/** What a registration draft holds: forms still to do, and what became of the ones before. */
export interface Payload {
  readonly queue: readonly LeadForm[];
  readonly done: readonly string[];
  /** Set while a 疑似重复 card stands in the form's place. */
  readonly held: LeadForm | null;
}

/** What became of one form. */
export interface Step {
  readonly changes: readonly Change[];
  readonly card: Card;
  readonly toast: string;
  readonly result: string;
  readonly state: 'done' | 'cancelled';
  readonly about?: string;
}

/** After one lead of a message: its result, and the next one's form when there is one. */
export function advance(
  draft: Draft,
  done: readonly string[],
  here: KnownScene,
  stepOf: (done: readonly string[]) => Step,
): Outcome {
  const payload = draft.payload as Payload;
  const rest = payload.queue.slice(1);
  const step = stepOf(done);
  const isLast = rest.length === 0;
  const next: Draft = {
    ...draft,
    version: draft.version + 1,
    payload: { queue: rest, done, held: null } satisfies Payload,
    state: isLast ? step.state : 'open',
    result: step.result,
  };
  const card = isLast ? step.card : formCard(next, here);
  return {
    changes: [...step.changes, { subject: 'draft', draft: next }],
    answer: {
      card,
      toast: { tone: step.state === 'done' ? 'success' : 'info', text: step.toast },
      ...(step.about === undefined ? {} : { about: step.about }),
    },
    notices: [],
  };
}

/** Which lead of its message the draft stands at, from 1. */
export const placeOf = (draft: Draft): number => (draft.payload as Payload).done.length + 1;

/**
 * The draft a button of its cards belongs to, for its owner. A button of a form that is done already does nothing again
 * and shows the form that is to be done now: somebody pressed twice, or the answer was lost on its way.
 */
export async function withOpenForm(
  pressed: Pressed,
  here: KnownScene,
  tools: Tools,
  then: (draft: Draft, here: KnownScene) => Result,
): Result {
  const draft = await tools.store.draft(pressed.args['draft'] ?? '');
  if (draft === null || draft.kind !== 'register')
    return refuse('这张登记表已失效', { next: '请重新发送「登记」。' });
  if (draft.owner !== here.actor.id) return refuse('这张登记表是别人的', { next: '请自己发送「登记」。' });
  if (draft.state === 'done')
    return refuse(`这张登记表已提交过${draft.result === null ? '' : `：${draft.result}`}`);
  if (draft.state === 'cancelled') return refuse('这张登记表已取消', { next: '请重新发送「登记」。' });
  if (pressed.args['at'] === String(placeOf(draft))) return then(draft, here);
  return answerOnly({
    card: formCard(draft, here),
    toast: { tone: 'info', text: '这一条已经办过，请接着办下一条。' },
  });
}

/** The form that is to be filled in now. */
export function formCard(draft: Draft, here: KnownScene): Card {
  const { queue, done } = draft.payload as Payload;
  const [form] = queue;
  if (form === undefined) throw new Error('a registration form needs a lead');
  return leadFormCard({
    draft: draft.id,
    form,
    currencies: currencyOptions,
    industries: industryOptions(here.pack),
    landings: landingOptions(here.roster, here.today),
    channels: channelOptions(here.pack),
    place: { at: placeOf(draft), of: done.length + queue.length, done },
  });
}
