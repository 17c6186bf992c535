// 文件 are made once for what was signed, kept before they are recorded, sent to office and city leaders, and tried again.
import { describe, expect, test } from 'vitest';
import type { Papers } from '../../src/domain/paper.ts';
import type { Publication } from '../../src/domain/publication.ts';
import { Roster } from '../../src/domain/roster.ts';
import { papersJob } from '../../src/papers/job.ts';
import type { PaperMaker } from '../../src/papers/thread.ts';
import type { JobScene } from '../../src/scheduler.ts';
import type { Store } from '../../src/store.ts';
import { figuresOf, sourceOf } from './figures.ts';

const source = sourceOf(figuresOf(4));
const HOUR = 3_600_000;
const publication: Publication = {
  id: source.id,
  version: 3,
  kind: 'month',
  period: '2026-10',
  state: 'published',
  body: source.body,
  hash: source.hash,
  draftedAt: 0,
  draftedBy: null,
  checkedAt: 1,
  checkedBy: 'a',
  approvedAt: source.approvedAt,
  approvedBy: 'b',
  returnedReason: null,
};
const person = (id: string, unit: string, roles: readonly string[], openId: string | null = `ou_${id}`) => ({
  id,
  openId,
  name: id,
  unit,
  units: [unit],
  roles,
});
const roster = new Roster({
  units: [
    {
      id: 'city',
      name: '某市',
      aliases: [],
      kind: 'city',
      parent: null,
      tags: {},
      activeFrom: null,
      activeUntil: null,
    },
    {
      id: 'x',
      name: '某县',
      aliases: [],
      kind: 'district_county',
      parent: 'city',
      tags: {},
      activeFrom: null,
      activeUntil: null,
    },
  ],
  people: [
    person('office', 'city', ['office']),
    person('mayor', 'city', ['leader']),
    person('county', 'x', ['leader']),
    person('unbound', 'city', ['office'], null),
  ],
  posts: [],
  memberships: [],
  chats: [],
} as unknown as ConstructorParameters<typeof Roster>[0]);

function kit(make: PaperMaker, at: number) {
  const kept = new Map<string, Uint8Array>();
  const made: Papers[] = [];
  let now = at;
  const store = {
    publication: async () => publication,
    papers: async () => made[0] ?? null,
    unpapered: async () => (made.length > 0 ? [] : [{ id: publication.id, approvedAt: source.approvedAt }]),
    roster: async () => roster,
  } as unknown as Store;
  const warned: string[] = [];
  const silent = () => undefined;
  const job = papersJob({
    files: {
      put: async (bytes) => {
        const hash = Buffer.from(bytes).toString('hex');
        kept.set(hash, bytes);
        return hash;
      },
    },
    make,
    log: { debug: silent, info: silent, warn: (event) => void warned.push(event), error: silent },
    now: () => now,
  });
  const scene = (): JobScene => ({ now, today: '2026-11-08', store }) as unknown as JobScene;
  return {
    job,
    scene,
    kept,
    made,
    warned,
    move: (ms: number) => {
      now += ms;
    },
  };
}

const good: PaperMaker = async () => ({
  word: new Uint8Array([1]),
  excel: new Uint8Array([2]),
  pictures: 0,
  withoutPicture: 'no binary',
});

describe('papers of what was signed', () => {
  test('are kept, recorded, and promised once to office and city leaders who can be reached', async () => {
    const { job, scene, kept, warned } = kit(good, source.approvedAt + HOUR);
    const [occasion, ...others] = await job.due(scene());
    expect(others).toEqual([]);
    expect(occasion?.key).toBe('papers:month:2026-10');
    const outcome = await occasion?.run(scene());
    expect([...kept.keys()].sort()).toEqual(['01', '02']);
    expect(outcome?.changes).toMatchObject([
      {
        subject: 'paper',
        facts: [{ body: source.hash, word: { hash: '01', name: '2026年10月招商引资战报.docx' } }],
      },
    ]);
    expect(outcome?.notices.map(({ key }) => key)).toEqual([
      'paper:month:2026-10:word:office',
      'paper:month:2026-10:excel:office',
      'paper:month:2026-10:word:mayor',
      'paper:month:2026-10:excel:mayor',
    ]);
    expect(warned).toEqual(['paper_without_picture']);
  });

  test('a crash before the commit makes the same promises and the same bytes again', async () => {
    const { job, scene, kept } = kit(good, source.approvedAt + HOUR);
    const first = await (await job.due(scene()))[0]?.run(scene());
    const again = await (await job.due(scene()))[0]?.run(scene());
    expect(again).toEqual(first);
    expect(kept.size).toBe(2);
  });

  test('what was signed long ago is made and sent to nobody', async () => {
    const { job, scene } = kit(good, source.approvedAt + 30 * 24 * HOUR);
    const outcome = await (await job.due(scene()))[0]?.run(scene());
    expect(outcome?.changes).toHaveLength(1);
    expect(outcome?.notices).toEqual([]);
  });

  test('a failure is tried again after a pause that grows', async () => {
    const { job, scene, move } = kit(() => Promise.reject(new Error('disk full')), source.approvedAt + HOUR);
    await expect((await job.due(scene()))[0]?.run(scene())).rejects.toThrow('disk full');
    expect(await job.due(scene())).toEqual([]);
    move(61_000);
    await expect((await job.due(scene()))[0]?.run(scene())).rejects.toThrow('disk full');
    move(61_000);
    expect(await job.due(scene())).toEqual([]);
    move(600_000);
    expect(await job.due(scene())).toHaveLength(1);
  });
});
