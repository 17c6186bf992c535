/** What may be asked about the organisation beside the roster. Part of `Store`. */
export interface Newcomer {
  readonly openId: string;
  /** '' when the app may not see it. */
  readonly name: string;
  /** UTC ms. */
  readonly at: number;
}

export interface OrganisationReads {
  /** The latest event heard of an account, by the platform's time; 0 when none. */
  accountSeenAt(openId: string): Promise<number>;
  /** Who joined before this instant without being in the roster, and nobody was told of; oldest first. */
  newcomers(before: number, limit: number): Promise<readonly Newcomer[]>;
}
