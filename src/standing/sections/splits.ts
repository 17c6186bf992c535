/**
 * 流转分成: agreed transfers by the terms both sides confirmed, the same that 排名 and 战报 share figures by
 * (SM 三(二)11, RC 三(九)22). A planned landing place is no transfer: until one is agreed the project stays where it is,
 * so that no decreed ratio is applied to what nobody has agreed.
 */
import type { ProjectRow } from '../../domain/facts-file/facts.ts';
import { agreedTerms, splitRowsOf } from '../../domain/transfer/shares.ts';
import { idOf, type Section } from '../gathering.ts';

/** Units that are places: only between two of them could a ratio be decreed. */
const PLACES: ReadonlySet<string> = new Set([
  'district_county',
  'function_zone',
  'town',
  'subdistrict',
  'park',
]);

export const splits: Section = async ({ store, roster, pack, leads }, before) => {
  if (pack.splits.length === 0) return {};
  const ids = new Map(leads.map((lead) => [lead.number, idOf(lead)]));
  const known = new Set((before.projects ?? []).map((project) => project.id));
  const projectOf = (lead: string): string | null => {
    const id = ids.get(lead);
    return id !== undefined && known.has(id) ? id : null;
  };
  const transfers = (await store.transfersAgreed()).filter((one) => agreedTerms(one) !== null);
  const receivers = new Map(transfers.map((one) => [projectOf(one.lead), one.receiver]));
  const isPlace = (unit: string) => PLACES.has(roster.unit(unit)?.kind ?? '');
  return {
    splits: splitRowsOf(transfers, projectOf),
    projects: (before.projects ?? []).map((project) =>
      landed(project, receivers.get(project.id) ?? null, isPlace),
    ),
  };
};

/** Where a project counts: with its receiver once agreed; one of a place's own stays with it whatever is planned. */
function landed(
  project: ProjectRow,
  receiver: string | null,
  isPlace: (unit: string) => boolean,
): ProjectRow {
  if (receiver !== null) return { ...project, landingUnit: receiver };
  const { unit, landingUnit } = project;
  if (unit == null || landingUnit == null || landingUnit === unit || !isPlace(unit)) return project;
  return { ...project, landingUnit: null };
}
