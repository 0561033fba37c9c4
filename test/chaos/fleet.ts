/**
 * Three senders on one PostgreSQL ledger at once: killed with -9, put to sleep beyond their lease and woken,
 * and the database restarted under them, by the seed. Then one runs to the end, and everything is counted.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bareEnvironment } from '../../bench/measure.ts';
import { ended, KEY, openMailing, seeded, WEEK } from '../journeys/mailing.ts';
import { startPostgres } from '../postgres.ts';
import { judge } from './judge.ts';
import {
  evidenceOf,
  type Outcome,
  type Progress,
  people,
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
  readonly connections: number;
  readonly onProgress?: (progress: Progress) => void;
};

type Blow = 'kill' | 'stall' | 'restart';

const of = { id: WEEK, channel: 'smtp' } as const;
const MINUTE = 60_000;
const LEASE = 2000;
const STALL = 3500;
const MOST_LAST_RUNS = 20;

export async function runFleet(fleet: Fleet): Promise<Outcome> {
  const begun = performance.now();
  await using database = await startPostgres();
  const url = await database.database();
  const scratch = await mkdtemp(join(tmpdir(), 'tayori-fleet-'));
  const site = await openMailing();
  const server = await startServer(fleet.seed, join(scratch, 'server.log'));
  const random = seeded(fleet.seed);
  const env = {
    MAIL_URL: `smtp://127.0.0.1:${server.port}?connections=${fleet.connections}`,
    LEDGER_URL: url,
    SIGNING_KEY: KEY,
    TEST_LEASE: `${LEASE}`,
  };
  let [runs, ahead, done, inFlow, working] = [0, 0, 0, 0, true];
  const start = () => {
    runs += 1;
    ahead += MINUTE;
    return startOne(site.root, { ...env, TEST_CLOCK_AHEAD: `${ahead}` });
  };
  try {
    const recipients = people(fleet.deliveries);
    await withLedger(url, site.root, (ledger) => subscribe(ledger, recipients));
    // Freezes, and sends nothing: its time is over.
    await site.run(['send', '--week', WEEK, '--yes', '--not-after', '2025-11-10 00:00'], env);
    const crew = Array.from({ length: fleet.senders }, start);
    /** A place is never empty: who ends, however it ends, is followed by another. */
    const keepOn = async (place: number) => {
      while (working) {
        const child = crew[place];
        if (child !== undefined) await ended(child);
        if (working) crew[place] = start();
      }
    };
    const places = crew.map((_, place) => keepOn(place));
    const blows = shuffled(
      [
        ...Array<Blow>(fleet.kills).fill('kill'),
        ...Array<Blow>(fleet.stalls).fill('stall'),
        ...Array<Blow>(fleet.restarts).fill('restart'),
      ],
      random,
    );
    for (const [index, blow] of blows.entries()) {
      const flow = server.seen();
      const until = flow + (2 * random() * (fleet.deliveries - flow)) / (blows.length - index + 1);
      const latest = performance.now() + 4000;
      while (server.seen() < until && performance.now() < latest) await sleep(2);
      await sleep(random() * 15);
      await strike(blow, crew[Math.floor(random() * crew.length)], database.restart);
      done += 1;
      if (server.seen() > flow) inFlow += 1;
      fleet.onProgress?.({ kills: done, runs, seen: server.seen() });
    }
    working = false;
    await Promise.all(crew.map(ended));
    await Promise.all(places);
    for (let last = 0; last < MOST_LAST_RUNS; last += 1) {
      await sleep(LEASE + 100); // the dead are taken over once their lease is over
      ahead += 120 * MINUTE;
      await ended(start());
      const { queued, deferred } = await withLedger(url, site.root, ({ deliveries }) => deliveries.tally(of));
      if (queued + deferred === 0) break;
    }
    const evidence = await evidenceOf(url, site.root, server.log, recipients);
    const { counts, broken } = judge(evidence);
    return {
      ...counts,
      kills: done,
      inFlow,
      runs,
      mostAtOnce: undefined,
      faults: evidence.log.filter(({ fault }) => fault !== undefined).length,
      seconds: (performance.now() - begun) / 1000,
      broken,
    };
  } finally {
    working = false;
    server.child.kill();
    await rm(scratch, { recursive: true, force: true });
    await rm(site.root, { recursive: true, force: true });
  }
}

async function strike(
  blow: Blow,
  sender: ChildProcess | undefined,
  restart: () => Promise<void>,
): Promise<void> {
  if (blow === 'restart') return restart();
  if (blow === 'kill') return void sender?.kill('SIGKILL');
  sender?.kill('SIGSTOP');
  await sleep(STALL);
  sender?.kill('SIGCONT');
}

function startOne(root: string, env: Readonly<Record<string, string>>): ChildProcess {
  const files = ['clock.ts', 'fleet-sender.ts'].map((file) => join(import.meta.dirname, file));
  return spawn(process.execPath, ['--import', ...files], {
    cwd: root,
    env: { ...bareEnvironment(), ...env },
    stdio: 'ignore',
  });
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  return values
    .map((value) => ({ value, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
