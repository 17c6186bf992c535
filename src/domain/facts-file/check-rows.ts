// References of the sections of a facts file, one function a section (check.ts has the tools). Leaves out units.
import { POST_RANKS, UNIT_KINDS } from '../pack/terms.ts';
import { periodOfKey } from '../rule/period.ts';
import { unitWithCurrency } from '../rule/quantity.ts';
import { type CheckContext, mustBeUnique, mustBeUnit, mustKnow } from './check.ts';
import { checkKeyed } from './check-keyed.ts';
import { checkNumbers } from './check-numbers.ts';
import type { ProjectRow } from './facts.ts';
import { activityKindOf, COMMON_ACTIVITIES, meetingKindOf, stageIdOf } from './resolve.ts';

const RANKS: ReadonlySet<string> = new Set(POST_RANKS);
const KINDS: ReadonlySet<string> = new Set(UNIT_KINDS);

function ids(...lists: readonly (readonly { readonly id: string }[])[]): Set<string> {
  return new Set(lists.flatMap((list) => list.map((one) => one.id)));
}

function checkPosts(context: CheckContext): void {
  const posts = context.facts.posts ?? [];
  mustBeUnique(
    context,
    'posts',
    posts.map((post) => post.id),
    '编号',
  );
  posts.forEach((post, index) => {
    mustBeUnit(context, post.unit, ['posts', index, 'unit']);
    if (context.units?.has(post.id) === true)
      context.report(['posts', index, 'id'], `「${post.id}」已是 units 里的编号，职务要另编`);
    mustKnow(context, RANKS, post.rank, '职级', ['posts', index, 'rank']);
  });
  const memberships = context.facts.memberships ?? [];
  mustBeUnique(
    context,
    'memberships',
    memberships.map((row) => JSON.stringify([row.group, row.unit])),
    '团组和单位',
  );
  memberships.forEach((row, index) => {
    mustBeUnit(context, row.group, ['memberships', index, 'group']);
    mustBeUnit(context, row.unit, ['memberships', index, 'unit']);
  });
}

function checkStages(context: CheckContext, stages: object, path: readonly PropertyKey[]): void {
  const known = ids(context.pack.stages, context.pack.derivedStages, context.pack.exits);
  for (const [stage, event] of Object.entries(stages)) {
    if (stageIdOf(context.pack, stage) === null)
      mustKnow(context, known, stage, '本方案的阶段', [...path, stage]);
    const { on, verifiedOn, withdrawnOn }: { on?: string; verifiedOn?: string | null; withdrawnOn?: string } =
      typeof event === 'string' ? {} : event;
    if (on !== undefined && verifiedOn && verifiedOn < on) {
      context.report([...path, stage, 'verifiedOn'], `核实日「${verifiedOn}」早于发生日「${on}」`);
    }
    if (on !== undefined && withdrawnOn !== undefined && withdrawnOn < on) {
      context.report([...path, stage, 'withdrawnOn'], `撤回日「${withdrawnOn}」早于发生日「${on}」`);
    }
  }
}

function checkProjects(context: CheckContext): void {
  const { pack, facts } = context;
  const projects = facts.projects ?? [];
  mustBeUnique(
    context,
    'projects',
    projects.map((project) => project.id),
    '编号',
  );
  const cohorts = ids(pack.cohorts);
  const exits = ids(pack.exits);
  const leaders = new Set(
    (facts.posts ?? [])
      .flatMap((post) => [post.id, post.person ?? '', post.title ?? ''])
      .filter((word) => word !== ''),
  );
  projects.forEach((project, index) => {
    const at = ['projects', index];
    mustBeUnit(context, project.unit, [...at, 'unit']);
    mustBeUnit(context, project.landingUnit, [...at, 'landingUnit']);
    project.groups.forEach((id, n) => {
      mustBeUnit(context, id, [...at, 'groups', n]);
    });
    project.departments.forEach((id, n) => {
      mustBeUnit(context, id, [...at, 'departments', n]);
    });
    project.cohorts.forEach((id, n) => {
      mustKnow(context, cohorts, id, '本方案的固定名单', [...at, 'cohorts', n]);
    });
    if (facts.posts !== undefined) {
      project.leaders.forEach((id, n) => {
        mustKnow(context, leaders, id, 'posts 里的职务', [...at, 'leaders', n]);
      });
    }
    checkStages(context, project.stages, [...at, 'stages']);
    const money = project.totalInvestment;
    if (money !== undefined && unitWithCurrency(money.unit, money.currency) === null) {
      context.report([...at, 'totalInvestment', 'unit'], moneyMessage(money.unit, money.currency));
    }
    checkChanges(context, project.investmentChanges, [...at, 'investmentChanges']);
    if (project.exit !== undefined)
      mustKnow(context, exits, project.exit.kind, '本方案的退出状态', [...at, 'exit', 'kind']);
  });
}

/** 增资、减资: money that converts, verified no earlier than it happened, one total a day. */
function checkChanges(
  context: CheckContext,
  changes: ProjectRow['investmentChanges'],
  path: readonly PropertyKey[],
): void {
  const days = new Set<string>();
  changes.forEach(({ on, verifiedOn, unit, currency }, index) => {
    if (unitWithCurrency(unit, currency) === null)
      context.report([...path, index, 'unit'], moneyMessage(unit, currency));
    if (verifiedOn && verifiedOn < on)
      context.report([...path, index, 'verifiedOn'], `核实日「${verifiedOn}」早于发生日「${on}」`);
    if (days.has(on)) context.report([...path, index, 'on'], `「${on}」已有一次变更，同一天只能有一个总投资`);
    days.add(on);
  });
}

/** Why a unit of money is refused. */
export function moneyMessage(unit: string, currency: string | undefined): string {
  return `金额单位「${unit}」${currency === undefined ? '' : `配币种「${currency}」`}不对，应为 元、万元、亿元、美元、万美元、亿美元`;
}

function checkActivities(context: CheckContext): void {
  const { pack, facts } = context;
  const known = new Set<string>([...ids(pack.activityKinds), ...COMMON_ACTIVITIES]);
  const activities = facts.activities ?? [];
  mustBeUnique(
    context,
    'activities',
    activities.map((activity) => activity.id ?? null),
    '编号',
  );
  activities.forEach((activity, index) => {
    if (activityKindOf(pack, activity.kind) === null && meetingKindOf(pack, activity.kind) === null) {
      mustKnow(context, known, activity.kind, '活动类型', ['activities', index, 'kind']);
    }
    activity.units.forEach((id, n) => {
      mustBeUnit(context, id, ['activities', index, 'units', n]);
    });
  });
}

function checkMeetings(context: CheckContext): void {
  const { pack, facts } = context;
  const meetings = facts.meetings ?? [];
  const known = ids(pack.cadences.filter((cadence) => cadence.kind === 'meeting'));
  mustBeUnique(
    context,
    'meetings',
    meetings.map((meeting) => meeting.id ?? null),
    '编号',
  );
  meetings.forEach((meeting, index) => {
    if (meetingKindOf(pack, meeting.kind) === null) {
      mustKnow(context, known, meeting.kind, '本方案的会议', ['meetings', index, 'kind']);
    }
    meeting.units.forEach((id, n) => {
      mustBeUnit(context, id, ['meetings', index, 'units', n]);
    });
  });
  const bulletins = ids(pack.cadences.filter((cadence) => cadence.kind === 'bulletin'));
  (facts.bulletins ?? []).forEach((row, index) => {
    mustKnow(context, bulletins, row.kind, '本方案的通报', ['bulletins', index, 'kind']);
    row.units.forEach((id, n) => {
      mustBeUnit(context, id, ['bulletins', index, 'units', n]);
    });
  });
}

function checkWork(context: CheckContext): void {
  const { pack, facts } = context;
  const tasks = facts.tasks ?? [];
  mustBeUnique(
    context,
    'tasks',
    tasks.map((task) => JSON.stringify([task.id, task.unit ?? null])),
    '编号和单位',
  );
  tasks.forEach((task, index) => {
    mustKnow(context, ids(pack.tasks), task.id, '本方案的任务', ['tasks', index, 'id']);
    mustBeUnit(context, task.unit, ['tasks', index, 'unit']);
  });
  const reports = ids(pack.cadences.filter((cadence) => cadence.kind === 'report'));
  (facts.reports ?? []).forEach((row, index) => {
    mustKnow(context, reports, row.cadence, '本方案的报送事项', ['reports', index, 'cadence']);
    mustBeUnit(context, row.unit, ['reports', index, 'unit']);
    const isOnce = pack.cadences.some((cadence) => cadence.id === row.cadence && cadence.every === 'once');
    if (!isOnce && periodOfKey(row.period) === null)
      context.report(['reports', index, 'period'], `「${row.period}」不是实有的期间，如 2019-07、2019Q3`);
  });
  const events = new Set(pack.points.flatMap((table) => table.awards.map((award) => award.event)));
  const leads = facts.leads ?? [];
  mustBeUnique(
    context,
    'leads',
    leads.map((lead) => lead.id),
    '编号',
  );
  leads.forEach((lead, index) => {
    mustBeUnit(context, lead.unit, ['leads', index, 'unit']);
    for (const event of Object.keys(lead.events)) {
      mustKnow(context, events, event, '本方案的积分环节', ['leads', index, 'events', event]);
    }
  });
}

/** Every section in the order of the file. */
export function checkSections(
  context: CheckContext,
  checkUnits: (context: CheckContext, kinds: ReadonlySet<string>) => void,
): void {
  checkUnits(context, KINDS);
  checkPosts(context);
  checkProjects(context);
  checkActivities(context);
  checkKeyed(context);
  checkNumbers(context);
  checkMeetings(context);
  checkWork(context);
}
