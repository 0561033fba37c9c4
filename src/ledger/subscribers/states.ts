/**
 * The states of a subscriber in one table: which of them get a digest, and what each act makes of them.
 *
 *     unconfirmed --confirm--> confirmed --unsubscribe, bounce, complain--> unsubscribed, bounced, complained
 *          ^                       ^                                            |          |          |
 *          |                       |---- confirm (their own act) ---------------+----------+----------'
 *          `-----------------------'---- restore (an editor's recorded word) ---+----------'
 *
 * Types, help and tests follow from the table: a new state is a row here.
 */

/** What happens to a subscriber. */
export const acts = ['confirm', 'unsubscribe', 'complain', 'bounce', 'restore'] as const;
export type Act = (typeof acts)[number];

export const subscriberStates = [
  {
    state: 'unconfirmed',
    about: 'on the list, and has not agreed yet',
    receives: false,
    left: false,
    mayBecome: {
      confirm: 'confirmed',
      unsubscribe: 'unsubscribed',
      complain: 'complained',
      bounce: 'bounced',
    },
  },
  {
    state: 'confirmed',
    about: 'agreed, and gets the digest',
    receives: true,
    left: false,
    mayBecome: { unsubscribe: 'unsubscribed', complain: 'complained', bounce: 'bounced' },
  },
  {
    state: 'unsubscribed',
    about: 'left, or was removed',
    receives: false,
    left: true,
    mayBecome: { confirm: 'confirmed', complain: 'complained', restore: 'confirmed' },
  },
  {
    state: 'bounced',
    about: 'no mail reaches the address',
    receives: false,
    left: true,
    mayBecome: {
      confirm: 'confirmed',
      unsubscribe: 'unsubscribed',
      complain: 'complained',
      restore: 'confirmed',
    },
  },
  {
    state: 'complained',
    about: 'called a mail spam: only their own act brings them back',
    receives: false,
    left: true,
    mayBecome: { confirm: 'confirmed' },
  },
] as const satisfies readonly {
  readonly state: string;
  readonly about: string;
  /** Whether the person gets digests. */
  readonly receives: boolean;
  /** Whether the person is suppressed: no import adds them again, and their queued deliveries are skipped. */
  readonly left: boolean;
  readonly mayBecome: Readonly<Partial<Record<Act, string>>>;
}[];

type Row = (typeof subscriberStates)[number];
export type SubscriberStatus = Row['state'];
export type Departure = Extract<Row, { left: true }>['state'];

export const subscriberStatuses: readonly SubscriberStatus[] = subscriberStates.map(({ state }) => state);

const rows = new Map<string, Row>(subscriberStates.map((row) => [row.state, row]));

/** People who left get no digest. */
export function hasLeft(status: string): status is Departure {
  return rows.get(status)?.left === true;
}

/** @returns `undefined` if the act changes nothing, or is not allowed */
export function stateAfter(act: Act, status: string): SubscriberStatus | undefined {
  const mayBecome: Readonly<Partial<Record<Act, SubscriberStatus>>> | undefined = rows.get(status)?.mayBecome;
  return mayBecome?.[act];
}
