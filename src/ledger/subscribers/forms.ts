/**
 * What the public service stores. A form becomes a request: one row of the same kind for every address, so the answer
 * does not show who is on the list. A worker acts on it later. A confirmation belongs to a mail that asks for it: its
 * token and its six digits are stored as hashes for a week, and work once.
 */
import type { AskBounds } from './address-memory.ts';

export type FormRequest = {
  /** `goodbye`, `welcome` and `moved` come from no form: they are mails that are owed to somebody. */
  readonly kind: 'join' | 'link' | 'move' | 'erase' | 'goodbye' | 'welcome' | 'moved';
  /** The address in the form, or that the mail goes to; empty if a signed link says who asks. */
  readonly address: string;
  /** Who asks, if a signed link says it. */
  readonly subscriber: string | undefined;
  /** `undefined`: all of them. */
  readonly categories: readonly string[] | undefined;
  /** Which form it was; the consent is recorded in these words. */
  readonly form: string;
};
export type KeptRequest = FormRequest & { readonly id: string; readonly at: Date };

export type Confirmation = {
  readonly kind: 'join' | 'move';
  readonly subscriber: string;
  readonly address: string;
  readonly form: string;
  readonly made: Date;
  readonly expires: Date;
  readonly used: Date | undefined;
};
export type NewConfirmation = Omit<Confirmation, 'made' | 'used'> & {
  /** SHA-256 of the token. */
  readonly token: string;
  /** A keyed hash of the six digits. */
  readonly code: string;
  /** Whether the form added the subscriber, and no list or editor did. */
  readonly fresh: boolean;
};

/** `joined`: the person is on the list. `moved`: their address is this one, and was `from` before. */
export type Redeemed =
  | { readonly what: 'joined'; readonly subscriber: string; readonly changed: boolean }
  | { readonly what: 'moved'; readonly subscriber: string; readonly from: string; readonly to: string }
  /** The token was used, is too old, never existed, or asks for a change of address of a person who left since. */
  | { readonly what: 'nothing'; readonly known: Confirmation | undefined };

export type Forms = {
  keep(request: FormRequest, now: Date): Promise<void>;
  /**
   * The person leaves by their own act. If they were on the list, a goodbye mail is requested. Both are one commit,
   * because providers send many such clicks at once. @returns whether anything changed
   */
  leave(subscriber: string, reason: string, now: Date): Promise<boolean>;
  /** The oldest first. */
  waiting(limit: number): Promise<readonly KeptRequest[]>;
  done(request: string): Promise<void>;
  /** Whether one more mail may be sent to an address that is not confirmed. If so, it is counted. */
  mayAsk(address: string, request: string, bounds: AskBounds, now: Date): Promise<boolean>;
  /** Replaces an unused confirmation of the same address. */
  open(confirmation: NewConfirmation, now: Date): Promise<void>;
  /** @returns `undefined` if it is too old, or a change of address of a person who left after they asked for it */
  find(token: string, now: Date): Promise<Confirmation | undefined>;
  /**
   * The token that belongs to six digits. Each wrong guess is counted; after `most` wrong guesses the digits are void.
   *
   * @param codes the keyed hashes of the digits, one for each key that may have made theirs
   */
  tokenOf(address: string, codes: readonly string[], most: number, now: Date): Promise<string | undefined>;
  /** The token, as the ledger stores it, of the unused confirmation of this person and address. */
  tokenFor(subscriber: string, address: string, now: Date): Promise<string | undefined>;
  /** The number of confirmations that were made after `since`. */
  openedSince(since: Date): Promise<number>;
  /**
   * The person agrees, or their address changes, and the mail about it is requested. It works once.
   * @param word how they agreed, stored as consent
   */
  redeem(token: string, word: string, now: Date): Promise<Redeemed>;
  /** Deletes what is too old. @returns the subscribers who were added by a form only and never confirmed */
  expire(now: Date): Promise<readonly string[]>;
};
