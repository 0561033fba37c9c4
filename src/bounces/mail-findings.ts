/**
 * The result of reading a mail that came in: one finding for each recipient, and the clues that may show which of our
 * mails it belongs to.
 */

import type { BounceFault } from './fault-sayings.ts';
import type { MailedAnswer } from './requests/confirm-answers.ts';

/** All kinds of mail, with their words: help, docs and reports follow from this table. */
export const kinds = {
  hard: 'never delivered: the address does not exist',
  soft: 'not delivered, for a reason that may pass, or that is not about the address',
  delayed: 'still being tried: nothing follows from it',
  delivered: 'a server says that it was delivered or passed on',
  complaint: 'the recipient called it spam',
  'auto-reply': 'a machine answers: out of the office, a ticket system',
  unsubscribe: 'somebody asks to leave the list',
  subscribe: 'somebody asks to join the list',
  reply: 'a mail from a person, for the editor',
  other: 'a report of machines that asks nothing of the list',
  unreadable: 'it can not be told what it is',
} as const;
export type BounceKind = keyof typeof kinds;

export type RecipientFinding = {
  readonly kind: BounceKind;
  /** The address that the finding is about, as the report writes it; `undefined` if the report names none. */
  readonly recipient: string | undefined;
  /** The enhanced code, such as `5.1.1`, or the reply code; `undefined` if there is none. */
  readonly code: string | undefined;
  /** For a hard or soft bounce: what the fault is about. */
  readonly fault: BounceFault | undefined;
  /** The words of the server, or of the person. */
  readonly said: string;
};

/** What may tie a mail to one of our deliveries, the most certain clue first. */
export type Clues = {
  /** Addresses that the mail was sent to, and return addresses of the returned mail: one of them may hold our token. */
  readonly cameTo: readonly string[];
  readonly envelopeIds: readonly string[];
  /** Message-IDs of the returned mail, or of the mail that is answered; with angle brackets. */
  readonly messageIds: readonly string[];
  /** Values of `List-Unsubscribe` in the returned mail. */
  readonly unsubscribe: readonly string[];
  /** Possible tokens in a person's words: they may quote our mail or its link. */
  readonly quoted: readonly string[];
};

export type BounceReading = {
  /** For a mail from a person: the parts that may confirm their address. */
  readonly answer: MailedAnswer;
  /** One or more, in the order of the report. */
  readonly findings: readonly RecipientFinding[];
  readonly clues: Clues;
  readonly from: string | undefined;
  /** Whether the server that accepted the mail says that its sender is forged (RFC 8601). */
  readonly forged: boolean;
  readonly subject: string;
};
