/**
 * What a failed call to the platform means: one table of codes, and one judgement.
 *
 * The judgement is made on `code` and on how far the request got, never on `msg` (the platform rewords it). It is
 * our own because the SDK's takes a rate limit for a missing permission and sends again at once.
 * This file makes no calls and keeps no state; `http.ts` raises the faults, `client.ts` turns them into results.
 */
import type { SendResult } from '../ports.ts';
import { CODES, type Entry } from './codes.ts';

/**
 * How a call failed.
 * - `platform`: a JSON answer with a code that is not 0.
 * - `network`: no connection, or one that broke.
 * - `timeout`: no complete answer in time.
 * - `redirect`: an answer that points elsewhere; never followed.
 * - `malformed`: an answer that is not the platform's (HTML, broken JSON, no code).
 * - `oversize`: an answer longer than we are willing to read.
 * - `origin`: an address outside the configured origin, or not an address; nothing was sent.
 * - `program`: the SDK could not be loaded; nothing was sent.
 */
export type FaultKind =
  | 'platform'
  | 'network'
  | 'timeout'
  | 'redirect'
  | 'malformed'
  | 'oversize'
  | 'origin'
  | 'program';

export interface FaultFacts {
  readonly kind: FaultKind;
  /** Whether the request can have had an effect: `no` – it never left; `maybe` – it left; `yes` – it was answered. */
  readonly reached: 'no' | 'maybe' | 'yes';
  /** HTTP status, when there was an answer. */
  readonly status?: number | undefined;
  readonly code?: number | undefined;
  /** The platform's own words, cleaned; shown only for codes we do not know. */
  readonly msg?: string | undefined;
  /** `x-ogw-ratelimit-reset` (or `retry-after`): seconds until the limit is lifted. */
  readonly resetSeconds?: number | undefined;
  /** `x-tt-logid`, which the platform's support asks for. */
  readonly logId?: string | undefined;
  /** Permissions the answer says are missing. */
  readonly scopes?: readonly string[] | undefined;
  /** Sub code and place of a rejected card (230099). */
  readonly detail?: string | undefined;
  /** An operating-system or TLS code such as `ECONNREFUSED`. */
  readonly cause?: string | undefined;
}

/** A call that failed. Its message is Chinese, meant for the operator, and holds no secret and no message text. */
export class CallFault extends Error {
  readonly facts: FaultFacts;
  /** `token`: it failed while fetching the access token, so the call itself never left. */
  readonly step: 'call' | 'token';

  constructor(facts: FaultFacts, step: 'call' | 'token' = 'call') {
    super(sentence(facts));
    this.name = 'CallFault';
    this.facts = facts;
    this.step = step;
  }
}

/** Codes that mean the access token is no longer good: drop it, fetch once, call once more. */
export const TOKEN_CODES: ReadonlySet<number> = new Set([
  99991661, 99991663, 99991664, 99991668, 99991671, 99991677,
]);

/** Whether one more attempt with a fresh token is in order. */
export function isTokenFault(error: unknown): boolean {
  return (
    error instanceof CallFault &&
    error.step === 'call' &&
    error.facts.kind === 'platform' &&
    TOKEN_CODES.has(error.facts.code ?? 0)
  );
}

export type Failure = Exclude<SendResult, { result: 'sent' }>;

/** Wait after a fault that says nothing about when to come back. */
export const FAULT_DELAY_MS = 5_000;
/** Wait after an app-wide limit whose answer names no time. */
const APP_LIMIT_DELAY_MS = 5_000;
const RESET_SECONDS_MAX = 3_600;

/** Statuses with which something in between refuses this very request; any other 4xx without a code may pass later. */
const FINAL_STATUSES: ReadonlySet<number> = new Set([400, 413, 414, 415, 422, 431]);
/** A gateway gave up on a server that may still have done the work. */
const GATEWAY_STATUSES: ReadonlySet<number> = new Set([502, 504]);

/**
 * What became of a call that failed.
 * @param repeatable doing it twice does no harm (a card update): an unknown outcome is then simply tried again.
 */
export function judge(fault: CallFault, repeatable: boolean): Failure {
  const { facts } = fault;
  if (facts.kind === 'platform') return judgeCode(facts);
  const why = fault.message;
  if (fault.step === 'token' || facts.reached === 'no' || facts.kind === 'redirect') return later(why);
  if (facts.kind === 'malformed' && facts.status !== undefined && facts.status >= 400) {
    if (facts.status === 429) return limited(facts, why);
    if (FINAL_STATUSES.has(facts.status)) return { result: 'refused', code: null, why };
    if (!GATEWAY_STATUSES.has(facts.status)) return later(why);
  }
  return repeatable ? later(why) : { result: 'unknown', why };
}

function later(why: string): Failure {
  return { result: 'wait', afterMs: FAULT_DELAY_MS, scope: 'fault', why };
}

function limited(facts: FaultFacts, why: string): Failure {
  return {
    result: 'wait',
    scope: 'app',
    afterMs: resetMs(facts.resetSeconds) ?? APP_LIMIT_DELAY_MS,
    why,
  };
}

function judgeCode(facts: FaultFacts): Failure {
  const code = facts.code ?? 0;
  const entry = entryOf(code);
  const why = sentence(facts);
  if (entry?.verdict === 'refused') return { result: 'refused', code, why };
  if (entry?.verdict === 'wait') {
    if (entry.scope === 'app') return limited(facts, why);
    return { result: 'wait', scope: entry.scope, afterMs: entry.afterMs, why };
  }
  const status = facts.status ?? 200;
  if (status === 429) return limited(facts, why);
  return status >= 500 ? later(why) : { result: 'refused', code, why };
}

/** What the table says of a code; `undefined` for one it does not know. */
export function entryOf(code: number): Entry | undefined {
  return CODES.get(code);
}

/** Milliseconds to wait for a stated number of seconds; `undefined` when the header is absent or senseless. */
function resetMs(seconds: number | undefined): number | undefined {
  if (seconds === undefined || !Number.isFinite(seconds) || seconds < 0) return undefined;
  return Math.max(1, Math.min(seconds, RESET_SECONDS_MAX)) * 1000;
}

/** The sentence `outbox list` shows: what happened, and what to do about it. */
function sentence(facts: FaultFacts): string {
  if (facts.kind === 'platform') return codeSentence(facts);
  const status = facts.status === undefined ? '' : `（HTTP ${facts.status}）`;
  const cause = facts.cause === undefined ? '' : `（${facts.cause}）`;
  switch (facts.kind) {
    case 'network':
      return facts.reached === 'no'
        ? `连不上飞书服务器${cause}：请检查网络、DNS 与 FEISHU_BASE_URL；恢复后自动重发。`
        : `与飞书服务器的连接中断${cause}，不知道对方是否已经收到。`;
    case 'timeout':
      return facts.reached === 'no'
        ? '与飞书服务器建立连接超时，请求没有发出：请检查网络与防火墙；恢复后自动重发。'
        : '飞书服务器没有按时应答，不知道对方是否已经收到。';
    case 'redirect':
      return `对方要求转到别的地址${status}，按规定不跟随：请检查 FEISHU_BASE_URL，以及网络是否需要登录。`;
    case 'malformed':
      return `收到的不是飞书的应答${status}：请检查 FEISHU_BASE_URL，以及中间的代理或防火墙。`;
    case 'oversize':
      return `应答过长，没有读完${status}：请检查 FEISHU_BASE_URL，以及中间的代理。`;
    case 'origin':
      return '请求地址不在 FEISHU_BASE_URL 之内，没有发出：这是程序的错误，请报告。';
    case 'program':
      return '飞书 SDK 没有装好，请求没有发出：请重新执行 npm ci 与 npm run build，再重启。';
  }
}

function codeSentence(facts: FaultFacts): string {
  const code = facts.code ?? 0;
  const entry = entryOf(code);
  const scopes = facts.scopes ?? [];
  const what = entry?.what ?? `飞书返回了未收录的错误${facts.msg ? `「${facts.msg}」` : ''}`;
  const named = scopes.length > 0 ? `（缺少权限 ${scopes.join('、')}）` : '';
  const detail = facts.detail === undefined ? '' : `（${facts.detail}）`;
  const fix = entry?.fix ?? '请在飞书开放平台按错误码查询原因，处理后重试';
  const logId = entry === undefined && facts.logId ? `；日志号 ${facts.logId}` : '';
  return `${what}${named}${detail}（错误码 ${code}）：${fix}${logId}。`;
}
