/**
 * 引荐: who introduced how much — leads, usable ones, projects, 积分, 评奖 — of one 推荐人 or of all of them; `积分 浙江商会`
 * as well. Who introduced a lead is said at 登记 or with 线索 推荐人; honours are decided with 线索 评奖.
 */
import { REFERRED_PAGE, referrerCard, referrersCard } from '../src/cards/referrer.ts';
import { printDay } from '../src/cards/show.ts';
import { forPeople, type KnownScene, type Result, type Tools } from '../src/command.ts';
import { isCityLeader, isOffice } from '../src/domain/access.ts';
import { refuse } from '../src/domain/decision.ts';
import { currentNumber } from '../src/domain/lead/lead.ts';
import type { Pack } from '../src/domain/pack/schema.ts';
import { stageLabel } from '../src/domain/pack/view.ts';
import { printPoints } from '../src/domain/points/points.ts';
import { REFERRER_KINDS, referrerAwards, referrerRegistries } from '../src/domain/registry/referrer.ts';
import { answerOnly } from '../src/outcome.ts';
import { sightHere } from './shared/find.ts';
import { sayPoints, yearSpan } from './shared/pool/points.ts';
import { type Referrer, referrerId, referrerName, referrersNamed } from './shared/referrer/find.ts';

const LISTED_MAX = 30;
const POINTS_OF = /^积分[\s:：]+(?=\S)/u;

export const referrer = forPeople({
  id: 'referrer',
  words: ['引荐', '引荐榜'],
  summary: '查推荐人（招商代表、顾问、商会、联络处等）引荐的线索、项目、积分和奖项',
  example: '引荐 浙江商会',
  who: ['reporter', 'verifier', 'office', 'leader', 'assessor'],
  inGroups: false,
  recognises: (text) => POINTS_OF.test(text),
  async say(text, here, tools) {
    const words = text.replace(POINTS_OF, '').trim();
    if (words === '' || words === '榜') return list(here, tools);
    const shown = await show(words, 0, here, tools);
    return shown ?? (POINTS_OF.test(text) ? sayPoints(words, here, tools) : nobody(words));
  },
  press: {
    page: async (pressed, here, tools) => {
      const offset = Number.parseInt(pressed.args['offset'] ?? '0', 10);
      const words = pressed.args['words'] ?? '';
      const from = Number.isSafeInteger(offset) && offset > 0 ? offset : 0;
      return (await show(words, from, here, tools)) ?? nobody(words);
    },
  },
});

const nobody = (words: string) =>
  refuse(`没有找到推荐人「${words.slice(0, 30)}」`, {
    next: '请写名册里的名称；登记时写「推荐人 名称」，名册发送「台账」查看。',
  });

const seesAll = ({ actor, roster }: KnownScene): boolean => isOffice(actor) || isCityLeader(actor, roster);

/** `null`: no such referrer. */
async function show(
  words: string,
  offset: number,
  here: KnownScene,
  tools: Tools,
): Promise<Awaited<Result> | null> {
  const found = await referrersNamed(words, here, tools);
  if (found.length > 1)
    return refuse(
      `「${words.slice(0, 20)}」有 ${found.length} 位推荐人：${found
        .slice(0, 5)
        .map((one) => `${one.id} ${one.name}`)
        .join('；')}`,
      { next: '请写全称或台账编号。' },
    );
  const free = referrerId(words, tools);
  const known: Referrer | null =
    found[0] ??
    ((await tools.store.contact(free)) === null
      ? null
      : { id: free, name: words, kind: null, channel: null });
  if (known === null) return null;
  // What was registered before the list had the name counts as well.
  const ids = [...new Set([known.id, referrerId(known.name, tools)])];
  const year = here.today.slice(0, 4);
  const [from, to] = yearSpan(year);
  const [page, counts, awards] = await Promise.all([
    tools.store.leadsReferred(ids, { limit: REFERRED_PAGE, offset }),
    tools.store.referrerCounts(from, to),
    tools.store.awards(year),
  ]);
  const own = counts.filter(({ referrer: id }) => ids.includes(id));
  const sum = (of: 'leads' | 'usable' | 'projects') => own.reduce((total, one) => total + Number(one[of]), 0);
  const rows = page.items
    .filter((lead) => sightHere(lead, here) !== 'none')
    .map((lead) => ({
      number: currentNumber(lead),
      company: lead.company,
      unit: here.roster.unitName(lead.unit),
      stage: stageLabel(here.pack, lead.stage),
      registeredOn: printDay(lead.registeredAt),
    }));
  const card = referrerCard({
    name: known.name,
    kind: known.kind === null ? null : `${known.kind}${known.id.startsWith('TZ-') ? ` ${known.id}` : ''}`,
    entry: known.id.startsWith('TZ-') ? known.id : null,
    year,
    counts: { leads: sum('leads'), usable: sum('usable'), projects: sum('projects') },
    points: seesAll(here) ? await pointsOf(ids, here, tools) : null,
    awards: awards
      .filter((one) => ids.includes(one.to.id))
      .map((one) => `${one.title}：${one.decision === 'confirmed' ? '已确认' : '不评'}`),
    rules: [...askedOf(here.pack), ...awardsIn(here.pack)],
    rows,
    total: page.total,
    offset,
    words,
  });
  return answerOnly({ card });
}

/** What the ledgers of these ids hold this year; `null`: the plan has no points. */
async function pointsOf(ids: readonly string[], here: KnownScene, tools: Tools): Promise<string | null> {
  if (here.pack.points.length === 0) return null;
  const span = yearSpan(here.today.slice(0, 4));
  const kinds = ['consultant', 'intermediary'] as const;
  const held = await Promise.all(
    ids.flatMap((id) => kinds.map((kind) => tools.store.pointsBalance({ kind, id }, ...span))),
  );
  return printPoints(held.reduce((sum, one) => sum + one.units, 0));
}

/** What the plan asks of referrers in numbers: 每个聊城商会 100 条. */
function askedOf(pack: Pack): readonly string[] {
  const ids = new Set(referrerRegistries(pack).map(({ id }) => id));
  return pack.targets.flatMap(({ label, bind, measure, value, unit, clause }) => {
    const kinds = typeof bind === 'object' ? JSON.stringify(bind) : '';
    const isTheirs =
      [...REFERRER_KINDS].some((kind) => kinds.includes(`"${kind}"`)) ||
      (measure?.size !== undefined && ids.has(measure.size));
    if (!isTheirs || value === undefined) return [];
    const said = Array.isArray(value) ? value.join('—') : value;
    return [`方案要求：${label} ${said}${unit ?? ''}（${clause}），完成情况见「目标」。`];
  });
}

const awardsIn = (pack: Pack): readonly string[] => {
  const awards = referrerAwards(pack);
  if (awards.length === 0) return ['本市方案没有规定引荐奖项。'];
  return awards.map(
    ({ title, label, clause, note }) =>
      `奖项：${title ?? label}（${clause}）${note === undefined ? '' : `。${note}`}`,
  );
};

async function list(here: KnownScene, tools: Tools): Result {
  const year = here.today.slice(0, 4);
  if (!seesAll(here))
    return refuse('引荐榜只给招商办和市领导看', {
      next: '发送「引荐 名称」看一位推荐人引荐给本单位的线索。',
    });
  const counts = await tools.store.referrerCounts(...yearSpan(year));
  const kinds = new Map(referrerRegistries(here.pack).map((one) => [one.id, one.label]));
  const rows = [];
  for (const one of counts.slice(0, LISTED_MAX)) {
    const name = await referrerName(one.referrer, here, tools);
    const entry = one.referrer.startsWith('TZ-') ? await tools.store.entry(one.referrer) : null;
    const unit = here.roster.unit(one.referrer);
    rows.push({
      name,
      kind: kinds.get(entry?.registry ?? '') ?? (unit === null ? '—' : '推荐单位'),
      leads: String(one.leads),
      usable: String(one.usable),
      projects: String(one.projects),
      points: await pointsOf([one.referrer], here, tools),
    });
  }
  const card = referrersCard({
    year,
    rows,
    more: Math.max(0, counts.length - LISTED_MAX),
    rules: [...askedOf(here.pack), ...awardsIn(here.pack)],
    mayAward: isOffice(here.actor) && referrerAwards(here.pack).length > 0,
  });
  return answerOnly({ card });
}
