/**
 * Joining by mail. A mail that asks to join is kept like a form of the website, with the same limits and the same
 * worker. To answer the confirmation mail does what pressing its link does. A mail in somebody else's name puts nobody
 * on the list: the confirmation goes to that person's mailbox, and only an answer from there counts.
 */
import { isMachine } from '../../bounces/found-addresses.ts';
import type { Answered, Joining } from '../../bounces/take-in-mail.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { messageIdOf } from '../../mail/message.ts';
import { parseAddress } from '../../subscribers/addresses.ts';
import { HOUR } from '../../time.ts';
import type { MailService } from '../service.ts';
import { hashesOfCode, hashOfToken } from '../tokens.ts';
import { MOST_GUESSES, redeemToken } from './after-confirmation.ts';

export type JoinOptions = {
  readonly ledger: Pick<Ledger, 'forms' | 'deliveries' | 'subscribers'>;
  /** `mail.subscribe`. */
  readonly address: string | undefined;
  /** Addresses of our own: a mail that names one of them as its writer is no wish. */
  readonly own: readonly string[];
  /** How many are asked within an hour: `web.perHour`. */
  readonly perHour: number;
  /** The version of the words, for the record of consent. */
  readonly wording: string;
  /** Opened when the first answer comes. */
  readonly service: () => Promise<MailService>;
};

export function openJoinByMail(options: JoinOptions): Joining {
  const { ledger, own, perHour, wording } = options;
  let asked = 0;
  return {
    address: options.address,
    ask: async (text, now) => {
      const parsed = parseAddress(text);
      const address = parsed.ok ? parsed.address : undefined;
      if (
        address === undefined ||
        isMachine(address) ||
        own.some((one) => one.toLowerCase() === address.toLowerCase())
      )
        return 'asked'; // nothing comes of it
      const before = await ledger.forms.openedSince(new Date(now.getTime() - HOUR));
      if ((await ledger.forms.waiting(1)).length === 0) asked = 0; // they are among those now
      if (before + asked >= perHour) return 'later';
      asked += 1;
      const form = `a mail to ${options.address ?? 'the publication'} (wording ${wording})`;
      const request = { kind: 'join', address, subscriber: undefined, categories: undefined, form } as const;
      await ledger.forms.keep(request, now);
      return 'asked';
    },
    confirm: async (answered, now) => {
      const found = await tokenOf(answered, options, now);
      if (found === undefined) return undefined;
      const { token, by } = found;
      const known = await ledger.forms.find(token, now);
      if (known === undefined) return undefined;
      if (known.used === undefined) await redeemToken(await options.service(), token, by);
      const person = await ledger.subscribers.find({ id: known.subscriber });
      return person?.status === 'confirmed' ? person : undefined;
    },
  };
}

type Found = { readonly token: string; readonly by: string };

/** Finds the token in the answer, by the surest sign first: a token in the subject comes from the link of our mail. */
async function tokenOf(answered: Answered, options: JoinOptions, now: Date): Promise<Found | undefined> {
  const { ledger } = options;
  const { inSubject, quoted, agrees, code, from } = answered;
  for (const text of [...inSubject, ...(agrees ? quoted : [])]) {
    const token = hashOfToken(text);
    if (token !== undefined && (await ledger.forms.find(token, now)) !== undefined)
      return { token, by: 'an answer by mail' };
  }
  const parsed = from === undefined || code === undefined ? undefined : parseAddress(from);
  if (parsed?.ok && code !== undefined) {
    const { keys } = await options.service();
    const token = await ledger.forms.tokenOf(parsed.address, hashesOfCode(code, keys), MOST_GUESSES, now);
    if (token !== undefined) return { token, by: 'the six digits of the mail, by mail' };
  }
  return agrees ? await byMessageId(answered, options, now) : undefined;
}

const OUR_ID = /^<(confirmation\.[\w-]{12})\.[0-9a-f]{32}@[^<>\s]+>$/;

/** The Message-ID of a confirmation contains a keyed hash: only somebody who has the mail can name it. */
async function byMessageId(
  { messageIds }: Answered,
  { ledger, service }: JoinOptions,
  now: Date,
): Promise<Found | undefined> {
  for (const messageId of messageIds) {
    const id = OUR_ID.exec(messageId)?.[1];
    if (id === undefined) continue;
    const { from, keys } = await service();
    const of = { id, channel: from.channel };
    const mailing = await ledger.deliveries.mailing(of.id, of.channel);
    if (mailing === undefined) continue;
    for await (const { subscriber, address } of ledger.deliveries.list(of, 'sent')) {
      if (!keys.some((key) => messageIdOf(mailing, subscriber, key) === messageId)) continue;
      const token = await ledger.forms.tokenFor(subscriber, address, now);
      if (token !== undefined) return { token, by: 'an answer by mail' };
    }
  }
  return undefined;
}
