/**
 * 线索: one lead by number or name, or a list of those one may see; 保密, set by its owner or the office; and all that is
 * done about who holds it (`shared/pool-words.ts`): 池, 认领, 退回, 分派, 签收, 合作, 争议, 裁定, 合并, 核实, 积分, 评奖.
 */
import { forPeople } from '../src/command.ts';
import { refuse } from '../src/domain/decision.ts';
import { type Lookup, lookUp, lookUpPage } from './shared/lookup.ts';
import { pressAssign, pressAssignForm } from './shared/pool/assign.ts';
import { awardForm, pressAward } from './shared/pool/awards.ts';
import { giveBackForm, pressClaim, pressGiveBack, pressReceipt } from './shared/pool/claim.ts';
import { pressAnswer, pressCooperate } from './shared/pool/cooperation.ts';
import { pressDispute, pressDisputeForm, pressStatement, pressWithdrawal } from './shared/pool/dispute.ts';
import { judgeForm, pressJudge } from './shared/pool/judge.ts';
import { turnPool } from './shared/pool/list.ts';
import { pressMerge } from './shared/pool/merge.ts';
import { turnPoints } from './shared/pool/points.ts';
import { pressSecrecy } from './shared/pool/secrecy.ts';
import { pressVerdict } from './shared/pool/verdict.ts';
import { isLooseVerb, readVerb } from './shared/pool/words.ts';

const lookup: Lookup = { command: 'leads', noun: '线索' };
const IN_PRIVATE = refuse('线索的认领、分派和积分不在群里办理', { next: '请私聊我，发送同样的话。' });

export const leads = forPeople({
  id: 'leads',
  words: ['线索'],
  summary: '查线索；线索池、认领、退回、分派、合作、争议、合并、积分',
  example: '线索 闽光新材料',
  who: ['reporter', 'verifier', 'office', 'leader', 'assessor', 'discipline', 'admin'],
  inGroups: true,
  recognises: (text) => /^XS-?\d{6}-?\d{4,}$/i.test(text) || isLooseVerb(text),
  async say(text, scene, tools) {
    const verb = readVerb(text);
    if (verb === null) return lookUp(text, lookup, scene, tools);
    if (scene.audience === 'group') return IN_PRIVATE;
    return verb.run(verb.words, scene, tools);
  },
  press: {
    page: (pressed, scene, tools) => lookUpPage(pressed, lookup, scene, tools),
    confidential: pressSecrecy,
    'pool-page': turnPool,
    claim: pressClaim,
    'return-form': giveBackForm,
    return: pressGiveBack,
    receipt: pressReceipt,
    'assign-form': pressAssignForm,
    assign: pressAssign,
    cooperate: pressCooperate,
    agree: (pressed, scene, tools) => pressAnswer(pressed, true, scene, tools),
    decline: (pressed, scene, tools) => pressAnswer(pressed, false, scene, tools),
    'dispute-form': pressDisputeForm,
    dispute: pressDispute,
    state: pressStatement,
    'dispute-withdraw': pressWithdrawal,
    'verdict-respondent': (pressed, scene, tools) => pressVerdict(pressed, 'respondent', scene, tools),
    'verdict-challenger': (pressed, scene, tools) => pressVerdict(pressed, 'challenger', scene, tools),
    'verdict-both': (pressed, scene, tools) => pressVerdict(pressed, 'both', scene, tools),
    merge: pressMerge,
    'judge-form': judgeForm,
    'judge-valid': (pressed, scene, tools) => pressJudge(pressed, 'valid', scene, tools),
    'judge-verified': (pressed, scene, tools) => pressJudge(pressed, 'verified', scene, tools),
    'judge-invalid': (pressed, scene, tools) => pressJudge(pressed, 'invalid', scene, tools),
    'points-page': turnPoints,
    'award-form': awardForm,
    'award-confirm': (pressed, scene, tools) => pressAward(pressed, 'confirmed', scene, tools),
    'award-drop': (pressed, scene, tools) => pressAward(pressed, 'dropped', scene, tools),
  },
});
