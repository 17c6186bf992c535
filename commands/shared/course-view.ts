/** Clock, exit, lateness, promises and findings of a lead, as its card and 我的 show them. */
import type { CourseView } from '../../src/cards/lead/course.ts';
import type { Scene, Tools } from '../../src/command.ts';
import { stageClock } from '../../src/domain/clock.ts';
import { stepLabel } from '../../src/domain/lead/decide.ts';
import type { Lead } from '../../src/domain/lead/lead.ts';
import { EXIT_PREFIX } from '../../src/domain/lead/stage-course.ts';
import { flagChoices } from '../../src/domain/lead/stage-mend.ts';
import { openPledges, PLEDGE_KIND_WORDS } from '../../src/domain/pledge.ts';

export async function courseView(lead: Lead, scene: Scene, tools: Tools): Promise<CourseView> {
  const { pack, today } = scene;
  const { exit, flags, lates } = lead.course;
  const clock = stageClock(pack, lead, today);
  const pledges = await tools.store.pledges(lead.number);
  const closed = pledges.items.filter((item) => item.closedOn !== null).length;
  return {
    clock: clock === null ? null : { ...clock, label: stepLabel(pack, clock.stage) },
    exit:
      exit === null
        ? null
        : {
            label: stepLabel(pack, `${EXIT_PREFIX}${exit.kind}`),
            on: exit.on,
            cause: exit.cause,
            fault: exit.fault,
            responsible: exit.responsible,
          },
    lates: lates.map((late) => ({
      label: stepLabel(pack, late.stage),
      dueOn: late.dueOn,
      doneOn: late.doneOn,
      days: late.days,
      unit: late.unit,
    })),
    flags: flags.map((one) => ({
      label: flagChoices(pack).find((choice) => choice.id === one.flag)?.label ?? one.flag,
      on: one.on,
      reason: one.reason,
    })),
    pledges: openPledges(pledges).map(({ kind, what, dueOn }) => ({
      label: PLEDGE_KIND_WORDS[kind],
      what,
      dueOn,
      isLate: dueOn < today,
    })),
    pledgesClosed: closed,
    overrides: lead.stages.flatMap((event) => {
      const { override } = event.details;
      if (event.state !== 'verified' || override === undefined) return [];
      const gates = override.gates.map((gate) => gate.label).join('、');
      return [`${stepLabel(pack, event.stage)}未过${gates}先行：${override.reason}`];
    }),
  };
}
