/** Which item a history 留痕 is asked of: a number of any kind, the quoted card, or a company's name. */
import type { KnownScene, Tools } from '../../../src/command.ts';
import { coversUnit, isOffice } from '../../../src/domain/access.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/decision.ts';
import { depthOf } from '../../../src/domain/history/sight.ts';
import { currentNumber, type Lead, titleOf } from '../../../src/domain/lead/lead.ts';
import { numberMatches, readNumber } from '../../../src/domain/number.ts';
import { activityMeant } from '../activity/find.ts';
import { notFound } from '../chat.ts';
import { taskByWords } from '../task/find.ts';
import { transferMeant } from '../transfer/find.ts';
import type { Item } from './read.ts';

const CANDIDATES_MAX = 50;
const LISTED_MAX = 5;
const EXAMPLE =
  '例如「留痕 XS-202611-0001」，也可以写项目、任务（RW）、流转（LZ）、交接（JJ）的编号或企业名称。';

export async function itemMeant(words: string, here: KnownScene, tools: Tools): Promise<Item | Refusal> {
  const text = words.normalize('NFKC').trim() || (here.quoted ?? '');
  if (text === '') return refuse('请写明要看哪一条的留痕', { next: EXAMPLE });
  const bare = text.replace(/\s+/g, '').toUpperCase();
  if (bare.startsWith('RW')) {
    const task = await taskByWords(bare, here, tools);
    return isRefusal(task) ? task : { kind: 'task', task };
  }
  if (bare.startsWith('LZ')) {
    const transfer = await transferMeant(bare, here, tools);
    return isRefusal(transfer) ? transfer : { kind: 'transfer', transfer };
  }
  if (bare.startsWith('HD')) {
    const activity = await activityMeant(bare, tools);
    return isRefusal(activity) ? activity : { kind: 'activity', activity };
  }
  if (bare.startsWith('JJ')) return handoverMeant(bare, here, tools);
  return leadMeant(text, here, tools);
}

async function handoverMeant(id: string, here: KnownScene, tools: Tools): Promise<Item | Refusal> {
  const handover = await tools.store.handover(id);
  const { actor, roster } = here;
  const sees =
    handover !== null &&
    (isOffice(actor) ||
      [handover.from, handover.to, handover.orderedBy].includes(actor.id) ||
      (actor.roles.includes('leader') && coversUnit(actor, handover.unit, roster)));
  return sees ? { kind: 'handover', handover } : notFound(`交接「${id.slice(0, 30)}」`);
}

/** Withdrawn ones too: what was taken back is what a history is asked for most. */
async function leadMeant(text: string, here: KnownScene, tools: Tools): Promise<Item | Refusal> {
  const number = readNumber(text);
  const sees = (lead: Lead) => depthOf(here.actor, lead, here.roster) !== null;
  if (number !== null) {
    const found = (await tools.store.leadsByNumber(number, CANDIDATES_MAX)).filter(sees);
    const exact = found.filter((lead) =>
      [lead.number, lead.projectNumber, ...lead.holding.absorbed].some(
        (one) => one !== null && numberMatches(one, number),
      ),
    );
    return only(exact.length > 0 ? exact : found, `编号「${text.slice(0, 30)}」`);
  }
  const items = await tools.store.leadsFound({ words: text, limit: CANDIDATES_MAX });
  return only(items.filter(sees), `「${text.slice(0, 30)}」`);
}

function only(found: readonly Lead[], words: string): Item | Refusal {
  const [lead, ...others] = found;
  if (lead === undefined) return notFound(words);
  if (others.length === 0) return { kind: 'lead', lead };
  const listed = found
    .slice(0, LISTED_MAX)
    .map((one) => `${currentNumber(one)} ${titleOf(one)}`.slice(0, 40));
  return refuse(`${words}可以是 ${found.length} 条：${listed.join('；')}`, { next: '请写全编号。' });
}
