/**
 * `npm run gallery`: plays the conversations of the test suite and opens a gallery of every kind of card in them; prints its
 * address first. With a folder that an earlier run left (CARDS_DIR), nothing is played.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openGallery, readCards } from './keep.ts';
import { playForCards } from './play.ts';

const given = process.argv[2] ?? process.env['CARDS_DIR'];
const folder = given ?? mkdtempSync(join(tmpdir(), 'zhaoshang-cards-'));
if (given === undefined) {
  console.error('正在演一遍测试里的全部会话，收集卡片，要一两分钟……');
  playForCards(folder);
}
const kept = readCards(folder);
if (given === undefined) rmSync(folder, { recursive: true });
const sandbox = await openGallery(kept, Number(process.env['SANDBOX_PORT'] ?? '3100'));
console.log(`${sandbox.baseUrl}/gallery`);
console.log(`${kept.cards.length} 种卡片。按 Ctrl+C 结束。`);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
