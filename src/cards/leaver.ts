/** 离岗: what somebody who left still holds, with 交接; choosing who takes it over; and 新来的人 for the administrator. */
import type { Card } from '../card.ts';
import { plain, quiet } from './show.ts';

export interface LeaverView {
  readonly person: string;
  readonly name: string;
  readonly unit: string;
  readonly why: 'left' | 'frozen';
  /** What is held, leads and projects. */
  readonly held: number;
}

const WHY = { left: '已离岗', frozen: '的账号已被停用' } as const;

/** 「某某已离岗：名下 n 条线索待交接」. */
export function leaverCard(view: LeaverView): Card {
  const { person, name, unit, why, held } = view;
  const what = held === 0 ? '名下没有线索' : `名下 ${held} 条线索待交接`;
  return {
    title: `${name}${WHY[why]}：${what}`,
    subtitle: unit,
    tone: held === 0 ? 'notice' : 'todo',
    body: [
      plain(`飞书通讯录显示${name}${WHY[why]}，即刻起不能再使用助手；以往的记录不变。`),
      ...(held === 0
        ? []
        : [
            {
              el: 'buttons' as const,
              buttons: [
                {
                  label: '交接',
                  look: 'primary' as const,
                  press: { command: 'transfer', action: 'leaver', args: { person } },
                },
              ],
            },
            quiet(`也可以发送「流转 交接 ${name} → 接收人」。`),
          ]),
      quiet('如有误（仍在岗），请管理员在名册中恢复。'),
    ],
  };
}

/** Who takes over; 下一步 leads to the list and 确认交接. */
export function leaverFormCard(
  view: Pick<LeaverView, 'person' | 'name' | 'unit' | 'held'>,
  colleagues: readonly { readonly value: string; readonly label: string }[],
): Card {
  return {
    title: `交接 ${view.name} 名下的 ${view.held} 条`,
    subtitle: view.unit,
    tone: 'todo',
    body: [
      {
        el: 'form',
        name: 'leaver',
        fields: [{ kind: 'choice', name: 'to', label: '接收人', required: true, options: colleagues }],
        buttons: [
          {
            label: '下一步',
            look: 'primary',
            press: { command: 'transfer', action: 'leaverTo', args: { person: view.person } },
          },
        ],
      },
      quiet('接收人须是本单位的填报员；下一步列出清单，确认后才交接。'),
    ],
  };
}

const NAMES_MAX = 20;

/** One line a day. @param names '' for who may not be seen by name */
export function newcomersCard(names: readonly string[]): Card {
  const shown = names.slice(0, NAMES_MAX).map((name) => (name === '' ? '（看不到姓名）' : name));
  const more = names.length > NAMES_MAX ? `等 ${names.length} 人` : '';
  return {
    title: `${names.length} 人新来，还不在名册`,
    tone: 'notice',
    body: [
      plain(`新入职或进群、名册里还没有：${shown.join('、')}${more}。`),
      quiet('需要用助手的，请加入名册（roster sync 可先试看差异），或请本人私聊发送「绑定 手机号」。'),
    ],
  };
}

/** Departments or the app's view of them changed. */
export const organisationChangedCard = (what: 'department' | 'scope'): Card => ({
  title: what === 'scope' ? '通讯录可见范围有变化' : '飞书部门有变化',
  tone: 'notice',
  body: [
    plain('名册没有自动改动。请在服务器上运行 roster sync 试看差异，核对后加 --apply 同步。'),
    quiet('同一天内的其他变化不再提醒。'),
  ],
});
