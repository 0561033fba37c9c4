import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keptFiles, writeKept } from '../../src/digest/digest-files.ts';
import { renderDigest } from '../../src/digest/render.ts';
import { loadTemplates } from '../../src/digest/templates/templates.ts';
import { ProblemError } from '../../src/problem.ts';
import { isPublic, refuseUnpublished } from '../../src/sending/ask-published.ts';
import { openWeb } from '../../src/sending/web-request.ts';
import type { Settings } from '../../src/settings.ts';
import { digestOf, settings as example, item } from '../digest/example.ts';

/** What a real server on this machine answers, by method and path; it notes what it was asked. */
type Answers = Readonly<Record<string, number>>;
let root: string;
let server: Server;
let asked: string[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tayori-published-'));
  asked = [];
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(root, { recursive: true });
});

const WEB = '/digests/2025-W45/';
const LEAD = '/3/';

/** @param answers 200 where none is named */
async function serve(answers: Answers): Promise<Settings> {
  server = createServer(({ method, url }, response) => {
    asked.push(`${method} ${url}`);
    response.writeHead(answers[`${method} ${url}`] ?? 200, { Location: '/elsewhere' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  const url = `http://127.0.0.1:${port}`;
  const settings = { ...example, site: { ...example.site, url } };
  const digest = digestOf([item('港の話', 3, { url: `${url}${LEAD}` })]);
  const material = { digest, settings, templates: await loadTemplates(root, settings) };
  const made = await renderDigest(material);
  if (made === undefined) throw new Error('no digest');
  await writeKept(root, digest.id, keptFiles(material, made.edition, made.web, []));
  return settings;
}

async function refusal(
  settings: Settings,
  { channel = 'mail', anyway = false }: { channel?: 'mail' | 'rehearsal'; anyway?: boolean } = {},
): Promise<string[]> {
  const wanted = { root, id: '2025-W45', channel, settings };
  const error: unknown = await refuseUnpublished(wanted, anyway, openWeb(new AbortController().signal)).catch(
    (thrown: unknown) => thrown,
  );
  if (error === undefined) return [];
  if (!(error instanceof ProblemError)) throw error;
  return error.problems.map(({ code, message }) => `${code} ${message}`);
}

it.for([
  { answers: {}, refused: [], why: 'both pages are there, and HEAD is enough' },
  {
    answers: { [`HEAD ${WEB}`]: 405, [`HEAD ${LEAD}`]: 501 },
    refused: [],
    why: 'a server that refuses HEAD is asked with GET',
  },
  { answers: { [`HEAD ${WEB}`]: 301, [`HEAD ${LEAD}`]: 302 }, refused: [], why: 'redirects are followed' },
  {
    answers: { [`HEAD ${WEB}`]: 404, [`GET ${WEB}`]: 404 },
    refused: ['2025-W45/ is not there yet (the server answers 404)'],
    why: 'out/ was not published',
  },
  {
    answers: { [`HEAD ${LEAD}`]: 404, [`GET ${LEAD}`]: 404 },
    refused: ['the article 「港の話」'],
    why: 'the new posts were not published',
  },
  {
    answers: { [`HEAD ${LEAD}`]: 500, [`GET ${LEAD}`]: 503, [`HEAD ${WEB}`]: 404, [`GET ${WEB}`]: 410 },
    refused: ['the server answers 410', 'the server answers 503'],
    why: 'each that is missing is named',
  },
])('$why', async ({ answers, refused }) => {
  const found = await refusal(await serve(answers));
  expect(found).toEqual(refused.map((part) => expect.stringContaining(part)));
  expect(found.every((line) => line.startsWith('send-unpublished'))).toBe(true);
  expect(asked).toEqual(expect.arrayContaining([`HEAD ${WEB}`, `HEAD ${LEAD}`]));
});

it('says why a server could not be asked', async () => {
  const settings = await serve({});
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(await refusal(settings)).toEqual(
    Array.from({ length: 2 }, () => expect.stringContaining('ECONNREFUSED')),
  );
  server = createServer().listen(0, '127.0.0.1');
});

it.for([
  { request: { channel: 'rehearsal' as const }, why: 'nothing leaves this machine' },
  { request: { anyway: true }, why: '--unpublished' },
])('asks nobody: $why', async ({ request }) => {
  expect(await refusal(await serve({ [`HEAD ${WEB}`]: 404 }), request)).toEqual([]);
  expect(asked).toEqual([]);
});

describe('a site is asked unless its host can never answer', () => {
  it.for([
    ['https://minato.example', false],
    ['https://minato.example./', false],
    ['https://a.test/blog', false],
    ['https://x.invalid', false],
    ['http://localhost:4000', false],
    ['http://blog.localhost', false],
    ['http://127.0.0.1:8080', true],
    ['https://example.com', true],
    ['https://contest', true],
    ['https://mytest.jp', true],
  ] as const)('%s: %s', ([url, asked]) => {
    expect(isPublic(url)).toBe(asked);
  });
});
