// What is left of a lead for 备注: clauses that say more than the fields took, with dates written out beside the words
// (下周三（2026-11-25）) and without phone numbers. Leaves out masking other personal data: that is the caller's job.
import type { DateReading } from './date.ts';
import type { LabelledValue } from './labels.ts';
import { type Span, tidy } from './text.ts';

/** Longest note handed out. */
export const NOTE_LENGTH_MAX = 2000;

const FILLER =
  /看中|看上|相中|放在|考察|洽谈|接待|拜访|走访|来访|会见|投资方|客户|称|表示|介绍|推荐|引荐|帮我|帮忙|麻烦|请问|请|您好|你好|大家好|领导好?|各位|登记一?下?|录入?一?下|报备一?下?|报一[个条下]|新增|有[一]?[个条]?(?:新)?线索|[一这]?[个条]?(?:新)?线索|意向|项目|企业|公司|客商|老板|负责人|联系人|联系方式|联系电话|联系|电话|手机号?|号码|对接人|对接|总投资额?|投资额?|金额|资金|投入|人民币|总额|规模|拟|计划|打算|准备|想要?|希望|考虑|有意向?|欲|将|要|建设|新建|兴建|打造|建|设立?|落户|落地|选址|入驻|布局|我们?|咱们?|他们?|她|它|这家|那家|一家|一个|一座|一条|该|这个|这|那|的|了|在|到|来|去|于|是|为|由|和|与|及|跟|也|就|把|给|向|从|有|做|搞|上|开|办|投|个|家|名叫|叫做?|谢谢|辛苦|收到|哈|啊|吧|呢|哦|嗯|产业|行业|领域|方向|地点|地方|大概|大约|约|左右|差不多|预计|来源|渠道|市|县|区|元|亿|万|位|方面|那边|这边|刚刚?|先生|女士|总|生产线|基地|分两期|拟落户|主要|微信同号|同号|同微信/g;

/** Characters a clause still has after what the fields took and the filler words are gone. */
function residual(folded: string, clause: Span, consumed: Uint8Array): number {
  let rest = '';
  for (let at = clause.start; at < clause.end; at++)
    rest += consumed[at] === 1 ? '\ue000' : folded.charAt(at);
  return rest.replace(FILLER, '').replace(/[^\u4e00-\u9fa5A-Za-z0-9]/g, '').length;
}

/** The clauses of the text that are outside labelled values. */
function clauses(folded: string, labels: readonly LabelledValue[]): Span[] {
  const covered = new Uint8Array(folded.length);
  for (const label of labels) covered.fill(1, label.labelStart, label.end);
  const found: Span[] = [];
  const spaced = !/[,，。;；]/.test(folded) && (folded.match(/\S /g)?.length ?? 0) >= 2;
  let start = 0;
  let depth = 0;
  for (let at = 0; at <= folded.length; at++) {
    const char = folded.charAt(at);
    if (char === '(' && depth < 4) depth++;
    if (char === ')' && depth > 0) depth--;
    const comma =
      char === ',' &&
      !(/\d/.test(folded.charAt(at - 1)) && /^\d{3}(?!\d)/.test(folded.slice(at + 1, at + 5)));
    const stop =
      at === folded.length ||
      covered[at] === 1 ||
      /[\n。；;！!？?]/.test(char) ||
      (spaced && char === ' ') ||
      (char === ':' && !/\d/.test(folded.charAt(at + 1))) ||
      ((char === '，' || comma) && depth === 0);
    if (!stop) continue;
    if (at > start) found.push({ start, end: at });
    start = at + 1;
    if (char === '\n') depth = 0;
  }
  return found;
}

/** The stretch as typed, phones left out, dates with the day they mean. */
function annotated(
  shown: string,
  span: Span,
  phones: readonly Span[],
  dates: readonly DateReading[],
): string {
  const cuts = [
    ...phones.map((phone) => ({ ...phone, insert: null as string | null })),
    ...dates.flatMap((date) => {
      const resolved = date.impossible !== undefined || date.key === '' ? null : describe(date);
      return resolved === null ? [] : [{ start: date.span.end, end: date.span.end, insert: resolved }];
    }),
  ].sort((a, b) => a.start - b.start);
  let out = '';
  let at = span.start;
  for (const cut of cuts) {
    if (cut.start < at || cut.end > span.end) continue;
    out += shown.slice(at, cut.start) + (cut.insert ?? '');
    at = cut.end;
  }
  return tidy(
    (out + shown.slice(at, span.end))
      .replace(/[(（]\s*[)）]/g, '')
      .replace(/(?:联系)?(?:电话|手机号?|联系方式)\s*[:：是]?\s*(?=$|[\s,，、)）])/g, ''),
  ).replace(/^[\s,，、:：.。\-)）;；]+|[\s,，、:：\-(（;；]+$/g, '');
}

function describe(date: DateReading): string | null {
  if (/^\d{4}\D\d{1,2}\D\d{1,2}|^\d{4}年?$/.test(date.text) || date.text === date.key) return null;
  const key = date.key.includes('/') ? date.key.replace('/', ' 至 ') : date.key;
  return `（${key}${date.before === true && !date.text.includes('前') ? '前' : ''}）`;
}

/** The note. `consumed` are stretches that fields took; `kept` labelled values that belong into the note as they are. */
export function composeNote(
  text: { readonly shown: string; readonly folded: string },
  labels: readonly LabelledValue[],
  kept: readonly LabelledValue[],
  taken: readonly Span[],
  phones: readonly Span[],
  dates: readonly DateReading[],
): string {
  const consumed = new Uint8Array(text.folded.length);
  for (const span of taken) consumed.fill(1, span.start, span.end);
  const parts: { at: number; text: string; line: boolean }[] = [];
  for (const clause of clauses(text.folded, labels)) {
    const dated = dates.some((date) => date.span.start >= clause.start && date.span.end <= clause.end);
    if (residual(text.folded, clause, consumed) < 3 && !dated) continue;
    const note = annotated(text.shown, clause, phones, dates);
    const words = note.replace(/[^\u4e00-\u9fa5A-Za-z0-9]/g, '');
    if (words.length >= 2) parts.push({ at: clause.start, text: note, line: false });
  }
  for (const label of kept) {
    const value = annotated(text.shown, label, phones, dates);
    if (value === '') continue;
    parts.push({
      at: label.start,
      text: label.field === 'note' ? value : `${label.label}：${value}`,
      line: true,
    });
  }
  parts.sort((a, b) => a.at - b.at);
  const merged = parts.reduce(
    (out, part, index) =>
      out + (index === 0 ? '' : part.line || parts[index - 1]?.line ? '；' : '，') + part.text,
    '',
  );
  return merged.slice(0, NOTE_LENGTH_MAX);
}
