/**
 * A mail to one person: the confirmation of an address, a welcome, a goodbye, a link that somebody asked for. The
 * public service puts such a mail into the ledger with `queueOne` and answers at once; `sendQueued` sends what
 * waits there, later and elsewhere, through the same loop as a digest: claim, mark, pace, retries. Each is a
 * mailing of its own with one delivery, so a mail that was sent is never sent again.
 */
import { createHash } from 'node:crypto';
import type { Channel, Delivery, Ledger, MailingRef, Sender, Subscriber } from '../ledger/ledger.ts';
import { addresseeOf, keyPrint, keysFor } from '../mail/addressee.ts';
import type { DkimKey } from '../mail/dkim-key.ts';
import type { Transport } from '../mail/transport.ts';
import type { SigningKeys } from '../subscribers/links.ts';
import type { Clock } from '../time.ts';
import { sendMailing } from './loop/run.ts';
import type { Rest } from './loop/run-settings.ts';
import type { PaceLimits } from './pace/pace.ts';
import { freshHealth, type Health } from './pace/server-health.ts';
import { mailingOf } from './plan/frozen-edition.ts';

/** What a mail to one person is for. It begins the id of the mailing: `confirmation.h7Gw…`. */
const purposes = ['confirmation', 'welcome', 'goodbye', 'moved', 'link'] as const;
export type MailPurpose = (typeof purposes)[number];

/** A mail as it will leave: with its links written out, and nothing in it that a visitor typed. */
export type OneMail = {
  readonly purpose: MailPurpose;
  readonly subscriber: Pick<Subscriber, 'id' | 'address'>;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
};

/** The sender, the channel and the keys: the same for all mails that one service queues. */
export type From = {
  /** `senderOf(settings)`. */
  readonly sender: Sender;
  readonly channel: Channel;
  readonly keys: SigningKeys;
};

/** The id of a mail: `confirmation.h7Gw…`. @param name nine bytes that no other mail has */
export function oneMailId(purpose: MailPurpose, name: Uint8Array): string {
  return `${purpose}.${Buffer.from(name).toString('base64url')}`;
}

/** Nine bytes for the mail that answers a request: always the same for one request, so it is queued once. */
export function nameOfAnswer(request: string): Uint8Array {
  return createHash('sha256').update(`tayori mail\n${request}`).digest().subarray(0, 9);
}

/**
 * Keeps a mail to be sent. Nothing is sent here, and nobody is waited for but the ledger. A mail of the same name is
 * kept once: nothing happens the second time.
 *
 * @param name nine bytes, from which the id is made
 * @returns the mailing, for a log: it names nobody
 */
export async function queueOne(
  { deliveries }: Pick<Ledger, 'deliveries'>,
  mail: OneMail,
  { sender, channel, keys }: From,
  { now, name }: { readonly now: Date; readonly name: Uint8Array },
): Promise<MailingRef> {
  const { purpose, subscriber, subject, html, text } = mail;
  const id = oneMailId(purpose, name);
  const edition = { key: purpose, subject, html, text, slots: { html: [], text: [] } };
  const frozen = mailingOf(id, channel, { ...sender, keyPrint: keyPrint(keys) }, [edition], now);
  await deliveries.freeze({ ...frozen, kind: 'transactional' }, [
    { subscriber: subscriber.id, address: subscriber.address, edition: purpose },
  ]);
  return { id, channel };
}

/** When mails of this purpose were queued for somebody, the oldest first. The caller uses it to bound their number. */
export async function queuedBefore(
  ledger: Pick<Ledger, 'history'>,
  subscriber: string,
  purpose: MailPurpose,
): Promise<readonly Date[]> {
  const events = await ledger.history(subscriber);
  return events
    .filter(({ mailing, what }) => what === 'queued' && mailing?.startsWith(`${purpose}.`) === true)
    .map(({ at }) => at);
}

export type OneMailJob = {
  readonly ledger: Pick<Ledger, 'deliveries' | 'lock'>;
  readonly transport: Transport;
  readonly keys: SigningKeys;
  readonly dkim: DkimKey | undefined;
  /** Those of the settings. Quiet hours and the warm-up are for digests: somebody waits for this mail. */
  readonly limits: PaceLimits;
  readonly clock: Clock;
  /** Goes on evenly when the wall clock is set. */
  readonly steady: Clock;
  /** Aborted: what is under way ends, and nothing more is begun. */
  readonly signal: AbortSignal;
  readonly random: (bytes: number) => Uint8Array;
  /** The machine and the process, for people. */
  readonly host: string;
  /** How it waits; without it, by the machine's timers. */
  readonly rest?: Rest;
};

export type Sent = {
  readonly sent: number;
  readonly failed: number;
  /** Why the server takes no mail at present, in its own words; `undefined` if it takes mail. */
  readonly trouble: string | undefined;
  /** When the next mail that was put off is due; `undefined` if there is none. */
  readonly retryAt: Date | undefined;
};

/** The number of mails that are looked up at once. */
const BATCH = 100;

/**
 * Sends every mail to one person that is due, one after the other, until none is or the server is in trouble. To
 * be called again when something was queued, and at `retryAt`; several workers may do so at once.
 *
 * @throws what the ledger throws, as `sendMailing`
 */
export async function sendQueued(job: OneMailJob): Promise<Sent> {
  const { ledger, transport, clock, signal } = job;
  const { channel } = transport;
  const seen = new Set<string>();
  let [sent, failed] = [0, 0];
  let trouble: string | undefined;
  let health = freshHealth;
  while (!signal.aborted && trouble === undefined) {
    const waiting = await ledger.deliveries.waiting(channel, BATCH, clock());
    const fresh = waiting.filter(({ id }) => !seen.has(id));
    if (fresh.length === 0) break;
    for (const of of fresh) {
      seen.add(of.id);
      if (signal.aborted || trouble !== undefined) break;
      const one = await sendOne(job, of, health);
      health = one.health;
      sent += one.sent;
      failed += one.failed;
      trouble = one.trouble;
    }
  }
  return { sent, failed, trouble, retryAt: await ledger.deliveries.nextTransactional(channel) };
}

type One = Pick<Sent, 'sent' | 'failed' | 'trouble'> & { readonly health: Health };

/** @param health what the server said so far: all these mails keep one pace */
async function sendOne(job: OneMailJob, of: MailingRef, health: Health): Promise<One> {
  const nothing = { sent: 0, failed: 0, trouble: undefined, health };
  const { deliveries } = job.ledger;
  await using place = await job.ledger.lock(of);
  if (place === undefined) return nothing; // another worker is at it
  await deliveries.recover(of, job.clock());
  await place.letOthersIn();
  const mailing = await deliveries.mailing(of.id, of.channel);
  if (mailing === undefined) return nothing;
  const keys = keysFor(mailing, job.keys) ?? job.keys;
  const { transport, dkim, clock, steady, signal, limits, host } = job;
  const run = {
    mailing,
    deliveries,
    transport: { ...transport, connections: 1 },
    addressee: (delivery: Delivery) => addresseeOf(mailing, delivery, keys),
    owner: Buffer.from(job.random(8)).toString('hex'),
    host,
    clock,
    steady,
    signal,
    patience: 0,
    ...(job.rest === undefined ? {} : { rest: job.rest }),
    limits: { ...limits, warmUp: undefined, quiet: undefined },
    believeBounces: true, // one mail tells nothing about what is usual, and nobody is suppressed because of it
    refusalsTellNothing: true, // a stranger may have typed any address
    dkim,
    onProgress: () => {},
  };
  const ending = await sendMailing(run, health);
  const { failed } = await deliveries.tally(of);
  if (failed > 0) await noteFault(job, of);
  await deliveries.forgetContent(of);
  return { sent: ending.sent, failed, trouble: ending.stop?.said ?? ending.away, health: ending.health };
}

/** A bad address is kept with the delivery. Nobody is taken off the list for it: only digests decide that. */
async function noteFault({ ledger: { deliveries }, clock }: OneMailJob, of: MailingRef): Promise<void> {
  const people = (await deliveries.openFaults(of)).map(({ subscriber }) => subscriber);
  await deliveries.decideFaults(of, 'noted', people, '', clock());
}
