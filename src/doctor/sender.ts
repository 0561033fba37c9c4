/** The domains in a mail: whether answers and bounces can come back to them, and whether they belong together. */
import type { DnsAnswer, MailServer } from '../mail/dns.ts';
import { type Diagnosis, fault, hint, ok, unasked, warning } from './diagnosis.ts';
import { type DmarcFacts, isAligned } from './dmarc.ts';

/** @param addresses those of the name itself, which gets the mail if there is no MX (RFC 5321, 5.1) */
export function judgeMx(
  domain: string,
  what: string,
  mx: DnsAnswer<MailServer>,
  addresses: DnsAnswer<string>,
): Diagnosis[] {
  if ('unanswered' in mx) return [unasked(`MX of ${domain}: the DNS does not answer (${mx.unanswered}).`)];
  const [first] = mx.found.toSorted((a, b) => a.priority - b.priority);
  if (first !== undefined && (first.host === '' || first.host === '.'))
    return [
      fault(
        `${domain} says that it takes no mail (null MX, RFC 7505), and ${what} would come there.`,
        'Name an address of a domain that takes mail, or publish an MX.',
      ),
    ];
  if (first !== undefined) return [ok(`${what} come to ${first.host} (MX of ${domain}).`)];
  if ('found' in addresses && addresses.found.length > 0)
    return [
      warning(`${domain} has no MX; mail goes to the address of the name.`, `Publish an MX for ${domain}.`),
    ];
  return [
    fault(
      `${domain} can take no mail (no MX and no address), and ${what} would come there: receivers refuse such senders.`,
      `Publish an MX for ${domain}, or name another address in the config.`,
    ),
  ];
}

export type Identity = {
  /** The domain of `mail.from`. */
  readonly from: string;
  /** The domain of the return address. */
  readonly envelope: string;
  /** The `d=` of our own signature. */
  readonly dkim: string | undefined;
  readonly dmarc: Pick<DmarcFacts, 'organisation' | 'tags' | 'at'>;
};

/** A mail passes DMARC by SPF or by DKIM if the domain of one of them belongs to the domain of From. */
export function judgeAlignment({ from, envelope, dkim, dmarc }: Identity): Diagnosis[] {
  if (dmarc.at === undefined) return []; // another check reports that there is none
  const { organisation, tags } = dmarc;
  const bySpf = isAligned(from, envelope, organisation, tags['aspf']);
  const byDkim = dkim !== undefined && isAligned(from, dkim, organisation, tags['adkim']);
  if (bySpf && (byDkim || dkim === undefined)) return [ok(`The return address belongs to ${from}.`)];
  if (byDkim)
    return [
      hint(
        `The return address is at ${envelope}, and not of ${from}: mails pass DMARC by DKIM alone, which a forwarder can break.`,
        `Take a return address of ${from} in \`mail.bounces\`, if your relay lets you.`,
      ),
    ];
  if (bySpf)
    return [
      warning(
        `DKIM signs for ${dkim}, which is not of ${from}: forwarded mails fail DMARC.`,
        `Sign for ${from} (\`mail.dkim.domain\`).`,
      ),
    ];
  return [
    fault(
      `Neither the return address (${envelope}) nor a signature of ours is of ${from}: mails fail DMARC.`,
      `Take a return address of ${from} (\`mail.bounces\`), or sign for it (\`mail.dkim\`).`,
    ),
  ];
}

/** Free mail services: their DNS says that only their own servers send for them. */
const providers: readonly (readonly [domain: RegExp, relay: RegExp])[] = [
  [/^(?:gmail|googlemail)\.com$/, /(?:^|\.)(?:gmail|google|googlemail)\.com$/],
  [/^(?:yahoo\.co\.jp|ymail\.ne\.jp)$/, /(?:^|\.)yahoo\.co\.jp$/],
  [/^(?:yahoo|ymail|aol)\.com$/, /(?:^|\.)(?:yahoo|aol)\.com$/],
  [/^(?:outlook|hotmail|live|msn)\.(?:com|jp)$/, /(?:^|\.)(?:outlook|office365|hotmail|live)\.com$/],
  [/^(?:icloud|me|mac)\.com$/, /(?:^|\.)(?:icloud|me)\.com$/],
  [/^(?:docomo|ezweb|i\.softbank|softbank)\.ne\.jp$|^au\.com$/, /(?:^|\.)(?:docomo|ezweb|softbank)\.ne\.jp$/],
];

/** @param relay host names in MAIL_URL */
export function judgeFreeMail(from: string, relay: readonly string[]): Diagnosis[] {
  const row = providers.find(([domain]) => domain.test(from));
  if (row === undefined || relay.length === 0 || relay.every((host) => row[1].test(host))) return [];
  return [
    fault(
      `Mails come from an address at ${from}, and ${relay.join(', ')} sends them: only the servers of ${from} may, and everybody else's are refused or marked.`,
      'Take an address of a domain of your own in `mail.from`, or send through the servers of that provider.',
    ),
  ];
}

/** The name of a server's IP address, and back: many receivers refuse servers without one (RFC 1912, 2.1). */
export function judgePtr(
  host: string,
  pairs: readonly { readonly address: string; readonly names: DnsAnswer<string>; readonly back: boolean }[],
): Diagnosis[] {
  const open = pairs.find(({ names }) => 'unanswered' in names);
  if (open !== undefined || pairs.length === 0) return [unasked(`PTR of ${host}: the DNS does not answer.`)];
  const without = pairs.filter(({ names, back }) => !('found' in names && names.found.length > 0) || !back);
  if (without.length === 0) return [ok(`Each address of ${host} has its name (PTR).`)];
  return [
    warning(
      `${without.map(({ address }) => address).join(', ')} of ${host} has no name that leads back to it (PTR); a server that sends from there is refused by many.`,
      'If this is your own mail server, ask whoever gave you the address for a PTR; a relay of others sends from elsewhere.',
    ),
  ];
}
