// The table of typed sentences with their full expected readings. Asserted one by one in lead.test.ts.
import { PART_1 } from './sentences-1.ts';
import { PART_2 } from './sentences-2.ts';
import { PART_3 } from './sentences-3.ts';
import { PART_4 } from './sentences-4.ts';
import { PART_5 } from './sentences-5.ts';
import { PART_6 } from './sentences-6.ts';
import { PART_7 } from './sentences-7.ts';
import { PART_8 } from './sentences-8.ts';
import { PART_9 } from './sentences-9.ts';
import { PART_10 } from './sentences-10.ts';
import { PART_11 } from './sentences-11.ts';

/** A sentence and what it must read as; a field left out must be null (note: empty, unsure: none). */
export interface SentenceCase {
  readonly text: string;
  readonly company?: string;
  readonly project?: string;
  readonly industryId?: string;
  readonly landingUnitId?: string;
  readonly channelId?: string;
  readonly contactName?: string;
  readonly contactPhone?: string;
  /** "52000 CNY", "5000~8000 CNY approx": in 万. */
  readonly money?: string;
  readonly note?: string;
  /** Fields pointed at as unsure, in order. */
  readonly unsure?: readonly string[];
}

/** All of them. */
export const SENTENCES: readonly SentenceCase[] = [
  ...PART_1,
  ...PART_2,
  ...PART_3,
  ...PART_4,
  ...PART_5,
  ...PART_6,
  ...PART_7,
  ...PART_8,
  ...PART_9,
  ...PART_10,
  ...PART_11,
];
