// Specimens of what is read: headers, texts, markdown, lines, other languages.
import { plain, type Sample, sample } from './parts.ts';

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

/** Headers, div, markdown, hr, i18n. */
export function textSamples(): Sample[] {
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
  ];
}
