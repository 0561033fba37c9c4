/**
 * The short run of `npm run chaos`, with every `npm test`: a server that fails everywhere, a sender that dies.
 * The moments are drawn from the seed and named by the server, so each blow meets a sender that lives.
 */
import { expect, it } from 'vitest';
import { runFleet } from './fleet.ts';
import { runChaos } from './runner.ts';

const CONNECTIONS = 5;

it.for([
  {
    signal: 'SIGKILL',
    kills: 10,
    least: 1,
    most: CONNECTIONS,
    why: 'each death leaves no more in doubt than were under way',
  },
  { signal: 'SIGTERM', kills: 4, least: 0, most: 0, why: 'asked to end, it leaves nobody in doubt' },
] as const)(
  '$signal $kills times: nobody lost, nobody mailed twice; $why',
  async ({ signal, kills, least, most }) => {
    const outcome = await runChaos({ seed: 45, deliveries: 300, kills, signal, connections: CONNECTIONS });
    expect(outcome.broken).toEqual([]);
    expect(outcome).toMatchObject({ lost: 0, twice: 0, kills });
    expect(outcome.inFlow).toBeGreaterThanOrEqual(kills / 2);
    expect(outcome.faults).toBeGreaterThanOrEqual(20);
    expect(outcome.mostAtOnce).toBeLessThanOrEqual(most);
    expect(outcome.byDeath).toBeGreaterThanOrEqual(least);
    expect(outcome.byDeath).toBeLessThanOrEqual(kills * most);
    expect(outcome.sent + outcome.failed + outcome.uncertain).toBe(300);
    expect(outcome.sent).toBeGreaterThanOrEqual(240);
  },
);

it('three at once on PostgreSQL, killed, asleep beyond the lease, leaving, the database restarted: the same', async () => {
  const blows = { kills: 5, stalls: 1, restarts: 1, leaves: 1 };
  const outcome = await runFleet({ seed: 45, deliveries: 600, senders: 3, ...blows, connections: 5 });
  expect(outcome.broken).toEqual([]);
  expect(outcome).toMatchObject({ lost: 0, twice: 0, kills: 8 });
  expect(outcome.sent + outcome.failed + outcome.uncertain).toBe(600);
  expect(outcome.sent).toBeGreaterThanOrEqual(500);
});
