/**
 * Pressed buttons: the person is waiting, so the answer is decided, committed and returned at once (within 1 s).
 *
 * Invariants
 *  1. The answer is given only after the commit; the same push again gets the same answer and changes nothing.
 *  2. When nothing could be saved the toast says so, and the card stays as it is, with what was typed into it.
 */
import type { Ledger } from './ledger.ts';
import { handlePress, type MachineDeps } from './machine.ts';
import { type Answer, deniedIn } from './outcome.ts';
import type { ButtonReply, Log, PressDelivery } from './ports.ts';
import { eventPromises } from './promises.ts';

const TRIES = 8;

export interface PressesDeps {
  readonly ledger: Ledger;
  readonly machine: MachineDeps;
  readonly log: Log;
  readonly now: () => number;
  readonly onPromised: () => void;
  readonly count: (name: string, labels?: Readonly<Record<string, string>>) => void;
}

export async function answerPress(deps: PressesDeps, delivery: PressDelivery): Promise<ButtonReply> {
  const { count, ledger, log, now, onPromised } = deps;
  try {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const at = now();
      const handled = await handlePress(deps.machine, delivery);
      const { answer, changes } = handled.outcome;
      const reply = replyOf(answer);
      const promises = eventPromises(delivery, handled, at);
      const committed = await ledger.conclude({
        on: { at, actor: handled.actor, cause: handled.cause },
        changes,
        promises,
        keys: [`event:${delivery.eventId}`],
        reply: { eventId: delivery.eventId, reply },
      });
      if (committed.result === 'done') {
        count('presses', { result: 'done' });
        for (const command of deniedIn(changes)) count('commands_denied', { command });
        if (promises.length > 0) onPromised();
        return reply;
      }
      if (committed.key.startsWith('inbox.') || committed.key.startsWith('press_reply.')) {
        count('presses', { result: 'seen' });
        return (await ledger.replyTo(delivery.eventId)) ?? {};
      }
    }
    count('presses', { result: 'contended' });
    return { toast: { tone: 'warning', text: '同时操作的人较多，没有保存，请再按一次。' } };
  } catch (error) {
    log.error('press_failed', { eventId: delivery.eventId, error });
    count('presses', { result: 'failed' });
    return {
      toast: { tone: 'error', text: '没有保存成功，您填的内容还在卡片上，请再按一次；仍不行请联系管理员。' },
    };
  }
}

function replyOf(answer: Answer): ButtonReply {
  const { toast, card, fresh } = answer;
  const shown = fresh === true ? undefined : card;
  const said =
    toast ?? (fresh === true ? { tone: 'info' as const, text: '已发到与您的私聊中。' } : undefined);
  return { ...(said === undefined ? {} : { toast: said }), ...(shown === undefined ? {} : { card: shown }) };
}
