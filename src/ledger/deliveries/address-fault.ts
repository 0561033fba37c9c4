/** What mail servers say about addresses, until it is decided whether they are believed. */
import type { Counts, MailingRef } from './mailing.ts';

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
  /**
   * The people with the status `bounced` whose delivery failed in this mailing. `believed`: whether they are bounced
   * because of this fault. It is `undefined` for rows of an older version, which stored only the server's words.
   */
  bouncedIn(of: MailingRef): Promise<
    readonly (Pick<OpenFault, 'subscriber' | 'address' | 'response'> & {
      readonly believed: boolean | undefined;
    })[]
  >;
};
