/** What a mail that came in is read as: one finding for each recipient, and the clues by which to find whose it is. */
import type { MailedAnswer } from './confirm-answers.ts';
import type { BounceFault } from './fault-sayings.ts';

/** The table of kinds: help, docs and reports follow from it. */
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
  /** Whom it is about, as the report writes the address; `undefined` where it names nobody. */
  readonly recipient: string | undefined;
  /** The enhanced code, such as `5.1.1`, or the reply code; `undefined` where there is none. */
  readonly code: string | undefined;
  /** Of what is hard or soft: what it is about. */
  readonly fault: BounceFault | undefined;
  /** The words of the server, or of the person. */
  readonly said: string;
};

/** What may tie a mail to a delivery of ours, the surest first. */
export type Clues = {
  /** Addresses that it came to, or that stand as return address in what came back: one may hold our token. */
  readonly cameTo: readonly string[];
  readonly envelopeIds: readonly string[];
  /** Message-IDs of what came back, or of what is answered; with angle brackets. */
  readonly messageIds: readonly string[];
  /** Values of `List-Unsubscribe` in what came back. */
  readonly unsubscribe: readonly string[];
  /** What could be a token in the words of a person, who quotes our mail or its link. */
  readonly quoted: readonly string[];
};

export type BounceReading = {
  /** Of a mail from a person: what could confirm their address. */
  readonly answer: MailedAnswer;
  /** One or more; the order is that of the report. */
  readonly findings: readonly RecipientFinding[];
  readonly clues: Clues;
  readonly from: string | undefined;
  /** Whether the server that took it says that it does not come from whom it names (RFC 8601). */
  readonly forged: boolean;
  readonly subject: string;
};
