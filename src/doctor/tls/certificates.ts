/** Reads the certificates of a server, and finds who signed them. */
import { X509Certificate } from 'node:crypto';
import { oneLine } from '../../mail/smtp/reply.ts';
import type { Certificate } from './tls-answer.ts';

/** A server can send one certificate twice, or in a circle. */
const LONGEST_CHAIN = 10;

/**
 * The certificates from the server's own towards an authority, each signed by the next. Programs go this way whatever
 * the order in which they are sent, and do not look at those that have nothing to do with it.
 *
 * @param own the first that the server sent; it leads to the others in the order in which they were sent
 */
export function chainFrom(own: X509Certificate | undefined): X509Certificate[] {
  const sent = sentWith(own);
  const chain: X509Certificate[] = [];
  for (let next = sent[0]; next !== undefined; ) {
    const last = next;
    chain.push(last);
    next = sent.find((one) => !chain.includes(one) && last.checkIssued(one));
  }
  return chain;
}

function sentWith(own: X509Certificate | undefined): X509Certificate[] {
  const sent: X509Certificate[] = [];
  for (let one = own; one !== undefined && sent.length < LONGEST_CHAIN; one = one.issuerCertificate)
    sent.push(one);
  return sent;
}

/**
 * The authority that signed a certificate; of several with one name, the one that counts longest.
 *
 * @param authorities those that this machine knows, in PEM
 * @returns `undefined` if none of them signed it
 */
export function issuerOf(one: X509Certificate, authorities: readonly string[]): X509Certificate | undefined {
  return authorities
    .map((pem) => new X509Certificate(pem))
    .filter((authority) => one.checkIssued(authority))
    .toSorted((a, b) => Date.parse(b.validTo) - Date.parse(a.validTo))[0];
}

export function certificateOf(one: X509Certificate): Certificate {
  const names = [...(one.subjectAltName ?? '').matchAll(/(?:DNS|IP Address):([^,\s"]+)/g)].map(
    ([, name = '']) => name,
  );
  return {
    subject: nameIn(one.subject) ?? names[0] ?? '?',
    issuer: nameIn(one.issuer) ?? '?',
    names,
    from: new Date(one.validFrom),
    until: new Date(one.validTo),
    selfSigned: one.subject === one.issuer && one.verify(one.publicKey),
  };
}

/** The common name, else the organisation: `CN=mail.example.jp`. */
function nameIn(distinguished: string | undefined): string | undefined {
  const found = /^CN=(.+)$/m.exec(distinguished ?? '') ?? /^O=(.+)$/m.exec(distinguished ?? '');
  return found === null ? undefined : oneLine(found[1] ?? '', 200);
}
