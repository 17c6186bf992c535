/** 线索 and 项目 are one query over two views of the same subject. */
import { leadCard } from '../../src/cards/lead/lead.ts';
import { LIST_PAGE, leadListCard } from '../../src/cards/lead/list.ts';
import type { Pressed, Result, Scene, Tools } from '../../src/command.ts';
import { refuse } from '../../src/domain/decision.ts';
import type { Lead } from '../../src/domain/lead/lead.ts';
import { stageLabel } from '../../src/domain/pack/view.ts';
import { answerOnly } from '../../src/outcome.ts';
import { nameAskedFor } from '../../src/parse/question.ts';
import { findByNumber, quotedLead, sightHere, splitNumber } from './find.ts';
import { leadView } from './lead/view.ts';

export interface Lookup {
  readonly command: 'leads' | 'projects';
  readonly noun: string;
}

/** Rows looked through for what the asker may see; sight is decided row by row. */
const SCANNED_MAX = 400;

export async function lookUp(words: string, lookup: Lookup, scene: Scene, tools: Tools): Result {
  const { number, rest } = splitNumber(words);
  if (number !== null && rest === '') {
    const found = await findByNumber(number, scene, tools);
    if (found[0] !== undefined && found.length === 1) return one(found[0], scene, tools);
    if (found.length > 1) return list(found, found.length, 0, words, lookup, scene);
  }
  if (words.trim() === '') {
    const quoted = await quotedLead(scene, tools);
    if (quoted !== null) return one(quoted, scene, tools);
  }
  return search(nameAskedFor(words), 0, lookup, scene, tools);
}

export async function lookUpPage(pressed: Pressed, lookup: Lookup, scene: Scene, tools: Tools): Result {
  const offset = Number.parseInt(pressed.args['offset'] ?? '0', 10);
  return search(
    pressed.args['words'] ?? '',
    Number.isSafeInteger(offset) && offset > 0 ? offset : 0,
    lookup,
    scene,
    tools,
  );
}

async function search(words: string, offset: number, lookup: Lookup, scene: Scene, tools: Tools): Result {
  const only = lookup.command;
  const units = ownUnits(scene);
  const find = (filter: { readonly words: string; readonly units?: readonly string[] }) =>
    tools.store.leadsFound({ ...filter, limit: SCANNED_MAX, ...(only === 'projects' ? { only } : {}) });
  const items = await find({ words, ...(words === '' && units !== null ? { units } : {}) });
  // 线索 大田县: what the unit of that name holds, besides what has the words in its own name.
  const meant = words === '' ? [] : scene.roster.unitsNamed(words).map((unit) => unit.id);
  const held = meant.length === 0 ? [] : await find({ words: '', units: meant });
  const either = new Map([...held, ...items].map((lead) => [lead.number, lead]));
  const visible = [...either.values()].filter((lead) => sightHere(lead, scene) !== 'none');
  if (visible.length === 0) {
    const what =
      words === ''
        ? `没有可看的${lookup.noun}`
        : `没有找到与「${words.slice(0, 30)}」相关、您可以看的${lookup.noun}`;
    const other = lookup.command === 'leads' ? '' : '还没签约的请用「线索」查找；';
    return refuse(what, { next: `${other}可以换个企业名称或编号再试。` });
  }
  const [single] = visible;
  if (single !== undefined && visible.length === 1) return one(single, scene, tools);
  return list(visible.slice(offset, offset + LIST_PAGE), visible.length, offset, words, lookup, scene);
}

/** Without words: one's own units, where there are any; leaders and the office see all. */
function ownUnits(scene: Scene): readonly string[] | null {
  if (scene.audience === 'group') return scene.chatUnit == null ? null : [scene.chatUnit];
  const { actor } = scene;
  if (actor === null || actor.roles.includes('office') || actor.roles.includes('leader')) return null;
  return scene.roster.unitsOf(actor);
}

async function one(lead: Lead, scene: Scene, tools: Tools): Result {
  return answerOnly({ card: leadCard(await leadView(lead, scene, tools)), about: lead.number });
}

function list(
  items: readonly Lead[],
  total: number,
  offset: number,
  words: string,
  lookup: Lookup,
  scene: Scene,
) {
  const card = leadListCard({
    title: words === '' ? lookup.noun : `${lookup.noun}：${words.slice(0, 30)}`,
    command: lookup.command,
    items,
    total,
    offset,
    words: words.slice(0, 100),
    stage: (lead) => stageLabel(scene.pack, lead.stage),
    unit: (lead) => scene.roster.unitName(lead.unit),
  });
  return answerOnly({ card });
}
