/**
 * Takes one mail in: reads it, ties it to a delivery, decides, and records all of it in the ledger at once. The same
 * mail taken in again changes nothing, whatever file it stands in.
 */
import { createHash } from 'node:crypto';
import type { Ledger, Mailing, Subscriber } from '../ledger/ledger.ts';
import type { SigningKeys } from '../subscribers/links.ts';
import { type Decision, decideMail, recordOf } from './decide-mail.ts';
import type { IncomingMail } from './mail-sources.ts';
import { type Known, tieOf } from './match.ts';
import { readMail } from './read-mail.ts';
import type { Reading } from './reading.ts';

export type TakenIn = {
  readonly file: string;
  readonly hash: string;
  readonly from: string | undefined;
  readonly subject: string;
  /** `undefined` where the same mail was taken in before: it is not even read again. */
  readonly decisions: readonly Decision[] | undefined;
};

export type Taking = {
  readonly ledger: Pick<Ledger, 'bounces' | 'deliveries' | 'subscribers'>;
  readonly known: Known;
  /** An address that is for leaving alone: whatever a person writes to it, they leave. */
  readonly leaveAddress?: string | undefined;
  /**
   * Sends a mail that asks whether this address wants to join; it bounds by itself how often it asks. Without it,
   * who wants to join is listed for the editor.
   */
  readonly askToConfirm?: (address: string, now: Date) => Promise<void>;
};

export async function takeIn({ file, bytes }: IncomingMail, taking: Taking, now: Date): Promise<TakenIn> {
  const { ledger, known, askToConfirm } = taking;
  const hash = hashOf(bytes);
  const unread = { file, hash, from: undefined, subject: '', decisions: undefined };
  if (await ledger.bounces.isKnown(hash)) return unread;
  const reading = asWish(await readMail(bytes), taking.leaveAddress);
  const recipients = reading.findings.flatMap(({ recipient }) => recipient ?? []);
  const tie = await tieOf(reading.clues, recipients, known);
  const people = new Map<string, Subscriber>();
  for (const address of recipients) {
    const person = await ledger.subscribers.find({ address });
    if (person !== undefined) people.set(address.toLowerCase(), person);
  }
  const tied = tie === undefined ? undefined : await ledger.subscribers.find({ id: tie.subscriber });
  const at = (address: string) => people.get(address.toLowerCase());
  const decisions = decideMail(reading, tied === undefined ? undefined : tie, { tied, at });
  // Asked before it is recorded: a process that dies in between asks once more, and never not at all.
  for (const { outcome, finding } of decisions)
    if (outcome === 'joining' && finding.recipient !== undefined)
      await askToConfirm?.(finding.recipient, now);
  const records = decisions.map((decision) => recordOf(decision, tied === undefined ? undefined : tie));
  const isNew = await ledger.bounces.record(hash, records, now);
  const { from, subject } = reading;
  return isNew ? { file, hash, from, subject, decisions } : unread;
}

/** Mail programs may drop the subject of the link with which somebody leaves. */
function asWish(reading: Reading, leaveAddress: string | undefined): Reading {
  const cameHere = reading.clues.cameTo.some(
    (address) => address.toLowerCase() === leaveAddress?.toLowerCase(),
  );
  if (leaveAddress === undefined || !cameHere) return reading;
  const findings = reading.findings.map((one) =>
    one.kind === 'reply' ? { ...one, kind: 'unsubscribe' as const } : one,
  );
  return { ...reading, findings };
}

/** Line ends and the line of an mbox before it are no part of a mail. */
function hashOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/^>?From [^\r\n]*\r?\n/, '');
  return createHash('sha256').update(text.replaceAll('\r\n', '\n').trimEnd(), 'latin1').digest('hex');
}

/** What matching asks of the ledger; a digest is read once for all of its bounces. */
export async function openKnown(
  { deliveries, subscribers }: Pick<Ledger, 'deliveries' | 'subscribers'>,
  keys: SigningKeys,
  bounces: string | undefined,
): Promise<Known> {
  const heads = (await deliveries.mailings()).filter(({ channel }) => channel === 'mail');
  const patterns = [bounces, ...heads.map(({ sender }) => sender.bounces)].flatMap((one) => one ?? []);
  const mailings = new Map<string, Promise<Mailing | undefined>>();
  const sentTo = new Map<string, Promise<ReadonlySet<string>>>();
  const recipientsOf = (id: string) => {
    const found = sentTo.get(id) ?? everyoneSent(deliveries, id);
    sentTo.set(id, found);
    return found;
  };
  return {
    keys,
    patterns: [...new Set(patterns)],
    mailing: (id) => {
      if (!heads.some((head) => head.id === id)) return Promise.resolve(undefined);
      const found = mailings.get(id) ?? deliveries.mailing(id, 'mail');
      mailings.set(id, found);
      return found;
    },
    wasSent: async (id, subscriber) => (await recipientsOf(id)).has(subscriber),
    subscribersOf: async function* (id) {
      yield* await recipientsOf(id);
    },
    subscriberAt: async (address) => (await subscribers.find({ address }))?.id,
  };
}

/** Who has a digest, may have it, or was refused it: of all others nothing can come back. */
async function everyoneSent(
  deliveries: Pick<Ledger['deliveries'], 'list'>,
  id: string,
): Promise<ReadonlySet<string>> {
  const people = new Set<string>();
  for (const state of ['sent', 'sending', 'uncertain', 'failed'] as const)
    for await (const { subscriber } of deliveries.list({ id, channel: 'mail' }, state))
      people.add(subscriber);
  return people;
}
