/**
 * 容缺材料 and 政府承诺 falling due: the holder hears three days before and on the day, the holder and the leader above
 * once it has passed; each once. Also a source of 逾期.
 */
import { atHour } from '../bulletins/hours.ts';
import { pledgeNoticeCard } from '../cards/clock.ts';
import { isWorkday } from '../domain/calendar.ts';
import { addDays, daysBetween } from '../domain/day.ts';
import { currentNumber, titleOf } from '../domain/lead/lead.ts';
import { PLEDGE_KIND_WORDS } from '../domain/pledge.ts';
import { superiorsOf } from '../domain/task/standing.ts';
import type { Notice } from '../outcome.ts';
import type { Job, JobScene } from '../scheduler.ts';
import type { LateItem, LateSource } from './late.ts';

const SOON_DAYS = 3;
const LISTED_MAX = 500;

export const pledgesDue: Job = {
  id: 'pledges-due',
  async due({ now, today }) {
    if (!atHour(now) || isWorkday(today) === false) return [];
    return [{ key: `pledges-due:${today}`, run: remind }];
  },
};

async function remind({ store, today }: JobScene) {
  const [roster, items] = await Promise.all([
    store.roster(),
    store.pledgesDue(addDays(today, SOON_DAYS), LISTED_MAX),
  ]);
  const notices: Notice[] = [];
  for (const item of items) {
    const lead = await store.lead(item.lead);
    if (lead === null) continue;
    const left = daysBetween(today, item.dueOn);
    const step = left < 0 ? 'late' : left === 0 ? 'today' : 'soon';
    const card = pledgeNoticeCard({
      number: currentNumber(lead),
      title: titleOf(lead),
      kind: PLEDGE_KIND_WORDS[item.kind],
      what: item.what,
      dueOn: item.dueOn,
      left,
    });
    const holder = roster.person(lead.holder);
    const above = step === 'late' ? superiorsOf(lead.unit, roster) : [];
    for (const person of new Set([...(holder === null ? [] : [holder]), ...above])) {
      if (person.openId === null) continue;
      notices.push({
        key: `pledge:${step}:${lead.number}:${item.id}:${person.id}`,
        to: { kind: 'person', openId: person.openId },
        card,
        rank: 'notice',
        about: lead.number,
      });
    }
  }
  return { changes: [], answer: {}, notices };
}

/** 逾期: promises past their day, or due within three days. */
export const latePledges: LateSource = async ({ store, today }) => {
  const found: LateItem[] = [];
  for (const item of await store.pledgesDue(addDays(today, SOON_DAYS), LISTED_MAX)) {
    const lead = await store.lead(item.lead);
    if (lead === null) continue;
    const number = currentNumber(lead);
    const word = PLEDGE_KIND_WORDS[item.kind];
    found.push({
      kind: 'pledge',
      kindLabel: '容缺与承诺',
      key: `pledge:${lead.number}:${item.id}`,
      number,
      lead,
      unit: lead.unit,
      holder: lead.holder === '' ? null : lead.holder,
      title: titleOf(lead),
      dueOn: item.dueOn,
      light: item.dueOn < today ? 'red' : 'amber',
      why: `${word}「${item.what}」应在 ${item.dueOn} 前${item.kind === 'paper' ? '补齐' : '兑现'}`,
      clause: null,
      next: { label: `办结 ${number}`, command: 'advance', text: `${number} 补齐` },
    });
  }
  return found;
};
