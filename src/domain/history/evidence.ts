/** 留痕 of one file of evidence 佐证: told to those who see the whole item only. */
import type { EvidenceFact } from '../evidence.ts';
import { type Around, type Tell, untold } from './said.ts';

export const tellEvidence: Tell<EvidenceFact> = (fact, around) => {
  const name = `「${nameOf(fact, around)}」`;
  switch (fact.type) {
    case 'evidence.received':
      return { what: `发来佐证${name}`, inner: true };
    case 'evidence.attached':
      return { what: `把佐证${name}归到 ${fact.lead}`, inner: true };
    case 'evidence.stored':
      return {
        what: `佐证${name}已收存`,
        details: [
          `${fact.fileType}，${Math.max(1, Math.ceil(fact.bytes / 1024))} KB`,
          `校验码 ${fact.hash.slice(0, 12)}`,
        ],
        inner: true,
      };
    case 'evidence.refused':
      return { what: `佐证${name}没有收下`, reason: fact.why, inner: true };
    case 'evidence.dropped':
      return { what: `撤回佐证${name}`, inner: true };
    default:
      return untold(fact);
  }
};

function nameOf(fact: EvidenceFact, { earlier, id }: Around<EvidenceFact>): string {
  const received = [fact, ...earlier].find((one) => one.type === 'evidence.received');
  return received?.type === 'evidence.received' ? received.name : id;
}
