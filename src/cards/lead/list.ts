/** Several leads or projects as a table, with a button for each of the first ones and paging. */
import type { Card, Element } from '../../card.ts';
import { currentNumber, type Lead } from '../../domain/lead/lead.ts';
import { or, printInvestment, quiet, sayButton } from '../show.ts';
import { turnsFrom } from '../turns.ts';

export interface LeadListView {
  readonly title: string;
  readonly command: 'leads' | 'projects' | 'advance';
  readonly items: readonly Lead[];
  readonly total: number;
  /** There are more, older ones, that were not looked at. */
  readonly isCut?: boolean;
  readonly offset: number;
  /** What was searched for, so that paging repeats it. */
  readonly words: string;
  readonly stage: (lead: Lead) => string;
  readonly unit: (lead: Lead) => string;
  readonly lines?: readonly string[];
}

/** Rows a page; each has its button. */
export const LIST_PAGE = 8;

export function leadListCard(view: LeadListView): Card {
  const { items, total, offset } = view;
  const all = view.isCut === true ? `最近登记的 ${total} 条（更早的请加条件）` : `共 ${total} 条`;
  const shown = `第 ${offset + 1}–${offset + items.length} 条，${all}`;
  const body: Element[] = [
    ...(view.lines ?? []).map(quiet),
    {
      el: 'table',
      pageSize: 10,
      columns: [
        { key: 'number', title: '编号' },
        { key: 'company', title: '企业' },
        { key: 'project', title: '项目' },
        { key: 'amount', title: '投资额', align: 'right' },
        { key: 'stage', title: '阶段' },
        { key: 'unit', title: '单位' },
      ],
      rows: items.map((lead) => ({
        number: currentNumber(lead),
        company: lead.company,
        project: or(lead.project),
        amount: printInvestment(lead.investment),
        stage: view.stage(lead),
        unit: view.unit(lead),
      })),
    },
    {
      el: 'buttons',
      buttons: items.map((lead) => sayButton(currentNumber(lead), view.command, currentNumber(lead))),
    },
  ];
  if (total > items.length) {
    const buttons = turnsFrom({ offset, total, step: LIST_PAGE }, (to) => ({
      command: view.command,
      action: 'page',
      args: { words: view.words, offset: String(to) },
    }));
    body.push(quiet(shown), { el: 'buttons', buttons });
  }
  return { title: view.title, subtitle: shown, tone: 'notice', body };
}
