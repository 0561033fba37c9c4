import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pingHub } from '../../../src/feeds/websub/hub-retries.ts';

/** What the hub was sent, and how it answers the nth time a topic comes. */
let received: { method: string | undefined; type: string | undefined; form: Record<string, string> }[];
let answer: (topic: string, time: number, response: ServerResponse) => void;
let server: Server;
let hub: string;

beforeEach(async () => {
  received = [];
  answer = (_topic, _time, response) => void response.writeHead(204).end();
  const times = new Map<string, number>();
  server = createServer(async (request: IncomingMessage, response) => {
    const form = Object.fromEntries(new URLSearchParams(await text(request)));
    received.push({ method: request.method, type: request.headers['content-type'], form });
    const topic = form['hub.url'] ?? '';
    times.set(topic, (times.get(topic) ?? 0) + 1);
    answer(topic, times.get(topic) ?? 0, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  hub = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const TOPIC = 'https://minato.example/rss.xml';
const waits = [5, 10];
const ping = (topics = [TOPIC], signal = new AbortController().signal, timeout = 60_000) =>
  pingHub(hub, topics, signal, { timeout, waits });

describe('a ping', () => {
  it('is a form that names the feed', async () => {
    expect(await ping()).toEqual([{ topic: TOPIC, tries: 1, failure: undefined }]);
    expect(received).toEqual([
      {
        method: 'POST',
        type: 'application/x-www-form-urlencoded;charset=UTF-8',
        form: { 'hub.mode': 'publish', 'hub.url': TOPIC },
      },
    ]);
  });

  it('is one for each feed, answered in their order', async () => {
    const topics = Array.from({ length: 12 }, (_, index) => `${TOPIC}?${index}`);
    answer = (topic, _time, response) => {
      setTimeout(() => response.writeHead(topic.endsWith('?3') ? 403 : 202).end(), topic.length % 7);
    };
    const pings = await ping(topics);
    expect(pings.map(({ topic }) => topic)).toEqual(topics);
    expect(pings.filter(({ failure }) => failure !== undefined)).toEqual([
      { topic: `${TOPIC}?3`, tries: 1, failure: 'the hub answered 403' },
    ]);
    expect(received.length).toBe(12);
  });

  it.for([
    { status: 500, tries: 3, why: 'the hub may be well again in a moment' },
    { status: 503, tries: 3, why: 'it is too busy' },
    { status: 429, tries: 3, why: 'it asks for patience' },
    { status: 400, tries: 1, why: 'it will say the same again' },
    { status: 302, tries: 1, why: 'what is redirected would arrive without its form' },
  ])('that is answered with $status is sent $tries times: $why', async ({ status, tries }) => {
    answer = (_topic, _time, response) => void response.writeHead(status, { location: '/x' }).end();
    expect(await ping()).toEqual([{ topic: TOPIC, tries, failure: `the hub answered ${status}` }]);
    expect(received.length).toBe(tries);
  });

  it('succeeds when the hub is well again', async () => {
    answer = (_topic, time, response) => void response.writeHead(time < 3 ? 502 : 204).end();
    expect(await ping()).toEqual([{ topic: TOPIC, tries: 3, failure: undefined }]);
  });

  it('does not wait for ever', async () => {
    answer = () => undefined;
    expect(await ping([TOPIC], undefined, 200)).toEqual([
      { topic: TOPIC, tries: 3, failure: 'the hub did not answer within 0.2 s' },
    ]);
  });

  it('says where nobody answers', async () => {
    await new Promise((resolve) => server.close(resolve));
    expect(await ping()).toEqual([
      { topic: TOPIC, tries: 3, failure: 'the hub can not be reached (ECONNREFUSED)' },
    ]);
  });

  it('ends at once where it is interrupted', async () => {
    const controller = new AbortController();
    answer = () => controller.abort('SIGTERM');
    expect(await ping([TOPIC], controller.signal)).toEqual([
      { topic: TOPIC, tries: 1, failure: 'it was interrupted' },
    ]);
  });
});
