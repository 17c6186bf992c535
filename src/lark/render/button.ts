/**
 * Buttons, in a row that wraps.
 *
 * In a form the first button, and every primary or danger one, submits the fields; a further default one (取消) is a
 * plain callback, so that it works on a form with required fields still empty.
 */
import type { Button } from '../../card.ts';
import { decodePress, encodePress } from '../press.ts';
import { type Draft, fitLine, type Node, plain, takeName } from './draft.ts';

const looks = { primary: 'primary_filled', danger: 'danger', default: 'default' } as const;

function confirmOf(draft: Draft, confirm: Button['confirm']): Record<string, unknown> {
  if (confirm === undefined) return {};
  const title = fitLine(draft, confirm.title, 60) || '请确认';
  const text = fitLine(draft, confirm.text, 300) || title;
  return { confirm: { title: plain(title), text: plain(text) } };
}

function renderButton(draft: Draft, button: Button, inForm: Record<string, unknown>): Node {
  return {
    tag: 'button',
    type: looks[button.look ?? 'default'],
    text: plain(fitLine(draft, button.label, 100) || '确定'),
    ...confirmOf(draft, button.confirm),
    behaviors: [{ type: 'callback', value: encodePress(button.press) }],
    ...inForm,
  };
}

/** What would come back as a foreign button is not shown. */
function usable(draft: Draft, buttons: readonly Button[]): Button[] {
  return buttons.filter((button) => {
    const fits = decodePress(encodePress(button.press)) !== null;
    if (!fits) draft.cut.add('button');
    return fits;
  });
}

function row(nodes: readonly Node[]): Node[] {
  if (nodes.length === 0) return [];
  const columns = nodes.map((node) => ({ tag: 'column', width: 'auto', elements: [node] }));
  return [{ tag: 'column_set', flex_mode: 'flow', horizontal_spacing: '8px', columns }];
}

/** Buttons outside a form. */
export function renderButtons(draft: Draft, buttons: readonly Button[]): Node[] {
  return row(usable(draft, buttons).map((button) => renderButton(draft, button, {})));
}

/** The buttons that end a form; empty when none is usable, and then there can be no form. */
export function renderFormButtons(draft: Draft, buttons: readonly Button[]): Node[] {
  return row(
    usable(draft, buttons).map((button, index) => {
      const submits = index === 0 || (button.look !== undefined && button.look !== 'default');
      const name = takeName(draft, submits ? `submit_${index + 1}` : `press_${index + 1}`);
      return renderButton(draft, button, { name, ...(submits ? { form_action_type: 'submit' } : {}) });
    }),
  );
}
