/**
 * When a person is taken off the list because mails to them keep coming back softly, such as from a full mailbox. The
 * ledger counts the digests; sending and bounces decide by the count.
 */
export const SOFT_BOUNCE_LIMIT = {
  /** This many digests in a row must have come back, or must have been refused because the mailbox is full. */
  digests: 3,
  /** Of mails that come back later, the first must be this many days old: three daily digests prove too little. */
  days: 7,
} as const;
