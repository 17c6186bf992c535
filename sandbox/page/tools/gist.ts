// What an exchange is about, in a few words: the text said, the card's title, the button pressed. Pure.
import type { WireEntry } from '../model.ts';
import { obj, str } from '../read.ts';
import { firstLine } from '../words.ts';

const charsMax = 36;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Words of a message's content: its text, its card's title, its file's name. */
function wordsOf(content: string): string {
  const inner = parsed(content);
  return str(inner, 'text') || str(obj(obj(inner, 'header'), 'title'), 'content') || str(inner, 'file_name');
}

/** A few words for the list; '' when there are none to give. */
export function gist({ request }: WireEntry): string {
  const event = obj(request, 'event');
  const action = obj(event, 'action');
  const body = obj(request, 'body');
  const words =
    wordsOf(str(obj(event, 'message'), 'content')) ||
    wordsOf(str(body, 'content')) ||
    str(action, 'name') ||
    str(obj(action, 'value'), 'c') ||
    str(event, 'event_key');
  return firstLine(words, charsMax);
}
