import { describe, expect, it } from 'vitest';
import { openTransport } from '../../../src/mail/open-transport.ts';
import { openKeeper, openSink, type Sink } from '../../smtp.ts';
import { describeTransport, messageTo } from '../contract.ts';

describeTransport('two relays', async () => {
  const sinks = [await openSink(), await openSink()];
  return {
    transport: openTransport(sinks.map(({ url }) => url).join(' '), '/'),
    arrived: async () => sinks.flatMap(({ accepted }) => accepted.map(({ mail }) => mail)),
    close: async () => {
      for (const sink of sinks) await sink.close();
    },
  };
});

const hostOf = ({ port }: { readonly port: number }) => `127.0.0.1:${port}`;
const yes = async () => true;

async function sendTo(relays: readonly string[], count: number) {
  await using transport = openTransport(relays.join(','), '/');
  const replies = [];
  for (let n = 0; n < count; n += 1)
    replies.push(await transport.deliver(await messageTo(`r${n}@example.jp`), yes));
  return { replies, report: transport.relays?.() ?? [] };
}

describe('several relays', () => {
  it('share the mails by weight, and each reply says whose it is', async () => {
    const [a, b] = [await openKeeper(), await openSink()];
    const { replies, report } = await sendTo([`${a.url}?weight=3`, b.url], 8);
    expect(replies.filter(({ relay }) => relay === hostOf(a))).toHaveLength(6);
    expect([a.kept.length, b.accepted.length]).toEqual([6, 2]);
    expect(report).toEqual([
      { name: hostOf(a), taken: 6, rests: 0, said: '', down: false },
      { name: hostOf(b), taken: 2, rests: 0, said: '', down: false },
    ]);
    await a.close();
    await b.close();
  });

  const closed = { url: 'smtp://127.0.0.1:9', close: async () => {} };
  it.for<[string, () => Promise<Pick<Sink, 'url' | 'close'>>]>([
    ['can not be reached', async () => closed],
    ['says 421 at once', () => openSink({ act: (step) => (step === 'banner' ? '421 busy' : undefined) })],
    [
      'says 421 at RCPT',
      () => openSink({ act: (step) => (step === 'RCPT' ? '421 4.3.2 closing' : undefined) }),
    ],
    [
      'wants another login',
      () => openSink({ act: (step) => (step === 'MAIL' ? '530 5.7.0 log in' : undefined) }),
    ],
    [
      'says that we are too fast',
      () =>
        openSink({
          act: (step) => (step === 'MAIL' ? '450 4.7.1 Error: too much mail from 192.0.2.1' : undefined),
        }),
    ],
    [
      'has taken all for today',
      () =>
        openSink({ act: (step) => (step === 'RCPT' ? '454 4.7.1 Daily message quota exceeded' : undefined) }),
    ],
  ])('go on without one that %s, and nobody waits for it', async ([_why, open]) => {
    const [bad, good] = [await open(), await openSink()];
    const { replies, report } = await sendTo([bad.url, good.url], 6);
    expect(replies.map(({ kind }) => kind)).toEqual(Array(6).fill('accepted'));
    expect(good.accepted).toHaveLength(6);
    expect(report[0]).toMatchObject({ taken: 0, rests: 1, down: true });
    await bad.close();
    await good.close();
  });

  it('never hand on a mail that was marked, whatever became of it', async () => {
    const bad = await openSink({ act: (step) => (step === 'dot' ? { drop: true } : undefined) });
    const good = await openSink();
    await using transport = openTransport(`${bad.url} ${good.url}`, '/');
    const marks: (string | undefined)[] = [];
    const reply = await transport.deliver(await messageTo('a@example.jp'), async (relay) => {
      marks.push(relay);
      return true;
    });
    expect(reply).toMatchObject({ kind: 'unknown', relay: hostOf(bad) });
    expect(marks).toEqual([hostOf(bad)]);
    expect(good.accepted).toEqual([]);
    const next = await transport.deliver(await messageTo('b@example.jp'), yes);
    expect(next).toMatchObject({ kind: 'accepted', relay: hostOf(good) });
    await bad.close();
    await good.close();
  });

  it('say of a quota after the mail that another relay may have it, as long as one is there', async () => {
    const full = () =>
      openSink({
        act: (step) => (step === 'dot' ? '550 5.4.5 Daily user sending limit exceeded' : undefined),
      });
    const [a, b] = [await full(), await full()];
    const { replies, report } = await sendTo([a.url, b.url], 2);
    expect(replies).toMatchObject([
      { kind: 'refused', relay: hostOf(a), elsewhere: true },
      { kind: 'refused', relay: hostOf(b) },
    ]);
    expect(replies[1]).not.toHaveProperty('elsewhere');
    expect(report).toMatchObject([{ rests: 1 }, { rests: 1 }]);
    await a.close();
    await b.close();
  });

  it('do not hand on what was said about a recipient', async () => {
    const strict = await openSink({
      act: (step) => (step === 'RCPT' ? '550 5.1.1 no such user' : undefined),
    });
    const good = await openSink();
    const { replies } = await sendTo([`${strict.url}?weight=9`, good.url], 1);
    expect(replies[0]).toMatchObject({ kind: 'refused', code: 550, relay: hostOf(strict) });
    expect(good.accepted).toEqual([]);
    await strict.close();
    await good.close();
  });

  it('answer with the last failure where all of them fail', async () => {
    const { replies } = await sendTo(['smtp://127.0.0.1:9', 'smtp://127.0.0.1:11'], 1);
    expect(replies[0]).toMatchObject({ kind: 'unsent', phase: 'connect', relay: '127.0.0.1:11' });
  });
});
