/**
 * `npm run bench:growth`: what a command costs at once, twice, four and eight times the amount of one thing, in
 * processor time. What grows faster than the amount is marked: a doubling may cost twice, and a tenth more.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeMachine, thisMachine } from '../machine.ts';
import { type Cost, measure, type Run } from '../measure.ts';
import { installProgram, type Program } from '../program.ts';
import { openSink } from '../send/sinks.ts';
import { spreadOf } from '../statistics.ts';
import { markdownTable, mebibytes, seconds } from '../table.ts';
import { type Shape, writeReaders, writeSite } from './sites.ts';

const SIZES = [1, 2, 4, 8];
const RUNS = 3;
const KEY = 'a-key-for-benchmarks-that-signs-nothing-real';
const say = (line: string) => process.stderr.write(`${line}\n`);

/** A site, how a run begins, and the run. */
type Case = {
  readonly what: string;
  readonly command: string;
  readonly shape: (size: number) => Shape;
  prepare?(site: Site, size: number): Promise<unknown>;
  before?(site: Site): Promise<unknown>;
  run(site: Site): Run;
};
type Site = { readonly root: string; readonly program: Program; readonly port: number };

const call = ({ root, program, port }: Site, ...words: readonly string[]) =>
  program.call([...words, '--root', root], {
    SIGNING_KEY: KEY,
    MAIL_URL: `smtp://127.0.0.1:${port}?connections=20`,
  });
const fresh = ({ root }: Site) =>
  Promise.all(
    ['out', '.tayori', 'posts/.tayori-ids.json', 'posts/.tayori-sent.json'].map((path) =>
      rm(join(root, path), { recursive: true, force: true }),
    ),
  );
const few: Shape = { posts: 100, kilobytes: 8, categories: 5, hours: 1 };
const WEEK = ['--week', '2026-W14'];

/** A site with a digest and a list in its ledger, to which nothing was sent. */
const begun = async (site: Site) => {
  await fresh(site);
  await run(call(site, 'digest', ...WEEK));
  const list = join(site.root, 'readers.csv');
  await run(call(site, 'subscribers', 'import', list, '--already-confirmed', 'bench'));
};
const readers = (count: number, choices: number) => async (site: Site) =>
  writeReaders(join(site.root, 'readers.csv'), count, choices);

const cases: readonly Case[] = [
  {
    what: 'posts (500)',
    command: 'build',
    shape: (n) => ({ ...few, posts: 500 * n }),
    before: fresh,
    run: (site) => call(site, 'build'),
  },
  {
    what: 'posts (250)',
    command: 'check',
    shape: (n) => ({ ...few, posts: 250 * n }),
    before: fresh,
    run: (site) => call(site, 'check'),
  },
  {
    what: 'posts of a week (20)',
    command: 'digest',
    shape: (n) => ({ ...few, posts: 20 * n, hours: 0.5 }),
    before: fresh,
    run: (site) => call(site, 'digest', '--month', '2026-03'),
  },
  {
    what: 'size of a post (16 KB)',
    command: 'build',
    shape: (n) => ({ ...few, kilobytes: 16 * n }),
    before: fresh,
    run: (site) => call(site, 'build'),
  },
  {
    what: 'size of a post (16 KB)',
    command: 'check',
    shape: (n) => ({ ...few, kilobytes: 16 * n }),
    before: fresh,
    run: (site) => call(site, 'check'),
  },
  {
    what: 'categories (5), 400 posts',
    command: 'build',
    shape: (n) => ({ ...few, posts: 400, categories: 5 * n }),
    before: fresh,
    run: (site) => call(site, 'build'),
  },
  {
    what: 'digests kept (4)',
    command: 'build --fresh',
    shape: (n) => ({ ...few, posts: 40 * n, hours: 24 * 0.7 }),
    prepare: async (site, n) => {
      for (let week = 0; week < 4 * n; week += 1)
        await run(call(site, 'digest', '--week', dayBefore(week * 7)));
    },
    run: (site) => call(site, 'build', '--fresh'),
  },
  {
    what: 'readers (500)',
    command: 'send',
    shape: () => few,
    prepare: (site, n) => readers(500 * n, 0)(site),
    before: begun,
    run: (site) => call(site, 'send', ...WEEK, '--yes', '--expect', '500-4000'),
  },
  {
    what: 'editions (4), 200 readers',
    command: 'send --rehearse',
    shape: () => few,
    prepare: (site, n) => readers(200, Math.min(4 * n, 31))(site),
    before: begun,
    run: (site) => call(site, 'send', ...WEEK, '--rehearse', '--yes'),
  },
];

const scratch = await mkdtemp(join(tmpdir(), 'tayori-growth-'));
try {
  const program = await installProgram(join(scratch, 'program'));
  const only = process.argv.slice(2);
  const rows: string[][] = [];
  for (const [index, one] of cases.entries()) {
    if (only.length > 0 && !only.some((word) => `${one.what} ${one.command}`.includes(word))) continue;
    const costs: Cost[] = [];
    for (const size of SIZES)
      costs.push(await measureAt(one, size, join(scratch, `${index}-${size}`), program));
    rows.push(rowOf(one, costs));
    say(rows.at(-1)?.join('  ') ?? '');
  }
  const head = [
    'amount (at once)',
    'command',
    ...SIZES.map((size) => `${size}x`),
    'last doubling',
    'memory, 1x to 8x',
  ];
  process.stdout.write(`${describeMachine(await thisMachine())}\n\n${markdownTable([head, ...rows])}\n`);
} finally {
  await rm(scratch, { recursive: true });
}

async function measureAt(one: Case, size: number, root: string, program: Program): Promise<Cost> {
  writeSite(root, one.shape(size));
  await using sink = await openSink({ roundTripMs: 0, pipelining: true });
  const site = { root, program, port: sink.port };
  await one.prepare?.(site, size);
  const costs: Cost[] = [];
  for (let turn = 0; turn < RUNS; turn += 1) {
    await one.before?.(site);
    costs.push(await run(one.run(site)));
  }
  const median = (key: keyof Cost) => spreadOf(costs.map((cost) => cost[key])).median;
  await rm(root, { recursive: true });
  return { cpuMs: median('cpuMs'), wallMs: median('wallMs'), peakKib: median('peakKib') };
}

function rowOf({ what, command }: Case, costs: readonly Cost[]): string[] {
  const [first, , third, last] = costs;
  const grown = (last?.cpuMs ?? 0) / (third?.cpuMs ?? 1);
  const memory = [first, last].map((cost) => mebibytes(cost?.peakKib ?? 0)).join(' to ');
  return [
    what,
    `\`${command}\``,
    ...costs.map(({ cpuMs }) => seconds(cpuMs)),
    `${grown.toFixed(2)} x${grown > 2.2 ? ' (!)' : ''}`,
    `${memory} MiB`,
  ];
}

/** The day of a week before the newest post. */
function dayBefore(days: number): string {
  return new Date(Date.UTC(2026, 2, 30) - days * 86_400_000).toISOString().slice(0, 10);
}

/** @throws Error where it ended otherwise than well; `check` may find something to mend (1) */
async function run(call: Run): Promise<Cost> {
  const { code, stderr, ...cost } = await measure(call);
  if (code > (call.args.includes('check') ? 1 : 0))
    throw new Error(`${call.args.join(' ')} ended with ${code}:\n${stderr.slice(-1000)}`);
  return cost;
}
