/**
 * `npm run bench:web`: what the public service does in a second beside bare Hono, whether its answers tell by their
 * time who is on the list, what forged links cost it, and how long slow clients live. nginx serves the same file beside
 * it where it is on PATH.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeMachine, thisMachine } from '../machine.ts';
import { markdownTable } from '../table.ts';
import { drip, hammer, openLines } from './client.ts';
import { type Nginx, startNginx } from './nginx.ts';
import { processorTime } from './processor.ts';

const CONNECTIONS = 32;
/** Each click waits until the disk has it, so how many are answered in a second depends on how many wait together. */
const AT_ONCE = [1, 32, 128, 512];
/** Clicks for each of these. */
const LEAVING = 10_000;
/** Clicks before anything is measured: until then the engine still compiles. */
const WARM = 10_000;
/** Each comparison is made in so many pairs, by turns: what else goes on changes from second to second. */
const PAIRS = 10;
const ASKING = 20_000;
const JOINING = 4_000;
const FORGED = 70_000;
const SLOW = 500;

type Server = { readonly port: number; readonly tokens: readonly string[]; readonly child: ChildProcess };

async function start(kind: 'tayori' | 'hono', root: string, people = 0): Promise<Server> {
  const child = fork(join(import.meta.dirname, 'server.ts'), [kind, root, String(people)]);
  const [message] = (await once(child, 'message')) as [Omit<Server, 'child'>]; // server.ts sends it once
  return { ...message, child };
}

const post = (path: string, body: string) =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
const get = (path: string, etag = '') =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\n${etag === '' ? '' : `If-None-Match: ${etag}\r\n`}\r\n`;
const leave = (token: string) => post(`/unsubscribe?t=${token}`, 'List-Unsubscribe=One-Click');
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const apart = (of: typeof mean, one: readonly number[], other: readonly number[]) =>
  `${of(one).toFixed(3)} and ${of(other).toFixed(3)} ms, ${((of(one) / of(other) - 1) * 100).toFixed(1)} % apart`;
type Ask = (n: number) => string;

/** Requests a second, and the processor time that one took in the server's process. */
async function measured({ port, child }: Server, count: number, connections: number, ask: Ask) {
  const lines = await openLines(port, connections);
  const begun = processorTime(child.pid);
  const sent = await hammer(lines, count, ask);
  return { ...sent, microseconds: (processorTime(child.pid) - begun) / count };
}

type Measured = Awaited<ReturnType<typeof measured>>;

/** The medians, and those of the ratios of the pairs. */
function rowOf(name: string, pairs: readonly { readonly mine: Measured; readonly floor: Measured }[]) {
  const of = (read: (pair: (typeof pairs)[number]) => number) => median(pairs.map(read));
  const statuses: Record<string, number> = {};
  for (const { mine } of pairs)
    for (const [status, count] of Object.entries(mine.statuses))
      statuses[status] = (statuses[status] ?? 0) + count;
  return [
    name,
    of(({ mine }) => mine.perSecond).toFixed(0),
    of(({ floor }) => floor.perSecond).toFixed(0),
    `${of(({ mine, floor }) => mine.perSecond / floor.perSecond).toFixed(2)} x`,
    `${of(({ mine }) => mine.microseconds).toFixed(0)} / ${of(({ floor }) => floor.microseconds).toFixed(0)} µs`,
    `${of(({ mine, floor }) => floor.microseconds / mine.microseconds).toFixed(2)} x`,
    JSON.stringify(statuses),
  ];
}

async function besideNginx(nginx: Nginx, ours: Server, feed: Ask): Promise<string> {
  const tag = (await fetch(`http://127.0.0.1:${nginx.port}/rss.xml`)).headers.get('etag') ?? '';
  const theirs = () => get('/rss.xml', tag);
  await hammer(await openLines(nginx.port, CONNECTIONS), 2_000, theirs);
  const before = await hammer(await openLines(nginx.port, CONNECTIONS), ASKING, theirs);
  const mine = await measured(ours, ASKING, CONNECTIONS, feed);
  const after = await hammer(await openLines(nginx.port, CONNECTIONS), ASKING, theirs);
  const floor = (before.perSecond + after.perSecond) / 2;
  return `${mine.perSecond.toFixed(0)} a second, ${nginx.version} ${floor.toFixed(0)} (one worker, no log): ${(mine.perSecond / floor).toFixed(2)} x; answers of nginx ${JSON.stringify(after.statuses)}.`;
}

const root = await mkdtemp(join(tmpdir(), 'tayori-bench-web-'));
try {
  await mkdir(join(root, 'out'));
  await writeFile(join(root, 'out/rss.xml'), `<rss>${'港の倉庫'.repeat(4000)}</rss>`);
  const [ours, bare] = [
    await start('tayori', root, WARM + LEAVING * AT_ONCE.length),
    await start('hono', root),
  ];
  const nginx = await startNginx(root);
  const etag = (await fetch(`http://127.0.0.1:${ours.port}/rss.xml`)).headers.get('etag') ?? '';
  const rates: string[][] = [];
  const compare = async (name: string, count: number, connections: number, own: Ask, other: Ask) => {
    const pairs: { readonly mine: Measured; readonly floor: Measured }[] = [];
    for (let pair = 0; pair < PAIRS; pair += 1) {
      const part = count / PAIRS;
      const ask: Ask = (n) => own(pair * part + n);
      const first = pair % 2 === 0 ? undefined : await measured(ours, part, connections, ask);
      const floor = await measured(bare, part, connections, other);
      pairs.push({ mine: first ?? (await measured(ours, part, connections, ask)), floor });
    }
    rates.push(rowOf(`${name}, ${connections} at once`, pairs));
  };
  const leaving: Ask = (n) => leave(ours.tokens[n] ?? '');
  await hammer(await openLines(bare.port, CONNECTIONS), WARM, () => leave('x'));
  await hammer(await openLines(ours.port, CONNECTIONS), WARM, leaving);
  for (const [turn, connections] of AT_ONCE.entries()) {
    const count = connections === 1 ? LEAVING / 10 : LEAVING;
    const own: Ask = (n) => leaving(WARM + turn * LEAVING + n);
    await compare('leaving by one click', count, connections, own, () => leave('x'));
  }
  const [feed, bareFeed] = [
    () => get('/rss.xml', etag),
    () => get('/rss.xml', '"0123456789abcdef0123456789a"'),
  ];
  await hammer(await openLines(ours.port, CONNECTIONS), 2_000, feed);
  await compare('a feed, not modified', ASKING, CONNECTIONS, feed, bareFeed);
  const beside = nginx === undefined ? 'nginx is not on PATH.' : await besideNginx(nginx, ours, feed);
  // By turns, so that nothing else differs: who left a moment ago, and who was never there.
  const join_ = (n: number) => `email=${n % 2 === 0 ? `reader${n}` : `nobody${n}`}%40minato.example`;
  await hammer(await openLines(ours.port, 1), 500, (n) =>
    post('/subscribe', `email=warm${n}%40minato.example`),
  );
  const { ms } = await hammer(await openLines(ours.port, 1), 2 * JOINING, (n) =>
    post('/subscribe', join_(n)),
  );
  const [known = [], unknown = []] = [0, 1].map((odd) => ms.filter((_, n) => n % 2 === odd));
  const forged = await hammer(await openLines(ours.port, CONNECTIONS), FORGED, (n) =>
    leave(changed(ours.tokens[n % LEAVING] ?? '', n)),
  );
  const slow = Array.from({ length: SLOW }, () => drip(ours.port));
  await sleep(500);
  const others = await hammer(await openLines(ours.port, 4), 2_000, () => get('/rss.xml', etag));
  const cut = await Promise.all(slow);
  process.stdout.write(
    [
      describeMachine(await thisMachine()),
      '',
      markdownTable([
        ['', 'tayori, a second', 'bare Hono, a second', 'ratio', 'processor time each', 'ratio', 'answers'],
        ...rates,
      ]),
      '',
      `The static feed file: ${beside}`,
      '',
      `Joining, known addresses and unknown ones (${JOINING} of each): means ${apart(mean, known, unknown)}; medians, which other programs disturb less, ${apart(median, known, unknown)}.`,
      `Forged links: ${FORGED} changed tokens, answers ${JSON.stringify(forged.statuses)}, ${forged.perSecond.toFixed(0)} a second.`,
      `Slow clients: ${SLOW}, the last cut after ${(Math.max(...cut) / 1000).toFixed(1)} s; others meanwhile ${others.perSecond.toFixed(0)} a second, the slowest ${Math.max(...others.ms).toFixed(0)} ms.`,
      '',
    ].join('\n'),
  );
  for (const { child } of [ours, bare]) child.kill();
  nginx?.stop();
} finally {
  await rm(root, { recursive: true, force: true });
}

/** Another letter at another place each time. */
function changed(token: string, n: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const at = n % token.length;
  const other =
    [...letters].filter((letter) => letter !== token[at])[Math.floor(n / token.length) % 63] ?? 'A';
  return token.slice(0, at) + other + token.slice(at + 1);
}
