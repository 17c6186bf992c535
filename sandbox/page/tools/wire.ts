// 接线记录: every push and every call, both directions, decrypted; against the 3 s limit; to be copied, judged and pressed again.
import { repeat } from 'lit/directives/repeat.js';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { get, post } from '../api.ts';
import type { Desk } from '../desk.ts';
import type { PageFinding, WireEntry } from '../model.ts';
import { clockText } from '../words.ts';
import { findingsView } from './findings.ts';
import { gist } from './gist.ts';
import { jsonView } from './json-view.ts';
import { asCurl, asFixture, haystack, isGood, signatureLines } from './wire-copy.ts';

const keptMax = 1000;
const shownMax = 200;
const limitMs = 3000;

type Judged = {
  readonly findings: readonly PageFinding[];
  readonly bytes: number;
  readonly messageId?: string;
};

export class WireTab {
  readonly #desk: Desk;
  #entries: WireEntry[] = [];
  #seq = 0;
  #busy = false;
  #filter = '';
  #side: 'all' | 'toBot' | 'fromBot' | 'bad' = 'all';
  readonly #open = new Set<number>();
  readonly #judged = new Map<number, Judged>();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Takes in what is new. */
  async update(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      const { entries } = await get<{ entries: WireEntry[] }>(`wire?since=${this.#seq}`);
      this.#seq = entries.at(-1)?.seq ?? this.#seq;
      this.#entries = [...this.#entries, ...entries].slice(-keptMax);
    } finally {
      this.#busy = false;
    }
    this.#desk.changed();
  }

  view(): TemplateResult {
    if (this.#entries.length === 0 && !this.#busy) void this.#desk.tried(() => this.update());
    const needle = this.#filter.trim().toLowerCase();
    const fits = (entry: WireEntry) =>
      (this.#side === 'all' || (this.#side === 'bad' ? !isGood(entry) : entry.direction === this.#side)) &&
      (needle === '' || haystack(entry).toLowerCase().includes(needle));
    const shown = this.#entries.filter(fits).slice(-shownMax).reverse();
    return html`
      <div class="bar">
        <input type="search" placeholder="筛选：接口、事件、单号、错误码" aria-label="筛选接线记录" .value=${this.#filter} @input=${(
          event: Event,
        ) => {
          this.#filter = (event.target as HTMLInputElement).value;
          this.#desk.changed();
        }} />
        <select aria-label="方向" @change=${(event: Event) => {
          this.#side = (event.target as HTMLSelectElement).value as 'all';
          this.#desk.changed();
        }}>
          <option value="all">全部</option>
          <option value="toBot">推给机器人</option>
          <option value="fromBot">机器人调用</option>
          <option value="bad">只看出错</option>
        </select>
      </div>
      ${this.#holding()}
      <div class="wire-list">${repeat(
        shown,
        (entry) => entry.seq,
        (entry) => this.#entry(entry),
      )}</div>
      ${shown.length === 0 ? html`<p class="empty">还没有记录。</p>` : nothing}`;
  }

  #holding(): TemplateResult {
    const held = this.#desk.state?.held ?? -1;
    const waiting = this.#desk.state?.waiting.length ?? 0;
    const act = (verb: string, body: unknown, done: string) => () =>
      void this.#desk.tried(() => post(verb, body), done);
    return html`<div class="bar">
      ${
        held < 0
          ? html`<button type="button" @click=${act('hold', {}, '此后的事件先扣住')}>扣住事件</button>`
          : html`<span class="note">扣住 ${held} 条</span>
              <button type="button" @click=${act('release', {}, '已放行')}>放行</button>
              <button type="button" @click=${act('release', { reversed: true }, '已倒序放行')}>倒序放行</button>`
      }
      ${waiting > 0 ? html`<span class="note">${waiting} 条等待重推</span>` : nothing}
    </div>`;
  }

  #entry(entry: WireEntry): TemplateResult {
    const isOpen = this.#open.has(entry.seq);
    const about = gist(entry);
    const toggle = (event: Event) => {
      const open = (event.currentTarget as HTMLDetailsElement).open;
      if (open === isOpen) return;
      if (open) this.#open.add(entry.seq);
      else this.#open.delete(entry.seq);
      if (open && !this.#judged.has(entry.seq)) void this.#judge(entry.seq);
      this.#desk.changed();
    };
    const outcome = `${entry.status ?? '无应答'}${entry.code ? ` · ${entry.code}` : ''} · ${entry.durationMs} ms`;
    const share =
      entry.direction === 'toBot' ? Math.min(100, Math.round((100 * entry.durationMs) / limitMs)) : -1;
    return html`<details class="wire-entry ${isGood(entry) ? 'good' : 'bad'}" ?open=${isOpen} @toggle=${toggle}>
      <summary>
        <span class="arrow" aria-label=${entry.direction === 'toBot' ? '推给机器人' : '机器人调用'} role="img">${entry.direction === 'toBot' ? '→' : '←'}</span>
        <span class="wire-name">${entry.name}</span>
        ${about === '' ? nothing : html`<span class="gist">${about}</span>`}
        <span class="note">${outcome}${entry.attempt > 1 ? ` · 第 ${entry.attempt} 次` : ''}</span>
        ${share < 0 ? nothing : html`<span class="meter ${share > 66 ? 'late' : ''}" role="img" aria-label="用去 3 秒的 ${share}%"><span .style=${`width:${Math.max(2, share)}%`}></span></span>`}
        ${entry.note === '' ? nothing : html`<span class="remark">${entry.note}</span>`}
      </summary>
      ${isOpen ? this.#body(entry) : nothing}
    </details>`;
  }

  async #judge(seq: number): Promise<void> {
    const judged = await get<Judged>(`findings/${seq}`).catch(() => ({ findings: [], bytes: 0 }));
    this.#judged.set(seq, judged);
    this.#desk.changed();
  }

  #body(entry: WireEntry): TemplateResult {
    const desk = this.#desk;
    const copy = (text: string) => () => void desk.tried(() => navigator.clipboard.writeText(text), '已复制');
    const act = (verb: string, body: unknown, done: string) => () =>
      void desk.tried(() => post(verb, body), done);
    const signature = signatureLines(entry);
    const judged = this.#judged.get(entry.seq);
    const again =
      entry.kind === 'event' && entry.eventId !== undefined
        ? html`<button type="button" @click=${act('redeliver', { eventId: entry.eventId }, '已重推')}>重推</button>
            <button type="button" @click=${act('redeliver', { eventId: entry.eventId, asNew: true }, '已换号重推')}>换 event_id 重推</button>`
        : entry.kind === 'callback' && entry.sent !== undefined
          ? html`<button type="button" @click=${act('again', { seq: entry.seq }, '已原样重发')}>原样重发</button>
              <button type="button" @click=${act('again', { seq: entry.seq, asNew: true }, '已重新签名重发')}>重新签名重发</button>`
          : nothing;
    return html`<div class="wire-body">
      <p class="note">#${entry.seq} · ${clockText(entry.at)}${entry.eventId === undefined ? '' : ` · event_id ${entry.eventId}`}</p>
      <div class="bar">
        ${again}
        <button type="button" @click=${copy(asCurl(entry, location.origin))}>复制为 curl</button>
        <button type="button" @click=${copy(asFixture(entry))}>复制为测试数据</button>
      </div>
      ${judged === undefined || judged.bytes === 0 ? nothing : findingsView(desk, judged.findings, judged.bytes, judged.messageId ?? '')}
      ${
        signature.length === 0
          ? nothing
          : html`<details class="json"><summary>签名</summary><dl>${signature.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></details>`
      }
      <h3>${entry.direction === 'toBot' ? '推送（解密后）' : '请求'}</h3>
      ${jsonView(entry.request)}
      <h3>应答</h3>
      ${jsonView(entry.response)}
    </div>`;
  }
}
