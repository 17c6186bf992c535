/** The service as a process of its own, as `npm start` runs it, with anything preloaded: to be killed, stopped, starved. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { City } from '../../harness/city.ts';
import { nodeArgs } from '../../harness/node-args.ts';

const START_MS_MAX = 60_000;

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly said: string;
}

export class ServiceProcess {
  readonly #child: ChildProcess;
  readonly #said: () => string;

  readonly port: number;

  private constructor(child: ChildProcess, said: () => string, port: number) {
    this.#child = child;
    this.#said = said;
    this.port = port;
  }

  /** Starts it on the city's database and points the platform at it. */
  static async start(city: City, env: Readonly<Record<string, string>> = {}): Promise<ServiceProcess> {
    const { child, said } = spawned(city, ['service'], env);
    const port = await new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`the service did not start: ${said()}`)), START_MS_MAX);
      const look = () => {
        const found = /端口 (\d+)/.exec(said())?.[1];
        if (found === undefined) return;
        clearTimeout(timer);
        resolve(found);
      };
      child.stdout?.on('data', look);
      child.once('exit', (code) => {
        clearTimeout(timer);
        reject(new Error(`the service ended with ${code}: ${said()}`));
      });
    });
    const address = `http://127.0.0.1:${port}`;
    city.sandbox.setWebhook(`${address}/webhook/event`, `${address}/webhook/card`);
    return new ServiceProcess(child, said, Number(port));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get said(): string {
    return this.#said();
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child.kill(name);
  }

  /** Resolves with how it ended. */
  async end(name: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<Ended> {
    if (this.isRunning) {
      const gone = once(this.#child, 'exit');
      this.#child.kill(name);
      await gone;
    }
    return { code: this.#child.exitCode, signal: this.#child.signalCode, said: this.#said() };
  }
}

/** Runs `service` or a CLI command to its end. */
export async function runToEnd(city: City, ...args: readonly string[]): Promise<Ended> {
  const { child, said } = spawned(city, args, {});
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { code, signal, said: said() };
}

function spawned(city: City, args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, nodeArgs(args), {
    env: { ...process.env, ...city.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const hear = (chunk: Buffer) => {
    text += chunk.toString('utf8');
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  return { child, said: () => text };
}
