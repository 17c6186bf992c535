/** What the machine says of 台账 unasked: what has gone stale or wants a word, and what falls due. One card a person. */
import type { Button, Card, Element } from '../../card.ts';
import { plain, quiet, sayButton } from '../show.ts';

const LISTED_MAX = 8;
const DUE_LISTED_MAX = 20;

export interface ReminderItem {
  readonly id: string;
  readonly title: string;
  /** 上次更新 2026-11-10, 最近联络 …. */
  readonly since: string;
}

export interface ReminderGroup {
  readonly registry: string;
  readonly clause: string;
  readonly days: number;
  readonly kind: 'stale' | 'contact';
  readonly items: readonly ReminderItem[];
}

const SAID: Readonly<Record<ReminderGroup['kind'], (group: ReminderGroup) => string>> = {
  stale: ({ registry, items, days, clause }) =>
    `${registry}：${items.length} 条超过 ${days} 天没有更新（${clause}，天数为系统默认）`,
  contact: ({ registry, items, days, clause }) =>
    `${registry}：${items.length} 位超过 ${days} 天没有联络（${clause}，天数为系统默认）`,
};

/** Entries somebody should look at again, or be in touch with; grouped by registry. */
export function upkeepCard(groups: readonly ReminderGroup[]): Card {
  const stale = groups.filter(({ kind }) => kind === 'stale');
  const count = (list: readonly ReminderGroup[]) => list.reduce((sum, { items }) => sum + items.length, 0);
  let left = LISTED_MAX;
  const body: Element[] = [];
  if (stale.length > 0) body.push(plain('内容没变的按「仍有效」，有变化的打开修改。'));
  for (const group of groups) {
    const shown = group.items.slice(0, Math.max(0, left));
    left -= shown.length;
    body.push({ el: 'text', text: SAID[group.kind](group), size: 'heading' });
    body.push(...shown.flatMap((item) => rowOf(item, group.kind)));
  }
  const more = count(groups) - (LISTED_MAX - Math.max(0, left));
  if (more > 0) body.push(quiet(`还有 ${more} 条，发送「台账 待更新」查看。`));
  const [only] = groups;
  const word = stale.length > 0 ? '台账待更新' : '该联络了';
  return {
    title:
      groups.length === 1 && only !== undefined
        ? `${word}：${only.registry}`
        : `${word}：${count(groups)} 条`,
    tone: 'todo',
    body,
  };
}

function rowOf({ id, title, since }: ReminderItem, kind: ReminderGroup['kind']): readonly Element[] {
  const act: Button =
    kind === 'stale'
      ? { label: `仍有效 ${id}`, press: { command: 'registry', action: 'confirm', args: { id, keep: '1' } } }
      : {
          label: `已联络 ${id}`,
          press: { command: 'registry', action: 'contacted', args: { id, keep: '1' } },
        };
  return [
    { el: 'text', text: [{ text: `${id} ${title}`.slice(0, 60), strong: true }, `　${since}`] },
    { el: 'buttons', buttons: [act, sayButton(`查看 ${id}`, 'registry', id)] },
  ];
}

export interface DueLine {
  readonly id: string;
  readonly title: string;
  readonly registry: string;
  readonly dueOn: string;
  /** Days left; negative once it has passed. */
  readonly left: number;
}

/** Complaints, promises and plans falling due. */
export function entriesDueCard(lines: readonly DueLine[]): Card {
  const isLate = lines.some(({ left }) => left < 0);
  const [only] = lines;
  const word = isLate ? '台账事项逾期' : '台账事项将到期';
  const say = ({ id, title, registry, dueOn, left }: DueLine): string =>
    `· ${id} ${title.slice(0, 40)}（${registry}）：期限 ${dueOn}，${
      left < 0 ? `已逾期 ${-left} 天` : left === 0 ? '今天到期' : `还有 ${left} 天`
    }`;
  const more =
    lines.length > DUE_LISTED_MAX ? [`· 另有 ${lines.length - DUE_LISTED_MAX} 件，发送「逾期」查看`] : [];
  return {
    title: lines.length === 1 && only !== undefined ? `${word} ${only.id}` : `${word}：${lines.length} 件`,
    tone: isLate ? 'overdue' : 'todo',
    body: [
      plain([...lines.slice(0, DUE_LISTED_MAX).map(say), ...more].join('\n')),
      {
        el: 'buttons',
        buttons: lines
          .slice(0, 5)
          .flatMap(({ id }) => [
            sayButton(`办结 ${id}`, 'registry', `${id} 办结`, 'primary'),
            sayButton(`查看 ${id}`, 'registry', id),
          ]),
      },
      quiet('办结后填办结日期和处理结果；期限有变的打开修改。'),
    ],
  };
}
