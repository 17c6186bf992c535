/** Deliveries, leads and conclusions for the contract and machine suites. */
import type { LeadFact } from '../../src/domain/lead/facts.ts';
import type { Lead } from '../../src/domain/lead/lead.ts';
import type { Conclusion, Promised } from '../../src/ledger.ts';
import type { Change } from '../../src/outcome.ts';
import type { MessageDelivery, Outgoing, PressDelivery } from '../../src/ports.ts';
import { makeVault } from '../../src/vault.ts';

export const vault = makeVault(new Uint8Array(32).fill(9));

/** Sunday 2026-11-22 12:00 in Shanghai. */
export const NOON = Date.UTC(2026, 10, 22, 4);

export const message = (id: string, more: Partial<MessageDelivery> = {}): MessageDelivery => ({
  kind: 'message',
  eventId: `ev_${id}`,
  createdAt: NOON,
  messageId: `om_${id}`,
  chatId: 'oc_private',
  chatKind: 'private',
  senderId: 'ou_anna',
  senderIsPerson: true,
  body: { type: 'text', text: '帮助' },
  mentions: [],
  parentId: null,
  ...more,
});

export const press = (id: string, more: Partial<PressDelivery> = {}): PressDelivery => ({
  kind: 'press',
  eventId: `ev_${id}`,
  createdAt: NOON,
  messageId: 'om_card',
  chatId: 'oc_private',
  operatorId: 'ou_anna',
  press: { command: 'count', action: 'add', args: {} },
  form: {},
  ...more,
});

export const toPerson = (openId: string, text: string): Outgoing => ({
  how: 'send',
  to: { kind: 'person', openId },
  content: { type: 'text', text },
});

export const promised = (key: string, more: Partial<Promised> = {}): Promised => ({
  key,
  rank: 0,
  outgoing: toPerson('ou_anna', key),
  about: null,
  audience: 'private',
  staleAt: null,
  ...more,
});

export const conclusion = (more: Partial<Conclusion> = {}): Conclusion => ({
  on: { at: NOON, actor: 'p_anna', cause: 'event:test' },
  changes: [],
  promises: [],
  keys: [],
  ...more,
});

type Registered = Extract<LeadFact, { type: 'lead.registered' }>;

export const registered = (number: string, more: Partial<Registered> = {}): Registered => ({
  type: 'lead.registered',
  number,
  company: '福建闽光新材料有限公司',
  project: null,
  investment: null,
  industry: null,
  landingUnit: null,
  channel: null,
  contact: null,
  note: null,
  unit: 'yongan',
  holder: 'p_anna',
  despite: [],
  ...more,
});

/** A stage handed in, and what verifies it. */
export const submitted = (
  id: string,
  stage: string,
): Extract<LeadFact, { type: 'lead.stage_submitted' }> => ({
  type: 'lead.stage_submitted',
  id,
  stage,
  happenedOn: '2026-11-20',
  evidence: '合同 HT-1',
  note: null,
});
export const verified = (id: string, stage: string): LeadFact => ({
  type: 'lead.stage_verified',
  id,
  reached: stage,
  tags: { capitalType: 'domestic', industries: ['new_materials'] },
});

export const leadChange = (before: Lead | null, ...facts: readonly LeadFact[]): Change => ({
  subject: 'lead',
  before,
  facts,
});
