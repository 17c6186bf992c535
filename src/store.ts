/**
 * What commands may ask the database: reads only. Writing is the machine's, by one commit (design §2.2).
 * Implemented once in `db/store.ts` over whatever driver the runtime has.
 */
import type { Binding } from './domain/binding.ts';
import type { Day, Month } from './domain/day.ts';
import type { Lead } from './domain/lead/lead.ts';
import type { NumberWords } from './domain/number.ts';
import type { Progress } from './domain/progress.ts';
import type { Publication } from './domain/publication.ts';
import type { Roster } from './domain/roster.ts';
import type { Draft } from './outcome.ts';
import type { ActivityReads } from './store/activities.ts';
import type { BulletinReads } from './store/bulletins.ts';
import type { EvidenceReads } from './store/evidence.ts';
import type { FiguresReads } from './store/figures-check.ts';
import type { FilingReads } from './store/filings.ts';
import type { HistoryReads } from './store/history.ts';
import type { OrganisationReads } from './store/organisation.ts';
import type { OutboxReads } from './store/outbox.ts';
import type { OwingReads } from './store/owing.ts';
import type { PaperReads } from './store/papers.ts';
import type { PersonalReads } from './store/personal.ts';
import type { PoolReads } from './store/pool.ts';
import type { RegistryReads } from './store/registries.ts';
import type { ReviewReads } from './store/reviews.ts';
import type { SettingReads } from './store/settings.ts';
import type { StandingReads } from './store/standing.ts';
import type { TaskReads } from './store/tasks.ts';
import type { TransferReads } from './store/transfers.ts';
import type { WorkbookReads } from './store/workbooks.ts';

export interface LeadFilter {
  readonly units?: readonly string[];
  readonly holder?: string;
  /** Part of a company's or project's name. */
  readonly words?: string;
  readonly only?: 'leads' | 'projects';
  /** Its latest verified stage. */
  readonly stage?: string;
  /** Verified at this stage with a day in between, both included; registered in between when no stage is given. */
  readonly reached?: { readonly stage: string | null; readonly from: Day; readonly to: Day };
  /** In 元, both included; what is in another currency, or not known, is left out. */
  readonly investment?: { readonly from: number | null; readonly to: number | null };
  readonly limit: number;
  readonly offset?: number;
}

/** Submitted stages of these units (`null`: all), but for those this person handed in. */
export interface WaitingFilter {
  readonly units: readonly string[] | null;
  readonly notBy: string;
}

export interface RecordedFact {
  readonly stream: string;
  readonly seq: number;
  readonly type: string;
  readonly data: unknown;
  readonly at: number;
  readonly actor: string | null;
}

export interface RollupRow {
  readonly month: Month;
  readonly measure: string;
  readonly unit: string;
  readonly units: number;
}

export interface Store
  extends ReviewReads,
    ActivityReads,
    BulletinReads,
    OrganisationReads,
    PersonalReads,
    OutboxReads,
    OwingReads,
    HistoryReads,
    PoolReads,
    PaperReads,
    EvidenceReads,
    FiguresReads,
    FilingReads,
    RegistryReads,
    WorkbookReads,
    SettingReads,
    StandingReads,
    TaskReads,
    TransferReads {
  roster(): Promise<Roster>;

  /** By lead number or project number. */
  lead(number: string): Promise<Lead | null>;
  /** Leads one of whose numbers these words may mean, at most `limit`. */
  leadsByNumber(words: NumberWords, limit: number): Promise<readonly Lead[]>;
  /** Newest first. Withdrawn ones are left out. */
  leads(filter: LeadFilter): Promise<{ readonly items: readonly Lead[]; readonly total: number }>;
  /** Leads that share a blocking key with a company's name. */
  leadsByKeys(keys: readonly string[], limit: number): Promise<readonly Lead[]>;
  /** The same, only the rows: whoever needs no total does not count the city for it. */
  leadsFound(filter: LeadFilter): Promise<readonly Lead[]>;
  /** Leads of any of these industries, newest first; withdrawn ones left out. */
  leadsOfIndustries(industries: readonly string[], limit: number): Promise<readonly Lead[]>;
  /** Leads with a stage waiting for somebody's verification, longest waiting first. */
  leadsWaiting(filter: WaitingFilter, limit: number): Promise<readonly Lead[]>;
  waitingCount(filter: WaitingFilter): Promise<number>;
  contact(id: string): Promise<{
    readonly name: string | null;
    readonly phone: string | null;
    readonly note: string | null;
  } | null>;

  progress(lead: string): Promise<Progress>;
  rollup(from: Month, to: Month): Promise<readonly RollupRow[]>;
  /** The latest month any figure was reported for. */
  latestMonth(): Promise<Month | null>;

  publication(id: string): Promise<Publication | null>;
  publications(kind: Publication['kind'], state?: Publication['state']): Promise<readonly Publication[]>;

  draft(id: string): Promise<Draft | null>;
  binding(id: string): Promise<Binding | null>;
  bindingsAsked(): Promise<readonly Binding[]>;
  personByMobile(mobile: string): Promise<string | null>;
  welcomeEdition(openId: string): Promise<string | null>;

  /** The highest value taken from a sequence; 0 when none. */
  lastValue(sequence: string): Promise<number>;
  facts(stream: string): Promise<readonly RecordedFact[]>;
  /** A person's newest facts first. */
  factsBy(actor: string, limit: number): Promise<readonly RecordedFact[]>;
  /** One of our own messages: what it was about and who can see it. */
  ourMessage(
    messageId: string,
  ): Promise<{ readonly about: string | null; readonly audience: 'private' | 'group' } | null>;
}
