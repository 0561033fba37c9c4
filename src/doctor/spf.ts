/**
 * SPF (RFC 7208) of the domain in the return address: which servers may send for it. Gmail, Yahoo and Outlook refuse
 * much mail from domains without it. This looks for mistakes that make a receiver ignore the record.
 */
import type { Dns } from '../mail/dns.ts';
import { type Diagnosis, fault, ok, unasked, warning } from './diagnosis.ts';

export type SpfFacts = {
  readonly domain: string;
  readonly records: readonly string[];
  /** What a receiver cannot evaluate (`permerror`), in this record and in the records that it includes. */
  readonly faults: readonly string[];
  /** DNS queries that count towards the limit of ten (4.6.4). */
  readonly lookups: number;
  /** The result for all other servers: the sign before `all`. */
  readonly others: '+' | '-' | '~' | '?' | undefined;
  readonly usesPtr: boolean;
  /** Why the DNS gave no answer. */
  readonly unanswered: string | undefined;
};

const MOST_LOOKUPS = 10;
const DEEPEST = 12;
/** A receiver stops at the first; the others often follow from it. */
const MOST_FAULTS = 3;

export async function askSpf(domain: string, { txt }: Pick<Dns, 'txt'>): Promise<SpfFacts> {
  const walk: Walk = { txt, faults: [], lookups: 0, usesPtr: false, unanswered: undefined };
  const records = await recordsOf(domain, walk);
  const others = records.length === 0 ? undefined : await visit(domain, records, [], walk);
  const { faults, lookups, usesPtr, unanswered } = walk;
  return { domain, records, faults, lookups, others, usesPtr, unanswered };
}

/** What is found on the way through a record and the records that it includes. */
type Walk = Pick<Dns, 'txt'> & {
  readonly faults: string[];
  lookups: number;
  usesPtr: boolean;
  unanswered: string | undefined;
};

async function recordsOf(name: string, walk: Walk): Promise<readonly string[]> {
  const answer = await walk.txt(name);
  if ('unanswered' in answer) walk.unanswered ??= answer.unanswered;
  return 'found' in answer ? answer.found.filter((text) => /^v=spf1(?: |$)/i.test(text)) : [];
}

/** @param above the names of the records that led here */
async function visit(
  name: string,
  records: readonly string[],
  above: readonly string[],
  walk: Walk,
): Promise<SpfFacts['others']> {
  if (above.includes(name)) walk.faults.push(`${name} includes itself`);
  // So deep a chain has too many queries already, which is said once.
  if (above.includes(name) || above.length > DEEPEST) return undefined;
  const way = [...above, name];
  if (records.length > 1) walk.faults.push(`${name} has ${records.length} SPF records, and one is allowed`);
  const [record = ''] = records;
  const terms = record.trim().split(/ +/).slice(1).map(readTerm);
  let others: SpfFacts['others'];
  for (const term of terms) {
    if (term.wrong) walk.faults.push(`${name} holds \`${term.text}\`, which is no SPF`);
    if (term.looksUp) walk.lookups += 1;
    if (term.name === 'ptr') walk.usesPtr = true;
    if (term.name === 'all') others ??= term.sign;
    if (isFollowed(term, walk)) await visitIncluded(name, term.value, way, walk);
  }
  const redirect = terms.find((term) => term.name === 'redirect');
  if (others !== undefined || redirect === undefined || redirect.wrong) return others;
  const target = await recordsOf(redirect.value, walk);
  if (target.length === 0 && walk.unanswered === undefined)
    walk.faults.push(`${name} redirects to ${redirect.value}, which has no SPF record`);
  return await visit(redirect.value, target, way, walk);
}

/** Not a name with a macro such as `%{i}`, and no more names after far too many. */
function isFollowed({ name, wrong, value }: Term, { lookups }: Walk): boolean {
  return name === 'include' && !wrong && !/%\{/.test(value) && lookups <= 2 * MOST_LOOKUPS;
}

async function visitIncluded(
  name: string,
  included: string,
  way: readonly string[],
  walk: Walk,
): Promise<void> {
  const inner = await recordsOf(included, walk);
  if (inner.length === 0 && walk.unanswered === undefined)
    walk.faults.push(`${name} includes ${included}, which has no SPF record`);
  else await visit(included, inner, way, walk);
}

type Term = {
  readonly text: string;
  readonly name: string;
  readonly sign: NonNullable<SpfFacts['others']>;
  readonly value: string;
  readonly wrong: boolean;
  readonly looksUp: boolean;
};

const NAME = String.raw`[\w.%{}+=/,-]+`;
/** A number of an IPv4 address, and the lengths of networks: `ip4:999.1.1.1` and `ip4:192.0.2.0/33` are mistakes. */
const OCTET = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`;
const LENGTH4 = String.raw`(?:3[0-2]|[12]?\d)`;
const LENGTH6 = String.raw`(?:12[0-8]|1[01]\d|[1-9]?\d)`;
const LENGTHS = `(?:/${LENGTH4})?(?://${LENGTH6})?`;
/** The form of each mechanism and modifier, and whether it costs a DNS query. A new one is a row. */
const forms: readonly (readonly [name: string, form: RegExp, looksUp: boolean])[] = [
  ['all', /^all$/i, false],
  ['include', new RegExp(`^include:${NAME}$`, 'i'), true],
  ['a', new RegExp(`^a(?::${NAME})?${LENGTHS}$`, 'i'), true],
  ['mx', new RegExp(`^mx(?::${NAME})?${LENGTHS}$`, 'i'), true],
  ['ptr', new RegExp(`^ptr(?::${NAME})?$`, 'i'), true],
  ['exists', new RegExp(`^exists:${NAME}$`, 'i'), true],
  ['ip4', new RegExp(`^ip4:${OCTET}(?:\\.${OCTET}){3}(?:/${LENGTH4})?$`, 'i'), false],
  ['ip6', new RegExp(`^ip6:[\\da-f:.]{2,45}(?:/${LENGTH6})?$`, 'i'), false],
  ['redirect', new RegExp(`^redirect=${NAME}$`, 'i'), true],
  ['exp', new RegExp(`^exp=${NAME}$`, 'i'), false],
];

function readTerm(text: string): Term {
  const [, sign = '', rest = ''] = /^([-+~?]?)(.*)$/.exec(text) ?? [];
  const known = forms.find(([name, form]) => form.test(rest) && (name !== 'ip6' || isAddress6(rest)));
  // An unknown modifier is ignored (RFC 7208, 6).
  const isModifier = known === undefined && sign === '' && /^[a-z][\w.-]*=/i.test(rest);
  const value = rest.replace(/^[a-z\d]+[:=]/i, '').toLowerCase();
  return {
    ...{ text, value },
    name: known?.[0] ?? '',
    sign: sign === '-' || sign === '~' || sign === '?' ? sign : '+',
    wrong: known === undefined && !isModifier,
    looksUp: known?.[2] ?? false,
  };
}

/** @param term such as `ip6:2001:db8::/32`; the parser of addresses in URLs knows all forms of RFC 4291, 2.2 */
function isAddress6(term: string): boolean {
  return URL.canParse(`http://[${term.slice('ip6:'.length).replace(/\/.*/, '')}]/`);
}

export function judgeSpf({
  domain,
  records,
  faults,
  lookups,
  others,
  usesPtr,
  unanswered,
}: SpfFacts): Diagnosis[] {
  if (unanswered !== undefined)
    return [unasked(`SPF of ${domain}: the DNS does not answer (${unanswered}).`)];
  if (records.length === 0)
    return [
      fault(
        `${domain} has no SPF record: Gmail, Yahoo and Outlook ask for one.`,
        `Publish a TXT record at ${domain}, such as \`v=spf1 include:THE-RELAY ~all\`; your relay's manual names what to include.`,
      ),
    ];
  const found = [
    ...faults
      .slice(0, MOST_FAULTS)
      .map((one) =>
        fault(`SPF: ${one}, so receivers ignore the whole record.`, `Correct the TXT record of ${domain}.`),
      ),
    ...lookupFaults(domain, lookups),
    ...judgeOthers(domain, others),
    ...(usesPtr ? [ptrUsed(domain)] : []),
  ];
  return found.length === 0 ? [ok(`SPF of ${domain}: ${records[0]}`)] : found;
}

function lookupFaults(domain: string, lookups: number): Diagnosis[] {
  if (lookups <= MOST_LOOKUPS) return [];
  return [
    fault(
      `SPF of ${domain} needs ${lookups} queries${lookups > DEEPEST ? ' or more' : ''}, and receivers stop at ${MOST_LOOKUPS}.`,
      'Take out what you no longer send with, or write addresses (`ip4:`) in place of names.',
    ),
  ];
}

function judgeOthers(domain: string, others: SpfFacts['others']): Diagnosis[] {
  if (others === '+')
    return [
      fault(`SPF of ${domain} lets everybody send in its name (\`+all\`).`, 'End the record with `~all`.'),
    ];
  if (others !== undefined && others !== '?') return [];
  return [
    warning(`SPF of ${domain} does not say what becomes of others.`, 'End the record with `~all` or `-all`.'),
  ];
}

function ptrUsed(domain: string): Diagnosis {
  return warning(
    `SPF of ${domain} uses \`ptr\`, which many receivers pass over.`,
    'Write `ip4:`, `ip6:` or `include:`.',
  );
}
