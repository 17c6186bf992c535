// Fields of cards: input, pickers, checker, choices. They hold their value in the card's state until it is submitted; outside
// a form a choice calls back at once.

import { live } from 'lit/directives/live.js';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { resourceUrl } from '../api.ts';
import type { FieldValue } from '../model.ts';
import type { JsonObject } from '../read.ts';
import { at, flag, num, obj, objects, str } from '../read.ts';
import { choices, manyChoices } from './choice.ts';
import { holdsMany, initialValue } from './field-value.ts';
import { contentOf, hasCallback, type Place } from './host.ts';
import { css, fontSize, space, widthOf } from './style.ts';
import { words } from './text.ts';

/** What drawing a control needs. */
export type Control = {
  readonly element: JsonObject;
  readonly path: string;
  readonly place: Place;
  readonly label: string;
  readonly value: FieldValue;
  readonly isOff: boolean;
  readonly isMissing: boolean;
  /** Keeps the value; outside a form also calls back, unless `quietly`. */
  readonly put: (value: FieldValue, quietly?: boolean) => void;
};

function textInput({ element, place, label, value, isOff, isMissing, put, path }: Control): TemplateResult {
  const lines = str(element, 'input_type') === 'multiline_text';
  const placeholder = contentOf(at(element, 'placeholder'), place.host.locale);
  const max = num(element, 'max_length') ?? 1000;
  const typed = (event: Event) => put((event.target as HTMLInputElement).value, true);
  const alone = place.form === undefined;
  const send = () =>
    place.host.choose(path, element, place.host.state.values.get(path) ?? initialValue(element));
  const onKey = (event: KeyboardEvent) => {
    if (alone && event.key === 'Enter' && !event.isComposing && !lines) send();
  };
  const field = lines
    ? html`<textarea
        aria-label=${label}
        aria-invalid=${isMissing ? 'true' : nothing}
        aria-required=${flag(element, 'required') ? 'true' : nothing}
        rows=${Math.min(num(element, 'rows') ?? 5, 12)}
        maxlength=${max}
        placeholder=${placeholder}
        ?disabled=${isOff}
        .value=${live(String(value))}
        @input=${typed}
      ></textarea>`
    : html`<input
        type=${str(element, 'input_type') === 'password' ? 'password' : 'text'}
        autocomplete="off"
        aria-label=${label}
        aria-invalid=${isMissing ? 'true' : nothing}
        aria-required=${flag(element, 'required') ? 'true' : nothing}
        maxlength=${max}
        placeholder=${placeholder}
        ?disabled=${isOff}
        .value=${live(String(value))}
        @input=${typed}
        @keydown=${onKey}
      />`;
  return alone
    ? html`<div class="sending">${field}<button type="button" class="act text" aria-label="发送${label}" ?disabled=${isOff} @click=${send}>➤</button></div>`
    : field;
}

const pickers: Readonly<Record<string, string>> = {
  date_picker: 'date',
  picker_time: 'time',
  picker_datetime: 'datetime-local',
};

function picker({ element, label, value, isOff, isMissing, put }: Control): TemplateResult {
  return html`<input
    type=${pickers[str(element, 'tag')] ?? 'text'}
    aria-label=${label}
    aria-invalid=${isMissing ? 'true' : nothing}
    ?disabled=${isOff}
    .value=${live(String(value).replace(' ', 'T'))}
    @change=${(event: Event) => put((event.target as HTMLInputElement).value.replace('T', ' '))}
  />`;
}

function checker({ element, path, place, value, isOff, put }: Control, buttons: unknown): TemplateResult {
  const style = obj(element, 'checked_style');
  const isOn = value === true;
  const opacity = num(style, 'opacity');
  const text = css({
    'text-decoration': isOn && flag(style, 'show_strikethrough') ? 'line-through' : undefined,
    opacity: isOn && opacity !== undefined ? String(opacity) : undefined,
    'font-size': fontSize(place.card, str(obj(element, 'text'), 'text_size')),
  });
  const onHover = str(obj(element, 'button_area'), 'pc_display_rule') === 'on_hover' ? 'on-hover' : '';
  return html`<div class="checker ${onHover}" data-path=${path} .style=${css({ padding: space(str(element, 'padding')) })}>
    <label class="check">
      <input type="checkbox" .checked=${live(isOn)} ?disabled=${isOff} @change=${(event: Event) => put((event.target as HTMLInputElement).checked)} />
      <span .style=${text}>${words(at(element, 'text'), place.host)}</span>
    </label>
    ${buttons}
  </div>`;
}

function pictures({ element, label, value, isOff, put }: Control): TemplateResult {
  const many = holdsMany(element);
  const chosen = Array.isArray(value) ? value : [String(value)];
  const toggle = (one: string) => {
    const next = chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one];
    put(many ? next : one);
  };
  return html`<div class="pictures" role="group" aria-label=${label}>
    ${objects(element, 'options').map((option, index) => {
      const own = str(option, 'value');
      return html`<button type="button" class="bare" aria-pressed=${chosen.includes(own)} ?disabled=${isOff || flag(option, 'disabled')} @click=${() => toggle(own)}>
        <img src=${resourceUrl(str(option, 'img_key'))} alt="选项 ${index + 1}" />
      </button>`;
    })}
  </div>`;
}

function control(c: Control): TemplateResult | undefined {
  const tag = str(c.element, 'tag');
  if (tag === 'input') return textInput(c);
  if (tag === 'select_static' || tag === 'select_person') return choices(c);
  if (tag === 'multi_select_static' || tag === 'multi_select_person') return manyChoices(c);
  if (tag === 'select_img') return pictures(c);
  if (tag in pickers) return picker(c);
  return undefined;
}

/** Draws a field with its label; undefined for tags that are no field. `buttons` are a checker's own. */
export function field(
  element: JsonObject,
  path: string,
  place: Place,
  buttons: unknown,
): TemplateResult | undefined {
  const { host, form } = place;
  const { state } = host;
  const tag = str(element, 'tag');
  const own = contentOf(at(element, 'label'), host.locale).replace(/[*＊:：\s]+$/u, '');
  const checkerWords = tag === 'checker' ? contentOf(at(element, 'text'), host.locale) : '';
  const placeholder = contentOf(at(element, 'placeholder'), host.locale);
  const label = own || checkerWords || place.before.words || placeholder || str(element, 'name') || tag;
  const isInForm = form !== undefined && str(element, 'name') !== '';
  const c: Control = {
    element,
    path,
    place,
    label,
    value: state.values.get(path) ?? initialValue(element),
    isOff: flag(element, 'disabled'),
    isMissing: state.missing.has(path),
    put: (value, quietly = false) => {
      state.values.set(path, value);
      state.missing.delete(path);
      if (!isInForm && !quietly && (tag !== 'checker' || hasCallback(element)))
        host.choose(path, element, value);
      host.redraw();
    },
  };
  const drawn = tag === 'checker' ? checker(c, buttons) : control(c);
  if (drawn === undefined) return undefined;
  if (isInForm) form.fields.push({ path, element, label });
  if (tag !== 'checker') place.before.words = '';
  const tips = c.isOff ? contentOf(at(element, 'disabled_tips'), host.locale) : '';
  const star = flag(element, 'required') ? html`<span class="star" aria-hidden="true">*</span>` : nothing;
  return html`<div
    class="field ${own === '' ? '' : `label-${str(element, 'label_position') || 'top'}`} ${c.isMissing ? 'missing' : ''}"
    data-path=${path}
    title=${tips || nothing}
    .style=${css({ width: str(element, 'width') === 'default' ? undefined : widthOf(str(element, 'width')) })}
  >
    ${own === '' ? nothing : html`<span class="label">${own}${star}</span>`}${drawn}
    ${c.isMissing ? html`<span class="problem">此项必填</span>` : nothing}
  </div>`;
}
