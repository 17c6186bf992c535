// Toasts and the confirm dialog.
import { el } from './dom.js';

const toastMs = 4000;

/** Shows a toast: info, success, warning or error. */
export function toast(type, content) {
  const node = el('div', { class: `toast ${type}` }, content);
  document.getElementById('toasts').append(node);
  setTimeout(() => node.remove(), toastMs);
}

/** Asks before a button with `confirm`; resolves to whether the person agreed. */
export function ask(confirm) {
  return new Promise((resolve) => {
    const close = (agreed) => {
      dialog.close();
      dialog.remove();
      resolve(agreed);
    };
    const dialog = el(
      'dialog',
      { class: 'confirm', 'aria-label': confirm.title?.content ?? '确认' },
      el('h2', {}, confirm.title?.content ?? '确认'),
      el('p', {}, confirm.text?.content ?? ''),
      el(
        'div',
        { class: 'confirm-actions' },
        el('button', { type: 'button', onclick: () => close(false) }, '取消'),
        el('button', { type: 'button', class: 'primary', onclick: () => close(true) }, '确定'),
      ),
    );
    dialog.addEventListener('cancel', () => close(false));
    document.body.append(dialog);
    dialog.showModal();
  });
}
