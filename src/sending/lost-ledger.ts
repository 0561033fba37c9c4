/**
 * A digest that left, and whose ledger is lost: it is frozen as it stands on disk, and everyone is in doubt. So
 * nobody is mailed, and what is known of who has it can be settled as after any death: by a mail log, or by hand.
 */
import type { Ledger, Mailing } from '../ledger/ledger.ts';
import type { Clock } from '../time.ts';
import { makeReady, type Wanted } from './plan/ready.ts';

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
  return mailing;
}
