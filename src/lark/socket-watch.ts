/**
 * The connection's own socket, seen from outside: when bytes last came, and a way to end it. The SDK tells neither.
 * It is reached through the `agent` the SDK hands to `ws`, without touching the bytes.
 */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';

export interface SocketWatch {
  readonly agent: HttpAgent;
  /** True when bytes have come since the last look. */
  heard(): boolean;
  /** Ends whatever socket is open. */
  destroy(): void;
}

/** @param isSecure whether the connection is `wss:`; an agent speaks one protocol only. */
export function watchSocket(isSecure: boolean): SocketWatch {
  const open = new Set<Socket>();
  let latest: Socket | null = null;
  let bytesSeen = 0;
  const keep = (socket: unknown): void => {
    if (typeof socket !== 'object' || socket === null || !('bytesRead' in socket)) return;
    const made = socket as Socket;
    open.add(made);
    latest = made;
    bytesSeen = 0;
    made.once('close', () => open.delete(made));
  };
  const agent = isSecure ? new HttpsAgent({ keepAlive: false }) : new HttpAgent({ keepAlive: false });
  const create = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const socket = create(options, callback);
    keep(socket);
    return socket;
  };
  return {
    agent,
    heard() {
      const bytes = latest?.bytesRead ?? 0;
      const isNew = bytes > bytesSeen;
      bytesSeen = bytes;
      return isNew;
    },
    destroy() {
      for (const socket of open) socket.destroy();
      open.clear();
      agent.destroy();
    },
  };
}
