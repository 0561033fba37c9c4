/**
 * How a message leaves, and what the other side said. A transport is a file here and a row in
 * `drivers`; it passes the contract suite. What a server answers is no error: it is a reply.
 */

import type { Channel } from '../ledger/ledger.ts';

/** A finished mail for one envelope recipient. */
export type Message = {
  /** The mailing it belongs to, such as `2025-W45`: a folder of the outbox, a word in a log. */
  readonly mailing: string;
  readonly envelope: { readonly from: string; readonly to: string };
  /** With the angle brackets; the same on every retry. */
  readonly messageId: string;
  /** The whole mail in parts, lines ended by CRLF, not dot-stuffed. All mails of an edition share most parts. */
  readonly content: readonly Uint8Array[];
};

/** Where in the conversation an attempt ended. */
export type Phase = 'connect' | 'tls' | 'greeting' | 'auth' | 'mail' | 'rcpt' | 'data' | 'body' | 'answer';

export type Reply = Said & {
  /** The host that was tried; `undefined` where none was. */
  readonly relay?: string;
};

type Said =
  | { readonly kind: 'accepted'; readonly code: number; readonly response: string }
  /** The server answered 4yz or 5yz: by its code, whatever the phase. */
  | {
      readonly kind: 'refused';
      readonly code: number;
      readonly enhanced: string | undefined;
      readonly response: string;
      readonly phase: Phase;
      /** We refused it ourselves: no server was asked. */
      readonly own?: true;
    }
  /** No answer and the mark not reached: nothing was sent. */
  | { readonly kind: 'unsent'; readonly reason: string; readonly phase: Phase }
  /** No answer after the mark: it may have arrived. */
  | { readonly kind: 'unknown'; readonly reason: string; readonly phase: Phase }
  /** The mark could not be made, because the claim was lost: nothing was sent, and nothing may be recorded. */
  | { readonly kind: 'lost' };

export type Transport = AsyncDisposable & {
  /** For the report and the log: no password. */
  readonly name: string;
  /** Whether people are written to, or a rehearsal goes into files: the ledger keeps the two apart. */
  readonly channel: Channel;
  /** How many deliveries may run side by side. */
  readonly connections: number;
  /**
   * Hands over one message.
   *
   * @param mark called once, after the server agreed to take the content and before the first byte of it
   *   leaves, with the host that will have it; when it answers false, nothing may be sent
   */
  deliver(message: Message, mark: (relay?: string) => Promise<boolean>): Promise<Reply>;
  /** Where messages are kept as files: removes those to an address, which is as a message's envelope has it. */
  forget?(to: string): Promise<void>;
  /** Where there are several: how each did so far. */
  readonly relays?: () => readonly RelayReport[];
};

export type RelayReport = {
  readonly name: string;
  /** Mails that it took. */
  readonly taken: number;
  /** How often it was left out for a while, and for what the last time. */
  readonly rests: number;
  readonly said: string;
  /** It had failed when it was last asked. */
  readonly down: boolean;
};
