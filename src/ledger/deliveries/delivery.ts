/** A delivery: one mailing to one subscriber, its states and how its attempts end. ledger.ts draws the states. */
import type { SubscriberStatus } from '../subscribers/states.ts';
import type { AddressFault } from './address-fault.ts';

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

/** How an attempt ended, as the ledger stores it. */
export type Outcome = End & {
  /** The mail server of the attempt; `undefined` if there was none. */
  readonly relay?: string | undefined;
};

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
