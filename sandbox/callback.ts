// card.action.trigger: synchronous, 3 s, never retried. A failure becomes the error code the client would show.
import type { Clock } from './clock.ts';
import type { DeliverySettings } from './deliver.ts';
import { envelopeOf, pushHeaders, sealBody } from './envelope.ts';
import type { Ids } from './ids.ts';
import { isObject, type Json, type JsonObject, member, objectAt, parseJson, textAt } from './json.ts';
import { type PostResult, post } from './post.ts';
import type { AppIdentity } from './types.ts';
import type { WireLog } from './wire.ts';

/** A toast the client shows. */
export type Toast = { readonly type: 'info' | 'success' | 'error' | 'warning'; readonly content: string };

/** What the client makes of the bot's answer. `card` is the new card, not yet validated. */
export type CallbackAnswer = {
  readonly eventId: string;
  readonly status: number | undefined;
  readonly durationMs: number;
  readonly toast: Toast | undefined;
  readonly card: Json | undefined;
  readonly errorCode: number | undefined;
  readonly errorText: string;
};

/** The client's error codes with what they mean (client ≥ 7.28). */
export const clientErrors: Readonly<Record<number, string>> = {
  200340: '未配置回调地址',
  200341: '应用未在 3 秒内响应',
  200342: '无法连接应用服务器',
  200343: '无法解析应用服务器域名',
  200671: '应用返回的状态码不是 200',
  200672: '应用返回的格式不正确',
  200673: '应用返回的卡片不正确',
  200830: '2.0 卡片不能更新为 1.0 卡片',
};

const toastTypes = new Set(['info', 'success', 'error', 'warning']);

function failureCode(result: PostResult): number | undefined {
  if (result.failure === 'timeout') return 200341;
  if (result.failure === 'dns') return 200343;
  if (result.failure !== undefined) return 200342;
  return result.status === 200 ? undefined : 200671;
}

function readToast(answer: JsonObject): Toast | undefined | 'bad' {
  const toast = member(answer, 'toast');
  if (toast === undefined || toast === null) return undefined;
  if (!isObject(toast)) return 'bad';
  const type = member(toast, 'type') ?? 'info';
  const content = textAt(objectAt(toast, 'i18n'), 'zh_cn') || textAt(toast, 'content');
  if (typeof type !== 'string' || !toastTypes.has(type)) return 'bad';
  if (content === '') return 'bad';
  return { type: type as Toast['type'], content };
}

function readCard(answer: JsonObject): { code: number } | Json | undefined {
  const card = member(answer, 'card');
  if (card === undefined || card === null) return undefined;
  const data = objectAt(card, 'data');
  if (data === undefined || textAt(card, 'type') !== 'raw') return { code: 200672 };
  if (textAt(data, 'schema') !== '2.0') return { code: 200830 };
  return data;
}

function interpret(result: PostResult): Pick<CallbackAnswer, 'toast' | 'card' | 'errorCode'> {
  const none = { toast: undefined, card: undefined };
  const failed = failureCode(result);
  if (failed !== undefined) return { ...none, errorCode: failed };
  const answer = parseJson(result.text);
  if (!isObject(answer)) return { ...none, errorCode: 200672 };
  const toast = readToast(answer);
  if (toast === 'bad') return { ...none, errorCode: 200672 };
  const card = readCard(answer);
  if (isObject(card) && typeof card['code'] === 'number' && !('schema' in card))
    return { ...none, errorCode: card['code'] };
  return { toast, card, errorCode: undefined };
}

/** Sends one card.action.trigger and reads the answer. */
export async function sendCallback(
  deps: { app: AppIdentity; clock: Clock; ids: Ids; wire: WireLog; settings: DeliverySettings },
  event: JsonObject,
): Promise<CallbackAnswer> {
  const { app, clock, ids, wire, settings } = deps;
  const eventId = ids.hex(32);
  const at = clock.now();
  const type = 'card.action.trigger';
  const url = settings.cardUrl ?? settings.webhookUrl;
  const plain = envelopeOf(app, settings, { eventId, type, event, at, callback: true });
  const send = (to: string) => {
    const body = sealBody(settings, plain);
    return post(to, body, pushHeaders(settings, body, at, ids.hex(16)), settings.deadlineMs);
  };
  const carrier = settings.callbackCarrier;
  const result = await (carrier !== undefined
    ? carrier.push(plain, settings.deadlineMs)
    : url === undefined
      ? undefined
      : send(url));
  const read =
    result === undefined ? { toast: undefined, card: undefined, errorCode: 200340 } : interpret(result);
  const errorText = read.errorCode === undefined ? '' : (clientErrors[read.errorCode] ?? '出错了');
  wire.record({
    at,
    direction: 'toBot',
    kind: 'callback',
    name: type,
    status: result?.status,
    code: read.errorCode,
    durationMs: result?.durationMs ?? 0,
    request: plain,
    response: result === undefined ? null : (parseJson(result.text) ?? result.text),
    eventId,
    sent: result?.sent,
    note: errorText,
  });
  return { eventId, status: result?.status, durationMs: result?.durationMs ?? 0, ...read, errorText };
}
