// The demo's service as a child process on the sandbox's clock: started, stopped, its database kept and put back.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Sandbox } from './index.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const entry = join(root, 'src', 'start.mjs');
const startMsMax = 25_000;
const stepQuietMs = 400;

type Env = Readonly<Record<string, string | undefined>>;

/** The service of one demo. */
export class DemoService {
  readonly #sandbox: Sandbox;
  readonly #env: Env;
  readonly #clockFile: string;
  readonly #database: string;
  #child: ChildProcess | undefined;
  #onEnd: (() => void) | undefined;

  constructor(sandbox: Sandbox, folder: string, env: Env) {
    this.#sandbox = sandbox;
    this.#clockFile = join(folder, 'clock');
    this.#database = join(folder, 'zhaoshang.db');
    writeFileSync(this.#clockFile, '0');
    this.#env = { ...env, DATABASE_PATH: this.#database, SANDBOX_CLOCK_FILE: this.#clockFile };
  }

  /** Called when the service ends by itself. */
  onEnd(run: () => void): void {
    this.#onEnd = run;
  }

  /** Runs a CLI command beside the service. */
  cli(...args: readonly string[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [entry, 'cli', ...args], {
        env: this.#env,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      child.once('error', reject);
      child.once('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`cli ${args.join(' ')} ended with ${code}`)),
      );
    });
  }

  /** Starts it and points the sandbox at the port it prints. */
  async start(): Promise<void> {
    const preload = pathToFileURL(join(root, 'sandbox', 'demo-clock.ts')).href;
    const options =
      `${this.#env['NODE_OPTIONS'] ?? ''} --disable-warning=ExperimentalWarning --import ${preload}`.trim();
    const child = spawn(process.execPath, [entry, 'service'], {
      env: { ...this.#env, NODE_OPTIONS: options },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    child.once('exit', () => {
      if (this.#child === child) this.#onEnd?.();
    });
    const port = await portOf(child);
    this.#sandbox.setWebhook(
      `http://127.0.0.1:${port}/webhook/event`,
      `http://127.0.0.1:${port}/webhook/card`,
    );
    if (this.#env['FEISHU_MODE'] === 'websocket') await this.#sandbox.socket.connected(1, startMsMax);
  }

  /** Ends it and waits. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  /** At once, for when the demo itself dies. */
  kill(): void {
    this.#child?.kill('SIGKILL');
  }

  /** Puts the service on another moment; it does what is due. */
  setClock(now: number): void {
    writeFileSync(this.#clockFile, String(Math.round(now - Date.now())));
  }

  /** Resolves when it has done and sent what was due. */
  settle(): Promise<void> {
    return this.#sandbox.settle(stepQuietMs, 30_000);
  }

  /** Its database, base64. */
  async keep(): Promise<string> {
    const copy = `${this.#database}.kept`;
    rmSync(copy, { force: true });
    await this.cli('backup', copy);
    const bytes = readFileSync(copy);
    rmSync(copy, { force: true });
    return bytes.toString('base64');
  }

  /** Puts a kept database in the place of its own. */
  async putBack(kept: string): Promise<void> {
    await this.stop();
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${this.#database}${suffix}`, { force: true });
    writeFileSync(this.#database, Buffer.from(kept, 'base64'));
    this.setClock(this.#sandbox.clock.now());
    await this.start();
  }
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the service did not start in time')), startMsMax);
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const port = /端口 (\d+)/.exec(said)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the service ended with ${code}`));
    });
  });
}
