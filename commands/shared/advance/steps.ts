/** The steps besides the ladder, submitted: 退出 and 恢复, 补充, 更正, 认定, and closing a promise. */

import { FAULT_OPTIONS } from '../../../src/cards/advance/steps.ts';
import { leadCard } from '../../../src/cards/lead/lead.ts';
import { formText, type KnownScene, type Pressed, type Result, type Tools } from '../../../src/command.ts';
import { isOffice } from '../../../src/domain/access.ts';
import { isRefusal, refuse } from '../../../src/domain/decision.ts';
import type { Decided } from '../../../src/domain/lead/decide.ts';
import { currentNumber, type Lead } from '../../../src/domain/lead/lead.ts';
import { EXIT_PREFIX, TOTAL } from '../../../src/domain/lead/stage-course.ts';
import type { StageFact } from '../../../src/domain/lead/stage-facts.ts';
import {
  correctable,
  decideCorrect,
  decideDetails,
  decideFlag,
  flagChoices,
} from '../../../src/domain/lead/stage-mend.ts';
import { FILL, PLEDGE_PREFIX } from '../../../src/domain/lead/stage-steps.ts';
import { openPledges } from '../../../src/domain/pledge.ts';
import { readDay } from '../../../src/parse/date-field.ts';
import { readInvestmentField } from '../../../src/parse/form.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { tooLong } from '../chat.ts';
import { leadChanges } from '../lead/changes.ts';
import { leadView } from '../lead/view.ts';
import { matchNotices } from '../match/push.ts';
import { chosen } from '../options.ts';
import { commonIntent, leadOfForm, submitIntent } from './submit.ts';
import { readTags } from './tag-fields.ts';

const REASON_LENGTH_MAX = 1_000;

/** 终止, 迁出, 暂停 and 恢复. */
export async function submitExit(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const lead = await leadOfForm(pressed, here, tools);
  if (isRefusal(lead)) return lead;
  const common = await commonIntent(pressed, lead, here, tools);
  if (isRefusal(common)) return common;
  const stage = pressed.args['step'] ?? '';
  const typed = formText(pressed, 'fault');
  const fault = typed === null ? null : chosen(FAULT_OPTIONS, typed);
  const who = formText(pressed, 'responsible');
  const long = tooLong('责任单位或责任人', who, 100);
  if (long !== null) return long;
  const exit = {
    fault: fault === 'objective' || fault === 'avoidable' ? fault : null,
    responsible: who === null ? null : maskPhonesIn(who),
  } as const;
  const isExit = stage.startsWith(EXIT_PREFIX);
  return submitIntent(lead, { ...common, stage, ...(isExit ? { exit } : {}) }, here, tools);
}

/** 补充: to the verifier; by the office at once. */
export async function submitFill(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const lead = await leadOfForm(pressed, here, tools);
  if (isRefusal(lead)) return lead;
  if (isOffice(here.actor)) return fillDirectly(pressed, lead, here, tools);
  const read = readTags(pressed, here);
  if (isRefusal(read)) return read;
  const { tags, fields } = read;
  if (Object.keys(tags).length + Object.keys(fields).length === 0)
    return refuse('还没有填写要补充的内容', { next: '请至少选一项，再按提交。' });
  const intent = { stage: FILL, happenedOn: here.today, evidence: null, note: null, tags, fields };
  return submitIntent(lead, intent, here, tools);
}

/** 补充 by whoever verifies for the unit; permission was checked. */
export async function fillDirectly(pressed: Pressed, lead: Lead, here: KnownScene, tools: Tools): Result {
  const read = readTags(pressed, here);
  if (isRefusal(read)) return read;
  return recorded(lead, decideDetails(lead, read.tags, read.fields), '已补充。', here, tools);
}

/** 增资、减资: the new total, to the verifier. */
export async function submitTotal(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const lead = await leadOfForm(pressed, here, tools);
  if (isRefusal(lead)) return lead;
  const common = await commonIntent(pressed, lead, here, tools);
  if (isRefusal(common)) return common;
  const read = readInvestmentField(formText(pressed, 'total') ?? '');
  if (!read.ok) return refuse(`变更后总投资：${read.reason}`);
  return submitIntent(lead, { ...common, stage: TOTAL, fields: { investment: read.value } }, here, tools);
}

/** 更正 of a verified stage's day, by the office. */
export async function submitCorrection(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const lead = await leadOfForm(pressed, here, tools);
  if (isRefusal(lead)) return lead;
  if (!isOffice(here.actor)) return refuse('已审核阶段的日期只有招商办能更正');
  const options = correctable(here.pack, lead).map(({ id, label }) => ({ value: id, label }));
  const typed = formText(pressed, 'stage');
  if (typed === null) return refuse('还没有选阶段', { next: '请选择「阶段」后再提交。' });
  const day = readDay(formText(pressed, 'happenedOn') ?? '', here.today);
  if (!day.ok) return refuse(day.reason);
  const reason = formText(pressed, 'reason');
  const long = tooLong('理由', reason, REASON_LENGTH_MAX);
  if (long !== null) return long;
  const intent = {
    id: chosen(options, typed),
    happenedOn: day.value,
    reason: reason === null ? null : maskPhonesIn(reason),
  };
  return recorded(lead, decideCorrect(here.pack, lead, intent, here.today), '已更正。', here, tools);
}

/** 认定, by the office. */
export async function submitFlag(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const lead = await leadOfForm(pressed, here, tools);
  if (isRefusal(lead)) return lead;
  if (!isOffice(here.actor)) return refuse('认定只能由招商办记录');
  const common = await commonIntent(pressed, lead, here, tools);
  if (isRefusal(common)) return common;
  const options = flagChoices(here.pack).map(({ id, label }) => ({ value: id, label }));
  const reason = formText(pressed, 'reason');
  const long = tooLong('理由', reason, REASON_LENGTH_MAX);
  if (long !== null) return long;
  const intent = {
    flag: chosen(options, formText(pressed, 'flag') ?? ''),
    on: common.happenedOn,
    reason: reason === null ? null : maskPhonesIn(reason),
    evidence: common.evidence,
    files: common.files ?? [],
  };
  return recorded(lead, decideFlag(here.pack, lead, intent, here.today), '已记录认定。', here, tools);
}

/** 补齐 of a missing paper, 兑现 of a promise: to the verifier. */
export async function submitPledge(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const lead = await leadOfForm(pressed, here, tools);
  if (isRefusal(lead)) return lead;
  const common = await commonIntent(pressed, lead, here, tools);
  if (isRefusal(common)) return common;
  const id = formText(pressed, 'pledge');
  const open = openPledges(await tools.store.pledges(lead.number));
  const item = open.find((one) => one.id === id || id?.includes(one.what) === true);
  if (item === undefined) {
    return refuse(`${currentNumber(lead)} 没有这项未办结的承诺`, { next: '请选择「事项」后再提交。' });
  }
  return submitIntent(lead, { ...common, stage: `${PLEDGE_PREFIX}${item.id}` }, here, tools);
}

/** A decision that holds at once, and the lead as it then stands. */
async function recorded(
  lead: Lead,
  decided: Decided<StageFact>,
  toast: string,
  here: KnownScene,
  tools: Tools,
): Result {
  if (isRefusal(decided)) return decided;
  const { after, changes } = await leadChanges(lead, decided.facts, here, tools);
  return {
    changes,
    answer: {
      card: leadCard(await leadView(after, here, tools)),
      toast: { tone: 'success', text: toast },
      about: lead.number,
    },
    notices: await matchNotices(lead, after, here, tools),
  };
}
