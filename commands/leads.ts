/** 线索: one lead by number or name, or a list of those one may see. */
import type { Command } from '../src/command.ts';
import { type Lookup, lookUp, lookUpPage } from './shared/lookup.ts';

const lookup: Lookup = { command: 'leads', noun: '线索' };

export const leads: Command = {
  id: 'leads',
  words: ['线索'],
  summary: '按编号或企业名称查线索',
  example: '线索 闽光新材料',
  who: ['reporter', 'verifier', 'office', 'leader', 'assessor', 'discipline', 'admin'],
  inGroups: true,
  say: (text, scene, tools) => lookUp(text, lookup, scene, tools),
  press: { page: (pressed, scene, tools) => lookUpPage(pressed, lookup, scene, tools) },
};
