/** 逾期: what is late and why — mine, my unit's, the city's. The clocks themselves are in src/due. */
import { forPeople } from '../src/command.ts';
import { showOverdue } from './shared/overdue-view.ts';

export const overdue = forPeople({
  id: 'overdue',
  words: ['逾期'],
  summary: '查看逾期的任务、阶段和月报，以及为什么；可写单位或事项',
  example: '逾期 永安市',
  who: ['reporter', 'verifier', 'office', 'leader', 'assessor', 'discipline', 'admin'],
  inGroups: true,
  say: (text, here, tools) => showOverdue(text, 0, here, tools),
  press: {
    page: (pressed, here, tools) => {
      const page = Number.parseInt(pressed.args['page'] ?? '0', 10);
      return showOverdue(pressed.args['words'] ?? '', Number.isSafeInteger(page) ? page : 0, here, tools);
    },
  },
});
