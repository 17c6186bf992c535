// Files and pictures from the page into a chat, and back out of it for showing.
import type { Context } from 'hono';
import type { Env } from '../api/call.ts';
import { imageTypeOf } from '../api/resources.ts';
import { seenMessage } from '../people/seen.ts';
import { sendUpload } from '../people/talk.ts';
import type { World } from '../world.ts';

const uploadBytesMax = 30 * 1024 * 1024;

/** Takes a multipart form {person, chat, file, replyTo?} and sends the file as that person's message. */
export async function takeUpload(context: Context<Env>, world: World): Promise<Response> {
  if (Number(context.req.header('content-length') ?? '0') > uploadBytesMax + 10_000)
    return context.json({ error: '文件超过 30 MB' }, 413);
  const form = await context.req.formData();
  const file = form.get('file');
  const person = form.get('person');
  const chat = form.get('chat');
  if (!(file instanceof File) || typeof person !== 'string' || typeof chat !== 'string')
    return context.json({ error: 'person, chat and file are needed' }, 400);
  const replyTo = form.get('replyTo');
  const options = typeof replyTo === 'string' && replyTo !== '' ? { replyTo } : {};
  const bytes = new Uint8Array(await file.arrayBuffer());
  const imageType = imageTypeOf(bytes);
  const sent = {
    kind: imageType === undefined ? ('file' as const) : ('image' as const),
    name: file.name.slice(0, 200),
    contentType: imageType ?? 'application/octet-stream',
    bytes,
  };
  const said = await sendUpload(world, person, chat, sent, options);
  return context.json({ message: seenMessage(world.platform, said.message), status: said.status ?? null });
}

/** Gives a resource to the page: pictures to be shown, everything else to be saved, never run. */
export function giveResource(context: Context<Env>, world: World): Response {
  const resource = world.platform.resources.get(context.req.param('key') ?? '');
  if (resource === undefined) return context.json({ error: 'no such resource' }, 404);
  const shown = resource.kind === 'image' && imageTypeOf(resource.bytes) !== undefined;
  return new Response(new Uint8Array(resource.bytes), {
    headers: {
      'content-type': shown ? resource.contentType : 'application/octet-stream',
      'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(resource.name)}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  });
}
