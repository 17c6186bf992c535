/**
 * 滚动考评 by the calendar (SM 三(四)19): opens the checks whose anniversary has come, reminds, and takes back what a failed
 * one was credited once the days to cure are over. Every morning, everything due by then.
 *
 * Invariants
 *  1. A check is opened once: its id is its project, rule and year, and the fact's key lets no second one in.
 *  2. A claw-back is dated today; what was published before is not touched.
 *  3. Nothing is sent at night; what was missed is made up for, within the patience of src/domain/rolling-check/decide.ts.
 */
import { atHour } from '../bulletins/hours.ts';
import { type CheckFacts, checkFilers } from '../cards/rolling/view.ts';
import { isOffice } from '../domain/access.ts';
import { addDays } from '../domain/day.ts';
import type { Lead } from '../domain/lead/lead.ts';
import { hasLeft } from '../domain/lead/stage-course.ts';
import type { Rolling } from '../domain/pack/schema.ts';
import { stageLabel } from '../domain/pack/view.ts';
import { revokeAll } from '../domain/points/award.ts';
import { liveGrants } from '../domain/points/points.ts';
import {
  decideDrop,
  decideFail,
  decideOpen,
  ROLLING_DEFAULTS,
  reminderDue,
  rollingRule,
  sayCheck,
} from '../domain/rolling-check/decide.ts';
import { evolveRolling, type RollingCheck, type RollingFact } from '../domain/rolling-check/rolling-check.ts';
import type { Person, Roster } from '../domain/roster.ts';
import { anniversary } from '../domain/rule/period.ts';
import { superiorsOf } from '../domain/task/standing.ts';
import type { Change, Outcome } from '../outcome.ts';
import type { Job, JobScene } from '../scheduler.ts';
import { checkNotice } from './rolling-notice.ts';

/** A first morning must not bury everybody; the rest follows the next day. */
const OPENED_A_DAY_MAX = 300;
const LIVE_MAX = 5_000;

const NOTHING: Outcome = { changes: [], answer: {}, notices: [] };

export const rollingChecks: Job = {
  id: 'rolling-checks',
  async due({ now, today, pack }) {
    if (!atHour(now) || pack.rolling.length === 0) return [];
    return [
      { key: `rolling-open:${today}`, run: openChecks },
      { key: `rolling-follow:${today}`, run: followChecks },
    ];
  },
};

async function openChecks(scene: JobScene): Promise<Outcome> {
  const { pack, store } = scene;
  const roster = await store.roster();
  const parts: Outcome[] = [];
  for (const rule of pack.rolling) {
    for (const project of await candidates(rule, scene)) {
      if (parts.length >= OPENED_A_DAY_MAX) break;
      const lead = await store.lead(project.lead);
      if (lead === null || hasLeft(lead) || lead.projectNumber === null) continue;
      const opened = new Set((await store.rollingChecksOf(lead.number)).map((check) => check.id));
      for (const fact of decideOpen(rule, project, opened, scene.today)) {
        parts.push(
          await changed(
            null,
            [fact],
            lead,
            scene,
            roster,
            `请填报：第${fact.year}年滚动考评`,
            checkFilers(lead, roster),
          ),
        );
      }
    }
  }
  return joined(parts);
}

/** Projects one of whose anniversaries lies within the patience. */
async function candidates({ start, years }: Rolling, { store, today }: JobScene) {
  const from = addDays(anniversary(today, -years), -ROLLING_DEFAULTS.patienceDays);
  const started = await store.startedBetween(start, from, anniversary(today, -1));
  return started.filter(({ startedOn }) =>
    Array.from({ length: years }, (_, at) => anniversary(startedOn, at + 1)).some(
      (day) => day <= today && addDays(day, ROLLING_DEFAULTS.patienceDays) > today,
    ),
  );
}

async function followChecks(scene: JobScene): Promise<Outcome> {
  const { store } = scene;
  const roster = await store.roster();
  const checks = await store.rollingChecks(['open', 'filed', 'curing'], LIVE_MAX);
  const parts: Outcome[] = [];
  for (const check of checks) {
    const lead = await store.lead(check.lead);
    if (lead === null) continue;
    const part =
      (await dropped(check, lead, scene, roster)) ??
      (await failed(check, lead, scene, roster)) ??
      (await reminded(check, lead, scene, roster));
    if (part !== null) parts.push(part);
  }
  return joined(parts);
}

async function dropped(check: RollingCheck, lead: Lead, scene: JobScene, roster: Roster) {
  if (!hasLeft(lead)) return null;
  const facts = decideDrop(check, `项目已${stageLabel(scene.pack, lead.course.exit?.kind ?? '')}`);
  return facts.length === 0 ? null : changed(check, facts, lead, scene, roster, '', []);
}

async function failed(check: RollingCheck, lead: Lead, scene: JobScene, roster: Roster) {
  const { pack, store, today } = scene;
  const own = (await store.rollingChecksOf(check.lead)).filter((one) => one.rule === check.rule);
  const passed = own.filter(({ state }) => state === 'passed' || state === 'cured').length;
  const facts = decideFail(pack, check, passed, today);
  if (facts.length === 0) return null;
  const to = [
    ...checkFilers(lead, roster),
    ...superiorsOf(lead.unit, roster),
    ...roster.people.filter(isOffice),
  ];
  const part = await changed(check, facts, lead, scene, roster, `${sayCheck(check)}未通过，已冲减`, to);
  if (rollingRule(pack, check.rule)?.onFail !== 'revoke') return part;
  // 撤回 takes the points along with the figures.
  const points = await store.points(lead.number);
  if (liveGrants(points).length === 0) return part;
  const revoked: Change = {
    subject: 'points',
    before: points,
    facts: revokeAll(points, `${sayCheck(check)}未通过`),
  };
  return { ...part, changes: [...part.changes, revoked] };
}

async function reminded(check: RollingCheck, lead: Lead, scene: JobScene, roster: Roster) {
  const step = reminderDue(check, scene.today);
  if (step === null) return null;
  const fact: RollingFact = { type: 'rolling.reminded', step };
  const what = check.state === 'curing' ? '整改提醒' : '填报提醒';
  const to =
    check.state === 'curing'
      ? [...checkFilers(lead, roster), ...superiorsOf(lead.unit, roster)]
      : checkFilers(lead, roster);
  return changed(check, [fact], lead, scene, roster, `${what}：${sayCheck(check)}`, to);
}

async function changed(
  before: RollingCheck | null,
  facts: readonly RollingFact[],
  lead: Lead,
  scene: JobScene,
  roster: Roster,
  headline: string,
  to: readonly Person[],
): Promise<Outcome> {
  const { store, pack, today, now } = scene;
  const check = facts.reduce<RollingCheck | null>(
    (state, fact) => evolveRolling(state, fact, now, null),
    before,
  );
  if (check === null) return NOTHING;
  const people = new Map(to.map((person) => [person.id, person]));
  const [progress, transfers] = await Promise.all([
    store.progress(lead.number),
    people.size === 0 ? [] : store.transfersOf(lead.number),
  ]);
  const told = await store.toldFigures(lead.number);
  const all: CheckFacts = { check, lead, progress, transfers, pack, roster, today, told };
  const notices = [...people.values()].flatMap((person) => checkNotice(all, person, headline));
  return { changes: [{ subject: 'rolling', before, facts }], answer: {}, notices };
}

const joined = (parts: readonly Outcome[]): Outcome => ({
  changes: parts.flatMap((part) => part.changes),
  answer: {},
  notices: parts.flatMap((part) => part.notices),
});
