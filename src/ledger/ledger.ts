/**
 * The ledger: who asked for the digest, and what was sent to whom. Durable, and read by every worker.
 *
 * A delivery is one mailing to one subscriber. Its row is claimed before the mail leaves, marked
 * (`sending`) after the server's 354 and before the first content byte, and closed once the server has
 * answered. A crash between mark and answer leaves a row of which nobody can know: it is `uncertain`.
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
  /** Random, URL-safe, never reused; stands in signed links and logs instead of the address. */
  readonly id: string;
  /** As it is written on an envelope: the domain in lower-case ASCII, the local part as given. */
  readonly address: string;
  readonly name: string | undefined;
  readonly status: SubscriberStatus;
  /** Slugs of the categories asked for; `undefined` means all of them, new ones too. */
  readonly categories: readonly string[] | undefined;
  /** How consent was given: the source named at import, or the form. `undefined` while unconfirmed. */
  readonly consent: Consent | undefined;
  readonly added: Date;
  /** They asked for no digest before this; they stay confirmed. */
  readonly pausedUntil?: Date;
};

export type Consent = { readonly source: string; readonly at: Date };

/** What an import or a form brings; the rest is the ledger's. */
export type NewSubscriber = Pick<Subscriber, 'address' | 'name' | 'categories'> & {
  /** With consent they are `confirmed`, without `unconfirmed`. */
  readonly consent: Consent | undefined;
  /** They left elsewhere: kept as such, so that no other list brings them back. */
  readonly left?: Departure;
  /** When and why they left, where a list says it; otherwise the import's own time and words. */
  readonly departure?: LeavingRecord | undefined;
  /** They asked for a break until then, on another ledger. Only for who is new here. */
  readonly pausedUntil?: Date | undefined;
  /** They ask themselves, and no list does: an address that was erased may come back. */
  readonly own?: true;
};

/** When and why somebody left. */
export type LeavingRecord = { readonly at: Date; readonly reason: string };

/**
 * `added`: new. `updated`: an unconfirmed one was confirmed, or name or categories changed. `same`:
 * nothing to do. `left`: they unsubscribed, bounced or complained, and stay as they are.
 */
export type AddResult = 'added' | 'updated' | 'same' | 'left';

export type Subscribers = {
  /**
   * Adds many in one transaction; the results come in the order given. Never revives who left; a name or
   * categories that are not given leave what is kept as it is.
   */
  add(people: readonly NewSubscriber[], now: Date): Promise<readonly AddResult[]>;
  /** By address, however its letters are cased, or by id. */
  find(key: { readonly address: string } | { readonly id: string }): Promise<Subscriber | undefined>;
  /** All of them in the order of their addresses, a page at a time: memory stays flat. */
  list(filter?: { readonly status?: SubscriberStatus }): AsyncIterable<Subscriber>;
  count(): Promise<Readonly<Record<SubscriberStatus, number>>>;
  /** Their states in the order given, however the letters of an address are cased; `undefined`: not on the list. */
  statuses(addresses: readonly string[]): Promise<readonly (SubscriberStatus | undefined)[]>;
  /** How the list grew in these stretches, which follow one another; `most` of the domains are named. */
  growth(stretches: readonly Stretch[], most: number): Promise<Growth>;
  /** When and why those of them left who did, by id. */
  departures(ids: readonly string[]): Promise<ReadonlyMap<string, LeavingRecord>>;
  /**
   * They agree by their own act, such as the link in a confirmation mail: so even who left, or complained, comes
   * back. The source becomes their record of consent.
   *
   * @returns whether anything changed, as with each of these verbs: subscriber-states.ts says what may become what
   */
  confirm(id: string, source: string, now: Date): Promise<boolean>;
  /** They leave, or an editor removes them. As with the next two, what is still queued for them is skipped. */
  unsubscribe(id: string, reason: string, now: Date): Promise<boolean>;
  /** They called a mail spam. */
  complain(id: string, reason: string, now: Date): Promise<boolean>;
  /** No mail reaches their address. */
  bounce(id: string, reason: string, now: Date): Promise<boolean>;
  /**
   * They come back by an editor's recorded word; see subscriber-acts.ts for what becomes of their consent. Who complained
   * does not come back so.
   */
  restore(id: string, because: string, now: Date): Promise<boolean>;
  setCategories(id: string, categories: readonly string[] | undefined, now: Date): Promise<boolean>;
  /** No digest before `until`; `undefined` ends the pause. */
  pause(id: string, until: Date | undefined, now: Date): Promise<boolean>;
  /**
   * Everything about one person goes: their row, their history, and their address in what was sent to them. The
   * numbers of each digest stay as they are. A keyed hash of the address remains, so that no list brings them back.
   *
   * @returns `busy` while a mail to them is being sent: then nothing was changed but that they left
   */
  erase(id: string, now: Date): Promise<'erased' | 'busy' | 'unknown'>;
  /** The same for somebody unconfirmed, but without a trace: a list may bring them in later. @returns whether it was done */
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

/** Whether people are written to, or a rehearsal goes into files. A rehearsal never counts for the mail. */
export type Channel = 'mail' | 'rehearsal';

/**
 * A digest goes to everybody who wants it. A transactional mail goes to one person who asked for something, such
 * as the confirmation of an address: it is no digest, and whoever left the list gets it too.
 */
export type MailingKind = 'digest' | 'transactional';

/** What was approved and is sent byte for byte, however posts and templates change since. */
export type Mailing = {
  readonly id: string;
  readonly channel: Channel;
  readonly kind: MailingKind;
  readonly frozen: Date;
  /** The `Date:` of every message, so that a retry is the same mail. */
  readonly date: Date;
  readonly sender: Sender;
  /** After this, what is still deferred has failed. */
  readonly deadline: Date;
  readonly editions: readonly FrozenEdition[];
  /** How many recipients were frozen: `--expect`. */
  readonly planned: number;
};

/** A mailing without the mails: those of a year are some ten megabytes. */
export type MailingHead = Omit<Mailing, 'editions'> & {
  /** Of the first edition. */
  readonly subject: string;
};

/** Everything in a message that a config could change after the freeze. */
export type Sender = {
  readonly name: string;
  readonly address: string;
  readonly replyTo: string | undefined;
  readonly returnPath: string;
  /** Makes the envelope sender of each mail its own; `undefined` leaves `returnPath` for all of them. */
  readonly bounces?: string | undefined;
  /** The site's title and host, for List-Id. */
  readonly list: { readonly title: string; readonly host: string };
  /** Where one-click unsubscribe answers; `undefined` leaves the mailto. */
  readonly webUrl: string | undefined;
  readonly unsubscribeMailto: string | undefined;
  /** Tells which key made the Message-IDs and links, and says nothing else about it. */
  readonly keyPrint?: string | undefined;
};

export type FrozenEdition = {
  readonly key: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Where the slots are, in UTF-16 units; `undefined` in what an earlier version froze. */
  readonly slots?:
    | {
        readonly html: readonly FrozenSlot[];
        readonly text: readonly FrozenSlot[];
      }
    | undefined;
  /** SHA-256 over subject, html, text and the places of the slots, in hex. */
  readonly hash: string;
};

/** What differs for each subscriber, and where it is put in. */
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
  /** Attempts so far, the running one included. */
  readonly attempts: number;
  /** The server's last words, or why we did not send. */
  readonly response: string | undefined;
  /** The mail server that was tried last; `undefined` where none was, or nobody looked it up. */
  readonly relay?: string | undefined;
  readonly retryAt: Date | undefined;
};

/** Whom a run of a frozen mailing can be kept to. */
export const choices = ['failed', 'deferred', 'new'] as const;
export type Choice = (typeof choices)[number];

/** Somebody whom a choice may be about. */
export type Candidate = {
  readonly subscriber: string;
  readonly address: string;
  /** Of the row; `undefined` where there is none yet: then `categories` decides. */
  readonly edition: string | undefined;
  /** `undefined` means all of them. */
  readonly categories: readonly string[] | undefined;
  /** As they are now; `undefined` where they are gone from the list altogether. */
  readonly status: SubscriberStatus | undefined;
  /** What was said last. */
  readonly response: string | undefined;
  /** Whether they are back on the list since: then what a server said of the address counts no more. */
  readonly restored?: true;
};

/** How an attempt ended, as the ledger keeps it. */
export type Outcome = End & {
  /** The mail server that was tried; `undefined` where none was. */
  readonly relay?: string | undefined;
};

/**
 * What a server says of an address: that it does not exist, or that its mailbox is full. Nobody is suppressed by
 * that word alone: it is kept with the delivery, and decided about when the run has ended (mail/brake.ts).
 */
export type AddressFault = 'bad-address' | 'mailbox-full';

/** A delivery that failed because of its address, and about which nothing was decided yet. */
export type OpenFault = {
  readonly subscriber: string;
  readonly address: string;
  readonly fault: AddressFault;
  /** The server's words. */
  readonly response: string;
  /** How many of the last digests to this person failed with this fault, without another in between; 1 or more. */
  readonly inRow: number;
};

/** What servers said of the addresses of one domain, in one mailing. */
export type DomainFaults = {
  readonly domain: string;
  /** Deliveries with a fault about which nothing was decided yet, by what was said. */
  readonly badAddress: number;
  readonly mailboxFull: number;
  /** Those for which somebody was suppressed. */
  readonly believed: number;
};

/** `believed`: the person is suppressed. `noted`: nothing follows from it. `disbelieved`: it is sent again. */
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

/** `planned = sent + failed + skipped + uncertain + deferred + queued`; claimed and sending count as queued. */
export type Tally = {
  readonly planned: number;
  readonly sent: number;
  readonly failed: number;
  readonly skipped: number;
  readonly uncertain: number;
  readonly deferred: number;
  readonly queued: number;
};

/** What was approved: kept once, and never changed. */
export type FrozenMailings = {
  /**
   * Keeps a mailing and a queued row for each recipient, in one transaction, unless it is kept already.
   *
   * @param instead the kept one whose mails are laid aside for these. Its rows that are sent, failed or skipped
   *   move to the new one as they are, and nobody of them is queued again; the others stay with the old mails
   * @returns the mailing as it is kept: the one given, or the earlier one
   * @throws StillOpen where `instead` has mails under way or in doubt; nothing is changed then
   */
  freeze(
    mailing: Omit<Mailing, 'planned'>,
    recipients: AsyncIterable<Recipient> | Iterable<Recipient>,
    instead?: { readonly frozen: Date; readonly reason: string },
  ): Promise<Mailing>;
  /**
   * Lays a rehearsal aside, so that the next can be frozen under its name; what happened in it stays in the
   * history, with an event for each delivery. What went over SMTP is never laid aside.
   *
   * @param of with the moment of its freeze: one that took its place meanwhile is left alone
   * @returns false where it is not there any more
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
   * The transactional mailings that have a mail to be sent by now: due, or claimed by somebody who may have died.
   * The oldest freeze first.
   *
   * @param limit at most so many
   */
  waiting(channel: Channel, limit: number, now: Date): Promise<readonly MailingRef[]>;
  /** When the next deferred transactional mail is due; `undefined` where none waits. */
  nextTransactional(channel: Channel): Promise<Date | undefined>;
  /** How many transactional mails there are, by state; claimed and sending count as queued. */
  transactional(channel: Channel): Promise<Tally>;
  /**
   * Deletes subject and text of a transactional mailing once nothing of it is left to be sent: a link in it may
   * still work, and nobody needs the words any more. What happened stays.
   */
  forgetContent(of: MailingRef): Promise<void>;
};

/** Taking what is due, and what came of it. */
export type Attempts = {
  /**
   * Takes up to `limit` deliveries that are due, for `owner`, durably, before anything is sent. Someone who
   * left since is skipped here: no digest starts after an unsubscribe has committed. A transactional mail is
   * skipped only where the person is not in the ledger any more.
   *
   * @param only just what was chosen so, by `choose`
   */
  claim(of: MailingRef, owner: string, limit: number, now: Date, only?: Choice): Promise<readonly Delivery[]>;
  /** The durable mark before the first content byte. @returns false where the claim was lost: send nothing */
  mark(of: MailingRef, subscriber: string, owner: string, now: Date, relay?: string): Promise<boolean>;
  /** Closes an attempt and appends it to the events. @returns false where the claim was lost */
  record(of: MailingRef, subscriber: string, owner: string, outcome: Outcome, now: Date): Promise<boolean>;
  /** When the next deferred delivery is due; `undefined` where none waits. */
  nextRetry(of: MailingRef, only?: Choice): Promise<Date | undefined>;
};

/** The processes that send a mailing. */
export type Workers = {
  /**
   * Rows that a dead worker left: unmarked ones are queued again, marked ones are in doubt. Who has the place
   * of the mailing alone takes every other worker for dead: call it then, before the first claim. Otherwise,
   * where there may be several workers, the dead are those whose lease ran out.
   */
  recover(of: MailingRef, now: Date): Promise<{ readonly queued: number; readonly uncertain: number }>;
  /**
   * A sign of life: begins or renews the lease of a worker, and takes over from those whose lease ran out.
   * To be called well within each lease; a claim begins a lease, but does not renew it.
   */
  beat(of: MailingRef, worker: Pick<Worker, 'owner' | 'host'>, now: Date): Promise<Pulse>;
  /**
   * A worker ends: what it claimed and never marked is queued again, what it marked and never recorded is in
   * doubt. Where there may be several workers its name can claim nothing more.
   */
  leave(
    of: MailingRef,
    owner: string,
    halt: Halt | undefined,
    now: Date,
  ): Promise<{ readonly queued: number; readonly uncertain: number }>;
  /** Everyone who ever sent this mailing, the first first. */
  workers(of: MailingRef): Promise<readonly Worker[]>;
};

/** How a mailing stands. */
export type DeliveryReports = {
  tally(of: MailingRef): Promise<Tally>;
  list(of: MailingRef, state: DeliveryState): AsyncIterable<Delivery>;
  /** How many rows of each edition and of each domain. */
  breakdown(of: MailingRef): Promise<{ readonly editions: Counts; readonly domains: Counts }>;
  /**
   * Who is `bounced` and failed in this mailing. `believed` says whether the fault is why; it is `undefined` in
   * rows of an older version, which kept the server's words alone.
   */
  bouncedIn(of: MailingRef): Promise<
    readonly (Pick<OpenFault, 'subscriber' | 'address' | 'response'> & {
      readonly believed: boolean | undefined;
    })[]
  >;
  /** Looks at every row: it takes its time on a long list, and may be done while a worker is at work. */
  audit(of: MailingRef): Promise<Audit>;
};

/** Who is sent to after all, by the word of an editor. */
export type SendingAgain = {
  /**
   * How many rows of each edition and of each domain were chosen so and are still to be sent: a worker died over
   * them, or they were put off.
   */
  chosen(of: MailingRef, as: Choice): Promise<{ readonly editions: Counts; readonly domains: Counts }>;
  /**
   * Who failed or is deferred; as `new`, whoever was confirmed after the freeze and has no row. In the order
   * of their addresses, and while they are chosen too.
   */
  candidates(of: MailingRef, as: Choice): AsyncIterable<Candidate>;
  /**
   * Queues those rows again, or adds the rows of those who are new: one transaction, with an event for each.
   * What was given up at the deadline would be so again at once: it moves to `deadline` where that is later.
   *
   * @param reason kept with each
   * @returns how many rows changed or came; who has a row already is passed over
   */
  choose(
    of: MailingRef,
    as: Choice,
    people: readonly Recipient[],
    decision: { readonly reason: string; readonly deadline: Date },
    now: Date,
  ): Promise<number>;
  /**
   * Settles what is in doubt by the editor's decision.
   * @param only the subscribers that are meant; without it, everyone in doubt
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

/** What servers said of addresses, and what was decided about it. */
export type AddressFaults = {
  /** What servers said of addresses so far, by domain; domains of which nothing was said are left out. */
  faults(of: MailingRef): Promise<readonly DomainFaults[]>;
  /** Deliveries with a fault about which nothing was decided yet, in the order in which they were frozen. */
  openFaults(of: MailingRef): Promise<readonly OpenFault[]>;
  /**
   * How often a server that called their address bad was not believed, by subscriber, nobody else being in it; and
   * how many answers came after the last time.
   */
  disbelieved(
    of: MailingRef,
  ): Promise<{ readonly times: ReadonlyMap<string, number>; readonly answersSince: number }>;
  /** How many deliveries of each domain a server took or refused for good, whatever it said. */
  answered(of: MailingRef): Promise<Counts>;
  /** The mailings over SMTP that have such deliveries, the oldest freeze first. */
  undecided(): Promise<readonly MailingRef[]>;
  /**
   * Decides about faults, in one transaction, with an event for each. What was decided already is passed over.
   *
   * @param reason kept with each that is sent again
   * @returns how many were decided
   */
  decideFaults(
    of: MailingRef,
    verdict: FaultVerdict,
    subscribers: readonly string[],
    reason: string,
    now: Date,
  ): Promise<number>;
  /** What is usual for this list: of the last ten mailings over SMTP before this one, what was believed. */
  usualFaults(of: MailingRef): Promise<{ readonly answered: number; readonly believed: number }>;
};

/** Whoever uses it takes the verbs that it needs, as `Pick<Deliveries, 'claim' | 'mark'>`. */
export type Deliveries = FrozenMailings &
  TransactionalMailings &
  Attempts &
  Workers &
  DeliveryReports &
  SendingAgain &
  AddressFaults;

/** What a mailing's rows say when they are all looked at again, beside what was counted on the way. */
export type Audit = {
  readonly rows: Readonly<Record<DeliveryState, number>>;
  /** Kept for sent, failed, skipped, uncertain and deferred; 0 for the others. */
  readonly counters: Readonly<Record<DeliveryState, number>>;
  /** Deliveries whose last event tells of another state. */
  readonly unlike: number;
  /** Deliveries that are open, and that no worker would ever take up. */
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
  /** How long its claims still hold without another sign of life, in ms; below zero they hold no more. */
  readonly leaseLeft: number;
  /** Grows with each sign of life. */
  readonly heard: number;
  /** Deliveries that it claimed or marked. */
  readonly held: number;
  /** Of these, those that are in doubt if it is dead: a mark was made, or may have been lost with the machine. */
  readonly begun: number;
  /** Deliveries that it brought to `sent`. */
  readonly sent: number;
  readonly ended: Date | undefined;
  readonly stop: Halt | undefined;
};

/** Why a worker stopped before its time, and in whose words; what `why` may be is the send loop's. */
export type Halt = { readonly why: string; readonly said: string };

/** What a worker learns from a sign of life. */
export type Pulse = {
  /** Whether its claims hold: a lease that ran out is never renewed, and its owner can do nothing more. */
  readonly holds: boolean;
  /** How long it holds from now on, in ms. */
  readonly leaseMs: number;
  /** Deliveries of dead workers that were queued again. */
  readonly queued: number;
  /** Of workers that stopped since this one began. */
  readonly halts: readonly (Halt & { readonly host: string })[];
};

/** A place among the workers of a mailing. */
export type WorkerPlace = AsyncDisposable & {
  /** Nobody else has one: whatever is claimed belongs to the dead. */
  readonly alone: boolean;
  /** Lets other workers in, where there may be several, once what the dead left is settled. */
  letOthersIn(): Promise<void>;
};

export type MailingRef = Pick<Mailing, 'id' | 'channel'>;
export type Counts = Readonly<Record<string, number>>;

/** What happened to one person, append-only: attempts, status changes, imports. */
export type Event = {
  readonly at: Date;
  readonly subscriber: string;
  readonly mailing: string | undefined;
  /** Of the mailing. */
  readonly channel: Channel | undefined;
  /** The state or status that was reached; `name` or `categories` where those changed. */
  readonly what: string;
  readonly detail: string | undefined;
  /** The mail server that was tried; `undefined` where none was. */
  readonly relay?: string | undefined;
};

export type Ledger = AsyncDisposable & {
  readonly subscribers: Subscribers;
  readonly deliveries: Deliveries;
  readonly bounces: Bounces;
  /** What visitors of the public service ask for, and the confirmations of their addresses. */
  readonly forms: Forms;
  /** Everything about one person, oldest first. */
  history(subscriber: string): Promise<readonly Event[]>;
  /** Several workers may work on a mailing at once. */
  readonly severalWorkers: boolean;
  /**
   * A place among the workers of a mailing, freed when the process dies, however it dies. A ledger that is not
   * for one worker alone has one for each mailing.
   *
   * @returns `undefined` where another worker holds it
   */
  lock(of: MailingRef): Promise<WorkerPlace | undefined>;
  /**
   * Whether a worker holds the place of a mailing; `undefined` where only leases tell. It changes nothing.
   */
  isTaken(of: MailingRef): Promise<boolean | undefined>;
  /** What the database finds wrong with its own pages; `undefined` where it has a tool of its own for that. */
  integrity(): Promise<readonly string[] | undefined>;
  /**
   * Copies the whole ledger, as it is at one moment, into a new file, while others may write.
   *
   * @param file an absolute path at which there is nothing yet
   * @returns false where the database has a tool of its own for that: nothing was written
   */
  backup(file: string): Promise<boolean>;
};
