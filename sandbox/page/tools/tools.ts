// The test bench beside the chat (调试台): wire view, clock, faults, recording, in tabs. Its memory is its own.
import { html, type TemplateResult } from 'lit/html.js';
import type { Desk } from '../desk.ts';
import { ClockTab } from './clock.ts';
import { FaultTab } from './faults.ts';
import { RecordTab } from './record.ts';
import { WireTab } from './wire.ts';

const tabs: readonly (readonly [Desk['tab'], string])[] = [
  ['wire', '接线记录'],
  ['clock', '时钟'],
  ['faults', '故障'],
  ['record', '录制'],
];

export class Tools {
  readonly #desk: Desk;
  readonly #wire: WireTab;
  readonly #clock: ClockTab;
  readonly #faults: FaultTab;
  readonly #record: RecordTab;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#wire = new WireTab(desk);
    this.#clock = new ClockTab(desk);
    this.#faults = new FaultTab(desk);
    this.#record = new RecordTab(desk);
  }

  /** Fetches what went over the wire since the last look, when somebody looks. */
  async update(): Promise<void> {
    if (this.#desk.drawer === 'tools') await this.#wire.update();
  }

  view(): TemplateResult {
    const desk = this.#desk;
    const bodies = { wire: this.#wire, clock: this.#clock, faults: this.#faults, record: this.#record };
    const show = (tab: Desk['tab']) => {
      desk.tab = tab;
      desk.changed();
    };
    return html`<section class="tools" aria-label="调试台">
      <header class="tools-head">
        <div role="tablist" aria-label="调试台">
          ${tabs.map(
            ([tab, words]) =>
              html`<button type="button" role="tab" id="tab-${tab}" aria-selected=${desk.tab === tab} aria-controls="tools-body" @click=${() => show(tab)}>${words}</button>`,
          )}
        </div>
        <button
          type="button"
          class="quiet"
          aria-label="关闭调试台"
          @click=${() => {
            desk.drawer = 'none';
            desk.changed();
          }}
        >×</button>
      </header>
      <div class="tools-body" id="tools-body" role="tabpanel" aria-labelledby="tab-${desk.tab}" tabindex="0">${bodies[desk.tab].view()}</div>
    </section>`;
  }
}
