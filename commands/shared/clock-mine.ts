/** 我的: one line on the stages of my own leads that are past their limit or about to be. */
import type { Element } from '../../src/card.ts';
import { plain, sayButton } from '../../src/cards/show.ts';
import type { KnownScene } from '../../src/command.ts';
import { stageClock } from '../../src/domain/clock.ts';
import { currentNumber, type Lead } from '../../src/domain/lead/lead.ts';

const NAMED_MAX = 3;

export function clockLines(mine: readonly Lead[], { pack, today }: KnownScene): readonly Element[] {
  const at = (light: 'red' | 'amber') =>
    mine.filter((lead) => stageClock(pack, lead, today)?.light === light);
  const [red, amber] = [at('red'), at('amber')];
  if (red.length + amber.length === 0) return [];
  const parts = [
    ...(red.length === 0 ? [] : [`已超期 ${red.length} 个`]),
    ...(amber.length === 0 ? [] : [`快到期 ${amber.length} 个`]),
  ];
  const named = [...red, ...amber].slice(0, NAMED_MAX).map(currentNumber);
  return [
    plain(`阶段时限：${parts.join('，')}（${named.join('、')}）`),
    { el: 'buttons', buttons: named.map((number) => sayButton(`推进 ${number}`, 'advance', number)) },
  ];
}
