// One or several of a list: options as given, or the people of the chat.

import { live } from 'lit/directives/live.js';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { at, objects, str } from '../read.ts';
import type { Control } from './field.ts';
import { contentOf } from './host.ts';
import { avatar } from './text.ts';

type Option = { readonly value: string; readonly text: string };

function optionsOf({ element, place }: Control): Option[] {
  const { host } = place;
  const given = objects(element, 'options');
  if (!str(element, 'tag').includes('person'))
    return given.map((one) => ({
      value: str(one, 'value'),
      text: contentOf(at(one, 'text'), host.locale) || str(one, 'value'),
    }));
  const listed = given.map((one) => str(one, 'value')).filter((id) => host.knows(id));
  return (listed.length > 0 ? listed : host.memberIds).map((id) => ({ value: id, text: host.nameOf(id) }));
}

/** select_static, select_person */
export function choices(c: Control): TemplateResult {
  const placeholder = contentOf(at(c.element, 'placeholder'), c.place.host.locale) || '请选择';
  const look = str(c.element, 'type') === 'text' ? 'as-text' : '';
  return html`<select
    class=${look}
    aria-label=${c.label}
    aria-invalid=${c.isMissing ? 'true' : nothing}
    ?disabled=${c.isOff}
    @change=${(event: Event) => c.put((event.target as HTMLSelectElement).value)}
  >
    <option value="" .selected=${live(c.value === '')}>${placeholder}</option>
    ${optionsOf(c).map(
      (one) => html`<option value=${one.value} .selected=${live(c.value === one.value)}>${one.text}</option>`,
    )}
  </select>`;
}

/** multi_select_static, multi_select_person: a box of the chosen that opens into the whole list. */
export function manyChoices(c: Control): TemplateResult {
  const { host } = c.place;
  const chosen = Array.isArray(c.value) ? c.value : [];
  const options = optionsOf(c);
  const isPeople = str(c.element, 'tag').includes('person');
  const isOpen = host.state.open.get(c.path) === true;
  const show = (open: boolean) => {
    host.state.open.set(c.path, open);
    host.redraw();
  };
  const toggle = (value: string, isOn: boolean) =>
    c.put(isOn ? [...chosen, value] : chosen.filter((other) => other !== value));
  const placeholder = contentOf(at(c.element, 'placeholder'), host.locale) || '请选择';
  const shown = options.filter((one) => chosen.includes(one.value));
  return html`<div
    class="many"
    role="group"
    aria-label=${c.label}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') show(false);
    }}
  >
    <button
      type="button"
      class="many-box"
      aria-expanded=${isOpen}
      ?disabled=${c.isOff}
      @click=${() => show(!isOpen)}
    >
      <span class="sr">${c.label}：</span>${
        shown.length === 0
          ? html`<span class="placeholder">${placeholder}</span>`
          : shown.map(
              (one) =>
                html`<span class="chip">${isPeople ? avatar(one.value, one.text) : nothing}${one.text}</span>`,
            )
      }<span class="caret" aria-hidden="true">▾</span>
    </button>
    ${
      isOpen
        ? html`<div class="many-list">
            ${options.map(
              (one) => html`<label>
                <input
                  type="checkbox"
                  .checked=${live(chosen.includes(one.value))}
                  @change=${(event: Event) => toggle(one.value, (event.target as HTMLInputElement).checked)}
                />${isPeople ? avatar(one.value, one.text) : nothing}${one.text}
              </label>`,
            )}
          </div>`
        : nothing
    }
  </div>`;
}
