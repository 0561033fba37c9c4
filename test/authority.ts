/** Certificates for the servers of tests, with any name and any dates, and authorities that sign them. */
import { generateKeyPairSync } from 'node:crypto';
import { isIP } from 'node:net';
import forge from 'node-forge';

export type Signed = { readonly key: string; readonly cert: string };

export type Authority = Signed & {
  readonly name: string;
  /** A certificate for a server: its DNS name, or its address. @param from, @param until as in `2025-11-01T12:00Z` */
  sign(name: string, from: string, until: string): Signed;
  /** The old way: the name stands nowhere but in the common name. */
  signCommonName(name: string, from: string, until: string): Signed;
  /** An authority below this one. */
  below(name: string, from: string, until: string): Authority;
  /** Another certificate for the key of an authority, as an old authority gives one to a new one. */
  vouchFor(other: Authority, from: string, until: string): Signed;
};

const [EVER_FROM, EVER_UNTIL] = ['2020-01-01', '2120-01-01'];

/** An authority that signed itself. */
export function newAuthority(name: string, from = EVER_FROM, until = EVER_UNTIL): Authority {
  return authority(name, from, until, undefined);
}

/** A certificate of a server that signed it itself. */
export function selfSigned(name: string, from = EVER_FROM, until = EVER_UNTIL): Signed {
  return made(name, forName(name), from, until, undefined, serverKey());
}

function authority(name: string, from: string, until: string, by: Signed | undefined): Authority {
  const own = made(name, ANY, from, until, by);
  return {
    ...own,
    name,
    sign: (host, begin, end) => made(host, forName(host), begin, end, own, serverKey()),
    signCommonName: (host, begin, end) => made(host, [], begin, end, own, serverKey()),
    below: (other, begin, end) => authority(other, begin, end, own),
    vouchFor: ({ name: other, key }, begin, end) => made(other, ANY, begin, end, own, key),
  };
}

const ANY = [{ name: 'basicConstraints', cA: true, critical: true }];

/** @see RFC 5280, 4.2.1.6: 2 means a DNS name, and 7 an address */
const forName = (name: string) => [
  { name: 'subjectAltName', altNames: [isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name }] },
];

let serials = 0;

/**
 * @param by who signs it; `undefined`: it signs itself
 * @param key whose certificate it is; a new one by itself
 */
function made(
  name: string,
  extensions: readonly object[],
  from: string,
  until: string,
  by: Signed | undefined,
  key = newKey(),
): Signed {
  serials += 1;
  const one = forge.pki.createCertificate();
  const { n, e } = forge.pki.privateKeyFromPem(key);
  one.publicKey = forge.pki.setRsaPublicKey(n, e);
  one.serialNumber = serials.toString(16).padStart(4, '0');
  one.validity.notBefore = new Date(from);
  one.validity.notAfter = new Date(until);
  const subject = [{ name: 'commonName', value: name }];
  one.setSubject(subject);
  one.setIssuer(by === undefined ? subject : forge.pki.certificateFromPem(by.cert).subject.attributes);
  one.setExtensions([...extensions]);
  one.sign(forge.pki.privateKeyFromPem(by?.key ?? key), forge.md.sha256.create());
  return { key, cert: forge.pki.certificateToPem(one) };
}

let ofServers: string | undefined;

/** All servers have one key, since to find one takes a tenth of a second. Authorities have each their own. */
function serverKey(): string {
  ofServers ??= newKey();
  return ofServers;
}

function newKey(): string {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey;
}
