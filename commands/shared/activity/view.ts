/** An activity as somebody sees it here: all of it, or an outline; never people or hidden firms in a group. */
import { type ActivityView, activityCard } from '../../../src/cards/activity/activity.ts';
import type { ActivityRow } from '../../../src/cards/activity/list.ts';
import type { Scene, Tools } from '../../../src/command.ts';
import { type Activity, openPromise, VISIT_KINDS } from '../../../src/domain/activity/activity.ts';
import { kindClause, kindLabel } from '../../../src/domain/activity/decide.ts';
import { FLAG_LABELS } from '../../../src/domain/activity/region.ts';
import {
  type ActivitySight,
  activitySight,
  mayChangeActivity,
  mayVerifyActivity,
} from '../../../src/domain/activity/sight.ts';
import { compareNames, nameKeys } from '../../../src/domain/company.ts';
import { isReturnVisit, openReturns } from '../../../src/domain/task/return-visit.ts';
import { lastReport, type Task } from '../../../src/domain/task/task.ts';
import type { Change } from '../../../src/outcome.ts';
import { tasksAfter } from '../../../src/store/return-visits.ts';
import { sightHere } from '../find.ts';

const KNOWN_LEADS_MAX = 500;

/** A group sees outlines, whoever asks. */
export const sightOfActivity = (activity: Activity, here: Scene): ActivitySight =>
  here.audience === 'group' || here.actor === null
    ? 'outline'
    : activitySight(here.actor, activity, here.roster);

const CHECK_WORDS = { unchecked: '未审', verified: '已核实', returned: '已退回，不计入' } as const;

export function stateWords(activity: Activity): string {
  if (activity.state === 'cancelled') return '已取消';
  return activity.state === 'planned' ? '计划' : CHECK_WORDS[activity.check];
}

/** Firms that no lead hidden from this chat is about. */
async function openFirms(activity: Activity, here: Scene, tools: Pick<Tools, 'store'>) {
  const names = activity.enterprises.map(({ name }) => name);
  if (names.length === 0) return [];
  const leads = await tools.store.leadsByKeys(names.flatMap(nameKeys), KNOWN_LEADS_MAX);
  const hidden = leads.filter((lead) => lead.status === 'open' && sightHere(lead, here) === 'none');
  return activity.enterprises.filter(
    ({ name, lead }) =>
      !hidden.some((one) => one.number === lead || compareNames(one.company, name) !== 'different'),
  );
}

export async function viewOfActivity(
  activity: Activity,
  here: Scene,
  tools: Pick<Tools, 'store'>,
  changes: readonly Change[] = [],
): Promise<ActivityView> {
  const { roster, pack, actor } = here;
  const sees = sightOfActivity(activity, here) === 'full';
  const firms = sees ? activity.enterprises : await openFirms(activity, here, tools);
  const hidden = activity.enterprises.length - firms.length;
  const stored =
    sees && openPromise(activity) !== null ? await tools.store.tasksAbout([activity.number]) : [];
  const promised = tasksAfter(stored, changes, here).filter((task) => task.about === activity.number);
  const isOpen = activity.state !== 'cancelled' && here.audience === 'private' && actor !== null;
  const may = isOpen && mayChangeActivity(actor, activity, roster);
  const reason = activity.state === 'cancelled' ? activity.endReason : activity.checkReason;
  return {
    number: activity.number,
    kind: kindLabel(pack, activity.kind),
    clause: kindClause(pack, activity.kind),
    days: activity.endOn === null ? activity.on : `${activity.on} 至 ${activity.endOn}`,
    region: activity.region,
    units: activity.units.map((unit) => roster.unitName(unit)),
    state: activity.state,
    stateWords: `${stateWords(activity)}${sees && reason !== null ? `：${reason}` : ''}`,
    enterprises: firms.map(({ name, lead }) => ({ name, lead: sees ? lead : null })),
    hiddenEnterprises: hidden,
    marks: [...activity.flags.map((flag) => FLAG_LABELS[flag] ?? flag), ...activity.tags],
    // What was talked about at a visit is the unit's own; the theme of a fair is public unless a firm is hidden.
    topic: sees || (hidden === 0 && !VISIT_KINDS.includes(activity.kind)) ? activity.topic : null,
    inner: sees ? innerOf(activity, promised, here) : null,
    may: {
      change: may,
      verify:
        isOpen &&
        activity.state === 'held' &&
        activity.check === 'unchecked' &&
        mayVerifyActivity(actor, activity, roster),
      again: may && openReturns(promised).length > 0,
    },
  };
}

/** The day, what is to be done, and what became of it: the last task it was made. */
function promiseWords({ next, number }: Activity, tasks: readonly Task[]): string | null {
  if (next === null) return null;
  const said = `${next.on}${next.what === null ? '' : ` ${next.what}`}`;
  const task = tasks.filter((one) => isReturnVisit(one) && one.about === number).at(-1);
  if (task === undefined) return said;
  if (task.state === 'withdrawn') return `${said}（${task.endReason ?? ''}）`;
  const visit = lastReport(task)?.evidence ?? '';
  return task.state === 'closed' ? `${said}（已回访 ${visit}）` : `${said}（任务 ${task.number}）`;
}

function innerOf(activity: Activity, promised: readonly Task[], { roster }: Scene): ActivityView['inner'] {
  const posts = activity.leaders.map((id) => {
    const post = roster.posts.find((one) => one.id === id);
    return post === undefined ? id : `${roster.unitName(post.unit)}${post.title}`;
  });
  return {
    people: [...posts, ...activity.people.map((id) => roster.personName(id))],
    outcome: activity.outcome,
    evidence: activity.evidence,
    next: promiseWords(activity, promised),
    recordedBy: roster.personName(activity.recordedBy),
  };
}

export async function activityAnswer(
  activity: Activity,
  here: Scene,
  tools: Pick<Tools, 'store'>,
  headline: string | null = null,
  lines: readonly string[] = [],
  /** What is about to be committed with the answer. */
  changes: readonly Change[] = [],
) {
  return {
    card: activityCard(await viewOfActivity(activity, here, tools, changes), headline, lines),
    about: activity.number,
  };
}

/** In a list firms are named to those who see all of it. */
export function rowOfActivity(activity: Activity, here: Scene): ActivityRow {
  const { roster, pack } = here;
  const [host = null] = activity.units;
  const joint = activity.units.length > 1 ? ` 等 ${activity.units.length} 个` : '';
  return {
    number: activity.number,
    on: activity.on,
    kind: kindLabel(pack, activity.kind),
    unit: `${roster.unitName(host)}${joint}`,
    what: whatOf(activity, sightOfActivity(activity, here) === 'full'),
    state: stateWords(activity),
  };
}

function whatOf({ enterprises, topic, region }: Activity, sees: boolean): string {
  const count = enterprises.length;
  if (!sees)
    return [region, count === 0 ? null : `企业 ${count} 家`].filter((one) => one !== null).join(' ') || '—';
  const names = enterprises
    .slice(0, 3)
    .map(({ name }) => name)
    .join('、');
  const firms = count > 3 ? `${names} 等 ${count} 家` : names;
  return (
    [firms, topic ?? '']
      .filter((one) => one !== '')
      .join('：')
      .slice(0, 60) ||
    (region ?? '—')
  );
}
