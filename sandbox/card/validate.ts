// The judge of card JSON 2.0: size, structure, limits, every element. Gives findings; who asked decides what to answer.
import { isObject, type Json, type JsonObject, member, objectAt, parseJson, textAt } from '../json.ts';
import { checkElements } from './element.ts';
import { checkKind, checkKnown } from './kinds.ts';
import type { Spec } from './prop-kind.ts';
import { type CardRules, type CardSurroundings, type Finding, Findings } from './rules.ts';
import { bodySpec, cardSpec, configSpec, headerSpec } from './structure.ts';

/** Bytes (UTF-8) a card may have. */
export const cardBytesMax = 30 * 1024;
const elementsMax = 200;
const tablesMax = 5;

/** The verdict: the card when it may be shown, and everything found. */
export type CardVerdict = {
  readonly card: JsonObject | undefined;
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];
};

function checkPart(value: Json | undefined, spec: Spec, path: string, findings: Findings) {
  if (value === undefined) return;
  if (!isObject(value)) return findings.error(path, 'an object is expected');
  checkKnown(value, spec, path, findings);
  for (const [key, item] of Object.entries(value)) {
    const kind = spec[key];
    if (kind === undefined) continue;
    const where = `${path} -> ${key}`;
    if (kind === 'elements') checkElements(item, where, { atRoot: true, inForm: false, depth: 0 }, findings);
    else checkKind(kind, item, where, findings);
  }
}

function checkTags(header: JsonObject | undefined, findings: Findings) {
  const tags = member(header, 'text_tag_list');
  if (tags === undefined) return;
  const path = 'ROOT -> header -> text_tag_list';
  if (!Array.isArray(tags)) return findings.error(path, 'an array is expected');
  if (tags.length > 3) findings.warn(path, 'only three header tags are shown');
  for (const tag of tags) {
    if (textAt(tag, 'tag') !== 'text_tag') findings.error(path, 'a header tag is a text_tag');
    if (isObject(tag))
      checkKnown(
        tag,
        { tag: 'string', element_id: 'string', text: 'plain', color: 'string' },
        path,
        findings,
      );
  }
}

/** Judges a card given as the JSON string of the wire, or as an object (callback answers). */
export function validateCard(source: string | Json, rules: CardRules, around: CardSurroundings): CardVerdict {
  const findings = new Findings(rules, around);
  const text = typeof source === 'string' ? source : JSON.stringify(source);
  const bytes = Buffer.byteLength(text, 'utf8');
  if (bytes > cardBytesMax)
    findings.error(
      'ROOT',
      `The length of the message content reaches its limit: ${bytes} bytes`,
      230025,
      230025,
    );
  const verdict = (card: JsonObject | undefined): CardVerdict => ({
    card,
    errors: findings.errors,
    warnings: findings.warnings,
  });
  if (bytes > cardBytesMax) return verdict(undefined);
  const card = typeof source === 'string' ? parseJson(source) : source;
  if (!isObject(card)) {
    findings.error('ROOT', 'parse card json err, please check whether the card json is correct');
    return verdict(undefined);
  }
  if (textAt(card, 'schema') !== '2.0')
    findings.error('ROOT', 'schema must be "2.0": the sandbox knows card JSON 2.0 only');
  checkPart(card, cardSpec, 'ROOT', findings);
  checkPart(member(card, 'config'), configSpec, 'ROOT -> config', findings);
  if (member(objectAt(card, 'config'), 'update_multi') === false)
    findings.error('ROOT -> config', 'update_multi must be true in schema 2.0', 300302);
  const header = objectAt(card, 'header');
  if (header !== undefined && objectAt(header, 'title') === undefined)
    findings.error('ROOT -> header', 'header needs a title');
  checkPart(member(card, 'header'), headerSpec, 'ROOT -> header', findings);
  checkTags(header, findings);
  checkPart(member(card, 'body'), bodySpec, 'ROOT -> body', findings);
  if (findings.elementCount > elementsMax)
    findings.error('ROOT -> body', `element exceeds the limit: ${findings.elementCount}`, 11310);
  if (findings.tableCount > tablesMax) findings.error('ROOT -> body', 'card table number over limit', 11310);
  return verdict(card);
}
