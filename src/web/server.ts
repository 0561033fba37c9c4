/**
 * The service on a port: for slow and hostile clients there are bounds on headers, on time and on connections; and
 * at the end what is under way is finished first.
 */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Handle } from './routes.ts';

/** Whoever is slower than this is cut, in ms. */
const bounds = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 5_000,
  maxHeaderSize: 8 * 1024,
} as const;
/** Nothing comes or goes for so long: also a client that does not read its answer is cut. */
const IDLE = 10_000;
const MOST_CONNECTIONS = 2_000;
/** At the end, what is under way has so long. */
const GRACE = 10_000;

export type Running = {
  readonly port: number;
  /** Takes no more connections, and waits for those that are answered at this moment. */
  close(): Promise<void>;
};

/**
 * @param idle nothing comes or goes for so long, in ms: where clients are no strangers, an answer may take longer
 * @throws what listening throws: the port is taken, or is not ours to take
 */
export async function listen(
  handle: Handle,
  host: string,
  port: number,
  idle: number = IDLE,
): Promise<Running> {
  const server = createAdaptorServer({
    fetch: (request, { incoming }) => handle(request, { address: incoming.socket.remoteAddress }),
    serverOptions: bounds,
  }) as Server; // without a `createServer` of ours it is that of node:http
  server.maxConnections = MOST_CONNECTIONS;
  server.timeout = idle;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  let closed: Promise<void> | undefined;
  return {
    port: (server.address() as AddressInfo).port, // listening on TCP: an address and a port
    close: () => (closed ??= closeGently(server)),
  };
}

function closeGently(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), GRACE);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.keepAliveTimeout = 1; // who is answered now is not waited for afterwards
    server.closeIdleConnections();
  });
}
