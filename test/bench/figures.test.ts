/** The bench counts right: responses, medians, pairs. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readResponse, runLoad } from '../../bench/lib/load.ts';
import { median, paired, quantile } from '../../bench/lib/stats.ts';

const REQUEST = Buffer.from('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}');

test('a response is whole only when its last byte is there, however it is cut', () => {
  const declared = Buffer.from('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 5\r\n\r\nhello');
  const chunked = Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n');
  for (const [bytes, status] of [
    [declared, 503],
    [chunked, 200],
  ] as const) {
    for (let cut = 0; cut < bytes.length; cut += 1) expect(readResponse(bytes.subarray(0, cut))).toBeNull();
    expect(readResponse(Buffer.concat([bytes, Buffer.from('HTTP')]))).toEqual({
      status,
      length: bytes.length,
    });
  }
});

test('the median lies between the extremes and does not depend on the order', () => {
  const values = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1 });
  fc.assert(
    fc.property(values, (numbers) => {
      expect(median(numbers)).toBe(median(numbers.toReversed()));
      expect(median(numbers)).toBeGreaterThanOrEqual(Math.min(...numbers));
      expect(median(numbers)).toBeLessThanOrEqual(Math.max(...numbers));
    }),
  );
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(quantile([5, 1, 4, 2, 3], 0.99)).toBe(5);
});

test('a round that failed on either side is in no ratio', () => {
  expect(paired([10, null, 30, 8], [5, 1, null, 2])).toEqual({ median: 3, low: 2, high: 4, pairs: 2 });
});

test('whatever is not a 200 is a failure, and everything sent is counted once', async () => {
  let asked = 0;
  const server = createServer((request, response) => {
    request.resume();
    asked += 1;
    response.statusCode = asked % 10 === 0 ? 503 : 200;
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  let left = 100;
  const next = () => {
    left -= 1;
    return left >= 0 ? REQUEST : null;
  };
  const result = await runLoad({ port, connections: 4, seconds: 20, next });
  server.close();
  expect(asked).toBe(100);
  expect(result.okInAll).toBe(90);
  expect(result.failures).toEqual({ 'status 503': 10 });
  expect(result.ranDry).toBe(true);
});
