/** What every transport must do, whatever it hands mail to. */
import { describe, expect, it } from 'vitest';
import { composeEdition } from '../../src/mail/message.ts';
import type { Message, Transport } from '../../src/mail/transport.ts';
import { addressee, edition, mailing } from './mailings.ts';

export type Opened = {
  readonly transport: Transport;
  /** The mails that arrived, whole, as they would be read: no dot-stuffing, lines ended by CRLF. */
  arrived(): Promise<readonly string[]>;
  close(): Promise<void>;
};

export async function messageTo(address: string): Promise<Message> {
  return (await composeEdition(mailing(), edition()))({ ...addressee, address });
}

/** The whole mail. */
export function bytesOf({ content }: Pick<Message, 'content'>): Buffer {
  return Buffer.concat(content);
}

export function describeTransport(name: string, open: () => Promise<Opened>): void {
  describe(`${name}, as a transport`, () => {
    it('hands over every byte of a message and says that it was accepted', async () => {
      const { transport, arrived, close } = await open();
      const message = await messageTo('hanako@example.jp');
      const reply = await transport.deliver(message, async () => true);
      expect(reply).toMatchObject({ kind: 'accepted', code: 250 });
      expect(await arrived()).toEqual([bytesOf(message).toString('latin1')]);
      await transport[Symbol.asyncDispose]();
      await close();
    });

    it('asks for the mark exactly once for each message', async () => {
      const { transport, close } = await open();
      let marks = 0;
      for (const address of ['a@example.jp', 'b@example.jp', 'c@example.jp']) {
        await transport.deliver(await messageTo(address), async () => {
          marks += 1;
          return true;
        });
      }
      expect(marks).toBe(3);
      await transport[Symbol.asyncDispose]();
      await close();
    });

    it.for([
      { mark: async () => false, why: 'the claim was lost' },
      { mark: async () => Promise.reject(new Error('disk full')), why: 'the mark could not be kept' },
    ])('sends nothing when $why, and works again for the next message', async ({ mark }) => {
      const { transport, arrived, close } = await open();
      const lost = await transport
        .deliver(await messageTo('a@example.jp'), mark)
        .catch(() => ({ kind: 'lost' }));
      expect(lost.kind).toBe('lost');
      expect(await arrived()).toEqual([]);
      const reply = await transport.deliver(await messageTo('b@example.jp'), async () => true);
      expect(reply.kind).toBe('accepted');
      expect(await arrived()).toHaveLength(1);
      await transport[Symbol.asyncDispose]();
      await close();
    });

    it('delivers as many side by side as it says, each to its own recipient', async () => {
      const { transport, arrived, close } = await open();
      const addresses = Array.from(
        { length: transport.connections * 3 },
        (_, index) => `p${index}@example.jp`,
      );
      const messages = await Promise.all(addresses.map(messageTo));
      const replies = await Promise.all(
        messages.map((message) => transport.deliver(message, async () => true)),
      );
      expect(new Set(replies.map(({ kind }) => kind))).toEqual(new Set(['accepted']));
      const recipients = (await arrived()).map((mail) => /^To: <(.+)>\r$/m.exec(mail)?.[1]);
      expect(recipients.toSorted()).toEqual(addresses.toSorted());
      await transport[Symbol.asyncDispose]();
      await close();
    });
  });
}
