// Setting a sandbox up: its options with Feishu's documented defaults, its parts put together, its port opened.
import { Tokens } from './api/tokens.ts';
import { Clock } from './clock.ts';
import { mountControl } from './control/mount.ts';
import { Deliverer, type DeliverySettings, documentedRetryDelaysMs } from './deliver.ts';
import { Faults } from './faults.ts';
import { type Ids, makeIds, type RandomHex, systemHex } from './ids.ts';
import { Journal } from './journal.ts';
import { documentedLimits, Limiter, type LimitSettings } from './limits.ts';
import { Platform } from './platform.ts';
import { Reading } from './reading.ts';
import { recordShown } from './record.ts';
import { type MenuEntry, Sandbox } from './sandbox.ts';
import { buildServer, listen } from './server.ts';
import { type ClientConfig, SocketHub } from './socket.ts';
import type { AppIdentity } from './types.ts';
import { WireLog } from './wire.ts';
import type { World } from './world.ts';

/** How a sandbox is set up; everything has a default. */
export type SandboxOptions = {
  appId?: string;
  appSecret?: string;
  /** null = no encryption, no signature. */
  encryptKey?: string | null;
  verificationToken?: string;
  botName?: string;
  tenantKey?: string;
  /** How the console is set: where events go, and callbacks with them (default webhook). */
  mode?: 'webhook' | 'websocket';
  /** What clients of the long connection are told of their pace (s). */
  clientConfig?: Partial<ClientConfig>;
  webhookUrl?: string;
  /** Where callbacks go; default the webhookUrl. */
  cardUrl?: string;
  port?: number;
  now?: () => number;
  randomHex?: RandomHex;
  limits?: Partial<LimitSettings> | false;
  /** Unknown card properties are errors (default true). */
  strictCards?: boolean;
  pushAllGroupMessages?: boolean;
  deadlineMs?: number;
  retryDelaysMs?: readonly number[];
  retryKeepsTimestamp?: boolean;
  menu?: readonly MenuEntry[];
};

function identityOf(options: SandboxOptions, ids: Ids): AppIdentity {
  return {
    appId: options.appId ?? `cli_${ids.hex(16)}`,
    appSecret: options.appSecret ?? ids.hex(32),
    name: options.botName ?? '招商助手',
    botOpenId: `ou_${ids.hex(32)}`,
    tenantKey: options.tenantKey ?? ids.hex(16),
  };
}

function settingsOf(options: SandboxOptions, ids: Ids, hub: SocketHub): DeliverySettings {
  const carrier = options.mode === 'websocket' ? hub : undefined;
  return {
    eventCarrier: carrier,
    callbackCarrier: carrier,
    encryptKey: options.encryptKey === null ? undefined : (options.encryptKey ?? ids.hex(32)),
    verificationToken: options.verificationToken ?? ids.hex(32),
    webhookUrl: options.webhookUrl,
    cardUrl: options.cardUrl,
    deadlineMs: options.deadlineMs ?? 3000,
    challengeDeadlineMs: 1000,
    retryDelaysMs: options.retryDelaysMs ?? documentedRetryDelaysMs,
    retryKeepsTimestamp: options.retryKeepsTimestamp ?? false,
  };
}

/** Builds and starts a sandbox on a loopback port. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const clock = new Clock(options.now);
  const ids = makeIds(options.randomHex ?? systemHex);
  const platform = new Platform(identityOf(options, ids), clock, ids);
  const wire = new WireLog();
  const socket = new SocketHub(platform.app, ids, options.clientConfig);
  const limits = options.limits === false ? { enabled: false } : (options.limits ?? {});
  const world: World = {
    platform,
    clock,
    ids,
    wire,
    limiter: new Limiter(() => clock.now()),
    limits: { ...documentedLimits, ...limits },
    faults: new Faults(),
    tokens: new Tokens(clock, ids),
    deliverer: new Deliverer(platform.app, clock, ids, wire, settingsOf(options, ids, socket)),
    socket,
    journal: new Journal(() => clock.now()),
    reading: new Reading(),
    lab: {},
    updateTokens: new Map(),
    sentByUuid: new Map(),
    cardWarnings: [],
    cardRules: { strict: options.strictCards ?? true },
    pushAllGroupMessages: options.pushAllGroupMessages ?? false,
  };
  recordShown(world);
  const menu = options.menu ?? [];
  const server = buildServer(world, (app) => mountControl(app, world, menu));
  return new Sandbox(world, await listen(server, options.port ?? 0, socket), menu);
}
