// page_size and page_token as Feishu's lists use them. The token is an offset; nobody may rely on that.
import type { JsonObject } from '../json.ts';
import { invalid } from './refusal.ts';

/** One page and the members that go beside `items`. */
export type Page<T> = { readonly items: readonly T[]; readonly rest: JsonObject };

/** Cuts a page out of a list; `sizeMax` is the API's limit, `sizeDefault` what it gives unasked. */
export function pageOf<T>(
  all: readonly T[],
  query: URLSearchParams,
  sizeMax: number,
  sizeDefault = 20,
): Page<T> {
  const asked = query.get('page_size');
  const size = asked === null ? Math.min(sizeDefault, sizeMax) : Number(asked);
  if (!Number.isInteger(size) || size < 1 || size > sizeMax)
    throw invalid(`page_size must be 1 to ${sizeMax}`);
  const token = query.get('page_token') ?? '';
  const start = token === '' ? 0 : Number(/^p(\d+)$/.exec(token)?.[1] ?? Number.NaN);
  if (!Number.isInteger(start)) throw invalid('page_token');
  const hasMore = start + size < all.length;
  const rest: JsonObject = hasMore
    ? { has_more: true, page_token: `p${start + size}` }
    : { has_more: false, page_token: '' };
  return { items: all.slice(start, start + size), rest };
}
