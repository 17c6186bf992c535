/** One play with one wound, judged: by what must hold after anything, and by what the same play leaves without it. */
import { type Digest, differenceOf, digestOf } from './digest.ts';
import { playScript, readScript } from './script.ts';
import { Town, type TownOptions } from './town.ts';
import { verdictOf } from './verdict.ts';
import type { Surgeon, Tally } from './wounds.ts';

export interface Baseline {
  readonly name: string;
  readonly commits: number;
  readonly reads: number;
  readonly calls: number;
  readonly digest: Digest;
}

/** The play without any wound; throws when even that goes wrong. */
export async function baselineOf(name: string): Promise<Baseline> {
  const town = await Town.open();
  try {
    await playScript(town, readScript(name), name);
    const wrong = await verdictOf(town);
    if (wrong.length > 0) throw new Error(`${name} without any fault: ${wrong.join('; ')}`);
    const { commits, reads, calls } = town.tally;
    return { name, commits, reads, calls, digest: await digestOf(town) };
  } finally {
    await town.close();
  }
}

export interface Trial {
  /** Empty when all held. */
  readonly wrong: readonly string[];
  readonly tally: Tally;
  readonly lives: number;
}

/** @param label says which wound, for the failure. */
export async function playWounded(
  base: Baseline,
  label: string,
  surgeon: Surgeon,
  options: TownOptions = {},
): Promise<Trial> {
  const town = await Town.open({ ...options, surgeon });
  const tell = (lines: readonly string[]) => lines.map((line) => `${base.name}, ${label}: ${line}`);
  try {
    try {
      await playScript(town, readScript(base.name), base.name);
    } catch (error) {
      return {
        wrong: tell([error instanceof Error ? error.message : String(error)]),
        tally: town.tally,
        lives: town.lives,
      };
    }
    town.surgeon = {};
    await town.quiesce();
    const wrong = [
      ...(await verdictOf(town)),
      ...differenceOf(base.digest, await digestOf(town), town.pressedAgain),
    ];
    return { wrong: tell(wrong), tally: town.tally, lives: town.lives };
  } finally {
    await town.close();
  }
}
