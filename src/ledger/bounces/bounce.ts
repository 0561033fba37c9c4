/**
 * What is stored about mails that come back: which mail said what about whom, and what was decided. A mail that belongs
 * to no delivery is stored too, so that it is not looked at twice; nothing follows from it.
 */
import type { Act } from '../subscribers/states.ts';

/** One finding of one mail: a mail may name several recipients. */
export type BounceRecord = {
  /** The delivery that it is about. `mailing` is `undefined` if only the person is known. */
  readonly subscriber: string | undefined;
  readonly mailing: string | undefined;
  readonly kind: string;
  /** What kind of fault it is, such as `bad-address`. */
  readonly fault: string | undefined;
  readonly code: string | undefined;
  /** The words of the server, or of the person. */
  readonly said: string;
  /** What is done at once. `undefined`: it is only noted, or it waits for a decision. */
  readonly act: Extract<Act, 'unsubscribe' | 'complain'> | undefined;
  /** Whether it waits for a decision. */
  readonly open: boolean;
  /** What was made of it, in words for `why`. */
  readonly note: string;
};

/** A bounce that waits for a decision. */
export type OpenBounce = {
  readonly number: number;
  readonly mailing: string;
  readonly subscriber: string;
  readonly address: string;
  readonly kind: string;
  readonly code: string | undefined;
  readonly said: string;
};

/**
 * A digest that was sent to a person, and whether it came back softly: with a fault that may pass, such as a full
 * mailbox.
 */
export type SoftReturn = { readonly frozen: Date; readonly soft: boolean };

export type Bounces = {
  /** Whether this mail was recorded before. */
  isKnown(hash: string): Promise<boolean>;
  /**
   * Records a mail and all its findings in one transaction, with an event for each person, and does what follows at
   * once.
   *
   * @returns false if it was recorded before; then nothing is changed
   */
  record(hash: string, records: readonly BounceRecord[], now: Date): Promise<boolean>;
  /** The oldest first. Bounces of people who left in the meantime are included. */
  open(): Promise<readonly OpenBounce[]>;
  /**
   * `believed`: the people are suppressed. `noted`: nothing follows.
   *
   * @returns how many were decided; bounces that were decided before are not counted
   */
  decide(
    numbers: readonly number[],
    verdict: 'believed' | 'noted',
    reason: string,
    now: Date,
  ): Promise<number>;
  /** For each domain: the number of deliveries whose person was suppressed because of bounces. */
  believed(mailing: string): Promise<Readonly<Record<string, number>>>;
  /** The number of such deliveries in the last ten mailings before this one. */
  usual(mailing: string): Promise<number>;
  /** The last digests that were sent to this person, up to this one and as many as the soft bounce limit; the newest first. */
  lastReturns(mailing: string, subscriber: string): Promise<readonly SoftReturn[]>;
};
