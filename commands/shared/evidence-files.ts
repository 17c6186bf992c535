/** Files of a lead as the commands need them: which are free, which are used, which were used elsewhere. */
import type { FileLine, FileTarget, FileView } from '../../src/cards/evidence.ts';
import type { KnownScene, Scene, Tools } from '../../src/command.ts';
import { mayReportFor } from '../../src/domain/access.ts';
import { type Evidence, unusedOf, usedBy } from '../../src/domain/evidence.ts';
import { stepLabel } from '../../src/domain/lead/decide.ts';
import {
  currentNumber,
  type Lead,
  pendingStage,
  type StageEvent,
  titleOf,
} from '../../src/domain/lead/lead.ts';
import { hasLeft } from '../../src/domain/lead/stage-course.ts';
import type { Pack } from '../../src/domain/pack/schema.ts';

const CANDIDATES_MAX = 6;

export const fileView = (file: Evidence): FileView => file;

export function targetOf(lead: Lead, pack: Pack): FileTarget {
  const waiting = pendingStage(lead);
  return {
    lead: lead.number,
    number: currentNumber(lead),
    title: titleOf(lead),
    waiting: waiting === null ? null : stepLabel(pack, waiting.stage),
  };
}

/** Where a file may belong: the person's own latest leads, then those of their units. */
export async function candidatesFor(here: KnownScene, tools: Tools): Promise<readonly FileTarget[]> {
  const { actor, roster, pack } = here;
  const own = await tools.store.leads({ holder: actor.id, limit: CANDIDATES_MAX });
  const units = await tools.store.leads({ units: roster.unitsOf(actor), limit: CANDIDATES_MAX });
  const seen = new Map<string, Lead>();
  for (const lead of [...own.items, ...units.items]) if (!hasLeft(lead)) seen.set(lead.number, lead);
  return [...seen.values()]
    .filter((lead) => mayReportFor(actor, lead.unit, roster))
    .sort((a, b) => Number(pendingStage(b) !== null) - Number(pendingStage(a) !== null))
    .slice(0, CANDIDATES_MAX)
    .map((lead) => targetOf(lead, pack));
}

/** Files the next submission takes along. */
export async function freeFiles(lead: Lead, tools: Tools): Promise<readonly Evidence[]> {
  return unusedOf(lead, await tools.store.evidenceOf(lead.number));
}

/** Files of one submission, those refused among them. */
export async function filesOfEvent(
  event: StageEvent,
  lead: Lead,
  tools: Tools,
): Promise<readonly Evidence[]> {
  const ids = event.details.files ?? [];
  if (ids.length === 0) return [];
  const files = await tools.store.evidenceOf(lead.number);
  return ids.flatMap((id) => files.find((file) => file.id === id) ?? []);
}

/** Every file of a lead with what it proves. */
export async function fileLines(lead: Lead, { pack }: Scene, tools: Tools): Promise<readonly FileLine[]> {
  const files = await tools.store.evidenceOf(lead.number);
  return files
    .filter((file) => file.state !== 'dropped')
    .map((file) => {
      const event = usedBy(lead, file.id);
      const state = event?.state === 'verified' ? '已通过' : '待审';
      return {
        file: fileView(file),
        use: event === null ? '未使用' : `${stepLabel(pack, event.stage)}（${state}）`,
      };
    });
}

/** 重复佐证: the same bytes prove something of another lead. One sentence a file. */
export async function duplicateRemarks(
  files: readonly Evidence[],
  lead: Lead,
  tools: Tools,
): Promise<readonly string[]> {
  const remarks: string[] = [];
  for (const file of files) {
    if (file.hash === null) continue;
    const others = (await tools.store.evidenceByHash(file.hash)).filter(
      (one) => one.lead !== null && one.lead !== lead.number && one.state === 'stored',
    );
    const numbers = new Set<string>();
    for (const other of others.slice(0, 3)) {
      const twin = await tools.store.lead(other.lead ?? '');
      numbers.add(twin === null ? (other.lead ?? '') : currentNumber(twin));
    }
    if (numbers.size > 0)
      remarks.push(`重复佐证：「${file.name}」与 ${[...numbers].join('、')} 的佐证内容完全相同。`);
  }
  return remarks;
}
