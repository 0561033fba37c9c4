/** Mails to one person, over a real ledger in memory and a transport written for the test. */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { openLedger } from '../../src/ledger/open.ts';
import type { Message, Reply, Transport } from '../../src/mail/transport.ts';
import { queuedBefore, queueOne, sendQueued } from '../../src/sending/one-mail.ts';
import { noLimits } from '../../src/sending/pace/pace.ts';
import { mailing } from '../mail/mailings.ts';
import { openVirtualTime } from './virtual-time.ts';

const START = new Date('2025-11-10T07:00:00Z');
const later = (minutes: number) => new Date(START.getTime() + minutes * 60_000);
const KEYS = ['a key of the test, long enough to sign'] as const;
const random = (bytes: number) => randomBytes(bytes);
const from = { sender: mailing().sender, channel: 'mail', keys: KEYS } as const;
const accepted: Reply = { kind: 'accepted', code: 250, response: '250 2.0.0 ok' };
const refused = (code: number, response: string, enhanced?: string): Reply => ({
  kind: 'refused',
  code,
  enhanced,
  response,
  phase: 'rcpt',
});

async function openScene() {
  const ledger = await openLedger('sqlite::memory:', '/', { random });
  await ledger.subscribers.add([person('hanako@example.jp'), person('taro@example.jp')], START);
  return ledger;
}

function person(address: string) {
  return { address, name: undefined, categories: undefined, consent: undefined };
}

async function idOf(ledger: Ledger, address: string): Promise<string> {
  const found = await ledger.subscribers.find({ address });
  if (found === undefined) throw new Error(`${address} is not there`);
  return found.id;
}

async function queue(ledger: Ledger, address: string, purpose: 'confirmation' | 'goodbye', now = START) {
  return queueOne(
    ledger,
    {
      purpose,
      subscriber: { id: await idOf(ledger, address), address },
      subject: '登録の確認',
      html: '<p>確認: <a href="https://web.example.jp/confirm?t=secret">確認する</a></p>',
      text: '確認: https://web.example.jp/confirm?t=secret\n',
    },
    from,
    { now, name: random(9) },
  );
}

/** @param answer what the server says to each address */
function server(answer: (to: string) => Reply) {
  const taken: Message[] = [];
  const transport: Transport = {
    name: 'smtp://server.test',
    channel: 'mail',
    connections: 5,
    deliver: async (message, mark) => {
      const reply = answer(message.envelope.to);
      if (reply.kind === 'refused') return reply;
      if (!(await mark())) return { kind: 'lost' };
      taken.push(message);
      return reply;
    },
    [Symbol.asyncDispose]: async () => {},
  };
  return { transport, taken };
}

const send = (ledger: Ledger, transport: Transport, now = START) => {
  const time = openVirtualTime(now);
  return time.during(
    sendQueued({
      ledger,
      transport,
      keys: KEYS,
      dkim: undefined,
      limits: noLimits,
      clock: time.clock,
      steady: time.clock,
      rest: time.rest,
      signal: new AbortController().signal,
      random,
      host: 'the test',
    }),
  );
};

const textOf = ({ content }: Message) => Buffer.concat(content).toString();

describe('a mail to one person', () => {
  it('waits in the ledger until it is sent, and is sent once', async () => {
    await using ledger = await openScene();
    await queue(ledger, 'hanako@example.jp', 'confirmation');
    const { transport, taken } = server(() => accepted);
    expect(taken).toEqual([]);
    expect(await send(ledger, transport)).toMatchObject({ sent: 1, failed: 0, trouble: undefined });
    expect(await send(ledger, transport)).toMatchObject({ sent: 0, failed: 0 });
    expect(taken.map(({ envelope }) => envelope.to)).toEqual(['hanako@example.jp']);
  });

  it('has no header of a list, and says that no person wrote it', async () => {
    await using ledger = await openScene();
    await queue(ledger, 'hanako@example.jp', 'confirmation');
    const { transport, taken } = server(() => accepted);
    await send(ledger, transport);
    const [head = ''] = taken.map((message) => textOf(message).split('\r\n\r\n', 1)[0]);
    expect(head).toContain('To: <hanako@example.jp>');
    expect(head).toContain('Auto-Submitted: auto-generated');
    expect(head).not.toMatch(/^(List-|Precedence|Feedback-ID)/m);
  });

  it('goes to who is not confirmed, and to who has just left', async () => {
    await using ledger = await openScene();
    await queue(ledger, 'hanako@example.jp', 'confirmation');
    await queue(ledger, 'taro@example.jp', 'goodbye');
    await ledger.subscribers.act('unsubscribe', await idOf(ledger, 'taro@example.jp'), 'the link', START);
    const { transport, taken } = server(() => accepted);
    expect(await send(ledger, transport)).toMatchObject({ sent: 2 });
    expect(taken).toHaveLength(2);
  });

  it('is tried again when the server asks for it, as the same mail', async () => {
    await using ledger = await openScene();
    await queue(ledger, 'hanako@example.jp', 'confirmation');
    const busy = server(() => refused(451, '451 4.7.1 Greylisted', '4.7.1'));
    const { retryAt } = await send(ledger, busy.transport);
    expect(retryAt).toEqual(later(5));
    const { transport, taken } = server(() => accepted);
    expect(await send(ledger, transport, later(1))).toMatchObject({ sent: 0 });
    expect(await send(ledger, transport, later(6))).toMatchObject({ sent: 1, retryAt: undefined });
    expect(textOf(taken[0] as Message)).toContain('Message-ID: <confirmation.');
  });

  it('stops at a server that is away, and loses nothing', async () => {
    await using ledger = await openScene();
    await queue(ledger, 'hanako@example.jp', 'confirmation');
    await queue(ledger, 'taro@example.jp', 'confirmation');
    const away: Reply = { kind: 'unsent', reason: 'connect ECONNREFUSED', phase: 'connect' };
    const { trouble } = await send(ledger, {
      ...server(() => accepted).transport,
      deliver: async () => away,
    });
    expect(trouble).toContain('ECONNREFUSED');
    const { transport, taken } = server(() => accepted);
    expect(await send(ledger, transport)).toMatchObject({ sent: 2 });
    expect(taken).toHaveLength(2);
  });

  it('takes nobody off the list, and leaves nothing to be decided', async () => {
    await using ledger = await openScene();
    const of = await queue(ledger, 'hanako@example.jp', 'confirmation');
    const { transport } = server(() => refused(550, '550 5.1.1 No such user', '5.1.1'));
    expect(await send(ledger, transport)).toMatchObject({ sent: 0, failed: 1 });
    expect((await ledger.subscribers.find({ address: 'hanako@example.jp' }))?.status).toBe('unconfirmed');
    expect(await ledger.deliveries.openFaults(of)).toEqual([]);
    expect(await ledger.deliveries.undecided()).toEqual([]);
  });

  it('is no digest, and its words are forgotten once it is sent', async () => {
    await using ledger = await openScene();
    const of = await queue(ledger, 'hanako@example.jp', 'confirmation');
    expect((await ledger.deliveries.mailing(of.id, 'mail'))?.editions[0]?.text).toContain('secret');
    await send(ledger, server(() => accepted).transport);
    expect(await ledger.deliveries.mailings()).toEqual([]);
    expect(await ledger.deliveries.transactional('mail')).toMatchObject({ planned: 1, sent: 1, queued: 0 });
    expect(JSON.stringify(await ledger.deliveries.mailing(of.id, 'mail'))).not.toContain('secret');
  });

  it('can be counted, so that nobody is sent too many', async () => {
    await using ledger = await openScene();
    await queue(ledger, 'hanako@example.jp', 'confirmation');
    await queue(ledger, 'hanako@example.jp', 'confirmation', later(60));
    await queue(ledger, 'hanako@example.jp', 'goodbye', later(70));
    const id = await idOf(ledger, 'hanako@example.jp');
    expect(await queuedBefore(ledger, id, 'confirmation')).toEqual([START, later(60)]);
  });

  it('is taken over from a worker that died, and is in doubt where it may have left', async () => {
    await using ledger = await openScene();
    const [begun, claimed] = [
      await queue(ledger, 'hanako@example.jp', 'confirmation'),
      await queue(ledger, 'taro@example.jp', 'confirmation'),
    ];
    const [first] = await ledger.deliveries.claim(begun, 'the dead', 1, START);
    await ledger.deliveries.mark(begun, first?.subscriber ?? '', 'the dead', START);
    await ledger.deliveries.claim(claimed, 'the dead', 1, START);
    const { transport, taken } = server(() => accepted);
    await send(ledger, transport, later(1));
    expect(taken.map(({ envelope }) => envelope.to)).toEqual(['taro@example.jp']);
    expect(await ledger.deliveries.transactional('mail')).toMatchObject({ sent: 1, uncertain: 1 });
  });
});
