/**
 * The long connection (长连接): Feishu's pushes without a public address, through the SDK's client, supervised.
 *
 * Invariants
 *  1. At most one client lives; a new one is made only after the last was closed and its socket destroyed.
 *  2. What the SDK treats as the end (refused, retries used up) or does not notice (silence, no progress) is a pause
 *     here, growing to 5 min; nothing but `stop` ends the trying.
 *  3. `stop` takes in nothing new, lets what was under way be answered, then closes.
 *
 *     connecting ──ready──> connected ──lost──> reconnecting ──> connected
 *         │                     │ silent             │ stuck
 *         └──final error────────┴────────────────────┴──> paused ──> connecting (a new client)
 *
 * Left out: what a push means (socket-take.ts), where the connection goes (socket-endpoint.ts).
 */
import type { EventDispatcher, WSClient } from '@larksuiteoapi/node-sdk';
import type { Log } from '../ports.ts';
import { importSdk } from './call.ts';
import { sdkLogger } from './redact.ts';
import { type EndpointTrouble, endpointHttp } from './socket-endpoint.ts';
import { makePushes, type PushDeps } from './socket-take.ts';
import { type SocketWatch, watchSocket } from './socket-watch.ts';

export interface SocketPace {
  /** Between two looks at the client. */
  readonly lookMs: number;
  /** From the request to the open socket. */
  readonly handshakeMsMax: number;
  /** From our ping to any sign of life. */
  readonly pongMsMax: number;
  /** Without a connection for so long, the client is replaced. */
  readonly stuckMs: number;
  /** The first pause after a final error; each further one is twice as long, up to `pauseMsMax`. */
  readonly pauseMs: number;
  readonly pauseMsMax: number;
}

export const SOCKET_PACE: SocketPace = {
  lookMs: 1_000,
  handshakeMsMax: 10_000,
  pongMsMax: 10_000,
  stuckMs: 600_000,
  pauseMs: 5_000,
  pauseMsMax: 300_000,
};

export interface SocketOptions extends PushDeps {
  readonly appSecret: string;
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
  readonly newId: () => string;
  /** UTC ms, for what is shown. */
  readonly now: () => number;
  /** 0 ≤ x < 1: spreads many clients' attempts. */
  readonly random: () => number;
  readonly log: Log;
  readonly pace?: Partial<SocketPace>;
}

export interface LongConnection {
  /** `null` when connected, or why not, in words for the operator. */
  why(): string | null;
  gauges(): Readonly<Record<string, number>>;
  stop(): Promise<void>;
}

type State = 'connecting' | 'connected' | 'reconnecting' | 'paused' | 'stopped';

/** Opens it and returns at once; it connects, and goes on connecting, by itself. */
export async function openSocket(options: SocketOptions): Promise<LongConnection> {
  const sdk = await importSdk();
  const connection = new Supervised(options, sdk);
  connection.begin();
  return connection;
}

class Supervised implements LongConnection {
  readonly #options: SocketOptions;
  readonly #sdk: typeof import('@larksuiteoapi/node-sdk');
  readonly #pace: SocketPace;
  readonly #pushes;
  readonly #dispatcher: EventDispatcher;
  readonly #logger;
  #client: WSClient | null = null;
  #watch: SocketWatch | null = null;
  #state: State = 'connecting';
  #trouble: EndpointTrouble | null = null;
  #pingIntervalMs = 120_000;
  #sinceAt: number;
  #heardAt: number;
  /** Of the steady clock, ms: these are measured, not shown. */
  #changed = performance.now();
  #heard = performance.now();
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: SocketOptions, sdk: typeof import('@larksuiteoapi/node-sdk')) {
    this.#options = options;
    this.#sdk = sdk;
    this.#pace = { ...SOCKET_PACE, ...options.pace };
    this.#sinceAt = options.now();
    this.#heardAt = this.#sinceAt;
    const pushes = makePushes(options);
    this.#pushes = pushes;
    this.#logger = sdkLogger(options.log, [options.appSecret]);
    const quiet = { loggerLevel: sdk.LoggerLevel.error, logger: this.#logger };
    // The SDK's own dispatching flattens events and answers unknown types with a sentence; it is passed by.
    class Dispatcher extends sdk.EventDispatcher {
      override invoke(pushed: unknown): Promise<unknown> {
        return pushes.take(pushed);
      }
    }
    this.#dispatcher = new Dispatcher(quiet);
  }

  begin(): void {
    this.#connect();
    this.#timer = setInterval(() => this.#look(), this.#pace.lookMs);
  }

  why(): string | null {
    if (this.#state === 'connected') return null;
    const since = new Date(this.#sinceAt).toISOString();
    const told = this.#trouble;
    const reason = told === null ? '' : `: ${told.code === null ? '' : `${told.code} `}${told.words}`;
    return `long connection: ${this.#state} since ${since}${reason}`;
  }

  gauges(): Readonly<Record<string, number>> {
    return {
      long_connection_up: this.#state === 'connected' ? 1 : 0,
      long_connection_last_frame_age_seconds: Math.round((performance.now() - this.#heard) / 1000),
    };
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#pushes.stop();
    this.#turn('stopped');
    this.#client?.close();
    // The closing frame is on its way; the platform need not answer it.
    await new Promise((resolve) => setTimeout(resolve, 50));
    this.#discard();
  }

  #connect(): void {
    this.#discard();
    this.#turn('connecting');
    const { appId, appSecret, baseUrl, now } = this.#options;
    const base = baseUrl.replace(/\/+$/u, '');
    const watch = watchSocket(base.startsWith('https:'));
    const isCurrent = () => this.#watch === watch;
    this.#watch = watch;
    const client = new this.#sdk.WSClient({
      appId,
      appSecret,
      domain: base,
      agent: watch.agent,
      loggerLevel: this.#sdk.LoggerLevel.error,
      logger: this.#logger,
      handshakeTimeoutMs: this.#pace.handshakeMsMax,
      wsConfig: { pingTimeout: this.#pace.pongMsMax / 1000 },
      httpInstance: endpointHttp({
        ...this.#options,
        baseUrl: base,
        secrets: [appSecret],
        onAnswer: (trouble) => {
          if (isCurrent()) this.#trouble = trouble;
        },
        onPace: (ms) => {
          this.#pingIntervalMs = ms;
        },
      }),
      onReady: () => isCurrent() && this.#connected(),
      onReconnected: () => isCurrent() && this.#connected(),
      onReconnecting: () => isCurrent() && this.#turn('reconnecting'),
      onError: () => isCurrent() && this.#pause('final'),
    });
    this.#client = client;
    this.#heard = performance.now();
    this.#heardAt = now();
    client.start({ eventDispatcher: this.#dispatcher }).catch((error: unknown) => {
      this.#options.log.error('long_connection.start', { error });
      if (isCurrent()) this.#pause('start');
    });
  }

  #connected(): void {
    this.#trouble = null;
    this.#heard = performance.now();
    this.#turn('connected');
  }

  #turn(state: State): void {
    if (this.#state === state) return;
    const { count, log, now } = this.#options;
    this.#state = state;
    this.#sinceAt = now();
    this.#changed = performance.now();
    count('long_connection_turns', { to: state });
    const isWell = state === 'connected' || state === 'stopped' || state === 'connecting';
    const { code = null, words = '' } = this.#trouble ?? {};
    if (isWell) log.info('long_connection', { state });
    else log.warn('long_connection', { state, code, words });
  }

  /** Waits, then begins anew with another client. */
  #pause(why: string): void {
    if (this.#state === 'paused' || this.#state === 'stopped') return;
    const { pauseMs, pauseMsMax } = this.#pace;
    this.#failures += 1;
    const ms = Math.min(pauseMs * 2 ** (this.#failures - 1), pauseMsMax);
    const pausedMs = ms * (0.8 + 0.4 * this.#options.random());
    this.#options.count('long_connection_restarts', { why });
    this.#turn('paused');
    this.#discard();
    const begin = () => {
      if (this.#state === 'paused') this.#connect();
    };
    setTimeout(begin, pausedMs).unref();
  }

  /** What the SDK does not notice by itself. */
  #look(): void {
    const at = performance.now();
    if (this.#watch?.heard() === true) {
      this.#heard = at;
      this.#heardAt = this.#options.now();
    }
    if (this.#state === 'paused' || this.#state === 'stopped') return;
    const real = this.#client?.getConnectionStatus().state;
    if (this.#state === 'connected') {
      if (real === 'connected') this.#judgeSilence(at);
      else this.#turn('reconnecting');
      return;
    }
    if (real === 'connected') this.#connected();
    else if (at - this.#changed > this.#pace.stuckMs) this.#pause('stuck');
  }

  #judgeSilence(at: number): void {
    if (at - this.#changed > this.#pingIntervalMs) this.#failures = 0;
    const silentMsMax = 2 * this.#pingIntervalMs + this.#pace.pongMsMax;
    if (at - this.#heard <= silentMsMax) return;
    this.#options.log.warn('long_connection.silent', { since: new Date(this.#heardAt).toISOString() });
    this.#pause('silent');
  }

  #discard(): void {
    this.#client?.close({ force: true });
    this.#client = null;
    const watch = this.#watch;
    this.#watch = null;
    watch?.destroy();
  }
}
