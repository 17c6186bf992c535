/**
 * A file's name is whatever its sender called it: no part of it becomes a path, a mark-up or a mention. It is kept under its hash,
 * shown literally, and goes out again as a bare name.
 */
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import type { City } from '../harness/city.ts';
import { bytesOf } from '../transcripts/bytes.ts';
import { parseTranscript } from '../transcripts/parse.ts';
import { play } from '../transcripts/run.ts';

const BEGIN = `
周岚: 登记 大田县鸣鸟新材料有限公司 投资2亿元 新材料
周岚 按「提交」
`;
const NAMES = [
  '../../../../tmp/zhaoshang-escaped.pdf',
  '..\\..\\windows\\system32\\x.pdf',
  '/etc/cron.d/x.pdf',
  'a\u0000b.pdf',
  'x\r\nContent-Disposition: attachment; name="y".pdf',
  '合同\u202Efdp.exe.pdf',
  '<at id=all></at>**粗**[点](http://evil.example).pdf',
  "'; DROP TABLE evidence;--.pdf",
  '=HYPERLINK("http://evil.example").pdf',
  `${'长'.repeat(300)}.pdf`,
] as const;
/** Control characters, and those that turn the direction of writing. */
const INVISIBLE = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u;

test('whatever files are called, they are taken, shown literally and sent back under a bare name', async () => {
  await play(parseTranscript(BEGIN, 'file-names.chat'), 'file-names.chat', { atEnd: sendAll });
}, 60_000);

async function sendAll(city: City): Promise<void> {
  const { sandbox } = city;
  const chat = city.chat('周岚');
  for (const [at, name] of NAMES.entries()) {
    const bytes = Buffer.concat([bytesOf('a.pdf'), Buffer.from(String(at))]);
    const said = await sandbox.sendFile('周岚', chat, name, bytes);
    const card = await sandbox.replyTo(said.message, 10_000);
    expect(card.text, name).toContain('收到佐证 1 个');
    expect(JSON.stringify(card.content), name).not.toMatch(/"tag":"(?:markdown|a|at|img)"/);
    await sandbox.press('周岚', card.messageId, 'XS-202611-0001', {});
  }
  await sandbox.settle(200, 10_000);
  const list = await sandbox.ask('周岚', chat, '佐证 XS-202611-0001');
  expect(list.text).toContain('DROP TABLE evidence');
  expect(JSON.stringify(list.content)).not.toMatch(/"tag":"(?:markdown|a|at|img)"/);
  const raw = JSON.stringify(list.content);
  const labels = [...raw.matchAll(/"content":("取回 (?:[^"\\]|\\.)*")/g)].map(([, text = '""']) =>
    String(JSON.parse(text)),
  );
  for (const label of labels) await sandbox.press('周岚', list.messageId, label, {});
  await sandbox.ask('周岚', chat, '佐证 XS-202611-0001 取回');
  await sandbox.settle(500, 10_000);
  const sent = () =>
    [...sandbox.world.platform.messages.values()]
      .filter(({ sender, msgType }) => sender.kind === 'app' && msgType === 'file')
      .map(({ content }) => String((JSON.parse(content) as { file_name?: unknown }).file_name));
  // Files leave at the limiter's pace, after the answers.
  await expect.poll(() => sent().length, { timeout: 20_000 }).toBeGreaterThanOrEqual(labels.length);
  const names = sent();
  expect(names.length).toBeGreaterThan(2);
  for (const name of names) {
    expect(name).not.toMatch(INVISIBLE);
    expect(name).not.toMatch(/[\\/:*?"<>|]/);
    expect(name).toMatch(/^[^.].*\.pdf$/);
    expect(name.length).toBeLessThanOrEqual(120);
  }
  const folder = dirname(city.env['DATABASE_PATH'] ?? '');
  expect(readdirSync(folder).filter((name) => !name.startsWith('city.db'))).toEqual([]);
  expect(readdirSync('/tmp')).not.toContain('zhaoshang-escaped.pdf');
}
