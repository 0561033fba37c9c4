/**
 * Watches during a run how many addresses servers call bad. A provider that calls more of them bad than the brake
 * allows gets no more mail in this run; if all of them together do, the run stops. The counts begin with those of the
 * ledger, and those of other workers are added at each sign of life.
 */
import type { Deliveries, DomainFaults, MailingRef, Outcome } from '../../ledger/ledger.ts';
import { providerOfDomain, sumByProvider } from '../pace/providers.ts';
import { type Crowd, judge, shareAllowed } from './brake.ts';

export type FaultWatch = {
  /** @returns the server's words, if the run has to stop */
  hear(provider: string, outcome: Outcome | undefined): string | undefined;
  /** Whether a provider is not believed, and gets no more mail in this run. */
  isHeld(provider: string): boolean;
  /** Reads what all workers wrote into the ledger so far. @returns as `hear` */
  look(): Promise<string | undefined>;
};

/** Nothing is watched: the editor has said that servers are to be believed. */
export const unwatched: FaultWatch = {
  hear: () => undefined,
  isHeld: () => false,
  look: async () => undefined,
};

export async function openFaultWatch(
  deliveries: Pick<Deliveries, 'faults' | 'answered' | 'breakdown' | 'tally' | 'usualFaults'>,
  of: MailingRef,
): Promise<FaultWatch> {
  const crowds = crowdsOf((await deliveries.breakdown(of)).domains);
  const share = shareAllowed(await deliveries.usualFaults(of));
  let held = new Set<string>();
  let words = 'another worker was told so';
  const verdict = () => {
    const { all, providers } = judge(crowds.all(), share);
    held = new Set([...held, ...providers]);
    return all ? words : undefined;
  };
  const countAnswers = async () => crowds.atLeast(Object.entries(await deliveries.answered(of)));
  const look = async () => {
    const hasMore = crowds.addBad(await deliveries.faults(of));
    if (hasMore) await countAnswers();
    return verdict();
  };
  await look();
  const { sent, failed } = await deliveries.tally(of);
  if (sent + failed > 0) await countAnswers();
  return {
    look,
    isHeld: (provider) => held.has(provider),
    hear: (provider, outcome) => {
      if (outcome?.state !== 'sent' && outcome?.state !== 'failed') return undefined;
      const isBad = outcome.state === 'failed' && outcome.fault === 'bad-address';
      crowds.add(provider, isBad);
      if (!isBad) return undefined;
      words = outcome.response;
      return verdict();
    },
  };
}

/** The people of each provider, how many answers there were about them, and how many of these said "bad". */
function crowdsOf(domains: Readonly<Record<string, number>>) {
  const crowds: Record<string, Crowd> = {};
  const crowd = (provider: string): Crowd => crowds[provider] ?? { people: 0, answered: 0, bad: 0 };
  for (const [domain, people] of Object.entries(domains)) {
    const provider = providerOfDomain(domain);
    crowds[provider] = { ...crowd(provider), people: crowd(provider).people + people };
  }
  return {
    all: (): Readonly<Record<string, Crowd>> => crowds,
    /** Counts one answer. */
    add: (provider: string, isBad: boolean) => {
      const { people, answered, bad } = crowd(provider);
      crowds[provider] = { people, answered: answered + 1, bad: bad + Number(isBad) };
    },
    /** Adds the faults that other workers wrote into the ledger. @returns whether there were any */
    addBad: (faults: readonly DomainFaults[]): boolean => {
      let news = 0;
      for (const [provider, all] of badByProvider(faults)) {
        const { people, answered, bad } = crowd(provider);
        const more = Math.max(0, all - bad); // what servers told this worker may not be in the ledger yet
        news += more;
        crowds[provider] = { people, answered: answered + more, bad: bad + more };
      }
      return news > 0;
    },
    /**
     * Takes over the number of answers, good ones too, of earlier runs and other workers. With the bad ones alone it
     * would look as if all answers were bad.
     */
    atLeast: (counts: readonly (readonly [domain: string, count: number])[]) => {
      for (const [provider, all] of sumByProvider(counts)) {
        const { people, answered, bad } = crowd(provider);
        crowds[provider] = { people, answered: Math.max(answered, all), bad };
      }
    },
  };
}

function badByProvider(faults: readonly DomainFaults[]): ReadonlyMap<string, number> {
  return sumByProvider(faults.map(({ domain, badAddress, believed }) => [domain, badAddress + believed]));
}
