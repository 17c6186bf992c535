/** Real processes of the service and the CLI, started as people start them, with an environment of their own. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { nodeArgs } from '../harness/node-args.ts';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly ended: Promise<Ended>;
  /** Resolves when stdout has this; rejects with what stderr said when the process ends first. */
  readonly said: (words: string) => Promise<string>;
  readonly kill: (signal: 'SIGKILL' | 'SIGTERM') => void;
}

export function start(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, nodeArgs(args), {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  const said = (words: string) =>
    new Promise<string>((resolve, reject) => {
      const look = () => stdout.includes(words) && resolve(stdout);
      child.stdout.on('data', look);
      look();
      void ended.then(({ code }) => reject(new Error(`ended with ${code}: ${stderr}`)));
    });
  return { ended, said, kill: (signal) => void child.kill(signal) };
}

export const cli = (
  args: readonly string[],
  environment?: Readonly<Record<string, string>>,
): Promise<Ended> => start(['cli', ...args], environment).ended;

export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'service-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** A whole environment; the platform's address answers nobody. */
export const environmentAt = (place: string): Readonly<Record<string, string>> => ({
  FEISHU_APP_ID: 'cli_test',
  FEISHU_APP_SECRET: 'secret-of-the-app',
  FEISHU_ENCRYPT_KEY: 'encrypt',
  FEISHU_VERIFICATION_TOKEN: 'token',
  FEISHU_BASE_URL: 'http://127.0.0.1:9',
  DATABASE_PATH: join(place, 'bot.db'),
  DATA_KEY: Buffer.alloc(32, 3).toString('base64'),
  PORT: '0',
  HOST: '127.0.0.1',
  LOG_LEVEL: 'error',
});
