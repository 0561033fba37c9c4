/**
 * Ties a mail that came in to one of our deliveries. Only what we alone could have made counts: the signed return
 * address, the Message-ID (a keyed hash), the signed link of List-Unsubscribe. An address alone proves nothing: anybody
 * can write it.
 */
import type { Mailing } from '../ledger/ledger.ts';
import { readBounceAddress } from '../mail/bounce-address.ts';
import { messageIdOf } from '../mail/message.ts';
import { readToken, type SigningKeys, tokensIn } from '../subscribers/links.ts';
import type { Clues } from './mail-findings.ts';

export type Tie = {
  readonly by: 'return address' | 'envelope id' | 'Message-ID' | 'List-Unsubscribe' | 'quoted link';
  readonly subscriber: string;
  /** The digest; `undefined` if only the person is known. */
  readonly mailing: string | undefined;
};

/** The questions that matching asks the ledger. */
export type LedgerAnswers = {
  readonly keys: SigningKeys;
  /** Every form that return addresses (`mail.bounces`) have now, or had in earlier mailings. */
  readonly patterns: readonly string[];
  readonly mailing: (id: string) => Promise<Mailing | undefined>;
  /** Whether this digest was sent to this person. */
  readonly wasSent: (mailing: string, subscriber: string) => Promise<boolean>;
  readonly subscribersOf: (mailing: string) => AsyncIterable<string>;
  readonly subscriberAt: (address: string) => Promise<string | undefined>;
};

/**
 * Ties a mail that came back to one of our deliveries.
 *
 * @param recipients the addresses that the report names: the Message-ID is tried with them first
 * @returns `undefined` if no clue leads to a delivery
 */
export async function tieOf(
  clues: Clues,
  recipients: readonly string[],
  known: LedgerAnswers,
): Promise<Tie | undefined> {
  const tie =
    byReturnAddress(clues, known) ?? (await byMessageId(clues, recipients, known)) ?? byLink(clues, known);
  if (tie?.mailing === undefined) return tie;
  // A genuine token of a mail that is not in this ledger, such as a test mail, belongs to no delivery.
  return (await known.wasSent(tie.mailing, tie.subscriber)) ? tie : { ...tie, mailing: undefined };
}

function byReturnAddress({ cameTo, envelopeIds }: Clues, { patterns, keys }: LedgerAnswers): Tie | undefined {
  for (const [texts, by] of [
    [cameTo, 'return address'],
    [envelopeIds, 'envelope id'],
  ] as const)
    for (const text of texts)
      for (const pattern of patterns) {
        const found = readBounceAddress(text, pattern, keys);
        if (found !== undefined) return { by, subscriber: found.subscriber, mailing: found.digest };
      }
  return undefined;
}

const OUR_ID = /^<([\w-]{1,40})\.[0-9a-f]{32}@[^<>\s]+>$/;

async function byMessageId(
  clues: Clues,
  recipients: readonly string[],
  known: LedgerAnswers,
): Promise<Tie | undefined> {
  const ids = [...clues.messageIds, ...clues.envelopeIds.map((id) => `<${id.replace(/^<|>$/g, '')}>`)];
  for (const id of ids) {
    const mailing = await known.mailing(OUR_ID.exec(id)?.[1] ?? '');
    if (mailing === undefined) continue;
    const subscriber = await whoseId(id, mailing, recipients, clues, known);
    if (subscriber !== undefined) return { by: 'Message-ID', subscriber, mailing: mailing.id };
  }
  return undefined;
}

/**
 * Finds whose Message-ID it is. The named recipients are tried first, then everyone who got the digest: a few
 * microseconds for each.
 */
async function whoseId(
  id: string,
  mailing: Mailing,
  recipients: readonly string[],
  clues: Clues,
  known: LedgerAnswers,
): Promise<string | undefined> {
  const isTheirs = (subscriber: string) =>
    known.keys.some((key) => messageIdOf(mailing, subscriber, key) === id);
  const named = await Promise.all(recipients.slice(0, 20).map((address) => known.subscriberAt(address)));
  for (const subscriber of [byLink(clues, known)?.subscriber, ...named])
    if (subscriber !== undefined && isTheirs(subscriber)) return subscriber;
  for await (const subscriber of known.subscribersOf(mailing.id)) if (isTheirs(subscriber)) return subscriber;
  return undefined;
}

function byLink({ unsubscribe, quoted }: Clues, { keys }: LedgerAnswers): Tie | undefined {
  const links = unsubscribe.flatMap(tokensIn);
  for (const [tokens, by] of [
    [links, 'List-Unsubscribe'],
    [quoted, 'quoted link'],
  ] as const)
    for (const token of tokens) {
      const subscriber = readToken('unsubscribe', token, keys) ?? readToken('preferences', token, keys);
      if (subscriber !== undefined) return { by, subscriber, mailing: undefined };
    }
  return undefined;
}
