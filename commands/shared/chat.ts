/** Guards and refusals that several commands share. */
import { type Refusal, refuse } from '../../src/domain/decision.ts';

/** What the client checks is checked again here: a form's texts come from whoever can see the card. */
export function tooLong(label: string, text: string | null, lengthMax: number): Refusal | null {
  if (text === null || text.length <= lengthMax) return null;
  return refuse(`${label}有 ${text.length} 字，最多 ${lengthMax} 字`, { next: '请缩短后再发送或提交。' });
}

export const notFound = (what: string): Refusal =>
  refuse(`没有找到${what}，或您无权查看`, { next: '请核对编号，或发送「线索」「项目」加企业名称查找。' });
