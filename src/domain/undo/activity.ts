/** 撤销 of a recorded activity 走访、活动: it is cancelled, until somebody else verified or returned it. */
import { type Activity, type ActivityFact, evolveActivity } from '../activity/activity.ts';
import { assert, refuse } from '../decision.ts';
import { otherwise } from './otherwise.ts';
import { all, factOf, notAStep, replayed, type Undo } from './undoing.ts';

export const undoActivity: Undo = (place) => {
  const fact = factOf<ActivityFact>(place.fact);
  if (fact.type !== 'activity.recorded') return otherwise(fact.type);
  const activity = replayed<Activity | null, ActivityFact>(all(place), null, evolveActivity);
  assert(activity !== null, 'an activity has its recording');
  if (activity.state === 'cancelled') return notAStep();
  if (activity.check === 'verified')
    return refuse(`${activity.number} 已经核实，不能撤销`, {
      next: `登记有误请发送「活动 ${activity.number} 更正」；确未开展请发送「活动 ${activity.number} 取消 理由」。`,
    });
  return {
    words: `登记活动 ${activity.number}（${activity.on}）`,
    notes: ['撤销以后不再计入，走访积分收回。'],
    change: {
      subject: 'activity',
      before: activity,
      facts: [{ type: 'activity.cancelled', reason: '登记人撤销' }],
    },
    tell: [],
  };
};
