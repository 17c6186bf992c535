/**
 * Joins the parts into a running assistant, for any runtime: the lists, the database and the platform are passed in.
 * Left out: processes, timers and files, which are `node.ts`'s and `worker.ts`'s.
 */
import type { Hono } from 'hono';
import { makeDownloadQueue } from '../db/downloads.ts';
import { makeFiles } from '../db/files.ts';
import { makeLedger } from '../db/ledger.ts';
import { makeMirrorBooks } from '../db/reads/mirror.ts';
import { makeStore } from '../db/store.ts';
import { makeWorkbookQueue } from '../db/workbooks.ts';
import { alarm } from './alarm.ts';
import { makeApp } from './app.ts';
import type { Command, Tools } from './command.ts';
import type { Pack } from './domain/pack/schema.ts';
import { Downloads } from './downloads.ts';
import { refreshGauges } from './gauges.ts';
import { Inbox } from './inbox.ts';
import { type Intake, makeIntake } from './intake.ts';
import { createMessenger, type LarkClient } from './lark/client.ts';
import { createDoor } from './lark/door.ts';
import { renderCard } from './lark/render/card.ts';
import { textContent } from './lark/text.ts';
import type { Ledger } from './ledger.ts';
import { createLimiter, FEISHU_LIMITS } from './limiter.ts';
import type { MachineDeps } from './machine.ts';
import { makeGreeter, manners } from './manners.ts';
import { type Metrics, makeMetrics } from './metrics.ts';
import { makeMirror } from './mirror/make.ts';
import { Outbox } from './outbox.ts';
import type { Database, Files, Log, Vault } from './ports.ts';
import { answerPress } from './presses.ts';
import { Readiness } from './readiness.ts';
import { type Job, type Ran, runDue, type SchedulerDeps } from './scheduler.ts';
import { type Evaluator, inlineEvaluator } from './standing/evaluator.ts';
import { makeStandings } from './standing/standings.ts';
import type { Store } from './store.ts';
import type { Desk } from './workbooks/desk.ts';
import { Workbooks } from './workbooks/worker.ts';

export interface Platform {
  readonly appId: string;
  readonly appSecret: string;
  /** Both empty: nothing comes by webhook. */
  readonly encryptKey: string;
  readonly verificationToken: string;
  readonly baseUrl: string;
  /** The Bitable that mirrors the ledgers; '' or absent: none. */
  readonly bitableAppToken?: string;
}

export interface BotDeps {
  readonly platform: Platform;
  readonly database: Database;
  readonly vault: Vault;
  readonly commands: readonly Command[];
  readonly jobs: readonly Job[];
  readonly packAt: (day: string) => Pack;
  /** Works out big standings elsewhere than in this thread, where there is such a place. */
  readonly evaluator?: Evaluator;
  /** Where bytes are kept, when not in the database. */
  readonly files?: Files;
  /** Makes workbooks and reads them. */
  readonly desk: Desk;
  readonly log: Log;
  readonly now: () => number;
  readonly newId: () => string;
  readonly fetch: typeof fetch;
  /** False beside a running service: what is promised here stays for it to send. */
  readonly sends?: boolean;
  /** Calls back after a delay; on Workers the next cron tick does. */
  readonly later: (delayMs: number, run: () => void) => void;
  /** Work that goes on after an answer was given; on Workers it keeps the isolate alive for it. */
  readonly background?: (work: Promise<void>) => void;
  /** What else must stand for the service to be ready: `null`, or why it does not. */
  readonly alsoNotReady?: () => string | null | Promise<string | null>;
  /** Further gauges, by name. */
  readonly alsoGauges?: () => Readonly<Record<string, number>>;
}

export interface Bot {
  readonly app: Hono;
  /** Takes in what arrived otherwise than over HTTP. */
  readonly take: Intake;
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly store: Store;
  readonly ledger: Ledger;
  readonly lark: LarkClient;
  readonly metrics: Metrics;
  /** Works off what is waiting, in and out. */
  readonly drain: () => Promise<void>;
  /** Everything due at this instant. */
  readonly tick: (now: number) => Promise<Ran>;
  /** Ends what works beside this thread. */
  readonly close: () => Promise<void>;
}

const DAY_MS = 86_400_000;
/** Identities are kept far beyond the platform's retries (7.1 h). */
const IDENTITY_DAYS = 30;
/** A card lives 14 days; what only its buttons need may go then. */
const BODY_DAYS = 15;

export function makeBot(deps: BotDeps): Bot {
  const { platform, vault, log, now } = deps;
  const metrics = makeMetrics();
  const readiness = new Readiness(deps.database, metrics, now);
  const { database } = readiness;
  const store = makeStore(database, vault);
  const ledger = makeLedger(database, vault);
  const files = deps.files ?? makeFiles(database, vault);
  const lark = createMessenger({
    ...platform,
    fetch: deps.fetch,
    now,
    log,
    renderCard,
    renderText: textContent,
    files,
    count: metrics.count,
  });
  const limiter = createLimiter(FEISHU_LIMITS);
  const { count } = metrics;
  const background = deps.background ?? ((work: Promise<void>) => void work);

  const outbox: Outbox = new Outbox({
    ledger,
    messenger: lark,
    limiter,
    log,
    now,
    count,
    wakeIn: alarm(deps, () => background(drainOutbox())),
  });
  const drainOutbox = () => outbox.drain().catch((error: unknown) => log.error('outbox_failed', { error }));
  const onPromised = () => {
    if (deps.sends !== false) background(drainOutbox());
  };

  const standing = makeStandings({
    store,
    packOn: deps.packAt,
    here: inlineEvaluator(store),
    ...(deps.evaluator === undefined ? {} : { elsewhere: deps.evaluator }),
    now,
    later: deps.later,
  });
  const tools: Tools = { store, vault, newId: deps.newId, commands: deps.commands, standing };
  let knownSelf: string | null = null;
  const machine: MachineDeps = {
    tools,
    manners,
    packAt: deps.packAt,
    now,
    selfOpenId: () =>
      lark.self().then(
        ({ openId }) => {
          knownSelf = openId;
          return openId;
        },
        (error: unknown) => {
          log.warn('self_unknown', { error });
          return null;
        },
      ),
  };
  const greeter = makeGreeter({ store, commands: deps.commands, packAt: deps.packAt, now });
  const inbox: Inbox = new Inbox({
    ledger,
    machine,
    greeter,
    knownSelf: () => knownSelf,
    log,
    now,
    onPromised,
    count,
    wakeIn: alarm(deps, () => background(drainInbox())),
  });
  const downloads: Downloads = new Downloads({
    queue: makeDownloadQueue(database),
    files,
    store,
    ledger,
    reads: lark,
    log,
    now,
    onPromised,
    count,
    wakeIn: alarm(deps, () => background(drainDownloads())),
  });
  const drainDownloads = () =>
    downloads.drain().catch((error: unknown) => log.error('downloads_failed', { error }));
  const workbooks: Workbooks = new Workbooks({
    queue: makeWorkbookQueue(database),
    files,
    store,
    vault,
    ledger,
    reads: lark,
    desk: deps.desk,
    packAt: deps.packAt,
    newId: deps.newId,
    log,
    now,
    onPromised,
    count,
    wakeIn: alarm(deps, () => background(drainWorkbooks())),
  });
  const drainWorkbooks = () =>
    workbooks.drain().catch((error: unknown) => log.error('workbooks_failed', { error }));
  const drainInbox = () =>
    inbox
      .drain()
      .catch((error: unknown) => log.error('inbox_failed', { error }))
      // Not awaited: a slow file must not hold up answers.
      .finally(() => {
        background(drainDownloads());
        background(drainWorkbooks());
      });
  const mirror = makeMirror(deps, store, limiter, makeMirrorBooks(database));
  const drainMirror = () =>
    mirror === null || deps.sends === false
      ? Promise.resolve()
      : mirror.drain().catch((error: unknown) => log.error('mirror_failed', { error }));
  const scheduler: SchedulerDeps = {
    jobs: deps.jobs,
    ledger,
    store,
    standing,
    packAt: deps.packAt,
    log,
    now,
    onPromised,
    count,
  };

  let forgotAt = 0;
  const forgetOld = async (at: number) => {
    if (at - forgotAt < DAY_MS) return;
    forgotAt = at;
    const rows = await ledger.forget({ inbox: at - IDENTITY_DAYS * DAY_MS, bodies: at - BODY_DAYS * DAY_MS });
    log.info('forgot', { rows });
  };

  const take = makeIntake({
    inbox,
    answerPress: (delivery) =>
      answerPress({ ledger, machine, log, now, onPromised, count }, delivery).finally(() =>
        background(drainWorkbooks()),
      ),
    afterAccept: () => background(drainInbox()),
    metrics,
  });
  const app = makeApp({
    door: platform.encryptKey === '' ? null : createDoor({ ...platform, now }),
    take,
    notReady: async () => {
      const causes = [await readiness.why(), (await deps.alsoNotReady?.()) ?? null];
      return causes.filter((cause) => cause !== null).join('\n') || null;
    },
    metrics,
    refreshGauges: async () => {
      await refreshGauges(metrics, readiness, { ...(await ledger.counts()), ...deps.alsoGauges?.() });
    },
    log,
  });

  return {
    app,
    take,
    inbox,
    outbox,
    store,
    ledger,
    lark,
    metrics,
    drain: async () => {
      await drainInbox();
      await drainOutbox();
    },
    tick: async (at) => {
      // Told of a day to come, it still keeps what is young today.
      await forgetOld(Math.min(at, now()));
      const ran = await readiness.looking(() => runDue(scheduler, at));
      background(drainMirror());
      return ran;
    },
    close: async () => {
      await mirror?.stop();
      await downloads.stop();
      await workbooks.stop();
      await deps.evaluator?.stop();
    },
  };
}
