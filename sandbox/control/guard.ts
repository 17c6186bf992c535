// Keeps the control API and the page to this machine: loopback peer, loopback Host, and no other page's Origin.
import type { Context, Next } from 'hono';
import type { Env } from '../api/call.ts';

const loopbackPeers = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]']);

function hostName(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}

/** True when a request may drive the sandbox. */
export function mayDrive(request: {
  peer: string | undefined;
  host: string | undefined;
  origin: string | undefined;
  fetchSite: string | undefined;
}): boolean {
  if (request.peer !== undefined && !loopbackPeers.has(request.peer)) return false;
  if (request.host === undefined || !loopbackHosts.has(hostName(request.host))) return false;
  if (request.fetchSite === 'cross-site' || request.fetchSite === 'same-site') return false;
  if (request.origin === undefined) return true;
  return request.origin === `http://${request.host}`;
}

/** Refuses everything {@link mayDrive} does not allow, with 403. */
export async function loopbackOnly(context: Context<Env>, next: Next): Promise<Response | undefined> {
  const allowed = mayDrive({
    peer: context.env?.incoming?.socket.remoteAddress,
    host: context.req.header('host'),
    origin: context.req.header('origin'),
    fetchSite: context.req.header('sec-fetch-site'),
  });
  if (!allowed) return context.json({ error: '沙箱只接受本机页面的请求' }, 403);
  await next();
  return undefined;
}
