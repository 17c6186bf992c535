// What is held up or about to go wrong, in a strip over the conversation: pushes the bot did not take, events held back,
// faults waiting for their calls. Otherwise silence would look like a bot that says nothing.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { post } from './api.ts';
import type { Desk } from './desk.ts';
import type { PageState } from './model.ts';
import { clockText } from './words.ts';

const soonMs = 90_000;

function whenText(at: number, now: number): string {
  const ms = Math.max(0, at - now);
  return ms < soonMs ? `约 ${Math.ceil(ms / 1000)} 秒后` : clockText(at);
}

function line(words: string, press: string, act: () => Promise<unknown>, desk: Desk): TemplateResult {
  return html`<p>${words}<button type="button" class="quiet" @click=${() => void desk.tried(act)}>${press}</button></p>`;
}

function waiting(desk: Desk, { waiting: list, now }: PageState): unknown {
  const [first] = [...list].sort((a, b) => a.nextAttemptAt - b.nextAttemptAt);
  if (first === undefined) return nothing;
  const words = `${list.length} 条推送机器人没有收下，平台${whenText(first.nextAttemptAt, now)}再推（已推 ${first.attempts} 次）`;
  const again = async () => {
    for (const { eventId } of list) await post('redeliver', { eventId });
  };
  return line(words, '现在重推', again, desk);
}

function faulty(desk: Desk, { faults, chaos }: PageState): unknown {
  const parts = [
    ...(faults.length === 0 ? [] : [`${faults.length} 种故障排着队`]),
    ...(chaos === null ? [] : [`按种子 ${chaos.seed} 随机出错`]),
  ];
  return parts.length === 0
    ? nothing
    : line(`机器人的调用会出错：${parts.join('，')}`, '恢复正常', () => post('clear-faults'), desk);
}

/** The strip; nothing while all goes its way. */
export function pending(desk: Desk): unknown {
  const { state } = desk;
  if (state === undefined) return nothing;
  const isCalm =
    state.waiting.length === 0 && state.held < 0 && state.faults.length === 0 && state.chaos === null;
  if (isCalm) return nothing;
  return html`<div class="pending" role="status">
    ${waiting(desk, state)}
    ${state.held < 0 ? nothing : line(`事件扣着不推（${state.held} 条）`, '放行', () => post('release', {}), desk)}
    ${faulty(desk, state)}
  </div>`;
}
