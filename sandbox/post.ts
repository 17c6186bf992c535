// One HTTP POST as the platform makes it: a fresh connection, 2 s to connect, a total deadline, no redirects followed.
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** What came of a push. `failure` says why there is no answer. */
export type PostResult = {
  readonly status: number | undefined;
  readonly text: string;
  readonly failure: 'timeout' | 'connect' | 'dns' | 'reset' | undefined;
  readonly durationMs: number;
  /** What went out, byte for byte. */
  readonly sent?: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
};

const connectMsMax = 2000;
const answerBytesMax = 1_000_000;
const httpAgent = new HttpAgent({ keepAlive: false });
const httpsAgent = new HttpsAgent({ keepAlive: false });

function failureOf(error: Error): NonNullable<PostResult['failure']> {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'dns';
  if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ETIMEDOUT') return 'connect';
  return 'reset';
}

/** Posts `body`; never throws for what the other side does. */
export function post(
  url: string,
  body: string,
  headers: Record<string, string>,
  deadlineMs: number,
): Promise<PostResult> {
  const startedAt = performance.now();
  const target = new URL(url);
  const secure = target.protocol === 'https:';
  return new Promise((resolve) => {
    let settled = false;
    const bytes = Buffer.from(body, 'utf8');
    const outgoing = (secure ? httpsRequest : httpRequest)(target, {
      method: 'POST',
      agent: secure ? httpsAgent : httpAgent,
      headers: {
        'content-type': 'application/json;charset=utf-8',
        'user-agent': 'Go-http-client/1.1',
        'content-length': String(bytes.length),
        ...headers,
      },
    });
    const finish = (part: Omit<PostResult, 'durationMs' | 'sent'>) => {
      if (settled) return;
      settled = true;
      clearTimeout(deadline);
      clearTimeout(connecting);
      outgoing.destroy();
      const sent = { url, headers: { 'content-type': 'application/json;charset=utf-8', ...headers }, body };
      resolve({ ...part, durationMs: performance.now() - startedAt, sent });
    };
    const fail = (failure: NonNullable<PostResult['failure']>) =>
      finish({ status: undefined, text: '', failure });
    const deadline = setTimeout(() => fail('timeout'), deadlineMs);
    const connecting = setTimeout(() => fail('connect'), Math.min(connectMsMax, deadlineMs));
    outgoing.on('socket', (socket) => {
      socket.once('connect', () => clearTimeout(connecting));
    });
    outgoing.on('error', (error) => fail(failureOf(error)));
    outgoing.on('response', (answer) => {
      const chunks: Buffer[] = [];
      let size = 0;
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= answerBytesMax) chunks.push(chunk);
      });
      answer.on('error', () => fail('reset'));
      answer.on('end', () =>
        finish({
          status: answer.statusCode ?? 0,
          text: Buffer.concat(chunks).toString('utf8'),
          failure: undefined,
        }),
      );
    });
    outgoing.end(bytes);
  });
}
