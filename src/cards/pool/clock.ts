/** What the clocks of 首招保护 and 签收 say to people. */
import type { Card } from '../../card.ts';
import { plain, quiet, sayButton, warning } from '../show.ts';
import { onLead } from './holding.ts';

const RENEWAL_WORDS = { progress: '填月报', visit: '走访', stage: '推进并通过审核' } as const;

export interface ClaimWarningView {
  readonly number: string;
  readonly lead: string;
  readonly title: string;
  readonly until: string;
  readonly today: string;
  readonly rule: string;
  readonly days: number;
  readonly renewedBy: readonly (keyof typeof RENEWAL_WORDS)[];
}

export function claimWarningCard(view: ClaimWarningView): Card {
  const { number, until, days, rule, renewedBy } = view;
  return {
    title: `首招保护快到期 ${number}`,
    subtitle: view.title,
    tone: 'todo',
    body: [
      warning(`保护至 ${until}。到期没有进展，将进入公共线索池，其他单位可以认领。`),
      plain(
        `续保办法：${renewedBy.map((one) => RENEWAL_WORDS[one]).join('、')}，从当日起再保护 ${days} 天。`,
      ),
      quiet(`依据：${rule}。`),
      {
        el: 'buttons',
        buttons: [
          sayButton('推进', 'advance', number, 'primary'),
          sayButton('查看', 'leads', number),
          onLead('退回线索池', 'return-form', view.lead),
        ],
      },
    ],
  };
}

export interface ClaimLapsedView {
  readonly number: string;
  readonly title: string;
  readonly rule: string;
  readonly days: number;
  readonly coolDownDays: number;
}

export function claimLapsedCard({ number, title, rule, days, coolDownDays }: ClaimLapsedView): Card {
  return {
    title: `首招保护已失效 ${number}`,
    subtitle: title,
    tone: 'overdue',
    body: [
      plain(`${days} 天没有进展，线索已进入公共线索池，其他单位可以认领。`),
      quiet(`依据：${rule}。原单位 ${coolDownDays} 天内不能再认领（系统默认）；确需继续请联系招商办分派。`),
      { el: 'buttons', buttons: [sayButton('线索池', 'leads', '池')] },
    ],
  };
}

export interface ReceiptLateView {
  readonly lead: string;
  readonly number: string;
  readonly title: string;
  readonly dueOn: string;
  readonly holder: string;
  readonly unit: string;
  readonly isHolder: boolean;
}

export function receiptLateCard(view: ReceiptLateView): Card {
  const { number, dueOn, holder, unit, isHolder } = view;
  return {
    title: `线索未签收 ${number}`,
    subtitle: view.title,
    tone: 'overdue',
    body: [
      plain(
        isHolder
          ? `分派给您的线索应在 ${dueOn} 前签收，请尽快签收。`
          : `分派给${unit} ${holder}的线索应在 ${dueOn} 前签收，至今没有签收。`,
      ),
      quiet('签收时限为系统默认，按工作日计。'),
      {
        el: 'buttons',
        buttons: isHolder
          ? [onLead('签收', 'receipt', view.lead, 'primary'), sayButton('查看', 'leads', number)]
          : [onLead('改派', 'assign-form', view.lead, 'primary'), sayButton('查看', 'leads', number)],
      },
    ],
  };
}
