// Specimens of what is filled in or pressed.
import type { JsonObject } from '../read.ts';
import { button, calls, options, plain, type Sample, sample } from './parts.ts';

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

/** The form with every input, buttons, menus, inputs outside forms; `person` stands in the pickers. */
export function inputSamples(person: string): Sample[] {
  return [
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
  ];
}
