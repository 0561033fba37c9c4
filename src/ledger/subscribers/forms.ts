/**
 * What the public service keeps. A form becomes a request: one row, the same for every address, so that nobody can
 * tell from the answer who is on the list. A worker acts on it later. A confirmation is what a mail asks for: its
 * token and its six digits are kept as hashes, for a week, and work once.
 */
import type { AskBounds } from './address-memory.ts';

export type FormRequest = {
  readonly kind: 'join' | 'link' | 'move' | 'erase' | 'goodbye';
  /** As it was read from the form; empty where only the signed link tells who asks. */
  readonly address: string;
  /** Who asks, where a signed link told it. */
  readonly subscriber: string | undefined;
  /** `undefined` means all. */
  readonly categories: readonly string[] | undefined;
  /** Which form it was, in the words of the record of consent. */
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
  /** The form made the subscriber, and nobody else knew them. */
  readonly fresh: boolean;
};

/** `joined`: they are on the list now, or were before. `moved`: they have this address now, and had `from` before. */
export type Redeemed =
  | { readonly what: 'joined'; readonly subscriber: string; readonly changed: boolean }
  | { readonly what: 'moved'; readonly subscriber: string; readonly from: string; readonly to: string }
  /** Used before, too old, or never made. */
  | { readonly what: 'nothing'; readonly known: Confirmation | undefined };

export type Forms = {
  keep(request: FormRequest, now: Date): Promise<void>;
  /**
   * Somebody leaves by their own act, and where they were on the list a goodbye is asked for: in one commit, since
   * providers send many at once. @returns whether anything changed
   */
  leave(subscriber: string, reason: string, now: Date): Promise<boolean>;
  /** The oldest first. */
  waiting(limit: number): Promise<readonly KeptRequest[]>;
  done(request: string): Promise<void>;
  /** Whether the address may be sent one more mail that nobody confirmed; counts it. */
  mayAsk(address: string, request: string, bounds: AskBounds, now: Date): Promise<boolean>;
  /** Takes the place of an unused one for the same address. */
  open(confirmation: NewConfirmation, now: Date): Promise<void>;
  find(token: string, now: Date): Promise<Confirmation | undefined>;
  /** Which token belongs to six digits; a wrong guess is counted, and after `most` of them the digits are void. */
  tokenOf(address: string, code: string, most: number, now: Date): Promise<string | undefined>;
  /** Which unused confirmation waits for this person at this address: the token as the ledger knows it. */
  tokenFor(subscriber: string, address: string, now: Date): Promise<string | undefined>;
  /** How many confirmations were made since then. */
  openedSince(since: Date): Promise<number>;
  /** They agree, or their address changes; once. @param word how, for the record of consent */
  redeem(token: string, word: string, now: Date): Promise<Redeemed>;
  /** Drops what is too old. @returns the subscribers whom only the form knew, and who never confirmed */
  expire(now: Date): Promise<readonly string[]>;
};
