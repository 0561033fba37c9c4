/**
 * Whether servers are believed about the addresses that they call bad, decided from the figures of a mailing. If they
 * are not, the figures say by how much the brake was passed.
 */
import type { Deliveries, MailingRef } from '../../ledger/ledger.ts';
import { providerOf, sumByProvider } from '../pace/providers.ts';
import {
  type BrakeVerdict,
  type Crowd,
  countAllowed,
  judge,
  onAnswered,
  shareAllowed,
  sumOf,
} from './brake.ts';

/** `wait`: more answers are needed first. Otherwise the figures by which the servers are not believed. */
export type Decision = 'believe' | 'wait' | TooManyBad;

/** What a decision is made from. */
type Figures = Pick<Deliveries, 'faults' | 'answered' | 'breakdown' | 'usualFaults' | 'tally'>;

/**
 * Decides from all that is known of the mailing, from every worker and every run. Bounces that come back later are
 * decided about by the same rule.
 *
 * @param telling the people whose addresses are called bad, and about whom nothing was decided yet
 */
export async function decisionOn(
  deliveries: Figures,
  of: MailingRef,
  telling: readonly { readonly address: string }[],
): Promise<Decision> {
  if (telling.length === 0) return 'believe';
  const share = shareAllowed(await deliveries.usualFaults(of));
  const { queued, deferred, sent } = await deliveries.tally(of);
  const crowds = await crowdsOf(deliveries, of, telling);
  const sofar = onAnswered(crowds);
  const planned = judge(crowds, share);
  const answered = judge(sofar, share);
  const isOver = queued + deferred === 0;
  const within = (verdict: BrakeVerdict) => !verdict.all && verdict.providers.length === 0;
  if (!isOver && !within(planned)) return tooManyBad(crowds, planned, share);
  // A few bad answers among few may be chance, or a broken server: more answers will tell.
  const { bad, answered: heard } = sumOf(Object.values(sofar));
  if (!isOver && bad > heard * share) return 'wait';
  if (within(answered) && !tookNothing(sent, telling.length)) return 'believe';
  return isOver ? tooManyBad(sofar, answered, share) : 'wait';
}

async function crowdsOf(
  deliveries: Figures,
  of: MailingRef,
  telling: readonly { readonly address: string }[],
): Promise<Readonly<Record<string, Crowd>>> {
  const { domains } = await deliveries.breakdown(of);
  const people = sumByProvider(Object.entries(domains));
  const answered = sumByProvider(Object.entries(await deliveries.answered(of)));
  const faults = await deliveries.faults(of);
  const bad = sumByProvider(faults.map(({ domain, believed }) => [domain, believed]));
  for (const { address } of telling) bad.set(providerOf(address), (bad.get(providerOf(address)) ?? 0) + 1);
  return Object.fromEntries(
    [...people.keys()].map((provider) => [
      provider,
      {
        people: people.get(provider) ?? 0,
        answered: answered.get(provider) ?? 0,
        bad: bad.get(provider) ?? 0,
      },
    ]),
  );
}

/** What was beyond the brake, in figures. */
export type TooManyBad = {
  /** The providers that were not believed; none if it is about all of them. */
  readonly providers: readonly string[];
  /** How many addresses were called bad, of how many people, and how many would have been believed. */
  readonly bad: number;
  readonly people: number;
  readonly allowed: number;
};

function tooManyBad(
  crowds: Readonly<Record<string, Crowd>>,
  { all, providers }: BrakeVerdict,
  share: number,
): TooManyBad {
  const whole = all || providers.length === 0;
  const named = whole ? Object.values(crowds) : providers.flatMap((name) => crowds[name] ?? []);
  const { people, bad } = sumOf(named);
  const bounds = whole
    ? [countAllowed(people, share)]
    : named.map((crowd) => countAllowed(crowd.people, share));
  const allowed = bounds.reduce((sum, bound) => sum + bound, 0);
  return { providers: whole ? [] : providers, bad, people, allowed };
}

/** A server that took no mail at all is not believed about several addresses; about a single one it may be right. */
export function tookNothing(sent: number, bad: number): boolean {
  return sent === 0 && bad > 1;
}
