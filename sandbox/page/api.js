// Talking to the sandbox's control API. Failures become thrown errors with the server's words.

async function answerOf(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error ?? `HTTP ${response.status}`);
  return body;
}

/** GET below /sandbox/api. */
export async function get(path) {
  return answerOf(await fetch(`/sandbox/api/${path}`));
}

/** POST a JSON body to a verb. */
export async function post(verb, body) {
  const headers = { 'content-type': 'application/json' };
  return answerOf(
    await fetch(`/sandbox/api/${verb}`, { method: 'POST', headers, body: JSON.stringify(body) }),
  );
}

/** Sends a file as a message. */
export async function upload(person, chat, file, replyTo) {
  const form = new FormData();
  form.set('person', person);
  form.set('chat', chat);
  form.set('file', file);
  if (replyTo) form.set('replyTo', replyTo);
  return answerOf(await fetch('/sandbox/api/upload', { method: 'POST', body: form }));
}

/** Calls back on every change, and again after a lost connection. */
export function listen(handlers) {
  const source = new EventSource('/sandbox/api/events');
  for (const [name, handler] of Object.entries(handlers))
    source.addEventListener(name, (event) => handler(JSON.parse(event.data)));
  return source;
}
