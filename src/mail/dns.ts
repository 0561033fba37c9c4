/**
 * Asks the DNS: the only file that does. "This name has no such record" is an answer; if nobody answers, nothing is
 * known.
 */
import { Resolver } from 'node:dns/promises';

/** `unanswered`: why nothing is known, for example because the machine is offline. */
export type DnsAnswer<T> = { readonly found: readonly T[] } | { readonly unanswered: string };

export type MailServer = { readonly host: string; readonly priority: number };

export type Dns = {
  /** Each record in one piece (RFC 7208, 3.3). */
  readonly txt: (name: string) => Promise<DnsAnswer<string>>;
  readonly mx: (name: string) => Promise<DnsAnswer<MailServer>>;
  /** IPv4 and IPv6. */
  readonly addresses: (name: string) => Promise<DnsAnswer<string>>;
  /** The names of an address (PTR). */
  readonly names: (address: string) => Promise<DnsAnswer<string>>;
};

/** Error codes that mean: there is no such name, or no such record. */
const NONE: readonly string[] = ['ENOTFOUND', 'ENODATA'];

/**
 * @param patience for one try, in ms; there are two
 * @param servers asked in place of the machine's own
 */
export function openDns(patience: number, servers?: readonly string[]): Dns {
  const resolver = new Resolver({ timeout: patience, tries: 2 });
  if (servers !== undefined) resolver.setServers(servers);
  return {
    txt: async (name) => mapped(await answerTo(resolver.resolveTxt(name)), (parts) => parts.join('')),
    mx: async (name) =>
      mapped(await answerTo(resolver.resolveMx(name)), ({ exchange, priority }) => ({
        host: exchange.toLowerCase(),
        priority,
      })),
    addresses: async (name) => {
      if (/^[\d.]+$|:/.test(name)) return { found: [name.replace(/^\[|\]$/g, '')] }; // it is an address already
      const [four, six] = await Promise.all([
        answerTo(resolver.resolve4(name)),
        answerTo(resolver.resolve6(name)),
      ]);
      if ('unanswered' in four && !('found' in six && six.found.length > 0)) return four;
      const found = [four, six].flatMap((answer) => ('found' in answer ? answer.found : []));
      return found.length === 0 && 'unanswered' in six ? six : { found };
    },
    names: (address) => answerTo(resolver.reverse(address)),
  };
}

/** A name that every resolver in the world can find. */
const KNOWN = 'a.root-servers.net';

/** A resolver that is not there. Each further question would wait as long as the first. */
const SILENT: readonly string[] = ['ETIMEOUT', 'ECONNREFUSED'];

/**
 * A resolver that does not answer is asked no more. Some resolvers on an offline machine say for each name that it does
 * not exist. Then nothing is known about any name: the answer "no such record" becomes "nobody answered".
 */
export async function trusted(dns: Dns): Promise<Dns> {
  const answer = await dns.addresses(KNOWN);
  if ('found' in answer && answer.found.length > 0) return dns;
  if ('unanswered' in answer && SILENT.includes(answer.unanswered)) {
    const silent = async () => answer;
    return { txt: silent, mx: silent, addresses: silent, names: silent };
  }
  const doubted = async <T>(work: Promise<DnsAnswer<T>>): Promise<DnsAnswer<T>> => {
    const one = await work;
    return 'found' in one && one.found.length === 0 ? { unanswered: 'it knows no name at all' } : one;
  };
  return {
    txt: (name) => doubted(dns.txt(name)),
    mx: (name) => doubted(dns.mx(name)),
    addresses: (name) => doubted(dns.addresses(name)),
    names: (address) => doubted(dns.names(address)),
  };
}

async function answerTo<T>(query: Promise<readonly T[]>): Promise<DnsAnswer<T>> {
  try {
    return { found: await query };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return NONE.includes(code) ? { found: [] } : { unanswered: code };
  }
}

function mapped<A, B>(answer: DnsAnswer<A>, change: (one: A) => B): DnsAnswer<B> {
  return 'found' in answer ? { found: answer.found.map(change) } : answer;
}
