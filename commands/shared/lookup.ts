/**
 * 线索 and 项目 are one query over two views of the same subject: by number, by name, by what a unit holds, and by conditions
 * (永安亿元以上签约, 本月开工). Left out: what one lead's card shows.
 */
import { leadCard } from '../../src/cards/lead/lead.ts';
import { LIST_PAGE, leadListCard } from '../../src/cards/lead/list.ts';
import type { Pressed, Result, Scene, Tools } from '../../src/command.ts';
import { nameKeys } from '../../src/domain/company.ts';
import { refuse } from '../../src/domain/decision.ts';
import type { Lead } from '../../src/domain/lead/lead.ts';
import { stageLabel } from '../../src/domain/pack/view.ts';
import { answerOnly } from '../../src/outcome.ts';
import { type LeadConditions, readConditions } from '../../src/parse/lead-conditions.ts';
import { nameAskedFor } from '../../src/parse/question.ts';
import type { LeadFilter } from '../../src/store.ts';
import { stageWords } from './advance/words.ts';
import { findByNumber, quotedLead, sightHere, splitNumber } from './find.ts';
import { leadView } from './lead/view.ts';

export interface Lookup {
  readonly command: 'leads' | 'projects';
  readonly noun: string;
}

interface Asked {
  /** As they go into the buttons that turn the page. */
  readonly words: string;
  readonly offset: number;
  readonly lookup: Lookup;
  readonly scene: Scene;
  readonly tools: Tools;
}

interface Found {
  readonly leads: readonly Lead[];
  /** Older ones were not looked at. */
  readonly isCut: boolean;
}

/** Rows looked through for what the asker may see; sight is decided row by row. */
const SCANNED_MAX = 400;
const WORDS_MAX = 100;
const TITLE_MAX = 30;

export async function lookUp(words: string, lookup: Lookup, scene: Scene, tools: Tools): Result {
  const { number, rest } = splitNumber(words);
  const asked = { words, offset: 0, lookup, scene, tools };
  if (number !== null && rest === '') {
    const leads = await findByNumber(number, scene, tools);
    if (leads[0] !== undefined && leads.length === 1) return one(leads[0], scene, tools);
    if (leads.length > 1) return list({ leads, isCut: false }, words, asked);
  }
  if (words.trim() === '') {
    const quoted = await quotedLead(scene, tools);
    if (quoted !== null) return one(quoted, scene, tools);
  }
  return search({ ...asked, words: words.trim() });
}

export async function lookUpPage(pressed: Pressed, lookup: Lookup, scene: Scene, tools: Tools): Result {
  const offset = Number.parseInt(pressed.args['offset'] ?? '0', 10);
  return search({
    words: pressed.args['words'] ?? '',
    offset: Number.isSafeInteger(offset) && offset > 0 ? offset : 0,
    lookup,
    scene,
    tools,
  });
}

async function search(asked: Asked): Result {
  const { words, lookup, scene, tools } = asked;
  const name = nameAskedFor(words);
  const named = await byName(name, asked);
  if (named.leads[0] !== undefined) {
    return named.leads.length === 1 ? one(named.leads[0], scene, tools) : list(named, name, asked);
  }
  // No firm is called so: then it may be said by conditions.
  const meant = name === '' ? null : readConditions(words, stageWords(scene.pack), scene.today);
  if (meant !== null) {
    const title = [...meant.said, meant.rest].filter((part) => part !== '').join(' · ');
    const found = await byConditions(meant, asked);
    if (found.leads.length > 0) return list(found, title, asked, conditionLines(meant));
    if (meant.rest === '' || unitsNamed(meant.rest, scene).length > 0)
      return refuse(`没有「${title}」的、您可以看的${lookup.noun}`, { next: '可以少写一个条件再查。' });
  }
  const what =
    name === ''
      ? `没有可看的${lookup.noun}`
      : `没有找到与「${name.slice(0, TITLE_MAX)}」相关、您可以看的${lookup.noun}`;
  const other = lookup.command === 'leads' ? '' : '还没签约的请用「线索」查找；';
  return refuse(what, { next: `${other}可以换个企业名称或编号再试。` });
}

async function byName(name: string, asked: Asked): Promise<Found> {
  const own = name === '' ? ownUnits(asked.scene) : null;
  const found = await visible({ words: name, ...(own === null ? {} : { units: own }) }, asked);
  // 线索 大田县: what the unit of that name holds, besides what has the words in its own name.
  const units = name === '' ? [] : unitsNamed(name, asked.scene);
  if (units.length === 0)
    return found.leads.length > 0 || name === ''
      ? found
      : { leads: await formerly(name, asked), isCut: false };
  const held = await visible({ units }, asked);
  return {
    leads: [...new Map([...held.leads, ...found.leads].map((lead) => [lead.number, lead])).values()],
    isCut: held.isCut || found.isCut,
  };
}

/** By a name it had before 更名. */
async function formerly(name: string, { lookup, scene, tools }: Asked): Promise<readonly Lead[]> {
  const found = await tools.store.leadsByKeys(nameKeys(name), SCANNED_MAX);
  return found.filter(
    (lead) =>
      lead.formerNames.some((one) => one.includes(name)) &&
      (lookup.command === 'leads' || lead.projectNumber !== null) &&
      sightHere(lead, scene) !== 'none',
  );
}

function byConditions(
  { stage, days, investment, isOwn, rest }: LeadConditions,
  asked: Asked,
): Promise<Found> {
  const meant = unitsNamed(rest, asked.scene);
  const own = isOwn ? ownUnits(asked.scene) : null;
  return visible(
    {
      // 签约 is where a project stands; 本月签约 what it did, wherever it stands now.
      ...(stage === null || days !== null ? {} : { stage }),
      ...(days === null ? {} : { reached: { stage, ...days } }),
      ...(investment === null ? {} : { investment }),
      ...(meant.length > 0 ? { units: meant } : { words: rest, ...(own === null ? {} : { units: own }) }),
    },
    asked,
  );
}

/** What of these may be seen here, the newest first. */
async function visible(filter: Omit<LeadFilter, 'only' | 'limit'>, asked: Asked): Promise<Found> {
  const { lookup, scene, tools } = asked;
  const only = lookup.command === 'projects' ? { only: lookup.command } : {};
  const leads = await tools.store.leadsFound({ ...filter, ...only, limit: SCANNED_MAX });
  return {
    leads: leads.filter((lead) => sightHere(lead, scene) !== 'none'),
    isCut: leads.length === SCANNED_MAX,
  };
}

const unitsNamed = (name: string, { roster }: Scene): readonly string[] =>
  name === '' ? [] : roster.unitsNamed(name).map((unit) => unit.id);

/** Without words: one's own units, where there are any; leaders and the office see all. */
function ownUnits(scene: Scene): readonly string[] | null {
  if (scene.audience === 'group') return scene.chatUnit == null ? null : [scene.chatUnit];
  const { actor } = scene;
  if (actor === null || actor.roles.includes('office') || actor.roles.includes('leader')) return null;
  return scene.roster.unitsOf(actor);
}

function conditionLines({ stage, days, investment }: LeadConditions): readonly string[] {
  return [
    ...(days === null
      ? []
      : [stage === null ? '按登记日期。' : '按审核通过的发生日期，包括后来又往前走了的。']),
    ...(investment === null ? [] : ['按人民币投资额；外币的和没有写投资额的不在内。']),
  ];
}

async function one(lead: Lead, scene: Scene, tools: Tools): Result {
  return answerOnly({ card: leadCard(await leadView(lead, scene, tools)), about: lead.number });
}

async function list(
  { leads, isCut }: Found,
  title: string,
  { words, offset, lookup, scene }: Asked,
  lines: readonly string[] = [],
): Result {
  const card = leadListCard({
    title: title === '' ? lookup.noun : `${lookup.noun}：${title.slice(0, TITLE_MAX)}`,
    command: lookup.command,
    items: leads.slice(offset, offset + LIST_PAGE),
    total: leads.length,
    isCut,
    offset,
    words: words.slice(0, WORDS_MAX),
    lines,
    stage: (lead) => stageLabel(scene.pack, lead.stage),
    unit: (lead) => scene.roster.unitName(lead.unit),
  });
  return answerOnly({ card });
}
