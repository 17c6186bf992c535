// What can be wrong inside markdown: mentions of nobody, @all where it is forbidden, other schemes, too many pipe tables.
import type { Findings } from './rules.ts';
import { urlProblem } from './urls.ts';

const pipeTablesMax = 4;
const knownTags = new Set(
  'br hr person local_datetime at a text_tag raw link font number_tag audio b i u s'.split(' '),
);

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag);
  return found?.[1] ?? found?.[2] ?? found?.[3];
}

function checkMention(tag: string, path: string, findings: Findings) {
  const ids = [attribute(tag, 'id'), ...(attribute(tag, 'ids') ?? '').split(',')].filter(
    (id): id is string => id !== undefined && id !== '',
  );
  if (ids.length === 0 && attribute(tag, 'email') !== undefined) return;
  if (ids.length === 0)
    findings.error(path, 'There is an invalid user resource(at/person) in your card', 100290);
  for (const id of ids) {
    if (id === 'all') {
      if (!findings.around.atAllAllowed) findings.error(path, 'at all is not allowed in this chat', 100290);
    } else if (!findings.around.personExists(id)) {
      findings.error(path, `There is an invalid user resource(at/person) in your card: ${id}`, 100290);
    }
  }
}

/** How many pipe tables a markdown text holds. */
export function pipeTablesIn(content: string): number {
  return content.split('\n').filter((line) => /^\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)+\|?\s*$/.test(line))
    .length;
}

function withoutLinks(content: string): string {
  return content
    .replace(/```[\s\S]*?```|`[^`\n]*`/g, ' ')
    .replace(/\]\([^)]*\)/g, '] ')
    .replace(/<[^>]*>/g, ' ');
}

/** Checks a markdown or lark_md text; counts its pipe tables. */
export function checkMarkdown(content: string, path: string, findings: Findings) {
  const prose = content.replace(/```[\s\S]*?```/g, '');
  for (const [tag, name] of prose.matchAll(/<\/?([a-zA-Z_]+)[^>]*>/g)) {
    const lower = (name ?? '').toLowerCase();
    if (!knownTags.has(lower)) findings.warn(path, `unknown tag <${lower}> is shown as text`);
    if (tag.startsWith('</')) continue;
    if (lower === 'at' || lower === 'person') checkMention(tag, path, findings);
    if (lower === 'a' || lower === 'link') {
      const problem = urlProblem(attribute(tag, lower === 'a' ? 'href' : 'url') ?? '');
      if (problem !== undefined) findings.error(path, problem);
    }
  }
  for (const [, url] of prose.matchAll(/(?<!!)\[[^\]]*\]\(([^)\s]*)\)/g)) {
    const problem = url?.startsWith('tel://') ? undefined : urlProblem(url);
    if (problem !== undefined) findings.error(path, `${problem}: ${url}`);
  }
  if (/https?:\/\/[^\s\u3000-\u9fff\uff00-\uffef]*[\u3400-\u9fff\uff00-\uffef]/.test(withoutLinks(prose)))
    findings.strictly(path, 'a bare url must be followed by a space before Chinese text');
  const tables = pipeTablesIn(prose);
  findings.tableCount += tables;
  if (tables > pipeTablesMax) findings.error(path, 'card table number over limit', 11310);
}
