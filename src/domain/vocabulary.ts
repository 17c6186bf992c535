/**
 * The words: one English identifier for one Chinese word, by kind (design §4). Feeds the generated glossary; tests hold
 * it against the commands, roles, stages and states the code really has.
 * Left out: what a city may name freely (its stages' labels, industries, channels), which is its pack's.
 */

/** The list a word belongs to; within one list a word and its identifier are each used once. */
export const TERM_KINDS = ['command', 'role', 'stage', 'exit', 'state', 'thing', 'act'] as const;
export type TermKind = (typeof TERM_KINDS)[number];

/** One entry of the table. */
export interface Term {
  readonly kind: TermKind;
  /** As it stands in code, data and test names. */
  readonly english: string;
  /** As it stands on cards. */
  readonly chinese: string;
  /** What it means or is not to be confused with, where that needs saying. */
  readonly note?: string;
}

type Row = readonly [english: string, chinese: string, note?: string];

const terms = (kind: TermKind, rows: readonly Row[]): readonly Term[] =>
  rows.map(([english, chinese, note]) => ({
    kind,
    english,
    chinese,
    ...(note === undefined ? {} : { note }),
  }));

/** Ids travel in buttons and menu events: they never change. */
const COMMANDS: readonly Row[] = [
  ['register', '登记', 'of a lead; 报备 is the same'],
  ['mine', '我的'],
  ['advance', '推进', 'a lead or project, by a stage with evidence'],
  ['evidence', '佐证', 'files sent in the private chat; a reference in words is typed into the form'],
  ['report', '月报', 'the command; what is filed is `progress`'],
  ['filing', '季报', 'what a unit files as a whole, whatever its rhythm'],
  ['pending', '待审'],
  ['missing', '未报'],
  ['remind', '催报', 'of reports not filed; 催办 hurries tasks and projects'],
  ['ranking', '排名', 'a position in it is a `place`'],
  ['score', '得分', 'worked out when asked; the rule is a `scorecard`'],
  ['target', '目标'],
  ['city', '全市', 'counts of the whole city; the city itself as a subject'],
  ['bulletin', '战报', '通报 is the same'],
  ['objection', '异议', 'to a published figure'],
  ['leads', '线索'],
  ['referrer', '引荐', 'what a 推荐人 introduced'],
  ['projects', '项目'],
  ['check', '考评', '滚动考评, the yearly checks of a started project'],
  ['meeting', '会议', '联席会议 and the others a pack asks for; 处理建议 are listed under it'],
  ['transfer', '流转', 'of a project between `sender` and `receiver`'],
  ['visit', '走访', 'of firms; an `activity` of the kind visit'],
  ['activity', '活动', 'a promotion event; a platform event is a `delivery`'],
  ['task', '任务', '督办任务; machine work is `due`'],
  ['instruction', '批示'],
  ['urge', '催办'],
  ['overdue', '逾期'],
  ['asset', '资产'],
  ['enterprise', '企业'],
  ['policy', '政策'],
  ['chain', '图谱', 'of an industry: nodes up, mid and downstream'],
  ['match', '匹配', 'of a lead or project with sites, policies, gaps, parks; 撮合 is the same'],
  ['registry', '台账', 'any list the pack declares; a row of one is an `entry`'],
  ['import', '导入', 'of a filled workbook, sent in the chat'],
  ['export', '导出', 'as a workbook'],
  ['template', '月报模板', 'the workbook to fill in'],
  ['history', '留痕', 'of an item; what is told is its facts'],
  ['outbox', '发件箱', 'messages that did not leave, for the office'],
  ['undo', '撤销'],
  ['bind', '绑定'],
  ['help', '帮助'],
];

const ROLES: readonly Row[] = [
  ['reporter', '填报员', 'leads and projects of the own unit'],
  ['verifier', '审核人', 'verifies for the own unit and those below'],
  ['office', '招商办', 'everything but roles'],
  ['leader', '领导', 'own unit and below; of the city: all'],
  ['assessor', '考评员', 'judged items'],
  ['discipline', '效能', 'proposals on 效能'],
  ['observer', '观察员', 'published things only'],
  ['admin', '管理员', 'roster, bindings, roles'],
];

/** The superset; a pack selects, orders and relabels. */
const STAGES: readonly Row[] = [
  ['lead', '线索'],
  ['visited', '走访'],
  ['talks', '洽谈', '在谈, 意向'],
  ['screened', '初审'],
  ['evaluated', '评估', '前期评价 as a stage'],
  ['supported', '确定扶持力度', 'Rongcheng only'],
  ['signed', '签约', 'from here on a lead is a project'],
  ['registered', '注册', 'of the company; never the 登记 of a lead'],
  ['quota', '落实指标'],
  ['permits', '手续'],
  ['started', '开工', '动建'],
  ['operating', '投产', '运营'],
  ['in_statistics', '入统'],
  ['post_evaluated', '后期评价'],
];

const EXITS: readonly Row[] = [
  ['lost', '终止'],
  ['moved_out', '迁出'],
  ['transferred', '转出'],
  ['paused', '暂停'],
];

const STATES: readonly Row[] = [
  ['submitted', '待审', 'a stage that waits for its verifier'],
  ['assigned', '待签收', 'of a task'],
  ['accepted', '办理中', 'of a task'],
  ['reported', '待复核', 'of a task'],
  ['closed', '已办结', 'of a task; final'],
  ['verified', '已通过'],
  ['returned', '已退回'],
  ['withdrawn', '已撤销'],
  ['draft', '草稿', 'of a publication'],
  ['checked', '已审核', 'of a publication'],
  ['published', '已签发', 'of a publication; final'],
  ['waiting', '待发', 'in the outbox'],
  ['sending', '发送中', 'in the outbox'],
  ['sent', '已发', 'in the outbox'],
  ['parked', '停放', 'in the outbox: refused, waits for a person'],
  ['uncertain', '结果不明', 'in the outbox: may have arrived, never sent again blindly'],
  ['purged', '已清除', 'in the outbox'],
];

const THINGS: readonly Row[] = [
  ['lead', '线索', 'XS-…'],
  ['project', '项目', 'XM-…; the same subject as its lead'],
  ['progress', '月报', "a project's cumulative monthly figures; the command is `report`"],
  ['oddity', '疑点', 'a figure of a 月报 that asks for a look; blocks nothing'],
  ['publication', '战报', 'in its states, frozen once published; the command is `bulletin`'],
  ['pack', '方案', "a city's document as data"],
  ['scorecard', '考核表', 'the scoring part of a pack'],
  ['clause', '条款', 'where in the document something stands'],
  ['roster', '名册'],
  ['unit', '单位'],
  ['post', '职务'],
  ['group', '专班', 'units working together; a Feishu group is a `chat`'],
  ['chat', '群', 'a Feishu group'],
  ['contact', '联系人', 'sealed, erasable; facts only refer to it'],
  ['review', '评估', 'judged before a gate opens'],
  ['proposal', '处理建议', 'of a consequence, confirmed or dropped by a named person'],
  ['gate', '关口', 'a stage that asks for a review first'],
  ['measure', '指标'],
  ['place', '名次'],
  ['capital type', '资本类型'],
  ['evidence', '佐证'],
  ['transfer', '流转', 'LZ-…; between `sender` and `receiver`'],
  ['terms', '分成条款', 'of a transfer; a version is an `offer`'],
  ['settlement', '年终结算', "of a transfer's shares"],
  ['handover', '交接', 'of leads within a unit, JJ-…'],
  ['sender', '招商方'],
  ['receiver', '落户方'],
  ['entry', '台账条目', 'TZ-…; a row of a registry'],
  ['workbook', '表格', 'an Excel file made or taken in'],
  ['NA(reason)', '暂缺', 'never 0'],
  ['task', '督办任务', 'RW-…; machine work is `due`'],
  ['responsibility', '包联', 'leader, group, officer and plan of a project'],
  ['fact', '事实', 'our append-only record of what was decided'],
  ['delivery', '推送', "Feishu's push"],
  ['inbox', '收件箱', 'identities taken in, once each'],
  ['outbox', '发件箱', 'messages promised'],
  ['due', '到期事项', 'machine work; a 督办任务 is a `task`'],
  ['forecast', '预报', 'figures of a month whose window is not open'],
  ['correction', '更正', 'of a published month; goes into the next bulletin'],
  ['pool', '公共线索池', 'leads nobody holds'],
  ['holding', '持有', 'who holds a lead, since when and until when it is protected'],
  ['claim', '首招保护', 'the first complete registration; also 认领 from the pool'],
  ['promoter', '首招单位'],
  ['partner', '合作单位'],
  ['objection', '异议', 'to a published bulletin; accepted or not'],
  ['dispute', '争议', 'about who was first; ends with a `verdict` 裁定'],
  ['points', '线索积分', 'a ledger of lines, a revocation is a line of its own'],
  ['award', '评奖', 'proposed by points, decided by a named person'],
  ['referrer', '推荐人', 'who introduced a lead; sealed like a contact'],
  ['system default', '系统默认', 'a number or rule that is not in the document'],
];

const ACTS: readonly Row[] = [
  ['submit', '提交'],
  ['verify', '通过', '复核, 认定'],
  ['return', '退回'],
  ['check', '审核', 'a bulletin; the first of two people'],
  ['approve', '签发', 'a bulletin; the second'],
  ['force', '仍要登记'],
  ['cancel', '取消', '放弃 on the duplicate card'],
];

/** The whole table. */
export const VOCABULARY: readonly Term[] = [
  ...terms('command', COMMANDS),
  ...terms('role', ROLES),
  ...terms('stage', STAGES),
  ...terms('exit', EXITS),
  ...terms('state', STATES),
  ...terms('thing', THINGS),
  ...terms('act', ACTS),
];

/** The Chinese word of an identifier in one list; `null` when the table has none. */
export function chineseOf(kind: TermKind, english: string): string | null {
  return VOCABULARY.find((term) => term.kind === kind && term.english === english)?.chinese ?? null;
}
