// The chart as a picture: sharp, and its Chinese drawn with our own font where the machine has none.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import type { ChartElement } from '../../src/chart-spec.ts';

const MODULE = new URL('../../src/papers/chart.ts', import.meta.url).href;

/** Draws in a process that sees no font of the machine's. */
function drawWithoutFonts(chart: ChartElement): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'zhaoshang-chart-'));
  try {
    const config = join(folder, 'fonts.conf');
    writeFileSync(config, '<?xml version="1.0"?><fontconfig><cachedir>/nonexistent</cachedir></fontconfig>');
    const script = `
      import { writeFileSync } from 'node:fs';
      const { chartDrawer } = await import(${JSON.stringify(MODULE)});
      const draw = await chartDrawer();
      const { png } = await draw(JSON.parse(process.argv[1]));
      writeFileSync(process.argv[2], png);
      process.exit(0);`;
    const out = join(folder, 'chart.png');
    const done = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', script, JSON.stringify(chart), out],
      {
        env: {
          PATH: process.env['PATH'] ?? '',
          HOME: folder,
          FONTCONFIG_FILE: config,
          FONTCONFIG_PATH: folder,
        },
        encoding: 'utf8',
      },
    );
    if (done.status !== 0) throw new Error(done.stderr);
    return readFileSync(out);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Dark pixels of the title's band, column by column. */
async function inkOf(png: Buffer): Promise<{ width: number; height: number; ink: string; count: number }> {
  const image = await loadImage(png);
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const band = context.getImageData(0, 40, Math.floor(image.width / 2), 110);
  let ink = '';
  let count = 0;
  for (let at = 0; at < band.data.length; at += 4) {
    const isDark = (band.data[at] ?? 255) < 128;
    ink += isDark ? '#' : '.';
    if (isDark) count += 1;
  }
  return { width: image.width, height: image.height, ink, count };
}

const chartTitled = (title: string): ChartElement => ({
  el: 'chart',
  kind: 'bar',
  title,
  unit: '万元',
  points: [
    { label: '永安市', value: 1234.5 },
    { label: '大田县', value: 800 },
  ],
});

test('a Chinese title is drawn without any font on the machine, and different words look different', async () => {
  const first = await inkOf(drawWithoutFonts(chartTitled('到位资金')));
  const other = await inkOf(drawWithoutFonts(chartTitled('龘鄠邑漳')));
  expect(first.width).toBe(2_000);
  expect(first.count).toBeGreaterThan(500);
  // Boxes for missing glyphs would be the same boxes.
  expect(first.ink).not.toBe(other.ink);
}, 30_000);
