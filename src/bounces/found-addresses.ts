/**
 * Finds addresses in reports and headers: in angle brackets, in quotes, after a type such as `rfc822;`, in a sentence.
 */

/** The length is limited, so that a long line without an `@` does not cost more than one look at it. */
const LOCAL = String.raw`(?:"[^"\n\\]{1,64}"|[^\s<>()[\]:;,"\\@「」『』【】〈〉《》、。，：；（）\u3000]{1,64})`;
const DOMAIN = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}_-]{0,62})(?:\.[\p{L}\p{N}_-]{1,63}){1,8}`;
const IN_TEXT = new RegExp(`${LOCAL}@${DOMAIN}`, 'gu');

/** Every address in a text, in order, each once. */
export function addressesIn(text: string): string[] {
  const found = new Map<string, string>();
  for (const [address] of text.matchAll(IN_TEXT)) {
    const clean = plainAddress(address);
    if (!found.has(clean.toLowerCase())) found.set(clean.toLowerCase(), clean);
  }
  return [...found.values()];
}

/**
 * Who wrote a mail, by its From. The address in angle brackets counts, since the name may look like an address too. An
 * answer goes to this address: a part of a longer word, such as the end of `a$(b)c@shop.example`, is nobody's.
 *
 * @returns `undefined` if there is no address, or nobody could answer to it
 */
export function writerIn(from: string): string | undefined {
  const field = from.slice(0, 2000);
  const [, inside] = /<([^<>\s]{3,320})>[^<>@]{0,80}$/.exec(field) ?? [];
  return exactAddress(inside ?? field.trim()) ?? wholeWord(inside ?? '') ?? wholeWord(field);
}

const EXACT = new RegExp(`^${LOCAL}@${DOMAIN}$`, 'u');

/** The text as an address, with nothing taken off but quotes that are not needed. */
function exactAddress(text: string): string | undefined {
  return EXACT.test(text) ? inPlainQuotes(text) : undefined;
}

function wholeWord(text: string): string | undefined {
  const [first] = text.matchAll(IN_TEXT);
  if (first === undefined || /[)\]\\]/.test(text[first.index - 1] ?? '')) return undefined;
  return plainAddress(first[0]);
}

/**
 * The address in a field that names one recipient: `rfc822; <taro@example.jp>` (RFC 3464, 2.3.2).
 *
 * @returns `undefined` if there is no field, or no address in it
 */
export function recipientIn(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const text = withoutRoute(value.replace(/^\s*[\w.-]+\s*;\s*/, '').trim());
  // A host in the reporting network may have a name without a dot, and a local part may hold signs that `ADDRESS` does
  // not allow.
  const [, whole] =
    /^<?("[^"\n]{1,64}"@[\w.-]{1,253}|[^\s<>@;,]{1,64}@[\w.-]{1,253})>?(?:\s|$)/.exec(text) ?? [];
  return whole === undefined ? addressesIn(text)[0] : plainAddress(whole);
}

/** `@relay.example.jp:taro@example.jp` is an old form with a route (RFC 5321, appendix C). */
function withoutRoute(text: string): string {
  return text.replace(/^(<?)@[^:@]{1,255}:/, '$1');
}

/** Removes what a sentence put around the address, and quotes that are not needed. */
export function plainAddress(text: string): string {
  const bare = text
    .replace(/^['`*.]+|^(?:orig_)?(?:to|rcpt|addr|address|e-?mail|user|recipient|from)=+/i, '')
    .replace(/[.'`*_-]+$/, '');
  return inPlainQuotes(bare);
}

function inPlainQuotes(bare: string): string {
  const at = bare.lastIndexOf('@');
  const [, unquoted] = /^"([\w.!#$%&*+/=?^{|}~-]+)"$/.exec(bare.slice(0, at)) ?? [];
  return `${unquoted ?? bare.slice(0, at)}@${bare.slice(at + 1).toLowerCase()}`;
}

/** Addresses of mail servers and programs: never one of our recipients. */
const PROGRAMS = /^(?:no-?reply|bounces?|abuse|listserv)(?:[-+.=][^@]*)?@/i;
const SERVERS =
  /^(?:(?:mailer-daemon|mail-daemon|postmaster|mdaemon|post_master)(?:[-+.=][^@]*)?|microsoftexchange[\da-f]{16,})@/i;

export function isMachine(address: string): boolean {
  return isMailServer(address) || PROGRAMS.test(address);
}

/** Addresses from which a mail server returns mail. */
export function isMailServer(address: string): boolean {
  return SERVERS.test(address);
}
