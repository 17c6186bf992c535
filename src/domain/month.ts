/**
 * The month 月报 means, and what filing it today amounts to: 预报, on time, 迟报, 更正, or a refusal.
 *
 *     before openOn     openOn … dueOn 24:00     after dueOn          bulletin published
 *     ── 预报 ──────────── 按期 ──────────────── 迟报 ──────────────── 更正 (goes into the next bulletin)
 *
 * Windows come from the pack (domain P13, SM-I13). Left out: reading month words (`src/parse/date-field.ts`) and
 * who may file (`access.ts`).
 */
import {
  addDays,
  type Day,
  dayOfInstant,
  instantOfDay,
  type Month,
  monthEnd,
  monthOf,
  shiftMonth,
} from './day.ts';
import { type Refusal, refuse } from './decision.ts';
import type { Lead } from './lead/lead.ts';
import { currentNumber, verifiedStages } from './lead/lead.ts';
import { EXIT_PREFIX, isPaused, RESUME } from './lead/stage-course.ts';
import type { Pack } from './pack/schema.ts';
import { bulletinDay, isProjectStage, monthlyReport, type ReportWindow, reportWindow } from './pack/view.ts';
import type { Report } from './progress.ts';

/** How far back an open window is looked for: the longest a pack may put between a month and its due day. */
const MONTHS_BACK_MAX = 14;

/** `2026-10` as people read it: 2026年10月. */
export function sayMonth(month: Month): string {
  return `${Number(month.slice(0, 4))}年${Number(month.slice(5, 7))}月`;
}

/** `10月` within the same year as `reference`, otherwise with its year. */
export function sayMonthShort(month: Month, reference: Month): string {
  return month.slice(0, 4) === reference.slice(0, 4) ? `${Number(month.slice(5, 7))}月` : sayMonth(month);
}

/** True while a month's window is open: `openOn` ≤ day ≤ `graceUntilOn`. */
function isOpen(window: ReportWindow | null, today: Day): boolean {
  return window !== null && window.openOn <= today && today <= window.graceUntilOn;
}

/** The month meant when none is said: the latest with an open window, else the running one (design §5). */
export function monthMeant(pack: Pack, today: Day): Month {
  const running = monthOf(today);
  for (let back = 0; back <= MONTHS_BACK_MAX; back += 1) {
    const month = shiftMonth(running, -back);
    if (isOpen(reportWindow(pack, month), today)) return month;
  }
  return running;
}

/** The same for one project: a window that closed before it was registered is not its own. */
export function monthMeantFor(pack: Pack, lead: Lead, today: Day): Month {
  const meant = monthMeant(pack, today);
  const since = monthOf(dayOfInstant(lead.registeredAt));
  return meant < since ? since : meant;
}

/** 预报: filed before the month's window opens; without a window, while the month is still running. */
export function isForecast(pack: Pack, month: Month, today: Day): boolean {
  const window = reportWindow(pack, month);
  return window === null ? today <= monthEnd(month) : today < window.openOn;
}

/** After the due day's 24:00. A pack without a monthly report knows no lateness, nor does a month nobody owes. */
export function isPastDue(pack: Pack, month: Month, today: Day): boolean {
  const window = reportWindow(pack, month);
  return window !== null && today > window.dueOn && isMonthOwed(pack, month);
}

/** A month that ended before the plan was issued is owed by nobody, unless the plan says so (domain.md P1, trap 20). */
export function isMonthOwed(pack: Pack, month: Month): boolean {
  const report = monthlyReport(pack);
  return report === null || !report.skipBeforeIssue || monthEnd(month) >= pack.issuedOn;
}

/** What filing this month today amounts to. */
export interface Filing {
  readonly month: Month;
  readonly forecast: boolean;
  /** 迟报: nothing but a 预报 was there when the due day ended. */
  readonly late: boolean;
  /** 更正: the month's bulletin is out and does not change. */
  readonly correction: boolean;
  readonly dueOn: Day | null;
}

export interface FilingQuestion {
  readonly lead: Lead;
  readonly month: Month;
  readonly today: Day;
  /** What stands for the month already. */
  readonly standing: Report | null;
  readonly published: boolean;
}

/**
 * May this project file this month today, and as what? Refuses future months, those before it was registered, and those
 * after it left or was paused.
 */
export function decideFiling(pack: Pack, question: FilingQuestion): Filing | Refusal {
  const { lead, month, today, standing, published } = question;
  const refusal = refuseMonth(month, today);
  if (refusal !== null) return refusal;
  const since = monthOf(dayOfInstant(lead.registeredAt));
  if (month < since) {
    return refuse(`${currentNumber(lead)} 于${sayMonth(since)}登记，没有${sayMonth(month)}的月报可报`, {
      next: `此前已到位的累计数请填在${sayMonth(since)}：发送「月报 ${currentNumber(lead)} ${since}」。`,
    });
  }
  const gone = refuseGone(lead, month);
  if (gone !== null && standing === null) return gone;
  const wasOnTime = standing !== null && !standing.forecast && !standing.late;
  const filing = monthFiling(pack, month, today, published);
  return wasOnTime ? { ...filing, late: false } : filing;
}

/** 终止, 迁出 and 暂停 end the reporting with the month they happened in; `null` when the month may be filed. */
function refuseGone(lead: Lead, month: Month): Refusal | null {
  const { exit } = lead.course;
  if (exit === null || month <= monthOf(exit.on)) return null;
  const number = currentNumber(lead);
  if (isPaused(lead)) {
    return refuse(`${number} 已于 ${exit.on} 暂停，${sayMonth(month)}不用填月报`, {
      next: `恢复推进后再报：发送「推进 ${number} 恢复」。`,
    });
  }
  return refuse(`${number} 已于 ${exit.on} 退出，${sayMonth(month)}不再填月报`, {
    next: `补报退出以前的月份请写明月份，例如「月报 ${number} ${monthOf(exit.on)}」。`,
  });
}

/** What filing a month today amounts to for a project that has no report for it yet. */
export function monthFiling(pack: Pack, month: Month, today: Day, published: boolean): Filing {
  return {
    month,
    forecast: isForecast(pack, month, today),
    late: isPastDue(pack, month, today),
    correction: published,
    dueOn: reportWindow(pack, month)?.dueOn ?? null,
  };
}

/** Refuses a month that has not begun; `null` when it may be asked for. */
export function refuseMonth(month: Month, today: Day): Refusal | null {
  if (month <= monthOf(today)) return null;
  return refuse(`${sayMonth(month)}还没有开始`, { next: `本月（${sayMonth(monthOf(today))}）可以先预报。` });
}

/** One line on a form or a result: 按期, 预报, 迟报, 更正, with the due day; defaults are said to be such. */
export function sayFiling(filing: Filing, pack: Pack): string {
  const due = filing.dueOn === null ? '' : `，${filing.dueOn} 24:00 截止${dueNote(pack)}`;
  if (filing.correction) return '更正：本月战报已签发，原数不改，差额进入下一期战报';
  if (filing.forecast) return `预报：报送窗口尚未打开${due}`;
  if (filing.late) return `迟报：已过 ${filing.dueOn ?? ''} 24:00，战报签发前提交仍计入本期`;
  return `按期${due}`;
}

/** 系统默认 where the city's text gives no day. */
export function dueNote(pack: Pack): string {
  return monthlyReport(pack)?.dueOrigin === 'default' ? '（系统默认）' : '';
}

/**
 * The rule 应报 of one month in comparisons alone, so that the same rule runs over one lead here and over a whole city in
 * the database: a project by the end of the due day, registered and come to its project stage by the month's end, not left.
 */
export interface OwingRule {
  readonly month: Month;
  readonly monthEndOn: Day;
  /** UTC ms: registered before the month's end. */
  readonly registeredBefore: number;
  /** UTC ms: promoted before the due day's end; 0: nobody owes this month. */
  readonly promotedBefore: number;
  /** Stages that are exits of the pack. */
  readonly exits: readonly string[];
  /** Stages from the project stage on. */
  readonly projectStages: readonly string[];
}

/** The rule of a month by a pack. */
export function owingRule(pack: Pack, month: Month): OwingRule {
  const monthEndOn = monthEnd(month);
  const dueOn = reportWindow(pack, month)?.dueOn ?? monthEndOn;
  return {
    month,
    monthEndOn,
    registeredBefore: instantOfDay(addDays(monthEndOn, 1)),
    promotedBefore: isMonthOwed(pack, month) ? instantOfDay(addDays(dueOn, 1)) : 0,
    exits: pack.exits.map((exit) => exit.id),
    projectStages: projectStages(pack),
  };
}

/** The stages that make a project, or follow. */
export const projectStages = (pack: Pack): readonly string[] =>
  pack.stages.filter((stage) => isProjectStage(pack, stage.id)).map((stage) => stage.id);

/**
 * Does this project owe a report for the month 应报? It was a project by the end of the due day, had become one in
 * that month or before, and has not left (终止, 迁出 …).
 */
export function owesReport(pack: Pack, lead: Lead, month: Month): boolean {
  const rule = owingRule(pack, month);
  if (lead.projectNumber === null || lead.promotedAt === null || lead.status === 'withdrawn') return false;
  // 终止, 迁出 and 暂停 owe nothing from the day they hold.
  if (lead.course.exit !== null && lead.course.exit.on <= rule.monthEndOn) return false;
  if (rule.exits.includes(lead.stage)) return false;
  if (lead.registeredAt >= rule.registeredBefore || lead.promotedAt >= rule.promotedBefore) return false;
  if (wasAwayOn(lead, rule.monthEndOn)) return false;
  // What happened counts, not when it was reported.
  const days = lead.stages
    .filter((event) => event.state === 'verified' && rule.projectStages.includes(event.stage))
    .map((event) => event.happenedOn);
  return days.length === 0 || days.some((day) => day <= rule.monthEndOn);
}

/** Away on that day: paused and not yet resumed, though it may have been since. A pause's months are never owed. */
function wasAwayOn(lead: Lead, day: Day): boolean {
  // As the database orders them: on one day 恢复 comes last.
  const last = verifiedStages(lead)
    .filter(({ stage, happenedOn }) => happenedOn <= day && isCourseStep(stage))
    .map(({ stage, happenedOn }) => `${happenedOn} ${stage}`)
    .sort()
    .at(-1);
  return last !== undefined && !last.endsWith(RESUME);
}

const isCourseStep = (stage: string): boolean => stage === RESUME || stage.startsWith(EXIT_PREFIX);

/** The month whose bulletin comes out on this day 战报日 (SM-I13: the 8th of the next month); `null` on other days. */
export function bulletinDueOn(pack: Pack, today: Day): Month | null {
  for (let back = 0; back <= MONTHS_BACK_MAX; back += 1) {
    const month = shiftMonth(monthOf(today), -back);
    if (bulletinDay(pack, month) === today) return month;
  }
  return null;
}
