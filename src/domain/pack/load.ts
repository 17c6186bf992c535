// Reads a pack from YAML text: every mistake at once, each with its line, in Chinese; never throws.
// Pure: the text comes in as a parameter, the file name only for printing. Leaves out where packs live.
//
// Invariants. 1. Any text whatever gives a result (no exception). 2. `ok: true` means shape, references and
// consistency all hold. 3. Anchors and aliases are refused, so the data is no larger than the text.
import {
  type Document,
  isAlias,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type YAMLParseError,
} from 'yaml';
import { amountFindings } from './amounts.ts';
import { consistencyFindings } from './consistency.ts';
import { explainIssue, quote, type RawIssue } from './explain-issue.ts';
import { kindFindings } from './kinds.ts';
import { nearest } from './nearest.ts';
import { type Mistake, positionOf } from './position.ts';
import { asObject, type Finding, type Path } from './raw.ts';
import { referenceFindings } from './references.ts';
import { registryFindings } from './registry-findings.ts';
import { type Pack, packSchema } from './schema.ts';
import { wordFindings } from './words.ts';

export type { Mistake } from './position.ts';

/** The result of reading a pack. */
export type PackResult =
  | { readonly ok: true; readonly pack: Pack }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** Largest pack text read, in characters; the largest of the five cities needs an eighth. */
export const PACK_CHARS_MAX = 500_000;
const MISTAKES_MAX = 500;
/** Findings given a position, and unknown keys looked at in one place: a broken file stays quick to refuse. */
const FINDINGS_MAX = 2000;
const KEYS_MAX = 100;
const DEPTH_MAX = 60;

/** `FILE:LINE:COL 说明`, what `pack check` prints. */
export function formatMistake(fileName: string, mistake: Mistake): string {
  return `${fileName}:${mistake.line}:${mistake.col} ${mistake.message}`;
}

function refuse(message: string, line = 1, col = 1): PackResult {
  return { ok: false, mistakes: [{ line, col, message }] };
}

function placeInText(text: string, index: number): { line: number; col: number } {
  const before = text.slice(0, index);
  return { line: before.split('\n').length, col: index - before.lastIndexOf('\n') };
}

/** Texts no YAML reader should be given: empty, huge, binary, tabs, nested without end. */
function unreadable(text: string): PackResult | null {
  if (text.length > PACK_CHARS_MAX) return refuse(`文件过大：${text.length} 个字符，上限 ${PACK_CHARS_MAX}`);
  if (text.trim() === '') return refuse('文件是空的，应为一份方案（pack.yaml）');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd]/u.exec(text);
  if (control !== null) {
    const { line, col } = placeInText(text, control.index);
    return refuse('有不可见的控制字符或乱码，应为 UTF-8 文本', line, col);
  }
  const tab = /^[ ]*\t/mu.exec(text);
  if (tab !== null) {
    const { line, col } = placeInText(text, tab.index + tab[0].length - 1);
    return refuse('缩进用了制表符（Tab），应改为空格', line, col);
  }
  const deep = new RegExp(
    `^( {${DEPTH_MAX * 2},})\\S|([[{][^\\S\\n]*){${DEPTH_MAX}}|(- ){${DEPTH_MAX}}|(\\? ){${DEPTH_MAX}}`,
    'mu',
  ).exec(text);
  if (deep !== null) {
    const { line, col } = placeInText(text, deep.index);
    return refuse(`嵌套过深，超过 ${DEPTH_MAX} 层`, line, col);
  }
  return null;
}

const YAML_WORDS: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: '缩进用了制表符（Tab），应改为空格',
  BAD_INDENT: '缩进不对',
  MULTIPLE_DOCS: '一个文件只能有一份方案，不能有第二个“---”',
  MISSING_CHAR: '缺少标点（引号、冒号或括号没有写完）',
  IMPOSSIBLE: '无法识别的写法',
  UNEXPECTED_TOKEN: '多余的字符',
  MULTILINE_IMPLICIT_KEY: '键不能跨行，可能缺少冒号或引号',
  BLOCK_AS_IMPLICIT_KEY: '冒号位置不对，值里有冒号时要加引号',
  BAD_QUOTED_ESCAPE: '双引号里的反斜杠写法不对',
};

function yamlMistakes(document: Document.Parsed, text: string, lines: LineCounter): Mistake[] {
  return document.errors.slice(0, MISTAKES_MAX).map((error: YAMLParseError) => {
    const { line, col } = error.linePos?.[0] ?? lines.linePos(error.pos[0]);
    const near = text.slice(error.pos[0], error.pos[0] + 20).split('\n')[0] ?? '';
    const isOpen = error.code === 'BAD_INDENT' && error.message.startsWith('Flow');
    const word = YAML_WORDS[isOpen ? 'MISSING_CHAR' : error.code] ?? '不是合规的 YAML';
    return { line, col, message: `${word}${near.trim() === '' ? '' : `：「${near.trim()}」`}` };
  });
}

/** Own check of keys written twice: the library's compares every pair of keys, which a long map makes slow. */
function duplicateKeys(document: Document.Parsed, lines: LineCounter): Mistake[] {
  const mistakes: Mistake[] = [];
  visit(document, {
    Map(_key, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const word = String(key.value);
        if (seen.has(word)) {
          const { line, col } = lines.linePos(key.range?.[0] ?? 0);
          mistakes.push({ line, col, message: `同一个键写了两次：「${word.slice(0, 40)}」` });
        }
        seen.add(word);
      }
    },
  });
  return mistakes;
}

function forbiddenNodes(document: Document.Parsed, lines: LineCounter): Mistake[] {
  const mistakes: Mistake[] = [];
  visit(document, {
    Node(_key, node) {
      if (!isNode(node)) return;
      const tagged = 'tag' in node && node.tag !== undefined;
      const anchored = isAlias(node) || ('anchor' in node && node.anchor !== undefined);
      if (!anchored && !tagged) return;
      const { line, col } = lines.linePos(node.range?.[0] ?? 0);
      mistakes.push({ line, col, message: '不能用 YAML 的锚点、别名（& *）和类型标记（!），请直接写出内容' });
    },
  });
  return mistakes;
}

interface ShapeIssue extends RawIssue {
  readonly message: string;
  readonly errors?: readonly (readonly ShapeIssue[])[];
}

/** An object that fits none of several shapes: say what is wrong with the shape it comes nearest to. */
function insideUnion(issue: ShapeIssue): readonly ShapeIssue[] {
  const options = (issue.errors ?? []).filter((errors) =>
    errors.some((error) => (error.path?.length ?? 0) > 0),
  );
  return [...options].sort((left, right) => left.length - right.length)[0] ?? [];
}

/** A sentence that does not say which words it is about gets them in front. */
function withWords(issue: ShapeIssue): string {
  const isShown =
    issue.input !== undefined && asObject(issue.input) === null && !issue.message.includes('「');
  return isShown ? `${quote(issue.input)}${issue.message}` : issue.message;
}

function shapeFindings(issue: ShapeIssue, prefix: Path): Finding[] {
  const path = [...prefix, ...(issue.path ?? []).filter((step) => typeof step !== 'symbol')];
  if (issue.code === 'invalid_union') {
    const inner = insideUnion(issue);
    if (inner.length > 0) return inner.flatMap((one) => shapeFindings(one, path));
  }
  if (issue.code !== 'unrecognized_keys') return [{ path, message: withWords(issue) }];
  return (issue.keys ?? []).slice(0, KEYS_MAX).map((key) => ({
    path: [...path, key],
    onKey: true,
    message: `不认识的键「${key}」`,
  }));
}

/** Keys written in the pack format anywhere: candidates for 是否想写. */
const FORMAT_KEYS: readonly string[] = [
  ...Object.keys(packSchema.shape),
  ...'clause origin note strength label words order evidence gates review measure allOf anyOf cmp value unit bind period each together eachPost where kind items weight bonus malus caps bands quota names classes key ties exclude assessed completedBy propose every dueDay dueOn dueOrigin graceDays remindDays sections fields required dedupe baseline lead responsible deliverables metrics ratio start preStart confirm checks cureDays onFail vesting awards protectDays isProjectFrom slaDays file'.split(
    ' ',
  ),
];

function withHint(finding: Finding): Finding {
  if (finding.onKey !== true) return finding;
  const close = nearest(String(finding.path.at(-1)), FORMAT_KEYS);
  return close === null ? finding : { ...finding, message: `${finding.message}，是否想写「${close}」` };
}

function check(document: Document.Parsed, lines: LineCounter): PackResult {
  const raw: unknown = document.toJS({ maxAliasCount: 0 });
  const parsed = packSchema.safeParse(raw, {
    error: (issue) => explainIssue(issue as RawIssue),
    reportInput: true,
  });
  const shape = parsed.success
    ? []
    : parsed.error.issues.flatMap((issue) => shapeFindings(issue as ShapeIssue, [])).map(withHint);
  const findings = [
    ...shape,
    ...referenceFindings(raw),
    ...registryFindings(raw),
    ...kindFindings(raw),
    ...wordFindings(raw),
    ...consistencyFindings(raw),
    ...amountFindings(raw),
  ];
  if (parsed.success && findings.length === 0) return { ok: true, pack: parsed.data };
  const seen = new Set<string>();
  const mistakes = findings
    .slice(0, FINDINGS_MAX)
    .map((finding) => ({
      ...positionOf(document.contents, lines, finding.path, finding.onKey),
      message: `${finding.message}${finding.path.length === 0 ? '' : `（${finding.path.join('.')}）`}`,
    }))
    .filter((mistake) => {
      const text = formatMistake('', mistake);
      return !seen.has(text) && seen.add(text);
    })
    .sort((left, right) => left.line - right.line || left.col - right.col);
  if (mistakes.length <= MISTAKES_MAX) return { ok: false, mistakes };
  const rest = { line: 1, col: 1, message: `还有 ${mistakes.length - MISTAKES_MAX} 处未列出` };
  return { ok: false, mistakes: [...mistakes.slice(0, MISTAKES_MAX), rest] };
}

/**
 * Reads and checks a pack. `fileName` is not opened; it only names the text for whoever prints the mistakes.
 * Errors: none thrown; a text the YAML library itself cannot survive is one more mistake.
 */
export function loadPack(text: string, fileName: string): PackResult {
  const bare = text.startsWith('\ufeff') ? text.slice(1) : text;
  const refused = unreadable(bare);
  if (refused !== null) return refused;
  const lines = new LineCounter();
  try {
    const document = parseDocument(bare, {
      lineCounter: lines,
      version: '1.2',
      schema: 'core',
      uniqueKeys: false,
      prettyErrors: false,
    });
    const broken = [
      ...yamlMistakes(document, bare, lines),
      ...forbiddenNodes(document, lines),
      ...duplicateKeys(document, lines),
    ];
    if (broken.length > 0) return { ok: false, mistakes: broken.slice(0, MISTAKES_MAX) };
    return check(document, lines);
  } catch (fault) {
    const reason = fault instanceof RangeError ? '嵌套过深' : '内容异常';
    return refuse(`${fileName} 无法解析：${reason}`);
  }
}
