// The chat page: puts its parts together, and keeps them live.
import { repeat } from 'lit/directives/repeat.js';
import { html, render, type TemplateResult } from 'lit/html.js';
import { get, listen } from './api.ts';
import type { Draft } from './compose.ts';
import { Desk } from './desk.ts';
import { dialogs, drawers } from './info.ts';
import type { PageState } from './model.ts';
import { at, isObject } from './read.ts';
import { chatList, rail } from './side.ts';
import { Scroll, talk } from './talk.ts';
import { Tools } from './tools/tools.ts';

function need(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
}

/** After a question that got no answer. */
const againMs = 1000;

/** Runs `work` once, `ms` after the first of a burst of calls; never twice at a time. */
function soon(desk: Desk, work: () => Promise<void>, ms: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  const run = async () => {
    timer = undefined;
    if (running) return start();
    running = true;
    try {
      await work();
    } catch {
      desk.offline = true;
      desk.changed();
      start(againMs);
    }
    running = false;
  };
  const start = (afterMs = ms) => {
    if (timer === undefined) timer = setTimeout(() => void run(), afterMs);
  };
  return () => start();
}

function toasts(desk: Desk): TemplateResult {
  return html`<div class="toasts" role="status" aria-live="polite">
    ${repeat(
      desk.toasts,
      (one) => one.id,
      ({ toast }) => html`<div class="toast ${toast.type}">${toast.content}</div>`,
    )}
  </div>`;
}

async function start(): Promise<void> {
  const root = need('page');
  const drafts = new Map<string, Draft>();
  const scroll = new Scroll();
  const desk: Desk = new Desk(() => {
    const isTools = desk.drawer === 'tools';
    const view = html`<div class="frame ${isTools ? 'with-tools' : ''}" data-view=${desk.chatId === '' ? 'list' : 'talk'}>
        ${rail(desk)}${chatList(desk)}
        <main class="middle">${talk(desk, drafts, scroll)}${drawers(desk)}</main>
        ${isTools ? tools.view() : ''}
      </div>
      ${desk.offline ? html`<p class="offline" role="alert">与沙箱断开，正在重连……</p>` : ''}
      ${toasts(desk)}${dialogs(desk)}`;
    render(view, root);
    scroll.after(desk);
  });
  const tools = new Tools(desk);
  const refresh = soon(
    desk,
    async () => {
      await desk.refreshMessages();
      await desk.refreshState();
      if (document.visibilityState === 'visible') await desk.read();
    },
    30,
  );
  // Nothing is drawn before it is known who looks: a chat chosen by nobody would be lost.
  const { people } = await get<PageState>('state');
  const wanted = [new URLSearchParams(location.search).get('as'), sessionStorage.getItem('me')];
  const me =
    wanted.find((id) => people.some((person) => person.openId === id || person.name === id)) ??
    people[0]?.openId;
  const chosen = people.find((person) => person.openId === me || person.name === me);
  await (chosen === undefined ? desk.refreshState() : desk.become(chosen.openId));
  const changed = (data: unknown) => {
    if (isObject(data) && at(data, 'kind') === 'reset') location.reload();
    else refresh();
  };
  const exchanges = soon(desk, () => tools.update(), 100);
  // A push refused, a fault used up: the strip over the conversation tells.
  const standing = soon(desk, () => desk.refreshState(), 300);
  const wire = () => {
    exchanges();
    standing();
  };
  const source = listen({ change: changed, beat: refresh, wire });
  source.addEventListener('error', () => {
    desk.offline = true;
    desk.changed();
  });
  document.addEventListener('visibilitychange', refresh);
}

await start();
