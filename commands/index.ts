/** What people can say: the list. Adding a command is one new file and one line here. */
import type { Command } from '../src/command.ts';
import { activity } from './activity.ts';
import { advance } from './advance.ts';
import { asset } from './asset.ts';
import { bind } from './bind.ts';
import { bulletin } from './bulletin.ts';
import { chain } from './chain.ts';
import { check } from './check.ts';
import { city } from './city.ts';
import { enterprise } from './enterprise.ts';
import { evidence } from './evidence.ts';
import { exportWorkbook } from './export.ts';
import { filing } from './filing.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { importWorkbook } from './import.ts';
import { instruction } from './instruction.ts';
import { leads } from './leads.ts';
import { match } from './match.ts';
import { meeting } from './meeting.ts';
import { mine } from './mine.ts';
import { missing } from './missing.ts';
import { nudge } from './nudge.ts';
import { objection } from './objection.ts';
import { outbox } from './outbox.ts';
import { overdue } from './overdue.ts';
import { pending } from './pending.ts';
import { policy } from './policy.ts';
import { projects } from './projects.ts';
import { ranking } from './ranking.ts';
import { referrer } from './referrer.ts';
import { register } from './register.ts';
import { registry } from './registry.ts';
import { remind } from './remind.ts';
import { report } from './report.ts';
import { score } from './score.ts';
import { targets } from './targets.ts';
import { tasks } from './tasks.ts';
import { template } from './template.ts';
import { transfer } from './transfer.ts';
import { undo } from './undo.ts';
import { visit } from './visit.ts';

export const commands: readonly Command[] = [
  register,
  mine,
  advance,
  evidence,
  report,
  filing,
  pending,
  missing,
  remind,
  ranking,
  score,
  targets,
  city,
  bulletin,
  objection,
  leads,
  referrer,
  projects,
  check,
  meeting,
  transfer,
  visit,
  activity,
  tasks,
  instruction,
  nudge,
  overdue,
  asset,
  enterprise,
  policy,
  chain,
  match,
  registry,
  importWorkbook,
  exportWorkbook,
  template,
  history,
  outbox,
  undo,
  bind,
  help,
];
