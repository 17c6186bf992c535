/** 项目: one project by number or name, or a list of those one may see. */
import { forPeople } from '../src/command.ts';
import { type Lookup, lookUp, lookUpPage } from './shared/lookup.ts';

const lookup: Lookup = { command: 'projects', noun: '项目' };

export const projects = forPeople({
  id: 'projects',
  words: ['项目'],
  summary: '按编号或名称查项目进展',
  example: '项目 碳纤维',
  who: ['reporter', 'verifier', 'office', 'leader', 'assessor', 'discipline', 'admin'],
  inGroups: true,
  recognises: (text) => /^XM-?\d{6}-?\d{4,}$/i.test(text),
  say: (text, scene, tools) => lookUp(text, lookup, scene, tools),
  press: { page: (pressed, scene, tools) => lookUpPage(pressed, lookup, scene, tools) },
});
