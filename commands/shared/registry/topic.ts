/**
 * 资产, 企业, 政策, 图谱: one command each over the registries of the pack that answer to the topic; the same words and
 * buttons everywhere. What is done with an entry is 台账's (`commands/registry.ts`).
 */
import { whichCard } from '../../../src/cards/registry/form.ts';
import { type Command, forPeople, type KnownScene, type Result, type Tools } from '../../../src/command.ts';
import { isRefusal, refuse } from '../../../src/domain/decision.ts';
import type { EntryTopic } from '../../../src/domain/pack/terms.ts';
import { registriesOf, TOPIC_WORDS } from '../../../src/domain/registry/fields.ts';
import type { Role } from '../../../src/domain/roster.ts';
import { answerOnly } from '../../../src/outcome.ts';
import { leadAsked } from '../match/lead.ts';
import { sayList } from '../match/lists.ts';
import { actOnEntry } from './act.ts';
import { sayChain } from './chain.ts';
import { entryMeant, registryNamed, splitEntryNumber } from './find.ts';
import { openNew, refuseRegistrar } from './form.ts';
import { matchLead } from './lead-match.ts';
import { offsetOf, type Place, searchEntries } from './search.ts';

export const REGISTRY_READERS: readonly Role[] = [
  'reporter',
  'verifier',
  'office',
  'leader',
  'assessor',
  'discipline',
  'admin',
];

interface TopicCommand {
  readonly topic: EntryTopic;
  readonly summary: string;
  readonly example: string;
  /** 登记资产, 新增资产. */
  readonly newWords: readonly string[];
}

const NEW = /^(?:登记|新增|录入|添加)/u;
const MATCH = /^匹配[\s:：,，]*/u;

export function topicCommand({ topic, summary, example, newWords }: TopicCommand): Command {
  const word = TOPIC_WORDS[topic];
  const run = (text: string, offset: number, here: KnownScene, tools: Tools): Result => {
    const place = placeOf(topic, here);
    if (place.registries.length === 0)
      return Promise.resolve(
        refuse(`本市方案没有${word}台账`, {
          next: '在方案的 registries 里加一项即可；发送「台账」看有哪些。',
        }),
      );
    return say(text, offset, place, topic, here, tools);
  };
  return forPeople({
    id: topic,
    words: [word, ...newWords],
    keptWords: newWords,
    summary,
    example,
    who: REGISTRY_READERS,
    inGroups: true,
    say: (text, here, tools) => run(text, 0, here, tools),
    press: {
      page: (pressed, here, tools) => run(pressed.args['words'] ?? '', offsetOf(pressed), here, tools),
    },
  });
}

const placeOf = (topic: EntryTopic, here: KnownScene): Place => ({
  command: topic,
  noun: TOPIC_WORDS[topic],
  registries: registriesOf(here.pack.registries, topic),
  isAsset: topic === 'asset',
  prefix: '',
});

async function say(
  text: string,
  offset: number,
  place: Place,
  topic: EntryTopic,
  here: KnownScene,
  tools: Tools,
): Result {
  const words = text.trim();
  if (topic === 'enterprise' && /^名称[\s:：=]/u.test(words))
    return refuse('这像是一条线索', { next: `要登记请发送「登记 企业${words.slice(0, 30)}…」。` });
  if (NEW.test(words)) {
    const rest = words.replace(NEW, '').trim();
    const after = rest.startsWith(place.noun) ? rest.slice(place.noun.length) : rest;
    return startNew(after.replace(/^[\s:：,，]+/u, ''), place, here, tools);
  }
  const numbered = splitEntryNumber(words);
  if (numbered !== null) {
    const entry = await entryMeant(numbered.number, here, tools);
    if (!isRefusal(entry)) return actOnEntry(entry, numbered.rest, here, tools);
    if (!numbered.isTail) return entry;
  }
  if (topic === 'asset' && MATCH.test(words))
    return matchLead(words.replace(MATCH, ''), offset, place, here, tools);
  if ((topic === 'policy' || topic === 'chain') && MATCH.test(words)) {
    const asked = await leadAsked(words.replace(MATCH, ''), here, tools);
    return isRefusal(asked) ? asked : sayList(topic, asked.lead, offset, here, tools);
  }
  if (topic === 'chain' && offset === 0) return sayChain(words, place, here, tools);
  return searchEntries(/^(?:列表|全部)$/u.test(words) ? '' : words, offset, place, here, tools);
}

/** The registry named; the only one; the one whose words the sentence has; else a choice. */
export function startNew(text: string, place: Place, here: KnownScene, tools: Tools): Result {
  const refused = refuseRegistrar(here);
  if (refused !== null) return Promise.resolve(refused);
  const named = registryNamed(text, place.registries);
  if (named !== null && !isTopicWord(named.rest === '' ? '' : text, named.registry.words))
    return openNew(named.registry, named.rest, here, tools);
  const [only] = place.registries;
  const hinted = place.registries.filter((registry) => hintsAt(registry.fields, text));
  const meant = place.registries.length === 1 ? only : hinted.length === 1 ? hinted[0] : undefined;
  if (meant !== undefined) return openNew(meant, text, here, tools);
  if (only === undefined)
    return Promise.resolve(refuse('本市方案没有这种台账', { next: '发送「台账」看有哪些。' }));
  return Promise.resolve(
    answerOnly({ card: whichCard(`登记${place.noun}`, place.registries, text.slice(0, 100)) }),
  );
}

const isTopicWord = (text: string, words: readonly string[]): boolean => text !== '' && words.includes(text);

/** A word of one of its choices stands in the text: 厂房 of 闲置厂房. */
const hintsAt = (
  fields: readonly { readonly type: string; readonly options?: readonly string[] | undefined }[],
  text: string,
): boolean =>
  fields.some(
    (field) =>
      field.type === 'choice' &&
      (field.options ?? []).some((option) => option.length > 2 && text.includes(option.slice(-2))),
  );
