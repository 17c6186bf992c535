/** What 我的 says of holding and points: what waits for 签收, what lapses soon, and the balance of 积分. */
import type { Element } from '../../../src/card.ts';
import { quiet, sayButton, warning } from '../../../src/cards/show.ts';
import type { KnownScene, Tools } from '../../../src/command.ts';
import { sightOf } from '../../../src/domain/access.ts';
import { addDays } from '../../../src/domain/day.ts';
import { canLapse, lapsesAfter } from '../../../src/domain/lead/claim.ts';
import { CLAIM_DEFAULTS } from '../../../src/domain/lead/claim-rule.ts';
import { currentNumber, type Lead } from '../../../src/domain/lead/lead.ts';
import { printPoints } from '../../../src/domain/points/points.ts';
import { yearSpan } from './points.ts';

const LISTED_MAX = 5;
const SCANNED_MAX = 100;

const isUnreceipted = ({ holding }: Lead) => holding.receiptAskedAt !== null && holding.receiptedAt === null;

export async function holdingLines(here: KnownScene, tools: Tools): Promise<readonly Element[]> {
  const [points, held] = await Promise.all([
    pointsLine(here, tools),
    tools.store.leads({ holder: here.actor.id, only: 'leads', limit: SCANNED_MAX }),
  ]);
  const own = held.items.filter((lead) => sightOf(here.actor, lead, here.roster) !== 'none');
  const waiting = own.filter(isUnreceipted).slice(0, LISTED_MAX);
  const soon = addDays(here.today, Math.max(...CLAIM_DEFAULTS.warnDaysBefore));
  const lapsing = own
    .filter((lead) => canLapse(lead) && lapsesAfter(here.pack, lead) <= soon)
    .slice(0, LISTED_MAX);
  const elements: Element[] = points === null ? [] : [quiet(points)];
  if (waiting.length > 0) {
    elements.push(warning(`等您签收：${waiting.length} 条`), {
      el: 'buttons',
      buttons: waiting.map((lead) =>
        sayButton(`签收 ${currentNumber(lead)}`, 'leads', `签收 ${currentNumber(lead)}`, 'primary'),
      ),
    });
  }
  if (lapsing.length > 0) {
    const list = lapsing.map((lead) => `${currentNumber(lead)}（至 ${lapsesAfter(here.pack, lead)}）`);
    elements.push(warning(`首招保护快到期：${list.join('、')}，有进展请及时推进。`));
  }
  return elements;
}

async function pointsLine(here: KnownScene, tools: Tools): Promise<string | null> {
  const [rule] = here.pack.points;
  if (rule === undefined) return null;
  const { roster, actor } = here;
  const year = here.today.slice(0, 4);
  const span = yearSpan(year);
  const own = await tools.store.pointsBalance({ kind: 'person', id: actor.id }, ...span);
  const parts = [`个人 ${printPoints(own.units)} 分`];
  for (const id of roster.unitsOf(actor)) {
    const unit = await tools.store.pointsBalance({ kind: 'unit', id }, ...span);
    parts.push(`${roster.unitName(id)} ${printPoints(unit.units)} 分`);
  }
  const mark = rule.origin === 'stated' ? '' : '，分值为系统默认';
  return `${year}年${rule.label}：${parts.join('，')}（${rule.clause}${mark}）。明细发送「线索 积分」。`;
}
