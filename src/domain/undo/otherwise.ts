/** What cannot be taken back by 撤销, and what to do instead: each refusal names the way. */
import { type Refusal, refuse } from '../decision.ts';
import type { SubjectFact } from '../subjects.ts';
import { notAStep } from './undoing.ts';

type Way = readonly [because: string, next: string];

const WAYS: Readonly<Partial<Record<SubjectFact['type'], Way>>> = {
  'lead.held': ['负责人已按规定变更，不能撤销', '要改派请发送「线索 分派 编号 姓名」。'],
  'lead.stage_verified': [
    '审核通过不能撤销',
    '日期有误请招商办发送「推进 编号 更正」；确未发生的发送「推进 编号 终止」并写明原因。',
  ],
  'lead.stage_returned': ['退回不能撤销', '请提交人再推进一次，您再审核通过。'],
  'lead.stage_corrected': ['更正不能撤销', '再发送「推进 编号 更正」改回原日期，并写明理由。'],
  'lead.details_set': ['补充的信息不能撤销', '再发送「待审 编号 补充」改正即可。'],
  'lead.need_set': ['需求的改写不用撤销', '再发送「编号 需求 …」改回，或「编号 需求 清除」。'],
  'lead.renamed': ['更名不用撤销', '再发送「线索 更名 编号 原名称」改回即可。'],
  'lead.contact_set': ['更换联系人不能撤销，原来的已经清除', '再发送「线索 联系人 编号 姓名 电话」改正。'],
  'lead.flagged': ['认定不能撤销', '请在「会议 建议」中由他人决定不采纳，并写明理由。'],
  'lead.merged': ['合并不能撤销，编号已通向保留的一条', '要分开请重新登记一条，并在备注写明原编号。'],
  'lead.absorbed': ['合并不能撤销，编号已通向保留的一条', '要分开请重新登记一条，并在备注写明原编号。'],
  'lead.judged': ['核实结果不能撤销', '有误请再发送「线索 有效／核实／无效 编号 理由」更正。'],
  'lead.cooperation_asked': ['合作申请已送达对方，不能撤销', '不再合作的请联系首招单位答复「不同意」。'],
  'lead.cooperation_answered': [
    '答复已送达对方，不能撤销',
    '有异议请发送「线索 争议 编号 依据」由招商办裁定。',
  ],
  'lead.receipted': ['签收不能撤销', '要放手请发送「线索 退回 编号 理由」。'],
  'task.reported': ['反馈不能撤销', '请再反馈一次更正；已写 100% 的请交办人先退回。'],
  'task.accepted': ['签收不能撤销', '要交给别人请发送「任务 编号 转办 姓名 理由」。'],
  'task.verified': ['复核不能撤销', '办结以前可以发送「任务 编号 退回 理由」。'],
  'task.closed': ['任务已经办结，不再改动', '要继续办请另行交办。'],
  'task.followed': ['回访已经登记，任务随之办结', '登记有误请更正或取消那次走访。'],
  'task.returned': ['退回不能撤销', '请责任单位再反馈一次。'],
  'task.reassigned': ['转办不能撤销', '请对方发送「任务 编号 转办 姓名 理由」转回。'],
  'task.extension_asked': ['延期申请已送交办人，不能撤销', '请交办人答复「不同意延期」。'],
  'task.extension_granted': ['延期答复不能撤销', '要改时限请另行交办。'],
  'transfer.confirmed': [
    '确认不能撤销',
    '对方确认以前可以发送「流转 编号」按「还价」或「拒绝」；已生效的按「变更」重新商定。',
  ],
  'transfer.refused': ['拒绝不能撤销', '要再谈请重新发起流转。'],
  'transfer.withdrawn': ['撤回不能再撤销', '要再谈请重新发起流转。'],
  'dispute.stated': ['争议陈述不能撤销', '请补充一条陈述更正。'],
  'dispute.decided': ['裁定不能撤销', '有新证据的请重新提出争议。'],
  'pledge.closed': ['办结的承诺不能撤销', '请招商办更正。'],
  'publication.checked': ['审核不能撤销', '签发以前请在「战报」卡片上按「退回」并写明理由。'],
  'publication.published': ['签发的战报不再改动', '更正请重新填月报，差额列入下一期战报。'],
  'filing.filed': ['单位报送不能撤销', '再打开同一张表重新提交即可，后一次代替前一次。'],
  'entry.registered': ['台账登记不能撤销', '登错了请发送「台账 编号 停用 登记有误」。'],
  'entry.edited': ['台账修改不能撤销', '再发送「台账 编号 改」改回即可。'],
  'entry.confirmed': ['确认不能撤销', '内容有变请发送「台账 编号 改」。'],
  'entry.retired': ['停用不能撤销', '要再用请发送「台账 编号 恢复」。'],
  'entry.restored': ['恢复不能撤销', '不再用请发送「台账 编号 停用 理由」。'],
  'entry.secrecy': ['保密设置不能撤销', '再发送「台账 编号 保密」或「台账 编号 公开」即可。'],
  'activity.corrected': ['活动更正不能撤销', '再发送「活动 编号 更正」改回即可。'],
  'activity.held': ['已开展不能撤销', '没有开展的请发送「活动 编号 取消 理由」。'],
  'activity.outcome_added': ['补充的成果不能撤销', '请发送「活动 编号 更正」改正。'],
  'activity.verified': ['核实不能撤销', '有误请登记人更正，更正以后再核实。'],
  'activity.returned': ['退回不能撤销', '可以直接发送「活动 编号 核实」。'],
  'activity.cancelled': ['取消不能撤销', '确有其事的请重新登记。'],
  'award.decided': ['评奖决定不能撤销', '请招商办按程序更正。'],
};

/** The refusal for a step of this kind; facts that are nobody's step are skipped. */
export function otherwise(type: SubjectFact['type'] | string): Refusal {
  const way = (WAYS as Readonly<Record<string, Way | undefined>>)[type];
  return way === undefined ? notAStep() : refuse(way[0], { next: way[1] });
}
