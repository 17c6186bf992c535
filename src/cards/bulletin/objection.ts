/** 异议 to a bulletin: the office's card to answer it, what it came to, and the list of what waits. */
import type { Card, Element } from '../../card.ts';
import { OBJECTION_WORDS, type Objection } from '../../domain/objection.ts';
import { plain, printMinute, quiet, sayButton } from '../show.ts';

export interface ObjectionView {
  readonly objection: Objection;
  /** 2026年10月招商引资战报. */
  readonly title: string;
  readonly unit: string;
  readonly by: string;
  /** Who answered; `null` while nobody has. */
  readonly decidedBy: string | null;
  /** What this unit's line of that bulletin says. */
  readonly printed: string | null;
  readonly mayDecide: boolean;
}

export function objectionCard(view: ObjectionView): Card {
  const { objection, title, unit, by, printed } = view;
  const isOpen = objection.state === 'raised';
  return {
    title: `${unit}对${title}的异议${isOpen ? '' : `（${OBJECTION_WORDS[objection.state]}）`}`,
    tone: isOpen ? 'todo' : objection.state === 'accepted' ? 'done' : 'closed',
    summary: `${unit}提出异议`,
    body: [
      plain(`${unit} ${by} ${printMinute(objection.raisedAt)} 提出：`),
      plain(objection.text),
      ...(printed === null ? [] : [quiet(`公布的数字：${printed}`)]),
      ...(isOpen ? [] : [answered(view)]),
      ...(isOpen && !view.mayDecide ? [quiet('已转招商办核对，答复后在这里通知您。')] : []),
      ...(view.mayDecide && isOpen ? [decisionForm(objection.id)] : []),
    ],
  };
}

const answered = ({ objection, decidedBy }: ObjectionView): Element =>
  plain(
    `${decidedBy ?? ''} ${objection.decidedAt === null ? '' : printMinute(objection.decidedAt)} ${OBJECTION_WORDS[objection.state]}：${objection.reason ?? ''}${objection.state === 'accepted' ? '。列入下一期；请更正月报，差额随下一期一并公布。' : '。'}`,
  );

const decisionForm = (id: string): Element => ({
  el: 'form',
  name: 'decision',
  fields: [
    {
      kind: 'line',
      name: 'reason',
      label: '理由（必填）',
      placeholder: '核对了什么，结论是什么',
      maxLength: 500,
    },
  ],
  buttons: [
    { label: '采纳', look: 'primary', press: { command: 'objection', action: 'accept', args: { id } } },
    { label: '不采纳', look: 'danger', press: { command: 'objection', action: 'reject', args: { id } } },
  ],
});

/** What waits for an answer. */
export function objectionListCard(
  items: readonly {
    readonly id: string;
    readonly unit: string;
    readonly title: string;
    readonly text: string;
  }[],
): Card {
  return {
    title: `待答复的异议 ${items.length} 件`,
    tone: items.length === 0 ? 'done' : 'todo',
    body: [
      ...items
        .slice(0, 10)
        .flatMap((one): Element[] => [
          plain(`${one.unit}（${one.title}）：${one.text.slice(0, 100)}`),
          { el: 'buttons', buttons: [sayButton('答复', 'objection', one.id)] },
        ]),
      ...(items.length > 10 ? [quiet(`另有 ${items.length - 10} 件，答复后再列。`)] : []),
      ...(items.length === 0 ? [plain('没有等待答复的异议。')] : []),
    ],
  };
}
