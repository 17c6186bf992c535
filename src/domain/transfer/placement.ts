/**
 * Where a project may land: what suits a park goes into one, unless the exception was approved (RC 三(九)22
 * 「所有符合重点园区的项目都要进驻园区」). Read from the pack's gates that ask for the review `placement`; a pack without
 * such a gate states nothing, and nothing is asked. Left out: lists of industries by park, which are a registry's rows.
 */
import { type Refusal, refuse } from '../decision.ts';
import { REVIEW_PREFIX, recordOf } from '../lead/decide.ts';
import { type Lead, verifiedStages } from '../lead/lead.ts';
import type { Pack } from '../pack/schema.ts';
import { gatesBefore } from '../pack/view.ts';

const PLACEMENT = 'placement';
/** Kinds of units that are parks; zones are taken for parks (系统默认). */
const PARKS: ReadonlySet<string> = new Set(['park', 'function_zone']);

export type Placement =
  | { readonly is: 'free' }
  /** Whether it suits a park is not known yet. */
  | { readonly is: 'unsure'; readonly hint: string }
  | { readonly is: 'refused'; readonly refusal: Refusal };

export function placementOf(
  pack: Pack,
  lead: Lead,
  receiver: { readonly kind: string; readonly name: string },
): Placement {
  if (PARKS.has(receiver.kind)) return { is: 'free' };
  const passed = verifiedStages(lead).some((event) => event.stage === `${REVIEW_PREFIX}${PLACEMENT}`);
  if (passed) return { is: 'free' };
  const gates = pack.stages
    .flatMap((stage) => gatesBefore(pack, stage.id, recordOf(lead)))
    .filter((gate) => gate.reviewId === PLACEMENT);
  const [gate] = gates.filter((one) => one.applies === 'yes');
  if (gate !== undefined) {
    return {
      is: 'refused',
      refusal: refuse(`这个项目适合入园，${receiver.name}不是园区，须先通过「${gate.reviewLabel}」`, {
        clause: gate.clause,
        next: `请改选园区作落户方，或先发送「推进 ${lead.projectNumber ?? lead.number} ${gate.reviewLabel}」。`,
      }),
    };
  }
  const [open] = gates.filter((one) => one.applies === 'unknown');
  if (open === undefined) return { is: 'free' };
  return {
    is: 'unsure',
    hint: `适合重点园区的项目原则上都要进园区；${receiver.name}不是园区，如适合入园须先办「${open.reviewLabel}」（${open.clause}）。`,
  };
}
