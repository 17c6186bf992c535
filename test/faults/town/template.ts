/** A migrated database with the small city's roster in it, made once a process and copied for every trial. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, readMigrations } from '../../../db/migrate.ts';
import { NodeDatabase } from '../../../db/node.ts';
import { importRoster } from '../../../db/roster.ts';
import type { Platform } from '../../../sandbox/platform.ts';
import { ROOT } from '../../../src/packs.ts';
import { readRoster } from '../../../src/roster-file.ts';
import { makeVault } from '../../../src/vault.ts';
import { shanghai } from '../../harness/bureau.ts';
import { smallCity } from '../../harness/city-plan.ts';
import { seeded } from '../lib/random.ts';
import { Feishu } from './feishu.ts';

/** Everybody's ids come from here, in the template and in every town. */
export const foundingSeed = 20_261_110;

/** People and groups, in the plan's order. */
export function peopled(platform: Platform): void {
  const names = [...smallCity.people.map((person) => person.name), ...smallCity.strangers];
  for (const { name, mobile } of smallCity.people)
    platform.addPerson(name, mobile === undefined ? {} : { mobile: `+86${mobile}` });
  for (const name of smallCity.strangers) platform.addPerson(name);
  for (const chat of smallCity.chats)
    platform.addChat(chat.name, chat.members ?? names, { botIn: chat.withoutBot !== true });
}

let made: Promise<string> | null = null;

/** The path of the template. */
export function template(): Promise<string> {
  made ??= make();
  return made;
}

async function make(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'zhaoshang-template-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'template.db');
  const feishu = await Feishu.open(() => 0, seeded(foundingSeed));
  const { platform } = feishu.world;
  peopled(platform);
  await feishu.close();
  const file = {
    units: smallCity.units.map((unit) => ({ ...unit, parent: unit.parent ?? null })),
    people: smallCity.people.map(({ name, unit, units, roles, mobile }) => ({
      ...(mobile === undefined ? { openId: platform.person(name).openId } : { mobile }),
      name,
      unit,
      units: units ?? [],
      roles,
    })),
    chats: smallCity.chats.flatMap((chat) =>
      chat.unit === undefined ? [] : [{ chatId: platform.chat(chat.name).chatId, unit: chat.unit }],
    ),
  };
  const read = readRoster(JSON.stringify(file), new Set());
  if (!read.ok) throw new Error(read.mistakes.join('\n'));
  const database = new NodeDatabase({ path });
  await migrate(database, readMigrations(join(ROOT, 'db', 'migrations')));
  await importRoster(
    database,
    makeVault(new Uint8Array(32).fill(11)),
    read.roster,
    new Map(),
    shanghai(smallCity.now),
  );
  // Closing the last connection moves the log into the file, which is then whole by itself.
  await database.close();
  return path;
}
