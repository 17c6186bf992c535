/** Uploads a file or picture, so that a message can carry it. Its key is good for messages of this app only. */
import { fieldOf } from './answer.ts';
import type { Call } from './call.ts';
import { CallFault } from './faults.ts';
import { cleanLine, cutText } from './text.ts';

const KEY = /^[A-Za-z0-9_-]{1,256}$/u;
const NAME_LENGTH_MAX = 120;
const ENDING = /\.[A-Za-z0-9]{1,8}$/u;
const TYPES: Readonly<Record<string, 'pdf' | 'doc' | 'xls'>> = { pdf: 'pdf', docx: 'doc', xlsx: 'xls' };

/** @returns `file_key` or `image_key`; throws `CallFault`. */
export async function uploadFile(
  call: Call,
  kind: 'file' | 'image',
  name: string,
  bytes: Uint8Array,
): Promise<string> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ending = /\.([a-z0-9]+)$/iu.exec(name)?.[1]?.toLowerCase() ?? '';
  const answer: unknown = await call(async (client, withToken) =>
    kind === 'image'
      ? client.im.v1.image.create({ data: { image_type: 'message', image: buffer } }, withToken)
      : client.im.v1.file.create(
          { data: { file_type: TYPES[ending] ?? 'stream', file_name: bareName(name), file: buffer } },
          withToken,
        ),
  );
  const field = kind === 'image' ? 'image_key' : 'file_key';
  // The SDK unwraps `data` for uploads.
  const key = fieldOf(answer, field) ?? fieldOf(fieldOf(answer, 'data'), field);
  if (typeof key !== 'string' || !KEY.test(key))
    throw new CallFault({ kind: 'malformed', reached: 'yes', status: 200 });
  return key;
}

/**
 * A name a file may be saved under: whatever its first sender called it, no folder of it, nothing invisible or turned
 * around, and not longer than a file system takes, its ending kept.
 */
export function bareName(name: string): string {
  const bare = cleanLine(name)
    .replace(/[\\/:*?"<>|]/gu, '_')
    .replace(/^[.\s]+/u, '');
  const ending = ENDING.exec(bare)?.[0] ?? '';
  const stem = cutText(bare.slice(0, bare.length - ending.length), NAME_LENGTH_MAX - ending.length);
  return stem === '' ? `文件${ending}` : `${stem}${ending}`;
}
