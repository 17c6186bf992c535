// Loaded before the demo's service (node --import): puts its process on the sandbox's clock. The offset stands in a small file;
// when it changes, time has passed, and whatever is done at intervals is done at once. No part of the product.
import { readFileSync, watch } from 'node:fs';

const file = process.env['SANDBOX_CLOCK_FILE'];

function offsetIn(path: string, before: number): number {
  const text = readFileSync(path, 'utf8').trim();
  const offset = Number(text);
  return text === '' || !Number.isFinite(offset) ? before : offset;
}

function shift(path: string): void {
  const RealDate = Date;
  const realInterval = setInterval;
  let offset = offsetIn(path, 0);
  const now = () => RealDate.now() + offset;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: number[]) =>
      args.length === 0 ? new target(now()) : Reflect.construct(target, args),
    apply: () => new RealDate(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
  const beats = new Set<() => void>();
  const interval = (run: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
    const beat = () => run(...args);
    if (ms !== undefined && ms >= 1000) beats.add(beat);
    return realInterval(beat, ms);
  };
  globalThis.setInterval = Object.assign(interval, realInterval) as unknown as typeof setInterval;
  watch(path, { persistent: false }, () => {
    const moved = offsetIn(path, offset);
    if (moved === offset) return;
    offset = moved;
    // What is due first, what it promised right after.
    for (const beat of beats) beat();
    setTimeout(() => {
      for (const beat of beats) beat();
    }, 150).unref();
  });
}

if (file !== undefined) shift(file);
