/** 线索 and 项目 as tables: what somebody may see of them, and their rows taken in. */
import { sightOf } from '../domain/access.ts';
import type { Lead } from '../domain/lead/lead.ts';
import type { Row } from '../sheets/table.ts';
import type { Batch, TableKind, TableScene } from './kind.ts';
import { decideLeadRow } from './lead-row.ts';
import { leadRow, leadTable } from './lead-table.ts';

const PAGE = 200;

/** Leads somebody sees, newest first, each with how much of it. */
export async function* seenLeads(
  scene: TableScene,
  only: 'leads' | 'projects',
): AsyncGenerator<{ readonly lead: Lead; readonly isFull: boolean }> {
  const { store, roster, actor } = scene;
  for (let offset = 0; ; offset += PAGE) {
    const page = await store.leadsFound({ only, limit: PAGE, offset });
    for (const lead of page) {
      const sight = actor === null ? 'full' : sightOf(actor, lead, roster);
      if (sight !== 'none') yield { lead, isFull: sight === 'full' };
    }
    if (page.length < PAGE) return;
  }
}

function kindOf(only: 'leads' | 'projects'): TableKind {
  return {
    table: (pack) => leadTable(pack, only === 'projects'),
    async rows(scene, { limit }) {
      const rows: Row[] = [];
      for await (const { lead, isFull } of seenLeads(scene, only)) {
        if (rows.length >= limit) return { rows, isCut: true };
        const contact = isFull && lead.contact !== null ? await scene.store.contact(lead.contact) : null;
        rows.push(leadRow(lead, scene.pack, scene.roster, contact));
      }
      return { rows, isCut: false };
    },
    decide: (row, scene: TableScene, batch: Batch) => decideLeadRow(row, scene, batch, only === 'projects'),
  };
}

export const leads: TableKind = kindOf('leads');
export const projects: TableKind = kindOf('projects');
