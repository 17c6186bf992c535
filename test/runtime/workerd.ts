/** `wrangler dev` with a D1 of its own: real workerd, real D1, migrations applied by wrangler. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const WRANGLER = join(ROOT, 'node_modules/wrangler/bin/wrangler.js');
const START_MS_MAX = 90_000;
const ENV = { ...process.env, CI: 'true', WRANGLER_SEND_METRICS: 'false', NO_COLOR: '1' };

/** A D1 on this machine, migrated. */
export class LocalD1 {
  readonly state: string;

  private constructor(state: string) {
    this.state = state;
  }

  static async create(): Promise<LocalD1> {
    const d1 = new LocalD1(mkdtempSync(join(tmpdir(), 'zhaoshang-worker-')));
    await promisify(execFile)(
      process.execPath,
      [WRANGLER, 'd1', 'migrations', 'apply', 'zhaoshang', '--local', '--persist-to', d1.state],
      { cwd: ROOT, env: ENV },
    );
    return d1;
  }

  /** The SQLite file it lies in. */
  get file(): string {
    const folder = join(this.state, 'v3/d1/miniflare-D1DatabaseObject');
    const name = readdirSync(folder).find((one) => one.endsWith('.sqlite') && !one.startsWith('metadata'));
    if (name === undefined) throw new Error(`no database in ${folder}`);
    return join(folder, name);
  }

  remove(): void {
    rmSync(this.state, { recursive: true, force: true });
  }
}

/**
 * Bundles as a deployment does (a dry run of it) into a folder of its own, with a configuration that runs the bundle as
 * it is: `wrangler dev` would bundle again at every start and at every change of a source.
 *
 * @param entry another entry than `wrangler.toml`'s.
 */
export async function bundleWorker(entry?: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'zhaoshang-bundle-'));
  const what = entry === undefined ? [] : [entry];
  await promisify(execFile)(
    process.execPath,
    [WRANGLER, 'deploy', ...what, '--dry-run', '--outdir', folder],
    { cwd: ROOT, env: ENV },
  );
  const name = entry === undefined ? 'worker' : basename(entry, '.ts');
  const toml = readFileSync(join(ROOT, 'wrangler.toml'), 'utf8')
    .replace(/^main = .*$/m, `main = "${name}.js"`)
    .replace(/^migrations_dir = .*$/m, '')
    .replace(/^minify = .*$/m, '')
    .replace(/^\[define\]\n.*$/m, '');
  writeFileSync(join(folder, 'wrangler.toml'), toml);
  return folder;
}

export class Workerd {
  readonly address: string;
  readonly #child: ChildProcess;
  readonly #said: { text: string };

  private constructor(child: ChildProcess, port: string, said: { text: string }) {
    this.#child = child;
    this.#said = said;
    this.address = `http://127.0.0.1:${port}`;
  }

  /** @param bundle what `bundleWorker` made. */
  static async start(
    d1: LocalD1,
    variables: Readonly<Record<string, string>>,
    bundle: string,
  ): Promise<Workerd> {
    const vars = Object.entries(variables).flatMap(([name, value]) => ['--var', `${name}:${value}`]);
    const child = spawn(
      process.execPath,
      [
        ...[WRANGLER, 'dev', '--no-bundle', '--config', join(bundle, 'wrangler.toml'), '--port', '0'],
        ...['--inspector-port', '0', '--local', '--persist-to', d1.state, ...vars],
      ],
      { cwd: bundle, env: ENV, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const said = { text: '' };
    const port = await new Promise<string>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`wrangler dev did not start:\n${said.text}`)),
        START_MS_MAX,
      );
      const hear = (chunk: Buffer) => {
        said.text = (said.text + chunk.toString('utf8')).slice(-100_000);
        const found = /Ready on http:\/\/[^:\s]+:(\d+)/.exec(said.text)?.[1];
        if (found === undefined) return;
        clearTimeout(timer);
        resolve(found);
      };
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
      child.once('exit', (code) => reject(new Error(`wrangler dev ended with ${code}:\n${said.text}`)));
    });
    return new Workerd(child, port, said);
  }

  /** Everything it has printed. */
  get log(): string {
    return this.#said.text;
  }

  /** Runs the cron tick. */
  async tick(): Promise<void> {
    const answer = await fetch(`${this.address}/cdn-cgi/handler/scheduled?cron=*+*+*+*+*`);
    if (answer.status !== 200) throw new Error(`the tick failed: ${await answer.text()}\n${this.log}`);
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await gone;
  }
}
