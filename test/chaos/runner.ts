/**
 * One run of chaos: a site, a list, the chaos server, and the real `tayori send` as a process that is killed
 * at moments drawn from the seed, started again, and at last let run to the end. Then everything is counted.
 */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bareEnvironment } from '../../bench/measure.ts';
import { installProgram, type Program } from '../../bench/program.ts';
import { deliveryStates, type Ledger } from '../../src/ledger/ledger.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { ended, KEY, openMailing, seeded, WEEK } from '../journeys/mailing.ts';
import { type Counts, type Evidence, judge, type Row } from './judge.ts';
import type { Entry } from './server.ts';

export type Chaos = {
  readonly seed: number;
  readonly deliveries: number;
  readonly kills: number;
  readonly signal: 'SIGKILL' | 'SIGTERM';
  readonly connections: number;
  /** Where the ledger is, if not in the site's own folder. */
  readonly ledgerUrl?: string;
  /** Called every so many kills; a database is restarted in it. */
  readonly disturb?: { readonly every: number; readonly by: () => Promise<void> };
  readonly onProgress?: (progress: Progress) => void;
};

export type Progress = { readonly kills: number; readonly runs: number; readonly seen: number };

export type Outcome = Counts & {
  readonly kills: number;
  /** Kills that came while mail was flowing. */
  readonly inFlow: number;
  readonly runs: number;
  readonly seconds: number;
  /** The most that one death left in doubt; `undefined` where several can die at once. */
  readonly mostAtOnce: number | undefined;
  readonly faults: number;
  readonly broken: readonly string[];
};

const of = { id: WEEK, channel: 'mail' } as const;
const MINUTE = 60_000;
/** Between two runs that are killed; three tries of a mail lie 1, 16 and 81 minutes apart. */
const BETWEEN_KILLS = 5 * MINUTE;
const BETWEEN_LAST_RUNS = 120 * MINUTE;
const MOST_LAST_RUNS = 20;
/** A run that waits and sends nothing is killed all the same. */
const LONGEST_RUN = 15_000;
/** Codes with which a sender may end by itself: done, something left, someone in doubt, interrupted. */
export const GOOD_ENDS: readonly (number | null)[] = [0, 3, 4, 130, null];

export async function runChaos(chaos: Chaos): Promise<Outcome> {
  const begun = performance.now();
  const scratch = await mkdtemp(join(tmpdir(), 'tayori-chaos-'));
  const site = await openMailing();
  const program = await installProgram(scratch);
  const server = await startServer(chaos.seed, join(scratch, 'server.log'));
  const url = chaos.ledgerUrl ?? 'sqlite:.tayori/ledger.db';
  const onLedger = <T>(work: (ledger: Ledger) => Promise<T>) => withLedger(url, site.root, work);
  const random = seeded(chaos.seed);
  const broken: string[] = [];
  const tallyOf = () => onLedger(({ deliveries }) => deliveries.tally(of));
  let [runs, kills, inFlow, mostAtOnce, ahead, misfires] = [0, 0, 0, 0, 0, 0];
  try {
    const recipients = people(chaos.deliveries);
    await onLedger((ledger) => subscribe(ledger, recipients));
    const start = (wait: number) => {
      runs += 1;
      return startSender(program, site.root, {
        args: ['--yes', '--expect', `${chaos.deliveries}`, '--wait', `${wait}`],
        env: {
          MAIL_URL: `smtp://127.0.0.1:${server.port}?connections=${chaos.connections}`,
          LEDGER_URL: url,
          SIGNING_KEY: KEY,
          TEST_CLOCK_AHEAD: `${ahead}`,
        },
      });
    };
    const check = ({ child, said }: Sender) => {
      if (GOOD_ENDS.includes(child.exitCode)) return;
      // A database that is away while a sender is at work ends it; the next run goes on.
      if (chaos.disturb !== undefined && child.exitCode === 1) return;
      throw new Error(`The sender ended with ${child.exitCode}:\n${said()}`);
    };
    while (kills < chaos.kills && misfires < chaos.kills * 2) {
      const flow = server.seen();
      const sender = start(2);
      // What is left is shared out among the kills that are left, so that none comes after the end.
      const share = (chaos.deliveries - flow) / (chaos.kills - kills + 1);
      await momentOf(random, share, sender.child, server.seen);
      if (sender.child.exitCode === null) {
        if (chaos.disturb !== undefined && kills % chaos.disturb.every === chaos.disturb.every - 1) {
          await chaos.disturb.by();
        }
        sender.child.kill(chaos.signal);
        kills += 1;
        if (server.seen() > flow) inFlow += 1;
      } else misfires += 1;
      await ended(sender.child);
      check(sender);
      const left = await leftBehind(onLedger);
      mostAtOnce = Math.max(mostAtOnce, left);
      if (left > chaos.connections) broken.push(`kill ${kills} left ${left} in doubt`);
      ahead += BETWEEN_KILLS;
      chaos.onProgress?.({ kills, runs, seen: server.seen() });
    }
    for (let last = 0; last < MOST_LAST_RUNS; last += 1) {
      const sender = start(0);
      await ended(sender.child);
      check(sender);
      ahead += BETWEEN_LAST_RUNS;
      const { queued, deferred } = await tallyOf();
      chaos.onProgress?.({ kills, runs, seen: server.seen() });
      if (queued + deferred === 0) break;
    }
    const evidence = await evidenceOf(url, site.root, server.log, recipients);
    const verdict = judge(evidence);
    if (kills < chaos.kills) broken.push(`only ${kills} kills: the rest came too late`);
    if (chaos.signal === 'SIGTERM' && verdict.counts.byDeath > 0) {
      broken.push(`${verdict.counts.byDeath} in doubt although every sender was asked to end`);
    }
    return {
      ...verdict.counts,
      kills,
      inFlow,
      runs,
      mostAtOnce,
      faults: evidence.log.filter(({ fault }) => fault !== undefined).length,
      seconds: (performance.now() - begun) / 1000,
      broken: [...broken, ...verdict.broken],
    };
  } finally {
    server.child.kill();
    await rm(scratch, { recursive: true, force: true });
    await rm(site.root, { recursive: true, force: true });
  }
}

/** One in five while the sender starts, plans or freezes; the others after some mails, and a moment more. */
async function momentOf(
  random: () => number,
  mails: number,
  child: ChildProcess,
  seen: () => number,
): Promise<void> {
  const [early, share, more] = [random() < 0.2, random(), random()];
  if (early || mails < 2) return void (await Promise.race([sleep(share * 1500), ended(child)]));
  const [until, latest] = [seen() + 1 + share * 2 * mails, performance.now() + LONGEST_RUN];
  while (seen() < until && child.exitCode === null && performance.now() < latest) await sleep(2);
  await sleep(more * 15);
}

export type Sender = { readonly child: ChildProcess; said(): string };

const CLOCK = join(import.meta.dirname, 'clock.ts');

export function startSender(
  program: Program,
  root: string,
  { args, env }: { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> },
): Sender {
  const call = program.call(['send', '--week', WEEK, '--root', root, ...args], env);
  const child = spawn(call.program, ['--import', CLOCK, ...call.args], {
    cwd: root,
    env: { ...bareEnvironment(), ...call.env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  return { child, said: () => said };
}

type ChaosServer = {
  readonly child: ChildProcess;
  readonly port: number;
  readonly log: string;
  /** Lines of its log so far: mails taken, and faults. */
  seen(): number;
};

export async function startServer(seed: number, log: string): Promise<ChaosServer> {
  const child = fork(join(import.meta.dirname, 'server.ts'), [`${seed}`, log]);
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]; // the first thing it says
  let seen = 0;
  child.on('message', () => {
    seen += 1;
  });
  return { child, port, log, seen: () => seen };
}

export async function withLedger<T>(
  url: string,
  root: string,
  work: (ledger: Ledger) => Promise<T>,
): Promise<T> {
  await using ledger = await openLedger(url, root, { random: (bytes) => randomBytes(bytes) });
  return await work(ledger);
}

/** Twenty people a domain: one that is slowed down or closed keeps few of them waiting. */
export function people(count: number): string[] {
  const domains = Math.ceil(count / 20);
  return Array.from({ length: count }, (_, index) => `reader${index}@d${index % domains}.example`);
}

export async function subscribe({ subscribers }: Ledger, addresses: readonly string[]): Promise<void> {
  const consent = { source: 'a list of the chaos tests', at: new Date() };
  const people = addresses.map((address) => ({ address, name: undefined, categories: undefined, consent }));
  await subscribers.add(people, new Date());
}

/** Rows that a dead sender left after their mark. After SIGTERM there are none. */
async function leftBehind(on: <T>(work: (ledger: Ledger) => Promise<T>) => Promise<T>): Promise<number> {
  return on(async ({ deliveries }) => {
    if ((await deliveries.mailing(of.id, of.channel)) === undefined) return 0;
    return (await Array.fromAsync(deliveries.list(of, 'sending'))).length;
  });
}

/** Once all is over. */
export async function evidenceOf(
  url: string,
  root: string,
  file: string,
  recipients: readonly string[],
): Promise<Evidence> {
  const log = (await readFile(file, 'utf8')).trimEnd().split('\n').map(entryOf);
  return withLedger(url, root, async (ledger) => {
    const [rows, tally] = [await allRows(ledger), await ledger.deliveries.tally(of)];
    return { recipients, log, rows, tally };
  });
}

async function allRows({ deliveries }: Ledger): Promise<Row[]> {
  const rows = await Promise.all(deliveryStates.map((state) => Array.fromAsync(deliveries.list(of, state))));
  return rows.flat();
}

function entryOf(line: string): Entry {
  return JSON.parse(line) as Entry; // written by the server, one a line
}
