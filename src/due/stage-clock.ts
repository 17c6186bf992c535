/**
 * Stage limits 阶段时限: the holder hears at amber, the holder and the leader above at red, once each, on working days.
 * At red it is recorded (`lead.stage_overdue`), so that no day entered later turns it green. Also a source of 逾期.
 */

import { atHour } from '../bulletins/hours.ts';
import { clockNoticeCard } from '../cards/clock.ts';
import { isWorkday } from '../domain/calendar.ts';
import { amberDays, type StageClock, stageClock } from '../domain/clock.ts';
import { addDays } from '../domain/day.ts';
import { currentNumber, type Lead, titleOf } from '../domain/lead/lead.ts';
import type { Pack } from '../domain/pack/schema.ts';
import { stageLabel, stageOf } from '../domain/pack/view.ts';
import type { Person, Roster } from '../domain/roster.ts';
import { superiorsOf } from '../domain/task/standing.ts';
import type { Change, Notice } from '../outcome.ts';
import type { Job, JobScene } from '../scheduler.ts';
import type { Store } from '../store.ts';
import type { LateItem, LateSource } from './late.ts';

/** A part of a city that is read at once. */
const LEADS_A_READ = 300;

interface Timed {
  readonly lead: Lead;
  readonly clock: StageClock;
}

/** Leads under way whose stage is over its limit or nearly so, with where their clock stands. */
async function timed(pack: Pack, store: Store, today: string, only?: Lead): Promise<readonly Timed[]> {
  const found: Timed[] = [];
  const look = (leads: readonly Lead[]) => {
    for (const lead of leads) {
      const clock = stageClock(pack, lead, today);
      if (clock?.light === 'amber' || clock?.light === 'red') found.push({ lead, clock });
    }
  };
  if (only !== undefined) {
    look([only]);
    return found;
  }
  for (const { id, slaDays } of pack.stages) {
    if (slaDays === undefined) continue;
    // Whoever came into the stage later than this is green: working days and pauses only give more time.
    const enteredBy = addDays(today, amberDays(slaDays) - slaDays);
    for (let after = ''; ; ) {
      const page = await store.leadsInStage(id, enteredBy, { after, limit: LEADS_A_READ });
      look(page);
      if (page.length < LEADS_A_READ) break;
      after = page.at(-1)?.number ?? '';
    }
  }
  return found;
}

/** Who holds it; while it lies in the pool, nobody. */
function holderOf(lead: Lead, roster: Roster): readonly Person[] {
  const holder = roster.person(lead.holder);
  return holder === null ? [] : [holder];
}

const clauseOf = (pack: Pack, stage: string): string => {
  const found = stageOf(pack, stage);
  if (found === null) return '';
  return found.origin === 'default' || found.note?.includes('系统默认') === true
    ? `${found.clause}，时限天数为系统默认`
    : found.clause;
};

export const stageClocks: Job = {
  id: 'stage-clocks',
  async due({ now, today }) {
    if (!atHour(now) || isWorkday(today) === false) return [];
    return [{ key: `stage-clocks:${today}`, run: remind }];
  },
};

async function remind({ pack, store, today }: JobScene) {
  const [roster, items] = await Promise.all([store.roster(), timed(pack, store, today)]);
  const changes: Change[] = [];
  const notices: Notice[] = [];
  for (const { lead, clock } of items) {
    const { stage, enteredOn, dueOn, light } = clock;
    if (light !== 'amber' && light !== 'red') continue;
    const told = lead.course.lates.some((one) => one.stage === stage && one.enteredOn === enteredOn);
    if (light === 'red' && told) continue;
    if (light === 'red') {
      const fact = { type: 'lead.stage_overdue', stage, enteredOn, dueOn } as const;
      changes.push({ subject: 'lead', before: lead, facts: [fact] });
    }
    const card = clockNoticeCard({
      number: currentNumber(lead),
      title: titleOf(lead),
      unit: roster.unitName(lead.unit),
      clock: { ...clock, label: stageLabel(pack, stage) },
      clause: clauseOf(pack, stage),
    });
    const holders = holderOf(lead, roster);
    const people = light === 'red' ? [...holders, ...superiorsOf(lead.unit, roster)] : holders;
    for (const person of new Set(people)) {
      if (person.openId === null) continue;
      notices.push({
        key: `clock:${light}:${lead.number}:${stage}:${enteredOn}:${person.id}`,
        to: { kind: 'person', openId: person.openId },
        card,
        rank: 'notice',
        about: lead.number,
      });
    }
  }
  return { changes, answer: {}, notices };
}

/** 逾期: stages that are past their limit, or about to be. */
export const lateStages: LateSource = async ({ pack, store, today, only }) => {
  const items = await timed(pack, store, today, only);
  return items.flatMap(({ lead, clock }): readonly LateItem[] => {
    const { stage, enteredOn, dueOn, light, left, unit } = clock;
    if (light !== 'amber' && light !== 'red') return [];
    const label = stageLabel(pack, stage);
    const number = currentNumber(lead);
    const word = unit === 'day' ? '天' : '个工作日';
    return [
      {
        kind: 'stage',
        kindLabel: '阶段时限',
        key: `stage:${lead.number}:${stage}:${enteredOn}`,
        number,
        lead,
        unit: lead.unit,
        holder: lead.holder === '' ? null : lead.holder,
        title: titleOf(lead),
        dueOn,
        light,
        why:
          left < 0
            ? `「${label}」时限 ${clock.limitDays} ${word}，${dueOn} 到期，已超 ${-left} ${word}`
            : `「${label}」时限 ${clock.limitDays} ${word}，${dueOn} 到期`,
        clause: clauseOf(pack, stage),
        next: { label: `推进 ${number}`, command: 'advance', text: number },
      },
    ];
  });
};
