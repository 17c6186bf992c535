/** 疑似重复: who was first and when, never whose contact. The person decides; nothing typed is lost. */
import type { Card } from '../card.ts';
import { onLead } from './pool/holding.ts';
import { plain, quiet } from './show.ts';

export interface DuplicateView {
  readonly draft: string;
  /** Which lead of the message, from 1. */
  readonly at: number;
  readonly company: string;
  readonly similar: readonly {
    readonly company: string;
    readonly project: string;
    readonly unit: string;
    readonly registeredOn: string;
    readonly stage: string;
    readonly number: string;
  }[];
  /** A unit holds it that could be asked to cooperate, or be disputed with. */
  readonly other: string | null;
  /** Lies in the pool: claimed instead of registered again. */
  readonly pooled: { readonly lead: string; readonly number: string } | null;
}

export function duplicateCard({ draft, at, company, similar, other, pooled }: DuplicateView): Card {
  const press = (action: string) => ({ command: 'register', action, args: { draft, at: String(at) } });
  const first = similar[0];
  return {
    title: '疑似重复',
    subtitle: company,
    tone: 'overdue',
    body: [
      plain(
        `「${company}」与已登记的 ${similar.length} 条线索相近${first === undefined ? '' : `，最早由 ${first.unit} 于 ${first.registeredOn} 登记`}。`,
      ),
      {
        el: 'table',
        columns: [
          { key: 'company', title: '企业' },
          { key: 'project', title: '项目' },
          { key: 'unit', title: '首招单位' },
          { key: 'registeredOn', title: '登记日期' },
          { key: 'stage', title: '阶段' },
          { key: 'number', title: '编号' },
        ],
        rows: similar.map((row) => ({ ...row })),
      },
      quiet(
        '如果是同一个项目，请与首招单位联系或申请合作，不要重复登记；如果不是，请按「仍要登记」，两条会互相注明。',
      ),
      ...(pooled === null ? [] : [quiet(`${pooled.number} 在公共线索池里，可以直接认领。`)]),
      {
        el: 'buttons',
        buttons: [
          { label: '仍要登记', look: 'danger', press: press('force') },
          { label: '放弃', press: press('cancel') },
          ...(other === null
            ? []
            : [
                { label: `申请与${other}合作`, press: press('cooperate') },
                { label: '提出争议', press: press('dispute') },
              ]),
          ...(pooled === null ? [] : [onLead(`认领 ${pooled.number}`, 'claim', pooled.lead, 'primary')]),
        ],
      },
    ],
  };
}
