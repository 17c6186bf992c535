// The chat page's files, served from sandbox/page as they are, and one library from its package: no build, no network.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Context } from 'hono';
import type { Env } from '../api/call.ts';

const folder = new URL('../page/', import.meta.url);

/** Feishu's client draws charts with this library; the page does too. */
const library = 'vchart.js';
function libraryFile(): string {
  const entry = createRequire(import.meta.url).resolve('@visactor/vchart/package.json');
  return join(dirname(entry), 'build', 'index.min.js');
}
const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves one file of the page; only plain names in that folder. */
export async function pageFile(context: Context<Env>, name: string): Promise<Response> {
  const extension = /^[a-z][a-z-]*\.(html|css|js|svg)$/.exec(name)?.[1];
  if (extension === undefined) return context.text('404 not found', 404);
  try {
    const bytes = await readFile(name === library ? libraryFile() : new URL(name, folder));
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': types[extension] ?? 'text/plain',
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      },
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return context.text('404 not found', 404);
    throw error;
  }
}
