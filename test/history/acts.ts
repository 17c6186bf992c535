/** Random intents on leads, reports, holding, disputes, tasks and transfers, decided by the domain, on state the store reads. */
import fc from 'fast-check';
import { dayOfInstant } from '../../src/domain/day.ts';
import { isRefusal, type Refusal } from '../../src/domain/decision.ts';
import { decideDispute, decideDisputeWithdrawal, decideVerdict } from '../../src/domain/dispute.ts';
import {
  decideAssign,
  decideClaim,
  decideGiveBack,
  decideLapse,
  decideReceipt,
} from '../../src/domain/lead/claim.ts';
import { decideAnswerCooperation, decideAskCooperation } from '../../src/domain/lead/cooperation.ts';
import {
  decideConfidential,
  decideReturn,
  decideSubmitStage,
  decideVerify,
  decideWithdrawStage,
} from '../../src/domain/lead/decide.ts';
import { decideJudge } from '../../src/domain/lead/judge.ts';
import type { Lead } from '../../src/domain/lead/lead.ts';
import { decideMerge } from '../../src/domain/lead/merge.ts';
import { decideMake } from '../../src/domain/pledge.ts';
import { decideReport, spansOf } from '../../src/domain/progress.ts';
import { decideResponsibility } from '../../src/domain/responsibility.ts';
import { decideUndo } from '../../src/domain/undo/undo.ts';
import { NOTHING_ATTACHED } from '../../src/domain/undo/undoing.ts';
import type { Ledger } from '../../src/ledger.ts';
import type { Store } from '../../src/store.ts';
import { conclusion, NOON, registered } from '../contract/kit.ts';
import { type Changed, type Now, PACK, taskAct, transferAct, UNITS } from './acts-work.ts';

const PEOPLE = Object.keys(UNITS);
const LEADS = ['XS-202611-0001', 'XS-202611-0002', 'XS-202611-0003'];
const DEEDS = [
  'accept',
  'report',
  'verify',
  'return',
  'close',
  'reassign',
  'ask',
  'grant',
  'refuse',
  'nudge',
] as const;
const STAGES = [...PACK.stages.map((stage) => stage.id), 'exit:paused', 'exit:lost', 'resume', 'fill'];
const ACTS = [
  ...[
    'register',
    'submit',
    'verify',
    'verify',
    'return stage',
    'withdraw stage',
    'report',
    'report',
    'secret',
  ],
  ...[
    'claim',
    'assign',
    'receipt',
    'give back',
    'lapse',
    'cooperate',
    'answer',
    'dispute',
    'withdraw dispute',
  ],
  ...['verdict', 'judge', 'merge', 'pledge', 'duty', 'give task', 'task', 'task', 'task', 'propose', 'offer'],
  ...['confirm', 'confirm', 'refuse', 'undo', 'undo', 'undo'],
] as const;

export const intents = fc.record({
  act: fc.constantFrom(...ACTS),
  who: fc.constantFrom(...PEOPLE),
  whom: fc.constantFrom(...PEOPLE),
  lead: fc.constantFrom(...LEADS, LEADS[0] ?? ''),
  other: fc.constantFrom(...LEADS),
  stage: fc.constantFrom(...STAGES),
  deed: fc.constantFrom(...DEEDS),
  month: fc.constantFrom('2026-10', '2026-11', '2026-12', '2027-01'),
  units: fc.integer({ min: 0, max: 90_000_000 }),
  days: fc.integer({ min: 0, max: 40 }),
});
export type Intent = typeof intents extends fc.Arbitrary<infer T> ? T : never;

type Facts<F> = { readonly facts: readonly F[] } | Refusal;

/** One database as it is acted on. */
export class Play {
  readonly store: Store;
  readonly #ledger: Ledger;
  #at = NOON;
  #turn = 0;
  /** Acts that changed something. */
  readonly done = new Set<string>();

  constructor(store: Store, ledger: Ledger) {
    this.store = store;
    this.#ledger = ledger;
  }

  async act(intent: Intent): Promise<void> {
    this.#at += intent.days * 86_400_000 + 3_600_000;
    this.#turn += 1;
    const changes = await this.#decide(intent);
    if (changes === null || isRefusal(changes) || changes.length === 0) return;
    const on = { at: this.#at, actor: intent.act === 'lapse' ? null : intent.who, cause: 'event:random' };
    const { result } = await this.#ledger.conclude(conclusion({ on, changes }));
    if (result !== 'done') throw new Error(`${intent.act} was decided and not taken: ${result}`);
    this.done.add(changes[0]?.subject === 'lead' && changes[0].before === null ? 'register' : intent.act);
  }

  #now(): Now {
    return { store: this.store, today: dayOfInstant(this.#at), turn: this.#turn };
  }

  async #decide(intent: Intent): Promise<Changed> {
    const { act, who } = intent;
    if (act === 'undo') return this.#undo(who);
    if (act === 'task' || act === 'give task') return taskAct(intent, this.#now());
    const lead = await this.store.leadItself(intent.lead);
    // Nothing can be done before it is there.
    if (lead === null) {
      const unit = UNITS[who] ?? '';
      const fact = registered(intent.lead, {
        unit,
        holder: who,
        company: `企业${intent.lead}`,
        project: '碳纤维',
      });
      return [{ subject: 'lead', before: null, facts: [fact] }];
    }
    return (
      (await this.#onLead(lead, intent)) ??
      (await this.#beside(lead, intent)) ??
      (await transferAct(lead, intent, this.#now()))
    );
  }

  async #onLead(lead: Lead, intent: Intent): Promise<Changed> {
    const { who, whom, stage } = intent;
    const today = dayOfInstant(this.#at);
    const by = { unit: UNITS[who] ?? '', person: who };
    const last = lead.stages.at(-1)?.id ?? 'none';
    const on = (decided: Facts<never>): Changed =>
      isRefusal(decided) ? decided : [{ subject: 'lead', before: lead, facts: decided.facts }];
    const number = `XM-202611-${String(this.#turn).padStart(4, '0')}`;
    switch (intent.act) {
      case 'submit': {
        const exit = { fault: 'objective' as const, responsible: null };
        const what = { stage, happenedOn: today, evidence: '证1', note: '说明', exit };
        return on(decideSubmitStage(PACK, lead, what, today) as Facts<never>);
      }
      case 'verify':
        return on(decideVerify(PACK, lead, last, { capitalType: 'domestic' }, who, number) as Facts<never>);
      case 'return stage':
        return on(decideReturn(PACK, lead, last, '不符') as Facts<never>);
      case 'withdraw stage':
        return on(decideWithdrawStage(PACK, lead, last) as Facts<never>);
      case 'secret':
        return on(decideConfidential(lead, intent.units % 2 === 0) as Facts<never>);
      case 'claim':
        return on(decideClaim(PACK, lead, by, { person: 0, unit: 0 }, today, String) as Facts<never>);
      case 'assign':
        return on(
          decideAssign(PACK, lead, { unit: UNITS[whom] ?? '', person: whom }, whom, today) as Facts<never>,
        );
      case 'receipt':
        return on(decideReceipt(lead, who, String) as Facts<never>);
      case 'give back':
        return on(decideGiveBack(lead, '企业已落户外省', who === 'p_ye') as Facts<never>);
      case 'lapse': {
        const facts = decideLapse(PACK, lead, { progressOn: null, visitOn: null }, today);
        return [{ subject: 'lead', before: lead, facts }];
      }
      case 'cooperate':
        return on(decideAskCooperation(lead, by, '一起做', today) as Facts<never>);
      case 'answer':
        return on(
          decideAnswerCooperation(lead, UNITS[whom] ?? '', intent.units % 2 === 0, '理由') as Facts<never>,
        );
      case 'judge':
        return on(
          decideJudge(lead, intent.units % 2 === 0 ? 'valid' : 'verified', null, who) as Facts<never>,
        );
      default:
        return null;
    }
  }

  async #beside(lead: Lead, intent: Intent): Promise<Changed> {
    const { store } = this;
    const { who } = intent;
    const today = dayOfInstant(this.#at);
    const by = { unit: UNITS[who] ?? '', person: who };
    const disputes = await store.disputesOf(lead.number);
    const open = disputes.find((one) => one.state === 'open') ?? null;
    switch (intent.act) {
      case 'report': {
        const progress = await store.progress(lead.number);
        const figures = [{ measure: 'funds_in_place', units: intent.units }];
        const { unit } = lead;
        const words = { narrative: '更正', problems: null, plan: null, late: false, forecast: false };
        const decided = decideReport(
          progress,
          { unit, month: intent.month, figures, ...words },
          String,
          spansOf(PACK),
        );
        return isRefusal(decided)
          ? decided
          : [{ subject: 'progress', before: progress, facts: decided.facts }];
      }
      case 'dispute': {
        const decided = decideDispute(lead, open, disputes.length, by, '10月8日已签意向书');
        return isRefusal(decided) ? decided : [{ subject: 'dispute', before: open, facts: decided.facts }];
      }
      case 'withdraw dispute': {
        const decided = open === null ? null : decideDisputeWithdrawal(open, by);
        if (decided === null || isRefusal(decided)) return decided;
        return [{ subject: 'dispute', before: open, facts: decided.facts }];
      }
      case 'verdict': {
        const [waiting] = await store.openDisputes();
        const about = waiting === undefined ? null : await store.leadItself(waiting.lead);
        if (waiting === undefined || about === null) return null;
        const result = (['respondent', 'challenger', 'both'] as const)[intent.units % 3] ?? 'both';
        const judge = { person: 'p_ye', units: ['office'] };
        const words = { result, reason: '在先', clause: null };
        const decided = decideVerdict(PACK, waiting, about, words, judge, today);
        if (isRefusal(decided)) return decided;
        return [
          { subject: 'dispute', before: waiting, facts: decided.dispute },
          ...(decided.lead.length === 0
            ? []
            : [{ subject: 'lead' as const, before: about, facts: decided.lead }]),
        ];
      }
      case 'merge': {
        const other = await store.leadItself(intent.other);
        if (other === null) return null;
        const side = async (one: Lead) => ({
          lead: one,
          hasReports: (await store.progress(one.number)).reports.length > 0,
        });
        const merged = decideMerge(await side(lead), await side(other));
        if (isRefusal(merged)) return merged;
        return [
          { subject: 'lead', before: lead, facts: merged.into },
          { subject: 'lead', before: other, facts: merged.from },
        ];
      }
      case 'pledge': {
        const before = await store.pledges(lead.number);
        const words = [{ kind: 'paper' as const, what: '用地批复', dueOn: '2027-03-01' }];
        const decided = decideMake(before, `${lead.number}#2`, words);
        return isRefusal(decided) ? decided : [{ subject: 'pledge', before, facts: decided.facts }];
      }
      case 'duty': {
        const before = await store.responsibility(lead.number);
        const decided = decideResponsibility(before, lead.number, {
          leader: intent.whom,
          plan: `方案${intent.units % 3}`,
        });
        return isRefusal(decided) ? decided : [{ subject: 'responsibility', before, facts: decided.facts }];
      }
      default:
        return null;
    }
  }

  /** The newest of this person's facts that can be taken back. */
  async #undo(actor: string): Promise<Changed> {
    for (const fact of await this.store.factsBy(actor, 8)) {
      const undoing = decideUndo(await this.store.facts(fact.stream), fact.seq, {
        pack: PACK,
        actor,
        isPublished: (month) => month === '2026-10',
        attached: NOTHING_ATTACHED,
        isHere: () => true,
        unitName: String,
        personName: String,
        numberOf: String,
      });
      if (!isRefusal(undoing)) return [undoing.change];
      if (undoing.because === '' || undoing.because.includes('undefined')) throw new Error(undoing.because);
    }
    return null;
  }
}
