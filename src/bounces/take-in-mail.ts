/**
 * Takes one mail in: reads it, ties it to a delivery, decides, and records all of it in the ledger in one step. If the
 * same mail comes again, nothing changes, whatever file it is in.
 */
import { createHash } from 'node:crypto';
import type { Ledger, Mailing, Subscriber } from '../ledger/ledger.ts';
import type { SigningKeys } from '../subscribers/links.ts';
import { decideMail, type MailDecision, recordOf } from './decide-mail.ts';
import type { BounceReading, RecipientFinding } from './mail-findings.ts';
import type { IncomingMail } from './mail-sources.ts';
import { type LedgerAnswers, type Tie, tieOf } from './match-delivery.ts';
import { readMail } from './read-mail.ts';
import type { MailedAnswer } from './requests/confirm-answers.ts';

export type TakenIn = {
  readonly file: string;
  readonly hash: string;
  readonly from: string | undefined;
  readonly subject: string;
  /** `undefined` if the same mail was taken in before: it is not read again. */
  readonly decisions: readonly MailDecision[] | undefined;
};

export type Taking = {
  readonly ledger: Pick<Ledger, 'bounces' | 'deliveries' | 'subscribers'>;
  readonly known: LedgerAnswers;
  /** An address only for leaving: everybody who writes to it leaves. */
  readonly leaveAddress?: string | undefined;
  /** If this is missing, the report lists everybody who wants to join, and the editor decides. */
  readonly joining?: Joining | undefined;
};

/** How people join by mail. The code for this is in src/sending, with the other mails to one person. */
export type Joining = {
  /** An address only for joining: a person who writes a few words to it wants to join. */
  readonly address: string | undefined;
  /**
   * Sends a mail that asks whether this address wants to join. It limits by itself how often one address is asked.
   *
   * @returns `later` if too many people are asked at present: a later run takes the mail in
   */
  readonly ask: (address: string, now: Date) => Promise<'asked' | 'later'>;
  /** @returns the subscriber who is on the list by this answer; `undefined` if the answer confirms nothing */
  readonly confirm: (answered: Answered, now: Date) => Promise<Subscriber | undefined>;
};

/** An answer, and the clues that show which of our mails it answers. */
export type Answered = MailedAnswer & {
  readonly messageIds: readonly string[];
  /** Who answers; `undefined` if the mail names nobody, or the mail server says that the sender is forged. */
  readonly from: string | undefined;
};

export async function takeIn({ file, bytes }: IncomingMail, taking: Taking, now: Date): Promise<TakenIn> {
  const { ledger, joining } = taking;
  const hash = hashOf(bytes);
  const unread = { file, hash, from: undefined, subject: '', decisions: undefined };
  if (await ledger.bounces.isKnown(hash)) return unread;
  const reading = asWish(await readMail(bytes), taking);
  const member = await confirmedBy(reading, joining, now);
  if (member !== undefined) {
    const about = { finding: firstOf(reading), subscriber: member, mailing: undefined };
    const decision: MailDecision = { outcome: 'confirmed', ...about };
    await ledger.bounces.record(hash, [recordOf(decision, undefined)], now);
    return { file, hash, ...titleOf(reading), decisions: [decision] };
  }
  const { decisions, tie } = await decisionsOn(reading, taking);
  // Ask first, record second: a process that dies in between asks twice, which is better than never.
  for (const decision of decisions) {
    const { recipient } = decision.finding;
    if (decision.outcome !== 'joining' || recipient === undefined) continue;
    if ((await joining?.ask(recipient, now)) === 'later')
      return { ...unread, ...titleOf(reading), decisions: [{ ...decision, outcome: 'later' }] };
  }
  const records = decisions.map((decision) => recordOf(decision, tie));
  const isNew = await ledger.bounces.record(hash, records, now);
  return isNew ? { file, hash, ...titleOf(reading), decisions } : unread;
}

/** What a mail that was taken in before is about. Nothing follows from it again. */
export async function decideAgain(
  { bytes }: { readonly bytes: Uint8Array },
  taking: Taking,
): Promise<readonly MailDecision[]> {
  return (await decisionsOn(asWish(await readMail(bytes), taking), taking)).decisions;
}

async function decisionsOn(
  reading: BounceReading,
  { ledger, known }: Taking,
): Promise<{ readonly decisions: readonly MailDecision[]; readonly tie: Tie | undefined }> {
  const recipients = reading.findings.flatMap(({ recipient }) => recipient ?? []);
  const found = await tieOf(reading.clues, recipients, known);
  const people = new Map<string, Subscriber>();
  for (const address of recipients) {
    const person = await ledger.subscribers.find({ address });
    if (person !== undefined) people.set(address.toLowerCase(), person);
  }
  const tied = found === undefined ? undefined : await ledger.subscribers.find({ id: found.subscriber });
  const at = (address: string) => people.get(address.toLowerCase());
  const tie = tied === undefined ? undefined : found;
  return { decisions: decideMail(reading, tie, { tied, at }), tie };
}

function titleOf({ from, subject }: BounceReading): Pick<TakenIn, 'from' | 'subject'> {
  return { from, subject };
}

/** Only a mail that a person may have written is an answer: programs reply too. */
async function confirmedBy(
  reading: BounceReading,
  joining: Joining | undefined,
  now: Date,
): Promise<Subscriber | undefined> {
  if (joining === undefined || !/^(?:reply|subscribe)$/.test(firstOf(reading).kind)) return undefined;
  const { answer, clues, from, forged } = reading;
  const who = forged ? undefined : from;
  return await joining.confirm({ ...answer, messageIds: clues.messageIds, from: who }, now);
}

/**
 * Reads a mail to the address for leaving or joining as that request, because mail programs may drop the subject of our
 * link. A reply is not a new request.
 */
function asWish(reading: BounceReading, { leaveAddress, joining }: Taking): BounceReading {
  const cameTo = (wanted: string | undefined) =>
    wanted !== undefined &&
    reading.clues.cameTo.some((address) => address.toLowerCase() === wanted.toLowerCase());
  const isAnswer = reading.clues.messageIds.length > 0 || /^\s*(?:re|返信)\s*[:：]/i.test(reading.subject);
  // Digests also have links that ask the editors for something; they use the address for leaving.
  if (/^\s*(?:preferences|my data)\s*$/i.test(reading.subject)) return reading;
  const wish: 'unsubscribe' | 'subscribe' | undefined = cameTo(leaveAddress)
    ? 'unsubscribe'
    : cameTo(joining?.address) && !isAnswer && reading.answer.isBrief
      ? 'subscribe'
      : undefined;
  if (wish === undefined) return reading;
  const findings = reading.findings.map((one) => (one.kind === 'reply' ? { ...one, kind: wish } : one));
  return { ...reading, findings };
}

/** The first finding; every reading has one or more. */
function firstOf({ findings: [first] }: BounceReading): RecipientFinding {
  if (first === undefined) throw new RangeError('A reading has one finding or more');
  return first;
}

/** The hash without line ends and without the From line of an mbox: they are not part of the mail. */
function hashOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/^>?From [^\r\n]*\r?\n/, '');
  return createHash('sha256').update(text.replaceAll('\r\n', '\n').trimEnd(), 'latin1').digest('hex');
}

/** The answers that matching needs from the ledger. A digest is read once for all of its bounces. */
export async function openKnown(
  { deliveries, subscribers }: Pick<Ledger, 'deliveries' | 'subscribers'>,
  keys: SigningKeys,
  bounces: string | undefined,
): Promise<LedgerAnswers> {
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

/** Everyone who got the digest, may have got it, or whose server refused it: nothing can come back from others. */
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
