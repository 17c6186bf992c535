/** 推荐人 of a lead: read out of a sentence, and the fact that names one, with the sealed name where no list has it. */
import type { KnownScene, Tools } from '../../../src/command.ts';
import { type Refusal, refuse } from '../../../src/domain/decision.ts';
import type { LeadFact } from '../../../src/domain/lead/facts.ts';
import type { Change } from '../../../src/outcome.ts';
import { maskPhonesIn } from '../../../src/parse/phone.ts';
import { type Referrer, referrerId, referrersNamed } from './find.ts';

const NAME_LENGTH_MAX = 30;
const LABEL = /(?:推荐人|引荐人|介绍人|推荐单位|引荐单位)[\s:：为是]*([^\s,，。;；、:：]{2,30})/u;
const SOURCE = /(?:线索来源|信息来源|来源|渠道)[\s:：为是]*([^\s,，。;；、:：]{2,30})/u;
const SAID =
  /(?:由|经|据)?([\p{Script=Han}A-Za-z0-9（）()]{3,24}?)(?:推荐|引荐|介绍|提供)(?:的|来|线索|信息)?/u;

/** What a sentence says of who introduced it. */
export interface SaidReferrer {
  /** The name that stands in the form; empty: nobody is named. */
  readonly name: string;
  readonly channel: string | null;
  /** The sentence without a 推荐人 label, whose name is nobody's company. */
  readonly rest: string;
  readonly hints: readonly string[];
}

const NOBODY = (rest: string): SaidReferrer => ({ name: '', channel: null, rest, hints: [] });

/** 推荐人 浙江商会 is taken at its word; 来源 and 介绍 only where a list has the name. */
export async function referrerIn(
  sentence: string,
  here: KnownScene,
  tools: Pick<Tools, 'store' | 'vault'>,
): Promise<SaidReferrer> {
  const labelled = LABEL.exec(sentence);
  if (labelled !== null) {
    const name = labelled[1] ?? '';
    const rest = `${sentence.slice(0, labelled.index)} ${sentence.slice(labelled.index + labelled[0].length)}`;
    const [first, second] = await referrersNamed(name, here, tools);
    const hints = second === undefined ? [] : [`推荐人「${name}」名册里有几位，请写全称或台账编号。`];
    return {
      name: first === undefined || second !== undefined ? name : first.name,
      channel: second === undefined ? (first?.channel ?? null) : null,
      rest,
      hints,
    };
  }
  for (const pattern of [SOURCE, SAID]) {
    const name = pattern.exec(sentence)?.[1];
    if (name === undefined) continue;
    const [only, second] = await referrersNamed(name, here, tools);
    if (only !== undefined && second === undefined)
      return { name: only.name, channel: only.channel, rest: sentence, hints: [] };
  }
  return NOBODY(sentence);
}

export interface Attribution {
  readonly referrer: Referrer;
  readonly fact: Extract<LeadFact, { type: 'lead.referred' }>;
  readonly changes: readonly Change[];
}

/** @param typed a name, or TZ-… of an entry */
export async function attribute(
  typed: string,
  here: KnownScene,
  tools: Tools,
): Promise<Attribution | Refusal> {
  const name = typed.replace(/\s+/gu, ' ').trim();
  if (name.length > NAME_LENGTH_MAX || maskPhonesIn(name) !== name)
    return refuse('推荐人只写姓名或机构名称，不超过30字，不写电话');
  const [found, second, ...more] = await referrersNamed(name, here, tools);
  if (found !== undefined && second !== undefined) {
    const listed = [found, second, ...more]
      .slice(0, 5)
      .map((one) => `${one.id} ${one.name}（${one.kind ?? ''}）`);
    return refuse(`推荐人「${name}」有 ${more.length + 2} 位：${listed.join('；')}`, {
      next: '请写全称或台账编号（TZ-…）。',
    });
  }
  if (found !== undefined)
    return { referrer: found, fact: { type: 'lead.referred', referrer: found.id }, changes: [] };
  // The same name is the same ledger; the name itself stays in a sealed row that can be erased.
  const id = referrerId(name, tools);
  return {
    referrer: { id, name, kind: null, channel: null },
    fact: { type: 'lead.referred', referrer: id },
    changes: [{ subject: 'contact', id, plain: JSON.stringify({ name, phone: null, note: null }) }],
  };
}
