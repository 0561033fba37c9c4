/**
 * A mail server that is ill: it limits, calls good addresses bad and drops lines, and the sender is killed meanwhile;
 * then it is mended. Everyone must have one mail in the end, and nobody be off the list but who is really gone.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { beginNow } from '../cli/program.ts';
import { currentProgram } from '../journeys/installed.ts';
import { KEY, openMailing, seeded, WEEK } from '../journeys/mailing.ts';
import { evidenceOf, of, people, standingOf, subscribe, withLedger } from './evidence.ts';
import { isGone } from './faults.ts';
import { type Counts, judge } from './judge.ts';
import { drawHold } from './moment.ts';
import { GOOD_ENDS, startSender } from './sender.ts';
import { startServer } from './server-process.ts';

export type Illness = {
  readonly seed: number;
  readonly deliveries: number;
  /** Of the sender, while the server is ill. */
  readonly kills: number;
  /** Runs to their own end, while it is ill. */
  readonly runs: number;
  readonly connections: number;
  readonly onProgress?: (what: string) => void;
};

export type IllnessOutcome = Counts & {
  /** Whose mail the server took, of those who are not gone. */
  readonly reached: number;
  /** How often an address was called bad that is not. */
  readonly falselyBad: number;
  /** How often it limited us, or dropped a line. */
  readonly limits: number;
  readonly drops: number;
  /** Who is off the list at the end, and is not gone. */
  readonly wronglyBounced: readonly string[];
  readonly settled: number;
  readonly seconds: number;
  readonly broken: readonly string[];
};

const MINUTE = 60_000;
const MOST_LAST_RUNS = 20;
const URL = 'sqlite:.tayori/ledger.db';
const GONE = ['gone1@d0.example', 'gone2@d1.example'];

export async function runIllness(illness: Illness): Promise<IllnessOutcome> {
  const { seed, deliveries, connections, onProgress = () => {} } = illness;
  const begun = performance.now();
  const scratch = await mkdtemp(join(tmpdir(), 'tayori-illness-'));
  const site = await openMailing();
  const program = await currentProgram(scratch);
  const server = await startServer(seed, join(scratch, 'server.log'), 'ill');
  const random = seeded(seed);
  const recipients = [...people(deliveries - GONE.length), ...GONE];
  const env = {
    MAIL_URL: `smtp://127.0.0.1:${server.port}?connections=${connections}`,
    LEDGER_URL: URL,
    SIGNING_KEY: KEY,
  };
  const onLedger = <T>(work: (ledger: Ledger) => Promise<T>) => withLedger(URL, site.root, work);
  const standing = () => onLedger((ledger) => standingOf(ledger, deliveries));
  const broken: string[] = [];
  let ahead = 0;
  const start = () => {
    ahead += 5 * MINUTE;
    return startSender(program, site.root, {
      args: ['--yes', '--expect', `${deliveries}`, '--wait', '0'],
      env: { ...env, TEST_CLOCK_AHEAD: `${ahead}` },
    });
  };
  /** @param brake whether it may end because too many addresses were called bad */
  const toItsEnd = async (brake: boolean) => {
    const sender = start();
    const code = await sender.ended;
    const stopped = brake && code === 1 && /\[send-(stopped|bounces)\]/.test(sender.said());
    if (!GOOD_ENDS.includes(code) && !stopped)
      broken.push(`a run ended with ${code}: ${sender.said().slice(-500)}`);
  };
  try {
    await onLedger((ledger) => subscribe(ledger, recipients));
    for (let kills = 0; kills < illness.kills; kills += 1) {
      const { at, nth } = drawHold(random, 20);
      const held = server.hold(at, nth);
      const sender = start();
      await Promise.race([held, sender.ended]);
      sender.child.kill('SIGKILL');
      await sender.ended;
      server.open();
      onProgress(`ill: ${kills + 1} of ${illness.kills} kills`);
    }
    for (let runs = 0; runs < illness.runs; runs += 1) {
      await toItsEnd(true);
      onProgress(`ill: ${runs + 1} of ${illness.runs} runs, ${(await standing()).queued} queued`);
    }
    server.turns('well');
    const untilNothingIsOpen = async () => {
      for (let last = 0; last < MOST_LAST_RUNS; last += 1) {
        ahead += 120 * MINUTE;
        await toItsEnd(false);
        const { queued, deferred } = await standing();
        onProgress(`well: ${queued} queued, ${deferred} deferred`);
        if (queued + deferred === 0) return;
      }
    };
    await untilNothingIsOpen();
    // As an editor does it with the log of the mail server.
    const before = await evidenceOf(URL, site.root, server.log, recipients);
    const taken = new Set(before.log.filter(({ what }) => what === 'accepted').map(({ to }) => to));
    const doubt = before.rows.filter(({ state }) => state === 'uncertain').map(({ address }) => address);
    const settle = async (as: string, some: readonly string[]) => {
      if (some.length === 0) return;
      const words = ['settle', ...some, '--week', WEEK, '--as', as, '--reason', 'the log', '--yes'];
      const { code, stderr } = await beginNow(site.root, words, env).finished;
      if (code !== 0 && code !== 4) broken.push(`settle ended with ${code}: ${stderr}`);
    };
    await settle(
      'sent',
      doubt.filter((to) => taken.has(to)),
    );
    await settle(
      'queued',
      doubt.filter((to) => !taken.has(to)),
    );
    await untilNothingIsOpen();
    const evidence = await evidenceOf(URL, site.root, server.log, recipients);
    const verdict = judge(evidence);
    const bounced = await onLedger(({ subscribers }) =>
      Array.fromAsync(subscribers.list({ status: 'bounced' })),
    );
    const reached = new Set(evidence.log.filter(({ what }) => what === 'accepted').map(({ to }) => to));
    const said = (what: RegExp) => evidence.log.filter(({ fault }) => what.test(fault ?? '')).length;
    const failed = await onLedger(({ deliveries: all }) => Array.fromAsync(all.list(of, 'failed')));
    const wronglyFailed = failed.filter(({ address }) => !isGone(address));
    return {
      ...verdict.counts,
      reached: recipients.filter((to) => reached.has(to)).length,
      falselyBad: said(/not true/),
      limits: said(/^4/),
      drops: said(/dropped|hung up/),
      wronglyBounced: bounced.map(({ address }) => address).filter((address) => !isGone(address)),
      settled: doubt.length,
      seconds: (performance.now() - begun) / 1000,
      broken: [
        ...broken,
        ...verdict.broken,
        ...wronglyFailed.map(({ address, response }) => `failed, and not gone: ${address} (${response})`),
      ],
    };
  } finally {
    server.child.kill();
    await rm(scratch, { recursive: true, force: true });
    await rm(site.root, { recursive: true, force: true });
  }
}
