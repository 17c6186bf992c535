/** 企业: target enterprises and customers the city keeps, by name, short name or pinyin initials. */
import { topicCommand } from './shared/registry/topic.ts';

export const enterprise = topicCommand({
  topic: 'enterprise',
  newWords: ['新增企业'],
  summary: '查目标企业和客商，可用简称、拼音首字母',
  example: '企业 ndsd',
});
