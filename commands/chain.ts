/** 图谱: industry chains by 上游, 中游, 下游, with firms that are there and gaps. */
import { topicCommand } from './shared/registry/topic.ts';

export const chain = topicCommand({
  topic: 'chain',
  newWords: ['登记图谱', '新增图谱', '新增环节'],
  summary: '产业链上中下游、已有企业和缺口；新增环节',
  example: '图谱 碳纤维',
});
