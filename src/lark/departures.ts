/**
 * Whether a request ever left this machine.
 *
 * A call that fails before its headers were written has certainly done nothing and may be repeated at any time; one
 * that fails after may have been done. An error alone does not tell (a time-out may strike while still connecting),
 * so on Node we listen to what its fetch reports of each request, recognised by a header of ours. Where nothing is
 * reported (Workers, a test's own fetch) the answer is "cannot tell", which callers must read as "it may have left".
 */
import diagnostics from 'node:diagnostics_channel';

/** The header that carries our request id. */
export const REQUEST_ID_HEADER = 'x-request-id';

export interface Departures {
  /** Start watching a request, before it is made. */
  watch(requestId: string): void;
  /** True only if the request was seen being made and its headers were never written. */
  stayed(requestId: string): boolean;
  /** Stop watching. */
  forget(requestId: string): void;
}

/** Listens for as long as the process lives; make one per client. */
export function watchDepartures(): Departures {
  const seen = new Map<string, 'watched' | 'made' | 'left'>();
  diagnostics.subscribe('undici:request:create', (message) => {
    const id = requestIdOf(message);
    if (id !== undefined && seen.get(id) === 'watched') seen.set(id, 'made');
  });
  diagnostics.subscribe('undici:client:sendHeaders', (message) => {
    const id = requestIdOf(message);
    if (id !== undefined && seen.has(id)) seen.set(id, 'left');
  });
  return {
    watch: (requestId) => void seen.set(requestId, 'watched'),
    stayed: (requestId) => seen.get(requestId) === 'made',
    forget: (requestId) => void seen.delete(requestId),
  };
}

/** Our header among a request's flat list of names and values. */
function requestIdOf(message: unknown): string | undefined {
  const headers = field(field(message, 'request'), 'headers');
  if (!Array.isArray(headers)) return undefined;
  for (let index = 0; index + 1 < headers.length; index += 2) {
    const name: unknown = headers[index];
    const value: unknown = headers[index + 1];
    if (typeof name === 'string' && name.toLowerCase() === REQUEST_ID_HEADER) {
      return typeof value === 'string' ? value : undefined;
    }
  }
  return undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
