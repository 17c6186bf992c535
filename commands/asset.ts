/** 资产: idle land, plants, buildings and parks, searched by what is needed; 匹配 for a lead; 登记资产. */
import { topicCommand } from './shared/registry/topic.ts';

export const asset = topicCommand({
  topic: 'asset',
  newWords: ['登记资产', '新增资产'],
  summary: '按面积、层高、地点查闲置资产和载体；为线索匹配；登记资产',
  example: '资产 5000平 厂房 层高9米',
});
