/** Guards and refusals that several commands share. */
import type { KnownScene, Scene } from '../../src/command.ts';
import { type Refusal, refuse } from '../../src/domain/decision.ts';

/** The machine lets strangers through only to commands for everybody; the type needs telling. */
export function known(scene: Scene): KnownScene | null {
  return scene.actor === null ? null : { ...scene, actor: scene.actor };
}

export const stranger = (): Refusal => refuse('您还不在名册中', { next: '请发送「绑定 手机号」加入。' });

export const notFound = (what: string): Refusal =>
  refuse(`没有找到${what}，或您无权查看`, { next: '请核对编号，或发送「线索」「项目」加企业名称查找。' });
