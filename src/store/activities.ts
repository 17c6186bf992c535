/** What may be asked about activities 招商活动. Part of `src/store.ts`. */
import type { Activity, ActivityCheck } from '../domain/activity/activity.ts';
import type { Day } from '../domain/day.ts';
import type { NumberWords } from '../domain/number.ts';

export interface ActivityFilter {
  readonly kinds?: readonly string[];
  /** Any of these units took part. */
  readonly units?: readonly string[];
  /** Hosted 主办 by one of these. */
  readonly hosts?: readonly string[];
  readonly from?: Day;
  readonly to?: Day;
  readonly states?: readonly Activity['state'][];
  readonly check?: ActivityCheck;
  /** Recorded by this person, or not. */
  readonly by?: string;
  readonly notBy?: string;
  /** The earliest day first; else the latest. */
  readonly oldestFirst?: boolean;
  readonly limit: number;
  readonly offset?: number;
}

/** What counting needs of an activity. */
export type HeldActivity = Pick<
  Activity,
  'number' | 'kind' | 'on' | 'region' | 'units' | 'leaders' | 'flags' | 'tags'
> & { readonly enterprises: readonly string[] };

export interface ActivityReads {
  activity(number: string): Promise<Activity | null>;
  /** Those whose number these words may mean, the very number first. */
  activitiesByNumber(words: NumberWords, limit: number): Promise<readonly Activity[]>;
  /** The latest day first unless asked otherwise; cancelled ones only when asked for. */
  activities(
    filter: ActivityFilter,
  ): Promise<{ readonly items: readonly Activity[]; readonly total: number }>;
  /** Those that met any of these firms, by `enterpriseKey`; the latest first, cancelled ones left out. */
  activitiesWith(keys: readonly string[], limit: number): Promise<readonly Activity[]>;
  /** Those that count, up to a day, the earliest first. */
  activitiesHeld(upTo: Day): Promise<readonly HeldActivity[]>;
}
