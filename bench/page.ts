/**
 * The chat page in Chromium: first paint, weight, drawing a card, and scrolling through 2,000 messages. Beside it, as the
 * least that could be done, a bare page of as many plain lines. Needs /usr/bin/chromium (or CHROMIUM_PATH).
 */
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import type { Bench } from './lib/result.ts';
import { median } from './lib/stats.ts';

const MESSAGES = 2_000;
const SCROLL_MS = 2_500;
const FRAME_MS_GOAL = 34;
const PAINT_MS_GOAL = 1_000;

interface Smoothness {
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
}

interface Round {
  readonly paintMs: number;
  readonly kilobytes: number;
  readonly cardMs: number;
  readonly scroll: Smoothness;
}

function card(index: number): string {
  const rows = Array.from({ length: 8 }, (_, place) => ({
    place: place + 1,
    unit: `第${place + 1}县`,
    funds: (index + place) * 100,
  }));
  return JSON.stringify({
    schema: '2.0',
    config: { update_multi: true },
    header: { title: { tag: 'plain_text', content: `第 ${index} 张卡片` }, template: 'blue' },
    body: {
      elements: [
        { tag: 'markdown', content: `**到位资金** 排名\n- 一\n- 二 <font color='red'>逾期</font>` },
        {
          tag: 'table',
          columns: [
            { name: 'place', data_type: 'number' },
            { name: 'unit' },
            { name: 'funds', data_type: 'number' },
          ],
          rows,
        },
        {
          tag: 'button',
          text: { tag: 'plain_text', content: '查看' },
          behaviors: [{ type: 'callback', value: { index } }],
        },
      ],
    },
  });
}

/** A private chat of 2,000 messages, a card in every fifth. */
async function fullSandbox(): Promise<Sandbox> {
  const sandbox = await startSandbox();
  const { chatId } = sandbox.privateChat(sandbox.addPerson('林晓', { openId: 'ou_lin' }));
  for (let index = 0; index < MESSAGES; index += 1) {
    const isCard = index % 5 === 0;
    sandbox.world.platform.addMessage({
      chatId,
      msgType: isCard ? 'interactive' : 'text',
      content: isCard ? card(index) : JSON.stringify({ text: `第 ${index} 句话，说说永安的碳纤维项目。` }),
      sender: index % 2 === 0 ? { kind: 'app', id: sandbox.app.appId } : { kind: 'user', id: 'ou_lin' },
    });
  }
  return sandbox;
}

/** Scrolls an element up to its beginning and measures every frame. */
async function scrollUp(page: Page, selector: string): Promise<Smoothness> {
  const frames = await page.evaluate(
    async ([where, ms]) => {
      const box = document.querySelector(String(where));
      if (box === null) throw new Error('nothing to scroll');
      const found: number[] = [];
      const startedAt = performance.now();
      let before = startedAt;
      while (before - startedAt < Number(ms)) {
        await new Promise(requestAnimationFrame);
        const at = performance.now();
        found.push(at - before);
        before = at;
        box.scrollTop -= 120;
      }
      return found.slice(1);
    },
    [selector, SCROLL_MS] as const,
  );
  const sorted = [...frames].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), worst: at(1) };
}

async function ours(browser: Browser, sandbox: Sandbox): Promise<Round> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
  try {
    await page.goto(`${sandbox.baseUrl}/?as=ou_lin`);
    await page.locator('.message').last().waitFor();
    const { paintMs, kilobytes } = await page.evaluate(() => ({
      paintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
      kilobytes:
        performance
          .getEntriesByType('resource')
          .reduce((sum, one) => sum + ((one as PerformanceResourceTiming).decodedBodySize ?? 0), 0) / 1024,
    }));
    const startedAt = performance.now();
    const { chatId } = sandbox.privateChat('ou_lin');
    const { messageId } = sandbox.world.platform.addMessage({
      chatId,
      msgType: 'interactive',
      content: card(99_999),
      sender: { kind: 'app', id: sandbox.app.appId },
    });
    await page.locator(`[data-message-id="${messageId}"] table`).waitFor();
    const cardMs = performance.now() - startedAt;
    return { paintMs, kilobytes, cardMs, scroll: await scrollUp(page, '#stream') };
  } finally {
    await page.close();
  }
}

async function bare(browser: Browser): Promise<Pick<Round, 'paintMs' | 'scroll'>> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
  const lines = Array.from(
    { length: MESSAGES },
    (_, index) => `<p>第 ${index} 句话，说说永安的碳纤维项目。</p>`,
  ).join('');
  try {
    await page.route('http://bare.invalid/', (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: `<!doctype html><div id="stream" style="height:800px;overflow:auto">${lines}</div>`,
      }),
    );
    await page.goto('http://bare.invalid/');
    await page.evaluate(() => document.querySelector('#stream')?.scrollTo(0, 1e9));
    const paintMs = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    );
    return { paintMs, scroll: await scrollUp(page, '#stream') };
  } finally {
    await page.close();
  }
}

export const page: Bench = async ({ rounds, say }) => {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath))
    return { name: 'page', tables: [], goals: [], failures: [`no Chromium at ${executablePath}`], raw: null };
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  const sandbox = await fullSandbox();
  const mine: Round[] = [];
  const least: Pick<Round, 'paintMs' | 'scroll'>[] = [];
  try {
    // One round for the caches of the machine.
    await ours(browser, sandbox);
    for (let round = 0; round < Math.min(rounds, 5); round += 1) {
      say(`page: round ${round + 1}`);
      mine.push(await ours(browser, sandbox));
      least.push(await bare(browser));
    }
  } finally {
    await browser.close();
    await sandbox.close();
  }
  const of = <T>(list: readonly T[], read: (one: T) => number) => median(list.map(read));
  const paint = of(mine, (one) => one.paintMs);
  const p99 = of(mine, (one) => one.scroll.p99);
  const row = (name: string, ourValue: number, leastValue: number | undefined, unit: string) => [
    name,
    leastValue === undefined || leastValue === 0 ? '—' : (ourValue / leastValue).toFixed(2),
    `${ourValue.toFixed(1)} ${unit}`,
    leastValue === undefined ? '—' : `${leastValue.toFixed(1)} ${unit}`,
  ];
  const table = {
    title: `the chat page, ${MESSAGES} messages, a card in every fifth`,
    columns: ['', 'ours ÷ bare', 'ours', 'bare page of plain lines'],
    rows: [
      row(
        'first contentful paint',
        paint,
        of(least, (one) => one.paintMs),
        'ms',
      ),
      row(
        'a card sent until it stands on the page',
        of(mine, (one) => one.cardMs),
        undefined,
        'ms',
      ),
      row(
        'page weight, uncompressed, without VChart',
        of(mine, (one) => one.kilobytes),
        undefined,
        'KB',
      ),
      row(
        'scroll, frame p50',
        of(mine, (one) => one.scroll.p50),
        of(least, (one) => one.scroll.p50),
        'ms',
      ),
      row(
        'scroll, frame p99',
        p99,
        of(least, (one) => one.scroll.p99),
        'ms',
      ),
      row(
        'scroll, worst frame',
        of(mine, (one) => one.scroll.worst),
        of(least, (one) => one.scroll.worst),
        'ms',
      ),
    ],
    notes: ['bare: one element per message, no cards, all of it in one file; medians over the rounds'],
  };
  const goals = [
    {
      id: 'page-paint',
      text: `first paint within ${PAINT_MS_GOAL} ms`,
      measured: `${paint.toFixed(0)} ms`,
      met: paint <= PAINT_MS_GOAL,
    },
    {
      id: 'page-scroll',
      text: `p99 frame within ${FRAME_MS_GOAL} ms over ${MESSAGES} messages`,
      measured: `${p99.toFixed(1)} ms`,
      met: p99 <= FRAME_MS_GOAL,
    },
  ];
  return { name: 'page', tables: [table], goals, failures: [], raw: { mine, least } };
};
