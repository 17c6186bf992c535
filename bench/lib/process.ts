/**
 * Child programs: started pinned to the first core, asked for their port, observed through /proc, stopped.
 *
 * A program is ready when it has printed a line that ends in its port, and then answers /healthz with 200.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { cpus } from 'node:os';

const START_MS_MAX = 30_000;
const STOP_MS_MAX = 8_000;
/** USER_HZ; fixed at 100 on every Linux this runs on. */
const TICKS_PER_SECOND = 100;

export const canPin: boolean =
  cpus().length >= 2 && spawnSync('taskset', ['-V'], { stdio: 'ignore' }).status === 0;

/** Moves this process, the load generator, to the last core. */
export function pinSelf(): void {
  if (!canPin) return;
  spawnSync('taskset', ['-a', '-c', '-p', String(cpus().length - 1), String(process.pid)], {
    stdio: 'ignore',
  });
}

export interface Running {
  readonly pid: number;
  readonly port: number;
  /** From spawn to the first 200 on /healthz, ms. */
  readonly readyMs: number;
  stop(): Promise<void>;
}

const alive = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** Starts `node …args` on the first core. */
export async function startChild(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Running> {
  const startedAt = performance.now();
  const child = spawnNode(args, env);
  const port = await portOf(child);
  const { pid } = child;
  if (pid === undefined || !(await isHealthy(port))) throw new Error(`${args.join(' ')} is not healthy`);
  return { pid, port, readyMs: performance.now() - startedAt, stop: () => stop(child) };
}

/** Runs `node …args` to its end; throws when it fails. */
export async function runChild(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const child = spawnNode(args, env);
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  alive.delete(child);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return said;
}

function spawnNode(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  const whole = [process.execPath, '--disable-warning=ExperimentalWarning', ...args];
  const [command = process.execPath, ...rest] = canPin ? ['taskset', '-c', '0', ...whole] : whole;
  const child = spawn(command, rest, {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  alive.add(child);
  return child;
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error('no port within 30 s')), START_MS_MAX);
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const port = /(\d+)\r?\n/.exec(said)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`ended with ${code} before it was ready`));
    });
  });
}

function isHealthy(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    get({ port, host: '127.0.0.1', path: '/healthz', agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    }).once('error', () => resolve(false));
  });
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX);
    const done = () => {
      clearTimeout(force);
      alive.delete(child);
      resolve();
    };
    if (child.exitCode !== null || child.signalCode !== null) return done();
    child.once('exit', done);
    child.kill('SIGTERM');
  });
}

/** User and system time used so far, µs; in steps of 10 ms. */
export function cpuMicros(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in brackets may hold spaces; fields are counted after it: utime and stime are the 14th and 15th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1_000_000) / TICKS_PER_SECOND;
}

/** Resident memory, MB (of 1,000,000 bytes). */
export function rssMb(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return (Number(kilobytes) * 1024) / 1_000_000;
}
