/**
 * The promise of the whole program: two thousand subscribers, a real SMTP server, and a sender that is killed
 * with -9 again and again. Nobody gets the mail twice, nobody is forgotten, whoever is in doubt is named.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Tally } from '../../src/ledger/ledger.ts';
import { openKeeper } from '../smtp.ts';
import {
  ended,
  KEY,
  openMailing,
  readers,
  seeded,
  startSend,
  subscribe,
  WEEK,
  withLedger,
} from './mailing.ts';

const RECIPIENTS = 2000;
const KILLS = 10;
const CONNECTIONS = 5;
const of = { id: WEEK, channel: 'mail' } as const;

const balance = ({ sent, failed, skipped, uncertain, deferred, queued }: Tally) =>
  sent + failed + skipped + uncertain + deferred + queued;

describe('a sender killed with -9', () => {
  it.for([{ seed: 45 }])('ten times (seed $seed): once each, or named in doubt', async ({ seed }) => {
    const random = seeded(seed);
    const keeper = await openKeeper({ latency: () => 1 + Math.floor(random() * 6) });
    const site = await openMailing();
    const addresses = readers(RECIPIENTS);
    await subscribe(site, addresses);
    const env = { MAIL_URL: `${keeper.url}?connections=${CONNECTIONS}`, SIGNING_KEY: KEY };
    const args = ['--yes', '--expect', `${RECIPIENTS}`];

    let doubt = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const arrived = keeper.kept.length;
      const child = startSend(site, args, env);
      // Killed at a moment of its own: some kills come while it starts, most while mail flows.
      const until = arrived + Math.floor(random() * 160);
      while (keeper.kept.length < until && child.exitCode === null) await sleep(2);
      await sleep(random() * 20);
      child.kill('SIGKILL');
      await ended(child);
      const tally = await withLedger(site, async ({ deliveries }) => {
        if ((await deliveries.mailing(WEEK, 'mail')) === undefined) return undefined;
        await deliveries.recover(of, new Date());
        return deliveries.tally(of);
      });
      if (tally === undefined) continue;
      expect(balance(tally)).toBe(tally.planned);
      expect(tally.uncertain - doubt).toBeLessThanOrEqual(CONNECTIONS);
      doubt = tally.uncertain;
    }

    const last = await site.run(['send', '--week', WEEK, ...args, '--json'], env);
    const report = JSON.parse(last.stdout);
    const inDoubt = new Set<string>(report.inDoubt);
    const times = new Map<string, number>();
    for (const { to } of keeper.kept) times.set(to, (times.get(to) ?? 0) + 1);

    expect([...times.values()].filter((count) => count > 1)).toEqual([]);
    expect(addresses.filter((address) => !times.has(address) && !inDoubt.has(address))).toEqual([]);
    expect(report.planned).toBe(RECIPIENTS);
    expect(balance(report)).toBe(RECIPIENTS);
    expect(report.queued + report.deferred + report.failed + report.skipped).toBe(0);
    expect(report.sent).toBeGreaterThanOrEqual(1900);
    expect(report.uncertain).toBe(inDoubt.size);
    expect(report.uncertain).toBeLessThanOrEqual(KILLS * CONNECTIONS);
    expect(last.code).toBe(inDoubt.size > 0 ? 4 : 0);
    for (const address of inDoubt) expect(last.stderr).toContain(address);

    // Once more: nothing moves, whoever is in doubt stays in doubt.
    const before = keeper.kept.length;
    const again = await site.run(['send', '--week', WEEK, ...args], env);
    expect(keeper.kept.length).toBe(before);
    expect(again.code).toBe(last.code);
    await keeper.close();
  });
});
