/** The platform's lists: page after page until it says there is no more. */
import { fieldOf } from './answer.ts';
import type { Call } from './call.ts';

type Params = Readonly<Record<string, string | number | boolean>>;

export interface ListRequest {
  readonly url: string;
  readonly params: Params;
  readonly pageSize: number;
  /** Sent as POST with this body; GET without. */
  readonly data?: object;
}

/** So many pages are a loop, not a list. */
const PAGES_MAX = 2_000;

/** All `data.items`, unchecked; `read` may take another member of `data`. */
export async function listAll(
  call: Call,
  { url, params, pageSize, data }: ListRequest,
  read: (data: unknown) => unknown = (answer) => fieldOf(answer, 'items'),
): Promise<readonly unknown[]> {
  const items: unknown[] = [];
  let token = '';
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const query = { ...params, page_size: pageSize, ...(token === '' ? {} : { page_token: token }) };
    const answer: unknown = await call((client, withToken) =>
      client.request(
        data === undefined
          ? { method: 'GET', url, params: query }
          : { method: 'POST', url, params: query, data },
        withToken,
      ),
    );
    const got = fieldOf(answer, 'data');
    const listed = read(got);
    if (Array.isArray(listed)) items.push(...(listed as unknown[]));
    const next = fieldOf(got, 'page_token');
    if (fieldOf(got, 'has_more') !== true || typeof next !== 'string' || next === '' || next === token) break;
    token = next;
  }
  return items;
}
