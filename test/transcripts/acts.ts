/** What people do in a transcript, done in the sandbox: saying, sending things, pressing. */
import type { PressResult, Said } from '../../sandbox/index.ts';
import type { City } from '../harness/city.ts';
import { bytesOf } from './bytes.ts';
import { type Act, fill, type Thing } from './parse.ts';

type Say = Extract<Act, { do: 'say' }>;
type Press = Extract<Act, { do: 'press' }>;

export function sayIn(city: City, act: Say, text: string, replyTo: string | undefined): Promise<Said> {
  const { sandbox } = city;
  const chat = city.chat(act.group ?? act.who);
  const options = { mention: act.mention, ...(replyTo === undefined ? {} : { replyTo }) };
  if (!act.rich) return sandbox.say(act.who, chat, text, options);
  const content = text.split('\n').map((line) => [{ tag: 'text', text: line }]);
  return sandbox.sendPost(act.who, chat, { title: '', content }, options);
}

const CONTENT: Readonly<Record<Exclude<Thing, 'image' | 'file'>, Record<string, string | number>>> = {
  audio: { file_key: 'file_v3_0a1b_audio', duration: 2_000 },
  sticker: { file_key: 'file_v3_0a1b_sticker' },
  media: { file_key: 'file_v3_0a1b_media', image_key: 'img_v3_0a1b', file_name: 'a.mp4', duration: 9_000 },
  merge_forward: { content: 'Merged and Forwarded Message' },
  share_user: { user_id: 'ou_0123456789abcdef0123456789abcdef' },
};

type Send = Extract<Act, { do: 'send' }>;

export function sendThing(city: City, act: Send, replyTo: string | undefined): Promise<Said> {
  const { sandbox } = city;
  const { who, thing, name } = act;
  const chat = city.chat(who);
  const options = replyTo === undefined ? {} : { replyTo };
  if (thing === 'image') return sandbox.sendImage(who, chat, bytesOf(name ?? 'a.png'), options);
  if (thing === 'file')
    return sandbox.sendFile(who, chat, name ?? '合同.pdf', bytesOf(name ?? '合同.pdf'), options);
  return sandbox.sendAs(who, chat, thing, CONTENT[thing], options);
}

/** Words with a picture below them, as a phone sends them: rich text. */
export function sendPicture(city: City, who: string, name: string, text: string): Promise<Said> {
  const { sandbox } = city;
  const resource = sandbox.world.platform.addResource({
    kind: 'image',
    fileType: 'image',
    name,
    contentType: 'image/png',
    bytes: bytesOf(name),
    own: false,
  });
  const words = text.split('\n').map((line) => [{ tag: 'text', text: line }]);
  const content = [...words, [{ tag: 'img', image_key: resource.key }]];
  return sandbox.sendPost(who, city.chat(who), { title: '', content });
}

/** Presses once or twice at the same moment; somebody else's card is looked at as a forwarded one would be. */
export async function pressOn(
  city: City,
  act: Press,
  card: string,
  values: ReadonlyMap<string, string>,
): Promise<readonly PressResult[]> {
  const { sandbox } = city;
  const { who, whose, button, twice } = act;
  const inputs = Object.fromEntries(
    Object.entries(act.inputs).map(([name, input]) => [
      name,
      typeof input === 'string' ? fill(input, values) : input.map((one) => fill(one, values)),
    ]),
  );
  const once = () => sandbox.press(who, card, fill(button, values), inputs);
  if (whose === null) return Promise.all(twice ? [once(), once()] : [once()]);
  const { memberIds } = sandbox.privateChat(whose);
  const { openId } = city.person(who);
  memberIds.push(openId);
  try {
    return [await once()];
  } finally {
    memberIds.splice(memberIds.indexOf(openId), 1);
  }
}
