// Uploads by the bot, downloads of its own uploads, and downloads of what people sent (through the message).
import { parseJson, textAt } from '../json.ts';
import type { Resource } from '../types.ts';
import type { Answer, Call, Operation } from './call.ts';
import { ApiRefusal } from './refusal.ts';
import { namedMessage } from './send.ts';

const fileTypes = new Set(['opus', 'mp4', 'pdf', 'doc', 'xls', 'ppt', 'stream']);
const fileBytesMax = 30 * 1024 * 1024;
const imageBytesMax = 10 * 1024 * 1024;

/** The image type by its first bytes, or undefined when it is no picture Feishu takes. */
export function imageTypeOf(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  if (head.startsWith('\x89PNG')) return 'image/png';
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('GIF8')) return 'image/gif';
  if (head.startsWith('BM')) return 'image/bmp';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp';
  if (head.startsWith('II*\0') || head.startsWith('MM\0*')) return 'image/tiff';
  if (head.startsWith('\0\0\x01\0')) return 'image/x-icon';
  return head.slice(4, 8) === 'ftyp' ? 'image/heic' : undefined;
}

function field(form: FormData | undefined, name: string): string {
  const value = form?.get(name);
  return typeof value === 'string' ? value : '';
}

async function part(form: FormData | undefined, name: string): Promise<{ bytes: Uint8Array; type: string }> {
  const value = form?.get(name);
  if (value === null || value === undefined || typeof value === 'string')
    throw new ApiRefusal(234001, 'Invalid request param: the file part is missing or has no filename.');
  return { bytes: new Uint8Array(await value.arrayBuffer()), type: value.type };
}

async function uploadFile(call: Call): Promise<Answer> {
  const fileType = field(call.form, 'file_type');
  const name = field(call.form, 'file_name');
  if (!fileTypes.has(fileType) || name === '') throw new ApiRefusal(234001, 'Invalid request param.');
  const { bytes, type } = await part(call.form, 'file');
  if (bytes.length === 0) throw new ApiRefusal(234010, "File's size can't be 0.");
  if (bytes.length > fileBytesMax) throw new ApiRefusal(234006, 'The file size exceed the max value.');
  const contentType = type || 'application/octet-stream';
  const resource = call.world.platform.addResource({
    kind: 'file',
    fileType,
    name,
    contentType,
    bytes,
    own: true,
  });
  return { data: { file_key: resource.key } };
}

async function uploadImage(call: Call): Promise<Answer> {
  if (!['message', 'avatar'].includes(field(call.form, 'image_type')))
    throw new ApiRefusal(234001, 'Invalid request param: image_type.');
  const { bytes } = await part(call.form, 'image');
  if (bytes.length === 0) throw new ApiRefusal(234010, "File's size can't be 0.");
  if (bytes.length > imageBytesMax) throw new ApiRefusal(234006, 'The file size exceed the max value.');
  const contentType = imageTypeOf(bytes);
  if (contentType === undefined) throw new ApiRefusal(234011, "Can't regonnize the image format.");
  const input = { kind: 'image' as const, fileType: 'image', name: 'image', contentType, bytes, own: true };
  return { data: { image_key: call.world.platform.addResource(input).key } };
}

function bytesOf(resource: Resource): Answer {
  return { bytes: resource.bytes, contentType: resource.contentType, fileName: resource.name };
}

function downloadOwn(call: Call): Answer {
  const resource = call.world.platform.resources.get(call.params['key'] ?? '');
  if (resource === undefined) throw new ApiRefusal(234003, 'File not in msg.');
  if (!resource.own) throw new ApiRefusal(234008, 'The app is not the resource sender.');
  return bytesOf(resource);
}

function downloadFromMessage(call: Call): Answer {
  const message = namedMessage(call);
  const chat = call.world.platform.chat(message.chatId);
  if (!chat.botIn) throw new ApiRefusal(234004, 'App not in chat.');
  const type = call.query.get('type');
  if (type !== 'image' && type !== 'file') throw new ApiRefusal(234001, 'Invalid request param: type.');
  if (['sticker', 'interactive', 'merge_forward'].includes(message.msgType))
    throw new ApiRefusal(234043, 'Unsupported message type.');
  const key = call.params['key'] ?? '';
  const resource = call.world.platform.resources.get(key);
  const named = JSON.stringify(parseJson(message.content) ?? '').includes(JSON.stringify(key));
  if (resource === undefined || !named || message.recalled) throw new ApiRefusal(234003, 'File not in msg.');
  if ((type === 'image') !== (resource.kind === 'image'))
    throw new ApiRefusal(234001, `Invalid request param: ${textAt({ type }, 'type')}.`);
  return bytesOf(resource);
}

/** Uploads and downloads. */
export const resourceOperations: readonly Operation[] = [
  { method: 'POST', path: '/im/v1/files', run: uploadFile },
  { method: 'POST', path: '/im/v1/images', run: uploadImage },
  { method: 'GET', path: '/im/v1/files/:key', run: downloadOwn },
  { method: 'GET', path: '/im/v1/images/:key', run: downloadOwn },
  { method: 'GET', path: '/im/v1/messages/:message_id/resources/:key', run: downloadFromMessage },
];
