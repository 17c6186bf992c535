/**
 * 季报: what a unit files as a whole: quarterly, yearly and one-off reports of the plan, and its own figures of the month.
 *
 *     季报 [报送名或编号] [期间] [单位] ──> form ──提交──> read-only result
 *            │ nothing named: what the person's units owe, with its state
 *
 * Left out: the monthly form of projects (`report.ts`).
 */
import { forPeople } from '../src/command.ts';
import { cancelUnit, openUnitReport, submitUnit } from './shared/report/unit-form.ts';

export const filing = forPeople({
  id: 'filing',
  words: ['季报', '年报', '专报'],
  summary: '填报本单位的季报、年报、一次性上报和单位指标：说明、附件、数字',
  example: '季报 2026年第三季度',
  who: ['reporter', 'office'],
  inGroups: false,
  say: (text, here, tools) => openUnitReport(text, here, tools),
  press: { submit: submitUnit, cancel: cancelUnit },
});
