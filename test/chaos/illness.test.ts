/** The short run of `npm run chaos -- --illness`, with every `npm test`. */
import { expect, it } from 'vitest';
import { runIllness } from './illness.ts';

it('a relay that limits, drops lines and calls good addresses bad: once it is mended everyone has one mail, and nobody is off the list who is not gone', async () => {
  const outcome = await runIllness({ seed: 45, deliveries: 120, kills: 3, runs: 3, connections: 5 });
  expect(outcome.broken).toEqual([]);
  expect(outcome).toMatchObject({
    lost: 0,
    twice: 0,
    reached: 118,
    failed: 2,
    uncertain: 0,
    wronglyBounced: [],
  });
  expect(outcome.falselyBad).toBeGreaterThan(10);
  expect(outcome.limits).toBeGreaterThan(5);
});
