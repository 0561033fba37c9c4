/**
 * Who gets a digest: every confirmed subscriber for whose categories there is an edition. Read a page at a
 * time, so that memory does not grow with the list.
 */
import type { Counts, Recipient, Subscriber, Subscribers } from '../../ledger/ledger.ts';
import { ALL, editionKey } from '../../mail/email.ts';
import { domainOf } from '../../mail/mailbox.ts';
import { DAY } from '../../time.ts';

export type Audience = {
  /** How many confirmed subscribers want each edition, by its key. There may be no such edition this time. */
  readonly editions: Counts;
  /** The sets of categories that were chosen. */
  readonly sets: readonly (readonly string[])[];
  /** Confirmed subscribers of each edition by domain. */
  readonly domains: Readonly<Record<string, Counts>>;
  /** Somebody consented more than a day before they came into this ledger: the list comes from another program. */
  readonly older: boolean;
};

/** @param now a person whose pause ends later than this is left out */
export async function readAudience(subscribers: Pick<Subscribers, 'list'>, now: Date): Promise<Audience> {
  const editions = new Map<string, number>();
  const sets = new Map<string, readonly string[]>();
  const domains = new Map<string, Map<string, number>>();
  let older = false;
  for await (const subscriber of subscribers.list({ status: 'confirmed' })) {
    if (isPaused(subscriber, now)) continue;
    const key = editionKey(subscriber.categories);
    if (key !== ALL && subscriber.categories !== undefined) sets.set(key, subscriber.categories);
    count(editions, key);
    const inEdition = domains.get(key) ?? new Map<string, number>();
    domains.set(key, inEdition);
    count(inEdition, domainOf(subscriber.address));
    older ||= isOlderThanLedger(subscriber);
  }
  return {
    editions: Object.fromEntries(editions),
    sets: [...sets.values()],
    domains: Object.fromEntries([...domains].map(([key, counts]) => [key, Object.fromEntries(counts)])),
    older,
  };
}

/** The recipients to freeze. @param keys the keys of the editions that exist */
export async function* recipientsOf(
  subscribers: Pick<Subscribers, 'list'>,
  keys: ReadonlySet<string>,
  now: Date,
): AsyncGenerator<Recipient> {
  for await (const subscriber of subscribers.list({ status: 'confirmed' })) {
    const { id, address, categories } = subscriber;
    const edition = editionKey(categories);
    if (keys.has(edition) && !isPaused(subscriber, now)) yield { subscriber: id, address, edition };
  }
}

function isPaused({ pausedUntil }: Subscriber, now: Date): boolean {
  return pausedUntil !== undefined && pausedUntil > now;
}

function isOlderThanLedger({ consent, added }: Subscriber): boolean {
  return consent !== undefined && added.getTime() - consent.at.getTime() > DAY;
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
