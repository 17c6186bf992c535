/** What a lead's card says about who holds it: fields, lines and buttons, resolved by the caller. */
import type { Button } from '../../card.ts';

export interface HoldingView {
  /** 首招单位, by name. */
  readonly promoter: string;
  readonly fields: readonly { readonly label: string; readonly value: string }[];
  readonly notes: readonly string[];
  readonly buttons: readonly Button[];
}

/** A button of 线索 that acts on one lead. */
export const onLead = (
  label: string,
  action: string,
  lead: string,
  look: Button['look'] = 'default',
  more: Readonly<Record<string, string>> = {},
): Button => ({ label, look, press: { command: 'leads', action, args: { lead, ...more } } });
