/** What the figures were measured on: processor, Node, and how long the disk takes to flush 4 KB. */
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { join } from 'node:path';
import { canPin } from './process.ts';
import { quantile } from './stats.ts';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
  readonly kernel: string;
  readonly fdatasyncP50Micros: number;
  readonly fdatasyncP99Micros: number;
  /** Programs on the first core, load on the last. */
  readonly pinned: boolean;
}

const FLUSHES = 500;

export function describeMachine(folder: string): Machine {
  const flushes = flushTimes(join(folder, 'flush.bin'));
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    node: process.version,
    kernel: release(),
    fdatasyncP50Micros: Math.round(quantile(flushes, 0.5)),
    fdatasyncP99Micros: Math.round(quantile(flushes, 0.99)),
    pinned: canPin,
  };
}

function flushTimes(path: string): number[] {
  const file = openSync(path, 'w');
  const page = Buffer.alloc(4096, 1);
  const times: number[] = [];
  for (let at = 0; at < FLUSHES; at += 1) {
    writeSync(file, page);
    const before = performance.now();
    fdatasyncSync(file);
    times.push((performance.now() - before) * 1000);
  }
  closeSync(file);
  rmSync(path);
  return times;
}
