/**
 * A digest was sent, and then its ledger was lost, or a backup from before the send was put back. So nobody knows who
 * has the mail. The digest is frozen from its copy on disk, unless this ledger has it, and everybody who would get a
 * mail is put in doubt: nobody is mailed. Who has it is then settled as after a crash: by a mail log, or by hand.
 */
import type { Ledger, Mailing, Recipient } from '../ledger/ledger.ts';
import type { Clock } from '../time.ts';
import { makeReady, type Wanted } from './plan/make-ready.ts';
import { leaveMarkers } from './sent-marker.ts';

/** The number of deliveries that one durable commit claims. */
const BATCH = 500;
/** The name of the worker that holds the rows for a moment. */
const OWNER = 'lost-ledger';

/** The beginning of the words that are kept with each of these people. */
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
  // The marker of an earlier run does not count any more: everybody whom it counted is in doubt here.
  await leaveMarkers(
    wanted,
    mailing,
    { sent: (await deliveries.tally(mailing)).sent, mayHaveLeft: true },
    clock(),
  );
  return mailing;
}

/** People whose mail a server had put off may have it by now, so they are put in doubt with the others. */
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
