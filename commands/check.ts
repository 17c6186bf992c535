/**
 * 考评: the yearly checks 滚动考评 of started projects (SM 三(四)19). Reporters file the results, the office finds whether they
 * hold. When checks open, remind and fail is the scheduler's (src/due/rolling-check.ts).
 */
import { CHECKS_PAGE, checkCard, checkListCard, projectChecksCard } from '../src/cards/rolling/rolling.ts';
import { checkView } from '../src/cards/rolling/view.ts';
import { forPeople, type KnownScene, type Pressed, type Result, type Tools } from '../src/command.ts';
import { refuse } from '../src/domain/decision.ts';
import { currentNumber, type Lead, titleOf } from '../src/domain/lead/lead.ts';
import { filingDueOn, questionsOf, rollingRule, STATE_WORDS } from '../src/domain/rolling-check/decide.ts';
import {
  isFiled,
  LIVE_CHECKS,
  owesFiling,
  type RollingCheck,
} from '../src/domain/rolling-check/rolling-check.ts';
import { answerOnly } from '../src/outcome.ts';
import { notFound } from './shared/chat.ts';
import { fileCheck, judgeCheck, pressFile, pressVerdict } from './shared/check/file.ts';
import { checkFacts, seesChecks, viewOf } from './shared/check/find.ts';
import { readAnswers, readCheckVerb } from './shared/check/words.ts';
import { findByNumber, quotedLead, sightHere, splitNumber } from './shared/find.ts';

const LISTED_MAX = 2_000;

export const check = forPeople({
  id: 'check',
  words: ['考评', '滚动考评', '年检'],
  summary: '开工项目的三年滚动考评：填报入统、税收、投资额，招商办核实',
  example: '考评 XM-202611-0001 入统 税收12.5 核实8500 申报10000 佐证 审计报告2026-3号',
  who: ['reporter', 'verifier', 'office', 'leader'],
  inGroups: false,

  async say(text, here, tools) {
    if (here.pack.rolling.length === 0) {
      return refuse('本方案没有滚动考评的规定', { next: '发送「目标」或「得分」查看考核。' });
    }
    const { number, rest } = splitNumber(text);
    const lead = await leadMeant(number, here, tools);
    if (lead === null && number !== null) return notFound(`编号「${number}」`);
    if (lead === null) return list(0, here, tools);
    if (!seesChecks(here.actor, lead, here)) return notFound(`${currentNumber(lead)} 的考评`);
    const checks = await tools.store.rollingChecksOf(lead.number);
    const live = checks.findLast((one) => LIVE_CHECKS.includes(one.state)) ?? checks.at(-1);
    const { verb, rest: words } = readCheckVerb(rest);
    if (verb !== null) {
      const filed = checks.find(isFiled) ?? live;
      if (filed === undefined) return refuse(`${currentNumber(lead)} 没有等核实的考评`);
      return judgeCheck(verb, words === '' ? null : words, filed, lead, here, tools);
    }
    if (words !== '' && live !== undefined) return prefilled(words, live, lead, here, tools);
    const views = await Promise.all(checks.map((one) => viewOf(one, lead, here, tools)));
    return answerOnly({
      card: projectChecksCard(currentNumber(lead), titleOf(lead), views),
      about: lead.number,
    });
  },

  press: {
    file: pressFile,
    verify: (pressed, here, tools) => pressVerdict('verify', pressed, here, tools),
    return: (pressed, here, tools) => pressVerdict('return', pressed, here, tools),
    page: (pressed: Pressed, here, tools) => {
      const offset = Number.parseInt(pressed.args['offset'] ?? '0', 10);
      return list(Number.isSafeInteger(offset) && offset > 0 ? offset : 0, here, tools);
    },
  },
});

async function leadMeant(number: string | null, here: KnownScene, tools: Tools): Promise<Lead | null> {
  if (number === null) return quotedLead(here, tools);
  const found = await findByNumber(number, here, tools);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** The form filled with what was typed; filed at once it would leave no chance to look. */
async function prefilled(
  words: string,
  one: RollingCheck,
  lead: Lead,
  here: KnownScene,
  tools: Tools,
): Result {
  const rule = rollingRule(here.pack, one.rule);
  const typed = readAnswers(words, rule === null ? [] : questionsOf(here.pack, rule));
  const isBlank = Object.keys(typed.flags).length + Object.keys(typed.numbers).length === 0;
  const view = await viewOf(one, lead, here, tools, typed);
  if (isBlank && typed.evidence === null) {
    return refuse(`没有看懂「${words.slice(0, 20)}」`, {
      next: `例如「考评 ${currentNumber(lead)} 入统 税收12.5 核实8500 申报10000 佐证 审计报告」。`,
    });
  }
  if (view.form === null) return fileCheck(one, lead, { ...typed, files: [], note: null }, here, tools);
  return answerOnly({ card: checkCard(view, `填报第${one.year}年滚动考评`), about: lead.number });
}

async function list(offset: number, here: KnownScene, tools: Tools): Result {
  const { roster, today, actor } = here;
  const checks = await tools.store.rollingChecks(LIVE_CHECKS, LISTED_MAX);
  const rows: { check: RollingCheck; lead: Lead }[] = [];
  for (const one of checks) {
    const lead = await tools.store.lead(one.lead);
    if (lead === null || sightHere(lead, here) === 'none' || !seesChecks(actor, lead, here)) continue;
    rows.push({ check: one, lead });
  }
  const [only] = rows;
  if (only !== undefined && rows.length === 1) {
    const view = checkView(await checkFacts(only.check, only.lead, here, tools), actor);
    return answerOnly({ card: checkCard(view), about: only.lead.number });
  }
  const lines = rows.slice(offset, offset + CHECKS_PAGE).map(({ check: one, lead }) => {
    const dueOn = filingDueOn(one);
    const isLate = owesFiling(one) && today > dueOn;
    return {
      number: currentNumber(lead),
      title: titleOf(lead),
      unit: roster.unitName(lead.unit),
      year: one.year,
      stateWord: STATE_WORDS[one.state],
      due: owesFiling(one) ? `${dueOn} 前${isLate ? '（已逾期）' : ''}` : '等招商办核实',
      isLate,
    };
  });
  return answerOnly({
    card: checkListCard({ title: `滚动考评 ${rows.length} 件`, lines, total: rows.length, offset }),
  });
}
