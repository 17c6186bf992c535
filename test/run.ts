/**
 * `npm test`: everything, through vitest; then the browser, when there is one. Chromium is used if present, else
 * installed from Debian when that may be done here, else those tests are skipped, loudly. With CI=true never.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../src/build.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const CHROMIUM = '/usr/bin/chromium';
const isCi = process.env['CI'] === 'true';

const run = (command: string, ...args: readonly string[]): boolean =>
  spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' }).status === 0;

const vitest = (...args: readonly string[]): boolean =>
  run(process.execPath, join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', ...args);

/** Debian's Chromium and a Chinese font, where we are allowed to install them. */
function haveChromium(): boolean {
  if (existsSync(CHROMIUM)) return true;
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (mayInstall) {
    console.log('Installing Chromium from Debian for the browser tests …');
    run('apt-get', 'update', '-qq');
    run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk');
  }
  return existsSync(CHROMIUM);
}

await ensureBuilt();
const named = process.argv.slice(2);
// The conversations leave their cards here; the gallery's test draws them.
const cards = mkdtempSync(join(tmpdir(), 'zhaoshang-cards-'));
process.env['CARDS_DIR'] = cards;
let ok = vitest('--config', 'test/vitest.config.ts', ...named);
if (named.length === 0) {
  if (haveChromium()) {
    ok = vitest('--config', 'test/browser/vitest.config.ts') && ok;
  } else {
    console.log(
      '\n!!! BROWSER TESTS SKIPPED: no Chromium at /usr/bin/chromium and it cannot be installed here.\n',
    );
    if (isCi) ok = false;
  }
}
rmSync(cards, { recursive: true, force: true });
process.exit(ok ? 0 : 1);
