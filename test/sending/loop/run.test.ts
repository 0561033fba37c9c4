/** The loop over a real ledger in memory and transports written for the test. */
import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../../src/ledger/ledger.ts';
import type { Message, Reply, Transport } from '../../../src/mail/transport.ts';
import type { SendProgress } from '../../../src/sending/loop/progress.ts';
import { sendMailing } from '../../../src/sending/loop/run.ts';
import { noLimits } from '../../../src/sending/pace/pace.ts';
import { addressee } from '../../mail/mailings.ts';
import { freezeFor } from '../frozen.ts';

const START = new Date('2025-11-10T07:00:00Z');
const accepted: Reply = { kind: 'accepted', code: 250, response: '250 ok' };

/** A transport that answers as it is told, and keeps what it took. */
function keeping(answer: (to: string, mark: () => Promise<boolean>) => Promise<Reply>) {
  const taken: Message[] = [];
  const transport: Transport = {
    name: 'keeping',
    channel: 'mail',
    connections: 3,
    deliver: async (message, mark) => {
      const reply = await answer(message.envelope.to, mark);
      if (reply.kind === 'accepted') taken.push(message);
      return reply;
    },
    [Symbol.asyncDispose]: async () => {},
  };
  return { transport, taken };
}

async function rehearse(
  addresses: readonly string[],
  answer: Parameters<typeof keeping>[0],
  change: { readonly signal?: AbortSignal; readonly patience?: number } = {},
  begin: (ledger: Ledger) => void = () => {},
) {
  const { ledger, frozen } = await freezeFor(addresses, START);
  begin(ledger);
  let now = START.getTime();
  const progress: SendProgress[] = [];
  const { transport, taken } = keeping(answer);
  const ending = await sendMailing({
    mailing: frozen,
    deliveries: ledger.deliveries,
    transport,
    addressee: ({ address }) => ({ ...addressee, address }),
    owner: 'the test',
    clock: () => {
      now += 50; // time passes between any two looks at the clock
      return new Date(now);
    },
    signal: new AbortController().signal,
    patience: 0,
    limits: noLimits,
    dkim: undefined,
    onProgress: (each) => progress.push(each),
    ...change,
  });
  const tally = await ledger.deliveries.tally(frozen);
  return { ending, tally, taken, progress, ledger };
}

const people = (count: number) => Array.from({ length: count }, (_, index) => `p${index}@example.jp`);

describe('sendMailing', () => {
  it('sends to each once, marks each before, and says how far it is', async () => {
    const marks: boolean[] = [];
    const { tally, taken, progress } = await rehearse(people(40), async (_, mark) => {
      marks.push(await mark());
      return accepted;
    });
    expect(tally).toMatchObject({ planned: 40, sent: 40, queued: 0 });
    expect(new Set(taken.map(({ envelope }) => envelope.to)).size).toBe(40);
    expect(marks).toEqual(Array.from({ length: 40 }, () => true));
    expect(progress.at(-1)).toMatchObject({ total: 40 });
    expect(progress.every(({ done, total }) => done <= total)).toBe(true);
  });

  it('records every kind of end in the row where it belongs', async () => {
    const replies: Readonly<Record<string, Reply>> = {
      'p0@example.jp': {
        kind: 'refused',
        code: 550,
        enhanced: '5.1.1',
        response: '550 5.1.1 no',
        phase: 'rcpt',
      },
      'p1@example.jp': {
        kind: 'refused',
        code: 451,
        enhanced: '4.3.0',
        response: '451 4.3.0 later',
        phase: 'rcpt',
      },
      'p2@example.jp': { kind: 'unknown', reason: 'reset', phase: 'answer' },
    };
    const { tally, ending, ledger } = await rehearse(people(5), async (to, mark) => {
      await mark();
      return replies[to] ?? accepted;
    });
    expect(tally).toEqual({
      planned: 5,
      sent: 2,
      failed: 1,
      deferred: 1,
      uncertain: 1,
      skipped: 0,
      queued: 0,
    });
    expect(ending.retryAt?.getTime()).toBeGreaterThan(START.getTime());
    expect(ending.stop).toBeUndefined();
    expect((await ledger.subscribers.find({ address: 'p0@example.jp' }))?.status).toBe('confirmed');
    expect(await ledger.deliveries.openFaults({ id: '2025-W45', channel: 'mail' })).toMatchObject([
      { address: 'p0@example.jp' },
    ]);
  });

  it('refuses by itself an address that no envelope can carry, and goes on', async () => {
    const { tally, ledger } = await rehearse([...people(2), '花 子@example.jp'], async (_, mark) => {
      await mark();
      return accepted;
    });
    expect(tally).toMatchObject({ sent: 2, failed: 1 });
    // No server said a word about her mailbox.
    expect((await ledger.subscribers.find({ address: '花 子@example.jp' }))?.status).toBe('confirmed');
  });

  it.for([
    {
      act: (ledger: Ledger, id: string) =>
        ledger.subscribers.pause(id, new Date('2025-12-24T00:00:00Z'), START),
      why: 'asks for a break',
      count: 40,
    },
    {
      act: (ledger: Ledger, id: string) =>
        ledger.subscribers.pause(id, new Date('2025-12-24T00:00:00Z'), START),
      why: 'asks for a break',
      count: 1,
    },
    {
      act: (ledger: Ledger, id: string) => ledger.subscribers.act('unsubscribe', id, 'the link', START),
      why: 'leaves',
      count: 40,
    },
  ])(
    'sends nothing to one of $count who $why while their mail is under way, and ends',
    async ({ act, count }) => {
      let known: Ledger | undefined;
      const { tally, taken, ending } = await rehearse(
        people(count),
        async (to, mark) => {
          const person = to === 'p0@example.jp' ? await known?.subscribers.find({ address: to }) : undefined;
          if (known !== undefined && person !== undefined) await act(known, person.id);
          return (await mark()) ? accepted : { kind: 'lost' };
        },
        {},
        (ledger) => {
          known = ledger;
        },
      );
      expect(tally).toMatchObject({ planned: count, sent: count - 1, skipped: 1, queued: 0, deferred: 0 });
      expect(taken.map(({ envelope }) => envelope.to)).not.toContain('p0@example.jp');
      expect(ending.stop).toBeUndefined();
    },
  );

  it('stops at once when the login is refused, and everyone stays queued', async () => {
    const refusal: Reply = {
      kind: 'refused',
      code: 535,
      enhanced: '5.7.8',
      response: '535 5.7.8 no',
      phase: 'auth',
    };
    const { tally, ending } = await rehearse(people(30), async () => refusal);
    expect(ending.stop).toEqual({ why: 'login', said: '535 5.7.8 no' });
    expect(tally).toMatchObject({ queued: 30, sent: 0, failed: 0 });
  });

  it('claims nothing more after the signal, and gives back what it had claimed', async () => {
    const controller = new AbortController();
    let answered = 0;
    const { tally, taken } = await rehearse(
      people(60),
      async (_, mark) => {
        await mark();
        answered += 1;
        if (answered === 10) controller.abort();
        return accepted;
      },
      { signal: controller.signal },
    );
    expect(taken.length).toBeLessThanOrEqual(12);
    expect(tally).toMatchObject({ sent: taken.length, queued: 60 - taken.length, uncertain: 0 });
  });

  it('ends by itself where the same recipient makes the server drop us each time', async () => {
    const { tally, ending } = await rehearse(people(10), async (to, mark) => {
      if (to === 'p3@example.jp') return { kind: 'unsent', reason: 'reset', phase: 'rcpt' };
      await mark();
      return accepted;
    });
    expect(tally).toMatchObject({ sent: 9, deferred: 1, queued: 0 });
    expect(ending.stop).toBeUndefined();
  });

  it('holds a domain back after five refusals of us, without using up attempts, and goes on elsewhere', async () => {
    const addresses = people(60).flatMap((address) => [
      address.replace('example.jp', 'strict.example'),
      address,
    ]);
    const { tally, ending, ledger } = await rehearse(addresses, async (to, mark) => {
      await mark();
      if (to.endsWith('example.jp')) return accepted;
      return { kind: 'refused', code: 550, enhanced: '5.7.1', response: '550 5.7.1 no', phase: 'answer' };
    });
    expect(tally).toMatchObject({ planned: 120, sent: 60, queued: 0 });
    // Five, and what was under way on the other connections.
    expect(tally.failed).toBeGreaterThanOrEqual(5);
    expect(tally.failed).toBeLessThanOrEqual(7);
    expect(tally.failed + tally.deferred).toBe(60);
    expect(ending.refusedBy).toEqual([
      { domain: 'strict.example', ofUs: tally.failed, held: true, said: '550 5.7.1 no' },
    ]);
    const held = await Array.fromAsync(
      ledger.deliveries.list({ id: '2025-W45', channel: 'mail' }, 'deferred'),
    );
    expect(new Set(held.map(({ attempts }) => attempts))).toEqual(new Set([0]));
    expect(held[0]?.response).toBe('held back: strict.example refuses mail from us');
  });
});
