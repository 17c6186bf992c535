/** 会议: those held. A city that has never recorded one is taken to keep them elsewhere: no data, which is not none. */
import { meetingRows } from '../../domain/meeting/cadence.ts';
import type { Section } from '../gathering.ts';

/** Before any plan there is. */
const EVER = '2000-01-01';

export const meetings: Section = async ({ store, asOf }) => {
  const held = await store.meetingsHeld(EVER, asOf);
  return held.length === 0 ? {} : { meetings: [...meetingRows(held, asOf)] };
};
