/** The sample city of docs/access.ts in a real database, and people who say and press there. */
import { commands } from '../../commands/index.ts';
import { HOLDERS, LEAVER, type LeadCase, leadFacts, UNITS, WHO } from '../../docs/access.ts';
import type { LeadFact } from '../../src/domain/lead/facts.ts';
import { sequenceName } from '../../src/domain/number.ts';
import { handleMessage, type MachineDeps } from '../../src/machine.ts';
import { manners } from '../../src/manners.ts';
import type { Change } from '../../src/outcome.ts';
import type { ButtonReply } from '../../src/ports.ts';
import { message, NOON, press } from '../contract/kit.ts';
import { World } from '../machine/kit.ts';

/** Sealed with every sample lead. */
export const CONTACT = { name: '赵联络', phone: '13850912345' };

export class AccessTown {
  readonly world: World;
  readonly machine: MachineDeps;
  #count = 0;
  #serial = 0;

  private constructor(world: World) {
    this.world = world;
    const newId = () => {
      this.#count += 1;
      return `id${this.#count}`;
    };
    this.machine = { ...world.machine, tools: { ...world.machine.tools, newId }, manners };
  }

  static async open(over?: (stop: () => Promise<void>) => void): Promise<AccessTown> {
    const town = new AccessTown(await World.open(commands, over));
    await town.record([
      ...UNITS.map((unit): Change => ({ subject: 'unit', unit })),
      ...[...WHO.map((who) => who.person), ...HOLDERS].map(
        (person): Change => ({ subject: 'person', person, mobileMark: null, leftAt: null }),
      ),
      { subject: 'person', person: LEAVER, mobileMark: null, leftAt: NOON - 1 },
    ]);
    return town;
  }

  async record(changes: readonly Change[], actor: string | null = null): Promise<void> {
    const on = { at: NOON, actor, cause: 'cli:test' };
    const done = await this.world.ledger.conclude({ on, changes, promises: [], keys: [] });
    if (done.result !== 'done') throw new Error(`seed: ${done.key}`);
  }

  /** A lead of its own, with a contact; returns its number. */
  async lead(of: Omit<LeadCase, 'id' | 'label'>, ...more: readonly LeadFact[]): Promise<string> {
    this.#serial += 1;
    const serial = this.#serial;
    const id = `contact-${serial}`;
    const plain = JSON.stringify({ ...CONTACT, note: null });
    const facts = leadFacts(of, serial, `样例企业${serial}有限公司`, id);
    await this.record(
      [
        { subject: 'contact', id, plain },
        { subject: 'sequence', name: sequenceName('lead', '2026-11'), value: serial },
        { subject: 'lead', before: null, facts: [...facts, ...more] },
      ],
      `p_holder_${of.unit}`,
    );
    return `XS-202611-${String(serial).padStart(4, '0')}`;
  }

  /** The same, committed as the machine commits it. */
  async say(openId: string, text: string) {
    const { outcome, actor, cause } = await this.hear(openId, text);
    const on = { at: NOON, actor, cause };
    const done = await this.world.ledger.conclude({ on, changes: outcome.changes, promises: [], keys: [] });
    if (done.result !== 'done') throw new Error(`said: ${done.key}`);
    return outcome;
  }

  /** What the machine makes of typed words; nothing is committed. */
  async hear(openId: string, text: string, chatId?: string) {
    this.#count += 1;
    const group = chatId !== undefined;
    return handleMessage(
      this.machine,
      message(`said${this.#count}`, {
        senderId: openId,
        body: { type: 'text', text: group ? `@_user_1 ${text}` : text },
        chatKind: group ? 'group' : 'private',
        chatId: chatId ?? `oc_with_${openId}`,
        mentions: group
          ? [{ key: '@_user_1', openId: 'ou_bot', name: '招商助手', isBot: true, isEveryone: false }]
          : [],
      }),
    );
  }

  /** Everything a reader sees of the answer. */
  async read(openId: string, text: string, chatId?: string): Promise<string> {
    return JSON.stringify((await this.hear(openId, text, chatId)).outcome.answer);
  }

  /** A button pressed, committed as the door commits it. */
  async press(
    openId: string,
    command: string,
    action: string,
    args: Readonly<Record<string, string>> = {},
    form: Readonly<Record<string, string>> = {},
  ): Promise<ButtonReply> {
    this.#count += 1;
    return this.world.press(
      press(`press${this.#count}`, {
        operatorId: openId,
        chatId: `oc_with_${openId}`,
        press: { command, action, args },
        form,
      }),
      this.machine,
    );
  }
}
