/**
 * Which mail server stands behind an address. Whoever signs up thousands of made-up addresses has many domains and few
 * mail servers, so these are counted too. What the DNS does not say, or not at once, refuses nobody.
 */
import type { Dns } from '../mail/dns.ts';
import { domainOf } from '../mail/message.ts';
import { HOUR } from '../time.ts';

/** A visitor waits for it. */
const PATIENCE = 1_500; // ms
const MOST_KNOWN = 10_000;

export type MailServers = {
  /** @returns its name, such as `google.com`; `undefined` where nobody knows it now */
  readonly of: (address: string, now: Date) => Promise<string | undefined>;
};

export function openMailServers({ mx }: Pick<Dns, 'mx'>): MailServers {
  const known = new Map<string, { readonly name: Promise<string | undefined>; readonly at: number }>();
  return {
    of: async (address, now) => {
      const domain = domainOf(address).toLowerCase();
      const kept = known.get(domain);
      if (kept !== undefined && now.getTime() - kept.at < HOUR) return await inTime(kept.name);
      const name = asked(mx(domain), domain);
      if (known.size >= MOST_KNOWN) known.delete(known.keys().next().value ?? '');
      known.set(domain, { name, at: now.getTime() });
      const found = await inTime(name);
      if (found === undefined) known.delete(domain); // asked again the next time
      return found;
    },
  };
}

async function asked(answer: ReturnType<Dns['mx']>, domain: string): Promise<string | undefined> {
  try {
    const mx = await answer;
    if ('unanswered' in mx) return undefined;
    const [first] = mx.found.toSorted((a, b) => a.priority - b.priority || (a.host < b.host ? -1 : 1));
    return operatorOf(first?.host || domain);
  } catch {
    return undefined;
  }
}

function inTime(name: Promise<string | undefined>): Promise<string | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), PATIENCE);
  return Promise.race([name, late.promise]).finally(() => clearTimeout(timer));
}

/** `alt1.aspmx.l.google.com` is `google.com`; of `mx.mail.example.co.jp`, three labels are the name. */
export function operatorOf(host: string): string {
  const labels = host.replace(/\.$/, '').toLowerCase().split('.');
  const [second = '', top = ''] = labels.slice(-2);
  return labels.slice(top.length === 2 && second.length <= 3 ? -3 : -2).join('.');
}
