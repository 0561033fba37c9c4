/** A mailing: what was approved and frozen, such as the digest of a week. */

/** `mail`: mails go to people. `rehearsal`: mails are written into files. A rehearsal never counts for the mail. */
export type Channel = 'mail' | 'rehearsal';

/**
 * A digest goes to all people who want it. A transactional mail goes to one person who asked for something, such as the
 * confirmation of an address. It is not a digest, so it is sent to people who left, too.
 */
export type MailingKind = 'digest' | 'transactional';

/** What was approved. It is sent byte for byte, even if posts and templates change later. */
export type Mailing = {
  readonly id: string;
  readonly channel: Channel;
  readonly kind: MailingKind;
  readonly frozen: Date;
  /** The `Date:` of every message, so that a second try sends the same mail. */
  readonly date: Date;
  readonly sender: Sender;
  /** After this moment, deliveries that are still deferred count as failed. */
  readonly deadline: Date;
  readonly editions: readonly FrozenEdition[];
  /** How many recipients were frozen. `--expect` checks this number. */
  readonly planned: number;
};

/** A mailing without its mails: the mails of one year are about ten megabytes. */
export type MailingHead = Omit<Mailing, 'editions'> & {
  /** The subject of the first edition. */
  readonly subject: string;
};

/** The name of a mailing. */
export type MailingRef = Pick<Mailing, 'id' | 'channel'>;

/** Everything in a message that the config could change after the freeze. */
export type Sender = {
  readonly name: string;
  readonly address: string;
  readonly replyTo: string | undefined;
  readonly returnPath: string;
  /**
   * Gives each mail an envelope sender of its own, so that a bounce names its delivery. `undefined`: all use
   * `returnPath`.
   */
  readonly bounces?: string | undefined;
  /** The site's title and host, for List-Id. */
  readonly list: { readonly title: string; readonly host: string };
  /** Where one-click unsubscribe answers. `undefined`: people unsubscribe by the `mailto:` address only. */
  readonly webUrl: string | undefined;
  readonly unsubscribeMailto: string | undefined;
  /** Shows which key made the Message-IDs and links; it does not give the key away. */
  readonly keyPrint?: string | undefined;
};

export type FrozenEdition = {
  readonly key: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** The places of the slots, in UTF-16 units; `undefined` if an earlier version froze the mailing. */
  readonly slots?:
    | {
        readonly html: readonly FrozenSlot[];
        readonly text: readonly FrozenSlot[];
      }
    | undefined;
  /** SHA-256 of subject, html, text and the places of the slots, in hex. */
  readonly hash: string;
};

/** A part of the mail that differs for each subscriber, and its place. */
export type FrozenSlot = {
  readonly at: number;
  readonly slot: 'address' | 'unsubscribe_url' | 'preferences_url';
};

/** How many, by edition or by domain. */
export type Counts = Readonly<Record<string, number>>;
