/**
 * The envelope sender of one mail (VERP): a bounce comes back to this address, which names the digest and the
 * subscriber. It is signed, so that nobody can fake a bounce for somebody else.
 *
 *     byte  0     version and purpose
 *           1     which key signed
 *           2-5   the digest
 *           6-17  the subscriber's id
 *          18-29  the first 96 bits of HMAC-SHA-256 over the bytes before (RFC 2104, section 5)
 *
 * Thirty bytes are exactly 48 letters of base32 (RFC 4648, section 6). They are written as small letters; a server may
 * change their case, and the token still works.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { SUBSCRIBER_ID_BYTES } from '../ledger/subscribers/subscriber.ts';
import { keyName, type SigningKeys } from '../subscribers/links.ts';
import { mailbox } from './mailbox.ts';

/** The mail that came back. */
export type Returned = {
  /** The digest, such as `2025-W45`; `undefined` if its id has an unknown form. */
  readonly digest: string | undefined;
  readonly subscriber: string;
};

const HEAD = 0x14; // version 1, purpose 4: the token of a link is not valid here
const HEAD_BYTES = 6 + SUBSCRIBER_ID_BYTES;
const MAC_BYTES = 12;
/** Stands for the token in `mail.bounces`. */
const TOKEN = '{token}';

/** `bounce@example.com` is short for `bounce+{token}@example.com`. */
function patternOf(bounces: string): string {
  return bounces.includes(TOKEN) ? bounces : bounces.replace(/@(?=[^@]*$)/, `+${TOKEN}@`);
}

/** The same for each retry, because it is made only from the digest, the subscriber and the newest key. */
export function bounceAddress(bounces: string, { digest, subscriber }: Returned, [key]: SigningKeys): string {
  const id = Buffer.from(subscriber, 'base64url');
  if (id.length !== SUBSCRIBER_ID_BYTES)
    throw new RangeError('A bounce can only be about the id of a subscriber');
  const head = Buffer.concat([Buffer.of(HEAD, keyName(key)), packDigest(digest), id]);
  const token = base32(Buffer.concat([head, macOf(head, key)]));
  return mailbox(patternOf(bounces).replace(TOKEN, token));
}

/**
 * Reads an address that a bounce was sent to; capital and small letters are the same.
 *
 * @returns `undefined` if the address has another form, or was not signed with one of these keys
 */
export function readBounceAddress(address: string, bounces: string, keys: SigningKeys): Returned | undefined {
  const [before = '', after = ''] = patternOf(bounces).toLowerCase().split(TOKEN);
  const text = address.toLowerCase();
  if (!text.startsWith(before) || !text.endsWith(after)) return undefined;
  const token = text.slice(before.length, text.length - after.length);
  return /^[a-z2-7]{48}$/.test(token) ? readToken(unbase32(token), keys) : undefined;
}

function readToken(bytes: Buffer, keys: SigningKeys): Returned | undefined {
  const head = bytes.subarray(0, HEAD_BYTES);
  if (head[0] !== HEAD) return undefined;
  const genuine = keys.some(
    (key) => keyName(key) === head[1] && timingSafeEqual(macOf(head, key), bytes.subarray(HEAD_BYTES)),
  );
  if (!genuine) return undefined;
  return { digest: unpackDigest(head.readUInt32BE(2)), subscriber: head.subarray(6).toString('base64url') };
}

function macOf(head: Uint8Array, key: string): Buffer {
  return createHmac('sha256', key).update('tayori bounce\n').update(head).digest().subarray(0, MAC_BYTES);
}

/** The forms of digest ids: weeks, days and months. Two bits name the form; then come a year and one or two numbers. */
const forms = [
  { read: /^(\d{4})-W(\d{2})$/, write: (year: string, week: string) => `${year}-W${week}` },
  { read: /^(\d{4})-(\d{2})-(\d{2})$/, write: (...parts: string[]) => parts.join('-') },
  { read: /^(\d{4})-(\d{2})$/, write: (year: string, month: string) => `${year}-${month}` },
];
const NAMELESS = 3;

function packDigest(digest = ''): Buffer {
  const form = forms.findIndex(({ read }) => read.test(digest));
  const [, year = '0', first = '0', second = '0'] = forms[form]?.read.exec(digest) ?? [];
  const packed = Buffer.alloc(4);
  packed.writeUInt16BE(((form < 0 ? NAMELESS : form) << 14) | Number(year));
  packed.writeUInt8(Number(first), 2);
  packed.writeUInt8(Number(second), 3);
  return packed;
}

function unpackDigest(packed: number): string | undefined {
  const [year, first, second] = [(packed >>> 16) & 0x3fff, (packed >>> 8) & 0xff, packed & 0xff];
  const two = (value: number) => String(value).padStart(2, '0');
  return forms[packed >>> 30]?.write(
    String(year).padStart(4, '0'),
    two(first),
    ...(packed >>> 30 === 1 ? [two(second)] : []),
  );
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** @param bytes a multiple of five bytes */
function base32(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 5) {
    const five = bytes.readUIntBE(at, 5); // 40 bits: a number holds 53
    for (let place = 7; place >= 0; place -= 1) text += ALPHABET[Math.floor(five / 32 ** place) % 32];
  }
  return text;
}

function unbase32(text: string): Buffer {
  const bytes = Buffer.alloc((text.length / 8) * 5);
  for (let at = 0; at < text.length; at += 8) {
    const letters = [...text.slice(at, at + 8)];
    const five = letters.reduce((sum, letter) => sum * 32 + ALPHABET.indexOf(letter), 0);
    bytes.writeUIntBE(five, (at / 8) * 5, 5);
  }
  return bytes;
}
