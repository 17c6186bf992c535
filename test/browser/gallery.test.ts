// Every kind of card the assistant shows in the suite's conversations, judged by the platform's rules and drawn in Chromium:
// nothing unknown, nothing too wide for a phone, no mistake on the console, nothing axe objects to.
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { validateCard } from '../../sandbox/card/validate.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { type KeptCards, openGallery, readCards } from '../gallery/keep.ts';
import { playForCards } from '../gallery/play.ts';
import { cardTitles } from '../gallery/titles.ts';
import { accessibility, launch, missing, openPage, shot } from './browser.ts';

const KINDS_MIN = 80;
const around = { personExists: () => true, atAllAllowed: true };

/** What the suite left on its way here (test/run.ts), or what is played for it now. */
function cardsAtHand(): KeptCards {
  const left = process.env['CARDS_DIR'] ?? '';
  if (left !== '' && existsSync(left) && readdirSync(left).length > 0) return readCards(left);
  const folder = mkdtempSync(join(tmpdir(), 'zhaoshang-cards-'));
  try {
    playForCards(folder);
    return readCards(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.skipIf(missing)('the gallery of every card', () => {
  let browser: Browser;
  let kept: KeptCards;
  let sandbox: Sandbox;

  beforeAll(async () => {
    kept = cardsAtHand();
    browser = await launch();
    sandbox = await openGallery(kept);
  }, 600_000);

  afterAll(async () => {
    await browser?.close();
    await sandbox?.close();
  });

  test('the platform finds nothing wrong with any of them', () => {
    expect(kept.cards.length).toBeGreaterThan(KINDS_MIN);
    const found = kept.cards.flatMap(({ name, from, card }) => {
      const { errors, warnings } = validateCard(JSON.stringify(card), { strict: true }, around);
      return [...errors, ...warnings].map(({ path, message }) => `${name} (${from}) ${path}: ${message}`);
    });
    expect(found).toEqual([]);
  });

  test('every card the product can show is shown somewhere', () => {
    const shown = [JSON.stringify(kept.cards.map(({ card }) => card)), ...kept.titles].join('\n');
    const missing = cardTitles().filter(({ pattern }) => !pattern.test(shown));
    expect(missing.map(({ file, words }) => `${file}: ${words}`)).toEqual([]);
  });

  /** Specimens in which something is wider than the card, by name. */
  const tooWide = (page: Page): Promise<string[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.specimen')]
        .filter((one) => {
          const card = one.querySelector<HTMLElement>('.card');
          const body = one.querySelector<HTMLElement>('.card-body');
          return (
            one.getBoundingClientRect().right > innerWidth ||
            (card !== null && card.scrollWidth > card.clientWidth) ||
            (body !== null && body.scrollWidth > body.clientWidth)
          );
        })
        .map((one) => one.querySelector('h3')?.textContent ?? ''),
    );

  test.each([
    ['light', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)('each is drawn whole, %s at %i px', { timeout: 180_000 }, async (colorScheme, width) => {
    const mistakes: string[] = [];
    const page = await openPage(
      browser,
      `${sandbox.baseUrl}/gallery?only=cards`,
      { width, height: 900, colorScheme },
      mistakes,
    );
    await page
      .locator('.specimen')
      .nth(kept.cards.length - 1)
      .waitFor();
    const charts = await page.locator('card-chart').count();
    await expect.poll(() => page.locator('card-chart canvas').count(), { timeout: 60_000 }).toBe(charts);
    expect(await page.locator('.unknown').allTextContents()).toEqual([]);
    expect(await tooWide(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    await shot(page, `cards-${colorScheme}-${width}`);
    expect(await accessibility(page)).toEqual([]);
    expect(mistakes).toEqual([]);
    await page.context().close();
  });
});
