// Walks the elements of a card and judges each: known tag, known properties, right place, unique names, required parts.
import { isObject, type Json, type JsonObject, member, objectAt, textAt } from '../json.ts';
import { components, containerTags, fieldTags } from './components.ts';
import { checkKind, checkKnown } from './kinds.ts';
import type { Findings } from './rules.ts';
import { panelHeaderSpec, tableColumnSpec } from './structure.ts';
import { checkTable } from './table.ts';

/** Where an element stands. */
export type Place = { readonly atRoot: boolean; readonly inForm: boolean; readonly depth: number };

const depthMax = 5;
const elementIdPattern = /^[A-Za-z][A-Za-z0-9_]{0,19}$/;

/** Checks a list of elements. */
export function checkElements(list: Json, path: string, place: Place, findings: Findings) {
  if (!Array.isArray(list)) return findings.error(path, 'elements must be an array');
  list.forEach((element, index) => {
    const tag = textAt(element, 'tag');
    checkElement(element, `${path} -> [${index}](tag: ${tag})`, place, findings);
  });
}

function checkIdentity(element: JsonObject, path: string, place: Place, findings: Findings) {
  const tag = textAt(element, 'tag');
  const id = member(element, 'element_id');
  if (id !== undefined) {
    if (typeof id !== 'string' || !elementIdPattern.test(id))
      findings.error(path, `element_id is malformed: ${id}`, 300301);
    else if (findings.elementIds.has(id)) findings.error(path, `element_id is repeated: ${id}`, 300301);
    else findings.elementIds.add(id);
  }
  const name = textAt(element, 'name');
  const needsName = tag === 'form' || (place.inForm && (fieldTags.has(tag) || tag === 'button'));
  if (needsName && name === '')
    findings.error(path, 'a component in a form (and a form) needs a name', 200530);
  if (name === '') return;
  if (findings.names.has(name)) findings.error(path, `name is repeated in this card: ${name}`, 200530);
  findings.names.add(name);
}

function checkPlace(tag: string, path: string, place: Place, findings: Findings) {
  if ((tag === 'form' || tag === 'table') && !place.atRoot)
    findings.error(path, `${tag} may stand only directly under body.elements`, 200621);
  if (containerTags.has(tag) && place.depth + 1 > depthMax)
    findings.error(path, `containers nest at most ${depthMax} deep`);
}

function submitIn(value: Json): boolean {
  if (Array.isArray(value)) return value.some(submitIn);
  if (!isObject(value)) return false;
  if (value['tag'] === 'button' && value['form_action_type'] === 'submit') return true;
  return Object.values(value).some(submitIn);
}

function checkParticulars(element: JsonObject, path: string, place: Place, findings: Findings) {
  const tag = textAt(element, 'tag');
  if (tag === 'form' && !submitIn(member(element, 'elements') ?? []))
    findings.error(path, 'a form needs a button with form_action_type "submit"');
  if (tag === 'table') {
    findings.tableCount += 1;
    checkTable(element, path, findings);
  }
  if (tag === 'button') checkButton(element, path, place, findings);
  if (tag === 'input') checkInput(element, path, findings);
  if (tag === 'img' && (textAt(element, 'img_key') === '' || objectAt(element, 'alt') === undefined))
    findings.error(path, 'img needs img_key and alt', 200570);
  if (tag === 'person' && !findings.around.personExists(textAt(element, 'user_id')))
    findings.error(path, 'There is an invalid user resource(at/person) in your card', 100290);
  if (tag === 'interactive_container' && member(element, 'behaviors') === undefined)
    findings.error(path, 'interactive_container needs behaviors');
  if (tag === 'markdown' && member(element, 'content') === undefined)
    findings.error(path, 'markdown needs content');
}

function checkButton(button: JsonObject, path: string, place: Place, findings: Findings) {
  const text = textAt(objectAt(button, 'text'), 'content');
  if (text.length > 100) findings.error(path, 'button text is longer than 100 characters');
  const action = textAt(button, 'form_action_type');
  if (action !== '' && action !== 'submit' && action !== 'reset')
    findings.error(path, `unknown form_action_type "${action}"`);
  if (action !== '' && !place.inForm) findings.error(path, 'form_action_type outside a form');
  const idle = member(button, 'disabled') === true;
  if (action === '' && !idle && member(button, 'behaviors') === undefined)
    findings.warn(path, 'a button without behaviors does nothing');
}

function checkInput(input: JsonObject, path: string, findings: Findings) {
  const max = member(input, 'max_length');
  if (max !== undefined && (typeof max !== 'number' || !Number.isInteger(max) || max < 1 || max > 1000))
    findings.error(path, 'max_length must be 1 to 1000');
  const limit = typeof max === 'number' ? max : 1000;
  if (textAt(input, 'default_value').length > limit)
    findings.error(path, 'default_value is longer than max_length');
  if (textAt(objectAt(input, 'placeholder'), 'content').length > 100)
    findings.error(path, 'placeholder is longer than 100 characters');
  const type = textAt(input, 'input_type');
  if (type !== '' && !['text', 'multiline_text', 'password'].includes(type))
    findings.error(path, `unknown input_type "${type}"`);
}

function checkElement(value: Json, path: string, place: Place, findings: Findings) {
  if (!isObject(value)) return findings.error(path, 'an element must be an object');
  const tag = textAt(value, 'tag');
  const spec = components[tag];
  findings.elementCount += 1;
  if (spec === undefined)
    return findings.strictly(
      path,
      `cards of schema V2 no longer support this capability; unsupported tag ${tag}`,
      200861,
    );
  checkKnown(value, spec, path, findings);
  checkPlace(tag, path, place, findings);
  checkIdentity(value, path, place, findings);
  checkParticulars(value, path, place, findings);
  const inner: Place = {
    atRoot: false,
    inForm: place.inForm || tag === 'form',
    depth: place.depth + (containerTags.has(tag) ? 1 : 0),
  };
  for (const [key, item] of Object.entries(value)) {
    const kind = spec[key];
    const where = `${path} -> ${key}`;
    if (kind === undefined) continue;
    if (kind === 'elements') checkElements(item, where, inner, findings);
    else if (kind === 'columns') checkColumns(item, where, inner, findings);
    else if (kind === 'buttons') checkElements(member(item, 'buttons') ?? [], where, inner, findings);
    else if (kind === 'tableColumns') checkTableColumns(item, where, findings);
    else if (kind === 'rows' && !Array.isArray(item)) findings.error(where, 'rows must be an array', 200914);
    else if (tag === 'collapsible_panel' && key === 'header') checkPanelHeader(item, where, findings);
    else checkKind(kind, item, where, findings);
  }
}

function checkColumns(list: Json, path: string, place: Place, findings: Findings) {
  checkElements(list, path, place, findings);
  if (Array.isArray(list) && list.some((item) => textAt(item, 'tag') !== 'column'))
    findings.error(path, 'a column_set holds columns only');
}

function checkTableColumns(list: Json, path: string, findings: Findings) {
  if (!Array.isArray(list)) return findings.error(path, 'columns must be an array', 200915);
  for (const column of list) {
    if (!isObject(column)) findings.error(path, 'a column must be an object', 200915);
    else checkKnown(column, tableColumnSpec, path, findings);
  }
}

function checkPanelHeader(header: Json, path: string, findings: Findings) {
  if (!isObject(header)) return findings.error(path, 'header must be an object');
  checkKnown(header, panelHeaderSpec, path, findings);
  for (const [key, item] of Object.entries(header)) {
    const kind = panelHeaderSpec[key];
    if (kind !== undefined) checkKind(kind, item, `${path} -> ${key}`, findings);
  }
}
