/** 留痕 of registries 台账: values only by the names of their fields, personal ones never. */
import type { EntryFact } from '../registry/entry.ts';
import { labelled, type Tell, untold } from './said.ts';

const FIELDS_SAID_MAX = 12;

export const tellEntry: Tell<EntryFact> = (fact, { words, earlier, id }) => {
  const first = earlier.find((one) => one.type === 'entry.registered');
  const registryId = fact.type === 'entry.registered' ? fact.registry : first?.registry;
  const registry = words.pack.registries.find((one) => one.id === registryId);
  const name = registry?.label ?? registryId ?? '台账';
  const fieldLabel = (field: string) => registry?.fields.find((one) => one.id === field)?.label ?? field;
  switch (fact.type) {
    case 'entry.registered':
      return {
        what: `登记「${name}」${id}${fact.title === null ? '' : ` ${fact.title}`}`,
        details: [labelled('责任单位', fact.owner === null ? '全市' : words.unit(fact.owner))],
        clause: registry?.clause ?? null,
      };
    case 'entry.edited': {
      const fields = [...Object.keys(fact.values), ...Object.keys(fact.sealed)].map(fieldLabel);
      return {
        what: `修改「${name}」${id}`,
        details: [labelled('字段', fields.slice(0, FIELDS_SAID_MAX).join('、'))],
      };
    }
    case 'entry.confirmed':
      return { what: `确认 ${id} 仍有效` };
    case 'entry.retired':
      return { what: `停用 ${id}`, reason: fact.reason };
    case 'entry.restored':
      return { what: `恢复 ${id}` };
    case 'entry.secrecy':
      return { what: `${id} 设为${fact.confidential ? '保密' : '公开'}` };
    default:
      return untold(fact);
  }
};
