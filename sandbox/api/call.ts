// One OpenAPI call from the bot: fault due? token good? limit free? then the handler; envelope, headers and wire log around it.
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, Hono } from 'hono';
import type { PendingFault } from '../faults.ts';
import { isObject, type Json, type JsonObject, parseJson } from '../json.ts';
import type { World } from '../world.ts';
import { ApiRefusal } from './refusal.ts';

/** The server's Hono environment. */
export type Env = { Bindings: HttpBindings };

/** What a handler gets. */
export type Call = {
  readonly world: World;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: JsonObject;
  readonly form: FormData | undefined;
};

/** What a handler answers: data for the usual envelope, a flat body, or bytes. */
export type Answer =
  | { readonly data: JsonObject }
  | { readonly flat: JsonObject }
  | { readonly bytes: Uint8Array; readonly contentType: string; readonly fileName: string };

/** One operation. `path` is below /open-apis. */
export type Operation = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly open?: boolean;
  readonly run: (call: Call) => Answer | Promise<Answer>;
};

type Outcome = {
  status: number;
  code: number | undefined;
  headers: Record<string, string>;
  body: Json;
  raw: { bytes: Uint8Array; contentType: string } | undefined;
};

const bodyBytesMax = 40 * 1024 * 1024;
const htmlPage = '<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>';

function refusalOutcome(refusal: ApiRefusal, logId: string): Outcome {
  const body: JsonObject = {
    code: refusal.code,
    msg: refusal.message,
    error: {
      log_id: logId,
      troubleshooter: `排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&log_id=${logId}&code=${refusal.code}`,
    },
  };
  return { status: refusal.status, code: refusal.code, headers: refusal.headers, body, raw: undefined };
}

function faultRefusal(fault: PendingFault, world: World): ApiRefusal | undefined {
  switch (fault.kind) {
    case 'rate429':
      return rateRefusal(Math.max(1, Math.ceil(fault.delayMs / 1000)), 50);
    case 'quota429':
      return new ApiRefusal(99991403, "This month's API call quota has been exceeded", 429);
    case 'http500':
      return new ApiRefusal(2200, 'Internal Error', 500);
    case 'chatRate':
      return new ApiRefusal(230020, 'This operation triggers the frequency limit, ext=chat rate limit');
    case 'unavailable':
      return new ApiRefusal(230013, 'Bot has NO availability to this user.');
    case 'botNotInChat':
      return new ApiRefusal(230002, 'Bot/User can NOT be out of the chat.');
    case 'tokenRevoked':
      world.tokens.revokeAll();
      return undefined;
    default:
      return undefined;
  }
}

function rateRefusal(resetSeconds: number, max: number): ApiRefusal {
  return new ApiRefusal(99991400, 'request trigger frequency limit', 429, {
    'x-ogw-ratelimit-limit': String(max),
    'x-ogw-ratelimit-reset': String(resetSeconds),
  });
}

function checkLimits(world: World, name: string): void {
  if (!world.limits.enabled) return;
  const quota = world.limits.monthlyQuota;
  if (quota !== undefined) {
    const month = { max: quota, windowMs: 30 * 86_400_000 };
    if (world.limiter.take('quota', [month]) !== undefined)
      throw new ApiRefusal(99991403, "This month's API call quota has been exceeded", 429);
  }
  const full = world.limiter.take(`api:${name}`, world.limits.perApi);
  if (full !== undefined) throw rateRefusal(Math.max(1, Math.ceil(full.resetMs / 1000)), full.window.max);
}

async function readForm(context: Context<Env>): Promise<FormData> {
  try {
    return await context.req.formData();
  } catch (error) {
    throw new ApiRefusal(
      234001,
      `Invalid request param: ${error instanceof Error ? error.message : 'multipart'}`,
    );
  }
}

async function readInput(context: Context<Env>): Promise<{ body: JsonObject; form: FormData | undefined }> {
  const length = Number(context.req.header('content-length') ?? '0');
  if (length > bodyBytesMax) throw new ApiRefusal(9499, 'Bad Request: body too large', 413);
  if (context.req.method === 'GET') return { body: {}, form: undefined };
  const type = context.req.header('content-type') ?? '';
  if (type.startsWith('multipart/form-data')) return { body: {}, form: await readForm(context) };
  const text = await context.req.text();
  if (text === '') return { body: {}, form: undefined };
  const parsed = parseJson(text);
  if (!isObject(parsed)) throw new ApiRefusal(9499, 'Bad Request: body is not a JSON object');
  return { body: parsed, form: undefined };
}

function answerOutcome(answer: Answer): Outcome {
  const plain = { status: 200, code: 0, headers: {}, raw: undefined };
  if ('data' in answer) return { ...plain, body: { code: 0, msg: 'success', data: answer.data } };
  if ('flat' in answer) {
    const code = answer.flat['code'];
    return { ...plain, code: typeof code === 'number' ? code : 0, body: answer.flat };
  }
  const { bytes, contentType, fileName } = answer;
  const disposition = `attachment; filename="${encodeURIComponent(fileName)}"`;
  return {
    ...plain,
    headers: { 'content-disposition': disposition },
    body: `(${bytes.length} bytes)`,
    raw: { bytes, contentType },
  };
}

async function runCall(
  world: World,
  operation: Operation,
  context: Context<Env>,
  input: Call,
): Promise<Answer> {
  if (operation.open !== true) world.tokens.check(context.req.header('authorization'));
  checkLimits(world, `${operation.method} ${operation.path}`);
  return operation.run(input);
}

/** Registers one operation with everything around it. */
export function serveOperation(app: Hono<Env>, world: World, operation: Operation): void {
  const name = `${operation.method} ${operation.path}`;
  app.on(operation.method, `/open-apis${operation.path}`, async (context) => {
    const startedAt = performance.now();
    const at = world.clock.now();
    const logId = world.ids.logId(at);
    const fault = world.faults.take(name);
    let request: Json = null;
    let outcome: Outcome;
    try {
      const input = await readInput(context);
      const query = new URL(context.req.url).searchParams;
      request = {
        path: new URL(context.req.url).pathname,
        query: Object.fromEntries(query),
        body: input.body,
      };
      if (fault !== undefined && (fault.kind === 'timeout' || fault.kind === 'dropped')) {
        record(undefined, fault.kind);
        return cut(context, fault.kind === 'timeout');
      }
      const refused = fault === undefined ? undefined : faultRefusal(fault, world);
      if (refused !== undefined) throw refused;
      if (fault?.kind === 'http502' || fault?.kind === 'html200') {
        record(undefined, fault.kind);
        return context.html(htmlPage, fault.kind === 'http502' ? 502 : 200);
      }
      const call: Call = { world, params: context.req.param() as Record<string, string>, query, ...input };
      outcome = answerOutcome(await runCall(world, operation, context, call));
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error;
      outcome = refusalOutcome(error, logId);
    }
    record(outcome, fault?.kind ?? '');
    if (fault?.kind === 'lostReply') return cut(context, false);
    if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    const headers = { 'x-tt-logid': logId, ...outcome.headers };
    if (outcome.raw !== undefined)
      return new Response(new Uint8Array(outcome.raw.bytes), {
        headers: { ...headers, 'content-type': outcome.raw.contentType },
      });
    return Response.json(outcome.body, { status: outcome.status, headers });

    function record(done: Outcome | undefined, note: string): void {
      world.wire.record({
        at,
        direction: 'fromBot',
        kind: 'api',
        name,
        status: done?.status,
        code: done?.code,
        durationMs: performance.now() - startedAt,
        request,
        response: done?.body ?? null,
        note: note === '' ? '' : `故障：${note}`,
      });
    }
  });
}

function cut(context: Context<Env>, silent: boolean): Response {
  if (!silent) context.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}
