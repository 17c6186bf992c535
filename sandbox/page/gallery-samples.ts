// One specimen card for every component of card JSON 2.0, as feishu's pages describe them. Data only.
import type { Json, JsonObject } from './read.ts';

type Sample = { readonly name: string; readonly card: JsonObject };

const plain = (content: string): JsonObject => ({ tag: 'plain_text', content });
const calls = (key: string): JsonObject[] => [{ type: 'callback', value: { key } }];
const options = (...words: string[]): JsonObject[] =>
  words.map((word, index) => ({ text: plain(word), value: `v${index}` }));
const button = (words: string, more: JsonObject = {}): JsonObject => ({
  tag: 'button',
  text: plain(words),
  behaviors: calls(words),
  ...more,
});
const column = (elements: Json[], more: JsonObject = {}): JsonObject => ({
  tag: 'column',
  width: 'weighted',
  weight: 1,
  elements,
  ...more,
});

function sample(name: string, elements: JsonObject[], header?: JsonObject): Sample {
  const head = header === undefined ? {} : { header };
  return { name, card: { schema: '2.0', config: { update_multi: true }, ...head, body: { elements } } };
}

const headers = [
  'blue',
  'wathet',
  'turquoise',
  'green',
  'yellow',
  'orange',
  'red',
  'carmine',
  'violet',
  'purple',
  'indigo',
  'grey',
  'default',
];

const markdown = `# 一级标题
### 三级标题
**加粗** *斜体* ~~删除~~ \`代码\` <font color='red'>红字</font> <font color='green'>绿字 <font color='grey'>灰字</font></font>
[链接](https://example.com) <link url='https://example.com' icon='chat_outlined'>多端链接</link>
<text_tag color='blue'>标签</text_tag><text_tag color='carmine'>洋红</text_tag> <number_tag background_color='red'>8</number_tag> :OK:
<at id=all></at> <local_datetime millisecond='1764547200000' format_type='date'></local_datetime>
转义：&#60;at id&#61;all&#62; &#42;&#42;不是加粗&#42;&#42;
- 一
    - 一之一
- 二
1. 甲
2. 乙
> 引用
---
| 县 | 资金 |
| --- | ---: |
| 永安 | 3200 |
| 沙县 | 1500 |
\`\`\`
const x = 1;
\`\`\``;

function fields(person: string): JsonObject[] {
  return [
    {
      tag: 'form',
      name: 'all',
      elements: [
        { tag: 'input', name: 'a', label: plain('企业名称'), required: true, placeholder: plain('请输入') },
        { tag: 'input', name: 'b', label: plain('金额'), label_position: 'left', default_value: '5000' },
        { tag: 'input', name: 'c', label: plain('说明'), input_type: 'multiline_text', rows: 2 },
        { tag: 'input', name: 'd', label: plain('口令'), input_type: 'password', default_value: 'x' },
        { tag: 'input', name: 'e', label: plain('停用'), disabled: true, default_value: '不可改' },
        { tag: 'div', text: plain('阶段') },
        {
          tag: 'select_static',
          name: 'f',
          placeholder: plain('选阶段'),
          options: options('签约', '注册', '开工'),
        },
        { tag: 'div', text: plain('产业') },
        {
          tag: 'multi_select_static',
          name: 'g',
          selected_values: ['v0', 'v2'],
          options: options('新材料', '纺织', '文旅'),
        },
        { tag: 'div', text: plain('负责人') },
        { tag: 'select_person', name: 'h', initial_option: person, options: [{ value: person }] },
        { tag: 'div', text: plain('参加人') },
        { tag: 'multi_select_person', name: 'i', selected_values: [person] },
        { tag: 'div', text: plain('日期') },
        { tag: 'date_picker', name: 'j', initial_date: '2026-12-03' },
        { tag: 'div', text: plain('时间') },
        { tag: 'picker_time', name: 'k', initial_time: '09:30' },
        { tag: 'div', text: plain('日期时间') },
        { tag: 'picker_datetime', name: 'l', initial_datetime: '2026-12-03 09:30' },
        { tag: 'checker', name: 'm', text: plain('保密'), checked: true },
        {
          tag: 'column_set',
          columns: [
            {
              tag: 'column',
              width: 'auto',
              elements: [button('提交', { type: 'primary', name: 'ok', form_action_type: 'submit' })],
            },
            {
              tag: 'column',
              width: 'auto',
              elements: [button('重置', { name: 'no', form_action_type: 'reset' })],
            },
          ],
        },
      ],
    },
  ];
}

const buttons = [
  'default',
  'primary',
  'danger',
  'text',
  'primary_text',
  'danger_text',
  'primary_filled',
  'danger_filled',
  'laser',
];

const table: JsonObject = {
  tag: 'table',
  page_size: 3,
  freeze_first_column: true,
  header_style: { bold: true, background_style: 'grey' },
  columns: [
    { name: 'text', display_name: 'text' },
    {
      name: 'number',
      display_name: 'number',
      data_type: 'number',
      format: { precision: 2, separator: true, symbol: '¥' },
    },
    { name: 'options', display_name: 'options', data_type: 'options' },
    { name: 'md', display_name: 'lark_md', data_type: 'lark_md' },
    { name: 'full', display_name: 'markdown', data_type: 'markdown' },
    { name: 'persons', display_name: 'persons', data_type: 'persons' },
    { name: 'date', display_name: 'date', data_type: 'date', date_format: 'YYYY/MM/DD' },
  ],
  rows: [1, 2, 3, 4].map((n) => ({
    text: `<b>第${n}行</b>`,
    number: 12345.678 * n,
    options: [
      { text: '达标', color: 'green' },
      { text: '滞后', color: 'red' },
    ],
    md: '**粗** [链](https://example.com)',
    full: '- 一\n- 二',
    persons: ['ou_unknown'],
    date: 1_764_547_200_000,
  })),
};

const months = ['一月', '二月', '三月', '四月'];
const points = months.flatMap((month, index) =>
  ['永安', '沙县'].map((unit, place) => ({ 月份: month, 万元: (index + 1) * 800 + place * 500, 单位: unit })),
);
const chart = (spec: JsonObject): JsonObject => ({ tag: 'chart', aspect_ratio: '16:9', chart_spec: spec });

function layout(person: string): Sample[] {
  return [
    sample('column_set · none / weighted', [
      {
        tag: 'column_set',
        background_style: 'grey',
        columns: [
          column([{ tag: 'div', text: plain('权重 1') }]),
          column([{ tag: 'div', text: plain('权重 3') }], { weight: 3 }),
        ],
      },
      {
        tag: 'column_set',
        flex_mode: 'bisect',
        columns: ['一', '二', '三'].map((word) =>
          column([{ tag: 'markdown', content: `**${word}**` }], { background_style: 'blue-50' }),
        ),
      },
      {
        tag: 'column_set',
        flex_mode: 'trisect',
        columns: ['甲', '乙', '丙'].map((word) =>
          column([{ tag: 'div', text: plain(word) }], { background_style: 'green-50' }),
        ),
      },
    ]),
    sample('collapsible_panel', [
      {
        tag: 'collapsible_panel',
        expanded: true,
        header: { title: plain('打开的面板') },
        border: { color: 'grey', corner_radius: '8px' },
        elements: [{ tag: 'markdown', content: '里面有 **字**' }],
      },
      {
        tag: 'collapsible_panel',
        header: {
          title: { tag: 'markdown', content: '**关着的面板**' },
          icon_position: 'right',
          background_color: 'grey',
        },
        elements: [{ tag: 'hr' }],
      },
    ]),
    sample('interactive_container', [
      {
        tag: 'interactive_container',
        has_border: true,
        corner_radius: '8px',
        background_style: 'laser',
        hover_tips: plain('整块可按'),
        behaviors: calls('box'),
        elements: [{ tag: 'markdown', content: '**整块可按** 的容器' }, button('里面的按钮')],
      },
      {
        tag: 'interactive_container',
        disabled: true,
        has_border: true,
        disabled_tips: plain('现在不能按'),
        behaviors: calls('off'),
        elements: [{ tag: 'div', text: plain('停用的容器') }],
      },
    ]),
    sample('person / person_list', [
      { tag: 'person', user_id: person, show_name: true, size: 'large' },
      { tag: 'person', user_id: person, show_name: true, style: 'capsule' },
      { tag: 'person_list', persons: [{ id: person }, { id: 'ou_unknown' }], show_avatar: true },
    ]),
  ];
}

/** All specimens; `person` is somebody of the tenant. */
export function samples(person: string): Sample[] {
  return [
    ...headers.map((template) =>
      sample(`header · ${template}`, [{ tag: 'div', text: plain('正文') }], {
        title: plain(`标题 ${template}`),
        subtitle: plain('副标题'),
        template: template,
        text_tag_list: [
          {
            tag: 'text_tag',
            text: plain('标签'),
            color: template === 'grey' || template === 'default' ? 'neutral' : template,
          },
        ],
      }),
    ),
    sample('div', [
      { tag: 'div', text: { tag: 'plain_text', content: '标题大小 heading', text_size: 'heading' } },
      { tag: 'div', text: { tag: 'plain_text', content: '正文 <b>原样</b> **不是加粗**' } },
      {
        tag: 'div',
        text: { tag: 'lark_md', content: 'lark_md **加粗** <font color="orange">橙色</font>' },
        icon: { tag: 'standard_icon', token: 'chat_outlined', color: 'blue' },
      },
      { tag: 'div', text: { tag: 'plain_text', content: '只显示一行'.repeat(30), lines: 1 } },
      { tag: 'div', text: { tag: 'plain_text', content: '小字 notation', text_size: 'notation' } },
      { tag: 'div', text: { tag: 'plain_text', content: '右对齐', text_align: 'right' } },
    ]),
    sample('markdown', [{ tag: 'markdown', content: markdown }]),
    sample('hr', [{ tag: 'div', text: plain('上') }, { tag: 'hr' }, { tag: 'div', text: plain('下') }]),
    ...layout(person),
    sample('form · 全部输入', fields(person), { title: plain('表单'), template: 'orange' }),
    sample('button', [
      ...buttons.map((type) => button(type, { type })),
      button('不可用', { disabled: true, disabled_tips: plain('还没到时候') }),
      button('先确认', {
        type: 'danger',
        confirm: { title: plain('确定删除？'), text: plain('删了就没了') },
      }),
      button('打开链接', { behaviors: [{ type: 'open_url', default_url: 'https://example.com' }] }),
      button('大', { size: 'large', width: 'fill', icon: { tag: 'standard_icon', token: 'yes_outlined' } }),
    ]),
    sample('overflow', [
      {
        tag: 'overflow',
        options: [
          { text: plain('回传'), value: 'a' },
          { text: plain('链接'), value: 'b', multi_url: { url: 'https://example.com' } },
        ],
        behaviors: calls('more'),
      },
    ]),
    sample('表单外的输入', [
      { tag: 'input', name: 'alone', placeholder: plain('回车就发'), behaviors: calls('in') },
      {
        tag: 'select_static',
        type: 'text',
        placeholder: plain('选了就发'),
        options: options('甲', '乙'),
        behaviors: calls('sel'),
      },
      {
        tag: 'checker',
        text: plain('做完划掉'),
        checked: true,
        checked_style: { show_strikethrough: true, opacity: 0.9 },
        button_area: { pc_display_rule: 'always', buttons: [button('详情', { type: 'text' })] },
        behaviors: calls('tick'),
      },
    ]),
    sample('table', [table]),
    sample('chart · bar', [
      chart({
        type: 'bar',
        title: { text: '逐月' },
        data: { values: points },
        xField: ['月份', '单位'],
        yField: '万元',
        seriesField: '单位',
        legends: { visible: true },
      }),
    ]),
    sample('chart · line', [
      chart({
        type: 'line',
        title: { text: '走势' },
        data: { values: points },
        xField: '月份',
        yField: '万元',
        seriesField: '单位',
      }),
    ]),
    sample('chart · pie', [
      chart({
        type: 'pie',
        title: { text: '占比' },
        data: { values: points.slice(0, 4) },
        valueField: '万元',
        categoryField: '月份',
      }),
    ]),
    sample(
      'i18n',
      [
        {
          tag: 'div',
          text: { tag: 'plain_text', content: '中文', i18n_content: { en_us: 'English', ja_jp: '日本語' } },
        },
      ],
      {
        title: { tag: 'plain_text', content: '多语言', i18n_content: { en_us: 'Many languages' } },
        template: 'indigo',
      },
    ),
    sample('audio', [{ tag: 'audio', file_key: 'file_x' }]),
    sample('不认识的组件', [{ tag: 'hologram', content: '…' }]),
  ];
}
