/** What follows, after a run, from what servers said of addresses: over a real ledger in memory. */
import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Ledger, MailingRef, Outcome } from '../../../src/ledger/ledger.ts';
import { openLedger } from '../../../src/ledger/open.ts';
import { concludeFaults } from '../../../src/sending/brake/conclude-faults.ts';
import { frozen, later, NOW } from '../../ledger/people.ts';

const week = (n: number): MailingRef => ({ id: `2025-W${45 + n}`, channel: 'mail' });
const SENT: Outcome = { state: 'sent', response: '250 ok' };
const BAD: Outcome = { state: 'failed', response: '550 5.1.1 no such user', fault: 'bad-address' };
const FULL: Outcome = { state: 'failed', response: '552 5.2.2 mailbox full', fault: 'mailbox-full' };
const DEFERRED: Outcome = { state: 'deferred', response: '451', retryAt: later(60), countsAsAttempt: true };

const opened = () => openLedger('sqlite::memory:', '/', { random: (bytes) => randomBytes(bytes) });
const readers = Array.from({ length: 200 }, (_, n) => `r${String(n).padStart(3, '0')}@d${n % 50}.example`);

/** Everyone gets the mail, but those; who left gets none. */
async function mail(ledger: Ledger, of: MailingRef, fates: Readonly<Record<number, Outcome>>): Promise<void> {
  const ids = await frozen(ledger, readers, of);
  await ledger.deliveries.claim(of, 'me', readers.length, NOW);
  for (const [index, id] of ids.entries())
    await ledger.deliveries.record(of, id, 'me', fates[index] ?? SENT, NOW);
  await ledger.deliveries.leave(of, 'me', undefined, NOW);
}
const first = (count: number, outcome: Outcome) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [n, outcome]));
const bouncedIn = async (ledger: Ledger) => (await ledger.subscribers.count()).bounced;

it.for([
  { weeks: [FULL, FULL], count: 2, bounced: 0, why: 'twice is not yet for ever' },
  { weeks: [FULL, FULL, FULL], count: 2, bounced: 2, why: 'three digests in a row' },
  { weeks: [FULL, SENT, FULL, FULL], count: 2, bounced: 0, why: 'it was emptied in between' },
  { weeks: [FULL, FULL, FULL], count: 200, bounced: 0, why: 'everyone is full: it is the server’s disk' },
  {
    weeks: [FULL, FULL, FULL, FULL],
    count: 30,
    bounced: 0,
    why: '15 % are beyond the brake, week after week',
  },
])('after $weeks.length weeks $bounced of $count with a full mailbox are bounced: $why', async (row) => {
  await using ledger = await opened();
  for (const [index, outcome] of row.weeks.entries()) {
    await mail(ledger, week(index), first(row.count, outcome));
    const [conclusion] = await concludeFaults(ledger.deliveries, week(index), later(1));
    expect(conclusion?.brake !== undefined).toBe(index >= 2 && row.bounced === 0 && row.count > 10);
  }
  expect(await bouncedIn(ledger)).toBe(row.bounced);
  // Nobody is tried again at once because of a full mailbox: the next digest comes soon enough.
  expect(await ledger.deliveries.tally(week(row.weeks.length - 1))).toMatchObject({ queued: 0 });
  expect(await ledger.deliveries.undecided()).toEqual([]);
});

it('counts both faults under the same brake', async () => {
  await using ledger = await opened();
  for (const n of [0, 1]) {
    await mail(ledger, week(n), first(6, FULL));
    await concludeFaults(ledger.deliveries, week(n), later(1));
  }
  await mail(ledger, week(2), { ...first(11, BAD), ...first(6, FULL) });
  const [conclusion] = await concludeFaults(ledger.deliveries, week(2), later(1));
  expect(conclusion?.brake).toMatchObject({ bad: 11, people: 200, allowed: 5, queued: 5 });
  expect(await bouncedIn(ledger)).toBe(0);
});

it('counts what was believed before, however often a run is begun', async () => {
  await using ledger = await opened();
  await mail(ledger, week(0), { ...first(8, BAD), 8: DEFERRED, 9: DEFERRED, 10: DEFERRED });
  const conclude = async () => (await concludeFaults(ledger.deliveries, week(0), later(120)))[0];
  expect((await conclude())?.bounced).toHaveLength(8);
  for (const { subscriber } of await ledger.deliveries.claim(week(0), 'you', 9, later(61)))
    await ledger.deliveries.record(week(0), subscriber, 'you', BAD, later(61));
  await ledger.deliveries.leave(week(0), 'you', undefined, later(62));
  expect(await conclude()).toMatchObject({ bounced: [], brake: { bad: 11, allowed: 10, queued: 3 } });
  expect(await bouncedIn(ledger)).toBe(8);
});

it('waits with what is much so far, and may be little in the end', async () => {
  await using ledger = await opened();
  const fates = Object.fromEntries(readers.map((_, n) => [n, n < 8 ? BAD : n < 40 ? SENT : DEFERRED]));
  await mail(ledger, week(0), fates);
  const conclude = () => concludeFaults(ledger.deliveries, week(0), later(120));
  expect(await conclude()).toMatchObject([{ bounced: [], brake: undefined, open: 8 }]);
  for (const { subscriber } of await ledger.deliveries.claim(week(0), 'you', 200, later(61)))
    await ledger.deliveries.record(week(0), subscriber, 'you', SENT, later(61));
  await ledger.deliveries.leave(week(0), 'you', undefined, later(62));
  expect((await conclude())[0]?.bounced).toHaveLength(8);
});

it('leaves it to who ends last', async () => {
  await using ledger = await opened();
  const ids = await frozen(ledger, readers, week(0));
  await ledger.deliveries.claim(week(0), 'me', 100, NOW);
  await ledger.deliveries.record(week(0), ids[0] ?? '', 'me', BAD, NOW);
  expect(await concludeFaults(ledger.deliveries, week(0), NOW)).toEqual([]);
  await ledger.deliveries.leave(week(0), 'me', undefined, NOW);
  expect(await concludeFaults(ledger.deliveries, week(0), NOW)).toHaveLength(1);
});

it('is stricter with a list on which few were bad', async () => {
  await using ledger = await opened();
  for (const n of [0, 1]) {
    await mail(ledger, week(n), first(n, BAD));
    await concludeFaults(ledger.deliveries, week(n), later(1));
  }
  await mail(ledger, week(2), Object.fromEntries(Array.from({ length: 6 }, (_, n) => [n + 1, BAD])));
  const [conclusion] = await concludeFaults(ledger.deliveries, week(2), later(1));
  expect(conclusion?.brake).toMatchObject({ bad: 6, allowed: 5 });
  const believed = await concludeFaults(ledger.deliveries, week(2), later(1), { believe: true });
  expect(believed).toEqual([]); // they wait to be asked again: nothing is open
});

it('can be broken off at any step and begun again', async () => {
  await using ledger = await opened();
  await mail(ledger, week(0), first(8, BAD));
  let steps = 0;
  const broken: typeof ledger.deliveries = {
    ...ledger.deliveries,
    decideFaults: async (of, verdict, people, reason, now) => {
      await ledger.deliveries.decideFaults(of, verdict, people.slice(0, 3), reason, now);
      steps += 1;
      throw new Error('the process died');
    },
  };
  await expect(concludeFaults(broken, week(0), later(1))).rejects.toThrow('died');
  expect([steps, await bouncedIn(ledger)]).toEqual([1, 3]);
  await concludeFaults(ledger.deliveries, week(0), later(2));
  expect(await bouncedIn(ledger)).toBe(8);
});

/** Those who wait get these outcomes, and the others the mail. @returns what was decided then */
async function mailAgain(ledger: Ledger, of: MailingRef, bad: number) {
  const claimed = await ledger.deliveries.claim(of, 'again', 200, NOW);
  for (const [index, { subscriber }] of claimed.entries())
    await ledger.deliveries.record(of, subscriber, 'again', index < bad ? BAD : SENT, NOW);
  const [conclusion] = await concludeFaults(ledger.deliveries, of, later(1));
  return { asked: claimed.length, again: conclusion?.again, bounced: await bouncedIn(ledger) };
}

it('asks again whom a server calls bad that was wrong before and looks no better, and leaves them to the next digest', async () => {
  await using ledger = await opened();
  await mail(ledger, week(0), first(40, BAD)); // a fifth of all: not believed
  expect((await concludeFaults(ledger.deliveries, week(0), later(1)))[0]?.brake).toMatchObject({
    queued: 40,
  });
  // Four of forty are within every bound of a list of 200, and as many as before.
  expect(await mailAgain(ledger, week(0), 4)).toEqual({ asked: 40, again: 4, bounced: 0 });
  expect(await mailAgain(ledger, week(0), 2)).toEqual({ asked: 4, again: 2, bounced: 0 });
  for (let times = 3; times <= 6; times += 1)
    expect(await mailAgain(ledger, week(0), 2)).toMatchObject({ asked: 2, bounced: 0 });
  expect(await ledger.deliveries.tally(week(0))).toMatchObject({ sent: 198, failed: 2, queued: 0 });
  expect(await ledger.deliveries.undecided()).toEqual([]);
  // With the next digest, a server that is well again is believed.
  await mail(ledger, week(1), first(2, BAD));
  await concludeFaults(ledger.deliveries, week(1), later(2));
  expect(await bouncedIn(ledger)).toBe(2);
});

it('believes a server that was wrong before, once few are bad of those it was asked about since', async () => {
  await using ledger = await opened();
  await mail(ledger, week(0), first(40, BAD));
  await concludeFaults(ledger.deliveries, week(0), later(1));
  expect(await mailAgain(ledger, week(0), 1)).toEqual({ asked: 40, again: 0, bounced: 1 });
});

it('waits for more answers before it believes that several of a few are bad', async () => {
  await using ledger = await opened();
  const ids = await frozen(ledger, readers, week(0));
  await ledger.deliveries.claim(week(0), 'me', 200, NOW);
  for (const [index, id] of ids.slice(0, 20).entries())
    await ledger.deliveries.record(week(0), id, 'me', index < 4 ? BAD : SENT, NOW);
  await ledger.deliveries.leave(week(0), 'me', undefined, NOW);
  const [soon] = await concludeFaults(ledger.deliveries, week(0), later(1));
  expect([soon?.open, await bouncedIn(ledger)]).toEqual([4, 0]);
  expect(await mailAgain(ledger, week(0), 0)).toEqual({ asked: 180, again: 0, bounced: 4 });
});

it('counts those who moved to a domain that nobody had at the freeze: its server is believed no further', async () => {
  await using ledger = await opened();
  const ids = await frozen(ledger, readers, week(0));
  const moved = ids.slice(0, 9);
  for (const [n, subscriber] of moved.entries()) {
    const token = String(n).repeat(64);
    const address = `r${n}@merged.example`;
    const move = { token, code: token, kind: 'move', subscriber, address, form: '', fresh: false } as const;
    await ledger.forms.open({ ...move, expires: later(99) }, NOW);
    await ledger.forms.redeem(token, 'moved', NOW);
  }
  await ledger.deliveries.claim(week(0), 'me', readers.length, NOW);
  for (const id of ids)
    await ledger.deliveries.record(week(0), id, 'me', moved.includes(id) ? BAD : SENT, NOW);
  await ledger.deliveries.leave(week(0), 'me', undefined, NOW);
  const [conclusion] = await concludeFaults(ledger.deliveries, week(0), later(1));
  expect(conclusion).toMatchObject({ bounced: [], brake: { providers: ['merged.example'], bad: 9 } });
  expect(await bouncedIn(ledger)).toBe(0);
});
