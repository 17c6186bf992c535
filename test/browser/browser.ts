/** What the browser tests share: Chromium, a page whose mistakes are collected, axe, pictures when asked for. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** No Chromium here, and nobody insists. */
export const missing = !existsSync(executablePath) && process.env['CI'] !== 'true';
if (missing)
  console.warn(
    `\n!!! no Chromium at ${executablePath}: THE BROWSER TESTS OF THE CHAT PAGE ARE SKIPPED !!!\n`,
  );

const shots = process.env['SCREENSHOT_DIR'];
const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

export function launch(): Promise<Browser> {
  if (shots) mkdirSync(shots, { recursive: true });
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}

export interface Look {
  readonly width: number;
  readonly height: number;
  readonly colorScheme?: 'light' | 'dark';
}

/** Opens an address; console errors and exceptions end up in `mistakes`. */
export async function openPage(
  browser: Browser,
  url: string,
  { width, height, colorScheme = 'light' }: Look,
  mistakes: string[],
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    locale: 'zh-CN',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => mistakes.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') mistakes.push(message.text());
  });
  await page.goto(url);
  return page;
}

/** Chooses a conversation and waits until it stands there: what is typed a frame too early is typed into the one before. */
export async function enterChat(page: Page, name: string): Promise<void> {
  await page
    .getByRole('button', { name: new RegExp(name) })
    .first()
    .click();
  await page.getByRole('heading', { name: new RegExp(name), level: 2 }).waitFor();
}

/** Keeps a picture where SCREENSHOT_DIR says so. */
export async function shot(page: Page, name: string): Promise<void> {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png` });
}

/** What axe finds wrong, as lines: rule, element, why. The page's own policy forbids scripts of others, so it is evaluated. */
export async function accessibility(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(axeFile, 'utf8'));
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run: (
          node: Document,
          options: object,
        ) => Promise<{ violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run(document, {
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 3)
        .map((node) => `${id}: ${node.target.join(' ')} · ${node.failureSummary.slice(0, 300)}`),
    );
  });
}
