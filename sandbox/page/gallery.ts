// /gallery: every component of card JSON 2.0 by itself, and every kind of card the bot has shown in this sandbox. Presses go
// nowhere; they are only told.
import { html, nothing, render, type TemplateResult } from 'lit/html.js';
import { get } from './api.ts';
import { drawCard } from './card/card.ts';
import { type CardHost, CardState } from './card/host.ts';
import type { PageState } from './model.ts';
import type { JsonObject } from './read.ts';
import { samples } from './samples/all.ts';

type Shown = { readonly name: string; readonly card: JsonObject };

async function start(): Promise<void> {
  const root = document.getElementById('page');
  if (root === null) return;
  const state = await get<PageState>('state');
  const { cards } = await get<{ cards: Shown[] }>('cards');
  const people = state.people.map((person) => person.openId);
  const names = new Map(state.people.map((person) => [person.openId, person.name]));
  const states = new Map<string, CardState>();
  let told = '';
  const hostOf = (key: string): CardHost => {
    const own = states.get(key) ?? new CardState();
    states.set(key, own);
    const tell = (words: string) => {
      told = words;
      draw();
    };
    return {
      state: own,
      locale: new URLSearchParams(location.search).get('locale') ?? 'zh_cn',
      memberIds: people,
      nameOf: (id) => names.get(id) ?? id,
      knows: (id) => names.has(id),
      redraw: () => draw(),
      press: (path, _element, inputs) => tell(`按了 ${path} ${JSON.stringify(inputs)}`),
      choose: (path, _element, input) => tell(`选了 ${path} ${JSON.stringify(input)}`),
      refuse: tell,
      preview: (url) => tell(url),
    };
  };
  const figure = (key: string, card: JsonObject): TemplateResult =>
    html`<section class="specimen"><h3>${key}</h3>${drawCard(card, hostOf(key))}</section>`;
  const isWhole = new URLSearchParams(location.search).get('only') !== 'cards';
  const parts = () =>
    html`<h2>组件</h2>
      <div class="gallery">${samples(people[0] ?? 'ou_nobody').map(({ name, card }) => figure(name, card))}</div>`;
  const draw = () =>
    render(
      html`<h1>卡片图鉴</h1>
        ${isWhole ? parts() : nothing}
        <h2>机器人的卡片（${cards.length} 种）</h2>
        <div class="gallery">${cards.map(({ name, card }, index) => figure(`${index + 1} ${name}`, card))}</div>
        <p class="told" role="status">${told}</p>`,
      root,
    );
  draw();
}

await start();
