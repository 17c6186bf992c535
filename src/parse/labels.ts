// Labelled forms pasted into the chat: 企业：…, 金额：…, 【联系人】…, with typing slips in the labels. Gives each
// labelled value with its place in the text; reading the values is the lead reader's business.
import type { LeadField } from './lead-model.ts';

/** Fields a label can name; `note`, `currency` and `other` (a label this form does not have) as well. */
export type LabelField = LeadField | 'note' | 'currency' | 'other';

/** A labelled value: `start`–`end` is the value, `labelStart` where its label begins. `unit` from 投资额（万元）. */
export interface LabelledValue {
  readonly field: LabelField;
  readonly labelStart: number;
  readonly start: number;
  readonly end: number;
  readonly label: string;
  readonly unit: string;
}

const LABELS: Readonly<Record<LabelField, string>> = {
  company:
    '企业 企业名称 公司 公司名称 企业名 公司名 投资方 投资主体 投资企业 投资人 投资者 客商 客商名称 客商单位 单位名称 项目单位 项目业主 业主 业主单位 投资商 投资单位 投资公司 建设单位 客户 客户名称 厂家 意向企业 来访企业 招引企业 企业全称 公司全称 项目方 企业方 单位',
  project: '项目 项目名称 项目名 拟投项目 投资项目 建设项目 意向项目 拟建项目 项目内容 建设内容 投资内容',
  investment:
    '投资额 总投资 金额 投资 投资金额 投资总额 资金 拟投资额 拟投资 计划投资 预计投资 投资规模 总投资额 意向投资 意向投资额 意向金额 计划总投资 预计总投资 拟总投资 投资额度 总额 总投 投资约 项目总投资 钱',
  industry: '产业 行业 所属产业 所属行业 产业类别 产业链 产业类型 行业类别 产业领域 领域 产业方向 行业类型',
  landingUnit:
    '拟落户 落户 落户地 落地 地点 选址 拟落地 落户地点 意向落户 意向地 落户单位 落户区县 落地单位 落户区域 落地地点 拟选址 建设地点 项目地点 意向落地 承接地 县区 区县 拟落户地 落地县区 拟落地点 拟落户县区 意向地点 意向选址 属地 落户园区 地 拟落户单位 落户县区 落地园区',
  channel: '来源 线索来源 渠道 信息来源 线索渠道 来源渠道 获取方式 来源方式',
  contactName:
    '联系人 负责人 对接人 联络人 企业联系人 联系人姓名 姓名 名字 企业负责人 项目负责人 联系人员 对方联系人 联系人及电话 联系人电话 联系人及联系方式 联系人/电话 联系 企业对接人',
  contactPhone: '电话 联系电话 手机 手机号 联系方式 手机号码 电话号码 联系手机 联系号码 座机 tel 企业电话',
  note: '备注 说明 其他 情况 情况说明 进展 简介 项目简介 其它 补充 补充说明 备注说明 项目情况 最新进展 概况 项目概况 目前进展',
  currency: '币种 货币',
  other:
    '意向 想法 主要产品 产品 日期 时间 登记人 填报人 填报单位 登记日期 报送单位 报送人 诉求 需求 用地 用地需求 用地面积 年产值 产值 税收 注册资本 下一步 微信 邮箱 职务 网址 法人 法定代表人 成立时间 主营 主营业务 规模',
};

const FIELD_OF = new Map<string, LabelField>();
for (const [field, words] of Object.entries(LABELS))
  for (const word of words.split(' ')) FIELD_OF.set(word, field as LabelField);
const LONG_LABELS = [...FIELD_OF.keys()].filter((word) => word.length >= 3);

const BOUNDARY = /[\n,，。;；、\s|[\]()*#\ue001-\ue005.）】]/;

/** One character mistyped, for labels of three characters or more (联糸人, 联系電话). */
function nearLabel(typed: string): LabelField | null {
  if (typed.length < 3) return null;
  for (const label of LONG_LABELS) {
    if (label.length !== typed.length) continue;
    let misses = 0;
    for (let at = 0; at < label.length && misses < 2; at++)
      if (label.charAt(at) !== typed.charAt(at)) misses++;
    if (misses === 1) return FIELD_OF.get(label) ?? null;
  }
  return null;
}

const fieldOf = (label: string): LabelField | null => {
  const plain = label
    .toLowerCase()
    .replace(/\s/g, '')
    .replace(/^(?:其中|请填|\d+[.、)]?|[一二三四五六七八九十]+[、.])/, '');
  return FIELD_OF.get(plain) ?? nearLabel(plain) ?? null;
};

/** True for what a form calls one of its fields: 企业名称, 投资额(亿元). */
export const isLabel = (text: string): boolean => FIELD_OF.has(text.replace(/\([^()]{1,10}\)$|\s/g, ''));

interface Mark {
  field: LabelField;
  labelStart: number;
  start: number;
  label: string;
  unit: string;
}

/** A label in front of the colon at `colon`, or null. */
function labelBefore(text: string, colon: number): Mark | null {
  let end = colon;
  let unit = '';
  while (text.charAt(end - 1) === ' ') end--;
  const bracket = /\(([^()]{1,10})\)$/.exec(text.slice(Math.max(0, end - 12), end));
  if (bracket) {
    unit = bracket[1] ?? '';
    end -= bracket[0].length;
    while (text.charAt(end - 1) === ' ') end--;
  }
  let start = end;
  while (
    start > 0 &&
    end - start < 9 &&
    !BOUNDARY.test(text.charAt(start - 1)) &&
    !/[:]/.test(text.charAt(start - 1))
  )
    start--;
  const typed = text.slice(start, end);
  if (typed === '' || /^\d+$/.test(typed) || /https?$/.test(typed)) return null;
  // Spaces inside a label (联 系 人) come from justified forms.
  const spaced = /(?:^|[\n,，。;；])((?:[\u4e00-\u9fa5] {1,3}){1,4}[\u4e00-\u9fa5])$/.exec(
    text.slice(Math.max(0, end - 18), end),
  );
  const wide = spaced?.[1] === undefined ? null : fieldOf(spaced[1]);
  if (wide && spaced?.[1])
    return {
      field: wide,
      labelStart: end - spaced[1].length,
      start: colon + 1,
      label: spaced[1].replace(/\s/g, ''),
      unit,
    };
  const field = fieldOf(typed);
  if (field) return { field, labelStart: start, start: colon + 1, label: typed, unit };
  for (let cut = 1; cut < typed.length - 1; cut++) {
    const tail = FIELD_OF.get(typed.slice(cut));
    if (tail && typed.length - cut >= 3)
      return { field: tail, labelStart: start + cut, start: colon + 1, label: typed.slice(cut), unit };
  }
  return null;
}

/** Labels at the head of a line, without a colon: 企业名称 福建…; and 【企业】福建… */
function lineLabels(text: string): Mark[] {
  const marks: Mark[] = [];
  for (const match of text.matchAll(
    /(?:^|\n) {0,4}(?:\d{1,2}[.、)] ?)?([\u4e00-\u9fa5]{2,7})(?:\(([^()\n]{1,8})\))? {1,8}(?=\S)/g,
  )) {
    const label = match[1] ?? '';
    const field = FIELD_OF.get(label);
    const single = !/^(?:项目|投资|企业|公司|客商|产业|行业|情况|线索|规模|联系|落户|落地)$/.test(label);
    if (field && single)
      marks.push({
        field,
        labelStart: match.index + match[0].indexOf(label),
        start: match.index + match[0].length,
        label,
        unit: match[2] ?? '',
      });
  }
  for (const match of text.matchAll(/\[ ?([\u4e00-\u9fa5]{2,7}) ?\][: ]{0,3}/g)) {
    const field = FIELD_OF.get(match[1] ?? '');
    if (field)
      marks.push({
        field,
        labelStart: match.index,
        start: match.index + match[0].length,
        label: match[1] ?? '',
        unit: '',
      });
  }
  return marks;
}

/**
 * Where a value of a known shape stops although the line goes on without a mark (电话：138… 大田 5亿): what follows is read
 * like any other words. A number may stand apart from its unit, and letters have spaces of their own.
 */
const SHAPES: Readonly<Partial<Record<LabelField, RegExp>>> = {
  company: /^ {0,3}[\u4e00-\u9fa5()]{3,40}(?= +\S)/,
  landingUnit: /^ {0,3}[\u4e00-\u9fa5]{2,20}(?= +\S)/,
  industry: /^ {0,3}[\u4e00-\u9fa5]{2,20}(?= +\S)/,
  channel: /^ {0,3}[\u4e00-\u9fa5]{2,20}(?= +\S)/,
  contactName: /^ {0,3}[\u4e00-\u9fa5]{2,5}(?= +\S)/,
  contactPhone: /^ {0,3}[\d\- ]{7,20}(?= +[\u4e00-\u9fa5])/,
  investment:
    /^ {0,3}(?:约|近|超)?[\d.,]+ ?(?:个?亿|个?万|千万|百万)?(?:元|美元|人民币)?(?:左右|以上)?(?= +(?!个?[亿万]|[千百]万|元|美|人民|左右|以上)[\u4e00-\u9fa5])/,
};

/** Where a value ends: its line, or for all but notes the next 。；， (not the comma inside 12,000). */
function valueEnd(text: string, mark: Mark, limit: number): number {
  if (mark.field === 'note' || mark.field === 'other') {
    const rest = text.slice(mark.start, limit);
    const blankLine = rest.search(/\S[^\n]*\n\s*\n/);
    if (mark.field === 'note') return blankLine >= 0 ? mark.start + rest.indexOf('\n\n') : limit;
    const line = rest.search(/\S[^\n]*\n/) >= 0 ? rest.indexOf('\n') : -1;
    return line >= 0 ? mark.start + line : limit;
  }
  const stops = /[\n。;；，]|,(?!\d{3}(?!\d))/;
  const line = text.slice(mark.start, limit);
  const end = stops.exec(line)?.index ?? line.length;
  return mark.start + (SHAPES[mark.field]?.exec(line.slice(0, end))?.[0].length ?? end);
}

/** Every labelled value in the text, in order. */
export function findLabels(text: string): LabelledValue[] {
  const marks: Mark[] = lineLabels(text);
  for (const { index } of text.matchAll(/[:=]/g)) {
    const mark = labelBefore(text, index);
    if (mark) marks.push(mark);
  }
  marks.sort((a, b) => a.start - b.start || a.labelStart - b.labelStart);
  const kept = marks.filter((mark, index) => mark.start !== marks[index + 1]?.start);
  return kept.map((mark, index) => {
    const limit = kept[index + 1]?.labelStart ?? text.length;
    return { ...mark, end: Math.max(mark.start, valueEnd(text, mark, limit)) };
  });
}
