/**
 * The supervised long connection against our own platform: what the SDK's client does not notice or gives up on is
 * mended, pushes are answered after the commit or not at all, and nothing secret is logged.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/index.ts';
import { type LongConnection, openSocket, type SocketPace } from '../../src/lark/socket.ts';
import { mayConnect } from '../../src/lark/socket-endpoint.ts';
import type { PushDeps } from '../../src/lark/socket-take.ts';

const QUICK = { ReconnectCount: -1, ReconnectInterval: 1, ReconnectNonce: 0, PingInterval: 1 };
const PACE: SocketPace = {
  lookMs: 50,
  handshakeMsMax: 400,
  pongMsMax: 400,
  stuckMs: 5_000,
  pauseMs: 100,
  pauseMsMax: 400,
};

let sandbox: Sandbox | undefined;
let connection: LongConnection | undefined;
const lines: string[] = [];
const counted: string[] = [];
afterEach(async () => {
  await connection?.stop();
  await sandbox?.close();
  connection = undefined;
  sandbox = undefined;
  lines.length = 0;
  counted.length = 0;
});

const write = (event: string, fields?: Readonly<Record<string, unknown>>): void => {
  lines.push(`${event} ${JSON.stringify(fields ?? {})}`);
};
const log = { debug: write, info: write, warn: write, error: write };

async function platform(options: SandboxOptions = {}): Promise<Sandbox> {
  sandbox = await startSandbox({
    appId: 'cli_0123456789abcdef',
    mode: 'websocket',
    retryDelaysMs: [],
    clientConfig: QUICK,
    ...options,
  });
  return sandbox;
}

async function connect(
  to: Sandbox,
  take: PushDeps['take'] = async () => ({}),
  pace: Partial<SocketPace> = {},
): Promise<LongConnection> {
  connection = await openSocket({
    appId: to.app.appId,
    appSecret: to.app.appSecret,
    baseUrl: `${to.baseUrl}/`,
    fetch,
    newId: () => crypto.randomUUID(),
    now: Date.now,
    random: () => 0.5,
    take,
    log,
    count: (name, labels) => counted.push(`${name} ${Object.values(labels ?? {}).join()}`),
    pace: { ...PACE, ...pace },
  });
  return connection;
}

async function until(what: () => boolean, msMax = 8_000): Promise<void> {
  const end = performance.now() + msMax;
  while (!what()) {
    if (performance.now() > end) throw new Error(`not in time:\n${lines.join('\n')}\n${counted.join('\n')}`);
    await pause(20);
  }
}

describe('a connection that cannot be made', () => {
  test.each([
    [514, 'app secret wrong', '应用凭证不对'],
    [1000040350, 'too many', '连接数已满'],
    [1, 'busy', '平台繁忙'],
  ])(
    'refused with %i, which the SDK takes for the end, is tried again and says why meanwhile',
    async (code, msg, words) => {
      const to = await platform();
      to.socket.refuseEndpoint(code, msg, 3);
      const made = await connect(to);
      await until(() => made.why()?.includes(words) === true);
      expect(made.why()).toContain(`paused since`);
      expect(made.why()).toContain(String(code));
      await to.socket.connected();
      await until(() => made.why() === null);
      expect(to.socket.seen.endpoint).toBe(4);
      expect(counted.filter((one) => one === 'long_connection_restarts final')).toHaveLength(3);
    },
  );

  test('the pause grows with every failure, up to its bound', async () => {
    const to = await platform();
    to.socket.refuseEndpoint(514, 'no', 1_000);
    await connect(to);
    // 100 + 200 + 400 + 400 ms: four more attempts in 1.2 s, not twelve.
    await pause(1_250);
    expect(to.socket.seen.endpoint).toBeGreaterThanOrEqual(3);
    expect(to.socket.seen.endpoint).toBeLessThanOrEqual(5);
  });

  test('a handshake that hangs is given up and made again', async () => {
    const to = await platform();
    to.socket.trouble.hanging = 1;
    const made = await connect(to);
    await to.socket.connected(1, 6_000);
    await until(() => made.why() === null);
    expect(to.socket.seen.endpoint).toBe(2);
  });

  test('a refused handshake is made again', async () => {
    const to = await platform();
    to.socket.refuseHandshake(1000040350, 'too many', 1);
    const made = await connect(to);
    await until(() => made.why() === null);
    expect(to.socket.seen.endpoint).toBe(2);
  });

  test('retries used up are no end', async () => {
    const to = await platform({ clientConfig: { ...QUICK, ReconnectCount: 1 } });
    const made = await connect(to);
    await until(() => made.why() === null);
    to.socket.refuseHandshake(403, 'no', 1);
    to.socket.kill();
    await until(() => counted.includes('long_connection_restarts final'));
    await until(() => made.why() === null);
  });

  test('an address elsewhere, or none, is not followed', async () => {
    const to = await platform();
    const answers = [
      { code: 0, msg: '', data: { URL: 'ws://evil.example/?a=1&service_id=1', ClientConfig: QUICK } },
      { code: 0, msg: '', data: {} },
      { code: 0, msg: '' },
      { code: 514, msg: 'no data at all' },
      7,
    ];
    const real = to.socket.endpoint.bind(to.socket);
    to.socket.endpoint = (body, host) => (answers.shift() ?? real(body, host)) as never;
    const made = await connect(to);
    await until(() => made.why() === null);
    expect(answers).toHaveLength(0);
  });
});

describe('a connection that dies', () => {
  test('silently (no pong, no push, the socket open) is noticed and made again', async () => {
    const to = await platform();
    const made = await connect(to);
    await until(() => made.why() === null);
    to.socket.trouble.mute = true;
    // What was counted, not the state: it is made again faster than one can look.
    await until(() => counted.includes('long_connection_turns reconnecting'));
    to.socket.trouble.mute = false;
    const { pings } = to.socket.seen;
    // A ping from now on is answered; a connection that still waits for an older pong is given up before its next one.
    await until(() => to.socket.seen.pings > pings && made.why() === null);
    expect((await to.pushEvent('some.event_v1', {})).status).toBe(200);
  });

  test('a quiet but living connection is left alone', async () => {
    const to = await platform();
    const made = await connect(to);
    await until(() => made.why() === null);
    await pause(3_200);
    expect(made.why()).toBeNull();
    expect(to.socket.seen.endpoint).toBe(1);
    expect(to.socket.seen.pings).toBeGreaterThanOrEqual(3);
    expect(made.gauges()['long_connection_last_frame_age_seconds']).toBeLessThanOrEqual(2);
  });
});

describe('a push', () => {
  test('is acknowledged only after it was taken in', async () => {
    const to = await platform();
    let commit = (): void => undefined;
    const committed = new Promise<void>((resolve) => {
      commit = resolve;
    });
    const made = await connect(to, async () => {
      await committed;
      return { toast: { type: 'info', content: '好' } };
    });
    await until(() => made.why() === null);
    const pushed = to.pushEvent('some.event_v1', {});
    await pause(200);
    expect(to.socket.seen.acks).toBe(0);
    commit();
    expect((await pushed).status).toBe(200);
    expect(to.wire.pushes('some.event_v1')[0]?.response).toEqual({ toast: { type: 'info', content: '好' } });
  });

  test('that could not be saved, came malformed or took too long is not acknowledged', async () => {
    const to = await platform({ deadlineMs: 5_000 });
    const made = await connect(to, async ({ eventType }) => {
      if (eventType === 'a.fault') throw new Error('disk I/O error near +8613800001111');
      if (eventType === 'a.slow') await pause(3_500);
      return eventType === 'a.bad' ? 'malformed' : {};
    });
    await until(() => made.why() === null);
    const kinds = ['a.fault', 'a.bad', 'a.slow', 'a.good'];
    const states = await Promise.all(kinds.map(async (kind) => (await to.pushEvent(kind, {})).status));
    expect(states).toEqual([500, 500, 500, 200]);
    expect((await to.socket.push({ schema: '2.0' }, 1_000)).status).toBe(500);
  });

  test('under way when the service stops is answered; one after it is not', async () => {
    const to = await platform();
    const made = await connect(to, async () => {
      await pause(300);
      return {};
    });
    await until(() => made.why() === null);
    const pushed = to.pushEvent('some.event_v1', {});
    await pause(50);
    const stopped = made.stop();
    expect((await pushed).status).toBe(200);
    await stopped;
    expect(made.why()).toContain('stopped');
    await until(() => to.socket.connections === 0);
    expect((await to.pushEvent('some.event_v1', {})).status).toBeUndefined();
  });

  test('leaves no secret, ticket or content in the log', async () => {
    const to = await platform();
    const made = await connect(to, async () => {
      throw new Error('no');
    });
    await until(() => made.why() === null);
    await to.pushEvent('some.event_v1', { text: '机密内容' });
    to.socket.refuseEndpoint(514, `bad secret ${to.app.appSecret}`, 1);
    to.socket.kill();
    await until(() => counted.includes('long_connection_restarts final'));
    const all = lines.join('\n');
    expect(all).toContain('long_connection');
    for (const secret of [to.app.appSecret, 'ticket', '机密内容']) expect(all).not.toContain(secret);
  });
});

test.each([
  ['wss://msg-frontier.feishu.cn/ws/v2?a=1', 'https://open.feishu.cn', true],
  ['wss://msg-frontier-sg.larksuite.com/ws', 'https://open.larksuite.com', true],
  ['ws://msg-frontier.feishu.cn/ws', 'https://open.feishu.cn', false],
  ['wss://feishu.cn.evil.example/ws', 'https://open.feishu.cn', false],
  ['wss://evilfeishu.cn/ws', 'https://open.feishu.cn', false],
  ['wss://u:p@msg.feishu.cn/ws', 'https://open.feishu.cn', false],
  ['wss://gateway.cn/ws', 'https://feishu.cn', false],
  ['ws://10.1.2.4/ws', 'http://10.1.2.3:8080', false],
  ['ws://10.1.2.3:9000/ws', 'http://10.1.2.3:8080', true],
  ['ws://localhost:1/ws', 'http://127.0.0.1:2', true],
  ['nonsense', 'https://open.feishu.cn', false],
])('the address %s from %s is followed: %s', (address, base, follows) => {
  expect(mayConnect(address, base)).toBe(follows);
});
