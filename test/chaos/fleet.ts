/**
 * Several `tayori send` on one PostgreSQL ledger at once: killed with -9, asked to end, put to sleep beyond
 * their lease and woken, others joining, and the database restarted under them, by the seed. Each blow falls
 * while the server holds the mail. Then one runs to the end, and everything is counted.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ledger, Worker } from '../../src/ledger/ledger.ts';
import { currentProgram } from '../journeys/installed.ts';
import { KEY, openMailing, seeded } from '../journeys/mailing.ts';
import { startPostgres } from '../postgres.ts';
import { until } from '../until.ts';
import {
  evidenceOf,
  isAtWork,
  of,
  people,
  shortenLease,
  standingOf,
  subscribe,
  untilLeasesAreOver,
  withLedger,
} from './evidence.ts';
import { judge } from './judge.ts';
import { drawHold } from './moment.ts';
import type { Outcome, Progress } from './runner.ts';
import { GOOD_ENDS, type Sender, startSender } from './sender.ts';
import { startServer } from './server-process.ts';

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

const MINUTE = 60_000;
const MOST_LAST_RUNS = 20;
/** How often the mail is held for a blow: a stall has three moments (asleep, lease over, awake). */
const HOLDS: Readonly<Record<Blow, number>> = { kill: 1, leave: 1, restart: 1, stall: 3 };

export async function runFleet(fleet: Fleet): Promise<Outcome> {
  const begun = performance.now();
  await using database = await startPostgres();
  const url = await database.database();
  const scratch = await mkdtemp(join(tmpdir(), 'tayori-fleet-'));
  const site = await openMailing();
  const program = await currentProgram(scratch);
  await shortenLease(site);
  const server = await startServer(fleet.seed, join(scratch, 'server.log'));
  const random = seeded(fleet.seed);
  const onLedger = <T>(work: (ledger: Ledger) => Promise<T>) => withLedger(url, site.root, work);
  const env = {
    MAIL_URL: `smtp://127.0.0.1:${server.port}?connections=${fleet.connections}`,
    LEDGER_URL: url,
    SIGNING_KEY: KEY,
  };
  let [runs, ahead, struck, working] = [0, 0, 0, true];
  const broken: string[] = [];
  const over = async (sender: Sender) => {
    const code = await sender.ended;
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
    await onLedger((ledger) => subscribe(ledger, recipients));
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
    const workers = () => onLedger(({ deliveries }) => deliveries.workers(of));
    /** One that lives and has mail in its hands. While mail is left and held, there is one sooner or later. */
    const somebodyAtWork = (): Promise<Sender> =>
      until('a sender with mail in its hands', async () => {
        const busy = (await workers()).filter((worker) => isAtWork(worker) && worker.held > 0);
        const able = crew.filter(
          ({ child }) => isAlive({ child }) && busy.some(({ host }) => host.endsWith(`(${child.pid})`)),
        );
        return able[Math.floor(random() * able.length)];
      });
    const leaseOver = async ({ child }: Sender) => {
      const own = (worker: Worker) => worker.host.endsWith(`(${child.pid})`);
      await untilLeasesAreOver(async () => (await workers()).filter(own));
    };
    const strike = async (blow: Blow, hold: () => Promise<void>) => {
      if (blow === 'restart') {
        await database.stop();
        server.open(); // so that their answers meet a database that is away
        return await database.start();
      }
      const sender = await somebodyAtWork();
      if (blow === 'kill') {
        sender.child.kill('SIGKILL');
        await sender.ended;
      } else if (blow === 'leave') sender.child.kill('SIGTERM');
      else {
        sender.child.kill('SIGSTOP');
        for (const until of [leaseOver(sender), undefined]) {
          server.open();
          const held = hold(); // the others go on so far, and no further: mail is left for the next blow
          await (until ?? held);
        }
        sender.child.kill('SIGCONT');
      }
    };
    const blows = shuffled(
      [
        ...Array<Blow>(fleet.kills).fill('kill'),
        ...Array<Blow>(fleet.stalls).fill('stall'),
        ...Array<Blow>(fleet.restarts).fill('restart'),
        ...Array<Blow>(fleet.leaves).fill('leave'),
      ],
      random,
    );
    let left = blows.reduce((sum, blow) => sum + HOLDS[blow], 0);
    for (const blow of blows) {
      const { queued } = await onLedger((ledger) => standingOf(ledger, fleet.deliveries));
      const share = queued / (left + 1);
      const hold = () => {
        const { at, nth } = drawHold(random, share);
        return server.hold(at, nth);
      };
      // The mail flows no longer than this: on a busy machine it would all be gone while the ledger is asked.
      server.open();
      await hold();
      await strike(blow, hold);
      left -= HOLDS[blow];
      struck += 1;
      fleet.onProgress?.({ kills: struck, runs, seen: server.seen() });
    }
    working = false;
    server.open();
    await Promise.all(crew.map(over));
    await Promise.all(places);
    for (let last = 0; last < MOST_LAST_RUNS; last += 1) {
      await untilLeasesAreOver(workers);
      ahead += 120 * MINUTE;
      await over(start());
      const { queued, deferred } = await onLedger((ledger) => standingOf(ledger, fleet.deliveries));
      if (queued + deferred === 0) break;
    }
    const evidence = await evidenceOf(url, site.root, server.log, recipients);
    const verdict = judge(evidence);
    return {
      ...verdict.counts,
      kills: struck,
      inFlow: struck,
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

function isAlive({ child }: Pick<Sender, 'child'>): boolean {
  return child.exitCode === null && child.signalCode === null;
}

function shuffled<T>(values: readonly T[], random: () => number): T[] {
  return values
    .map((value) => ({ value, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
