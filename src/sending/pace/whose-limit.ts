/**
 * Whose limit a refusal is that any provider could say of itself, such as `450 4.7.1`: the relay's, or the provider's.
 * One refusal does not tell; several at once do, and so does whose mail is taken meanwhile. Pure.
 */
import { SECOND } from '../../time.ts';

type Kind = {
  readonly since: number;
  readonly providers: readonly string[];
  readonly refused: number;
  /** Mails taken since the first refusal. */
  readonly taken: number;
};

/** Several providers that are refused in the same way within this time (in ms) show that it is the relay. */
const WINDOW = 10 * SECOND;
const SEVERAL = 3;
const MOST_REFUSED = 200;

/** What of a relay's health tells whose limit a refusal is. */
export type Refused = {
  /** Refusals of one kind, such as `450 4.7.1`, in the last seconds. */
  readonly kinds: Readonly<Record<string, Kind>>;
  /** Providers that were refused; whose refusal is the oldest stands first. */
  readonly refusedProviders: readonly string[];
  /** Slowing did not help: until then (in ms) such refusals are about the providers that say them. */
  readonly ofDomainsUntil: number;
  readonly slowed: { readonly perhaps: boolean; readonly inRow: number } | undefined;
};

type Understood<R> = {
  readonly relay: R;
  readonly means: 'relay' | 'perhaps-relay' | 'domain';
  /** Whether this provider was never refused before. */
  readonly isFirst: boolean;
};

/**
 * A refusal that may be about one provider or about the relay, such as `450 4.7.1`. The domains of one provider count as
 * one: `outlook.com`, `hotmail.com` and `live.jp` say the same thing at the same time.
 *
 * @returns `relay` once several providers hear it at once and hardly any mail is taken meanwhile, and from then on until
 *   it takes a mail; `perhaps-relay` for a provider that hears it for the first time
 */
export function whoseLimit<R extends Refused>(
  relay: R,
  { limit, provider }: { readonly limit: string; readonly provider: string },
  now: number,
): Understood<R> {
  const known = relay.kinds[limit];
  const before =
    known === undefined || now - known.since > WINDOW
      ? { since: now, providers: [], refused: 0, taken: 0 }
      : known;
  const isNew = !before.providers.includes(provider);
  const kind: Kind = {
    ...before,
    providers: isNew ? [...before.providers, provider].slice(0, SEVERAL) : before.providers,
    refused: before.refused + 1,
  };
  const isFirst = !relay.refusedProviders.includes(provider);
  const others = relay.refusedProviders.filter((each) => each !== provider);
  const refusedProviders = [...others, provider].slice(-MOST_REFUSED);
  const next = { ...relay, refusedProviders, kinds: { ...relay.kinds, [limit]: kind } };
  if (now < relay.ofDomainsUntil) return { relay: next, means: 'domain', isFirst };
  // Slowed, and nothing was taken since: mails leave so rarely now that several would never come within the time.
  const isSilent = (relay.slowed?.inRow ?? 0) > 0;
  if (isSilent || (kind.providers.length >= SEVERAL && kind.refused * 2 >= kind.taken))
    return { relay: next, means: 'relay', isFirst };
  const means = isNew && kind.providers.length < SEVERAL ? 'perhaps-relay' : 'domain';
  return { relay: next, means, isFirst };
}

/**
 * Whom to ask while the relay takes nothing: first the providers that were not refused, and then those whose refusal is
 * the oldest. If it takes their mails, it was not the relay's limit; and a provider that refuses everybody does not keep
 * the others from being asked.
 *
 * @returns `first` before more is looked for, `next` after it; all of them are `first` while the relay takes mails
 */
export function askingOrder(
  { slowed, refusedProviders }: Refused,
  waiting: readonly string[],
): { readonly first: readonly string[]; readonly next: readonly string[] } {
  if (slowed === undefined || slowed.inRow === 0) return { first: waiting, next: [] };
  return {
    first: waiting.filter((provider) => !refusedProviders.includes(provider)),
    next: refusedProviders.filter((provider) => waiting.includes(provider)),
  };
}

/** Nearly always no refusal waits to be understood: then this gives back the same object. */
export function kindsAfterOneMore(kinds: Refused['kinds'], now: number): Refused['kinds'] {
  if (Object.keys(kinds).length === 0) return kinds;
  const young = Object.entries(kinds).filter(([, { since }]) => now - since <= WINDOW);
  return Object.fromEntries(young.map(([name, kind]) => [name, { ...kind, taken: kind.taken + 1 }]));
}
