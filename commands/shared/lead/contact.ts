/** 联系人: the person to call changes. The new one is sealed, the one before erased, in one commit. */
import { leadCard } from '../../../src/cards/lead/lead.ts';
import type { KnownScene, Result, Tools } from '../../../src/command.ts';
import { isRefusal, refuse } from '../../../src/domain/decision.ts';
import { evolveLead } from '../../../src/domain/lead/lead.ts';
import { decideContact } from '../../../src/domain/lead/rename.ts';
import type { Change } from '../../../src/outcome.ts';
import { readPhoneField } from '../../../src/parse/form.ts';
import { findPhones } from '../../../src/parse/phone.ts';
import { narrow } from '../../../src/parse/text.ts';
import { tooLong } from '../chat.ts';
import { leadToChange } from './rename.ts';
import { CONTACT_NAME_MAX } from './submission.ts';
import { leadView } from './view.ts';

const EXAMPLE = '线索 联系人 XS-202611-0001 王总 13900002222';
const BESIDE =
  /^(?:换成|换为|改为|改成|变更为|换|是|[:：,，、\s])+|(?:电话|手机号?|联系方式|[:：,，、;；。\s])+$/gu;

/** `联系人 0001 王总 13900002222`; a number alone keeps the name. */
export async function sayContact(words: string, here: KnownScene, tools: Tools): Result {
  const meant = await leadToChange(words, here, tools, EXAMPLE);
  if (isRefusal(meant)) return meant;
  const { lead } = meant;
  const said = readContact(narrow(meant.rest));
  if (said.phones.length > 1) {
    return refuse(`这里有 ${said.phones.length} 个电话`, { next: '请只写一个，别的写在「推进」的说明里。' });
  }
  const [typed] = said.phones;
  const read = typed === undefined ? null : readPhoneField(typed);
  if (read !== null && !read.ok) return refuse(`联系电话：${read.reason}`);
  if (said.name === '' && read === null) return refuse('没有写新的联系人', { next: `例如「${EXAMPLE}」。` });
  const long = tooLong('联系人', said.name, CONTACT_NAME_MAX);
  if (long !== null) return long;
  const before = lead.contact === null ? null : await tools.store.contact(lead.contact);
  const shown = {
    name: said.name === '' ? (before?.name ?? null) : said.name,
    phone: read?.value ?? null,
    // What the note said in full was sealed with the contact, and is not about the person.
    note: before?.note ?? null,
  };
  const id = tools.newId();
  const decided = decideContact(lead, id);
  if (isRefusal(decided)) return decided;
  const after = decided.facts.reduce((state, fact) => evolveLead(state, fact, here.now, here.actor.id), lead);
  const changes: readonly Change[] = [
    { subject: 'contact', id, plain: JSON.stringify(shown) },
    ...(lead.contact === null ? [] : [{ subject: 'contacts-erased' as const, ids: [lead.contact] }]),
    { subject: 'lead', before: lead, facts: decided.facts },
  ];
  // What was just sealed is not in the store yet.
  const view = { ...(await leadView({ ...after, contact: null }, here, tools)), contact: shown };
  return {
    changes,
    answer: {
      card: leadCard(view, '联系人已更换，原来的已清除。'),
      about: lead.number,
    },
    notices: [],
  };
}

function readContact(words: string): { readonly name: string; readonly phones: readonly string[] } {
  const found = findPhones(words);
  const phones = found.map(({ span }) => words.slice(span.start, span.end));
  const name = found.reduceRight(
    (rest, { span }) => `${rest.slice(0, span.start)} ${rest.slice(span.end)}`,
    words,
  );
  return { name: name.replace(BESIDE, '').replace(BESIDE, '').replace(/\s+/g, ' '), phones };
}
