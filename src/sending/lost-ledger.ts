/**
 * A digest that left, and whose ledger is lost, or older than the send: it is frozen as it stands on disk, unless this
 * ledger knows it, and whoever would be mailed is in doubt. So nobody is, and what is known of who has it can be
 * settled as after any death: by a mail log, or by hand.
 */
import type { Ledger, Mailing, Recipient } from '../ledger/ledger.ts';
import type { Clock } from '../time.ts';
import { makeReady, type Wanted } from './plan/ready.ts';
import { leaveTrace } from './sent-marker.ts';

/** Claimed at once: one durable commit for all of them. */
const BATCH = 500;
/** Under which the rows are held for a moment. */
const OWNER = 'lost-ledger';

/** How the words begin that are kept with everyone. */
export const LOST = 'the ledger that knew was lost';

/** @throws ProblemError with everything that is missing for the digest to be frozen */
export async function freezeInDoubt(
  wanted: Omit<Wanted, 'ledger'>,
  ledger: Ledger,
  why: string,
  clock: Clock,
): Promise<Mailing> {
  const { deliveries } = ledger;
  const ready = await makeReady({ ...wanted, ledger });
  const mailing = await ready.freeze(clock());
  await queueDeferred(deliveries, mailing, why, clock());
  for (;;) {
    const claimed = await deliveries.claim(mailing, OWNER, BATCH, clock());
    if (claimed.length === 0) break;
    await Promise.all(
      claimed.map(async ({ subscriber }) => {
        await deliveries.mark(mailing, subscriber, OWNER, clock());
        const outcome = { state: 'uncertain', response: `${LOST}: ${why}` } as const;
        await deliveries.record(mailing, subscriber, OWNER, outcome, clock());
      }),
    );
  }
  await deliveries.leave(mailing, OWNER, undefined, clock());
  // What an earlier run left behind counts no more: all that it knew of is in doubt here.
  await leaveTrace(
    wanted,
    mailing,
    { sent: (await deliveries.tally(mailing)).sent, mayHaveLeft: true },
    clock(),
  );
  return mailing;
}

/** Whoever a server had put off may have the mail by now, too. */
async function queueDeferred(
  deliveries: Ledger['deliveries'],
  mailing: Mailing,
  why: string,
  now: Date,
): Promise<void> {
  const people: Recipient[] = [];
  for await (const { subscriber, address, edition } of deliveries.candidates(mailing, 'deferred'))
    if (edition !== undefined) people.push({ subscriber, address, edition });
  const decision = { reason: `${LOST}: ${why}`, deadline: mailing.deadline };
  if (people.length > 0) await deliveries.choose(mailing, 'deferred', people, decision, now);
}
