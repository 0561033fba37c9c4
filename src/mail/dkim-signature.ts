/**
 * The DKIM-Signature header of a mail (RFC 6376, RFC 8463), made with the publication's own key. Headers are signed in
 * the `relaxed` form and the body in the `simple` one: our mails need no other. The List-* headers are signed, as RFC
 * 8058, section 4, demands. Headers that a reader trusts are signed once more than they occur, so that nobody can add a
 * second one. Both algorithms always give the same result for the same input, and the time is the frozen one, so a
 * retry has the same signature.
 */
import { createHash, type Hash } from 'node:crypto';
import { type DkimKey, signatureOf } from './dkim-key.ts';
import type { Encoded } from './encoded-body.ts';

/** The headers that are signed if a mail has them. Nobody can add a second header of the names in the first list. */
const CLOSED = [
  'from',
  'to',
  'subject',
  'date',
  'reply-to',
  'message-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
];
const COVERED = [
  ...CLOSED,
  'list-id',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
  'precedence',
  'feedback-id',
];

/** @param head one letter for each byte, as strings of the body have it @returns the header, with its line end */
export type Signer = (head: string, body: readonly Encoded[]) => string;

/**
 * Prepares to sign the mails of one edition.
 *
 * @param at the frozen date of the mailing
 * @returns a function that makes the DKIM-Signature header of a mail from its head and body
 */
export function openSigner(key: DkimKey, at: Date): Signer {
  const bodyHash = hasher();
  return (head, body) => {
    const headers = headersOf(head);
    const names = [...COVERED.filter((name) => headers.has(name)), ...CLOSED];
    const algorithm = key.key.asymmetricKeyType === 'rsa' ? 'rsa-sha256' : 'ed25519-sha256';
    const unsigned = [
      `DKIM-Signature: v=1; a=${algorithm}; c=relaxed/simple; d=${key.domain}; s=${key.selector};`,
      ` t=${Math.floor(at.getTime() / 1000)}; h=${names.join(':')};`,
      ` bh=${bodyHash(body)};`,
      ' b=',
    ].join('\r\n');
    // A name that is listed twice and occurs once means that there is no second header (section 5.4.2).
    const covered = COVERED.flatMap((name) => headers.get(name) ?? []);
    const signed = Buffer.from([...covered, relaxed(unsigned)].join('\r\n'), 'latin1');
    const b = signatureOf(signed, key.key)
      .toString('base64')
      .replace(/.{70}(?=.)/g, '$&\r\n ');
    return `${unsigned}${b}\r\n`;
  };
}

/** Headers in their relaxed form, by name; our mails have each header once. */
function headersOf(head: string): ReadonlyMap<string, string> {
  const lines = head.trimEnd().split(/\r\n(?![ \t])/);
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), relaxed(line)]));
}

/** The relaxed form of a header (RFC 6376, section 3.4.2). */
function relaxed(header: string): string {
  const colon = header.indexOf(':');
  const value = header
    .slice(colon + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim();
  return `${header.slice(0, colon).toLowerCase().trim()}:${value}`;
}

/** The hash of a body. The parts at the beginning of all mails of an edition are hashed once. */
function hasher(): (body: readonly Encoded[]) => string {
  let shared: { readonly parts: readonly Encoded[]; readonly state: Hash } | undefined;
  let last: readonly Encoded[] = [];
  return (body) => {
    const parts = body.filter(({ length }) => length > 0);
    if (shared === undefined && last.length > 0) {
      const differs = parts.findIndex((part, index) => part !== last[index]);
      const same = parts.slice(0, differs < 0 ? parts.length : differs);
      shared = { parts: same, state: fed(createHash('sha256'), same) };
    }
    last = parts;
    const begun = shared?.parts.every((part, index) => part === parts[index]) ? shared : undefined;
    const hash = begun?.state.copy() ?? createHash('sha256');
    return fed(hash, parts.slice(begun?.parts.length ?? 0)).digest('base64');
  };
}

function fed(hash: Hash, parts: readonly Encoded[]): Hash {
  for (const part of parts) hash.update(typeof part === 'string' ? Buffer.from(part, 'latin1') : part);
  return hash;
}
