/** A small city in a real database, for standings to be worked out of. */
import { fileURLToPath } from 'node:url';
import { makeLedger } from '../../db/ledger.ts';
import { migrate, readMigrations } from '../../db/migrate.ts';
import { NodeDatabase } from '../../db/node.ts';
import { makeStore } from '../../db/store.ts';
import type { LeadFact } from '../../src/domain/lead/facts.ts';
import type { LeadTags } from '../../src/domain/lead/lead.ts';
import {
  decideReport,
  decideWithdrawReport,
  evolveProgress,
  noProgress,
  type Progress,
} from '../../src/domain/progress.ts';
import type { Change } from '../../src/outcome.ts';
import type { Store } from '../../src/store.ts';
import { registered, vault } from '../contract/kit.ts';
import { shanghai } from '../harness/bureau.ts';

export interface PlanUnit {
  readonly id: string;
  readonly kind: string;
  readonly parent?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly activeFrom?: string;
}

export interface PlanLead {
  readonly unit: string;
  readonly landingUnit?: string;
  readonly wan?: number;
  readonly tags?: LeadTags;
  readonly registeredOn: string;
  /** Stage, the day it happened, the day it was verified. */
  readonly stages?: readonly (readonly [stage: string, happenedOn: string, verifiedOn: string])[];
  readonly confidential?: boolean;
}

const MIGRATIONS = fileURLToPath(new URL('../../db/migrations', import.meta.url));
const UNIT_SQL =
  'INSERT INTO unit (id, name, aliases, kind, parent, tags, active_from, active_to, position) VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?)';

/** A city in a database: leads by index, figures filed through the very decisions the product makes. */
export class SmallCity {
  readonly database: NodeDatabase;
  readonly store: Store;
  readonly numbers: string[] = [];
  readonly #ledger: ReturnType<typeof makeLedger>;
  readonly #progress = new Map<string, Progress>();

  private constructor(database: NodeDatabase) {
    this.database = database;
    this.store = makeStore(database, vault);
    this.#ledger = makeLedger(database, vault);
  }

  static async open(
    units: readonly PlanUnit[],
    leads: readonly PlanLead[],
    path = ':memory:',
  ): Promise<SmallCity> {
    const database = new NodeDatabase({ path });
    await migrate(database, readMigrations(MIGRATIONS));
    const city = new SmallCity(database);
    const rows = units.map(({ id, kind, parent, tags, activeFrom }, position) => ({
      sql: UNIT_SQL,
      binds: [
        id,
        `${id}名`,
        '[]',
        kind,
        parent ?? null,
        JSON.stringify(tags ?? {}),
        activeFrom ?? null,
        position,
      ],
    }));
    await database.commit(rows);
    for (const lead of leads) await city.register(lead);
    return city;
  }

  /** Registers a lead with its verified stages; from the third serial part on it is a project. */
  async register(plan: PlanLead): Promise<void> {
    const serial = String(this.numbers.length + 1).padStart(4, '0');
    const month = plan.registeredOn.slice(0, 7).replace('-', '');
    const number = `XS-${month}-${serial}`;
    this.numbers.push(number);
    const { wan } = plan;
    const money = wan === undefined ? null : { units: wan * 10_000, currency: 'CNY' as const };
    const first = registered(number, {
      unit: plan.unit,
      landingUnit: plan.landingUnit ?? null,
      investment: money === null ? null : { low: money, high: money, approx: false },
    });
    const facts: LeadFact[] = [first];
    if (plan.confidential === true) facts.push({ type: 'lead.confidentiality_set', confidential: true });
    await this.record(plan.registeredOn, [{ subject: 'lead', before: null, facts }]);
    for (const [stage, happenedOn, verifiedOn] of plan.stages ?? []) {
      const before = await this.store.lead(number);
      const id = `${number}#${before?.version ?? 0}`;
      const moved: LeadFact[] = [
        { type: 'lead.stage_submitted', id, stage, happenedOn, evidence: '合同', note: null },
        { type: 'lead.stage_verified', id, reached: stage, tags: plan.tags ?? {} },
      ];
      if (before !== null && before.projectNumber === null)
        moved.push({ type: 'lead.promoted', projectNumber: `XM-${month}-${serial}` });
      await this.record(verifiedOn, [{ subject: 'lead', before, facts: moved }]);
    }
  }

  /** Files a cumulative figure in 万 for a month; `null` takes the month's report back as it was before it. */
  async file(lead: number, measure: string, month: string, wan: number | null, on: string): Promise<void> {
    const number = this.numbers[lead] ?? '';
    const before = this.#progress.get(number) ?? noProgress(number);
    const facts =
      wan === null
        ? [decideWithdrawReport(before, noProgress(number), 'any', month)]
        : factsOf(before, measure, month, wan);
    const at = shanghai(on);
    const after = facts.reduce((state, fact) => evolveProgress(state, fact, at, 'p_anna'), before);
    this.#progress.set(number, after);
    await this.record(on, [{ subject: 'progress', before, facts }]);
  }

  close(): Promise<void> {
    return this.database.close();
  }

  /** Records changes of any subject on a day. */
  async record(day: string, changes: readonly Change[]): Promise<void> {
    const on = { at: shanghai(day), actor: 'p_anna', cause: 'cli:test' };
    const done = await this.#ledger.conclude({ on, changes, promises: [], keys: [] });
    if (done.result !== 'done') throw new Error(`the city: ${done.key}`);
  }
}

function factsOf(before: Progress, measure: string, month: string, wan: number) {
  const intent = {
    unit: 'any',
    month,
    figures: [{ measure, units: wan * 10_000 }],
    narrative: '说明',
    problems: null,
    plan: null,
    late: false,
    forecast: false,
  };
  const decided = decideReport(before, intent, (id) => id);
  if ('refused' in decided) throw new Error(decided.because);
  return decided.facts;
}
