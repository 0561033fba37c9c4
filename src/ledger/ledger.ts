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
 * file is long because it is the whole contract, with what each call promises.
 */

import type { Bounces } from './bounces/records.ts';
import type { Forms } from './subscribers/forms.ts';
import type { Growth, Stretch } from './subscribers/growth.ts';
import type { Departure, SubscriberStatus } from './subscribers/states.ts';

export { type Departure, type SubscriberStatus, subscriberStatuses } from './subscribers/states.ts';

export type Subscriber = {
  /** Random, URL-safe, never used twice. It is written in signed links and logs instead of the address. */
  readonly id: string;
  /** The address as mail servers get it: the domain in lower-case ASCII, the part before `@` as it was given. */
  readonly address: string;
  readonly name: string | undefined;
  readonly status: SubscriberStatus;
  /** Slugs of the chosen categories; `undefined`: all of them, also new ones. */
  readonly categories: readonly string[] | undefined;
  /** How the person agreed: by a form, or by the source that an import names. `undefined` while unconfirmed. */
  readonly consent: Consent | undefined;
  readonly added: Date;
  /** The person asked for no digest before this moment, and stays confirmed. */
  readonly pausedUntil?: Date;
};

export type Consent = { readonly source: string; readonly at: Date };

/** What an import or a form knows about a new subscriber; the ledger adds the rest. */
export type NewSubscriber = Pick<Subscriber, 'address' | 'name' | 'categories'> & {
  /** With consent the person is `confirmed`, without it `unconfirmed`. */
  readonly consent: Consent | undefined;
  /** The person left another list. This is stored, so that no list adds them later. */
  readonly left?: Departure;
  /** When and why they left, if a list says it; otherwise the time and the words of the import. */
  readonly departure?: LeavingRecord | undefined;
  /** The end of a pause that the person asked for in another ledger. It counts only for people who are new here. */
  readonly pausedUntil?: Date | undefined;
  /** The person asked by themselves, and not a list: then also an erased address may be added. */
  readonly own?: true;
};

/** When and why somebody left. */
export type LeavingRecord = { readonly at: Date; readonly reason: string };

/**
 * `added`: new. `updated`: an unconfirmed person was confirmed, or name or categories changed. `same`: nothing changed.
 * `left`: the person unsubscribed, bounced or complained, and stays so.
 */
export type AddResult = 'added' | 'updated' | 'same' | 'left';

export type Subscribers = {
  /**
   * Adds many people in one transaction; the results are in the order of the people. A person who left stays so. If
   * name or categories are not given, the stored ones stay.
   */
  add(people: readonly NewSubscriber[], now: Date): Promise<readonly AddResult[]>;
  /** By id, or by address in any case: `A@x.example` finds `a@x.example`. */
  find(key: { readonly address: string } | { readonly id: string }): Promise<Subscriber | undefined>;
  /** All subscribers in the order of their addresses, read in pages, so that little memory is needed. */
  list(filter?: { readonly status?: SubscriberStatus }): AsyncIterable<Subscriber>;
  count(): Promise<Readonly<Record<SubscriberStatus, number>>>;
  /** The states in the order of the addresses, which may be in any case. `undefined`: not on the list. */
  statuses(addresses: readonly string[]): Promise<readonly (SubscriberStatus | undefined)[]>;
  /** How the list grew in these stretches of time, which follow each other. At most `most` domains are named. */
  growth(stretches: readonly Stretch[], most: number): Promise<Growth>;
  /** When and why people left, by id; only those who left are in the answer. */
  departures(ids: readonly string[]): Promise<ReadonlyMap<string, LeavingRecord>>;
  /**
   * The person agrees by their own act, such as the link in a confirmation mail. So people who left or complained come
   * back too. The source is stored as their consent.
   *
   * @returns whether anything changed, as for each of these verbs; subscribers/states.ts says what may become what
   */
  confirm(id: string, source: string, now: Date): Promise<boolean>;
  /**
   * The person leaves, or an editor removes them. As for `complain` and `bounce`, their queued deliveries are skipped.
   */
  unsubscribe(id: string, reason: string, now: Date): Promise<boolean>;
  /** The person called a mail spam. */
  complain(id: string, reason: string, now: Date): Promise<boolean>;
  /** No mail reaches the address. */
  bounce(id: string, reason: string, now: Date): Promise<boolean>;
  /**
   * The person comes back because an editor says so; subscribers/acts.ts says what happens to their consent. A person
   * who complained stays so.
   */
  restore(id: string, because: string, now: Date): Promise<boolean>;
  setCategories(id: string, categories: readonly string[] | undefined, now: Date): Promise<boolean>;
  /** The person gets no digest before `until`; `undefined` ends the pause. */
  pause(id: string, until: Date | undefined, now: Date): Promise<boolean>;
  /**
   * Deletes everything about one person: their row, their history, and their address in deliveries. The numbers of each
   * digest stay as they are. A keyed hash of the address stays, so that no list adds the person again.
   *
   * @returns `busy` while a mail to them is being sent; then they are only unsubscribed
   */
  erase(id: string, now: Date): Promise<'erased' | 'busy' | 'unknown'>;
  /** Deletes an unconfirmed person without a trace: a list may add them later. @returns whether it was done */
  forget(id: string): Promise<boolean>;
};

export const deliveryStates = [
  'queued',
  'claimed',
  'sending',
  'sent',
  'deferred',
  'failed',
  'uncertain',
  'skipped',
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** `mail`: mails go to people. `rehearsal`: mails are written into files. A rehearsal never counts for the mail. */
export type Channel = 'mail' | 'rehearsal';

/**
 * A digest goes to all people who want it. A transactional mail goes to one person who asked for something, such as the
 * confirmation of an address. It is not a digest, so it is sent to people who left, too.
 */
export type MailingKind = 'digest' | 'transactional';

/** What was approved. It is sent byte for byte, even if posts and templates change later. */
export type Mailing = {
  readonly id: string;
  readonly channel: Channel;
  readonly kind: MailingKind;
  readonly frozen: Date;
  /** The `Date:` of every message, so that a second try sends the same mail. */
  readonly date: Date;
  readonly sender: Sender;
  /** After this moment, deliveries that are still deferred count as failed. */
  readonly deadline: Date;
  readonly editions: readonly FrozenEdition[];
  /** How many recipients were frozen. `--expect` checks this number. */
  readonly planned: number;
};

/** A mailing without its mails: the mails of one year are about ten megabytes. */
export type MailingHead = Omit<Mailing, 'editions'> & {
  /** The subject of the first edition. */
  readonly subject: string;
};

/** Everything in a message that the config could change after the freeze. */
export type Sender = {
  readonly name: string;
  readonly address: string;
  readonly replyTo: string | undefined;
  readonly returnPath: string;
  /**
   * Gives each mail an envelope sender of its own, so that a bounce names its delivery. `undefined`: all use
   * `returnPath`.
   */
  readonly bounces?: string | undefined;
  /** The site's title and host, for List-Id. */
  readonly list: { readonly title: string; readonly host: string };
  /** Where one-click unsubscribe answers. `undefined`: people unsubscribe by the `mailto:` address only. */
  readonly webUrl: string | undefined;
  readonly unsubscribeMailto: string | undefined;
  /** Shows which key made the Message-IDs and links; it does not give the key away. */
  readonly keyPrint?: string | undefined;
};

export type FrozenEdition = {
  readonly key: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** The places of the slots, in UTF-16 units; `undefined` if an earlier version froze the mailing. */
  readonly slots?:
    | {
        readonly html: readonly FrozenSlot[];
        readonly text: readonly FrozenSlot[];
      }
    | undefined;
  /** SHA-256 of subject, html, text and the places of the slots, in hex. */
  readonly hash: string;
};

/** A part of the mail that differs for each subscriber, and its place. */
export type FrozenSlot = {
  readonly at: number;
  readonly slot: 'address' | 'unsubscribe_url' | 'preferences_url';
};

export type Recipient = { readonly subscriber: string; readonly address: string; readonly edition: string };

export type Delivery = {
  readonly mailing: string;
  readonly subscriber: string;
  readonly address: string;
  readonly edition: string;
  readonly state: DeliveryState;
  /** The number of attempts; the running one is included. */
  readonly attempts: number;
  /** The server's last words, or why nothing was sent. */
  readonly response: string | undefined;
  /** The mail server of the last attempt; `undefined` if there was none, or if it was not asked for. */
  readonly relay?: string | undefined;
  readonly retryAt: Date | undefined;
};

/** The people that a run of a frozen mailing may be limited to. */
export const choices = ['failed', 'deferred', 'new'] as const;
export type Choice = (typeof choices)[number];

/** A person whom a choice may include. */
export type Candidate = {
  readonly subscriber: string;
  readonly address: string;
  /** The edition of the row. `undefined` if there is no row yet; then `categories` decides. */
  readonly edition: string | undefined;
  /** `undefined`: all of them. */
  readonly categories: readonly string[] | undefined;
  /** The state of the person at present; `undefined` if they are no longer on the list. */
  readonly status: SubscriberStatus | undefined;
  /** The last words of a server. */
  readonly response: string | undefined;
  /** Whether the person is back on the list; then what a server said about the address no longer counts. */
  readonly restored?: true;
};

/** How an attempt ended, as the ledger stores it. */
export type Outcome = End & {
  /** The mail server of the attempt; `undefined` if there was none. */
  readonly relay?: string | undefined;
};

/**
 * What a server says about an address: it does not exist, or its mailbox is full. Nobody is suppressed because of these
 * words alone. They are stored with the delivery, and decided about after the run (sending/brake/brake.ts).
 */
export type AddressFault = 'bad-address' | 'mailbox-full';

/** A delivery that failed because of its address, and waits for a decision. */
export type OpenFault = {
  readonly subscriber: string;
  readonly address: string;
  readonly fault: AddressFault;
  /** The server's words. */
  readonly response: string;
  /** How many of the last digests to this person failed with this fault, one directly after the other; at least 1. */
  readonly inRow: number;
};

/** What servers said about the addresses of one domain, in one mailing. */
export type DomainFaults = {
  readonly domain: string;
  /** Deliveries whose fault waits for a decision, by kind. */
  readonly badAddress: number;
  readonly mailboxFull: number;
  /** Deliveries whose person was suppressed. */
  readonly believed: number;
};

/** `believed`: the person is suppressed. `noted`: nothing follows. `disbelieved`: the mail is sent again. */
export type FaultVerdict = 'believed' | 'noted' | 'disbelieved';

type End =
  | { readonly state: 'sent'; readonly response: string }
  | {
      readonly state: 'deferred';
      readonly response: string;
      readonly retryAt: Date;
      readonly countsAsAttempt: boolean;
    }
  | { readonly state: 'failed'; readonly response: string; readonly fault?: AddressFault }
  | { readonly state: 'uncertain'; readonly response: string }
  | { readonly state: 'queued'; readonly response: string };

/** `planned = sent + failed + skipped + uncertain + deferred + queued`; claimed and sending rows count as queued. */
export type Tally = {
  readonly planned: number;
  readonly sent: number;
  readonly failed: number;
  readonly skipped: number;
  readonly uncertain: number;
  readonly deferred: number;
  readonly queued: number;
};

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

/** Takes deliveries that are due, and stores how they ended. */
export type Attempts = {
  /**
   * Takes up to `limit` deliveries that are due, for `owner`. This is durable before anything is sent. People who left
   * in the meantime are skipped here, so no digest starts after an unsubscribe was stored. A transactional mail is
   * skipped only if the person is no longer in the ledger.
   *
   * @param only takes only deliveries with this choice (see `choose`)
   */
  claim(of: MailingRef, owner: string, limit: number, now: Date, only?: Choice): Promise<readonly Delivery[]>;
  /**
   * The durable mark before the first byte of content. @returns false if the claim was lost: then nothing may be sent
   */
  mark(of: MailingRef, subscriber: string, owner: string, now: Date, relay?: string): Promise<boolean>;
  /** Closes an attempt and adds an event. @returns false if the claim was lost */
  record(of: MailingRef, subscriber: string, owner: string, outcome: Outcome, now: Date): Promise<boolean>;
  /** When the next deferred delivery is due; `undefined` if none waits. */
  nextRetry(of: MailingRef, only?: Choice): Promise<Date | undefined>;
};

/** The processes that send a mailing. */
export type Workers = {
  /**
   * Settles the rows of dead workers: rows without a mark are queued again, rows with a mark are in doubt. A worker
   * that is alone takes all other workers for dead, so it calls this before its first claim. If there may be several
   * workers, those are dead whose lease ran out.
   */
  recover(of: MailingRef, now: Date): Promise<{ readonly queued: number; readonly uncertain: number }>;
  /**
   * A sign of life: begins or renews the lease of a worker, and settles the rows of workers whose lease ran out. Call
   * it several times within each lease. A claim begins a lease, but does not renew it.
   */
  beat(of: MailingRef, worker: Pick<Worker, 'owner' | 'host'>, now: Date): Promise<Pulse>;
  /**
   * A worker ends. Rows that it claimed and did not mark are queued again; rows that it marked and did not record are
   * in doubt. If there may be several workers, its name can claim nothing more.
   */
  leave(
    of: MailingRef,
    owner: string,
    halt: Halt | undefined,
    now: Date,
  ): Promise<{ readonly queued: number; readonly uncertain: number }>;
  /** All workers that ever sent this mailing; the first one first. */
  workers(of: MailingRef): Promise<readonly Worker[]>;
};

/** The state of a mailing, in numbers and lists. */
export type DeliveryReports = {
  tally(of: MailingRef): Promise<Tally>;
  list(of: MailingRef, state: DeliveryState): AsyncIterable<Delivery>;
  /** How many rows of each edition and of each domain. */
  breakdown(of: MailingRef): Promise<{ readonly editions: Counts; readonly domains: Counts }>;
  /**
   * The people with the status `bounced` whose delivery failed in this mailing. `believed`: whether they are bounced
   * because of this fault. It is `undefined` for rows of an older version, which stored only the server's words.
   */
  bouncedIn(of: MailingRef): Promise<
    readonly (Pick<OpenFault, 'subscriber' | 'address' | 'response'> & {
      readonly believed: boolean | undefined;
    })[]
  >;
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

/** What servers said about addresses, and what was decided. */
export type AddressFaults = {
  /** What servers said about addresses so far, by domain; domains without any fault are left out. */
  faults(of: MailingRef): Promise<readonly DomainFaults[]>;
  /** The deliveries whose fault waits for a decision, in the order of the freeze. */
  openFaults(of: MailingRef): Promise<readonly OpenFault[]>;
  /**
   * For each subscriber: how often a server called the address bad and was not believed. Subscribers without such a
   * case are left out. Also how many answers came after the last such case.
   */
  disbelieved(
    of: MailingRef,
  ): Promise<{ readonly times: ReadonlyMap<string, number>; readonly answersSince: number }>;
  /** The number of deliveries in each domain that a server took, or refused permanently for any reason. */
  answered(of: MailingRef): Promise<Counts>;
  /** The mailings that were sent to people and have faults without a decision; the oldest freeze first. */
  undecided(): Promise<readonly MailingRef[]>;
  /**
   * Decides about faults in one transaction, with an event for each. Faults that were decided before are left out.
   *
   * @param reason stored with each delivery that is sent again
   * @returns how many were decided
   */
  decideFaults(
    of: MailingRef,
    verdict: FaultVerdict,
    subscribers: readonly string[],
    reason: string,
    now: Date,
  ): Promise<number>;
  /**
   * What is usual for this list: the answers and the believed faults of the last ten mailings to people before this
   * one.
   */
  usualFaults(of: MailingRef): Promise<{ readonly answered: number; readonly believed: number }>;
};

/** A function takes only the verbs that it needs, such as `Pick<Deliveries, 'claim' | 'mark'>`. */
export type Deliveries = FrozenMailings &
  TransactionalMailings &
  Attempts &
  Workers &
  DeliveryReports &
  SendingAgain &
  AddressFaults;

/** The rows of a mailing, all counted again, beside the counters that were kept while sending. */
export type Audit = {
  readonly rows: Readonly<Record<DeliveryState, number>>;
  /** The counters of sent, failed, skipped, uncertain and deferred; 0 for the other states. */
  readonly counters: Readonly<Record<DeliveryState, number>>;
  /** Deliveries whose last event names another state. */
  readonly unlike: number;
  /** Deliveries that are open, and that no worker would ever take. */
  readonly stuck: number;
  /** Deliveries in an edition that was not frozen. */
  readonly homeless: number;
};

/** A process that sends a mailing, or did. */
export type Worker = {
  readonly owner: string;
  /** The machine and the process, for people. */
  readonly host: string;
  readonly since: Date;
  /** How long its claims hold without another sign of life, in ms; below zero they no longer hold. */
  readonly leaseLeft: number;
  /** A number that grows with each sign of life. */
  readonly heard: number;
  /** Deliveries that it claimed or marked. */
  readonly held: number;
  /** How many of these would be in doubt if the worker is dead: a mark was made, or may be lost with the machine. */
  readonly begun: number;
  /** Deliveries that it brought to `sent`. */
  readonly sent: number;
  readonly ended: Date | undefined;
  readonly stop: Halt | undefined;
};

/** Why a worker stopped early, and whose words say so. The send loop defines the values of `why`. */
export type Halt = { readonly why: string; readonly said: string };

/** What a worker learns from a sign of life. */
export type Pulse = {
  /** Whether its claims hold. A lease that ran out is never renewed, and its worker can do nothing more. */
  readonly holds: boolean;
  /** How long the lease holds from now on, in ms. */
  readonly leaseMs: number;
  /** How many deliveries of dead workers were queued again. */
  readonly queued: number;
  /** The workers that stopped early since this one began. */
  readonly halts: readonly (Halt & { readonly host: string })[];
};

/** A lock on a mailing that a worker holds. */
export type WorkerPlace = AsyncDisposable & {
  /** Whether no other worker has one; then all claims belong to dead workers. */
  readonly alone: boolean;
  /** Lets other workers in, where several are possible. Call it after the rows of dead workers are settled. */
  letOthersIn(): Promise<void>;
};

export type MailingRef = Pick<Mailing, 'id' | 'channel'>;
export type Counts = Readonly<Record<string, number>>;

/** What happened to one person: attempts, changes of status, imports. Events are only added, never changed. */
export type Event = {
  readonly at: Date;
  readonly subscriber: string;
  readonly mailing: string | undefined;
  /** The channel of the mailing. */
  readonly channel: Channel | undefined;
  /** The state or status that was reached, or `name` or `categories` if these changed. */
  readonly what: string;
  readonly detail: string | undefined;
  /** The mail server of the attempt; `undefined` if there was none. */
  readonly relay?: string | undefined;
};

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
