/**
 * 佐证: files and pictures sent in the private chat, put to the lead they prove something of.
 * Left out: fetching them from the platform (src/downloads.ts) and what a submission makes of them (advance.ts).
 */
import { attachedCard, droppedCard, fileListCard, whichLeadCard } from '../src/cards/evidence.ts';
import {
  forPeople,
  type KnownScene,
  type Parcel,
  type Pressed,
  type Result,
  type Tools,
} from '../src/command.ts';
import { mayReportFor } from '../src/domain/access.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import {
  decideAttach,
  decideDrop,
  type Evidence,
  type EvidenceFact,
  evolveEvidence,
} from '../src/domain/evidence.ts';
import { fileNameOf } from '../src/domain/evidence-type.ts';
import { type Lead, pendingStage } from '../src/domain/lead/lead.ts';
import { answerOnly, type Change, type Notice } from '../src/outcome.ts';
import { maskPhonesIn } from '../src/parse/phone.ts';
import { notFound } from './shared/chat.ts';
import { candidatesFor, fileLines, fileView, targetOf } from './shared/evidence-files.ts';
import { findByNumber, leadByNumber, quotedLead, sightHere, splitNumber } from './shared/find.ts';
import { tableArrived } from './shared/workbook/arrival.ts';

/** A file sent longer ago is asked for by sending it again. */
const LOOSE_DAYS = 14;
const LOOSE_MAX = 9;
const DAY_MS = 86_400_000;
const FETCHED_MAX = 6;

export const evidence = forPeople({
  id: 'evidence',
  words: ['佐证'],
  summary: '把发来的文件、照片归到线索作佐证；查看和取回佐证',
  example: '佐证 XS-202611-0001',
  who: ['reporter', 'verifier', 'office'],
  inGroups: false,
  withFiles: true,
  say,
  receive,
  press: { attach, drop, fetch: fetchOne },
});

async function say(text: string, here: KnownScene, tools: Tools): Result {
  const { number, rest } = splitNumber(text);
  const loose = await tools.store.evidenceLoose(here.actor.id, here.now - LOOSE_DAYS * DAY_MS, LOOSE_MAX);
  const lead = number === null ? await quotedLead(here, tools) : await named(number, here, tools);
  if (isRefusal(lead)) return lead;
  if (lead === null) {
    if (loose.length > 0)
      return answerOnly({ card: whichLeadCard(loose.map(fileView), await candidatesFor(here, tools)) });
    return refuse('没有等着归入的文件', {
      next: '把文件或照片发给我；查看已有的佐证请发送「佐证 编号」。',
    });
  }
  const mayAttach = mayReportFor(here.actor, lead.unit, here.roster);
  if (loose.length > 0 && mayAttach && rest === '') return attachAll(loose, lead, here, tools);
  const card = fileListCard(targetOf(lead, here.pack), await fileLines(lead, here, tools));
  if (!rest.startsWith('取回')) return answerOnly({ card, about: lead.number });
  const stored = (await tools.store.evidenceOf(lead.number)).filter((file) => file.state === 'stored');
  if (stored.length === 0) return refuse('还没有可以取回的佐证文件');
  const notices = stored.slice(-FETCHED_MAX).map((file) => fileNotice(file, here));
  return { changes: [], answer: { card, about: lead.number }, notices };
}

/** One lead by what was typed, which the person may see in full. */
async function named(number: string, here: KnownScene, tools: Tools) {
  const found = await findByNumber(number, here, tools);
  const full = found.filter((lead) => sightHere(lead, here) === 'full');
  const [only] = full;
  if (only === undefined) return notFound(`编号「${number}」`);
  if (full.length > 1) return refuse(`「${number}」可以是 ${full.length} 条`, { next: '请多写几位编号。' });
  return only;
}

/** Files just sent: recorded at once, attached when it was said where they belong. */
async function receive({ files, text }: Parcel, here: KnownScene, tools: Tools): Result {
  const { number, rest } = splitNumber(text);
  const found = number === null ? await quotedLead(here, tools) : await named(number, here, tools);
  const lead =
    found !== null && !isRefusal(found) && mayReportFor(here.actor, found.unit, here.roster) ? found : null;
  const arrived = files.map(
    ({ messageId, fileKey, kind, name }, at): EvidenceFact & { type: 'evidence.received' } => ({
      type: 'evidence.received',
      id: `${messageId}-${at + 1}`,
      messageId,
      fileKey,
      kind,
      name: maskPhonesIn(name),
      sender: here.actor.id,
      lead: lead?.number ?? null,
    }),
  );
  const changes: Change[] = arrived.map((fact) => ({ subject: 'evidence', before: null, facts: [fact] }));
  const views = arrived.map((fact) => fileView(evolveEvidence(null, fact, here.now)));
  if (lead === null) {
    const table = await tableArrived(files, here, tools);
    if (table?.is === 'import') return table.outcome;
    const card = whichLeadCard(views, await candidatesFor(here, tools), table?.elements ?? []);
    return { changes: [...changes, ...(table?.changes ?? [])], answer: { card }, notices: [] };
  }
  changes.push(
    ...joinWaiting(
      lead,
      arrived.map((fact) => fact.id),
    ),
  );
  return {
    changes,
    answer: { card: attachedCard(views, targetOf(lead, here.pack), rest), about: lead.number },
    notices: [],
  };
}

/** What comes while a submission waits goes to it. */
function joinWaiting(lead: Lead, files: readonly string[]): readonly Change[] {
  const event = pendingStage(lead);
  if (event === null || files.length === 0) return [];
  return [{ subject: 'lead', before: lead, facts: [{ type: 'lead.evidence_added', id: event.id, files }] }];
}

/** The files a button or a person means, without repetition. */
async function pressedFiles(pressed: Pressed, tools: Tools): Promise<readonly Evidence[]> {
  const ids = [...new Set((pressed.args['files'] ?? '').split(','))].slice(0, LOOSE_MAX);
  const files = await Promise.all(ids.map((id) => tools.store.evidence(id)));
  return files.filter((file) => file !== null);
}

async function attach(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const lead = await leadByNumber(pressed.args['lead'], here, tools);
  if (lead === null || lead.status !== 'open') return notFound('这条线索');
  const files = await pressedFiles(pressed, tools);
  if (files.length === 0) return notFound('这个文件');
  return attachAll(files, lead, here, tools);
}

async function attachAll(files: readonly Evidence[], lead: Lead, here: KnownScene, tools: Tools): Result {
  if (!mayReportFor(here.actor, lead.unit, here.roster))
    return refuse(`${lead.projectNumber ?? lead.number} 不是本单位的线索，不能归入佐证`);
  const changes: Change[] = [];
  const attached: Evidence[] = [];
  for (const file of files) {
    const from = file.lead === null ? null : await tools.store.lead(file.lead);
    const decided = decideAttach(file, lead, from, here.actor.id);
    if (isRefusal(decided)) {
      if (files.length === 1) return decided;
      continue;
    }
    changes.push({ subject: 'evidence', before: file, facts: decided.facts });
    attached.push(file);
  }
  if (attached.length === 0) return refuse('这些文件都已经归好，或不能再归入');
  changes.push(
    ...joinWaiting(
      lead,
      attached.map((file) => file.id),
    ),
  );
  return {
    changes,
    answer: {
      card: attachedCard(attached.map(fileView), targetOf(lead, here.pack), ''),
      toast: { tone: 'success', text: `已归到 ${lead.projectNumber ?? lead.number}。` },
      about: lead.number,
    },
    notices: [],
  };
}

async function drop(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const files = await pressedFiles(pressed, tools);
  if (files.length === 0) return notFound('这个文件');
  const changes: Change[] = [];
  for (const file of files) {
    const lead = file.lead === null ? null : await tools.store.lead(file.lead);
    const decided = decideDrop(file, lead, here.actor.id);
    if (isRefusal(decided)) return decided;
    changes.push({ subject: 'evidence', before: file, facts: decided.facts });
  }
  return {
    changes,
    answer: { card: droppedCard(files.map(fileView)), toast: { tone: 'info', text: '已不要。' } },
    notices: [],
  };
}

/** 取回: the assistant sends the file itself, to whoever may see all of its lead. */
async function fetchOne(pressed: Pressed, here: KnownScene, tools: Tools): Result {
  const file = await tools.store.evidence(pressed.args['file'] ?? '');
  const lead = file?.lead == null ? null : await tools.store.lead(file.lead);
  // Once it belongs to a lead, whoever sent it and has moved to another unit is one of the others.
  const maySee =
    lead === null
      ? file?.sender === here.actor.id
      : sightHere(lead, { ...here, audience: 'private' }) === 'full';
  if (file === null || !maySee) return notFound('这个文件');
  if (file.state === 'fetching') return refuse(`「${file.name}」还在接收，请稍后再取`);
  if (file.state !== 'stored') return refuse(`「${file.name}」没有收下，取不回来`);
  return {
    changes: [{ subject: 'audit', fact: { type: 'audit.file_fetched', evidence: file.id, lead: file.lead } }],
    answer: { toast: { tone: 'success', text: '文件马上私聊发给您。' } },
    notices: [fileNotice(file, here)],
  };
}

function fileNotice(file: Evidence, here: KnownScene): Notice {
  const name = file.fileType === null ? file.name : fileNameOf(file.name, file.fileType);
  // Pictures go back as pictures, documents as files, whatever they came as.
  const isPicture = file.fileType === 'jpg' || file.fileType === 'png';
  const kind = isPicture && file.kind === 'image' ? 'image' : 'file';
  return {
    key: `file:${file.id}:${here.cause}`,
    to: { kind: 'person', openId: here.openId },
    card: { title: name, tone: 'notice', body: [] },
    file: { kind, hash: file.hash ?? '', name },
    rank: 'notice',
    ...(file.lead === null ? {} : { about: file.lead }),
  };
}
