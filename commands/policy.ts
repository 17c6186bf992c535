/** 政策: policies the city and its counties keep, by what they are about. */
import { topicCommand } from './shared/registry/topic.ts';

export const policy = topicCommand({
  topic: 'policy',
  newWords: ['登记政策', '新增政策'],
  summary: '查扶持政策；登记政策',
  example: '政策 冷链',
});
