// 时钟: jumps to moments that matter, any number of days, or a date; and what the bot did on the way.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { post } from '../api.ts';
import type { Desk } from '../desk.ts';
import { clockText, instantOf, localInput, longText } from '../words.ts';

const hourMs = 3_600_000;
const steps: readonly (readonly [string, number])[] = [
  ['1 小时', hourMs],
  ['1 天', 24 * hourMs],
  ['7 天', 168 * hourMs],
  ['14 天', 336 * hourMs],
];

type News = {
  readonly at: number;
  readonly chatId: string;
  readonly person: string;
  readonly to: string;
  readonly title: string;
};
type Moved = { readonly now: number; readonly news: readonly News[] };

export class ClockTab {
  readonly #desk: Desk;
  #busy = false;
  #wanted = '';
  #from = 0;
  #since = 0;
  #news: readonly News[] | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  async #move(verb: string, body: unknown, words: string): Promise<void> {
    const desk = this.#desk;
    if (this.#busy) return;
    this.#busy = true;
    this.#from = desk.state?.now ?? 0;
    desk.changed();
    const before = await desk.tried(() => post<{ last: number }>('news', { since: 0 }));
    this.#since = before?.last ?? 0;
    const moved = await desk.tried(() => post<Moved>(verb, body), `时钟已前移 ${words}`);
    this.#busy = false;
    if (moved !== undefined) this.#news = moved.news;
    await desk.refreshState();
  }

  async #look(): Promise<void> {
    const found = await this.#desk.tried(() => post<{ news: News[] }>('news', { since: this.#since }));
    if (found !== undefined) this.#news = found.news;
    this.#desk.changed();
  }

  view(): TemplateResult {
    const { state } = this.#desk;
    if (state === undefined) return html``;
    const wanted = this.#wanted || localInput(state.now + 24 * hourMs);
    const jump = () => {
      const to = this.#wanted || wanted;
      void this.#move('move-to', { at: instantOf(to) }, `到 ${to.replace('T', ' ')}`);
    };
    return html`
      <p class="now" aria-live="polite">${longText(state.now)}</p>
      ${this.#busy ? html`<p class="note" role="status">正在一天一天往前走，到点的事都会做……</p>` : nothing}
      <h3>跳到</h3>
      <div class="bar">
        ${state.moments.map(
          (
            moment,
          ) => html`<button type="button" ?disabled=${this.#busy} title=${longText(moment.at)} @click=${() => void this.#move('move-to', { at: moment.at }, `到 ${moment.label}`)}>
            ${moment.label}<span class="note">${clockText(moment.at)}</span>
          </button>`,
        )}
      </div>
      <h3>往前拨</h3>
      <div class="bar">
        ${steps.map(([label, ms]) => html`<button type="button" ?disabled=${this.#busy} @click=${() => void this.#move('advance', { ms }, label)}>+${label}</button>`)}
      </div>
      <div class="bar">
        <input type="datetime-local" aria-label="到这个时刻" .value=${wanted} @input=${(event: Event) => {
          this.#wanted = (event.target as HTMLInputElement).value;
        }} />
        <button type="button" ?disabled=${this.#busy} @click=${jump}>跳过去</button>
      </div>
      ${this.#happened()}`;
  }

  #happened(): TemplateResult {
    const news = this.#news;
    if (news === undefined) return html`<p class="note">时钟只能往前。拨动后，这里列出机器人发了什么。</p>`;
    const open = async (one: News) => {
      const desk = this.#desk;
      if (one.person !== '' && one.person !== desk.me) await desk.become(one.person);
      await desk.openChat(one.chatId);
    };
    return html`<h3>从 ${clockText(this.#from)} 起发生的事（${news.length}）</h3>
      <button type="button" class="quiet" @click=${() => void this.#look()}>再看看</button>
      ${news.length === 0 ? html`<p class="note">机器人什么也没发。</p>` : nothing}
      <ul class="news">
        ${news.map((one) => html`<li><button type="button" class="bare" @click=${() => void this.#desk.tried(() => open(one))}><time>${clockText(one.at)}</time> <strong>${one.to}</strong> ${one.title}</button></li>`)}
      </ul>`;
  }
}
