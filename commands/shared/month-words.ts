/** Month and unit words of the queries 未报, 排名 and 战报, and whose figures somebody may ask for. */
import type { KnownScene, Scene } from '../../src/command.ts';
import { has, isCityLeader, isOffice } from '../../src/domain/access.ts';
import { isMonth, type Month } from '../../src/domain/day.ts';
import { type Refusal, refuse } from '../../src/domain/decision.ts';
import { refuseMonth } from '../../src/domain/month.ts';
import type { Person, Roster, Unit } from '../../src/domain/roster.ts';
import { readMonth } from '../../src/parse/date-field.ts';
import { readReportWords } from '../../src/parse/report-words.ts';

export interface MonthWords {
  readonly month: Month | null;
  readonly rest: readonly string[];
}

/** Reads an optional month and other words; a month that has not begun is refused. */
export function readMonthWords(text: string, scene: Scene): MonthWords | Refusal {
  const words = readReportWords(text, scene.today);
  if (words.monthWrong !== null) return refuse(words.monthWrong);
  let { month } = words;
  let rest = words.rest;
  if (words.number !== null) {
    const read =
      month === null && /^\d{1,2}$/.test(words.number) ? readMonth(words.number, scene.today) : null;
    if (read?.ok === true) month = read.value;
    else rest = [words.number, ...rest];
  }
  if (month === null) month = quotedMonth(scene);
  const refusal = month === null ? null : refuseMonth(month, scene.today);
  if (refusal === null) return { month, rest };
  return refuse(refusal.because, { next: '请写已经开始的月份，例如 本月、上月。' });
}

/** The month of the bulletin that the words are a reply to. */
function quotedMonth({ quoted }: Scene): Month | null {
  const month = quoted?.startsWith('month:') === true ? quoted.slice('month:'.length) : '';
  return isMonth(month) ? month : null;
}

/** Units whose name or alias is, or else contains, the word. */
export function unitsMeant(word: string, roster: Roster): readonly Unit[] {
  const exact = roster.unitsNamed(word);
  if (exact.length > 0) return exact;
  return roster.units.filter((unit) => [unit.name, ...unit.aliases].some((name) => name.includes(word)));
}

/** Sees the whole city's figures: office, leaders of the city, and the city's own verifiers, assessors and admins. */
export function seesCity(person: Person, roster: Roster): boolean {
  if (isOffice(person) || isCityLeader(person, roster)) return true;
  return has(person, 'verifier', 'assessor', 'discipline', 'admin') && roster.isCity(person.unit);
}

/** Somebody who sees published things only (观察员). */
export const seesPublishedOnly = ({ actor }: KnownScene): boolean =>
  actor.roles.every((role) => role === 'observer');
