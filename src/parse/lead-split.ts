// Several leads in one message: numbered items, blocks between blank lines, one per line, 另外/还有一个. A labelled
// block that spans lines stays one lead. Leaves out pasted rows (src/parse/lead-table.ts) and reading the leads.
import { findLabels } from './labels.ts';
import { tableLeads } from './lead-table.ts';
import { foldWidth, TEXT_LENGTH_MAX } from './text.ts';

/** Most leads taken from one message; the rest stays in the last one. */
export const LEADS_MAX = 50;

const NUMBERED =
  /^[ \t]*(?:\d{1,2}(?:[.、)）](?!\d)|\.(?=\S)(?!\d))|[(（](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[一二三四五六七八九十]{1,3}[、.．]|[①-⑳]|第[一二三四五六七八九十]{1,2}[个条家][:：,，、]?|线索[一二三四五六七八九十\d]{1,2}[:：、.]?|[-*•·●▪][ \t])[ \t]*/;
const ANOTHER =
  /(?:^|(?<=[。；;！!\n，,]))[ \t]*(?:另外一?[个条家]?(?:线索)?(?:是|，|,|：|:)?|还有(?:一|另)[个条家](?:线索|项目|企业)?(?:是|，|,|：|:)?|再(?:报|登记)一[个条家]|第[二三四五][个条家](?:线索|项目|企业)?(?:是|，|,|：|:)?)/g;
const SUBSTANCE =
  /[\d一二三四五六七八九十]\s*[多余]?[个]?[多]?[万亿eEwW]|1[3-9]\d[\d -]{8,10}|公司|集团|企业|厂|项目|投资/;

/** Without those of nothing but marks; never none. */
function trimAll(parts: readonly string[]): string[] {
  const said = parts.map((part) => part.trim()).filter((part) => /[\u4e00-\u9fa5A-Za-z0-9]/.test(part));
  return said.length === 0 ? [''] : said.slice(0, LEADS_MAX);
}

/** Says that a stretch can stand as a lead of its own: a sum, phone, company or project is in it. */
const standsAlone = (text: string): boolean => text.length >= 6 && SUBSTANCE.test(foldWidth(text));

/** Lines that belong to one labelled form: a label of a kind not yet seen continues it. */
function labelledBlocks(text: string): string[] | null {
  const labels = findLabels(foldWidth(text)).filter((label) => label.field !== 'other');
  if (labels.length < 2) return null;
  const companies = labels.filter((label) => label.field === 'company');
  if (companies.length < 2) return [text];
  const starts = companies.map((label) => Math.max(text.lastIndexOf('\n', label.labelStart) + 1, 0));
  const unique = [...new Set(starts)];
  if (unique.length < 2) return [text];
  const firstLabel = labels[0]?.labelStart ?? 0;
  // A form whose first label is not the company begins where that label stands each time.
  const head = labels[0]?.field;
  const heads = labels
    .filter((label) => label.field === head)
    .map((label) => Math.max(text.lastIndexOf('\n', label.labelStart) + 1, 0));
  const cuts = head !== 'company' && heads.length === companies.length ? heads : unique;
  return cuts.map((start, index) =>
    text.slice(index === 0 ? Math.min(start, firstLabel, 0) : start, cuts[index + 1] ?? text.length),
  );
}

function numberedItems(lines: readonly string[]): string[] | null {
  const at = lines.flatMap((line, index) => (NUMBERED.test(line) ? [index] : []));
  if (at.length < 2) return null;
  const items = at.map((start, index) =>
    lines
      .slice(start, at[index + 1] ?? lines.length)
      .join('\n')
      .replace(NUMBERED, ''),
  );
  // Numbered labels (1.企业名称：…) are one form, not several leads.
  const labelled = items.filter((item) => findLabels(foldWidth(item)).some((label) => label.labelStart <= 1));
  if (labelled.length > items.length / 2 && items.every((item) => findLabels(foldWidth(item)).length <= 1))
    return null;
  if (items.filter(standsAlone).length < 2) return null;
  return items;
}

/** Numbered items inside one line: ①…②… or 1、…2、… */
function inlineItems(text: string): string[] | null {
  const marks = [
    ...text.matchAll(
      /(?:^|[\s。；;，,：:])((?:[①-⑳])|(?:(?<!\d)(?:\d{1,2})[、.)）](?!\d))|(?:[(（][一二三四五六七八九十\d]{1,2}[)）]))/g,
    ),
  ];
  if (marks.length < 2) return null;
  const order = marks.map((match) => {
    const mark = match[1] ?? '';
    const circled = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'.indexOf(mark);
    const chinese = /[一二三四五六七八九十]/.exec(mark);
    return circled >= 0
      ? circled + 1
      : chinese
        ? '一二三四五六七八九十'.indexOf(chinese[0]) + 1
        : Number(/\d+/.exec(mark)?.[0] ?? 0);
  });
  if (!order.every((value, index) => value === index + 1)) return null;
  const starts = marks.map((match) => match.index + match[0].length);
  const ends = marks.slice(1).map((match) => match.index);
  const items = starts.map((start, index) => text.slice(start, ends[index] ?? text.length));
  return items.every(standsAlone) &&
    items.every((item) => findLabels(foldWidth(item)).length !== 1 || item.length > 40)
    ? items
    : null;
}

function byLines(lines: readonly string[]): string[] | null {
  const full = lines.filter((line) => line.trim() !== '');
  if (full.length < 2) return null;
  const company = /公司|集团|厂|研究院|合伙|拟|想|计划|打算|有意/;
  const money = /[\d一二三四五六七八九十两半]\s*个?多?\s*[万亿eEwW]/;
  const whole = full.filter((line) => company.test(line) && money.test(line) && line.length >= 12);
  const telegraphic = full.filter((line) => money.test(line) && line.trim().split(/[\s,，、]+/).length >= 3);
  if (whole.length === full.length || telegraphic.length === full.length) return full;
  // An opening line such as 今天三条线索： in front of whole lines.
  const rest = full.slice(1);
  const opening =
    /(?:线索|登记|如下|项目|汇报|报备)[^\n]{0,8}[:：。，]?$/.test(full[0]?.trim() ?? '') &&
    !money.test(full[0] ?? '');
  if (opening && rest.length >= 2 && rest.every((line) => money.test(line))) return rest;
  return null;
}

function byAnother(text: string): string[] {
  const cuts = [...text.matchAll(ANOTHER)];
  const parts: string[] = [];
  let from = 0;
  let bodyFrom = 0;
  for (const cut of cuts) {
    const before = text.slice(bodyFrom, cut.index);
    const after = text.slice(cut.index + cut[0].length);
    const next = after.split(/[。\n]/)[0] ?? '';
    const strong = /[个条家]/.test(cut[0]);
    const fresh =
      /公司|集团|厂|研究院|企业/.test(next) || /(?:拟|想|计划|打算|有意).{0,20}(?:投|建)/.test(next);
    if (!standsAlone(before) || !standsAlone(next) || !(fresh || strong)) continue;
    parts.push(text.slice(from, cut.index));
    from = cut.index + cut[0].length;
    bodyFrom = from;
  }
  parts.push(text.slice(from));
  return parts;
}

/** `甲公司 1亿；乙公司 2亿；…`: every part names a company and a sum, and none speaks of another's. */
function bySemicolons(text: string): string[] | null {
  const parts = text.split(/[；;]/).filter((part) => part.trim() !== '');
  if (parts.length < 2 || findLabels(foldWidth(text)).length > 0) return null;
  const whole = (part: string) =>
    /公司|集团|厂|研究院|合伙企业/.test(part) &&
    !/^\s*(?:其|该|由|后者|前者|双方|旗下|子公司|母公司|总公司|分公司)/.test(part) &&
    /[\d一二三四五六七八九十两半]\s*个?多?\s*[万亿]/.test(foldWidth(part));
  return parts.every(whole) ? parts : null;
}

/** The leads of a message, each as its own text; one element when it is one lead, or empty. */
export function splitLeads(text: string): string[] {
  const whole = text
    .slice(0, TEXT_LENGTH_MAX)
    .replace(/\r\n?/g, '\n')
    .replace(/[\u200b\ufeff]/g, '');
  const lines = whole.split('\n');
  const rows = tableLeads(lines);
  if (rows) return trimAll(rows);
  const numbered = numberedItems(lines);
  if (numbered) return trimAll(numbered);
  const blocks = whole.split(/\n[ \t\u3000]*\n/).filter((block) => block.trim() !== '');
  if (blocks.length > 1) {
    const alone = blocks.filter(standsAlone);
    const labelled = blocks.map((block) =>
      findLabels(foldWidth(block)).some((label) => label.field === 'company'),
    );
    const anyLabels = findLabels(foldWidth(whole)).length >= 3;
    if (alone.length >= 2 && (!anyLabels || labelled.filter(Boolean).length >= 2)) {
      const kept = blocks.filter((block, index) => standsAlone(block) || index > 0);
      return trimAll(kept.flatMap((block) => (standsAlone(block) ? [block] : [])));
    }
  }
  const forms = labelledBlocks(whole);
  if (forms) return trimAll(forms);
  const parts = inlineItems(whole) ?? byLines(lines) ?? bySemicolons(whole) ?? [whole];
  return trimAll(parts.flatMap(byAnother));
}
