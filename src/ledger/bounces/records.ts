/**
 * What is kept of mails that come back: which mail said what of whom, and what was decided. A record that is tied to
 * no delivery is kept as well, so that the same mail is not looked at twice; it never leads to anything.
 */
import type { Act } from '../subscribers/states.ts';

/** One finding of one mail. */
export type BounceRecord = {
  /** The delivery that it is tied to; the mailing is `undefined` where only the person is known. */
  readonly subscriber: string | undefined;
  readonly mailing: string | undefined;
  readonly kind: string;
  /** What it is about, such as `bad-address`. */
  readonly fault: string | undefined;
  readonly code: string | undefined;
  /** The words of the server, or of the person. */
  readonly said: string;
  /** What follows at once; `undefined` leaves it to be noted, or to be decided about within the brake. */
  readonly act: Extract<Act, 'unsubscribe' | 'complain'> | undefined;
  /** Whether it waits for a decision. */
  readonly open: boolean;
  /** For `why`: what was made of it. */
  readonly note: string;
};

/** A bounce about which nothing was decided yet. */
export type OpenBounce = {
  readonly number: number;
  readonly mailing: string;
  readonly subscriber: string;
  readonly address: string;
  readonly kind: string;
  readonly code: string | undefined;
  readonly said: string;
};

/** A digest that went to somebody, and whether it came back softly. */
export type SoftReturn = { readonly frozen: Date; readonly soft: boolean };

export type Bounces = {
  /** Whether this mail was recorded before. */
  isKnown(hash: string): Promise<boolean>;
  /**
   * Records a mail with all it says, in one transaction, with an event for each person that it is about, and lets
   * happen what follows at once.
   *
   * @returns false where it was recorded before: nothing is changed then
   */
  record(hash: string, records: readonly BounceRecord[], now: Date): Promise<boolean>;
  /** The oldest first. Those of people who left meanwhile are among them. */
  open(): Promise<readonly OpenBounce[]>;
  /**
   * `believed`: the people are suppressed. `noted`: nothing follows.
   *
   * @returns how many were decided; what was decided before is passed over
   */
  decide(
    numbers: readonly number[],
    verdict: 'believed' | 'noted',
    reason: string,
    now: Date,
  ): Promise<number>;
  /** For how many deliveries of each domain somebody was suppressed because of what came back. */
  believed(mailing: string): Promise<Readonly<Record<string, number>>>;
  /** The same in the last ten mailings before this one. */
  usual(mailing: string): Promise<number>;
  /** The last three digests that went to this person, up to this one; the newest first. */
  lastReturns(mailing: string, subscriber: string): Promise<readonly SoftReturn[]>;
};
