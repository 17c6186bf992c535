/**
 * Lives a city's year and compares it with its golden calendar. With YEAR_WRITE=1 the calendar is written anew, its head
 * (the lines that begin with #) kept: read the difference before you keep it.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isWorkday } from '../../src/domain/calendar.ts';
import { dayOfInstant } from '../../src/domain/day.ts';
import { textOf } from '../harness/bureau.ts';
import { verdictOn } from '../harness/city-books.ts';
import { calendarOf, moment, wordsOf } from './calendar.ts';
import { live, type Year, type YearPlan } from './plan.ts';

const goldenOf = (id: string) => new URL(`./${id}.calendar.txt`, import.meta.url);

/** A golden's own reasoning, and the calendar below it. */
function readGolden(id: string): { readonly head: string; readonly body: string } {
  const text = existsSync(goldenOf(id)) ? readFileSync(goldenOf(id), 'utf8') : '';
  const lines = text.split('\n');
  const from = lines.findIndex((line) => !line.startsWith('#'));
  return { head: lines.slice(0, from).join('\n'), body: lines.slice(from).join('\n').trimStart() };
}

export function tellsItsYear(plan: YearPlan, further?: (year: () => Year) => void): void {
  describe(`the year of ${plan.id}`, () => {
    let year: Year;
    beforeAll(async () => {
      year = await live(plan);
    }, 60_000);
    afterAll(() => year?.city.close());

    test('every reminder, lapse and bulletin comes on its day, to whom it concerns, with what it should say', () => {
      const calendar = calendarOf(year);
      const golden = readGolden(plan.id);
      if (process.env['YEAR_WRITE'] === '1')
        writeFileSync(goldenOf(plan.id), `${golden.head}\n\n${calendar}`);
      else expect(calendar).toBe(golden.body);
    });

    test('nothing leaves twice, and nothing at night', () => {
      const { sent, ran } = year.city;
      const said = sent.map((one) => `${one.to} ${one.card === null ? wordsOf(one) : textOf(one.card)}`);
      expect(said.filter((one, at) => said.indexOf(one) !== at)).toEqual([]);
      expect(new Set(sent.map((one) => one.uuid)).size).toBe(sent.length);
      expect(new Set(ran.map((one) => one.key)).size).toBe(ran.length);
      const atNight = sent.filter((one) => one.cause === 'tick' && Number(moment(one.at).slice(14, 16)) < 9);
      expect(atNight).toEqual([]);
    });

    test('reminders before and after a due day come on days people work; a year whose holidays are unknown goes by the calendar', () => {
      const off = year.city.sent.filter(
        ({ at, card, cause }) =>
          cause === 'tick' &&
          /月报：(?:还有|已逾期)|季度：(?:还有|已逾期)/.test(card?.title ?? '') &&
          isWorkday(dayOfInstant(at)) === false,
      );
      expect(off.map((one) => `${moment(one.at)} ${one.card?.title ?? ''}`)).toEqual([]);
    });

    test('when it is over nothing is left to do, nothing failed, and the facts agree with the state', async () => {
      expect(await year.city.tick()).toEqual([]);
      expect(year.city.faults).toEqual([]);
      expect((await verdictOn(year.city.database)).differences).toEqual([]);
    });

    further?.(() => year);
  });
}
