// Sizes, colours and spacing of card JSON 2.0 as inline styles and class names. Only values of the known shapes pass.
import type { JsonObject } from '../read.ts';
import { obj, str } from '../read.ts';

const spaces: Readonly<Record<string, string>> = {
  small: '4px',
  medium: '8px',
  large: '12px',
  extra_large: '16px',
};
const aligns: Readonly<Record<string, string>> = {
  left: 'start',
  top: 'start',
  center: 'center',
  right: 'end',
  bottom: 'end',
};
const lengths = /^(-?\d{1,3}px|0)( (-?\d{1,3}px|0)){0,3}$/;

/** A spacing word or a length; undefined for anything else. */
export function space(value: string): string | undefined {
  return spaces[value] ?? (lengths.test(value) ? value : undefined);
}

/** `auto`, `fill` or `[n]px` as a CSS width; undefined for none. */
export function widthOf(value: string): string | undefined {
  if (value === 'fill') return '100%';
  if (value === 'auto') return 'fit-content';
  return /^\d{1,4}px$/.test(value) ? value : undefined;
}

/** Joins declarations, leaving out the empty ones. */
export function css(parts: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(parts)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}:${value}`)
    .join(';');
}

/** How the children of a body, column, form, panel or container flow. */
export function flowStyle(
  box: JsonObject | undefined,
  fallbackGap: string,
  fallbackPadding?: string,
): string {
  const across = str(box, 'direction') === 'horizontal';
  const horizontal = aligns[str(box, 'horizontal_align')];
  const vertical = aligns[str(box, 'vertical_align')];
  return css({
    display: 'flex',
    'flex-direction': across ? 'row' : 'column',
    'flex-wrap': across ? 'wrap' : undefined,
    'column-gap': space(str(box, 'horizontal_spacing')) ?? '8px',
    'row-gap': space(str(box, 'vertical_spacing')) ?? fallbackGap,
    'align-items': across ? vertical : horizontal,
    'justify-content': across ? horizontal : vertical,
    padding: space(str(box, 'padding')) ?? fallbackPadding,
  });
}

const hues = new Set(
  'blue wathet turquoise green lime yellow sunflower orange red carmine violet purple indigo grey neutral'.split(
    ' ',
  ),
);

/** The class of a colour word, shades included; '' for default and unknown ones. */
export function hue(color: string): string {
  const name = color.replace(/-\d{2,3}$/, '');
  return hues.has(name) ? `hue hue-${name}` : '';
}

/** A background of a column set, column or container. */
export function groundClass(color: string): string {
  if (color === 'laser') return 'ground laser';
  const found = hue(color);
  return found === '' ? (color.includes('white') ? 'ground white' : '') : `ground ${found}`;
}

/** A custom colour of config.style.color as CSS, for light and dark; undefined when it is none. */
export function customColor(card: JsonObject, name: string): string | undefined {
  const own = obj(obj(obj(card, 'config'), 'style'), 'color');
  const pair = obj(own, name);
  const sound = (text: string) => /^rgba?\([\d\s.,%]{5,40}\)$/.test(text);
  const [light, dark] = [str(pair, 'light_mode'), str(pair, 'dark_mode')];
  if (!sound(light)) return undefined;
  return sound(dark) ? `light-dark(${light}, ${dark})` : light;
}

const sizesPx: Readonly<Record<string, number>> = {
  'heading-0': 30,
  'heading-1': 24,
  'heading-2': 20,
  'heading-3': 18,
  'heading-4': 16,
  heading: 16,
  normal: 14,
  notation: 12,
  'xxxx-large': 30,
  'xxx-large': 24,
  'xx-large': 20,
  'x-large': 18,
  large: 16,
  medium: 14,
  small: 12,
  'x-small': 10,
};

/** The font size of a text_size word, own words of config.style.text_size included. */
export function fontSize(card: JsonObject, word: string): string | undefined {
  if (word === '') return undefined;
  const own = obj(obj(obj(obj(card, 'config'), 'style'), 'text_size'), word);
  const isPhone = globalThis.matchMedia?.('(max-width: 700px)').matches === true;
  const named = own === undefined ? word : str(own, isPhone ? 'mobile' : 'pc') || str(own, 'default');
  const px = sizesPx[named];
  return px === undefined ? undefined : `${px}px`;
}

/** True for the headings, which are bold. */
export function isHeading(word: string): boolean {
  return word.startsWith('heading');
}
