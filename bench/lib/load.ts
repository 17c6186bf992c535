/**
 * A closed-loop load: each of N keep-alive connections sends its next request when the last one is answered.
 *
 * Plain sockets and requests made beforehand, so that the generator on the other core is not what is measured, and so
 * that every request can carry a body of its own.
 */
import { connect, type Socket } from 'node:net';
import { quantile } from './stats.ts';

export interface LoadOptions {
  readonly port: number;
  readonly connections: number;
  /** Stops after this long, or when `next` has nothing left. */
  readonly seconds: number;
  /** The bytes of the next request, or `null`: nothing left. */
  readonly next: () => Buffer | null;
}

export interface LoadResult {
  /** Answered with 200 within the time. */
  readonly ok: number;
  /** Answered with 200, with those still under way at the end. */
  readonly okInAll: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Everything that was not a 200: `status 503` ×2, `socket ECONNRESET` … */
  readonly failures: Readonly<Record<string, number>>;
  readonly ranDry: boolean;
}

const SETTLE_MS_MAX = 5_000;
const HEAD_END = Buffer.from('\r\n\r\n');

/** Status and total length of the first response in the buffer; `null` until it is whole. */
export function readResponse(bytes: Buffer): { status: number; length: number } | null {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd === -1) return null;
  const head = bytes.toString('latin1', 0, headEnd);
  const status = Number(head.slice(9, 12));
  const declared = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (declared !== undefined) {
    const length = headEnd + 4 + Number(declared);
    return bytes.length >= length ? { status, length } : null;
  }
  const last = bytes.indexOf('0\r\n\r\n', headEnd + 4);
  return last === -1 ? null : { status, length: last + 5 };
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.once('connect', () => resolve(socket));
    socket.once('error', reject);
  });
}

export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const sockets = await Promise.all(Array.from({ length: options.connections }, () => open(options.port)));
  const failures: Record<string, number> = {};
  const latencies: number[] = [];
  let ok = 0;
  let okInAll = 0;
  let ranDry = false;
  let endedAt = 0;
  const fail = (what: string) => {
    failures[what] = (failures[what] ?? 0) + 1;
  };
  const startedAt = performance.now();
  const endsAt = startedAt + options.seconds * 1000;

  const drive = (socket: Socket): Promise<void> =>
    new Promise((resolve) => {
      let sentAt = 0;
      let buffered: Buffer = Buffer.alloc(0);
      const finish = () => {
        clearTimeout(limit);
        socket.destroy();
        resolve();
      };
      const limit = setTimeout(
        () => {
          fail('no answer');
          finish();
        },
        options.seconds * 1000 + SETTLE_MS_MAX,
      );
      const send = () => {
        const bytes = performance.now() < endsAt ? options.next() : null;
        if (bytes === null) {
          ranDry ||= performance.now() < endsAt;
          return finish();
        }
        sentAt = performance.now();
        socket.write(bytes);
      };
      socket.on('data', (chunk) => {
        buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk]);
        const response = readResponse(buffered);
        if (response === null) return;
        buffered = buffered.subarray(response.length);
        const at = performance.now();
        endedAt = at;
        if (response.status !== 200) fail(`status ${response.status}`);
        else {
          okInAll += 1;
          if (at <= endsAt) {
            ok += 1;
            latencies.push(at - sentAt);
          }
        }
        send();
      });
      socket.once('error', (error: NodeJS.ErrnoException) => {
        fail(`socket ${error.code ?? error.message}`);
        finish();
      });
      socket.once('close', () => {
        if (sentAt > 0 && performance.now() < endsAt && !ranDry) fail('socket closed');
        finish();
      });
      send();
    });

  await Promise.all(sockets.map(drive));
  const seconds = (Math.min(endsAt, ranDry ? endedAt : endsAt) - startedAt) / 1000;
  return {
    ok,
    okInAll,
    perSecond: ok / seconds,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    failures,
    ranDry,
  };
}
