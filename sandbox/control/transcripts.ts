// Transcripts at the control API: the session so far as text; one opened and played line by line.
import type { JsonObject } from '../json.ts';
import { type Outcome, Player } from '../transcript/play.ts';
import { type Line, namesIn } from '../transcript/read.ts';
import { writeTranscript } from '../transcript/write.ts';
import type { World } from '../world.ts';

/** The session since a journal entry as a `.chat` text. */
export function recordedTranscript(world: World, since: number): string {
  const { platform, lab } = world;
  const groups = [...platform.chats.values()].filter((chat) => chat.mode === 'group');
  const person = (openId: string) => platform.people.get(openId)?.name ?? openId;
  const plain = (): JsonObject => ({
    people: [...platform.people.values()].map((one) => one.name),
    chats: groups.map((chat) => ({ name: chat.name, members: chat.memberIds.map(person) })),
  });
  const names = {
    person,
    group: (chatId: string) => groups.find((chat) => chat.chatId === chatId)?.name,
    owner: (chatId: string) => person(platform.chats.get(chatId)?.memberIds[0] ?? ''),
  };
  return writeTranscript(world.journal.since(since), names, lab.city?.() ?? plain());
}

/** The transcript a sandbox has open. */
class Desk {
  readonly #world: World;
  #player: Player | undefined;
  #done: Outcome[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  /** Opens lines; says which names the tenant lacks. */
  open(lines: readonly Line[]): unknown {
    this.#player = new Player(this.#world, lines);
    this.#done = [];
    const { people, groups } = namesIn(lines);
    const { platform } = this.#world;
    const known = new Set([...platform.people.values()].map((one) => one.name));
    const rooms = new Set(
      [...platform.chats.values()].filter((chat) => chat.mode === 'group').map((chat) => chat.name),
    );
    const missing = [
      ...people.filter((name) => !known.has(name)),
      ...groups.filter((name) => !rooms.has(name)),
    ];
    return { ...this.#view(), missing };
  }

  async play(count: number): Promise<unknown> {
    const player = this.#player;
    if (player === undefined) throw new Error('还没有打开剧本');
    for (let turn = 0; turn < count; turn += 1) {
      const outcome = await player.step();
      if (outcome === undefined) break;
      this.#done.push(outcome);
      if (!outcome.held) break;
    }
    return this.#view();
  }

  #view() {
    const lines = this.#player?.lines ?? [];
    return {
      lines: lines.map(({ number, source }) => ({ number, source })),
      next: this.#player?.next ?? 0,
      outcomes: this.#done,
    };
  }
}

const desks = new WeakMap<World, Desk>();

/** The one desk of a sandbox. */
export function playerOf(world: World): Desk {
  const known = desks.get(world) ?? new Desk(world);
  desks.set(world, known);
  return known;
}
