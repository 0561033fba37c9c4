/** The server against slow clients and requests that can be read in two ways, and its end. */
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { listen } from '../../src/web/server.ts';

const SLOW = 500;

/** Opens a connection, begins a request, and drips a header that never ends. */
function drip(port: number) {
  const connected = Promise.withResolvers<void>();
  const socket = connect(port, '127.0.0.1', () =>
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n', () => connected.resolve()),
  );
  const drops = setInterval(() => socket.writable && socket.write('X-Slow: 1\r\n'), 500);
  socket.on('error', () => {});
  socket.resume();
  const cut = new Promise<void>((resolve) => {
    socket.on('close', () => {
      clearInterval(drops);
      connected.resolve();
      resolve();
    });
  });
  return { connected: connected.promise, cut };
}

it('cuts slow clients, and answers others meanwhile', async () => {
  const server = await listen(async () => new Response('ok'), '127.0.0.1', 0);
  const slow = Array.from({ length: SLOW }, () => drip(server.port));
  await Promise.all(slow.map(({ connected }) => connected));
  for (let other = 0; other < 20; other += 1)
    expect((await fetch(`http://127.0.0.1:${server.port}/`)).status).toBe(200);
  await Promise.all(slow.map(({ cut }) => cut)); // they would drip for ever
  await server.close();
});

it.for([
  { head: 'GET / HTTP/1.0', status: 200, why: 'HTTP/1.0 needs no Host: so some load balancers ask' },
  { head: 'GET / HTTP/1.1', status: 400, why: 'HTTP/1.1 needs one (RFC 9112, 3.2)' },
  { head: 'GET / HTTP/1.1\r\nHost: a.example\r\nHost: b.example', status: 400, why: 'two are one too many' },
  { head: 'GET / HTTP/1.1\r\nHost: [::1]:8787', status: 200, why: 'an IPv6 address' },
  { head: 'GET http://a.example/ HTTP/1.1\r\nHost: b.example', status: 200, why: 'as a proxy asks' },
  {
    head: 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked',
    status: 400,
    why: 'two lengths: a proxy may believe the other one',
  },
  {
    head: 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5',
    status: 400,
    why: 'two lengths again',
  },
  { head: 'GET / HTTP/1.1\nHost: x', status: 400, why: 'lines that end in LF alone' },
  { head: 'GET / HTTP/1.1\r\nHost : x', status: 400, why: 'a space before the colon' },
])('answers $head with $status: $why', async ({ head, status }) => {
  const server = await listen(async () => new Response('ok'), '127.0.0.1', 0);
  const socket = connect(server.port, '127.0.0.1', () => socket.end(`${head}\r\nConnection: close\r\n\r\n`));
  const answer = await text(socket);
  expect(answer.slice(0, 'HTTP/1.1 200'.length)).toBe(`HTTP/1.1 ${status}`);
  expect(answer.split('HTTP/1.1 ')).toHaveLength(2); // one answer: nothing of the request was read as a second one
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
