/** The private key for DKIM (`DKIM_KEY`): reads and tries it, and makes the DNS record that belongs to it. */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { Problem } from '../problem.ts';

export type DkimKey = {
  readonly domain: string;
  readonly selector: string;
  readonly key: KeyObject;
};

const LEAST_BITS = 1024;

/**
 * Reads a key and tries it: a signature that it makes must verify.
 * @returns a problem if the key cannot sign for us
 */
export function readDkimKey(
  pem: string | undefined,
  names: { readonly domain: string; readonly selector: string },
): DkimKey | Problem {
  if (pem === undefined) return wrong('`mail.dkim` is set, and DKIM_KEY is missing');
  const key = keyOf(pem);
  if (key === undefined) return wrong('DKIM_KEY is no private key in PEM form');
  if (key.asymmetricKeyType !== 'rsa' && key.asymmetricKeyType !== 'ed25519') {
    return wrong(`DKIM_KEY is a key for ${key.asymmetricKeyType}, which DKIM does not know`);
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? LEAST_BITS;
  if (bits < LEAST_BITS)
    return wrong(`DKIM_KEY has ${bits} bits, and receivers ignore fewer than ${LEAST_BITS}`);
  const probe = Buffer.from('from:probe');
  if (!isSignedBy(probe, signatureOf(probe, key), key))
    return wrong('DKIM_KEY does not verify what it signs');
  return { ...names, key };
}

/** The DNS record that receivers look for, at `SELECTOR._domainkey.DOMAIN`. */
export function dnsRecord({ key }: DkimKey): string {
  const open = createPublicKey(key).export({ type: 'spki', format: 'der' });
  // An Ed25519 key is written without the 12 bytes that name its kind (RFC 8463, section 4.2).
  if (key.asymmetricKeyType === 'ed25519')
    return `v=DKIM1; k=ed25519; p=${open.subarray(12).toString('base64')}`;
  return `v=DKIM1; k=rsa; p=${open.toString('base64')}`;
}

/** Signs as both RFCs say: with RSA the data, with Ed25519 its SHA-256 hash (RFC 8463, section 3). */
export function signatureOf(data: Buffer, key: KeyObject): Buffer {
  if (key.asymmetricKeyType === 'rsa') return sign('sha256', data, key);
  return sign(null, createHash('sha256').update(data).digest(), key);
}

function isSignedBy(data: Buffer, signature: Buffer, key: KeyObject): boolean {
  const open = createPublicKey(key);
  if (key.asymmetricKeyType === 'rsa') return verify('sha256', data, open, signature);
  return verify(null, createHash('sha256').update(data).digest(), open, signature);
}

/** An environment variable may hold line ends as `\n`. */
function keyOf(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem.replaceAll('\\n', '\n'));
  } catch {
    return undefined;
  }
}

function wrong(message: string): Problem {
  return {
    code: 'send-dkim',
    message: `${message}.`,
    hint: 'Make one with `openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048`, publish its public half, and set DKIM_KEY to the whole PEM text; or take `mail.dkim` out of the config.',
  };
}
