/**
 * The words of a message: `text` and `post` contents as plain text.
 *
 * Line breaks stay, mentions stay as placeholders, links shrink to their text. Nothing is trimmed or cleaned here:
 * the parser of commands decides what matters.
 */
import { isRecord, type Json } from '../json.ts';

const linkPattern =
  /\[([^[\]\n]{1,2000})\]\((?:https?:\/\/|mailto:|tel:|lark:\/\/|feishu:\/\/)[^()\s]{0,4000}\)/g;

/** `[text](url)`, as the platform writes links and e-mail addresses into text messages, reduced to the text. */
export function dropLinks(text: string): string {
  return text.includes('](') ? text.replace(linkPattern, '$1') : text;
}

function stringOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function nodeText(node: Json): string {
  if (!isRecord(node)) return '';
  const tag = node['tag'];
  if (tag === 'text' || tag === 'a' || tag === 'code_block' || tag === 'md') return stringOf(node['text']);
  if (tag === 'emotion') return `[${stringOf(node['emoji_type'])}]`;
  if (tag !== 'at') return '';
  const user = stringOf(node['user_id']);
  return user === 'all' || user === 'all_members' ? '@_all' : user;
}

/** Received posts have no language key, sent ones have; both are read. */
function postBody(content: { [key: string]: Json }): { [key: string]: Json } | undefined {
  if (Array.isArray(content['content'])) return content;
  for (const inner of Object.values(content))
    if (isRecord(inner) && Array.isArray(inner['content'])) return inner;
  return undefined;
}

export interface Post {
  readonly text: string;
  /** Keys of the images in it, in order. */
  readonly imageKeys: readonly string[];
}

/** A rich-text message as lines; `undefined` when it has no paragraphs. */
export function readPost(content: { [key: string]: Json }): Post | undefined {
  const body = postBody(content);
  const paragraphs = body?.['content'];
  if (body === undefined || !Array.isArray(paragraphs)) return undefined;
  const lines: string[] = [];
  const imageKeys: string[] = [];
  const title = stringOf(body['title']);
  if (title !== '') lines.push(title);
  for (const paragraph of paragraphs) {
    const nodes = Array.isArray(paragraph) ? paragraph : [paragraph];
    lines.push(nodes.map(nodeText).join(''));
    for (const node of nodes)
      if (isRecord(node) && node['tag'] === 'img') imageKeys.push(stringOf(node['image_key']));
  }
  return { text: lines.join('\n'), imageKeys };
}
