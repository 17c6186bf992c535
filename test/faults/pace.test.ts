/**
 * F15: the outcome of a send is unknown and the process stays down until the platform has forgotten the uuid: nothing is
 * sent blindly, a person sees it listed. And the mutant without a limiter: the platform must be seen to refuse it.
 */
import { expect, test } from 'vitest';
import { makeLedger } from '../../db/ledger.ts';
import { say } from '../../sandbox/people/talk.ts';
import { createLimiter, FEISHU_LIMITS, type Limiter } from '../../src/limiter.ts';
import { Outbox } from '../../src/outbox.ts';
import { vault } from '../contract/kit.ts';
import { quiet } from '../machine/kit.ts';
import { patience, trials } from './lib/profile.ts';
import { seeded } from './lib/random.ts';
import { report } from './lib/report.ts';
import { Town } from './town/town.ts';
import { verdictOf } from './town/verdict.ts';
import type { CallWound } from './town/wounds.ts';

const MINUTE = 60_000;

test(
  'F15: unknown, then down beyond the platform’s hour: never sent again blindly; found in the chat or listed',
  async () => {
    const count = trials(12, 2_000);
    const failures: string[] = [];
    let fired = 0;
    let uncertain = 0;
    let found = 0;
    for (let seed = 1; seed <= count; seed += 1) {
      const random = seeded(seed);
      const wound: CallWound = random.pick([
        'crash-before',
        'crash-after',
        'lost-reply',
        'reset-before',
      ] as const);
      let isArmed = false;
      const town = await Town.open({
        seed,
        surgeon: { call: (_at, name) => (isArmed && name.endsWith('/reply') ? wound : null) },
      });
      try {
        isArmed = true;
        const said = await say(town.feishu.world, '周岚', town.chat('周岚'), '我的');
        // Until the call has left; a crash there ends this life.
        for (let turn = 0; turn < 200 && town.tally.firedInAll === 0; turn += 1)
          await new Promise((resolve) => setImmediate(resolve));
        fired += town.tally.firedInAll > 0 ? 1 : 0;
        isArmed = false;
        await town.outage((61 + random.below(300)) * MINUTE);
        await town.quiesce();
        const rows = await town.database.query('SELECT state FROM outbox WHERE key = ?', [
          `reply:${said.message.messageId}`,
        ]);
        const state = String(rows[0]?.[0]);
        // It may have arrived: then it may have been found in the chat; else nothing but a person may settle it.
        const arrived = [...town.feishu.world.platform.messages.values()].some(
          (message) => message.parentId === said.message.messageId,
        );
        if (state === 'uncertain') uncertain += 1;
        else if (state === 'sent' && arrived) found += 1;
        else failures.push(`seed ${seed}, ${wound}: ${state}, ${arrived ? 'arrived' : 'never arrived'}`);
        const wrong = await verdictOf(town, { unsure: 1 });
        failures.push(...wrong.map((line) => `seed ${seed}, ${wound}: ${line}`));
      } finally {
        await town.close();
      }
    }
    report({
      id: 'F15',
      fault: 'a send of unknown outcome, then down for 61 minutes to 6 hours',
      place: 'reply to a typed word',
      invariant: 'I3: seen at most once; found in the chat, else uncertain and listed',
      trials: count,
      fired,
      failures,
      seen: { uncertain, found },
    });
  },
  patience(60_000, 1_200_000),
);

/** Takes every slot at once. */
const noLimiter = (): Limiter => ({
  tryTake: () => ({ taken: true, ticket: { done: () => undefined, cancel: () => undefined } }),
  block: () => undefined,
  restore: () => undefined,
});

test.each([
  {
    name: 'with the limiter nothing is refused',
    limiter: () => createLimiter(FEISHU_LIMITS),
    isMutant: false,
  },
  { name: 'without a limiter the platform is seen to refuse', limiter: noLimiter, isMutant: true },
])(
  'fan-out: $name',
  async ({ limiter, isMutant, name }) => {
    const town = await Town.open({ seed: 5 });
    const { platform } = town.feishu.world;
    const receivers = Array.from({ length: 300 }, (_, at) => platform.addPerson(`领导${at}`).openId);
    const ledger = makeLedger(town.database, vault);
    await ledger.conclude({
      on: { at: town.now, actor: null, cause: 'job:pace' },
      changes: [],
      keys: [],
      promises: receivers.flatMap((openId, at) =>
        [0, 1].map((part) => ({
          key: `pace:${at}:${part}`,
          rank: 9,
          about: null,
          audience: 'private' as const,
          staleAt: null,
          outgoing: {
            how: 'send' as const,
            to: { kind: 'person' as const, openId },
            content: { type: 'text' as const, text: `战报 ${at}-${part}` },
          },
        })),
      ),
    });
    let wakeMs = 0;
    const outbox = new Outbox({
      ledger,
      messenger: town.bot.lark,
      limiter: limiter(),
      log: quiet,
      now: () => town.now,
      wakeIn: (delayMs) => {
        wakeMs = delayMs;
      },
      count: () => undefined,
    });
    for (let turn = 0; turn < 2_000; turn += 1) {
      await outbox.drain();
      if ((await ledger.nextDueAt()) === null) break;
      // The clock alone: the town's own bot, which would send too, is not asked to.
      town.sleep(Math.max(1, wakeMs));
    }
    const refused = town.feishu.world.wire
      .calls()
      .filter(({ code }) => code === 99991400 || code === 230020).length;
    await town.close();
    if (!isMutant) expect(refused).toBe(0);
    report({
      id: isMutant ? 'mutant' : 'F13',
      fault: isMutant ? 'no limiter' : 'none: 600 messages to 300 people at once',
      place: 'fan-out',
      invariant: isMutant ? `caught: ${refused} refusals` : 'I5: no refusal',
      trials: 1,
      fired: isMutant ? refused : 1,
      failures: isMutant && refused === 0 ? [`${name}: not seen`] : [],
    });
  },
  60_000,
);
