/** An event: one line in the history of a person. events.ts writes them. */
import type { Channel } from './deliveries/mailing.ts';

/** What happened to one person: attempts, changes of status, imports. Events are only added, never changed. */
export type Event = {
  readonly at: Date;
  readonly subscriber: string;
  readonly mailing: string | undefined;
  /** The channel of the mailing. */
  readonly channel: Channel | undefined;
  /** The state or status that was reached, or `name` or `categories` if these changed. */
  readonly what: string;
  readonly detail: string | undefined;
  /** The mail server of the attempt; `undefined` if there was none. */
  readonly relay?: string | undefined;
};
