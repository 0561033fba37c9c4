/** What the tests of this room put into a ledger: invented readers, and a mailing to them. */
import { createHash } from 'node:crypto';
import type {
  Delivery,
  Ledger,
  Mailing,
  MailingRef,
  NewSubscriber,
  Outcome,
} from '../../src/ledger/ledger.ts';

export const NOW = new Date('2025-11-09T22:00:00Z');
export const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

export const WEEK: MailingRef = { id: '2025-W45', channel: 'mail' };
export const REHEARSAL: MailingRef = { id: '2025-W45', channel: 'rehearsal' };

/** The same bytes in every run: a counter, hashed. */
export function countedBytes(): (bytes: number) => Uint8Array {
  let count = 0;
  return (bytes) => {
    count += 1;
    const blocks = Array.from({ length: Math.ceil(bytes / 32) }, (_, index) =>
      createHash('sha256').update(`${count} ${index}`).digest(),
    );
    return Buffer.concat(blocks).subarray(0, bytes);
  };
}

export function person(address: string, change: Partial<NewSubscriber> = {}): NewSubscriber {
  return {
    address,
    name: undefined,
    categories: undefined,
    consent: { source: '旧サイトの登録フォーム', at: NOW },
    ...change,
  };
}

export function mailing(of: MailingRef = WEEK): Omit<Mailing, 'planned'> {
  return {
    ...of,
    kind: 'digest',
    frozen: NOW,
    date: NOW,
    deadline: later(3 * 24 * 60),
    sender: {
      name: '週刊みなと経済',
      address: 'letter@minato-keizai.example',
      replyTo: undefined,
      returnPath: 'bounces@minato-keizai.example',
      list: { title: '週刊みなと経済', host: 'minato-keizai.example' },
      webUrl: undefined,
      unsubscribeMailto: 'leave@minato-keizai.example',
    },
    editions: [
      { key: 'industry', subject: '業界動向', html: '<p>造船</p>', text: '造船\n', hash: 'b'.repeat(64) },
      {
        key: 'all',
        subject: '港の一週間',
        html: '<p>港と「半導体」</p>',
        text: '港\n',
        hash: 'a'.repeat(64),
      },
    ],
  };
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** Adds confirmed readers and freezes a mailing to them. @returns their ids, in the order of the addresses */
export async function frozen(ledger: Ledger, addresses: readonly string[], of = WEEK): Promise<string[]> {
  await ledger.subscribers.add(
    addresses.map((address) => person(address)),
    NOW,
  );
  const found = await Promise.all(addresses.map((address) => ledger.subscribers.find({ address })));
  const ids = found.map((subscriber) => subscriber?.id ?? '');
  const recipients = addresses.map((address, index) => ({
    address,
    subscriber: ids[index] ?? '',
    edition: 'all',
  }));
  await ledger.deliveries.freeze(mailing(of), recipients);
  return ids;
}

export const addressesOf = (deliveries: readonly Delivery[]) => deliveries.map(({ address }) => address);

/** Everyone is claimed and ends so, in the order of the addresses. */
export async function endAs(ledger: Ledger, outcomes: readonly Outcome[]): Promise<void> {
  const claimed = await ledger.deliveries.claim(WEEK, 'a', outcomes.length, NOW);
  for (const [index, { subscriber }] of claimed.entries()) {
    const outcome = outcomes[index];
    if (outcome !== undefined) await ledger.deliveries.record(WEEK, subscriber, 'a', outcome, NOW);
  }
}
