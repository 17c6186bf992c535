// Things to press: button, overflow, interactive_container, checker's buttons. What comes of a press is the host's business.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { FieldValue } from '../model.ts';
import type { JsonObject } from '../read.ts';
import { at, flag, obj, objects, str } from '../read.ts';
import { safeUrl } from '../words.ts';
import { initialValue, isEmptyValue } from './field-value.ts';
import { contentOf, type Form, hasCallback, type Place } from './host.ts';
import { css, flowStyle, groundClass, space, widthOf } from './style.ts';
import { icon } from './text.ts';

/** The address an element opens on this device, if any. */
export function urlOf(element: JsonObject): string | undefined {
  const open = objects(element, 'behaviors').find((behavior) => str(behavior, 'type') === 'open_url');
  return safeUrl(str(open, 'pc_url') || str(open, 'default_url'));
}

/** What a form would submit, or undefined when something required is empty (then it is marked). */
function collect(form: Form, place: Place): Record<string, FieldValue> | undefined {
  const { state } = place.host;
  const inputs: Record<string, FieldValue> = {};
  state.missing.clear();
  for (const { path, element } of form.fields) {
    const value = state.values.get(path) ?? initialValue(element);
    inputs[str(element, 'name')] = value;
    if (flag(element, 'required') && str(element, 'tag') !== 'checker' && isEmptyValue(value))
      state.missing.add(path);
  }
  if (state.missing.size === 0) return inputs;
  const names = form.fields.filter(({ path }) => state.missing.has(path)).map(({ label }) => label);
  place.host.refuse(`有必填项未填写：${names.join('、')}`);
  place.host.redraw();
  return undefined;
}

function reset(form: Form, place: Place): void {
  for (const { path } of form.fields) place.host.state.values.delete(path);
  place.host.state.missing.clear();
  place.host.redraw();
}

function press(element: JsonObject, path: string, place: Place): void {
  const { host, form } = place;
  if (flag(element, 'disabled')) {
    const tips = contentOf(at(element, 'disabled_tips'), host.locale);
    if (tips !== '') host.refuse(tips);
    return;
  }
  const kind = str(element, 'form_action_type');
  if (form !== undefined && kind === 'reset') {
    reset(form, place);
    return;
  }
  const inputs = form !== undefined && kind === 'submit' ? collect(form, place) : {};
  if (inputs !== undefined) host.press(path, element, inputs);
}

/** button */
export function button(element: JsonObject, path: string, place: Place): TemplateResult {
  const { host } = place;
  const width = str(element, 'width');
  const isBusy = host.state.busy === path;
  const isOff = flag(element, 'disabled');
  const tips = contentOf(at(element, isOff ? 'disabled_tips' : 'hover_tips'), host.locale);
  const label = contentOf(at(element, 'text'), host.locale);
  const name = label || tips || '按钮';
  return html`<button
    type="button"
    class="act ${str(element, 'type') || 'default'} size-${str(element, 'size') || 'medium'} ${isBusy ? 'busy' : ''}"
    data-path=${path}
    .style=${css({ width: width === 'default' ? undefined : widthOf(width) })}
    aria-label=${label === '' ? name : nothing}
    aria-disabled=${isOff || isBusy ? 'true' : nothing}
    aria-busy=${isBusy ? 'true' : nothing}
    title=${tips || nothing}
    @click=${() => {
      if (!isBusy) press(element, path, place);
    }}
  >${icon(at(element, 'icon'))}${label}</button>`;
}

function chooseOption(option: JsonObject, element: JsonObject, path: string, place: Place): void {
  const urls = obj(option, 'multi_url');
  const url = safeUrl(str(urls, 'pc_url') || str(urls, 'url'));
  place.host.state.open.set(path, false);
  place.host.redraw();
  if (url !== undefined) window.open(url, '_blank', 'noopener');
  else place.host.choose(path, element, str(option, 'value'));
}

/** overflow (折叠按钮组) */
export function overflow(element: JsonObject, path: string, place: Place): TemplateResult {
  const { host } = place;
  const isOpen = host.state.open.get(path) === true;
  const show = (open: boolean) => {
    host.state.open.set(path, open);
    host.redraw();
  };
  return html`<div
    class="overflow"
    data-path=${path}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') show(false);
    }}
  >
    <button type="button" class="act default size-medium" aria-label="更多" aria-haspopup="menu" aria-expanded=${isOpen} @click=${() => show(!isOpen)}>···</button>
    ${
      isOpen
        ? html`<div class="popover" role="menu" aria-label="更多">
            ${objects(element, 'options').map(
              (option) =>
                html`<button type="button" role="menuitem" @click=${() => chooseOption(option, element, path, place)}>
                  ${contentOf(at(option, 'text'), host.locale) || str(option, 'value')}
                </button>`,
            )}
          </div>`
        : nothing
    }
  </div>`;
}

/** interactive_container: a press anywhere in it that no inner control took. */
export function container(element: JsonObject, path: string, place: Place, inner: unknown): TemplateResult {
  const isOff = flag(element, 'disabled');
  const style = [
    flowStyle(element, '8px', '4px 12px'),
    css({
      width: widthOf(str(element, 'width')),
      height: /^\d{2,3}px$/.test(str(element, 'height')) ? str(element, 'height') : undefined,
      'border-radius': space(str(element, 'corner_radius')),
    }),
  ].join(';');
  const act = (event: Event) => {
    const target = event.target instanceof Element ? event.target : null;
    const inside = target?.closest('button, input, select, textarea, a, summary, label');
    if (inside === null || inside === undefined || inside === event.currentTarget)
      press(element, path, place);
  };
  const tips = contentOf(at(element, isOff ? 'disabled_tips' : 'hover_tips'), place.host.locale);
  return html`<div
    class="container ${groundClass(str(element, 'background_style'))} ${flag(element, 'has_border') ? 'bordered' : ''} ${isOff ? 'off' : ''}"
    data-path=${path}
    .style=${style}
    title=${tips || nothing}
    @click=${act}
  >
    ${inner}
    <button type="button" class="cover" aria-label=${tips || '打开'} aria-disabled=${isOff ? 'true' : nothing} @click=${(
      event: Event,
    ) => {
      event.stopPropagation();
      press(element, path, place);
    }}></button>
  </div>`;
}

/** True when a press has somewhere to go. */
export function leadsSomewhere(element: JsonObject): boolean {
  return hasCallback(element) || urlOf(element) !== undefined || str(element, 'form_action_type') !== '';
}
