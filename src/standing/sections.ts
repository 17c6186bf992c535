/**
 * The parts of the facts, in order. Adding one is one new file in `sections/` and one line here; `progress` stands last
 * because it reads more of the projects that earlier sections say are shared.
 */
import type { Section } from './gathering.ts';
import { activities } from './sections/activities.ts';
import { leads } from './sections/leads.ts';
import { marks } from './sections/marks.ts';
import { meetings } from './sections/meetings.ts';
import { progress } from './sections/progress.ts';
import { projects } from './sections/projects.ts';
import { registries } from './sections/registries.ts';
import { reviews } from './sections/reviews.ts';
import { settings } from './sections/settings.ts';
import { splits } from './sections/splits.ts';
import { tasks } from './sections/tasks.ts';
import { units } from './sections/units.ts';

export const SECTIONS: readonly Section[] = [
  units,
  projects,
  leads,
  reviews,
  meetings,
  activities,
  tasks,
  marks,
  settings,
  registries,
  splits,
  progress,
];
