/**
 * `npm run bench:send`: what sending costs, beside nodemailer's own pool and Postfix's `smtp-source`.
 *
 *     npm run bench:send                                   2,000 messages, about two minutes
 *     npm run bench:send -- --full --postfix DIR           20,000 messages, memory up to 100,000 readers
 *     npm run bench:send -- --full --million               memory and a resume at 1,000,000 as well
 *     npm run bench:send -- --only near --tools tayori,smtp-source
 *                                                          some parts (near, far, memory, resumes), some senders,
 *                                                          by the beginnings of their names
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine, thisMachine } from '../machine.ts';
import { measureWell } from '../measure.ts';
import { installProgram, type Program } from '../program.ts';
import { ourselvesOnPostgres } from './on-postgres.ts';
import { type Course, race, rehearse } from './race.ts';
import { type Distance, type Memory, type Results, report } from './report.ts';
import { resumeTime } from './resume.ts';
import {
  nodemailerPools,
  ourselves,
  ourselvesInMemory,
  ourselvesSigning,
  postfixSource,
  type Sender,
} from './senders.ts';
import { openPostfixSink, openSink, postfixIn } from './sinks.ts';
import { askLedger, freshLedger, importReaders, makeSite, type Site, sendDigest, withDkim } from './site.ts';

const { values } = parseArgs({
  options: {
    messages: { type: 'string' },
    connections: { type: 'string', default: '20' },
    runs: { type: 'string', default: '3' },
    full: { type: 'boolean', default: false },
    million: { type: 'boolean', default: false },
    postfix: { type: 'string', default: '/' },
    only: { type: 'string' },
    tools: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

const ROUND_TRIP = 50;
const say = (line: string) => process.stderr.write(`${line}\n`);
const messages = Number(values.messages ?? (values.full ? 20_000 : 2000));
const connections = Number(values.connections);
const parts = values.only?.split(',');
const tools = values.tools?.split(',');
const allParts = ['near', 'far', 'memory', 'resumes'] as const;
const strange = parts?.find((part) => !allParts.some((known) => known === part));
if (strange !== undefined) throw new Error(`--only knows ${allParts.join(', ')}, and not ${strange}.`);
const isAsked = (part: (typeof allParts)[number]) => parts?.includes(part) ?? true;
/** By the beginnings of their names: `nodemailer` means all three of its ways. */
const chosen = (senders: readonly Sender[]) =>
  senders.filter(({ name }) => tools?.some((tool) => name.startsWith(tool)) ?? true);
const sizes = [1000, ...(values.full ? [100_000] : []), ...(values.million ? [1_000_000] : [])];
const scratch = await mkdtemp(join(tmpdir(), 'tayori-bench-'));
const shared = existsSync('/dev/shm') ? await mkdtemp('/dev/shm/tayori-bench-') : undefined;

try {
  const machine = await thisMachine();
  const program = await installProgram(join(scratch, 'program'));
  const results = await measureAll(program, await makeSite(program, join(scratch, 'site')));
  const said = values.json
    ? JSON.stringify({ machine, results }, undefined, 1)
    : `${describeMachine(machine)}\n\n${report(results)}`;
  process.stdout.write(`${said}\n`);
} finally {
  await rm(scratch, { recursive: true });
  if (shared !== undefined) await rm(shared, { recursive: true });
}

async function measureAll(program: Program, site: Site): Promise<Results> {
  const postfix = existsSync(postfixIn(resolve(values.postfix)).sink)
    ? postfixIn(resolve(values.postfix))
    : undefined;
  if (postfix === undefined)
    say('smtp-source is not here: `apt-get download postfix`, `dpkg -x` it into DIR, `--postfix DIR`.');
  await importReaders(program, site, messages);
  const ours = ourselves(program, site);
  const pools = nodemailerPools(site);
  // Ourselves always: the size of our mail is what the others are given.
  const messageBytes = await checkAll([ours, ...chosen(pools)]);
  const source = postfix === undefined ? [] : [postfixSource(postfix, messageBytes['tayori'] ?? 0)];
  const inMemory = shared === undefined ? [] : [ourselvesInMemory(program, site, join(shared, 'ledger'))];
  const open = postfix === undefined ? openNear : () => openPostfixSink(postfix);
  const signing = ourselvesSigning(program, await withDkim(site, join(scratch, 'signed')));
  await using onPostgres = await ourselvesOnPostgres(program, site, messages);
  const near = [ours, ...inMemory, onPostgres, ...signing, ...source, ...pools];
  return {
    contentBytes: site.bytes,
    messageBytes,
    connections,
    server: postfix === undefined ? 'our own sink' : 'Postfix’s smtp-sink',
    near: isAsked('near') ? await race(chosen(near), { ...course(messages), open }, say) : [],
    // PostgreSQL and DKIM are about what a mail costs here; over a distance nobody waits for either.
    far: isAsked('far')
      ? await measureFar(chosen([ours, ...source, ...pools.filter(({ name }) => name.endsWith('raw'))]))
      : [],
    memory: isAsked('memory') ? await measureMemory(program, site, open) : [],
    resumes: isAsked('resumes') ? await measureResumes(program, site) : [],
  };
}

function openNear() {
  return openSink({ roundTripMs: 0, pipelining: true });
}

function course(readers: number, open: Course['open'] = openNear): Course {
  return { connections, readers, runs: Number(values.runs), open };
}

/** Each sender must reach everyone, once, before it is timed. */
async function checkAll(senders: readonly Sender[]): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  for (const sender of senders) {
    say(`${sender.name}: checking that everyone gets one`);
    sizes[sender.name] = await rehearse(sender, course(messages));
  }
  return sizes;
}

async function measureFar(senders: readonly Sender[]): Promise<Distance[]> {
  const distances: Distance[] = [];
  for (const pipelining of [true, false]) {
    const far = () => openSink({ roundTripMs: ROUND_TRIP, pipelining });
    const laps = await race(senders, { ...course(messages, far), runs: 1 }, say);
    distances.push({ roundTripMs: ROUND_TRIP, pipelining, laps });
  }
  return distances;
}

async function measureMemory(program: Program, site: Site, open: Course['open']): Promise<Memory[]> {
  const memory: Memory[] = [];
  for (const readers of sizes) {
    const imported = await importReaders(program, site, readers);
    const [lap] = await race([ourselves(program, site)], { ...course(readers, open), runs: 1 }, say);
    if (lap === undefined) continue;
    const verify = await measureWell(askLedger(program, site, 'verify'));
    const status = await measureWell(askLedger(program, site, 'status'));
    memory.push({ readers, imported, lap, verify, status });
  }
  return memory;
}

async function measureResumes(program: Program, site: Site): Promise<Results['resumes']> {
  const resumes: { readers: number; ms: number }[] = [];
  for (const readers of sizes.filter((size) => size >= 100_000)) {
    if (!isAsked('memory')) await importReaders(program, site, readers);
    await freshLedger(site, readers);
    const ms = await resumeTime((port) => sendDigest(program, site, { port, connections, readers }));
    resumes.push({ readers, ms });
  }
  return resumes;
}
