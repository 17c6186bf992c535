/** 撤销 of one fact: by the subject it belongs to. The rules stand in `undoing.ts`. */
import { isRefusal, type Refusal, refuse } from '../decision.ts';
import type { BookedFact } from '../history/tell.ts';
import type { Subjects } from '../subjects.ts';
import { undoActivity } from './activity.ts';
import { undoLead } from './lead.ts';
import { undoDispute, undoHandover, undoResponsibility, undoTask, undoTransfer } from './others.ts';
import { otherwise } from './otherwise.ts';
import { undoProgress } from './progress.ts';
import { undoSetting } from './setting.ts';
import { NOT_A_STEP, type Undo, type Undoing, type UndoScene } from './undoing.ts';

const UNDOS: Readonly<Partial<Record<keyof Subjects, Undo>>> = {
  lead: undoLead,
  activity: undoActivity,
  progress: undoProgress,
  task: undoTask,
  transfer: undoTransfer,
  dispute: undoDispute,
  responsibility: undoResponsibility,
  handover: undoHandover,
  setting: undoSetting,
};

/**
 * @param facts the whole stream, oldest first
 * @param seq which of them is to be taken back
 */
export function decideUndo(facts: readonly BookedFact[], seq: number, scene: UndoScene): Undoing | Refusal {
  const at = facts.findIndex((one) => one.seq === seq);
  const fact = facts[at];
  if (fact === undefined || fact.actor !== scene.actor)
    return refuse('没有找到可以撤销的操作', { next: '只能撤销自己做的；发送「撤销」查看。' });
  const [kind = ''] = fact.stream.split('/', 1);
  const undo = (UNDOS as Readonly<Record<string, Undo | undefined>>)[kind];
  if (undo === undefined) return otherwise(fact.type);
  const undoing = undo({ fact, earlier: facts.slice(0, at), later: facts.slice(at + 1) }, scene);
  if (!isRefusal(undoing) || undoing.next !== undefined || undoing.because === NOT_A_STEP) return undoing;
  return { ...undoing, next: ELSEWHERE };
}

/** For refusals of the subjects' own that name no way on. */
const ELSEWHERE = '发送「撤销」看现在可以撤销的，发送「留痕 编号」看经过；要更正请联系招商办。';
