/** Cards of evidence 佐证: what came, which lead it belongs to, what a lead has, and what was not taken. */
import type { Button, Card, Element } from '../card.ts';
import { type FileType, printBytes } from '../domain/evidence-type.ts';
import { plain, quiet, sayButton, warning } from './show.ts';

export interface FileView {
  readonly id: string;
  readonly kind: 'file' | 'image';
  readonly name: string;
  readonly state: 'fetching' | 'stored' | 'refused' | 'dropped';
  readonly why: string | null;
  readonly fileType: FileType | null;
  readonly bytes: number | null;
  readonly hash: string | null;
}

export interface FileTarget {
  readonly lead: string;
  readonly number: string;
  readonly title: string;
  /** The step that waits for its verifier, where there is one. */
  readonly waiting: string | null;
}

const HASH_TAIL = 8;

/** 合同.pdf（PDF，1.4 MB，校验尾号 9f86d081）. */
export function printFile(file: FileView): string {
  if (file.state === 'fetching') return `${file.name}（接收中）`;
  if (file.state === 'refused') return `${file.name}（没有收下：${file.why ?? ''}）`;
  const parts = [
    file.fileType?.toUpperCase() ?? '',
    file.bytes === null ? '' : printBytes(file.bytes),
    file.hash === null ? '' : `校验尾号 ${file.hash.slice(-HASH_TAIL)}`,
  ].filter((part) => part !== '');
  return `${file.name}（${parts.join('，')}）`;
}

const namesOf = (files: readonly FileView[]): string =>
  files.map(({ kind, name }) => (kind === 'image' ? `· ${name}` : `· 文件 ${name}`)).join('\n');

const idsOf = (files: readonly FileView[]): string => files.map((file) => file.id).join(',');
const LABEL_TITLE_MAX = 14;

/** Came without saying where it belongs: the person's latest leads as buttons. `besides`: what else it may be. */
export function whichLeadCard(
  files: readonly FileView[],
  targets: readonly FileTarget[],
  besides: readonly Element[] = [],
): Card {
  const body: Element[] = [plain(namesOf(files))];
  if (targets.length === 0) {
    body.push(plain('您还没有可归入的线索：先发送「登记」加一句话，再发送「佐证 编号」。'));
  } else {
    body.push(plain('归到哪一条？也可以发送「佐证 编号」，或引用那条线索的卡片再发文件。'), {
      el: 'buttons',
      buttons: targets.map((target) => attachButton(files, target)),
    });
  }
  body.push(
    ...besides,
    quiet('可以收 PDF、JPG、PNG、Word（docx）、Excel（xlsx），每个不超过 20 MB（系统默认）。'),
    {
      el: 'buttons',
      buttons: [
        { label: '不要了', press: { command: 'evidence', action: 'drop', args: { files: idsOf(files) } } },
      ],
    },
  );
  return { title: `收到佐证 ${files.length} 个`, tone: 'todo', body };
}

function attachButton(files: readonly FileView[], target: FileTarget): Button {
  const waiting = target.waiting === null ? '' : `（${target.waiting}待审）`;
  return {
    label: `${target.number} ${target.title.slice(0, LABEL_TITLE_MAX).trim()}${waiting}`,
    press: { command: 'evidence', action: 'attach', args: { files: idsOf(files), lead: target.lead } },
  };
}

/** Put to a lead. `words`: what came with it, to go on with. */
export function attachedCard(files: readonly FileView[], target: FileTarget, words: string): Card {
  const next =
    target.waiting === null
      ? [
          quiet('下次推进这条线索时，会作为佐证一起提交。'),
          {
            el: 'buttons' as const,
            buttons: [
              sayButton('推进', 'advance', `${target.number} ${words}`.trim(), 'primary'),
              sayButton('查看佐证', 'evidence', target.number),
            ],
          },
        ]
      : [quiet(`已补到待审的「${target.waiting}」，审核人会看到。`)];
  return {
    title: `佐证已归到 ${target.number}`,
    subtitle: target.title,
    tone: 'done',
    body: [plain(namesOf(files)), ...next],
  };
}

export interface FileLine {
  readonly file: FileView;
  /** 签约（已通过）, 未使用. */
  readonly use: string;
}

const LISTED_MAX = 20;
const FETCHED_MAX = 6;

/** Everything one lead has. */
export function fileListCard(target: FileTarget, lines: readonly FileLine[]): Card {
  const shown = lines.slice(-LISTED_MAX);
  const more = lines.length - shown.length;
  const body: Element[] =
    lines.length === 0
      ? [plain('还没有佐证文件。把文件或照片发给我，再选这条线索就行。')]
      : [plain(shown.map(({ file, use }) => `· ${printFile(file)} — ${use}`).join('\n'))];
  if (more > 0) body.push(quiet(`更早的 ${more} 个没有列出。`));
  const stored = shown.filter(({ file }) => file.state === 'stored').slice(-FETCHED_MAX);
  if (stored.length > 0) body.push({ el: 'buttons', buttons: stored.map(({ file }) => fetchButton(file)) });
  return { title: `${target.number} 的佐证`, subtitle: target.title, tone: 'notice', body };
}

export const fetchButton = (file: FileView): Button => ({
  label: `取回 ${file.name.slice(0, 16)}`,
  press: { command: 'evidence', action: 'fetch', args: { file: file.id } },
});

export function droppedCard(files: readonly FileView[]): Card {
  return {
    title: '已不要',
    tone: 'closed',
    body: [plain(namesOf(files)), quiet('这些文件不会作为佐证。')],
  };
}

/** To whoever sent it. */
export function refusedFileCard(name: string, why: string, lead: string | null): Card {
  const body: Element[] = [plain(`「${name}」没有收下：${why.replace(/。$/, '')}。`)];
  if (lead !== null) body.push(plain(`它原来归到 ${lead}；重新发送后请再归一次。`));
  return { title: '佐证没有收下', tone: 'overdue', body };
}

/** 重复佐证, to the verifier. */
export function duplicateFileCard(name: string, number: string, where: string): Card {
  return {
    title: `重复佐证：${number}`,
    tone: 'todo',
    body: [
      warning(`「${name}」与 ${where} 的佐证内容完全相同，请核对后再审。`),
      { el: 'buttons', buttons: [sayButton('待审', 'pending', number, 'primary')] },
    ],
  };
}
