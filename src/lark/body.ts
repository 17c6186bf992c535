/**
 * Taking in the bytes of a request without ever holding more than the cap.
 *
 * Only POST with plain JSON is let in: a compressed body would be signed bytes we never see. Slow senders are the
 * HTTP server's business (its request time-out).
 */

/** Largest body accepted, bytes. Feishu's largest push is a text message of 150 KB. */
export const bodyBytesMax = 1_048_576;

export type BodyRefusal = 'method' | 'media-type' | 'encoding';

/** The part of a fetch `Request` that is needed here. */
export interface BodyRequest {
  readonly method: string;
  readonly headers: Headers;
  readonly body: ReadableStream<Uint8Array> | null;
  readonly arrayBuffer?: () => Promise<ArrayBuffer>;
}

/** What the head of a request already rules out; `null` when the body may be read. */
export function refuseHead(method: string, headers: Headers): BodyRefusal | null {
  if (method !== 'POST') return 'method';
  const type = headers.get('content-type') ?? '';
  if (!/^application\/json[ \t]*(?:;[ \t]*charset[ \t]*=[ \t]*"?utf-?8"?[ \t]*)?;?$/i.test(type))
    return 'media-type';
  const encoding = headers.get('content-encoding');
  return encoding === null || encoding.toLowerCase() === 'identity' ? null : 'encoding';
}

function declaredBytes(headers: Headers): number | null | 'bad' {
  const text = headers.get('content-length');
  if (text === null) return null;
  return /^[0-9]{1,15}$/.test(text) ? Number(text) : 'bad';
}

function join(chunks: readonly Uint8Array[], bytes: number): Uint8Array {
  const [first] = chunks;
  if (first !== undefined && chunks.length === 1) return first;
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

async function drop(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  // The sender may be gone already; there is nothing left to do about it.
  await reader.cancel().catch(() => undefined);
}

async function readWhole(reading: Promise<ArrayBuffer>, declared: number): Promise<Uint8Array | 'aborted'> {
  try {
    const whole = new Uint8Array(await reading);
    return whole.length === declared ? whole : 'aborted';
  } catch {
    return 'aborted';
  }
}

/**
 * Reads a body of at most `limitBytes`. A larger one is `too-large` as soon as that is known, without reading on;
 * one that ends early, breaks off, or disagrees with its declared length is `aborted`. Never throws.
 */
export async function readCapped(
  request: BodyRequest,
  limitBytes: number,
): Promise<Uint8Array | 'too-large' | 'aborted'> {
  const declared = declaredBytes(request.headers);
  if (declared === 'bad') return 'aborted';
  if (declared !== null && declared > limitBytes) return 'too-large';
  // A declared length within the cap bounds what can arrive: no need to count chunk by chunk. Touching `body` alone
  // makes the server build a stream for it.
  if (declared !== null && request.arrayBuffer !== undefined)
    return readWhole(request.arrayBuffer(), declared);
  if (request.body === null) return declared === null || declared === 0 ? new Uint8Array(0) : 'aborted';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    const reader = request.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      bytes += value.length;
      if (bytes > limitBytes) {
        await drop(reader);
        return 'too-large';
      }
      chunks.push(value);
    }
  } catch {
    return 'aborted';
  }
  return declared !== null && declared !== bytes ? 'aborted' : join(chunks, bytes);
}
