/**
 * 撤销: takes back one's own steps, as new facts; nothing is ever erased. Shown first, done on a button. What can be
 * undone until when stands in `src/domain/undo/undoing.ts`; what somebody else has built on cannot.
 */

import { undoListCard } from '../src/cards/undo/list.ts';
import { undoCard } from '../src/cards/undo/undo.ts';
import { forPeople, type KnownScene, type Pressed, type Tools } from '../src/command.ts';
import { isRefusal } from '../src/domain/decision.ts';
import { answerOnly } from '../src/outcome.ts';
import { confirmUndo } from './shared/undo/confirm.ts';
import { STEPS_MAX, stepNamed, streamsMeant, type UndoStep, undoSteps } from './shared/undo/steps.ts';

export const undo = forPeople({
  id: 'undo',
  words: ['撤销', '撤回'],
  summary: '撤销自己最近的登记、推进、月报、认领、分派、交办或流转条款',
  example: '撤销 XS-202611-0001',
  who: ['reporter', 'verifier', 'office', 'leader', 'admin'],
  inGroups: false,

  async say(text, here, tools) {
    const wanted = await streamsMeant(text, here, tools);
    if (wanted !== null && isRefusal(wanted)) return wanted;
    const steps = await undoSteps(wanted, wanted === null ? STEPS_MAX : 1, here, tools);
    if (isRefusal(steps)) return steps;
    const [latest] = steps;
    return latest === undefined || steps.length > 1
      ? answerOnly({ card: undoListCard({ steps }) })
      : asked(latest);
  },

  press: {
    async choose(pressed, here, tools) {
      const step = await pressedStep(pressed, here, tools);
      return isRefusal(step) ? step : asked(step);
    },
    async confirm(pressed, here, tools) {
      const step = await pressedStep(pressed, here, tools);
      return isRefusal(step) ? step : confirmUndo(step, here, tools);
    },
    keep: async () =>
      answerOnly({
        card: { title: '没有撤销', tone: 'closed', body: [{ el: 'text', text: '内容保持不变。' }] },
        toast: { tone: 'info', text: '没有撤销。' },
      }),
  },
});

const asked = (step: UndoStep) => answerOnly({ card: undoCard(step), about: step.about });

const pressedStep = ({ args: { stream = '', seq = '' } }: Pressed, here: KnownScene, tools: Tools) =>
  stepNamed(stream, seq, here, tools);
