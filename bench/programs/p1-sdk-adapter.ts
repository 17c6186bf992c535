/**
 * Reference P1: the SDK's own adapter as its README shows it (challenge answered automatically), on node:http; the
 * handler stores the event durably before it returns, which is when the adapter answers.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { adaptDefault, EventDispatcher, LoggerLevel } from '@larksuiteoapi/node-sdk';
import { env, sayPort } from './parts/env.ts';
import { openRows } from './parts/rows.ts';

const rows = openRows();
const { encryptKey, verificationToken } = env;
const dispatcher = new EventDispatcher({
  encryptKey,
  verificationToken,
  loggerLevel: LoggerLevel.error,
}).register({
  'im.message.receive_v1': async (event) => {
    rows.insert(event.event_id ?? '', JSON.stringify(event));
    return {};
  },
});
const adapter = adaptDefault('/webhook/event', dispatcher, { autoChallenge: true });
const server = createServer((request, response) => {
  if (request.url === '/healthz') response.end('ok');
  else void adapter(request, response);
});
server.listen(0, '127.0.0.1', () => sayPort((server.address() as AddressInfo).port));
