/**
 * One run of chaos: a site, a list, the chaos server, and the real `tayori send` as a process that is killed
 * at moments drawn from the seed, started again, and at last let run to the end. Then everything is counted.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { currentProgram } from '../journeys/installed.ts';
import { KEY, openMailing, seeded } from '../journeys/mailing.ts';
import {
  evidenceOf,
  of,
  people,
  shortenLease,
  standingOf,
  subscribe,
  untilLeasesAreOver,
  withLedger,
} from './evidence.ts';
import { type Counts, judge, type Row } from './judge.ts';
import { drawBlow, prepare } from './moment.ts';
import { GOOD_ENDS, type Sender, startSender } from './sender.ts';
import { startServer } from './server-process.ts';

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
  /** Kills that came while mail was flowing: the server held a mail of the sender. */
  readonly inFlow: number;
  readonly runs: number;
  readonly seconds: number;
  /** The most that one death left in doubt; `undefined` where several can die at once. */
  readonly mostAtOnce: number | undefined;
  readonly faults: number;
  readonly broken: readonly string[];
};

const MINUTE = 60_000;
/** Between two runs that are killed; three tries of a mail lie 1, 16 and 81 minutes apart. */
const BETWEEN_KILLS = 5 * MINUTE;
const BETWEEN_LAST_RUNS = 120 * MINUTE;
const MOST_LAST_RUNS = 20;

export async function runChaos(chaos: Chaos): Promise<Outcome> {
  const begun = performance.now();
  const scratch = await mkdtemp(join(tmpdir(), 'tayori-chaos-'));
  const site = await openMailing();
  const program = await currentProgram(scratch);
  if (chaos.disturb !== undefined) await shortenLease(site);
  const server = await startServer(chaos.seed, join(scratch, 'server.log'));
  const url = chaos.ledgerUrl ?? 'sqlite:.tayori/ledger.db';
  const onLedger = <T>(work: (ledger: Ledger) => Promise<T>) => withLedger(url, site.root, work);
  const random = seeded(chaos.seed);
  const broken: string[] = [];
  let [runs, kills, inFlow, mostAtOnce, ahead, misfires] = [0, 0, 0, 0, 0, 0];
  try {
    const recipients = people(chaos.deliveries);
    await onLedger((ledger) => subscribe(ledger, recipients));
    const start = (...more: readonly string[]) => {
      runs += 1;
      return startSender(program, site.root, {
        args: ['--yes', '--expect', `${chaos.deliveries}`, ...more],
        env: {
          MAIL_URL: `smtp://127.0.0.1:${server.port}?connections=${chaos.connections}`,
          LEDGER_URL: url,
          SIGNING_KEY: KEY,
          TEST_CLOCK_AHEAD: `${ahead}`,
        },
      });
    };
    const standing = () => onLedger((ledger) => standingOf(ledger, chaos.deliveries));
    const check = async (sender: Sender) => {
      const code = await sender.ended;
      if (GOOD_ENDS.includes(code)) return;
      // A database that is away while a sender is at work ends it; the next run goes on.
      if (chaos.disturb !== undefined && code === 1) return;
      throw new Error(`The sender ended with ${code}:\n${sender.said()}`);
    };
    while (kills < chaos.kills && misfires <= chaos.kills) {
      // What is left is shared out among the kills that are left, so that none comes after the end.
      const blow = drawBlow(random, (await standing()).queued / (chaos.kills - kills + 1));
      const momentOf = prepare(server, blow);
      const sender = start('--wait', '2');
      if (await momentOf(sender)) {
        if (chaos.disturb !== undefined && kills % chaos.disturb.every === chaos.disturb.every - 1) {
          await chaos.disturb.by();
        }
        sender.child.kill(chaos.signal);
        kills += 1;
        if (blow.flowing) inFlow += 1;
      } else misfires += 1; // such as after ten connections that failed
      // Asked to end, a sender first gets the answers to what is under way; a dead one gets none.
      if (chaos.signal === 'SIGKILL') await sender.ended;
      server.open();
      await check(sender);
      const { sending } = await standing();
      mostAtOnce = Math.max(mostAtOnce, sending);
      if (sending > chaos.connections) broken.push(`kill ${kills} left ${sending} in doubt`);
      ahead += BETWEEN_KILLS;
      chaos.onProgress?.({ kills, runs, seen: server.seen() });
      // A database that was restarted keeps what the dead had claimed until their lease is over.
      if (chaos.disturb !== undefined)
        await untilLeasesAreOver(() => onLedger(({ deliveries }) => deliveries.workers(of)));
    }
    for (let last = 0; last < MOST_LAST_RUNS; last += 1) {
      await check(start('--wait', '0'));
      ahead += BETWEEN_LAST_RUNS;
      const { queued, deferred } = await standing();
      chaos.onProgress?.({ kills, runs, seen: server.seen() });
      if (queued + deferred === 0) break;
    }
    const evidence = await evidenceOf(url, site.root, server.log, recipients);
    const verdict = judge(evidence);
    const again = start('--json');
    const code = await again.ended;
    broken.push(...onceMore(evidence.rows, { code, stdout: again.result(), stderr: again.said() }));
    const after = await evidenceOf(url, site.root, server.log, recipients);
    if (after.log.length > evidence.log.length) broken.push('a run more, and mail left again');
    if (kills < chaos.kills) broken.push(`only ${kills} kills: ${misfires} senders ended before theirs`);
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

/** A run when all is over: who is in doubt is still in doubt, each is named, and the exit code says so. */
function onceMore(
  rows: readonly Row[],
  {
    code,
    stdout,
    stderr,
  }: { readonly code: number | null; readonly stdout: string; readonly stderr: string },
): string[] {
  const doubt = rows.filter(({ state }) => state === 'uncertain').map(({ address }) => address);
  const report: { readonly inDoubt: readonly string[] } = JSON.parse(stdout);
  const unnamed = doubt.filter((address) => !report.inDoubt.includes(address) || !stderr.includes(address));
  const expected = doubt.length > 0 ? 4 : 0;
  return [
    ...(code === expected ? [] : [`a run more ended with ${code}, not ${expected}`]),
    ...(unnamed.length === 0 ? [] : [`in doubt, and not named: ${unnamed.join(', ')}`]),
    ...(report.inDoubt.length === doubt.length ? [] : ['named, and not in doubt']),
  ];
}
