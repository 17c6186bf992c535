/** One setting 设定: before it is confirmed, once it holds, its versions, and the notice to whom it concerns. */
import type { Card, Element } from '../../card.ts';
import { plain, printMinute, quiet } from '../show.ts';

export interface SettingWords {
  /** 目标 到位资金年度任务. */
  readonly what: string;
  readonly who: string | null;
  readonly clause: string | null;
  /** 未下达, 方案规定 5个, or what was set. */
  readonly before: string;
  readonly after: string;
  readonly from: string;
  /** What it applies to. */
  readonly span: string;
  readonly note: string | null;
}

const fieldsOf = (words: SettingWords): Element => ({
  el: 'fields',
  fields: [
    ...(words.who === null ? [] : [{ label: '单位或岗位', value: words.who }]),
    { label: '项目', value: `${words.what}${words.clause === null ? '' : `〔${words.clause}〕`}` },
    { label: '数值', value: `${words.before} → ${words.after}` },
    { label: '生效日期', value: words.from },
    { label: '适用', value: words.span },
    ...(words.note === null ? [] : [{ label: '说明', value: words.note }]),
  ],
});

const FROZEN = '已签发的战报不变；生效日期以前的期间照原来的数。';

export function settingConfirmCard(words: SettingWords, draft: string): Card {
  const press = (action: string) => ({ command: 'target', action, args: { draft } });
  return {
    title: `请确认：${words.what}`,
    tone: 'todo',
    body: [
      fieldsOf(words),
      quiet(FROZEN),
      {
        el: 'buttons',
        buttons: [
          { label: '确认', look: 'primary', press: press('confirm') },
          { label: '取消', press: press('cancel') },
        ],
      },
    ],
  };
}

export const settingDoneCard = (words: SettingWords): Card => ({
  title: `已生效：${words.what}`,
  tone: 'done',
  body: [fieldsOf(words), quiet(`${FROZEN}录错了请发送「撤销」。`)],
});

export const settingNoticeCard = (words: SettingWords, by: string): Card => ({
  title: `${words.who ?? ''}${words.what}${words.before === '未下达' ? '已下达' : '有调整'}`,
  tone: 'notice',
  body: [fieldsOf(words), quiet(`由 ${by} 设定。${FROZEN}发送「目标」看完成情况。`)],
});

export const settingGoneCard = (title: string): Card => ({
  title,
  tone: 'closed',
  body: [plain('没有改动。')],
});

export interface VersionView {
  readonly no: number;
  readonly from: string;
  readonly value: string;
  readonly by: string;
  readonly at: number;
  readonly note: string | null;
  /** Who withdrew it and why. */
  readonly withdrawn: string | null;
}

const VERSIONS_SHOWN = 12;

export function settingCard(view: {
  readonly id: string;
  readonly what: string;
  readonly who: string | null;
  readonly versions: readonly VersionView[];
  readonly mayWithdraw: boolean;
}): Card {
  const last = view.versions.findLast((one) => one.withdrawn === null);
  const shown = view.versions.slice(-VERSIONS_SHOWN);
  return {
    title: `${view.who ?? ''} ${view.what}`.trim(),
    tone: 'notice',
    body: [
      ...shown.map((one) =>
        plain(
          `${one.no}．${one.value}，自 ${one.from} 起；${one.by} ${printMinute(one.at)}${one.note === null ? '' : `：${one.note}`}${one.withdrawn === null ? '' : `（已撤回：${one.withdrawn}）`}`,
        ),
      ),
      ...(last === undefined || !view.mayWithdraw
        ? []
        : [
            {
              el: 'form',
              name: 'setting_withdraw',
              fields: [{ kind: 'line', name: 'reason', label: '理由', required: true, maxLength: 300 }],
              buttons: [
                {
                  label: `撤回第 ${last.no} 次`,
                  look: 'danger',
                  press: {
                    command: 'target',
                    action: 'withdraw',
                    args: { id: view.id, no: String(last.no) },
                  },
                },
              ],
            } satisfies Element,
          ]),
    ],
  };
}
