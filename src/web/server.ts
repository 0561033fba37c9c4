/**
 * The service on a port. The size of headers, the time that a request may take and the number of connections are
 * limited, so that slow or hostile clients do not keep others out. When the server ends, it first finishes the answers
 * that are under way.
 */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Handle } from './routes.ts';

/** Clients slower than this are disconnected. Times are in ms, the size in bytes. */
const bounds = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 5_000,
  maxHeaderSize: 8 * 1024,
  // Two Host headers become one that is no host, and get 400 (RFC 9112, 3.2). By default Node drops the second one,
  // and a cache before us may believe the other.
  joinDuplicateHeaders: true,
} as const;
/** A connection on which no byte moves for so long, in ms, is closed: also if the client does not read its answer. */
const IDLE = 10_000;
const MOST_CONNECTIONS = 2_000;
/** When the server ends, answers that are under way have so long, in ms. */
const GRACE = 10_000;

export type Running = {
  readonly port: number;
  /** Accepts no more connections, and resolves when the answers that are under way have been sent. */
  close(): Promise<void>;
};

/**
 * @param idle a connection on which no byte moves for so long, in ms, is closed: the preview, whose clients are no
 *   strangers, allows more
 * @throws the error of the system if the port is taken (EADDRINUSE) or not allowed (EACCES)
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
    hostname: 'localhost', // for HTTP/1.0, which needs no Host header: some load balancers ask for /healthz with it
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
    server.keepAliveTimeout = 1; // a connection whose answer was sent need not be kept open
    server.closeIdleConnections();
  });
}
