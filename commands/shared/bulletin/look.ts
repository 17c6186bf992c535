/** Looking into a published bulletin: one unit with its lines, and the arithmetic of the city's figure. */
import { ownViewOf, readOpen } from '../../../src/bulletins/own.ts';
import { figuresOf } from '../../../src/bulletins/read.ts';
import { arithmeticCard, unitCard } from '../../../src/cards/bulletin/unit.ts';
import { formText, type KnownScene, type Pressed, type Result, type Tools } from '../../../src/command.ts';
import { coversUnit, has, isCityLeader, isOffice } from '../../../src/domain/access.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import type { Publication } from '../../../src/domain/publication.ts';
import type { Person, Roster } from '../../../src/domain/roster.ts';
import { answerOnly } from '../../../src/outcome.ts';

/** Whoever may see a unit's projects in a private chat (design §5); others see their sum. */
const seesProjectsOf = (person: Person, unit: string, roster: Roster): boolean =>
  isOffice(person) ||
  isCityLeader(person, roster) ||
  has(person, 'reporter') ||
  (has(person, 'leader', 'verifier') && coversUnit(person, unit, roster));

async function published(pressed: Pressed, { store }: Tools): Promise<Publication | Refusal> {
  const publication = await store.publication(pressed.args['id'] ?? '');
  if (publication?.state === 'published') return publication;
  return refuse('没有找到这一期已签发的战报', { next: '请重新发送「战报」。' });
}

export async function showUnit(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const publication = await published(pressed, tools);
  if (isRefusal(publication)) return publication;
  const figures = figuresOf(publication);
  const wanted = formText(pressed, 'unit') ?? pressed.args['unit'] ?? null;
  if (wanted === null) return refuse('还没有选单位', { next: '请先在「单位」里选一个，再按看单位。' });
  const unit = figures.units.find((one) => one.unit === wanted);
  if (unit === undefined) return refuse('这一期没有这个单位', { next: '请重新选择单位。' });
  const { roster, actor, now } = here;
  const named = seesProjectsOf(actor, wanted, roster);
  const open = named ? await readOpen(tools.store, figures, roster) : new Map();
  const own = ownViewOf(publication, figures, wanted, { actor: null, roster, now, open }) ?? {
    unit: wanted,
    open: [],
    names: [],
    objection: null,
  };
  const shown = { ...own, names: named ? own.names : [] };
  const card = unitCard({ id: publication.id, figures, unit, own: shown, named });
  return answerOnly({ card, fresh: true, about: publication.id });
}

export async function showArithmetic(pressed: Pressed, _here: KnownScene, tools: Tools): Result {
  const publication = await published(pressed, tools);
  if (isRefusal(publication)) return publication;
  return answerOnly({ card: arithmeticCard(figuresOf(publication)), fresh: true, about: publication.id });
}
