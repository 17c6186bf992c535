// The known components of card JSON 2.0 and their properties, as feishu.md §4 lists them. Data only; checks are elsewhere.

/** What a property holds, and so how it is checked. */
export type PropKind =
  | 'any'
  | 'string'
  | 'number'
  | 'boolean'
  | 'object'
  | 'strings'
  | 'name'
  | 'plain'
  | 'text'
  | 'panelTitle'
  | 'icon'
  | 'confirm'
  | 'behaviors'
  | 'urls'
  | 'elements'
  | 'columns'
  | 'options'
  | 'people'
  | 'buttons'
  | 'images'
  | 'markdown'
  | 'tableColumns'
  | 'rows'
  | 'chartSpec';

/** Properties of one component. */
export type Spec = Readonly<Record<string, PropKind>>;

const common = { tag: 'string', element_id: 'string', margin: 'string' } as const;

const flow = {
  direction: 'string',
  horizontal_spacing: 'string',
  horizontal_align: 'string',
  vertical_spacing: 'string',
  vertical_align: 'string',
  padding: 'string',
} as const;

const input = {
  ...common,
  name: 'name',
  required: 'boolean',
  disabled: 'boolean',
  disabled_tips: 'plain',
  placeholder: 'plain',
  width: 'string',
  behaviors: 'behaviors',
  confirm: 'confirm',
  value: 'any',
} as const;

const select = { ...input, type: 'string', options: 'options' } as const;
const peopleSelect = { ...input, type: 'string', options: 'people' } as const;

/** Every component by tag. */
export const components: Readonly<Record<string, Spec>> = {
  div: { ...common, width: 'string', text: 'text', icon: 'icon' },
  markdown: {
    ...common,
    content: 'markdown',
    i18n_content: 'object',
    text_size: 'string',
    text_align: 'string',
    icon: 'icon',
  },
  hr: common,
  img: {
    ...common,
    img_key: 'string',
    i18n_img_key: 'object',
    alt: 'plain',
    title: 'text',
    corner_radius: 'string',
    scale_type: 'string',
    size: 'string',
    transparent: 'boolean',
    preview: 'boolean',
  },
  img_combination: {
    ...common,
    combination_mode: 'string',
    combination_transparent: 'boolean',
    corner_radius: 'string',
    img_list: 'images',
  },
  person: {
    ...common,
    user_id: 'string',
    size: 'string',
    show_avatar: 'boolean',
    show_name: 'boolean',
    style: 'string',
  },
  person_list: {
    ...common,
    persons: 'any',
    lines: 'number',
    show_name: 'boolean',
    show_avatar: 'boolean',
    size: 'string',
    drop_invalid_user_id: 'boolean',
    icon: 'icon',
  },
  chart: {
    ...common,
    aspect_ratio: 'string',
    height: 'string',
    color_theme: 'string',
    preview: 'boolean',
    chart_spec: 'chartSpec',
  },
  table: {
    ...common,
    page_size: 'number',
    row_height: 'string',
    row_max_height: 'string',
    freeze_first_column: 'boolean',
    header_style: 'object',
    columns: 'tableColumns',
    rows: 'rows',
  },
  audio: {
    ...common,
    file_key: 'string',
    audio_id: 'string',
    show_time: 'boolean',
    width: 'string',
    style: 'string',
  },
  column_set: {
    ...common,
    horizontal_spacing: 'string',
    horizontal_align: 'string',
    flex_mode: 'string',
    background_style: 'string',
    action: 'urls',
    columns: 'columns',
  },
  column: {
    ...common,
    ...flow,
    width: 'string',
    weight: 'number',
    background_style: 'string',
    action: 'urls',
    elements: 'elements',
  },
  collapsible_panel: {
    ...common,
    ...flow,
    expanded: 'boolean',
    background_color: 'string',
    header: 'object',
    border: 'object',
    elements: 'elements',
  },
  interactive_container: {
    ...common,
    ...flow,
    width: 'string',
    height: 'string',
    background_style: 'string',
    has_border: 'boolean',
    border_color: 'string',
    corner_radius: 'string',
    behaviors: 'behaviors',
    hover_tips: 'plain',
    disabled: 'boolean',
    disabled_tips: 'plain',
    confirm: 'confirm',
    elements: 'elements',
  },
  form: { ...common, ...flow, name: 'name', elements: 'elements' },
  input: {
    ...input,
    default_value: 'string',
    i18n_default_value: 'object',
    max_length: 'number',
    input_type: 'string',
    show_icon: 'boolean',
    rows: 'number',
    auto_resize: 'boolean',
    max_rows: 'number',
    label: 'plain',
    label_position: 'string',
  },
  select_static: { ...select, initial_option: 'string', initial_index: 'number' },
  multi_select_static: { ...select, selected_values: 'strings' },
  select_person: { ...peopleSelect, initial_option: 'string' },
  multi_select_person: { ...peopleSelect, selected_values: 'strings' },
  date_picker: { ...input, initial_date: 'string' },
  picker_time: { ...input, initial_time: 'string' },
  picker_datetime: { ...input, initial_datetime: 'string' },
  checker: {
    ...input,
    checked: 'boolean',
    text: 'text',
    overall_checkable: 'boolean',
    button_area: 'buttons',
    checked_style: 'object',
    padding: 'string',
    hover_tips: 'plain',
  },
  button: {
    ...common,
    type: 'string',
    size: 'string',
    width: 'string',
    text: 'plain',
    icon: 'icon',
    hover_tips: 'plain',
    disabled: 'boolean',
    disabled_tips: 'plain',
    confirm: 'confirm',
    behaviors: 'behaviors',
    name: 'name',
    form_action_type: 'string',
    required: 'boolean',
  },
  overflow: {
    ...common,
    name: 'name',
    width: 'string',
    behaviors: 'behaviors',
    confirm: 'confirm',
    options: 'options',
    value: 'any',
  },
  select_img: {
    ...input,
    multi_select: 'boolean',
    style: 'string',
    layout: 'string',
    can_preview: 'boolean',
    aspect_ratio: 'string',
    options: 'any',
  },
};

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

/** Tags a form submits a value for. */
export const fieldTags: ReadonlySet<string> = new Set([
  'input',
  'select_static',
  'multi_select_static',
  'select_person',
  'multi_select_person',
  'date_picker',
  'picker_time',
  'picker_datetime',
  'checker',
  'select_img',
]);

/** Tags that hold other elements and count as a level of nesting. */
export const containerTags: ReadonlySet<string> = new Set([
  'form',
  'column_set',
  'collapsible_panel',
  'interactive_container',
]);
