/** The server against slow clients, and its end. */
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { listen } from '../../src/web/server.ts';

const SLOW = 500;

/** Opens a connection and drips a header that never ends. @returns how long until it was cut, in ms */
function drip(port: number): { readonly socket: Socket; readonly cut: Promise<number> } {
  const begun = Date.now();
  const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n'));
  const drops = setInterval(() => socket.writable && socket.write('X-Slow: 1\r\n'), 500);
  socket.on('error', () => {});
  socket.resume();
  const cut = new Promise<number>((resolve) => {
    socket.on('close', () => {
      clearInterval(drops);
      resolve(Date.now() - begun);
    });
  });
  return { socket, cut };
}

it('cuts slow clients, and answers others meanwhile', async () => {
  const server = await listen(async () => new Response('ok'), '127.0.0.1', 0);
  const slow = Array.from({ length: SLOW }, () => drip(server.port));
  const others: number[] = [];
  const asking = (async () => {
    while (others.length < 20) {
      others.push((await fetch(`http://127.0.0.1:${server.port}/`)).status);
      await sleep(50);
    }
  })();
  const times = await Promise.all(slow.map(({ cut }) => cut));
  await asking;
  expect(others.every((status) => status === 200)).toBe(true);
  expect(Math.max(...times)).toBeLessThan(60_000); // 11 s on a machine of one's own
  await server.close();
});

it('finishes what is under way, and takes nothing more', async () => {
  const [begun, finished] = [Promise.withResolvers<void>(), Promise.withResolvers<Response>()];
  const server = await listen(
    () => {
      begun.resolve();
      return finished.promise;
    },
    '127.0.0.1',
    0,
  );
  const asked = fetch(`http://127.0.0.1:${server.port}/`);
  await begun.promise;
  const closing = server.close();
  await expect(fetch(`http://127.0.0.1:${server.port}/`)).rejects.toThrow();
  finished.resolve(new Response('done'));
  expect(await (await asked).text()).toBe('done');
  await closing;
});
