/** What is said if the brake holds back a decision about addresses. */
import { type BrakeVerdict, type Crowd, countAllowed, sumOf } from './brake.ts';

/** What was beyond the brake, in figures. */
export type TooManyBad = {
  /** The providers that were not believed; none if it is about all of them. */
  readonly providers: readonly string[];
  /** How many addresses were called bad, of how many people, and how many would have been believed. */
  readonly bad: number;
  readonly people: number;
  readonly allowed: number;
};

export function tooManyBad(
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
