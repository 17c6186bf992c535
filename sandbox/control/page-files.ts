// The chat page's files, served from sandbox/page as they are (types stripped), and its libraries from their packages: no
// build, no network. Every page says which modules it needs, so that they come at once and not one after another.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Context } from 'hono';
import type { Env } from '../api/call.ts';

const folder = fileURLToPath(new URL('../page/', import.meta.url));
const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  ts: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/** What the browser asks a library for, and where it lies. Feishu's client draws charts with VChart; so does the page. */
const imports = {
  'lit/html.js': '/sandbox/lib/lit-html/lit-html.js',
  'lit/directives/': '/sandbox/lib/lit-html/directives/',
  'markdown-it/browser': '/sandbox/lib/markdown-it.mjs',
  dompurify: '/sandbox/lib/dompurify.mjs',
};
const importMap = JSON.stringify({ imports });

function libraryPath(name: string): string | undefined {
  const require = createRequire(import.meta.url);
  const lit = () => join(dirname(fileURLToPath(import.meta.resolve('lit/html.js'))), '..', 'lit-html');
  if (/^lit-html\/(directives\/)?[a-z-]+\.js$/.test(name)) return join(lit(), name.slice('lit-html/'.length));
  switch (name) {
    case 'markdown-it.mjs':
      return fileURLToPath(import.meta.resolve('markdown-it/browser'));
    case 'dompurify.mjs':
      return join(dirname(require.resolve('dompurify')), 'purify.es.mjs');
    case 'vchart.js':
      return join(dirname(require.resolve('@visactor/vchart/package.json')), 'build', 'index.min.js');
    default:
      return undefined;
  }
}

const digest = createHash('sha256').update(importMap).digest('base64');
const policy = `default-src 'none'; script-src 'self' 'sha256-${digest}'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

function answer(body: string | Uint8Array<ArrayBuffer>, extension: string, cache: string): Response {
  return new Response(body, {
    headers: {
      'content-type': types[extension] ?? 'text/plain',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': cache,
    },
  });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Serves the page; keeps what it has stripped until the file changes. */
export class PageFiles {
  readonly #stripped = new Map<string, { readonly changedAt: number; readonly code: string }>();

  /** A whole page, with its style sheets, import map and module list put into its head. */
  async page(context: Context<Env>, name: 'index.html' | 'gallery.html'): Promise<Response> {
    const source = readFileSync(join(folder, name), 'utf8');
    const sheets = ['base', 'shell', 'message', 'card', 'parts', 'tools', 'narrow'];
    const head = [
      ...sheets.map((sheet) => `<link rel="stylesheet" href="/sandbox/page/${sheet}.css" />`),
      `<script type="importmap">${importMap}</script>`,
      ...(await this.#modules()).map((path) => `<link rel="modulepreload" href="${path}" />`),
    ];
    const page = source.replace('<!-- head -->', head.join('\n    '));
    return context.req.method === 'HEAD' ? answer('', 'html', 'no-store') : answer(page, 'html', 'no-store');
  }

  async #modules(): Promise<string[]> {
    const own = await readdir(folder, { recursive: true });
    const isShared = (name: string) => name.endsWith('.ts') && !/^(gallery|model|samples)/.test(name);
    return [
      imports['lit/html.js'],
      imports['markdown-it/browser'],
      imports.dompurify,
      ...own.filter(isShared).map((name) => `/sandbox/page/${name.replaceAll('\\', '/')}`),
    ];
  }

  /** One file of the page; only plain names in that folder and one below. */
  async own(context: Context<Env>, name: string): Promise<Response> {
    const extension = /^(?:[a-z]+\/)?[a-z][a-z-]*\.(css|ts|svg)$/.exec(name)?.[1];
    if (extension === undefined) return context.text('404 not found', 404);
    const path = join(folder, name);
    try {
      if (extension !== 'ts') return answer(await readFile(path, 'utf8'), extension, 'no-cache');
      const changedAt = (await stat(path)).mtimeMs;
      const known = this.#stripped.get(name);
      if (known?.changedAt === changedAt) return answer(known.code, extension, 'no-cache');
      const code = stripTypeScriptTypes(await readFile(path, 'utf8'));
      this.#stripped.set(name, { changedAt, code });
      return answer(code, extension, 'no-cache');
    } catch (error) {
      if (isMissing(error)) return context.text('404 not found', 404);
      throw error;
    }
  }

  /** One file of a library. */
  async library(context: Context<Env>, name: string): Promise<Response> {
    const path = libraryPath(name);
    if (path === undefined) return context.text('404 not found', 404);
    try {
      return answer(
        new Uint8Array(await readFile(path)),
        name.endsWith('.mjs') ? 'mjs' : 'js',
        'max-age=3600',
      );
    } catch (error) {
      if (isMissing(error)) return context.text('404 not found', 404);
      throw error;
    }
  }
}
