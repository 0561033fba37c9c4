/** How a run ended: what was sent, why it stopped, and which domains refused its mails. */
import type { Worker } from '../../ledger/ledger.ts';
import type { Stopping } from '../pace/pace.ts';
import { isOpen } from '../pace/refusing-domains.ts';
import { freshHealth, type Health } from '../pace/server-health.ts';
import { othersAtWork } from './await-others.ts';
import type { SendRun } from './run-settings.ts';

/** How a run ended; what became of the mailing is in the ledger. */
export type Ending = {
  readonly stop: Stopping | undefined;
  /** Why the server could not be reached at the end; `undefined` if it could. */
  readonly away: string | undefined;
  /** What domains hold against us, or against everybody at them; the most refusals first. */
  readonly refusedBy: readonly RefusingDomain[];
  /** When the next deferred delivery is due; `undefined` if none waits. */
  readonly retryAt: Date | undefined;
  /** How many mails this run brought to `sent`; others may have sent at the same time. */
  readonly sent: number;
  /** Who else still holds something. */
  readonly others: readonly Worker[];
  /** What servers said, for a run of another mailing that follows at once. */
  readonly health: Health;
};

export type RefusingDomain = {
  readonly domain: string;
  /** How many mails it refused because of us, not because of an address. */
  readonly ofUs: number;
  /** Whether its mail was held back at the end. */
  readonly held: boolean;
  /** The words of its last refusal. */
  readonly said: string;
};

/** The ending of a run that had nobody to send to. */
export const nothingRan: Ending = {
  stop: undefined,
  away: undefined,
  refusedBy: [],
  retryAt: undefined,
  sent: 0,
  others: [],
  health: freshHealth,
};

export async function endingOf(
  run: SendRun,
  health: Health,
  sent: number,
  stop: Stopping | undefined,
): Promise<Ending> {
  return {
    stop,
    away: health.away,
    refusedBy: refusingDomains(health),
    retryAt: await run.deliveries.nextRetry(run.mailing),
    sent,
    others: await othersAtWork(run),
    health,
  };
}

function refusingDomains({ refusals }: Health): RefusingDomain[] {
  return Object.entries(refusals)
    .map(([domain, one]) => ({ domain, ofUs: one.refused, held: !isOpen(one), said: one.said }))
    .filter(({ ofUs, held }) => ofUs > 0 || held)
    .toSorted((a, b) => b.ofUs - a.ofUs);
}
