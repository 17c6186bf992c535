/** The command line as a process of its own, as `npm run cli` runs it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const START = fileURLToPath(new URL('../../src/start.mjs', import.meta.url));
const ENDS_WITHIN_MS = 60_000;

/** What stands before its own arguments. */
export const CLI: readonly string[] = ['--disable-warning=ExperimentalWarning', START, 'cli'];

export interface CliEnd {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface CliRun {
  readonly child: ChildProcess;
  readonly ended: Promise<CliEnd>;
}

/** @param environment all it sees, besides PATH */
export function startCli(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): CliRun {
  const child = spawn(process.execPath, [...CLI, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    timeout: ENDS_WITHIN_MS,
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const ended = new Promise<CliEnd>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
  return { child, ended };
}

/** @param environment all it sees, besides PATH */
export const runCli = (
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CliEnd> => startCli(args, environment).ended;
