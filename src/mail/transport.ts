/**
 * How a message leaves, and what the other side answers. A transport is a file here and a row in `drivers`, and passes
 * the contract suite. The answer of a server is not an error: it is a reply.
 */

import type { Channel } from '../ledger/ledger.ts';

/** A finished mail for one recipient. */
export type Message = {
  /** The mailing it belongs to, such as `2025-W45`: a folder of the outbox, a word in a log. */
  readonly mailing: string;
  readonly envelope: { readonly from: string; readonly to: string };
  /** With the angle brackets; the same on every retry. */
  readonly messageId: string;
  /** The whole mail in parts, with CRLF line ends, not dot-stuffed. All mails of an edition share most parts. */
  readonly content: readonly Uint8Array[];
};

/** The step of the conversation at which an attempt ended. */
export type Phase = 'connect' | 'tls' | 'greeting' | 'auth' | 'mail' | 'rcpt' | 'data' | 'body' | 'answer';

export type Reply = Said & {
  /** The host that was tried; `undefined` if none was. */
  readonly relay?: string;
};

type Said =
  | { readonly kind: 'accepted'; readonly code: number; readonly response: string }
  /** The server answered 4yz or 5yz: the code decides, whatever the phase. */
  | {
      readonly kind: 'refused';
      readonly code: number;
      readonly enhanced: string | undefined;
      readonly response: string;
      readonly phase: Phase;
      /** We refused it ourselves: no server was asked. */
      readonly own?: true;
      /** This relay takes no more from us at present, and another relay may take the mail. */
      readonly elsewhere?: true;
    }
  /** No answer, and the mark was not reached: nothing was sent. */
  | { readonly kind: 'unsent'; readonly reason: string; readonly phase: Phase }
  /** No answer after the mark: the mail may have arrived. */
  | { readonly kind: 'unknown'; readonly reason: string; readonly phase: Phase }
  /** The mark could not be made, because the claim was lost: nothing was sent, and nothing may be recorded. */
  | { readonly kind: 'lost' };

export type Transport = AsyncDisposable & {
  /** For the report and the log: no password. */
  readonly name: string;
  /** `mail` goes to people, `rehearsal` into files: the ledger keeps the two apart. */
  readonly channel: Channel;
  /** The number of deliveries that may run at the same time. */
  readonly connections: number;
  /**
   * Hands over one message.
   *
   * @param mark called once with the host that will have the mail, after the server agreed to take the content and
   * before its first byte leaves. If it answers false, nothing may be sent
   */
  deliver(message: Message, mark: (relay?: string) => Promise<boolean>): Promise<Reply>;
  /** For a transport that keeps messages as files: removes the messages to an address, written as in the envelope. */
  forget?(to: string): Promise<void>;
  /** For several relays: a report on each. */
  readonly relays?: () => readonly RelayReport[];
};

export type RelayReport = {
  readonly name: string;
  /** The number of mails that it accepted. */
  readonly taken: number;
  /** How often it was left out for a while, and why the last time. */
  readonly rests: number;
  readonly said: string;
  /** It had failed when it was last asked. */
  readonly down: boolean;
};
