/**
 * Elements to components, in order. Panels keep what they may hold; tables and forms, which the platform allows only
 * directly under the body, follow right behind their panel.
 */
import type { Element } from '../../card.ts';
import { renderButtons } from './button.ts';
import { renderChart } from './chart.ts';
import { type Draft, fitLine, type Node, paragraph, plain } from './draft.ts';
import { renderForm } from './form.ts';
import { renderTable } from './table.ts';
import { renderFields, renderTextElement } from './text.ts';

type PanelElement = Extract<Element, { el: 'panel' }>;

/** Panels inside panels are read to this depth; the rest is left out. */
export const panelDepthMax = 4;

interface Sorted {
  readonly inside: Node[];
  /** For the body only. */
  readonly behind: Node[];
}

function sortBody(draft: Draft, body: readonly Element[], depth: number): Sorted {
  const inside: Node[] = [];
  const behind: Node[] = [];
  for (const element of body) {
    if (element.el === 'table') behind.push(...renderTable(draft, element));
    else if (element.el === 'form') behind.push(...renderForm(draft, element));
    else if (element.el !== 'panel') inside.push(...renderElement(draft, element));
    else if (depth >= panelDepthMax) draft.cut.add('panel');
    else {
      const inner = sortBody(draft, element.body, depth + 1);
      const title = fitLine(draft, element.title, 100);
      if (title !== '') inside.push(paragraph(title, { size: 'heading' }));
      inside.push(...inner.inside);
      behind.push(...inner.behind);
    }
  }
  return { inside, behind };
}

function renderPanel(draft: Draft, panel: PanelElement): Node[] {
  if (draft.panels >= draft.fit.panelsMax) {
    draft.cut.add('panel');
    return [];
  }
  draft.panels += 1;
  const title = fitLine(draft, panel.title, 100) || '详情';
  const { inside, behind } = sortBody(draft, panel.body, 1);
  if (inside.length === 0)
    return behind.length === 0 ? [] : [paragraph(title, { size: 'heading' }), ...behind];
  const node: Node = {
    tag: 'collapsible_panel',
    expanded: panel.open === true,
    header: {
      title: plain(title),
      icon: { tag: 'standard_icon', token: 'down-small-ccm_outlined', size: '16px 16px' },
      icon_position: 'right',
      icon_expanded_angle: -180,
    },
    border: { color: 'grey', corner_radius: '5px' },
    padding: '8px 8px 8px 8px',
    elements: inside,
  };
  return [node, ...behind];
}

/** The components of one element that stands directly under the body. */
export function renderElement(draft: Draft, element: Element): Node[] {
  switch (element.el) {
    case 'text':
      return renderTextElement(draft, element);
    case 'fields':
      return renderFields(draft, element);
    case 'table':
      return renderTable(draft, element);
    case 'chart':
      return renderChart(draft, element);
    case 'buttons':
      return renderButtons(draft, element.buttons);
    case 'form':
      return renderForm(draft, element);
    case 'panel':
      return renderPanel(draft, element);
    case 'rule':
      return [{ tag: 'hr' }];
  }
}
