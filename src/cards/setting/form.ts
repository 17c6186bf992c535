/** The forms for what the city itself sets 设定, one a kind, and the office's card that leads to them. */
import type { Button, Card, Element, Field, Option } from '../../card.ts';
import { SETTING_WORDS, type SetKind } from '../../domain/setting/setting.ts';
import { plain, quiet } from '../show.ts';

export interface FormView {
  readonly kind: SetKind;
  /** What may be chosen: targets, measures, cohorts, judged items. */
  readonly items: readonly Option[];
  readonly item?: string;
  /** Units that may be chosen, for marks. */
  readonly subjects?: readonly Option[];
  readonly subject?: string;
  readonly year: string;
  /** Above the form: what is still to do. */
  readonly lines?: readonly string[];
}

const line = (
  name: string,
  label: string,
  more: { readonly required?: boolean; readonly placeholder?: string; readonly value?: string } = {},
): Field => ({
  kind: 'line',
  name,
  label,
  maxLength: 60,
  ...more,
});
const note = (label: string, required: boolean): Field => ({
  kind: 'line',
  name: 'note',
  label,
  maxLength: 300,
  required,
});
const from: Field = { kind: 'date', name: 'from', label: '生效日期（不填：首次为年初，修改为今天）' };

function choice(name: string, label: string, options: readonly Option[], value: string | undefined): Field {
  const held = options.some((one) => one.value === value) ? value : undefined;
  return {
    kind: 'choice',
    name,
    label,
    options,
    required: true,
    ...(held === undefined ? {} : { value: held }),
  };
}

function fieldsOf(view: FormView): readonly Field[] {
  const { kind, items, item, subjects = [], subject, year } = view;
  const who = line('subject', '单位或岗位', {
    placeholder: '如 大田县；对每个单位都一样写 各单位',
    ...(subject === undefined ? {} : { value: subject }),
  });
  switch (kind) {
    case 'target':
      return [
        { ...who, required: true },
        choice('item', '目标', items, item),
        line('value', '目标值（连单位）', { required: true, placeholder: '如 12亿、3000万、3个、95%' }),
        from,
        note('说明（文件依据）', false),
      ];
    case 'fx':
      return [
        line('scope', '年份', { required: true, value: year }),
        line('value', '1 美元合人民币（元）', { required: true, placeholder: '如 7.1' }),
        note('说明（来源）', false),
      ];
    case 'baseline':
      return [
        choice('item', '目标或指标', items, item),
        { ...who, required: true },
        line('scope', '基期', {
          required: true,
          value: String(Number(year) - 1),
          placeholder: '如 2025、2025Q4',
        }),
        line('value', '基数（连单位）', { required: true, placeholder: '如 6.2亿' }),
        note('说明（来源）', false),
      ];
    case 'cohort':
      return [
        choice('item', '名单', items, item),
        {
          kind: 'lines',
          name: 'members',
          label: '项目编号（空格或换行隔开）',
          required: true,
          maxLength: 2000,
        },
        note('说明（依据）', false),
      ];
    case 'mark':
      return [
        choice('subject', '单位', subjects, subject),
        choice('item', '考核项', items, item),
        line('value', '评分', { required: true, placeholder: '不超过该项的最高分' }),
        line('year', '考核年度', { value: year }),
        note('理由', true),
      ];
  }
}

export function settingFormCard(view: FormView): Card {
  const { kind, lines = [] } = view;
  const title =
    kind === 'target' ? '下达或修改目标' : kind === 'mark' ? '评分' : `设定${SETTING_WORDS[kind]}`;
  return {
    title,
    tone: 'todo',
    body: [
      ...lines.map(plain),
      {
        el: 'form',
        name: `setting_${kind}`,
        fields: fieldsOf(view),
        buttons: [
          { label: '提交', look: 'primary', press: { command: 'target', action: 'submit', args: { kind } } },
        ],
      },
      quiet('提交后先看一遍，确认了才生效。'),
    ],
  };
}

export interface SettingLine {
  readonly id: string;
  readonly text: string;
}

const PAGE = 8;

/** 设定: what was set, and the ways to set more. @param kinds what this person may set */
export function settingListCard(
  lines: readonly SettingLine[],
  page: number,
  kinds: readonly SetKind[],
): Card {
  const pages = Math.max(1, Math.ceil(lines.length / PAGE));
  const at = Math.min(Math.max(0, page), pages - 1);
  const shown = lines
    .slice(at * PAGE, (at + 1) * PAGE)
    .map((one, no) => ({ ...one, no: at * PAGE + no + 1 }));
  const turn = (label: string, to: number): Button => ({
    label,
    press: { command: 'target', action: 'settings', args: { page: String(to) } },
  });
  const forms = kinds.map(
    (kind): Button => ({
      label: kind === 'target' ? '下达/修改目标' : kind === 'mark' ? '评分' : SETTING_WORDS[kind],
      look: kind === 'target' ? 'primary' : 'default',
      press: { command: 'target', action: 'form', args: { kind } },
    }),
  );
  const open = shown.map(
    ({ id, no }): Button => ({
      label: String(no),
      press: { command: 'target', action: 'setting', args: { id } },
    }),
  );
  return {
    title: `市里设定的数（${lines.length} 个）`,
    tone: 'notice',
    body: [
      ...(lines.length === 0 ? [plain('还没有设定过目标、汇率、基数、考核对象和评分。')] : []),
      ...shown.map(({ no, text }) => plain(`${no}．${text}`)),
      ...(open.length === 0
        ? []
        : [quiet('按序号看经过、撤回：'), { el: 'buttons', buttons: open } satisfies Element]),
      ...(pages > 1 ? [quiet(`第 ${at + 1} 页，共 ${pages} 页`)] : []),
      {
        el: 'buttons',
        buttons: [
          ...(at > 0 ? [turn('上一页', at - 1)] : []),
          ...(at < pages - 1 ? [turn('下一页', at + 1)] : []),
          ...forms,
        ],
      },
    ],
  };
}
