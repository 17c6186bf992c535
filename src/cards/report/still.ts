/** 本月无变化: why a second time, and for all that remain at once, asked before anything is filed. */
import type { Button, Card, Element, Field } from '../../card.ts';
import type { Month } from '../../domain/day.ts';
import { sayMonth } from '../../domain/month.ts';
import { plain, quiet, sayButton } from '../show.ts';
import { WORDS_MAX } from './form.ts';

export interface StillItem {
  readonly lead: string;
  readonly number: string;
  readonly title: string;
}

const reasonField = (label: string, hint: string): Field => ({
  kind: 'lines',
  name: 'reason',
  label,
  placeholder: hint,
  maxLength: WORDS_MAX,
});
const lines = (items: readonly StillItem[]): Element =>
  plain(items.map(({ number, title }) => `· ${number} ${title}`).join('\n'));

/** One project whose 无变化 needs its reason: said last month already, or the month is published. */
export function stillReasonCard(view: {
  readonly item: StillItem;
  readonly month: Month;
  readonly correction: boolean;
}): Card {
  const { item, month, correction } = view;
  return {
    title: `${sayMonth(month)}无变化：请说明原因`,
    subtitle: item.number,
    tone: 'todo',
    body: [
      { el: 'text', text: { text: item.title, strong: true } },
      plain(
        correction
          ? `${sayMonth(month)}战报已经签发，再报是更正，需要写明原因。`
          : '上月已经报过无变化，连续无变化需要说明原因。',
      ),
      {
        el: 'form',
        name: 'still',
        fields: [
          reasonField(correction ? '更正原因' : '无变化原因', '例如：等待用地批复，款项按合同于下季度支付'),
        ],
        buttons: [
          {
            label: '提交',
            look: 'primary',
            press: { command: 'report', action: 'stillWhy', args: { lead: item.lead, month } },
          },
        ],
      },
      { el: 'buttons', buttons: [sayButton('改填数字', 'report', `${item.number} ${month}`)] },
    ],
  };
}

export interface StillAllView {
  readonly month: Month;
  /** Filed as they are. */
  readonly ready: readonly StillItem[];
  /** Filed only with a reason. */
  readonly asked: readonly StillItem[];
  /** Nothing was ever filed: each needs its form. */
  readonly never: readonly StillItem[];
  /** Missing beyond those shown. */
  readonly more: number;
}

/** 全部无变化, before it is done. */
export function stillAllCard({ month, ready, asked, never, more }: StillAllView): Card {
  const args = { month, leads: [...ready, ...asked].map((item) => item.lead).join(',') };
  const buttons: readonly Button[] = [
    { label: '确认无变化', look: 'primary', press: { command: 'report', action: 'stillAllDo', args } },
    { label: '返回列表', press: { command: 'report', action: 'page', args: { month, page: '0' } } },
  ];
  return {
    title: `${sayMonth(month)}：其余全部无变化？`,
    tone: 'todo',
    body: [
      ...(ready.length === 0
        ? []
        : [plain(`下列 ${ready.length} 个项目按上次累计数报无变化：`), lines(ready)]),
      ...(asked.length === 0
        ? []
        : [plain(`下列 ${asked.length} 个上月已是无变化，写明原因才一并报：`), lines(asked)]),
      ...(never.length === 0 ? [] : [plain(`下列 ${never.length} 个此前没有报过，请逐个填：`), lines(never)]),
      ...(more > 0
        ? [quiet(`一次最多 ${ready.length + asked.length + never.length} 个，其余 ${more} 个下一次。`)]
        : []),
      asked.length === 0
        ? { el: 'buttons', buttons }
        : {
            el: 'form',
            name: 'still-all',
            fields: [reasonField('无变化原因', '不填则只报上面不需要原因的')],
            buttons,
          },
    ],
  };
}

/** What came of it. */
export function stillAllDoneCard(view: {
  readonly month: Month;
  readonly done: readonly StillItem[];
  readonly skipped: readonly { readonly item: StillItem; readonly why: string }[];
  readonly progress: { readonly reported: number; readonly owed: number };
}): Card {
  const { month, done, skipped, progress } = view;
  const left = progress.owed - progress.reported;
  return {
    title: `已报无变化 ${done.length} 个`,
    subtitle: `${sayMonth(month)}　进度 ${progress.reported}/${progress.owed}`,
    tone: 'done',
    body: [
      ...(done.length === 0 ? [] : [lines(done)]),
      ...(skipped.length === 0
        ? []
        : [
            plain(
              [`没有报的 ${skipped.length} 个：`]
                .concat(skipped.map(({ item, why }) => `· ${item.number} ${item.title}：${why}`))
                .join('\n'),
            ),
          ]),
      plain(left > 0 ? `还有 ${left} 个未报。` : '本月应报的项目都已报齐。'),
      ...(left > 0
        ? [{ el: 'buttons', buttons: [sayButton('继续填报', 'report', month, 'primary')] } satisfies Element]
        : []),
    ],
  };
}
