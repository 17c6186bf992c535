/**
 * Which lead somebody means: a number or its tail, the quoted card's subject, or words of a name; and only among
 * what they may see here. Shared by the commands that act on one lead.
 */
import type { Scene, Tools } from '../../src/command.ts';
import { groupSight, type Seen, type Sight, sightOf } from '../../src/domain/access.ts';
import { type Refusal, refuse } from '../../src/domain/decision.ts';
import { currentNumber, type Lead } from '../../src/domain/lead/lead.ts';
import { numberMatches, readNumber } from '../../src/domain/number.ts';

const CANDIDATES_MAX = 50;
/** A name of one character would match half the list. */
const NAME_MIN = 2;

/** What the asker sees of a lead, in this chat. */
export function sightHere(lead: Seen, scene: Scene): Sight {
  if (scene.audience === 'group') return groupSight(lead, scene.chatUnit, scene.roster);
  return scene.actor === null ? 'none' : sightOf(scene.actor, lead, scene.roster);
}

/** Splits `words` into a leading number, if there is one, and the rest. */
export function splitNumber(words: string): { readonly number: string | null; readonly rest: string } {
  const text = words.trim();
  const found =
    /^(?:X[SM][-－—]?)?[\d０-９]{1,6}(?:[-－—]?[\d０-９]{1,9})?(?=$|[\s,，。:：、]|[^\d\w.％%年月日号万亿元/-])/i.exec(
      text,
    );
  if (found === null) return { number: null, rest: text };
  return { number: found[0], rest: text.slice(found[0].length).replace(/^[\s,，。:：、]+/, '') };
}

/** Every lead these words may mean as a number, among those visible here. Exact ones come alone. */
export async function findByNumber(words: string, scene: Scene, tools: Tools): Promise<readonly Lead[]> {
  const number = readNumber(words);
  if (number === null) return [];
  const candidates = await tools.store.leadsByNumber(number, CANDIDATES_MAX);
  const visible = candidates.filter((lead) => lead.status === 'open' && sightHere(lead, scene) !== 'none');
  const exact = visible.filter(
    (lead) =>
      numberMatches(lead.number, number) ||
      (lead.projectNumber !== null && numberMatches(lead.projectNumber, number)),
  );
  return exact.length > 0 ? exact : visible;
}

/** The lead a command is about when nothing was typed: the subject of the quoted card. */
export async function quotedLead(scene: Scene, tools: Tools): Promise<Lead | null> {
  if (scene.quoted === null) return null;
  const lead = await tools.store.lead(scene.quoted);
  return lead !== null && lead.status === 'open' && sightHere(lead, scene) !== 'none' ? lead : null;
}

/**
 * The lead whose company or project the first word is part of, and the words after it; `null` when the word is no
 * such name, or is a unit's.
 */
export async function namedLead(
  text: string,
  scene: Scene,
  tools: Tools,
): Promise<{ readonly lead: Lead; readonly rest: string } | Refusal | null> {
  const [name = ''] = text.trim().split(/[\s,，;；:：]+/);
  if (name.length < NAME_MIN || scene.roster.unitsNamed(name).length > 0) return null;
  const items = await tools.store.leadsFound({ words: name, limit: CANDIDATES_MAX });
  const seen = items.filter((lead) => sightHere(lead, scene) !== 'none');
  const [lead] = seen;
  if (lead === undefined) return null;
  if (seen.length > 1) {
    const numbers = seen.slice(0, 5).map((one) => `${currentNumber(one)} ${one.company}`);
    return refuse(`「${name}」有 ${seen.length} 个：${numbers.join('、')}`, {
      next: '请写编号，或引用它的卡片。',
    });
  }
  const rest = text
    .trim()
    .slice(name.length)
    .replace(/^[\s,，;；:：]+/, '');
  return { lead, rest };
}

/** A lead by its exact number, as a button carries it; `null` when it may not be seen here. */
export async function leadByNumber(
  number: string | undefined,
  scene: Scene,
  tools: Tools,
): Promise<Lead | null> {
  if (number === undefined) return null;
  const lead = await tools.store.lead(number);
  return lead !== null && sightHere(lead, scene) !== 'none' ? lead : null;
}
