/**
 * Which mail server receives the mail for an address. An attacker who signs up thousands of made-up addresses uses many
 * domains but few mail servers, so the forms for each server are counted too. If the DNS does not answer in time, the
 * server is unknown, and the form is accepted.
 */
import type { Dns } from '../mail/dns.ts';
import { domainOf } from '../mail/mailbox.ts';
import { HOUR } from '../time.ts';

/** How long a form waits for the DNS: the visitor waits too. */
const PATIENCE = 1_500; // ms
const MOST_KNOWN = 10_000;

export type MailServers = {
  /** @returns who runs the server, such as `google.com`; `undefined` if the DNS did not say it in time */
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

/** `alt1.aspmx.l.google.com` becomes `google.com`; `mx.mail.example.co.jp` becomes `example.co.jp`. */
export function operatorOf(host: string): string {
  const labels = host.replace(/\.$/, '').toLowerCase().split('.');
  const [second = '', top = ''] = labels.slice(-2);
  return labels.slice(top.length === 2 && second.length <= 3 ? -3 : -2).join('.');
}
