/** A subscriber, and everything that can be asked about the list or happen to one person. */
import type { Growth, Stretch } from './growth.ts';
import type { Act, Departure, SubscriberStatus } from './states.ts';

/** Random bytes in the id of a subscriber: 16 letters of base64url. Links and return addresses hold them. */
export const SUBSCRIBER_ID_BYTES = 12;

export type Subscriber = {
  /** Random, URL-safe, never used twice. It is written in signed links and logs instead of the address. */
  readonly id: string;
  /** The address as mail servers get it: the domain in lower-case ASCII, the part before `@` as it was given. */
  readonly address: string;
  readonly name: string | undefined;
  readonly status: SubscriberStatus;
  /** Slugs of the chosen categories; `undefined`: all of them, also new ones. */
  readonly categories: readonly string[] | undefined;
  /** How the person agreed: by a form, or by the source that an import names. `undefined` while unconfirmed. */
  readonly consent: Consent | undefined;
  readonly added: Date;
  /** The person asked for no digest before this moment, and stays confirmed. */
  readonly pausedUntil?: Date;
};

export type Consent = { readonly source: string; readonly at: Date };

/** What an import or a form knows about a new subscriber; the ledger adds the rest. */
export type NewSubscriber = Pick<Subscriber, 'address' | 'name' | 'categories'> & {
  /** With consent the person is `confirmed`, without it `unconfirmed`. */
  readonly consent: Consent | undefined;
  /** The person left another list. This is stored, so that no list adds them later. */
  readonly left?: Departure;
  /** When and why they left, if a list says it; otherwise the time and the words of the import. */
  readonly departure?: LeavingRecord | undefined;
  /** The end of a pause that the person asked for in another ledger. It counts only for people who are new here. */
  readonly pausedUntil?: Date | undefined;
  /** The person asked by themselves, and not a list: then also an erased address may be added. */
  readonly own?: true;
};

/** When and why somebody left. */
export type LeavingRecord = { readonly at: Date; readonly reason: string };

/**
 * `added`: new. `updated`: an unconfirmed person was confirmed, or name or categories changed. `same`: nothing changed.
 * `left`: the person unsubscribed, bounced or complained, and stays so.
 */
export type AddResult = 'added' | 'updated' | 'same' | 'left';

/** Asks about the list. */
export type SubscriberList = {
  /** By id, or by address in any case: `A@x.example` finds `a@x.example`. */
  find(key: { readonly address: string } | { readonly id: string }): Promise<Subscriber | undefined>;
  /** All subscribers in the order of their addresses, read in pages, so that little memory is needed. */
  list(filter?: { readonly status?: SubscriberStatus }): AsyncIterable<Subscriber>;
  count(): Promise<Readonly<Record<SubscriberStatus, number>>>;
  /** The states in the order of the addresses, which may be in any case. `undefined`: not on the list. */
  statuses(addresses: readonly string[]): Promise<readonly (SubscriberStatus | undefined)[]>;
  /** How the list grew in these stretches of time, which follow each other. At most `most` domains are named. */
  growth(stretches: readonly Stretch[], most: number): Promise<Growth>;
  /** When and why people left, by id; only those who left are in the answer. */
  departures(ids: readonly string[]): Promise<ReadonlyMap<string, LeavingRecord>>;
};

/** What happens to one person; subscribers/states.ts says what may become what. */
export type SubscriberActs = {
  /**
   * - `confirm`: the person agrees by their own act, such as the link in a confirmation mail. So people who left or
   *   complained come back too. The word is stored as their consent.
   * - `unsubscribe`: the person leaves, or an editor removes them. `complain`: they called a mail spam. `bounce`: no mail
   *   reaches the address. After each of these, what waits for them is skipped.
   * - `restore`: the person comes back because an editor says so; subscribers/acts.ts says what happens to their consent.
   *   A person who complained stays so.
   *
   * @param word how or why it happened, for the history: `the link of a mail`
   * @returns whether anything changed, as for each of these verbs
   */
  act(act: Act, id: string, word: string, now: Date): Promise<boolean>;
  setCategories(id: string, categories: readonly string[] | undefined, now: Date): Promise<boolean>;
  /** The person gets no digest before `until`; `undefined` ends the pause. */
  pause(id: string, until: Date | undefined, now: Date): Promise<boolean>;
};

/** Takes people in, and deletes them. */
export type Membership = {
  /**
   * Adds many people in one transaction; the results are in the order of the people. A person who left stays so. If
   * name or categories are not given, the stored ones stay.
   */
  add(people: readonly NewSubscriber[], now: Date): Promise<readonly AddResult[]>;
  /**
   * Deletes everything about one person: their row, their history, and their address in deliveries. The numbers of each
   * digest stay as they are. A keyed hash of the address stays, so that no list adds the person again.
   *
   * @returns `busy` while a mail to them is being sent; then they are only unsubscribed
   */
  erase(id: string, now: Date): Promise<'erased' | 'busy' | 'unknown'>;
  /** Deletes an unconfirmed person without a trace: a list may add them later. @returns whether it was done */
  forget(id: string): Promise<boolean>;
};

/** A function takes only the verbs that it needs, such as `Pick<Subscribers, 'find'>`. */
export type Subscribers = SubscriberList & SubscriberActs & Membership;
