// What the platform would say of a card: each finding with a press that shows the element it means.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Desk } from '../desk.ts';
import type { PageFinding } from '../model.ts';

const bytesMax = 30 * 1024;

function point(desk: Desk, messageId: string, at: string): void {
  const message = desk.messages.find((one) => one.messageId === messageId);
  if (message === undefined) {
    desk.toast('info', '这张卡片不在打开的会话里');
    return;
  }
  const state = desk.cardState(message);
  state.pointed = at;
  state.revision += 1;
  desk.changed();
  requestAnimationFrame(() =>
    requestAnimationFrame(() => document.querySelector('.pointed')?.scrollIntoView({ block: 'center' })),
  );
}

/** Findings and size of a card. */
export function findingsView(
  desk: Desk,
  findings: readonly PageFinding[],
  bytes: number,
  messageId: string,
): TemplateResult {
  return html`<div class="findings">
    <p class="note">卡片 ${bytes} 字节，上限 ${bytesMax}（${Math.round((100 * bytes) / bytesMax)}%）；${findings.length === 0 ? '按平台规则没有问题' : `${findings.length} 处问题`}</p>
    ${findings.map(
      (finding) => html`<p class="finding ${finding.severity}">
        <strong>${finding.code}${finding.subCode ? ` / ${finding.subCode}` : ''}</strong> ${finding.message}
        <code>${finding.path}</code>
        ${finding.at === '' || messageId === '' ? nothing : html`<button type="button" class="quiet" @click=${() => point(desk, messageId, finding.at)}>指给我看</button>`}
      </p>`,
    )}
  </div>`;
}
