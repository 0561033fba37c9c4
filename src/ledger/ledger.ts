/**
 * The ledger: who asked for the digest, and what was sent to whom. It is durable, and all workers read it.
 *
 * A delivery is one mailing to one subscriber. Its row is claimed before the mail leaves. It is marked (`sending`)
 * after the server's 354 and before the first byte of content, and closed after the server has answered. If the process
 * dies between mark and answer, nobody can know whether the mail was sent: the row is `uncertain`.
 *
 *     queued -> claimed -> sending -> sent       (skipped: left, bounced, or nothing for them)
 *       ^          |          |-> deferred       4yz: try again later      (RFC 5321, 4.2.1)
 *       |          |          |-> failed         5yz, or still deferred at the deadline
 *       |          |          `-> uncertain      the worker died, or the line dropped, before the answer
 *       `----------'  the lease ran out without a mark: nothing was sent
 *
 * One interface, several engines: an engine is a file here and a row in open.ts, and passes the contract suite. The
 * nouns, such as `Mailing` and `Worker`, have a file each.
 */
import type { Bounces } from './bounces/bounce.ts';
import type { AddressFaults } from './deliveries/address-fault.ts';
import type {
  Audit,
  Candidate,
  Choice,
  Delivery,
  DeliveryState,
  Outcome,
  Recipient,
  Tally,
} from './deliveries/delivery.ts';
import type { Channel, Counts, Mailing, MailingHead, MailingRef } from './deliveries/mailing.ts';
import type { WorkerPlace, Workers } from './deliveries/worker.ts';
import type { Event } from './event.ts';
import type { Forms } from './subscribers/forms.ts';
import type { Subscribers } from './subscribers/subscriber.ts';

export type { AddressFault, DomainFaults, FaultVerdict, OpenFault } from './deliveries/address-fault.ts';
export {
  type Audit,
  type Candidate,
  type Choice,
  choices,
  type Delivery,
  type DeliveryState,
  deliveryStates,
  type Outcome,
  type Recipient,
  type Tally,
} from './deliveries/delivery.ts';
export type {
  Channel,
  Counts,
  FrozenEdition,
  FrozenSlot,
  Mailing,
  MailingHead,
  MailingKind,
  MailingRef,
  Sender,
} from './deliveries/mailing.ts';
export type { Halt, Pulse, Worker, WorkerPlace } from './deliveries/worker.ts';
export type { Event } from './event.ts';
export { type Departure, type SubscriberStatus, subscriberStatuses } from './subscribers/states.ts';
export type {
  AddResult,
  Consent,
  LeavingRecord,
  NewSubscriber,
  Subscriber,
  Subscribers,
} from './subscribers/subscriber.ts';

/** What was approved: it is stored once, and never changed. */
export type FrozenMailings = {
  /**
   * Stores a mailing and a queued row for each recipient, in one transaction. If it is stored already, nothing happens.
   *
   * @param instead the stored mailing that this one replaces. Its rows that are sent, failed or skipped move to the new
   * one as they are, and these people are not queued again; the other rows stay with the old mails
   * @returns the mailing as it is stored: the given one, or the earlier one
   * @throws StillOpen if `instead` has mails under way or in doubt; nothing is changed then
   */
  freeze(
    mailing: Omit<Mailing, 'planned'>,
    recipients: AsyncIterable<Recipient> | Iterable<Recipient>,
    instead?: { readonly frozen: Date; readonly reason: string },
  ): Promise<Mailing>;
  /**
   * Lays a rehearsal aside, so that the next one can be frozen under its name. Its history stays, with an event for
   * each delivery. A mailing that went to people is never laid aside.
   *
   * @param of with the moment of its freeze: a mailing that replaced it in the meantime stays
   * @returns false if it does not exist any more
   */
  layAside(
    of: Pick<Mailing, 'id' | 'frozen'> & { readonly channel: 'rehearsal' },
    reason: string,
    now: Date,
  ): Promise<boolean>;
  mailing(id: string, channel: Channel): Promise<Mailing | undefined>;
  /** The digests, the oldest freeze first. */
  mailings(): Promise<readonly MailingHead[]>;
};

/** Mails to one person who asked for something. */
export type TransactionalMailings = {
  /**
   * The transactional mailings that have a mail to send: it is due, or it is claimed by a worker that may have died.
   * The oldest freeze first.
   *
   * @param limit the most that are returned
   */
  waiting(channel: Channel, limit: number, now: Date): Promise<readonly MailingRef[]>;
  /** When the next deferred transactional mail is due; `undefined` if none waits. */
  nextTransactional(channel: Channel): Promise<Date | undefined>;
  /** The number of transactional mails by state; claimed and sending rows count as queued. */
  transactional(channel: Channel): Promise<Tally>;
  /**
   * Deletes subject and text of a transactional mailing after its last mail was sent: nobody needs the words any more,
   * and a link in them may still work. The history stays.
   */
  forgetContent(of: MailingRef): Promise<void>;
};

/** Which of the deliveries that are due are taken; without it, any. */
export type WhichDue = {
  /** Only deliveries with this choice (see `choose`). */
  readonly only?: Choice | undefined;
  /** The domains whose deliveries are left for later, in lower case. */
  readonly except?: readonly string[];
};

/** Takes deliveries that are due, and stores how they ended. */
export type Attempts = {
  /**
   * Takes up to `limit` deliveries that are due, for `owner`. This is durable before anything is sent. People who left
   * in the meantime are skipped here, so no digest starts after an unsubscribe was stored. A transactional mail is
   * skipped only if the person is no longer in the ledger.
   */
  claim(
    of: MailingRef,
    owner: string,
    limit: number,
    now: Date,
    which?: WhichDue,
  ): Promise<readonly Delivery[]>;
  /**
   * The durable mark before the first byte of content. @returns false if the claim was lost: then nothing may be sent
   */
  mark(of: MailingRef, subscriber: string, owner: string, now: Date, relay?: string): Promise<boolean>;
  /** Closes an attempt and adds an event. @returns false if the claim was lost */
  record(of: MailingRef, subscriber: string, owner: string, outcome: Outcome, now: Date): Promise<boolean>;
  /** When the next deferred delivery is due; `undefined` if none waits. */
  nextRetry(of: MailingRef, only?: Choice): Promise<Date | undefined>;
};

/** The state of a mailing, in numbers and lists. */
export type DeliveryReports = {
  tally(of: MailingRef): Promise<Tally>;
  list(of: MailingRef, state: DeliveryState): AsyncIterable<Delivery>;
  /** How many rows of each edition and of each domain. */
  breakdown(of: MailingRef): Promise<{ readonly editions: Counts; readonly domains: Counts }>;
  /** Looks at every row. This takes long for a long list; workers may send at the same time. */
  audit(of: MailingRef): Promise<Audit>;
};

/** Sends to some people again, because an editor says so. */
export type SendingAgain = {
  /**
   * For each edition and each domain: the number of rows with this choice that still wait. Either a worker died while
   * it held them, or they were deferred.
   */
  chosen(of: MailingRef, as: Choice): Promise<{ readonly editions: Counts; readonly domains: Counts }>;
  /**
   * The people whose delivery failed or is deferred; for `new`, the people who were confirmed after the freeze and have
   * no row. In the order of their addresses. The rows may be chosen while the list is read.
   */
  candidates(of: MailingRef, as: Choice): AsyncIterable<Candidate>;
  /**
   * Queues these rows again, or adds rows for new people, in one transaction, with an event for each row. After the
   * deadline a row would fail again at once, so the deadline becomes `deadline`, if that is later.
   *
   * @param reason stored with each row
   * @returns how many rows changed or were added; people who have a row already are left out
   */
  choose(
    of: MailingRef,
    as: Choice,
    people: readonly Recipient[],
    decision: { readonly reason: string; readonly deadline: Date },
    now: Date,
  ): Promise<number>;
  /**
   * Settles the rows that are in doubt, as the editor decided.
   * @param only these subscribers; without it, all rows in doubt
   * @returns how many rows changed
   */
  settle(
    of: MailingRef,
    as: 'sent' | 'queued' | 'failed' | 'skipped',
    reason: string,
    now: Date,
    only?: ReadonlySet<string>,
  ): Promise<number>;
};

/** A function takes only the verbs that it needs, such as `Pick<Deliveries, 'claim' | 'mark'>`. */
export type Deliveries = FrozenMailings &
  TransactionalMailings &
  Attempts &
  Workers &
  DeliveryReports &
  SendingAgain &
  AddressFaults;

export type Ledger = AsyncDisposable & {
  readonly subscribers: Subscribers;
  readonly deliveries: Deliveries;
  readonly bounces: Bounces;
  /** What visitors of the public service ask for, and the confirmations of their addresses. */
  readonly forms: Forms;
  /** Everything about one person, the oldest first. */
  history(subscriber: string): Promise<readonly Event[]>;
  /** Whether several workers may send a mailing at once. */
  readonly severalWorkers: boolean;
  /**
   * Takes a lock on a mailing. It ends when the process dies, in whatever way. If several workers are possible, each
   * has one.
   *
   * @returns `undefined` if another worker holds it alone
   */
  lock(of: MailingRef): Promise<WorkerPlace | undefined>;
  /** Whether a worker holds a lock on a mailing; `undefined` if only leases tell. It changes nothing. */
  isTaken(of: MailingRef): Promise<boolean | undefined>;
  /** What the database finds wrong with its own pages; `undefined` if the database has a tool of its own for that. */
  integrity(): Promise<readonly string[] | undefined>;
  /**
   * Copies the whole ledger, as it is at one moment, into a new file. Others may write meanwhile.
   *
   * @param file an absolute path where no file is yet
   * @returns false if the database has a tool of its own for that; then nothing was written
   */
  backup(file: string): Promise<boolean>;
};
