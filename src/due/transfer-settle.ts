/**
 * 年终结算 (SM 三(二)11 「每年年底经双方确认后」): at the year's end every agreed transfer's shares by measure are drawn up as a
 * fact and put before both units and the office; and drawn up again when December's reports are in, if they changed it.
 * Left out: the money itself, which goes through the fiscal system.
 */
import { atHour } from '../bulletins/hours.ts';
import { transferCard } from '../cards/transfer/transfer.ts';
import { transferView } from '../cards/transfer/view.ts';
import { isOffice } from '../domain/access.ts';
import { decideSettle } from '../domain/transfer/decide.ts';
import { answerersFor } from '../domain/transfer/parties.ts';
import { firstSettleDay, lastSettleDay, settlementRows } from '../domain/transfer/settle.ts';
import type { Transfer } from '../domain/transfer/transfer.ts';
import { evolveTransfer } from '../domain/transfer/transfer.ts';
import type { Notice, Outcome } from '../outcome.ts';
import type { Job, JobScene, Occasion } from '../scheduler.ts';

const NOTHING: Outcome = { changes: [], answer: {}, notices: [] };

export const transferSettle: Job = {
  id: 'transfer-settle',
  async due(scene) {
    if (!atHour(scene.now)) return [];
    const { today, pack } = scene;
    const year = Number(today.slice(0, 4));
    const steps = [year - 1, year].flatMap((one) => {
      const of = String(one);
      return [
        { of, step: 'year-end', on: firstSettleDay(of) },
        { of, step: 'reported', on: lastSettleDay(pack, of) },
      ].filter((each) => each.on <= today);
    });
    // Of last year's two steps only the later matters once its day has come.
    const wanted = steps.filter(
      (one) => !steps.some((other) => other.of === one.of && other.on > one.on && other.on <= today),
    );
    if (wanted.length === 0) return [];
    const transfers = await scene.store.transfersAgreed();
    return wanted.flatMap(({ of, step }) =>
      transfers.map(
        (transfer): Occasion => ({
          key: `transfer-settle:${of}:${step}:${transfer.number}`,
          run: (at) => settle(transfer.number, of, at),
        }),
      ),
    );
  },
};

async function settle(number: string, year: string, scene: JobScene): Promise<Outcome> {
  const { store, today, now, pack } = scene;
  const transfer = await store.transfer(number);
  if (transfer === null || transfer.state !== 'agreed') return NOTHING;
  const [lead, increments, roster] = await Promise.all([
    store.lead(transfer.lead),
    store.incrementsOf([transfer.lead]),
    store.roster(),
  ]);
  if (lead === null) return NOTHING;
  const rows = settlementRows({ transfer, lead, increments }, year);
  if (rows.length === 0) return NOTHING;
  const facts = decideSettle(transfer, { year, asOf: today, rows });
  if (facts.length === 0) return NOTHING;
  const after = facts.reduce<Transfer>((state, fact) => evolveTransfer(state, fact, now, null), transfer);
  const people = new Map(
    [
      ...answerersFor(transfer.sender, roster),
      ...answerersFor(transfer.receiver, roster),
      ...roster.people.filter(isOffice),
    ].map((person) => [person.id, person]),
  );
  const notices = [...people.values()].flatMap((person): Notice[] =>
    person.openId === null
      ? []
      : [
          {
            key: `transfer-settle:${year}:${number}:${after.version}:${person.id}`,
            to: { kind: 'person', openId: person.openId },
            card: transferCard(
              transferView({ transfer: after, lead, increments, roster, pack, today }, person),
              `${year}年分成结算：流转 ${number}`,
            ),
            rank: 'notice',
            about: number,
          },
        ],
  );
  return { changes: [{ subject: 'transfer', before: transfer, facts }], answer: {}, notices };
}
