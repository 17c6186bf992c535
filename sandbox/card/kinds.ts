// Checks of property values that are not elements: texts, icons, confirm, behaviors, urls, options, chart specs.
import { arrayAt, isObject, type Json, type JsonObject, member, textAt } from '../json.ts';
import { checkMarkdown } from './markdown.ts';
import type { PropKind, Spec } from './prop-kind.ts';
import type { Findings } from './rules.ts';
import { iconSpec, textSpec } from './structure.ts';
import { urlProblem } from './urls.ts';

const urlKeys = ['url', 'default_url', 'pc_url', 'ios_url', 'android_url'];

/** Says which properties are not in the spec. */
export function checkKnown(value: JsonObject, spec: Spec, path: string, findings: Findings) {
  for (const key of Object.keys(value))
    if (!Object.hasOwn(spec, key))
      findings.strictly(
        path,
        `unsupported property "${key}" of ${textAt(value, 'tag') || 'this object'}`,
        200861,
      );
}

/** Checks a text object; `allowed` are the tags it may have. */
export function checkText(value: Json, allowed: readonly string[], path: string, findings: Findings) {
  if (!isObject(value)) return findings.error(path, 'a text object is expected');
  const tag = textAt(value, 'tag');
  if (!allowed.includes(tag))
    return findings.error(path, `text tag "${tag}" is not one of ${allowed.join(', ')}`);
  checkKnown(value, textSpec, path, findings);
  const content = member(value, 'content');
  if (content !== undefined && typeof content !== 'string')
    return findings.error(path, 'content must be a string');
  findings.elementCount += 1;
  if (tag !== 'plain_text' && typeof content === 'string') checkMarkdown(content, path, findings);
  if (tag !== 'plain_text' && member(value, 'text_color') !== undefined)
    findings.strictly(path, 'text_color is for plain_text only');
}

function checkConfirm(value: Json, path: string, findings: Findings) {
  for (const part of ['title', 'text']) {
    const text = member(value, part);
    if (text === undefined) findings.error(path, `confirm.${part} is required`);
    else checkText(text, ['plain_text'], `${path} -> ${part}`, findings);
  }
  if (isObject(value)) checkKnown(value, { title: 'plain', text: 'plain' }, path, findings);
}

function checkBehaviors(value: Json, path: string, findings: Findings) {
  if (!Array.isArray(value)) return findings.error(path, 'behaviors must be an array');
  for (const behavior of value) {
    const type = textAt(behavior, 'type');
    if (type === 'callback') {
      if (!isObject(member(behavior, 'value') ?? null))
        findings.error(path, 'behaviors callback value must be an object');
    } else if (type === 'open_url') {
      if (textAt(behavior, 'default_url') === '') findings.error(path, 'open_url needs a default_url');
      checkUrls(behavior, path, findings);
    } else findings.error(path, `unknown behavior type "${type}"`);
    if (isObject(behavior))
      checkKnown(
        behavior,
        type === 'callback'
          ? { type: 'string', value: 'object' }
          : {
              type: 'string',
              default_url: 'string',
              pc_url: 'string',
              ios_url: 'string',
              android_url: 'string',
            },
        path,
        findings,
      );
  }
}

function checkUrls(value: Json, path: string, findings: Findings) {
  const nested = member(value, 'multi_url');
  if (nested !== undefined) checkUrls(nested, `${path} -> multi_url`, findings);
  for (const key of urlKeys) {
    const url = member(value, key);
    if (url === undefined) continue;
    const problem = urlProblem(url, key !== 'url' && key !== 'default_url');
    if (problem !== undefined) findings.error(path, `${key}: ${problem}`);
  }
}

function checkOptions(value: Json, path: string, findings: Findings) {
  if (!Array.isArray(value)) return findings.error(path, 'options must be an array');
  const seen = new Set<string>();
  const before = findings.elementCount;
  for (const option of value) {
    const own = member(option, 'value');
    if (typeof own !== 'string' || own === '') findings.error(path, 'an option needs a value (string)');
    else if (seen.has(own)) findings.error(path, `option value "${own}" is repeated`);
    else seen.add(own);
    checkText(member(option, 'text') ?? null, ['plain_text'], `${path} -> text`, findings);
    checkUrls(option, path, findings);
    if (isObject(option))
      checkKnown(option, { text: 'plain', value: 'string', icon: 'icon', multi_url: 'urls' }, path, findings);
  }
  findings.elementCount = before; // options are not elements
}

function checkPeople(value: Json, path: string, findings: Findings) {
  if (!Array.isArray(value)) return findings.error(path, 'options must be an array');
  for (const option of value)
    if (textAt(option, 'value') === '') findings.error(path, 'a person option needs a value (open_id)');
}

function checkChart(value: Json, path: string, findings: Findings) {
  if (!isObject(value) || textAt(value, 'type') === '')
    return findings.error(path, 'chart spec is invalid', 200550);
  for (const key of ['axes', 'series', 'legends'])
    if (member(value, key) === null)
      findings.error(
        path,
        `chart spec is invalid; ${key}: Invalid type. Expected: array, given: null`,
        200550,
      );
}

/** Checks one property value by its kind. Kinds that hold elements are left to the walker. */
export function checkKind(kind: PropKind, value: Json, path: string, findings: Findings) {
  switch (kind) {
    case 'string':
    case 'number':
    case 'boolean':
      if (typeof value !== kind) findings.error(path, `a ${kind} is expected, got ${JSON.stringify(value)}`);
      return;
    case 'object':
      if (!isObject(value)) findings.error(path, 'an object is expected');
      return;
    case 'strings':
      if (!Array.isArray(value) || value.some((item) => typeof item !== 'string'))
        findings.error(path, 'an array of strings is expected');
      return;
    case 'name':
      if (typeof value !== 'string' || value === '')
        findings.error(path, 'name must be a non-empty string', 200530);
      return;
    case 'plain':
      return checkText(value, ['plain_text'], path, findings);
    case 'text':
      return checkText(value, ['plain_text', 'lark_md'], path, findings);
    case 'panelTitle':
      return checkText(value, ['plain_text', 'markdown', 'lark_md'], path, findings);
    case 'icon':
      if (!isObject(value) || !['standard_icon', 'custom_icon'].includes(textAt(value, 'tag')))
        return findings.error(path, 'an icon is standard_icon or custom_icon');
      return checkKnown(value, iconSpec, path, findings);
    case 'confirm':
      return checkConfirm(value, path, findings);
    case 'behaviors':
      return checkBehaviors(value, path, findings);
    case 'urls':
      return checkUrls(value, path, findings);
    case 'options':
      return checkOptions(value, path, findings);
    case 'people':
      return checkPeople(value, path, findings);
    case 'images':
      if (arrayAt({ value }, 'value').some((image) => textAt(image, 'img_key') === ''))
        findings.error(path, 'every image needs an img_key', 200570);
      return;
    case 'markdown':
      if (typeof value !== 'string') return findings.error(path, 'markdown content must be a string');
      return checkMarkdown(value, path, findings);
    case 'chartSpec':
      return checkChart(value, path, findings);
    default:
      return;
  }
}
