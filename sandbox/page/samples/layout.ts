// Specimens of what holds other elements, and of people.
import { button, calls, column, plain, type Sample, sample } from './parts.ts';

/** Columns, panels, containers, people. */
export function layoutSamples(person: string): Sample[] {
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
