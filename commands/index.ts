/** What people can say: the list. Adding a command is one new file and one line here. */
import type { Command } from '../src/command.ts';
import { advance } from './advance.ts';
import { bind } from './bind.ts';
import { bulletin } from './bulletin.ts';
import { help } from './help.ts';
import { leads } from './leads.ts';
import { mine } from './mine.ts';
import { missing } from './missing.ts';
import { pending } from './pending.ts';
import { projects } from './projects.ts';
import { ranking } from './ranking.ts';
import { register } from './register.ts';
import { report } from './report.ts';
import { undo } from './undo.ts';

export const commands: readonly Command[] = [
  register,
  mine,
  advance,
  report,
  pending,
  missing,
  ranking,
  bulletin,
  leads,
  projects,
  undo,
  bind,
  help,
];
