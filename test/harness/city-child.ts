/** The service as a process of its own, as `npm start` runs it, to be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { City } from './city.ts';
import { nodeArgs } from './node-args.ts';

const START_MS_MAX = 30_000;

export class CityChild {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Starts it on the city's database and points the sandbox at it. */
  static async start(city: City): Promise<CityChild> {
    const child = spawn(process.execPath, nodeArgs(['service']), {
      env: { ...process.env, ...city.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const port = await new Promise<string>((resolve, reject) => {
      let said = '';
      const timer = setTimeout(() => reject(new Error(`the service did not start: ${said}`)), START_MS_MAX);
      const listen = (chunk: Buffer) => {
        said += chunk.toString('utf8');
        const found = /端口 (\d+)/.exec(said)?.[1];
        if (found === undefined) return;
        clearTimeout(timer);
        resolve(found);
      };
      child.stdout?.on('data', listen);
      child.stderr?.on('data', (chunk: Buffer) => {
        said += chunk.toString('utf8');
      });
      child.once('exit', (code) => {
        clearTimeout(timer);
        reject(new Error(`the service ended with ${code}: ${said}`));
      });
    });
    const address = `http://127.0.0.1:${port}`;
    city.sandbox.setWebhook(`${address}/webhook/event`, `${address}/webhook/card`);
    return new CityChild(child);
  }

  /** SIGKILL: no goodbye. */
  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }
}
