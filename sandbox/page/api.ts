// Talking to the sandbox's control API. Failures become thrown errors with the server's words.

async function answerOf<T>(response: Response): Promise<T> {
  const body = (await response.json().catch(() => ({}))) as { error?: string };
  if (!response.ok) throw new Error(body.error ?? `HTTP ${response.status}`);
  return body as T;
}

/** GET below /sandbox/api. */
export async function get<T>(path: string): Promise<T> {
  return answerOf<T>(await fetch(`/sandbox/api/${path}`));
}

/** POST a JSON body to a verb. */
export async function post<T = Record<string, unknown>>(verb: string, body: unknown = {}): Promise<T> {
  return answerOf<T>(
    await fetch(`/sandbox/api/${verb}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
}

/** Sends a file as a message. */
export async function upload(person: string, chat: string, file: File, replyTo?: string): Promise<void> {
  const form = new FormData();
  form.set('person', person);
  form.set('chat', chat);
  form.set('file', file);
  if (replyTo !== undefined) form.set('replyTo', replyTo);
  await answerOf(await fetch('/sandbox/api/upload', { method: 'POST', body: form }));
}

/** Calls back on every server event, and again after a lost connection. */
export function listen(handlers: Readonly<Record<string, (data: unknown) => void>>): EventSource {
  const source = new EventSource('/sandbox/api/events');
  for (const [name, handler] of Object.entries(handlers))
    source.addEventListener(name, (event) => handler(JSON.parse((event as MessageEvent<string>).data)));
  return source;
}

/** Where the page finds an uploaded picture or file. */
export function resourceUrl(key: string): string {
  return `/sandbox/api/resources/${encodeURIComponent(key)}`;
}
