/**
 * An angry colleague at the real door: whatever card the assistant shows anybody, a reporter, a verifier and a leader of
 * another county, an assessor and the administrator press each of its buttons first, with something in every field. None of it
 * changes anything or reaches anybody, and the conversation goes on as written.
 */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { playFile } from '../transcripts/run.ts';
import { Raid, type Rightful, raidedPlan } from './raid.ts';

const folder = fileURLToPath(new URL('../transcripts/', import.meta.url));

/** Between them they show nearly every button; the first part of a name in a folder is the pack. */
const FILES = [
  'undo-more.chat',
  'spoken.chat',
  'registry-asset.chat',
  'points.chat',
  'workbook-leads.chat',
  'figures-rights.chat',
  'evidence.chat',
  'transfer.chat',
  'strangers.chat',
  'cooperation.chat',
  'pool.chat',
  'visits/liaocheng-2018.chat',
  'months/sanming-2021.sitting.chat',
  'stages/sanming-2021.course.chat',
] as const;

/** What they may do by right (docs/access.md), and would spoil the conversation by doing. */
const THEIRS: Readonly<Record<string, readonly string[]>> = {
  // Any unit may claim what lies in the pool and speak up about another's lead; exports hold what one may see.
  林外填: [
    'leads.claim',
    'leads.dispute',
    'leads.cooperate',
    'objection.raise',
    'export.say',
    'template.say',
  ],
  林外审: ['export.say'],
  林外领: ['leads.dispute', 'leads.cooperate', 'export.say', 'remind.say'],
  秦岭: ['bulletin.approve', 'bulletin.return', 'bind.confirm', 'bind.decline'],
};
const rightful: Rightful = (who, button) => THEIRS[who]?.includes(button) === true;

test.concurrent.each(FILES)(
  '%s goes as written, and nobody gets anything out of its buttons',
  async (file) => {
    const pack = /\/([a-z]+-\d{4})\./.exec(file)?.[1];
    const { openCity, beforePress, tries } = new Raid(rightful);
    await playFile(`${folder}${file}`, { plan: raidedPlan(pack), openCity, beforePress });
    expect(tries.length).toBeGreaterThan(20);
    expect(tries.filter((one) => one.wrote.length > 0 || one.told > 0)).toEqual([]);
    for (const { answer } of tries) {
      expect(answer).not.toMatch(/没有保存成功|undefined|\[object/);
      expect(answer).not.toMatch(/1[3-9]\d{9}/);
      expect(answer).not.toBe('{}');
    }
  },
  300_000,
);

/** The oracle is no good unless it cries: a raider with rights that are not theirs to have. */
test('a button that is somebody’s by right, pressed by them first, is seen', async () => {
  const { openCity, beforePress, tries } = new Raid(() => false);
  const played = playFile(`${folder}pool.chat`, { plan: raidedPlan(), openCity, beforePress });
  await expect(played).rejects.toThrow('已认领');
  expect(tries.filter((one) => one.wrote.length > 0)).toMatchObject([
    { who: '林外填', button: 'leads.claim', wrote: [expect.stringContaining('lead/')] },
  ]);
}, 60_000);
