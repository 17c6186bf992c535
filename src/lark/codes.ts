/**
 * The platform's error codes: whether to wait or to give up, what each means, and what the operator should do.
 *
 * Data only; `faults.ts` reads it. A code that is not here is judged by its HTTP status.
 */

export type Entry =
  | {
      readonly verdict: 'wait';
      /** Which limit was hit; `quota` lasts until it is bought or the month ends. */
      readonly scope: 'app' | 'receiver' | 'quota' | 'fault';
      /** For `app`, the answer's own header comes first. */
      readonly afterMs: number;
      /** What happened, in Chinese. */
      readonly what: string;
      /** What the operator should do, in Chinese. */
      readonly fix: string;
    }
  | { readonly verdict: 'refused'; readonly what: string; readonly fix: string };

type Row = readonly [codes: number | readonly number[], entry: Entry];

const refused = (codes: number | readonly number[], what: string, fix: string): Row => [
  codes,
  { verdict: 'refused', what, fix },
];

const wait = (
  codes: number | readonly number[],
  scope: 'app' | 'receiver' | 'quota' | 'fault',
  afterMs: number,
  what: string,
  fix: string,
): Row => [codes, { verdict: 'wait', scope, afterMs, what, fix }];

const SIX_HOURS_MS = 6 * 3_600_000;
const ID_CODES = Array.from({ length: 14 }, (_, index) => 99992351 + index);

const LIMITS: readonly Row[] = [
  wait(99991400, 'app', 5_000, '应用调用过快，被飞书限流', '无需处理，到时自动重发'),
  wait(230020, 'receiver', 1_000, '同一个人或群每秒的消息数超限', '无需处理，稍后自动重发'),
  wait(
    [11232, 11233],
    'receiver',
    10_000,
    '飞书消息服务繁忙（整点、半点常见）',
    '无需处理，稍后自动重发；定时任务宜避开整点',
  ),
  wait(
    99991403,
    'quota',
    SIX_HOURS_MS,
    '本月免费调用次数已用完',
    '请管理员在飞书管理后台升级套餐或购买额度，否则到下月才会发出',
  ),
  wait(230049, 'fault', 2_000, '同一条消息正在发送中', '无需处理，稍后自动确认'),
  wait([1500, 2200, 5000], 'fault', 5_000, '飞书内部错误', '无需处理，稍后自动重发；持续出现时联系飞书'),
  wait(
    [99991661, 99991663, 99991664, 99991668, 99991671, 99991677],
    'fault',
    60_000,
    '访问凭证失效，重新获取后仍被拒绝',
    '稍后自动重发；持续出现时检查 FEISHU_APP_ID、FEISHU_APP_SECRET 与 FEISHU_BASE_URL 是否属于同一应用',
  ),
];

const APP: readonly Row[] = [
  refused(10003, '应用凭证格式不对', '请检查 FEISHU_APP_ID 与 FEISHU_APP_SECRET，改正后重启并重试'),
  refused(
    10014,
    '应用不存在、未启用或未获授权',
    '请检查 FEISHU_APP_ID，并在管理后台启用应用，然后重启并重试',
  ),
  refused(10015, '应用密钥不对', '请在开放平台核对 App Secret，更新 FEISHU_APP_SECRET 后重启并重试'),
  refused(99991401, '本机地址不在应用的 IP 白名单内', '请在开放平台的安全设置里加上本机出口地址，再重试'),
  refused([99991662, 99991673], '应用已停用或未获企业授权', '请管理员在管理后台启用应用，再重试'),
  refused(99991665, '企业标识无效', '请确认应用属于本企业，再重试'),
  refused(
    99991672,
    '应用没有开通所需权限',
    '请在开放平台「权限管理」里开通，发布新版本并经管理员审核，再重试',
  ),
  refused(99991679, '用户没有授予所需权限', '请在开放平台核对权限类型，再重试'),
  refused(ID_CODES, '用户、群或消息的编号无效，或不属于本应用', '请核对名册里的编号是否来自本应用，再重试'),
  refused([4000, 9499], '请求格式不被接受', '这多半是程序的错误，请报告'),
];

const SEND: readonly Row[] = [
  refused(230001, '消息参数无效', '这多半是程序的错误，请报告'),
  refused(230002, '机器人不在该群里', '请群管理员把机器人拉进群，再重试'),
  refused(230006, '应用没有启用机器人能力', '请在开放平台启用机器人并发布版本，再重试'),
  refused(230011, '原消息已被撤回', '无法在其上回复或更新，可以清除'),
  refused(230013, '对方不在应用的可用范围内，或已离职', '请在管理后台扩大可用范围，再重试'),
  refused(230015, '单聊里的卡片不允许分享', '可以清除'),
  refused(230017, '机器人不是该资源的所有者', '请改用本应用上传的文件'),
  refused(230018, '群设置不允许机器人发言', '请群主调整群设置，再重试'),
  refused(230019, '话题不存在', '可以清除'),
  refused(230022, '内容含敏感信息，被飞书拦下', '请修改内容后重新提交'),
  refused(230025, '消息超过长度上限', '请缩短内容；若是系统生成的，请报告'),
  refused(230027, '没有发送权限，或是外部群', '请核对应用权限，并确认不是外部群，再重试'),
  refused(230028, '内容未通过防泄漏审查（手机号、邮箱可能触发）', '请联系管理员调整审查规则，或去掉敏感内容'),
  refused(230029, '对方已离职', '请更新名册，然后清除'),
  refused(230031, '卡片已超过 14 天，不能再更新', '无需处理，可以清除；需要时重新查询'),
  refused(230034, '接收者编号无效', '请核对名册里的编号，再重试'),
  refused(230035, '机器人没有发言权限（被禁言或被屏蔽）', '请群主解除禁言，再重试'),
  refused(230036, '对方企业已注销', '可以清除'),
  refused(230038, '不能跨企业单聊', '请确认对方属于本企业'),
  refused(230053, '对方已停用本机器人', '请对方在机器人会话里重新启用，再重试'),
  refused(230054, '该群不支持这种消息', '可以清除'),
  refused(230055, '上传的文件类型与消息类型不符', '这多半是程序的错误，请报告'),
  refused([230071, 230072], '只能修改本机器人发出的消息，且次数有限', '可以清除'),
  refused(230075, '加密群不支持机器人消息，或已超过可修改时间', '请改用普通群'),
  refused(230099, '卡片内容不被接受', '这多半是程序的错误，请连同此行报告'),
  refused(230110, '原消息已被删除', '无法在其上回复或更新，可以清除'),
  refused(231003, '原消息已被撤回或不存在', '可以清除'),
  refused(10002, '消息参数无效，或机器人不在会话里', '请把机器人拉进群，再重试'),
];

const CHATS_AND_FILES: readonly Row[] = [
  refused(232009, '群已解散', '请解除该群的绑定，然后清除'),
  refused([232001, 232004, 232006], '群编号无效', '请核对编号'),
  refused([232010, 232011], '机器人不在该群里', '请群管理员把机器人拉进群，再重试'),
  refused([232025, 232034], '机器人未启用或应用未安装', '请在管理后台启用应用，再重试'),
  refused([234001, 234002, 234008, 234040], '文件参数无效或无权下载', '请重新发送文件'),
  refused(234003, '文件不在这条消息里', '请重新发送文件'),
  refused(234004, '机器人不在该会话里', '请把机器人拉进群，再重新发送文件'),
  refused(234037, '文件超过 100 MB', '请拆分后重新发送'),
  refused(234038, '会话开启了防泄密模式，不能下载', '请在别的会话里发送文件'),
  refused(234043, '这种消息里的文件不能下载', '请直接发送文件，不要合并转发'),
];

const BITABLE: readonly Row[] = [
  wait([1254290, 1254607], 'fault', 5_000, '多维表格数据尚未就绪或调用过快', '无需处理，稍后自动重试'),
  wait(1254291, 'fault', 5_000, '多维表格正被别人写入', '无需处理，稍后自动重试'),
  wait(
    [1255001, 1255002, 1255040, 1254036],
    'fault',
    30_000,
    '多维表格服务繁忙或正在复制',
    '无需处理，稍后自动重试',
  ),
  refused(
    [1254040, 1254003],
    '找不到这个多维表格',
    '请核对 FEISHU_BITABLE_APP_TOKEN（多维表格网址里 base/ 后的一段）',
  ),
  refused([1254041, 1254004], '多维表格里的数据表已被删除', '请运行 mirror rebuild 重新建表'),
  refused([1254043, 1254006], '多维表格里的记录已被删除', '请运行 mirror rebuild 补齐'),
  refused([1254044, 1254045], '多维表格里的列被改名或删除', '请恢复列名，或运行 mirror rebuild 补齐缺的列'),
  refused(
    [1254060, 1254061, 1254062, 1254064, 1254065, 1254015],
    '多维表格里的列类型被改过',
    '请把列类型改回原样（见运维手册），再运行 mirror rebuild',
  ),
  refused(
    [1254102, 1254103, 1254100, 1254101],
    '多维表格已达行数、表数或列数上限',
    '请换一个多维表格，或升级飞书套餐后运行 mirror rebuild',
  ),
  refused(
    [1254302, 1254301, 1254303, 91403],
    '应用没有这个多维表格的编辑权限',
    '请在多维表格右上角「…」→「更多」→「添加文档应用」里加上本应用并给可编辑权限，再运行 mirror run',
  ),
  refused(1254608, '同一请求已经提交过', '无需处理，程序会核对后继续'),
  refused([1254000, 1254001, 1254130], '多维表格不接受请求的内容', '这多半是程序的错误，请报告'),
];

const CONTACTS: readonly Row[] = [
  refused([40001, 40003, 40011, 40012, 40014, 41012], '通讯录参数无效', '请核对手机号或编号'),
  refused([40004, 41050], '超出应用的通讯录权限范围', '请管理员在管理后台扩大通讯录权限范围，再重试'),
];

/** Every code we know. */
export const CODES: ReadonlyMap<number, Entry> = new Map(
  [...LIMITS, ...APP, ...SEND, ...CHATS_AND_FILES, ...CONTACTS, ...BITABLE].flatMap(([codes, entry]) =>
    (typeof codes === 'number' ? [codes] : codes).map((code): [number, Entry] => [code, entry]),
  ),
);
