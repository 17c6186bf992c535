// 故障: misbehaving on purpose, call by call or by seed; people outside the availability range.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { post } from '../api.ts';
import type { Desk } from '../desk.ts';

const faults: Readonly<Record<string, string>> = {
  rate429: '限流 429（99991400）',
  quota429: '月度配额用尽 429（99991403）',
  chatRate: '同一会话限频 230020',
  http500: '服务器错误 500',
  http502: '网关 502（HTML）',
  html200: '200 但不是 JSON',
  timeout: '不应答',
  slow: '应答很慢',
  dropped: '断线，没做',
  lostReply: '做了，但应答丢失',
  tokenRevoked: '令牌失效',
  unavailable: '不在可用范围 230013',
  botNotInChat: '机器人不在群 230002',
};
const places: readonly (readonly [string, string])[] = [
  ['', '任何调用'],
  ['/im/v1/messages', '消息'],
  ['reply', '回复'],
  ['PATCH', '更新卡片'],
  ['/im/v1/files', '上传文件'],
  ['/auth/', '取令牌'],
];

export class FaultTab {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  #add(form: HTMLFormElement): void {
    const value = (name: string) => String(new FormData(form).get(name) ?? '');
    const on = value('on');
    const body = {
      kind: value('kind'),
      times: Number(value('times')),
      skip: Number(value('skip')) || 0,
      delayMs: Number(value('delayMs')) || 1000,
      ...(on === '' ? {} : { on }),
    };
    void this.#desk.tried(() => post('faults', body), '故障已排上');
  }

  #misbehave(form: HTMLFormElement): void {
    const value = (name: string) => Number(new FormData(form).get(name) ?? '');
    void this.#desk.tried(
      () => post('misbehave', { seed: value('seed'), share: value('share') / 100 }),
      '已开始随机使坏',
    );
  }

  view(): TemplateResult {
    const pending = this.#desk.state?.faults ?? [];
    const submit = (work: (form: HTMLFormElement) => void) => (event: Event) => {
      event.preventDefault();
      work(event.currentTarget as HTMLFormElement);
    };
    return html`
      <h3>下一次（或几次）调用出错</h3>
      <form class="stack" @submit=${submit((form) => this.#add(form))}>
        <label>故障<select name="kind">${Object.entries(faults).map(([kind, words]) => html`<option value=${kind}>${words}</option>`)}</select></label>
        <label>哪些调用<select name="on">${places.map(([on, words]) => html`<option value=${on}>${words}</option>`)}</select></label>
        <label>次数<select name="times"><option value="1">1 次</option><option value="3">3 次</option><option value="10">10 次</option><option value="1000000">一直</option></select></label>
        <label>先放过几次<input name="skip" type="number" min="0" max="1000" value="0" /></label>
        <label>慢多少毫秒（限流：多久恢复）<input name="delayMs" type="number" min="0" max="600000" step="500" value="2000" /></label>
        <button type="submit" class="primary">注入</button>
      </form>
      <h3>按种子随机使坏</h3>
      <form class="stack" @submit=${submit((form) => this.#misbehave(form))}>
        <label>种子<input name="seed" type="number" min="0" value="42" /></label>
        <label>出错的比例（%，0 为停）<input name="share" type="number" min="0" max="100" value="20" /></label>
        <button type="submit">开始</button>
      </form>
      <h3>还没发生的（${pending.length}）</h3>
      ${pending.map((one) => html`<p class="finding warning">${faults[one.kind] ?? one.kind} × ${one.left > 1000 ? '一直' : one.left}${one.on === '' ? '' : ` · ${one.on}`}</p>`)}
      ${this.#desk.state?.chaos === null || this.#desk.state === undefined ? nothing : html`<p class="finding warning">随机：种子 ${this.#desk.state.chaos.seed}，${Math.round(this.#desk.state.chaos.share * 100)}%</p>`}
      <button type="button" @click=${() => void this.#desk.tried(() => post('clear-faults'), '一切正常了')}>恢复正常</button>`;
  }
}
