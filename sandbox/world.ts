// Everything an API handler or a person's action may touch, in one record; built once in sandbox.ts.
import type { Tokens } from './api/tokens.ts';
import type { CardRules, Finding } from './card/rules.ts';
import type { Clock } from './clock.ts';
import type { Deliverer } from './deliver.ts';
import type { Faults } from './faults.ts';
import type { Ids } from './ids.ts';
import type { Journal } from './journal.ts';
import type { JsonObject } from './json.ts';
import type { Lab } from './lab.ts';
import type { Limiter, LimitSettings } from './limits.ts';
import type { Platform } from './platform.ts';
import type { Reading } from './reading.ts';
import type { SocketHub } from './socket.ts';
import type { WireLog } from './wire.ts';

/** A card update token: 30 minutes, two uses, good only after the callback was answered. */
export type UpdateToken = {
  readonly messageId: string;
  readonly issuedAt: number;
  usesLeft: number;
  answered: boolean;
};

/** The parts of a running sandbox. */
export type World = {
  readonly platform: Platform;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly wire: WireLog;
  readonly limiter: Limiter;
  readonly limits: LimitSettings;
  readonly faults: Faults;
  readonly tokens: Tokens;
  readonly deliverer: Deliverer;
  readonly journal: Journal;
  readonly reading: Reading;
  readonly lab: Lab;
  /** The long connections, where offered; pushes go over them when `deliverer.settings` says so. */
  readonly socket?: SocketHub;
  readonly updateTokens: Map<string, UpdateToken>;
  /** First answers by uuid, for one hour. */
  readonly sentByUuid: Map<string, { readonly at: number; readonly data: JsonObject }>;
  readonly cardRules: CardRules;
  /** What was odd, though not refused, about the cards so far (the latest 200). */
  readonly cardWarnings: Finding[];
  /** Push every group message, as scope im:message.group_msg would (default: only when the bot is mentioned). */
  readonly pushAllGroupMessages: boolean;
};
