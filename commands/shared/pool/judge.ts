/** 有效, 核实, 无效 of a registration by its verifiers; 待核实, the list of those not judged; 推荐人, who introduced it. */
import { askCard, heldCard, POOL_PAGE } from '../../../src/cards/pool/pool.ts';
import { plain, printDay, quiet, sayButton } from '../../../src/cards/show.ts';
import type { KnownScene, Pressed, Result, Tools } from '../../../src/command.ts';
import { mayAnswerFor, mayVerify } from '../../../src/domain/access.ts';
import { isRefusal, refuse } from '../../../src/domain/decision.ts';
import type { JudgedAs } from '../../../src/domain/lead/holding-facts.ts';
import { decideJudge, JUDGED_WORDS } from '../../../src/domain/lead/judge.ts';
import { currentNumber, type Lead, titleOf } from '../../../src/domain/lead/lead.ts';
import { answerOnly } from '../../../src/outcome.ts';
import { leadChanges } from '../lead/changes.ts';
import { attribute } from '../referrer/attribute.ts';
import { meantLead, pressedLead, sidePeople, tell, written, writtenField } from './lead.ts';

const SCANNED_MAX = 400;

export async function sayJudge(words: string, verdict: JudgedAs, here: KnownScene, tools: Tools): Result {
  const meant = await meantLead(words, here, tools, `线索 ${JUDGED_WORDS[verdict]} XS-202611-0001`);
  if (isRefusal(meant)) return meant;
  const reason = written('说明', meant.rest);
  return isRefusal(reason) ? reason : judge(meant.lead, verdict, reason, here, tools);
}

export async function pressJudge(
  pressed: Pressed,
  verdict: JudgedAs,
  here: KnownScene,
  tools: Tools,
): Result {
  const lead = await pressedLead(pressed, here, tools);
  if (isRefusal(lead)) return lead;
  const reason = writtenField('说明', pressed, 'reason');
  return isRefusal(reason) ? reason : judge(lead, verdict, reason, here, tools);
}

export async function judgeForm(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const lead = await pressedLead(pressed, here, tools);
  if (isRefusal(lead)) return lead;
  if (!mayVerify(here.actor, lead.unit, here.roster)) return notMine(lead, here);
  return answerOnly({
    card: askCard({
      lead: lead.number,
      number: currentNumber(lead),
      title: titleOf(lead),
      heading: '核实线索',
      lines: [
        '有效：登记真实、要素齐全。核实：已向企业核实投资意向。无效：企业或项目不存在，要写理由，已得积分收回。',
      ],
      name: 'reason',
      label: '说明',
      placeholder: '如：11月12日电话核实，企业有意向',
      required: false,
      buttons: [
        { label: '核实', action: 'judge-verified', look: 'primary' },
        { label: '有效', action: 'judge-valid', look: 'primary' },
        { label: '无效', action: 'judge-invalid', look: 'danger' },
      ],
    }),
    about: lead.number,
  });
}

const notMine = (lead: Lead, here: KnownScene) =>
  refuse(`您不是${here.roster.unitName(lead.unit)}的审核人，不能核实这条线索`);

async function judge(
  lead: Lead,
  verdict: JudgedAs,
  reason: string | null,
  here: KnownScene,
  tools: Tools,
): Result {
  if (!mayVerify(here.actor, lead.unit, here.roster)) return notMine(lead, here);
  const decided = decideJudge(lead, verdict, reason, here.actor.id);
  if (isRefusal(decided)) return decided;
  const { after, changes } = await leadChanges(lead, decided.facts, here, tools);
  const number = currentNumber(lead);
  const word = JUDGED_WORDS[verdict];
  const lines = [
    `${here.actor.name} 认定为「${word}」。`,
    ...(reason === null ? [] : [`说明：${reason}`]),
    ...(verdict === 'invalid' ? ['已得的线索积分收回。'] : []),
  ];
  return {
    changes,
    answer: {
      card: heldCard(`已认定${word}`, verdict === 'invalid' ? 'closed' : 'done', {
        number,
        title: titleOf(lead),
        lines,
        buttons: [sayButton('待核实', 'leads', '待核实')],
      }),
      toast: { tone: 'success', text: `已认定为${word}。` },
      about: lead.number,
    },
    notices: tell(lead.holder === '' ? [] : sidePeople(lead.unit, lead.holder, here), here, {
      key: `judged:${lead.number}:${after.version}`,
      card: heldCard(`线索认定${word}`, 'notice', { number, title: titleOf(lead), lines }),
      about: lead.number,
    }),
  };
}

/** 待核实: registrations of this person's units that nobody judged, oldest first. */
export async function unjudgedList(here: KnownScene, tools: Tools): Result {
  const { items } = await tools.store.leadsUnjudged({ limit: SCANNED_MAX, offset: 0 });
  const mine = items.filter(
    (lead) => mayVerify(here.actor, lead.unit, here.roster) && lead.holder !== here.actor.id,
  );
  if (mine.length === 0) {
    const card = {
      title: '没有待核实的线索',
      tone: 'done',
      body: [plain('等您核实的线索都已处理。')],
    } as const;
    return answerOnly({ card });
  }
  const shown = mine.slice(0, POOL_PAGE);
  return answerOnly({
    card: {
      title: `待核实线索 ${mine.length} 条`,
      tone: 'todo',
      body: [
        quiet('核实后计线索积分；也可以直接发送「线索 核实 编号」「线索 无效 编号 理由」。'),
        {
          el: 'table',
          columns: [
            { key: 'number', title: '编号' },
            { key: 'company', title: '企业' },
            { key: 'unit', title: '单位' },
            { key: 'registeredOn', title: '登记日期' },
          ],
          rows: shown.map((lead) => ({
            number: currentNumber(lead),
            company: lead.company,
            unit: here.roster.unitName(lead.unit),
            registeredOn: printDay(lead.registeredAt),
          })),
        },
        {
          el: 'buttons',
          buttons: shown.map((lead) => ({
            label: currentNumber(lead),
            press: { command: 'leads', action: 'judge-form', args: { lead: lead.number } },
          })),
        },
        ...(mine.length > shown.length
          ? [quiet(`还有 ${mine.length - shown.length} 条，处理后再发送「线索 待核实」。`)]
          : []),
      ],
    },
  });
}

/** `推荐人 XS-… 姓名`: whose ledger of 招商顾问 earns; the name is sealed like a contact. */
export async function sayReferrer(words: string, here: KnownScene, tools: Tools): Result {
  const meant = await meantLead(words, here, tools, '线索 推荐人 XS-202611-0001 张顾问');
  if (isRefusal(meant)) return meant;
  const { lead } = meant;
  const number = currentNumber(lead);
  const name = meant.rest.replace(/\s+/g, ' ').trim();
  if (name === '')
    return refuse('请写推荐人的姓名或机构', { next: `例如「线索 推荐人 ${number} 张顾问」。` });
  if (!mayAnswerFor(here.actor, lead, here.roster)) return refuse('只有持有单位和招商办可以登记推荐人');
  const introduced = await attribute(name, here, tools);
  if (isRefusal(introduced)) return introduced;
  const referrer = introduced.referrer.id;
  if (lead.holding.referrer === referrer) return refuse(`${number} 的推荐人已经是这一位`);
  if (lead.holding.referrer !== null && !here.actor.roles.includes('office'))
    return refuse(`${number} 已登记过推荐人`, { next: '需要更正请联系招商办。' });
  const { after, changes } = await leadChanges(lead, [introduced.fact], here, tools);
  return {
    changes: [...introduced.changes, ...changes],
    answer: {
      card: heldCard('已登记推荐人', 'done', {
        number,
        title: titleOf(after),
        lines: [
          `推荐人：${introduced.referrer.name}${introduced.referrer.kind === null ? '' : `（${introduced.referrer.kind}）`}。线索积分同时计入推荐人名下。`,
        ],
      }),
      toast: { tone: 'success', text: '已登记推荐人。' },
      about: lead.number,
    },
    notices: [],
  };
}
