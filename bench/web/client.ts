/** A client that costs little: keeps its connections, writes ready bytes, and reads as much as the answer says. */
import { connect, type Socket } from 'node:net';

export type Sent = {
  readonly perSecond: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly ms: readonly number[];
};

export type Line = { readonly socket: Socket; readonly ask: (bytes: string) => Promise<string> };

/** Connections that are open before anything is measured: opening them costs a server more than a request. */
export function openLines(port: number, count: number): Promise<readonly Line[]> {
  return Promise.all(Array.from({ length: count }, () => openLine(port)));
}

/** @param requestOf the bytes of the n-th request. @param lines one request is under way on each; they end closed */
export async function hammer(
  lines: readonly Line[],
  count: number,
  requestOf: (n: number) => string,
): Promise<Sent> {
  const statuses: Record<string, number> = {};
  const ms: number[] = [];
  let next = 0;
  const begun = performance.now();
  await Promise.all(
    lines.map(async (line) => {
      while (next < count) {
        const n = next;
        next += 1;
        const at = performance.now();
        const status = await line.ask(requestOf(n));
        ms[n] = performance.now() - at;
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
      line.socket.destroy();
    }),
  );
  return { perSecond: count / ((performance.now() - begun) / 1000), statuses, ms };
}

async function openLine(port: number): Promise<Line> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let [rest, answered]: [string, (status: string) => void] = ['', () => {}];
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    rest += chunk;
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = rest.slice(0, end);
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
    const isChunked = /^transfer-encoding: chunked/im.test(head);
    if (isChunked ? !rest.endsWith('0\r\n\r\n') : rest.length < end + 4 + length) return;
    rest = '';
    answered(head.slice(9, 12));
  });
  const ask = (bytes: string) =>
    new Promise<string>((resolve) => {
      answered = resolve;
      socket.write(bytes);
    });
  return { socket, ask };
}

/** Drips a header that never ends. @returns how long until it was cut, in ms */
export function drip(port: number): Promise<number> {
  const begun = performance.now();
  const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n'));
  const drops = setInterval(() => socket.writable && socket.write('X-Slow: 1\r\n'), 500);
  socket.on('error', () => {});
  socket.resume();
  return new Promise((resolve) => {
    socket.on('close', () => {
      clearInterval(drops);
      resolve(performance.now() - begun);
    });
  });
}
