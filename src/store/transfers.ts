/** What may be asked about transfers and hand-overs. Part of `Store`. */
import type { NumberWords } from '../domain/number.ts';
import type { Handover } from '../domain/transfer/handover.ts';
import type { RawIncrement } from '../domain/transfer/shares.ts';
import type { Transfer, TransferState } from '../domain/transfer/transfer.ts';

export interface TransferFilter {
  /** Transfers one side of which is among these units. */
  readonly units?: readonly string[];
  readonly state?: TransferState;
  readonly limit: number;
  readonly offset?: number;
}

export interface TransferReads {
  transfer(number: string): Promise<Transfer | null>;
  /** Those whose number these words may mean, newest first. */
  transfersByNumber(words: NumberWords, limit: number): Promise<readonly Transfer[]>;
  /** Newest movement first. */
  transfers(filter: TransferFilter): Promise<{ readonly items: readonly Transfer[]; readonly total: number }>;
  /** Every transfer a lead has had, oldest first. */
  transfersOf(lead: string): Promise<readonly Transfer[]>;
  /** Every agreed one: what figures are shared by. */
  transfersAgreed(): Promise<readonly Transfer[]>;
  /** What was reported for these leads, by the unit that reported it, from the facts. */
  incrementsOf(leads: readonly string[]): Promise<readonly RawIncrement[]>;
  handover(id: string): Promise<Handover | null>;
  /** Those whose leads still have to move or to come back. */
  handoversPending(): Promise<readonly Handover[]>;
}
