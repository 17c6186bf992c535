/**
 * The Workers' database from the operator's machine, for the commands that need nothing but a database: through
 * wrangler, with the operator's own login. `DATABASE_PATH=d1:remote` is the real one of `wrangler.toml`, `d1:local` the
 * one of `wrangler dev` (`d1:local:DIR` where it was started with `--persist-to DIR`).
 *
 * Left out: migrations (`wrangler d1 migrations apply`), backups (`wrangler d1 export`, Time Travel).
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type D1Binding, D1Database } from '../../db/d1.ts';
import { ROOT } from '../packs.ts';
import type { Database } from '../ports.ts';
import { CliRefusal, CliUsage } from './context.ts';

interface Proxy {
  readonly env: { readonly DB?: D1Binding };
  dispose(): Promise<void>;
}

/** Opens it; `close` ends the proxy. */
export async function openD1(path: string): Promise<Database> {
  const [, where, ...rest] = path.split(':');
  if (where !== 'remote' && where !== 'local') {
    throw new CliUsage(
      'DATABASE_PATH 写 d1:remote（线上的 D1）、d1:local 或 d1:local:目录（wrangler dev 的）',
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'zhaoshang-d1-'));
  try {
    const proxy = await connect(folder, where, rest.join(':'));
    const { DB } = proxy.env;
    if (DB === undefined) throw new CliRefusal('wrangler.toml 里没有名为 DB 的 D1 绑定');
    const database = new D1Database(DB);
    await refuseEmpty(database, where);
    return {
      query: (sql, binds) => database.query(sql, binds),
      commit: (statements) => database.commit(statements),
      close: () => proxy.dispose(),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function connect(folder: string, where: 'remote' | 'local', state: string): Promise<Proxy> {
  const { getPlatformProxy } = await import('wrangler').catch(() => {
    throw new CliRefusal('这里没有安装 wrangler：在装有开发依赖的目录里运行（npm ci）');
  });
  const configPath = join(folder, 'wrangler.toml');
  writeFileSync(configPath, configFor(where, readFileSync(join(ROOT, 'wrangler.toml'), 'utf8')));
  const persist = { path: join(state === '' ? join(ROOT, '.wrangler/state') : state, 'v3') };
  return getPlatformProxy<{ DB?: D1Binding }>({
    configPath,
    ...(where === 'local' ? { persist } : { remoteBindings: true }),
  });
}

/** Only the database of the deployed configuration: its secrets, cron and code are no business of a command. */
export function configFor(where: 'remote' | 'local', toml: string): string {
  const block = /^\[\[d1_databases\]\]\n(?:(?!\[).*\n?)+/m.exec(toml)?.[0];
  if (block === undefined) throw new CliRefusal('wrangler.toml 里没有 [[d1_databases]]');
  const lines = block.split('\n').filter((line) => /^(?:\[\[|binding|database_)/.test(line));
  if (where === 'remote') lines.push('remote = true');
  return ['name = "zhaoshang-cli"', 'compatibility_date = "2026-10-01"', '', ...lines, ''].join('\n');
}

async function refuseEmpty(database: Database, where: string): Promise<void> {
  const tables = await database.query("SELECT name FROM sqlite_master WHERE name = 'fact'", []);
  if (tables.length > 0) return;
  throw new CliRefusal(`这个 D1 还没有表：先运行 npx wrangler d1 migrations apply zhaoshang --${where}`);
}
