/** Random deeds on tasks and transfers, decided by the domain on state the store reads. */
import { isRefusal, type Refusal } from '../../src/domain/decision.ts';
import type { Lead } from '../../src/domain/lead/lead.ts';
import { decideTask } from '../../src/domain/task/decide.ts';
import { decideConfirm, decideOffer, decidePropose, decideRefuse } from '../../src/domain/transfer/decide.ts';
import { makeTerms } from '../../src/domain/transfer/terms.ts';
import type { Change } from '../../src/outcome.ts';
import type { Store } from '../../src/store.ts';
import { sanming } from '../domain/pack/sanming.ts';
import type { Intent } from './acts.ts';

export const PACK = sanming();
export const UNITS: Readonly<Record<string, string>> = {
  p_anna: 'yongan',
  p_bo: 'yongan',
  p_su: 'shaxian',
  p_ye: 'office',
};

/** The moment something is done. */
export interface Now {
  readonly store: Store;
  readonly today: string;
  readonly turn: number;
}

/** What an intent changes; `null` when it makes no sense here, a refusal when a rule is against it. */
export type Changed = readonly Change[] | Refusal | null;

/** 督办: giving a task, or a deed on the one due first. */
export async function taskAct(
  { act, who, whom, deed, lead, units }: Intent,
  { store, today, turn }: Now,
): Promise<Changed> {
  if (act === 'give task') {
    const number = `RW-202611-${String(turn).padStart(4, '0')}`;
    const about = (await store.leadItself(lead)) === null ? null : lead;
    const origin = { kind: 'hand' as const, key: null, clause: null };
    const given = {
      title: '报送方案',
      lead: about,
      about,
      unit: UNITS[whom] ?? null,
      holder: null,
      origin,
    };
    const fact = { type: 'task.assigned' as const, number, ...given, dueOn: today, dueByDefault: false };
    return [{ subject: 'task', before: null, facts: [fact] }];
  }
  const states = ['assigned', 'accepted', 'reported', 'verified'] as const;
  const [task] = await store.tasks({ states, limit: 1 });
  if (task === undefined) return null;
  const intents = {
    accept: { do: 'accept' },
    report: { do: 'report', percent: units % 2 === 0 ? 100 : 60, text: '已办', evidence: '文号' },
    verify: { do: 'verify' },
    return: { do: 'return', reason: '不全' },
    close: { do: 'close' },
    reassign: { do: 'reassign', unit: UNITS[whom] ?? null, holder: whom, reason: '分工', within: true },
    ask: { do: 'ask', dueOn: '2028-01-01', reason: '用地' },
    grant: { do: 'grant' },
    refuse: { do: 'refuse', reason: '不行' },
    nudge: { do: 'nudge', to: [whom] },
  } as const;
  const standing = { person: who, handles: true, oversees: true, hurries: true };
  const decided = decideTask(task, intents[deed], standing, today);
  return isRefusal(decided) ? decided : [{ subject: 'task', before: task, facts: decided.facts }];
}

/** 流转 of a lead: proposed, countered, confirmed, refused. */
export async function transferAct(lead: Lead, intent: Intent, { store, today, turn }: Now): Promise<Changed> {
  const transfers = await store.transfersOf(lead.number);
  const before = transfers.at(-1) ?? null;
  const share = ['0.3', '0.4', '0.5'][intent.units % 3] ?? '0.5';
  const rest = { '0.3': '0.7', '0.4': '0.6', '0.5': '0.5' }[share] ?? '0.5';
  const wish = {
    splits: [],
    ratio: [share, rest] as const,
    ratioByYear: {},
    endOn: null,
    note: null,
    evidence: '函',
  };
  const terms = makeTerms(PACK, wish, today);
  if (isRefusal(terms)) return terms;
  const by = intent.units % 2 === 0 ? ('sender' as const) : ('receiver' as const);
  if (intent.act === 'propose') {
    const number = `LZ-202611-${String(turn).padStart(4, '0')}`;
    const [sender, receiver] = ['yongan', 'shaxian'] as const;
    const proposal = { number, lead, sender, receiver, by, terms, reason: null };
    const decided = decidePropose(proposal, transfers);
    return isRefusal(decided) ? decided : [{ subject: 'transfer', before: null, facts: decided.facts }];
  }
  if (before === null) return null;
  const no = before.open ?? 0;
  const decided =
    intent.act === 'offer'
      ? decideOffer(before, { kind: 'terms', by, terms, reason: '还价' })
      : intent.act === 'confirm'
        ? decideConfirm(before, no, by, intent.who)
        : intent.act === 'refuse'
          ? decideRefuse(before, no, by, '不同意')
          : null;
  if (decided === null || isRefusal(decided)) return decided;
  return [{ subject: 'transfer', before, facts: decided.facts }];
}
