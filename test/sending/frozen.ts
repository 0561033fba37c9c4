/** What a run begins with: a ledger in memory, in which a mailing is frozen to some people. */
import { randomBytes } from 'node:crypto';
import type { Ledger, Mailing } from '../../src/ledger/ledger.ts';
import { openLedger } from '../../src/ledger/open.ts';
import { mailing } from '../mail/mailings.ts';

/** @param now when they agreed, and when it was frozen */
export async function freezeFor(
  addresses: readonly string[],
  now: Date,
): Promise<{ readonly ledger: Ledger; readonly frozen: Mailing }> {
  const ledger = await openLedger('sqlite::memory:', '/', { random: (bytes) => randomBytes(bytes) });
  const consent = { source: 'test', at: now };
  await ledger.subscribers.add(
    addresses.map((address) => ({ address, name: undefined, categories: undefined, consent })),
    now,
  );
  const recipients = [];
  for await (const { id, address } of ledger.subscribers.list())
    recipients.push({ subscriber: id, address, edition: 'all' });
  const deadline = new Date('2025-11-13T07:00:00Z');
  return { ledger, frozen: await ledger.deliveries.freeze(mailing({ deadline }), recipients) };
}
