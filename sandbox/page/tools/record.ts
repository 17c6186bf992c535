// 录制: the session as a transcript, a transcript stepped through, the state kept and brought back, the sample city again.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { post } from '../api.ts';
import type { Desk } from '../desk.ts';

type Played = {
  readonly lines: readonly { readonly number: number; readonly source: string }[];
  readonly next: number;
  readonly outcomes: readonly {
    readonly number: number;
    readonly held: boolean;
    readonly words: string;
    readonly person?: string;
    readonly chat?: string;
  }[];
  readonly missing?: readonly string[];
};

/** Gives the browser a file to keep. */
function keep(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export class RecordTab {
  readonly #desk: Desk;
  #played: Played | undefined;
  #missing: readonly string[] = [];
  #since = 0;
  #busy = false;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  async #save(since: number): Promise<void> {
    const { text } = await post<{ text: string }>('transcript', { since });
    keep('session.chat', text, 'text/plain;charset=utf-8');
  }

  async #mark(): Promise<void> {
    this.#since = (await post<{ last: number }>('news', { since: 0 })).last;
    this.#desk.changed();
  }

  async #open(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    const opened = await post<Played>('open', { text: await file.text() });
    this.#played = opened;
    this.#missing = opened.missing ?? [];
    this.#desk.changed();
  }

  async #step(lines: number): Promise<void> {
    const desk = this.#desk;
    this.#busy = true;
    desk.changed();
    const played = await desk.tried(() => post<Played>('step', { lines }));
    this.#busy = false;
    if (played === undefined) return desk.changed();
    this.#played = played;
    const last = played.outcomes.at(-1);
    if (last?.person !== undefined && last.person !== desk.me) await desk.become(last.person);
    if (
      last?.chat !== undefined &&
      last.chat !== desk.chatId &&
      desk.state?.chats.some((chat) => chat.chatId === last.chat)
    )
      await desk.openChat(last.chat);
    desk.changed();
  }

  async #saveState(): Promise<void> {
    const { snapshot } = await post<{ snapshot: unknown }>('save');
    keep('sandbox-state.json', JSON.stringify(snapshot), 'application/json');
  }

  async #restore(file: File | undefined): Promise<void> {
    if (file !== undefined) await post('restore', { snapshot: JSON.parse(await file.text()) as unknown });
  }

  async #reset(): Promise<void> {
    if (await this.#desk.ask('回到样例城市', '现在的会话和数据都会丢掉。'))
      await this.#desk.tried(() => post('reset'), '已回到样例城市');
  }

  view(): TemplateResult {
    const desk = this.#desk;
    const can = desk.state?.can;
    const picked = (work: (file: File | undefined) => Promise<void>, done?: string) => (event: Event) => {
      const input = event.target as HTMLInputElement;
      const file = input.files?.[0];
      input.value = '';
      void desk.tried(() => work(file), done);
    };
    return html`
      <h3>录成剧本</h3>
      <p class="note">从沙箱启动起，谁说了什么、按了什么、机器人答了什么，都记着。存成 .chat，测试套件可以直接跑。</p>
      <div class="bar">
        <button type="button" class="primary" @click=${() => void desk.tried(() => this.#save(0))}>保存全部</button>
        <button type="button" @click=${() => void desk.tried(() => this.#mark(), '从此刻起算')}>从此刻起</button>
        ${this.#since > 0 ? html`<button type="button" @click=${() => void desk.tried(() => this.#save(this.#since))}>保存此刻之后</button>` : nothing}
      </div>
      <h3>演一个剧本</h3>
      <label class="button">打开 .chat<input type="file" class="sr" accept=".chat,.txt" @change=${picked((file) => this.#open(file))} /></label>
      ${this.#play()}
      <h3>状态</h3>
      <div class="bar">
        <button type="button" @click=${() => void desk.tried(() => this.#saveState())}>保存状态</button>
        <label class="button">恢复状态<input type="file" class="sr" accept=".json" @change=${picked((file) => this.#restore(file))} /></label>
        ${can?.reset === true ? html`<button type="button" @click=${() => void this.#reset()}>回到样例城市</button>` : nothing}
      </div>
      ${can?.keepBot === true ? nothing : html`<p class="note">这里只存飞书一侧：人、群、消息、文件、时间；机器人自己的数据请自己存。</p>`}`;
  }

  #play(): TemplateResult | typeof nothing {
    const played = this.#played;
    if (played === undefined) return nothing;
    const outcomes = new Map(played.outcomes.map((one) => [one.number, one]));
    return html`
      ${this.#missing.length > 0 ? html`<p class="finding warning">这里没有：${this.#missing.join('、')}（先在左边添加）</p>` : nothing}
      <div class="bar">
        <button type="button" class="primary" ?disabled=${this.#busy || played.next >= played.lines.length} @click=${() => void this.#step(1)}>下一步</button>
        <button type="button" ?disabled=${this.#busy || played.next >= played.lines.length} @click=${() => void this.#step(500)}>演到底</button>
        <span class="note">${played.next} / ${played.lines.length}</span>
      </div>
      <ol class="script">
        ${played.lines.map((line, index) => {
          const outcome = outcomes.get(line.number);
          const mark = outcome === undefined ? '' : outcome.held ? '✓' : '✗';
          return html`<li class="${index === played.next ? 'next' : ''} ${mark === '✗' ? 'failed' : ''}"><span class="mark">${mark}</span><span>${line.source}</span>${outcome !== undefined && !outcome.held ? html`<span class="why">${outcome.words}</span>` : nothing}</li>`;
        })}
      </ol>`;
  }
}
