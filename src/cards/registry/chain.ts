/** 图谱: the chains of the city; one chain by 上游, 中游, 下游 with firms that are there and gaps. */
import type { Card, Element, Span } from '../../card.ts';
import { plain, quiet, sayButton } from '../show.ts';

export interface ChainRow {
  readonly name: string;
  readonly nodes: number;
  readonly gaps: number;
  readonly firms: number;
}

export interface ChainNodeView {
  readonly id: string;
  readonly name: string;
  /** 优势, 空白 …; `null`: not stated. */
  readonly state: string | null;
  readonly isGap: boolean;
  readonly firms: readonly string[];
  /** 招引策略、目标企业, or what lacks. */
  readonly notes: readonly string[];
}

export interface ChainView {
  readonly name: string;
  readonly parts: readonly { readonly position: string; readonly nodes: readonly ChainNodeView[] }[];
  /** Firms of the chain that no node names. */
  readonly firms: readonly string[];
  readonly sources: string;
}

const CHAINS_MAX = 40;
const NODES_MAX = 40;
const NAMES_MAX = 20;

export function chainListCard(rows: readonly ChainRow[], clause: string): Card {
  const shown = rows.slice(0, CHAINS_MAX);
  return {
    title: '产业链图谱',
    subtitle: `${rows.length} 条`,
    tone: 'notice',
    body: [
      {
        el: 'table',
        pageSize: 10,
        columns: [
          { key: 'name', title: '产业链' },
          { key: 'nodes', title: '环节', align: 'right' },
          { key: 'gaps', title: '缺口', align: 'right' },
          { key: 'firms', title: '企业', align: 'right' },
        ],
        rows: shown.map(({ name, nodes, gaps, firms }) => ({
          name,
          nodes: nodes === 0 ? null : String(nodes),
          gaps: nodes === 0 ? null : String(gaps),
          firms: firms === 0 ? null : String(firms),
        })),
      },
      {
        el: 'buttons',
        buttons: shown.slice(0, 20).map(({ name }) => sayButton(name.slice(0, 20), 'chain', name)),
      },
      quiet(`依据 ${clause}。发送「图谱 产业链名称」看上中下游和缺口。`),
    ],
  };
}

export function chainCard(view: ChainView): Card {
  const gaps = view.parts.flatMap(({ nodes }) => nodes.filter((node) => node.isGap));
  const nodes = view.parts.reduce((sum, part) => sum + part.nodes.length, 0);
  let left = NODES_MAX;
  const body: Element[] = [
    plain(
      nodes === 0
        ? '还没有登记环节。'
        : gaps.length === 0
          ? `${nodes} 个环节，没有标出缺口。`
          : `${nodes} 个环节，缺口 ${gaps.length} 个：${gaps
              .slice(0, 12)
              .map((node) => node.name)
              .join('、')}`,
    ),
  ];
  for (const { position, nodes: own } of view.parts) {
    const shown = own.slice(0, left);
    left -= shown.length;
    if (shown.length === 0) continue;
    body.push({ el: 'text', text: position, size: 'heading' }, ...shown.flatMap(nodeLines));
  }
  if (left <= 0) body.push(quiet(`环节较多，只列前 ${NODES_MAX} 个。`));
  const named = (label: string, names: readonly string[]): readonly Element[] =>
    names.length === 0
      ? []
      : [
          plain(
            `${label}：${names.slice(0, NAMES_MAX).join('、')}${names.length > NAMES_MAX ? ` 等 ${names.length} 家` : ''}`,
          ),
        ];
  body.push(...named('链上企业', view.firms), quiet(view.sources));
  return { title: `图谱：${view.name}`.slice(0, 60), subtitle: `${nodes} 个环节`, tone: 'notice', body };
}

function nodeLines(node: ChainNodeView): readonly Element[] {
  const state: Span[] =
    node.state === null && !node.isGap
      ? []
      : [
          {
            text: `　${node.isGap ? `缺口${node.state === null ? '' : `（${node.state}）`}` : node.state}`,
            tone: node.isGap ? 'bad' : 'good',
          },
        ];
  const firms = node.firms.length === 0 ? [] : [`　${node.firms.slice(0, 8).join('、')}`];
  return [
    { el: 'text', text: [{ text: node.name, strong: true }, ...state, ...firms] },
    ...node.notes.slice(0, 3).map(quiet),
  ];
}
