/** 我的: who I am here, what I hold, and what is owed next. */
import type { Element } from '../src/card.ts';
import { or, plain, printInvestment, quiet, sayButton } from '../src/cards/show.ts';
import { forPeople, type KnownScene, type Tools } from '../src/command.ts';
import { sightOf, unitsVerified } from '../src/domain/access.ts';
import { currentNumber, type Lead, pendingStage } from '../src/domain/lead/lead.ts';
import { monthMeant, owesReport } from '../src/domain/month.ts';
import { stageLabel } from '../src/domain/pack/view.ts';
import type { Role } from '../src/domain/roster.ts';
import { answerOnly } from '../src/outcome.ts';
import { activitiesWaiting } from './shared/activity/waiting.ts';
import { clockLines } from './shared/clock-mine.ts';
import { monthWaiting } from './shared/figures/read.ts';
import { holdingLines } from './shared/pool/mine.ts';
import { taskLines } from './shared/task/mine.ts';

const LISTED_MAX = 10;
const BUTTONS_MAX = 4;

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  reporter: '填报员',
  verifier: '审核人',
  office: '招商办',
  leader: '领导',
  assessor: '考评员',
  discipline: '效能',
  observer: '观察员',
  admin: '管理员',
};

export const mine = forPeople({
  id: 'mine',
  words: ['我的'],
  summary: '我登记的线索和项目，以及接下来要做的事',
  example: '我的',
  who: 'people',
  inGroups: false,

  async say(_text, here, tools) {
    const held = await tools.store.leads({ holder: here.actor.id, limit: LISTED_MAX });
    // Whoever moved to another unit, or no longer files, left theirs behind until they are handed over.
    const items = held.items.filter((lead) => sightOf(here.actor, lead, here.roster) !== 'none');
    const total = held.total - (held.items.length - items.length);
    const body: Element[] = [
      plain(whoAmI(here)),
      ...(await holdingLines(here, tools)),
      ...clockLines(items, here),
      ...(await taskLines(here, tools)),
      ...(await owed(here, items, tools)),
    ];
    if (items.length > 0) body.push(...table(items, total, here));
    else if (here.actor.roles.includes('reporter')) body.push(quiet(await nothingHeld(here, tools)));
    return answerOnly({ card: { title: '我的', tone: 'notice', body } });
  },
});

/** Facts of one's own looked through for a registration. */
const LOOKED_BACK_MAX = 200;

/** What left, was withdrawn or went to others is not in the list, but it was registered all the same. */
async function nothingHeld({ actor }: KnownScene, tools: Tools): Promise<string> {
  const facts = await tools.store.factsBy(actor.id, LOOKED_BACK_MAX);
  return facts.some((fact) => fact.type === 'lead.registered')
    ? '您名下现在没有在办的线索和项目；已退出、已移交的可发送「项目 编号」或「线索 编号」查看。'
    : '您还没有登记线索。发送「登记」加一句话就行。';
}

function whoAmI({ actor, roster }: KnownScene): string {
  const units = roster.unitsOf(actor).map((id) => roster.unitName(id));
  const roles = actor.roles.map((role) => ROLE_WORDS[role]);
  return `${actor.name} · ${units.length === 0 ? '未分单位' : units.join('、')} · ${roles.length === 0 ? '没有角色' : roles.join('、')}`;
}

async function owed(here: KnownScene, mine: readonly Lead[], tools: Tools): Promise<readonly Element[]> {
  const { actor, today, pack } = here;
  const lines: Element[] = [];
  if (actor.roles.includes('verifier') || actor.roles.includes('office')) {
    const waiting = await waitingWords(here, tools);
    if (waiting !== null)
      lines.push(plain(`等您审核：${waiting}`), {
        el: 'buttons',
        buttons: [sayButton('待审', 'pending', '', 'primary')],
      });
  }
  const month = monthMeant(pack, today);
  const owing = mine.filter((lead) => owesReport(pack, lead, month));
  const reported = await tools.store.reportedAmong(
    month,
    owing.map((lead) => lead.number),
  );
  const missing = owing.filter((lead) => !reported.has(lead.number));
  if (missing.length > 0) {
    lines.push(plain(`${Number(month.slice(5))}月还没填月报的项目：${missing.length} 个`), {
      el: 'buttons',
      buttons: missing
        .slice(0, BUTTONS_MAX)
        .map((lead) => sayButton(`月报 ${currentNumber(lead)}`, 'report', currentNumber(lead))),
    });
  }
  return lines;
}

/** Everything 待审 would show, as counts: 推进 2 件、月报 3 份、活动 1 项; `null`: nothing. */
async function waitingWords(here: KnownScene, tools: Tools): Promise<string | null> {
  const filter = { units: unitsVerified(here.actor, here.roster), notBy: here.actor.id };
  const month = await monthWaiting(filter.units, here, tools);
  const [stages, figures, activities] = await Promise.all([
    tools.store.waitingCount(filter),
    tools.store.figuresWaitingCount({ ...filter, month }),
    activitiesWaiting(here, tools),
  ]);
  const counts = [
    { count: stages, words: `推进 ${stages} 件` },
    { count: figures, words: `${Number(month.slice(5))}月月报 ${figures} 份` },
    { count: activities.total, words: `活动 ${activities.total} 项` },
  ].filter(({ count }) => count > 0);
  return counts.length === 0 ? null : counts.map(({ words }) => words).join('、');
}

function table(items: readonly Lead[], total: number, here: KnownScene): readonly Element[] {
  const rows = items.map((lead) => ({
    number: currentNumber(lead),
    company: lead.company,
    project: or(lead.project),
    amount: printInvestment(lead.investment),
    stage:
      pendingStage(lead) === null
        ? stageLabel(here.pack, lead.stage)
        : `${stageLabel(here.pack, lead.stage)}（待审）`,
  }));
  const movable = items.filter((lead) => pendingStage(lead) === null).slice(0, BUTTONS_MAX);
  return [
    quiet(
      total > items.length
        ? `最近 ${items.length} 条，共 ${total} 条；更多请用「线索」查找。`
        : `共 ${total} 条。`,
    ),
    {
      el: 'table',
      columns: [
        { key: 'number', title: '编号' },
        { key: 'company', title: '企业' },
        { key: 'project', title: '项目' },
        { key: 'amount', title: '投资额', align: 'right' },
        { key: 'stage', title: '阶段' },
      ],
      rows,
    },
    {
      el: 'buttons',
      buttons: movable.map((lead) =>
        sayButton(`推进 ${currentNumber(lead)}`, 'advance', currentNumber(lead)),
      ),
    },
  ];
}
