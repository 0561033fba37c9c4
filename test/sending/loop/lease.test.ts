import { expect, it } from 'vitest';
import type { Pulse } from '../../../src/ledger/ledger.ts';
import type { Transport } from '../../../src/mail/transport.ts';
import { sendMailing } from '../../../src/sending/loop/run.ts';
import { noLimits } from '../../../src/sending/pace/pace.ts';
import { addressee } from '../../mail/mailings.ts';
import { until } from '../../until.ts';
import { freezeFor } from '../frozen.ts';

const NOW = new Date('2025-11-10T07:00:00Z');
const LEASE = 40;
const HALF = 30;
/** So many signs of life have come before the run can end: the fourth is the one that the rows change. */
const BEATS = 4;

/** A run whose signs of life are answered as the row says: a ledger alone never says these things. */
async function runWith(answer: (pulse: Pulse, beat: number, owner: string) => Pulse) {
  const people = Array.from({ length: 60 }, (_, index) => `p${index}@example.jp`);
  const { ledger, frozen } = await freezeFor(people, NOW);
  const taken: string[] = [];
  const transport: Transport = {
    name: 'keeping',
    channel: 'mail',
    connections: 2,
    deliver: async ({ envelope }, mark) => {
      if (!(await mark())) return { kind: 'lost' };
      // The second half waits for what the row is about: the signs of life that it answers.
      if (taken.length >= HALF) await enough.promise;
      taken.push(envelope.to);
      return { kind: 'accepted', code: 250, response: '250 ok' };
    },
    [Symbol.asyncDispose]: async () => {},
  };
  let beats = 0;
  const enough = Promise.withResolvers<void>();
  const owners = new Set<string>();
  const counts: number[] = [];
  const ending = await sendMailing({
    mailing: frozen,
    deliveries: {
      ...ledger.deliveries,
      beat: async (of, worker, now) => {
        owners.add(worker.owner);
        const pulse = await ledger.deliveries.beat(of, worker, now);
        beats += 1;
        if (beats === BEATS) setImmediate(enough.resolve); // once the run has heard this answer
        return answer({ ...pulse, leaseMs: LEASE }, beats, worker.owner);
      },
    },
    transport,
    addressee: ({ address }) => ({ ...addressee, address }),
    owner: 'me',
    host: 'tokyo (1)',
    clock: () => NOW,
    signal: new AbortController().signal,
    patience: 0,
    limits: noLimits,
    dkim: undefined,
    onProgress: () => {},
    onCount: async (sent) => void counts.push(sent),
  });
  return { counts, ending, taken, owners: [...owners], tally: await ledger.deliveries.tally(frozen), ledger };
}

it('stops where another sender found that servers refuse what the mail says', async () => {
  const halts = [{ host: 'osaka (2)', why: 'content', said: '554 5.6.0 no' }];
  const { ending, taken, tally } = await runWith((pulse, beat) => (beat < 4 ? pulse : { ...pulse, halts }));
  expect(ending.stop).toEqual({ why: 'elsewhere', said: 'osaka (2): 554 5.6.0 no' });
  expect(taken.length).toBeLessThan(60);
  expect(tally).toMatchObject({ sent: taken.length, uncertain: 0, queued: 60 - taken.length });
});

it.for(['login', 'connection', 'reputation'])('goes on where another stopped for %s', async (why) => {
  const halts = [{ host: 'osaka (2)', why, said: '535 no' }];
  const { ending, tally } = await runWith((pulse) => ({ ...pulse, halts }));
  expect(ending).toMatchObject({ stop: undefined, sent: 60, others: [] });
  expect(tally.sent).toBe(60);
});

it('begins anew under another name when its lease ran out, and mails nobody twice', async () => {
  const { ending, taken, owners, tally } = await runWith((pulse, beat, owner) => ({
    ...pulse,
    holds: owner !== 'me' || beat < 4,
  }));
  expect(owners).toEqual(['me', 'me-2']);
  expect(tally).toMatchObject({ sent: 60, uncertain: 0 });
  expect(ending.sent).toBe(60);
  expect(new Set(taken).size).toBe(60);
  expect(taken).toHaveLength(60);
});

it('says how many have the mail while it goes on: a run that is killed says nothing at its end', async () => {
  const { counts } = await runWith((pulse) => pulse);
  expect(counts.length).toBeGreaterThanOrEqual(BEATS - 2); // the first sign comes before the first mail
  expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  expect(counts[0]).toBeLessThanOrEqual(HALF);
});

it('leaves the row of a sender that is through, with what it sent', async () => {
  const { ledger } = await runWith((pulse) => pulse);
  const [worker] = await ledger.deliveries.workers({ id: '2025-W45', channel: 'mail' });
  expect(worker).toMatchObject({
    owner: 'me',
    host: 'tokyo (1)',
    sent: 60,
    held: 0,
    ended: NOW,
    stop: undefined,
  });
});

/** Gives all other work its turn so many times: what is left to do for a run needs some ten, however slow the machine is. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
}

it('reads and writes nothing more once it has left: the ledger may be closed then', async () => {
  const { ledger, frozen } = await freezeFor(['p@example.jp'], NOW);
  const slow = Promise.withResolvers<void>();
  let beats = 0;
  let underWay = 0;
  let atTheEnd: number | undefined;
  await sendMailing({
    mailing: frozen,
    deliveries: {
      ...ledger.deliveries,
      beat: async (of, worker, now) => {
        beats += 1;
        underWay += 1;
        if (beats > 1) await slow.promise; // a ledger that is slow just when the run ends
        const pulse = await ledger.deliveries.beat(of, worker, now);
        underWay -= 1;
        return { ...pulse, leaseMs: LEASE };
      },
      leave: async (...left) => {
        atTheEnd = underWay;
        return ledger.deliveries.leave(...left);
      },
    },
    transport: {
      name: 'keeping',
      channel: 'mail',
      connections: 1,
      deliver: async (_, mark) => {
        if (!(await mark())) return { kind: 'lost' };
        await until('a sign of life that is under way', () => beats > 1);
        void turns(2000).then(slow.resolve); // long after the run has nothing more to send
        return { kind: 'accepted', code: 250, response: '250 ok' };
      },
      [Symbol.asyncDispose]: async () => {},
    },
    addressee: ({ address }) => ({ ...addressee, address }),
    owner: 'me',
    clock: () => NOW,
    signal: new AbortController().signal,
    patience: 0,
    limits: noLimits,
    dkim: undefined,
    onProgress: () => {},
  });
  expect(atTheEnd).toBe(0);
});
