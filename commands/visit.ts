/**
 * 走访: one sentence becomes a visit — firms, what was talked about, the day of the return visit — shown on a form, submitted.
 *
 *     走访 海尔集团 谈了冷链项目，下周三回访 · 走访 海尔、美的、格力 … · 走访 (one's own) · 走访 回访
 */
import { forPeople } from '../src/command.ts';
import { isRefusal, refuse } from '../src/domain/decision.ts';
import { answerOnly } from '../src/outcome.ts';
import { ACTIVITY_TEXT_MAX, readActivity } from '../src/parse/visit.ts';
import { actTyped } from './shared/activity/act.ts';
import { activityMeant, splitActivityNumber } from './shared/activity/find.ts';
import { openRead, refuseRecorder } from './shared/activity/form.ts';
import { listActivities, listReturns, wantedList } from './shared/activity/list.ts';
import { activityAnswer } from './shared/activity/view.ts';

export const visit = forPeople({
  id: 'visit',
  words: ['走访', '拜访'],
  summary: '登记走访企业：企业、内容、回访日期一句话写清；不写内容看本人的走访',
  example: '走访 海尔集团 谈了冷链项目，下周三回访',
  who: ['reporter', 'verifier', 'office', 'leader', 'assessor'],
  inGroups: true,

  async say(text, here, tools) {
    const { number, rest } = splitActivityNumber(text);
    if (number !== null) {
      const activity = await activityMeant(number, tools);
      if (isRefusal(activity)) return activity;
      const acted = rest === '' ? null : await actTyped(activity, rest, here, tools);
      return acted ?? answerOnly(await activityAnswer(activity, here, tools));
    }
    if (text.length > ACTIVITY_TEXT_MAX)
      return refuse(`一段话有 ${text.length} 字，最多 ${ACTIVITY_TEXT_MAX} 字`, {
        next: '请只写企业、内容和回访日期，别的写进「洽谈内容」。',
      });
    if (/^(?:回访|待回访)$/u.test(text.trim())) return listReturns(here, tools);
    const isBlank = /^(?:登记|新增|新走访)$/u.test(text.trim());
    const isList = text.trim() === '' || /^(?:列表|全部|我的|清单)/u.test(text.trim());
    if (isList) {
      const words = text.trim() === '' && here.audience === 'private' ? '走访 我的' : `走访 ${text}`;
      const wanted = wantedList(words, here) ?? { filter: { kinds: ['visit'] }, said: ['走访'] };
      return listActivities(
        { ...wanted, filter: { ...wanted.filter, kinds: ['visit'] } },
        words,
        0,
        here,
        tools,
      );
    }
    const refused = refuseRecorder(here);
    if (refused !== null) return refused;
    return openRead(readActivity(isBlank ? '' : text, 'visit', here), true, here, tools);
  },
});
