/** 填报 and 核实 of a yearly check, typed or pressed; whoever has to act next gets a card. */
import { checkCard } from '../../../src/cards/rolling/rolling.ts';
import { checkFilers, checkView } from '../../../src/cards/rolling/view.ts';
import { formText, type KnownScene, type Pressed, type Result, type Tools } from '../../../src/command.ts';
import { isOffice, mayReportFor } from '../../../src/domain/access.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import { currentNumber, type Lead } from '../../../src/domain/lead/lead.ts';
import {
  decideFile,
  decideVerdict,
  type FilingIntent,
  questionsOf,
  rollingRule,
  sayCheck,
} from '../../../src/domain/rolling-check/decide.ts';
import {
  evolveRolling,
  type RollingCheck,
  type RollingFact,
} from '../../../src/domain/rolling-check/rolling-check.ts';
import type { Person } from '../../../src/domain/roster.ts';
import { checkNotice } from '../../../src/due/rolling-notice.ts';
import { readFigure } from '../../../src/parse/figure-field.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { notFound, tooLong } from '../chat.ts';
import { freeFiles } from '../evidence-files.ts';
import { checkByButton, checkFacts } from './find.ts';
import { wanText } from './words.ts';

export type JudgeVerb = 'verify' | 'passes' | 'fails' | 'return';

const EVIDENCE_MAX = 200;
const NOTE_MAX = 1_000;
const REASON_MAX = 500;
const YES = /^(?:yes|是|有|已入统|入统|true)$/i;
const NO = /^(?:no|否|无|没有|未入统|false)$/i;

/** 提交 of the form. */
export async function pressFile(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const found = await checkByButton(pressed.args['check'], here, tools);
  if (found === null) return notFound('这次考评');
  const { check, lead } = found;
  const stale = refuseStale(pressed, check, lead);
  if (stale !== null) return stale;
  const intent = await readForm(pressed, check, lead, here, tools);
  return isRefusal(intent) ? intent : fileCheck(check, lead, intent, here, tools);
}

function refuseStale(pressed: Pressed, check: RollingCheck, lead: Lead): Refusal | null {
  if (pressed.args['version'] === String(check.version)) return null;
  // Reminders do not make a form stale in anybody's eyes.
  if (Number(pressed.args['version']) < check.version && check.state === 'open' && check.filings.length === 0)
    return null;
  return refuse('这张卡片打开之后，这次考评已有新的变化', {
    next: `请重新发送「考评 ${currentNumber(lead)}」。`,
  });
}

async function readForm(
  pressed: Pressed,
  check: RollingCheck,
  lead: Lead,
  here: KnownScene,
  tools: Tools,
): Promise<FilingIntent | Refusal> {
  const rule = rollingRule(here.pack, check.rule);
  const flags: Record<string, boolean | null> = {};
  const numbers: Record<string, string | null> = {};
  for (const { kind, id, label } of rule === null ? [] : questionsOf(here.pack, rule)) {
    const typed = formText(pressed, `${kind}_${id}`);
    if (kind === 'flag') {
      if (typed !== null && !YES.test(typed) && !NO.test(typed))
        return refuse(`「${label}」请选「是」或「否」`);
      flags[id] = typed === null ? null : YES.test(typed);
      continue;
    }
    const read = readFigure(typed ?? '', { id, label, unit: '万元' }, null);
    if (!read.ok) return refuse(read.reason);
    numbers[id] = read.value === null ? null : wanText(read.value);
  }
  const evidence = formText(pressed, 'evidence');
  const note = formText(pressed, 'note');
  const long = tooLong('佐证', evidence, EVIDENCE_MAX) ?? tooLong('说明', note, NOTE_MAX);
  if (long !== null) return long;
  const used = new Set(check.filings.flatMap((filing) => filing.files));
  const files = (await freeFiles(lead, tools)).map((file) => file.id).filter((id) => !used.has(id));
  return { flags, numbers, evidence, files, note };
}

export async function fileCheck(
  check: RollingCheck,
  lead: Lead,
  intent: FilingIntent,
  here: KnownScene,
  tools: Tools,
): Result {
  const { actor, roster } = here;
  if (!mayReportFor(actor, lead.unit, roster)) {
    return refuse(`${currentNumber(lead)} 是${roster.unitName(lead.unit)}的项目，只有本单位填报员能填报考评`);
  }
  const masked = {
    ...intent,
    evidence: intent.evidence === null ? null : maskPhonesIn(intent.evidence),
    note: intent.note === null ? null : maskPhonesIn(intent.note),
  };
  const decided = decideFile(here.pack, check, masked, here.today);
  if (isRefusal(decided)) return decided;
  const office = roster.people.filter((person) => isOffice(person) && person.id !== actor.id);
  const told = office.map((person) => person.name).join('、');
  return concluded(check, lead, decided.facts, here, tools, {
    toast: told === '' ? '已提交。名册里没有别的招商办人员可以核实。' : '已提交，等招商办核实。',
    headline: `待核实：${sayCheck(check)}`,
    to: office,
  });
}

export async function pressVerdict(
  verb: 'verify' | 'return',
  pressed: Pressed,
  here: KnownScene,
  tools: Tools,
): Result {
  const found = await checkByButton(pressed.args['check'], here, tools);
  if (found === null) return notFound('这次考评');
  const stale = refuseStale(pressed, found.check, found.lead);
  return stale ?? judgeCheck(verb, formText(pressed, 'reason'), found.check, found.lead, here, tools);
}

/** @param verb `verify` takes it as the answers come out; 通过 and 未通过 typed must be what they come to */
export async function judgeCheck(
  verb: JudgeVerb,
  reason: string | null,
  check: RollingCheck,
  lead: Lead,
  here: KnownScene,
  tools: Tools,
): Result {
  const { actor } = here;
  if (!isOffice(actor)) return refuse('滚动考评由招商办核实', { next: '填报请发送「考评 编号」。' });
  const long = tooLong('理由', reason, REASON_MAX);
  if (long !== null) return long;
  const wish =
    verb === 'return'
      ? { do: 'return' as const, reason: reason === null ? null : maskPhonesIn(reason) }
      : { do: 'verify' as const, ...(verb === 'verify' ? {} : { meant: verb }) };
  const decided = decideVerdict(here.pack, check, wish, actor.id, here.today);
  if (isRefusal(decided)) return decided;
  const lacks = decided.facts.some((fact) => fact.type === 'rolling.found_lacking');
  const word = verb === 'return' ? '已退回' : lacks ? '认定未通过，进入整改' : '已通过';
  return concluded(check, lead, decided.facts, here, tools, {
    toast: `${sayCheck(check)}${word}。`,
    headline: `${sayCheck(check)}${word}`,
    to: checkFilers(lead, here.roster).filter((person) => person.id !== actor.id),
  });
}

async function concluded(
  check: RollingCheck,
  lead: Lead,
  facts: readonly RollingFact[],
  here: KnownScene,
  tools: Tools,
  say: { readonly toast: string; readonly headline: string; readonly to: readonly Person[] },
): Result {
  const after = facts.reduce<RollingCheck>(
    (state, fact) => evolveRolling(state, fact, here.now, here.actor.id),
    check,
  );
  const all = await checkFacts(after, lead, here, tools);
  return {
    changes: [{ subject: 'rolling', before: check, facts }],
    answer: {
      card: checkCard(checkView(all, here.actor)),
      toast: { tone: 'success', text: say.toast },
      about: lead.number,
    },
    notices: say.to.flatMap((person) => checkNotice(all, person, say.headline)),
  };
}
