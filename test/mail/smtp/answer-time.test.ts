/** Answers that never come to their end, on a clock of the test; the sockets and the server are real. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openTransport } from '../../../src/mail/open-transport.ts';
import { MINUTE } from '../../../src/time.ts';
import { openSink, type Step } from '../../smtp.ts';
import { messageTo } from '../contract.ts';

const closers: (() => PromiseLike<void>)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const close of closers.splice(0)) await close();
});
const yes = async () => true;

describe('an answer that has no end', () => {
  /** Ten minutes go by once the server has begun an answer at this step: the last word never comes. */
  async function withoutEnd(at: Step, refused?: Step) {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    const begun = Promise.withResolvers<void>();
    let times = 0;
    const sink = await openSink({
      act: (step) => {
        if (step === refused) return '451 4.3.0 try later';
        if (step !== at || ++times > 1) return undefined;
        begun.resolve();
        return '250-and so on';
      },
      extensions: [],
    });
    closers.push(sink.close);
    const transport = openTransport(`${sink.url}?connections=1`, '/');
    closers.push(() => transport[Symbol.asyncDispose]());
    const first = transport.deliver(await messageTo('a@example.jp'), yes);
    await begun.promise;
    vi.advanceTimersByTime(12 * MINUTE);
    return { reply: await first, transport, sink };
  }

  it.for([
    { at: 'EHLO', kind: 'unsent', phase: 'greeting' },
    { at: 'MAIL', kind: 'unsent', phase: 'mail' },
    { at: 'RCPT', kind: 'unsent', phase: 'rcpt' },
    { at: 'dot', kind: 'unknown', phase: 'answer' },
  ] as const)('at $at is waited for ten minutes, and is none: $kind', async ({ at, kind, phase }) => {
    const { reply, transport } = await withoutEnd(at);
    expect(reply).toEqual({
      kind,
      phase,
      reason: 'No whole answer within 10 minutes',
      relay: expect.any(String),
    });
    expect((await transport.deliver(await messageTo('b@example.jp'), yes)).kind).toBe('accepted');
  });

  it('to RSET costs the connection, and not the answer before it', async () => {
    const { reply, transport, sink } = await withoutEnd('RSET', 'RCPT');
    expect(reply).toMatchObject({ kind: 'refused', code: 451 });
    await transport.deliver(await messageTo('b@example.jp'), yes);
    expect(sink.connections()).toBe(2);
  });
});
