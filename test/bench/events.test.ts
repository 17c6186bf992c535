/** The bench measures what it says: its events pass the real door, and each is a new one. */
import { expect, test } from 'vitest';
import {
  askedEvent,
  overheardEvents,
  PLAIN_BYTES,
  requestBytes,
  talkEvents,
} from '../../bench/lib/events.ts';
import { identity } from '../../bench/lib/identity.ts';
import { decryptText } from '../../sandbox/crypto.ts';
import { decode } from '../../src/lark/decode.ts';
import { createDoor } from '../../src/lark/door.ts';
import { isOverheard } from '../../src/machine.ts';

const NOW = Date.UTC(2026, 10, 20, 4);
const door = createDoor({ ...identity, now: () => NOW });

function delivered(event: ReturnType<typeof askedEvent>) {
  const opened = door.open({ method: 'POST', headers: event.headers, body: Buffer.from(event.body) });
  if (opened.pass !== 'event') throw new Error(`the door says ${opened.pass}`);
  return decode(opened.envelope);
}

test.each([
  ['that mentions a colleague', talkEvents, 1],
  ['that mentions nobody', overheardEvents, 0],
] as const)('group talk %s passes the door and is as long as it claims', (_name, make, mentions) => {
  for (const event of make(50, NOW)) {
    const { encrypt } = JSON.parse(event.body) as { encrypt: string };
    expect(Buffer.byteLength(decryptText(identity.encryptKey, encrypt))).toBe(PLAIN_BYTES);
    const delivery = delivered(event);
    expect(delivery).toMatchObject({
      kind: 'message',
      chatKind: 'group',
      messageId: event.messageId,
    });
    if (delivery.kind !== 'message') throw new Error(delivery.kind);
    expect(delivery.mentions.filter((one) => !one.isBot)).toHaveLength(mentions);
    expect(isOverheard(delivery, 'ou_bench_bot')).toBe(true);
    expect(isOverheard(delivery, null)).toBe(mentions === 0);
  }
});

test('no two events of the bench share an id', () => {
  const events = [...talkEvents(200, NOW), ...Array.from({ length: 200 }, (_, at) => askedEvent(at, NOW))];
  expect(new Set(events.map((event) => event.eventId)).size).toBe(400);
  expect(new Set(events.map((event) => event.messageId)).size).toBe(400);
});

test('a typed word of the bench arrives as a private message', () => {
  expect(delivered(askedEvent(1, NOW))).toMatchObject({
    kind: 'message',
    chatKind: 'private',
    body: { type: 'text', text: '我的' },
  });
});

test('a request of the bench declares the length its body has', () => {
  const [head = '', body = ''] = requestBytes(askedEvent(0, NOW), 1).toString('utf8').split('\r\n\r\n');
  expect(Number(/Content-Length: (\d+)/.exec(head)?.[1])).toBe(Buffer.byteLength(body));
});
