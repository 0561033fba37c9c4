/**
 * DMARC by RFC 9989, which replaces RFC 7489: the policy of the domain that readers see in From. The record is searched
 * at the name, then at each name above it (4.10), so no list of public suffixes is needed.
 */
import type { Dns } from '../mail/dns.ts';
import { type Diagnosis, fault, hint, ok, unasked, warning } from './diagnosis.ts';

export type Tags = Readonly<Record<string, string>>;

export type DmarcFacts = {
  readonly domain: string;
  /** The name that has the record; `undefined` if there is none. */
  readonly at: string | undefined;
  readonly tags: Tags;
  /** The organisational domain: all names below it belong together. */
  readonly organisation: string;
  /** Names with a record that is meant to be DMARC but is wrong. */
  readonly broken: readonly { readonly name: string; readonly why: string }[];
  readonly unanswered: string | undefined;
};

/** At most this many names are asked (RFC 9989, 4.10). */
const MOST_QUERIES = 8;

export async function askDmarc(domain: string, { txt }: Pick<Dns, 'txt'>): Promise<DmarcFacts> {
  const found: { name: string; tags: Tags }[] = [];
  const broken: { name: string; why: string }[] = [];
  for (const name of namesAbove(domain)) {
    const answer = await txt(`_dmarc.${name}`);
    if ('unanswered' in answer) {
      const nothing = { domain, at: undefined, tags: {}, organisation: domain, broken };
      return { ...nothing, unanswered: answer.unanswered };
    }
    const read = answer.found.map(readDmarc);
    const records = read.flatMap((one) => (typeof one === 'string' ? [] : [one]));
    if (records.length > 1) broken.push({ name, why: `there are ${records.length} of them` });
    for (const why of read) if (typeof why === 'string' && why !== '') broken.push({ name, why });
    const [tags] = records;
    if (tags === undefined || records.length > 1) continue;
    found.push({ name, tags });
    if (tags['psd'] === 'n' || (tags['psd'] === 'y' && name !== domain)) break;
  }
  const top = found.at(-1);
  const labels = domain.split('.');
  const organisation =
    top === undefined
      ? domain
      : top.tags['psd'] === 'y' && top.name !== domain
        ? labels.slice(-(top.name.split('.').length + 1)).join('.')
        : top.name;
  const own =
    found.find(({ name }) => name === domain) ?? found.find(({ name }) => name === organisation) ?? top;
  return { domain, at: own?.name, tags: own?.tags ?? {}, organisation, broken, unanswered: undefined };
}

/** The name and the names above it. For a very long name, the second one is its last seven labels (4.10, step 4). */
export function namesAbove(domain: string): string[] {
  const labels = domain.split('.');
  const first = labels.length > MOST_QUERIES - 1 ? labels.length - (MOST_QUERIES - 1) : 1;
  const above = Array.from({ length: Math.max(labels.length - first, 0) }, (_, at) =>
    labels.slice(first + at).join('.'),
  );
  return [domain, ...above].slice(0, MOST_QUERIES);
}

/** @returns the tags; or why it is not a record: an empty text if it was never meant to be one */
function readDmarc(text: string): Tags | string {
  if (!/dmarc/i.test(text)) return '';
  const parts = text.split(';').map((part) => part.trim());
  if (!/^v\s*=\s*DMARC1$/.test(parts[0] ?? '')) return 'it does not begin with `v=DMARC1;`';
  const tags = parts.slice(1).flatMap((part) => {
    const [, name, value] = /^([a-z]{1,10})\s*=\s*(.*)$/i.exec(part) ?? [];
    return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value.trim()] as const];
  });
  return Object.fromEntries(tags);
}

const POLICIES = ['none', 'quarantine', 'reject'];
const ADVICE = '`v=DMARC1; p=none; rua=mailto:dmarc@YOUR.DOMAIN`';

export function judgeDmarc({ domain, at, tags, broken, unanswered }: DmarcFacts): Diagnosis[] {
  if (unanswered !== undefined)
    return [unasked(`DMARC of ${domain}: the DNS does not answer (${unanswered}).`)];
  const faults = broken.map(({ name, why }) =>
    fault(`The DMARC record at _dmarc.${name} counts for nothing: ${why}.`, `Publish one: ${ADVICE}.`),
  );
  if (at === undefined)
    return [
      ...faults,
      fault(
        `${domain} has no DMARC record: docomo shows a warning above each mail (「送信ドメイン認証が行われておりません」), and Gmail, Yahoo and Outlook refuse bulk mail.`,
        `Publish a TXT record at _dmarc.${domain}: ${ADVICE}.`,
      ),
    ];
  return [...faults, ...policyFindings(domain, at, tags)];
}

function policyFindings(domain: string, at: string, tags: Tags): Diagnosis[] {
  const name = at === domain ? 'p' : tags['sp'] === undefined ? 'p' : 'sp';
  const policy = tags[name]?.toLowerCase();
  const found: Diagnosis[] = [];
  if (policy !== undefined && !POLICIES.includes(policy))
    found.push(
      fault(
        `DMARC at _dmarc.${at}: \`${name}=${policy}\` is no policy.`,
        'Write none, quarantine or reject.',
      ),
    );
  if (policy === undefined)
    found.push(warning(`DMARC at _dmarc.${at} names no policy.`, 'Add `p=none`: some receivers ask for it.'));
  if (policy === 'none')
    found.push(
      hint(
        `DMARC of ${domain}: p=none, which is enough for the providers, and stops nobody who forges your mail.`,
        'When the reports show that all of your mail passes, write p=quarantine.',
      ),
    );
  if (tags['t'] === 'y')
    found.push(
      hint(`DMARC of ${domain} is in test mode (t=y).`, 'Take `t=y` out when the reports are good.'),
    );
  if (tags['pct'] !== undefined)
    found.push(
      hint('DMARC holds `pct`, which RFC 9989 took out.', 'Take it out; `t=y` is the test mode of today.'),
    );
  if (tags['rua'] === undefined)
    found.push(
      hint(`DMARC of ${domain} asks for no reports.`, 'Add `rua=mailto:…` to see who sends in your name.'),
    );
  else if (!/^\s*mailto:/i.test(tags['rua']))
    found.push(warning(`DMARC: \`rua=${tags['rua']}\` is no mailto: URL.`, 'Write `rua=mailto:dmarc@…`.'));
  const isFine = found.every(({ severity }) => severity === 'hint');
  return isFine ? [ok(`DMARC of ${domain} (at _dmarc.${at}): p=${policy}`), ...found] : found;
}

/**
 * Whether two domains belong together. Relaxed: they have the same organisational domain. Strict (`s`): they are the
 * same.
 */
export function isAligned(
  from: string,
  other: string,
  organisation: string,
  mode: string | undefined,
): boolean {
  if (from === other) return true;
  if (mode?.toLowerCase() === 's') return false;
  const isBelow = (name: string) => name === organisation || name.endsWith(`.${organisation}`);
  return isBelow(from) && isBelow(other);
}
