/**
 * Several `tayori send` on one PostgreSQL ledger at once: killed with -9, asked to end, put to sleep beyond
 * their lease and woken, others joining, and the database restarted under them, by the seed. Then one runs to
 * the end, and everything is counted.
 */
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { installProgram } from '../../bench/program.ts';
import { ended, KEY, openMailing, seeded, WEEK } from '../journeys/mailing.ts';
import type { Site } from '../journeys/site.ts';
import { startPostgres } from '../postgres.ts';
import { judge } from './judge.ts';
import {
  evidenceOf,
  GOOD_ENDS,
  type Outcome,
  type Progress,
  people,
  type Sender,
  startSender,
  startServer,
  subscribe,
  withLedger,
} from './runner.ts';

export type Fleet = {
  readonly seed: number;
  readonly deliveries: number;
  readonly senders: number;
  readonly kills: number;
  readonly stalls: number;
  readonly restarts: number;
  /** Senders asked to end while the others go on; each place is taken by a new one. */
  readonly leaves: number;
  readonly connections: number;
  readonly onProgress?: (progress: Progress) => void;
};

type Blow = 'kill' | 'stall' | 'restart' | 'leave';

const of = { id: WEEK, channel: 'mail' } as const;
const MINUTE = 60_000;
/** In seconds, in the config of the site. */
const LEASE = 2;
const STALL = 3500;
/** Mails a second of each sender. */
const PACE = 40;
const MOST_LAST_RUNS = 20;

export async function runFleet(fleet: Fleet): Promise<Outcome> {
  const begun = performance.now();
  await using database = await startPostgres();
  const url = await database.database();
  const scratch = await mkdtemp(join(tmpdir(), 'tayori-fleet-'));
  const site = await openMailing();
  const program = await installProgram(scratch);
  await hasten(site);
  const server = await startServer(fleet.seed, join(scratch, 'server.log'));
  const random = seeded(fleet.seed);
  const env = {
    MAIL_URL: `smtp://127.0.0.1:${server.port}?connections=${fleet.connections}`,
    LEDGER_URL: url,
    SIGNING_KEY: KEY,
  };
  let [runs, ahead, done, struck, inFlow, working] = [0, 0, 0, 0, 0, true];
  const broken: string[] = [];
  const over = async (sender: Sender) => {
    const code = await ended(sender.child);
    // Who begins while the database is away is told so; whoever was at work waits for it.
    const early = code === 1 && sender.said().includes('[ledger-unreadable]');
    if (!GOOD_ENDS.includes(code) && !early) broken.push(`a sender ended with ${code}: ${sender.said()}`);
  };
  const start = () => {
    runs += 1;
    ahead += MINUTE;
    return startSender(program, site.root, {
      args: ['--yes', '--expect', `${fleet.deliveries}`, '--wait', '4'],
      env: { ...env, TEST_CLOCK_AHEAD: `${ahead}` },
    });
  };
  try {
    const recipients = people(fleet.deliveries);
    await withLedger(url, site.root, (ledger) => subscribe(ledger, recipients));
    const crew = Array.from({ length: fleet.senders }, start);
    /** A place is never empty: who ends, however it ends, is followed by another. */
    const keepOn = async (place: number) => {
      while (working) {
        const sender = crew[place];
        if (sender !== undefined) await over(sender);
        if (working) crew[place] = start();
      }
    };
    const places = crew.map((_, place) => keepOn(place));
    const blows = shuffled(
      [
        ...Array<Blow>(fleet.kills).fill('kill'),
        ...Array<Blow>(fleet.stalls).fill('stall'),
        ...Array<Blow>(fleet.restarts).fill('restart'),
        ...Array<Blow>(fleet.leaves).fill('leave'),
      ],
      random,
    );
    while (server.seen() === 0 && broken.length === 0) await sleep(20);
    for (const [index, blow] of blows.entries()) {
      const flow = server.seen();
      const until = flow + (2 * random() * (fleet.deliveries - flow)) / (blows.length - index + 1);
      const latest = performance.now() + 4000;
      while (server.seen() < until && performance.now() < latest) await sleep(2);
      await sleep(random() * 15);
      if (await strike(blow, crew[Math.floor(random() * crew.length)]?.child, database.restart)) struck += 1;
      done += 1;
      if (server.seen() > flow) inFlow += 1;
      fleet.onProgress?.({ kills: done, runs, seen: server.seen() });
    }
    working = false;
    await Promise.all(crew.map(over));
    await Promise.all(places);
    for (let last = 0; last < MOST_LAST_RUNS; last += 1) {
      await sleep(LEASE * 1000 + 100); // the dead are taken over once their lease is over
      ahead += 120 * MINUTE;
      await over(start());
      const { queued, deferred } = await withLedger(url, site.root, ({ deliveries }) => deliveries.tally(of));
      if (queued + deferred === 0) break;
    }
    const evidence = await evidenceOf(url, site.root, server.log, recipients);
    const verdict = judge(evidence);
    return {
      ...verdict.counts,
      kills: struck,
      inFlow,
      runs,
      mostAtOnce: undefined,
      faults: evidence.log.filter(({ fault }) => fault !== undefined).length,
      seconds: (performance.now() - begun) / 1000,
      broken: [...broken, ...tooMuchDoubt(fleet, verdict.counts.byDeath), ...verdict.broken],
    };
  } finally {
    working = false;
    server.child.kill();
    await rm(scratch, { recursive: true, force: true });
    await rm(site.root, { recursive: true, force: true });
  }
}

/** A death, or a sleep beyond the lease, leaves no more in doubt than were under way; so does an outage, for each sender. */
function tooMuchDoubt({ kills, stalls, restarts, senders, connections }: Fleet, byDeath: number): string[] {
  const most = connections * (kills + stalls + restarts * senders);
  return byDeath <= most ? [] : [`${byDeath} in doubt by a death, ${most} at most`];
}

/** @returns whether it met a sender that was there */
async function strike(
  blow: Blow,
  sender: ChildProcess | undefined,
  restart: () => Promise<void>,
): Promise<boolean> {
  if (blow === 'restart') {
    await restart();
    return true;
  }
  if (sender === undefined || sender.exitCode !== null || sender.signalCode !== null) return false;
  if (blow !== 'stall') return sender.kill(blow === 'kill' ? 'SIGKILL' : 'SIGTERM');
  const slept = sender.kill('SIGSTOP');
  await sleep(STALL);
  sender.kill('SIGCONT');
  return slept;
}

/** A short lease, and a pace at which every blow meets mail that flows. */
async function hasten({ root }: Site): Promise<void> {
  const file = join(root, 'tayori.config.ts');
  const config = await readFile(file, 'utf8');
  const paced = config.replace(
    'mail: {',
    `ledger: { lease: ${LEASE} },\n  mail: {\n    pace: { perSecond: ${PACE} },`,
  );
  if (paced === config) throw new Error('The config of the site has no `mail: {` to add to');
  await writeFile(file, paced);
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  return values
    .map((value) => ({ value, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
