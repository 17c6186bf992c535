// The parts of a card that are not components: the card itself, config, header, body, texts, icons, table columns.
import type { Spec } from './prop-kind.ts';

/** How things flow in a body, column, form or panel. */
export const flow = {
  direction: 'string',
  horizontal_spacing: 'string',
  horizontal_align: 'string',
  vertical_spacing: 'string',
  vertical_align: 'string',
  padding: 'string',
} as const;

/** The card's own properties. */
export const cardSpec: Spec = {
  schema: 'string',
  config: 'object',
  card_link: 'urls',
  header: 'object',
  body: 'object',
};

/** config.* */
export const configSpec: Spec = {
  streaming_mode: 'boolean',
  streaming_config: 'object',
  summary: 'object',
  locales: 'strings',
  enable_forward: 'boolean',
  update_multi: 'boolean',
  width_mode: 'string',
  use_custom_translation: 'boolean',
  enable_forward_interaction: 'boolean',
  style: 'object',
};

/** header.* */
export const headerSpec: Spec = {
  title: 'text',
  subtitle: 'text',
  text_tag_list: 'any',
  i18n_text_tag_list: 'object',
  template: 'string',
  icon: 'icon',
  padding: 'string',
};

/** body.* */
export const bodySpec: Spec = { ...flow, elements: 'elements' };

/** A text object. */
export const textSpec: Spec = {
  tag: 'string',
  content: 'string',
  i18n_content: 'object',
  element_id: 'string',
  text_size: 'string',
  text_color: 'string',
  text_align: 'string',
  lines: 'number',
};

/** A collapsible panel's header. */
export const panelHeaderSpec: Spec = {
  title: 'panelTitle',
  background_color: 'string',
  width: 'string',
  vertical_align: 'string',
  padding: 'string',
  icon: 'icon',
  icon_position: 'string',
  icon_expanded_angle: 'number',
};

/** An icon. */
export const iconSpec: Spec = {
  tag: 'string',
  token: 'string',
  color: 'string',
  img_key: 'string',
  size: 'string',
};

/** A table column. */
export const tableColumnSpec: Spec = {
  name: 'string',
  display_name: 'string',
  width: 'string',
  vertical_align: 'string',
  horizontal_align: 'string',
  data_type: 'string',
  format: 'object',
  date_format: 'string',
};
