/** When a run stops believing servers about addresses: what earlier runs and other workers heard counts too. */
import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Ledger, Outcome } from '../../../src/ledger/ledger.ts';
import { openLedger } from '../../../src/ledger/open.ts';
import { openFaultWatch } from '../../../src/sending/brake/fault-watch.ts';
import { frozen, NOW, WEEK } from '../../ledger/people.ts';

const SENT: Outcome = { state: 'sent', response: '250 ok' };
const BAD: Outcome = { state: 'failed', response: '550 5.1.1 no such user', fault: 'bad-address' };
const opened = () => openLedger('sqlite::memory:', '/', { random: (bytes) => randomBytes(bytes) });
const readers = Array.from({ length: 1500 }, (_, n) => `r${String(n).padStart(4, '0')}@d${n % 75}.example`);

/** So many are brought to an end, of which these are bad; the others stay queued. */
async function begun(ledger: Ledger, sent: number, bad: number): Promise<void> {
  const ids = await frozen(ledger, readers);
  await ledger.deliveries.claim(WEEK, 'earlier', readers.length, NOW);
  for (const [index, id] of ids.slice(0, sent + bad).entries())
    await ledger.deliveries.record(WEEK, id, 'earlier', index < bad ? BAD : SENT, NOW);
}

it.for([
  { sent: 975, bad: 25, stops: false, why: '2.5 % of what was answered, and 1.7 % of all' },
  { sent: 1400, bad: 0, stops: false, why: 'the first of this run, after many that were taken' },
  { sent: 10, bad: 25, stops: true, why: 'more than half of all answers' },
  { sent: 900, bad: 74, stops: false, why: 'one below 5 % of 1,500, and this is the next' },
  { sent: 900, bad: 75, stops: true, why: 'one more than that' },
])(
  'after $sent sent and $bad bad in earlier runs, one more bad address stops the run: $stops, $why',
  async (row) => {
    await using ledger = await opened();
    await begun(ledger, row.sent, row.bad);
    const watch = await openFaultWatch(ledger.deliveries, WEEK);
    expect(watch.hear('d74.example', BAD)).toBe(row.stops ? BAD.response : undefined);
  },
);

it('hears of other workers at each look: of what was taken as well as of what was refused', async () => {
  await using ledger = await opened();
  await frozen(ledger, readers);
  const watch = await openFaultWatch(ledger.deliveries, WEEK);
  await begun(ledger, 975, 25);
  const late = await openFaultWatch(ledger.deliveries, WEEK);
  expect([await watch.look(), await late.look()]).toEqual([undefined, undefined]);
  expect(late.isHeld('d0.example')).toBe(false);
});
