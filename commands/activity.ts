/**
 * 活动: visits, small groups, delegations, fairs, symposia, trainings: listed, registered, looked at, corrected, verified.
 *
 *     活动 [类型] [月份] [单位] [待核|计划|我的] · 活动 推介会 12月8日 深圳 … · 活动 登记
 *     活动 HD-… [更正 | 成果 … | 已开展 … | 核实 | 退回 理由 | 回访 | 不再回访 | 取消 理由]
 */
import { forPeople } from '../src/command.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import { answerOnly } from '../src/outcome.ts';
import { ACTIVITY_TEXT_MAX, readActivity } from '../src/parse/visit.ts';
import { activityPresses, actTyped } from './shared/activity/act.ts';
import { activityMeant, quotedActivity, splitActivityNumber } from './shared/activity/find.ts';
import { openRead, refuseRecorder } from './shared/activity/form.ts';
import { listActivities, pageActivities, wantedList } from './shared/activity/list.ts';
import { dropForm, submitActivity } from './shared/activity/submit.ts';
import { activityAnswer } from './shared/activity/view.ts';

export const activity = forPeople({
  id: 'activity',
  words: ['活动', '招商活动'],
  summary: '招商活动：推介会、小团组、赴京、座谈、培训等的登记、查询、更正、核实',
  example: '活动 推介会 12月8日 深圳 参会企业：海尔、美的',
  who: ['reporter', 'verifier', 'office', 'leader', 'assessor'],
  inGroups: true,
  recognises: (text) => /^HD[-\u2010-\u2015\u2212]?\d{6}[-\u2010-\u2015\u2212]?\d{4,}/iu.test(text),

  async say(text, here, tools) {
    const { number, rest } = splitActivityNumber(text);
    const quoted = number === null ? await quotedActivity(here, tools) : null;
    if (number !== null || quoted !== null) {
      const meant = quoted ?? (await activityMeant(number ?? '', tools));
      if (isRefusal(meant)) return meant;
      const words = quoted === null ? rest : text;
      const acted = words.trim() === '' ? null : await actTyped(meant, words, here, tools);
      if (acted !== null) return acted;
      if (words.trim() === '' || quoted === null) {
        if (words.trim() === '') return answerOnly(await activityAnswer(meant, here, tools));
        return refuse(`没有看懂「${words.slice(0, 20)}」`, {
          next: `可以写：活动 ${meant.number} 更正／成果 …／已开展／核实／退回 理由／取消 理由。`,
        });
      }
    }
    if (text.length > ACTIVITY_TEXT_MAX)
      return refuse(`一段话有 ${text.length} 字，最多 ${ACTIVITY_TEXT_MAX} 字`, {
        next: '请只写类型、日期、地点、企业，别的写进表里的「成果」。',
      });
    const isBlank = /^(?:登记|新增)$/u.test(text.trim());
    const wanted = isBlank ? null : wantedList(text, here);
    if (wanted !== null) return listActivities(wanted, text.trim(), 0, here, tools);
    const refused = refuseRecorder(here);
    if (refused !== null) return refused;
    const reading = readActivity(
      isBlank ? '' : text.replace(/^(?:登记|新增)[\s:：]*/u, ''),
      'activity',
      here,
    );
    return openRead(reading, reading.kind === 'visit', here, tools);
  },

  press: {
    ...activityPresses,
    submit: submitActivity,
    'drop-form': dropForm,
    page: pageActivities,
  },
});
