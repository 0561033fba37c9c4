/** Which provider keeps the mailbox of an address: the domains of one provider share one pace. */
import { domainOf } from '../../mail/mailbox.ts';

/** The providers that most Japanese lists are made of, by domain; every other domain is its own. */
const providers: Readonly<Record<string, readonly string[]>> = {
  gmail: ['gmail.com', 'googlemail.com'],
  docomo: ['docomo.ne.jp'],
  au: ['au.com', 'ezweb.ne.jp'],
  softbank: [
    'softbank.ne.jp',
    'i.softbank.jp',
    'vodafone.ne.jp',
    'disney.ne.jp',
    'ymobile.ne.jp',
    'y-mobile.ne.jp',
  ],
  'yahoo.co.jp': ['yahoo.co.jp', 'ybb.ne.jp'],
  outlook: ['outlook.com', 'outlook.jp', 'hotmail.com', 'hotmail.co.jp', 'live.com', 'live.jp', 'msn.com'],
};

const providerBy = new Map(
  Object.entries(providers).flatMap(([provider, domains]) => domains.map((domain) => [domain, provider])),
);

/** `gmail` for `hanako@gmail.com`; the domain itself if the table does not name it. */
export function providerOf(address: string): string {
  return providerOfDomain(domainOf(address));
}

export function providerOfDomain(domain: string): string {
  // The old carriers gave each region a name below theirs: `t.vodafone.ne.jp`.
  return providerBy.get(domain) ?? providerBy.get(domain.slice(domain.indexOf('.') + 1)) ?? domain;
}

/** The domains of a provider. */
export function domainsOf(provider: string): readonly string[] {
  return providers[provider] ?? [provider];
}

/** Adds up the counts of all domains of one provider. */
export function sumByProvider(
  counts: readonly (readonly [domain: string, count: number])[],
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [domain, count] of counts) {
    const provider = providerOfDomain(domain);
    sums.set(provider, (sums.get(provider) ?? 0) + count);
  }
  return sums;
}
