/** A port for a server that must know it before it begins, or one at which nobody listens. */
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that Linux, macOS and Windows give to whoever asks for any: so nobody is given one of them meanwhile. */
const [FIRST, END] = [20_000, 32_000];

export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, END);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false; // `once` rejects with the `error` of a port in use
  }
  server.close();
  await once(server, 'close');
  return true;
}
