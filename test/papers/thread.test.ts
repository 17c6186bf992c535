// The papers' thread: what it makes is what this thread would make, and it ends when it is too slow or fails.
import { expect, test } from 'vitest';
import { chartDrawer } from '../../src/papers/chart.ts';
import { makePapers } from '../../src/papers/make.ts';
import { threadPaperMaker } from '../../src/papers/thread.ts';
import { figuresOf, sourceOf } from './figures.ts';

test('another thread makes the same bytes', async () => {
  const source = sourceOf(figuresOf(8));
  const there = await threadPaperMaker()(source);
  const here = await makePapers(source, chartDrawer);
  expect(there.withoutPicture).toBeNull();
  expect(Buffer.from(there.word).equals(here.word)).toBe(true);
  expect(Buffer.from(there.excel).equals(here.excel)).toBe(true);
}, 30_000);

test('too slow is ended and said; a broken body is said; the next one is made all the same', async () => {
  const source = sourceOf(figuresOf(2));
  await expect(threadPaperMaker({ answerMsMax: 5 })(source)).rejects.toThrow('not made within 5 ms');
  const make = threadPaperMaker();
  const broken = make({ ...source, body: '{' });
  const next = make(source);
  await expect(broken).rejects.toThrow('JSON');
  expect((await next).word.byteLength).toBeGreaterThan(0);
}, 30_000);
