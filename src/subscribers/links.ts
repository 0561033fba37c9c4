/**
 * Signed links: with one, a person can leave or choose categories without a password. A token names a subscriber by id,
 * never by address, and is valid for one purpose; it works as long as its key is kept.
 *
 *     byte  0     version (high four bits) and purpose (low four bits)
 *           1     which key signed
 *           2-13  the subscriber's id
 *           14-29 the first half of HMAC-SHA-256 over the bytes before (RFC 2104, section 5)
 *
 * Thirty bytes are exactly forty letters of base64url, so each token has only one spelling.
 */
import { createHash, createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { SUBSCRIBER_ID_BYTES } from '../ledger/subscribers/subscriber.ts';

const VERSION = 1;
const purposes = { unsubscribe: 1, preferences: 2, undo: 3, me: 4 } as const;
export type LinkPurpose = keyof typeof purposes;

const HEAD_BYTES = 2 + SUBSCRIBER_ID_BYTES;
const MAC_BYTES = 16;
/** The length of a token. */
export const LINK_LETTERS = ((HEAD_BYTES + MAC_BYTES) / 3) * 4;

/** A key shorter than this could be guessed by someone who has a link. */
const KEY_LENGTH = 32;

/**
 * Signs links in an outbox if there is no key: nothing leaves the machine there. Everybody who reads the source knows
 * this key, so a mail that goes out must never be signed with it.
 */
export const DEMONSTRATION_KEY = 'tayori-demonstration-key-that-protects-nothing';

/** The first one signs; the others, of earlier years, only verify. */
export type SigningKeys = readonly [string, ...string[]];

/**
 * Reads SIGNING_KEY: one key, or several separated by commas, the newest first.
 *
 * @returns `undefined` if there is none, or if one of them is weak. An old key must be strong too, because it verifies
 */
export function readKeys(text: string | undefined): SigningKeys | undefined {
  const [newest, ...older] = keysIn(text);
  if (newest === undefined || keyFault(text) !== undefined) return undefined;
  return [newest, ...older];
}

/**
 * What is wrong with SIGNING_KEY, as the end of a sentence that begins with `SIGNING_KEY`; `undefined` if nothing is.
 */
export function keyFault(text: string | undefined): string | undefined {
  const keys = keysIn(text);
  const which = keys.length > 1 ? 'has a key that' : 'is one that';
  if (text === undefined || text.trim() === '') return 'is missing';
  if (keys.some((key) => key.length < KEY_LENGTH)) return `has fewer than ${KEY_LENGTH} characters`;
  if (keys.includes(DEMONSTRATION_KEY)) return `${which} everybody knows: the one for demonstrations`;
  return keys.some(isRepeated) ? `${which} only repeats a few letters` : undefined;
}

function keysIn(text = ''): string[] {
  return text.split(',').map((key) => key.trim());
}

/**
 * A key such as `aaaa…` or `abcabc…` is long, but easy to guess. A random key has at least this many different letters.
 */
const LEAST_LETTERS = 6;
function isRepeated(key: string): boolean {
  return new Set(key).size < LEAST_LETTERS || /^(.{1,10})\1{2,}.{0,9}$/.test(key);
}

/**
 * @param subscriber the id that the ledger gave
 * @throws RangeError on any other text
 */
export function signToken(purpose: LinkPurpose, subscriber: string, [key]: SigningKeys): string {
  const id = Buffer.from(subscriber, 'base64url');
  if (id.length !== SUBSCRIBER_ID_BYTES || id.toString('base64url') !== subscriber)
    throw new RangeError('A link can only be signed for the id of a subscriber');
  const head = Buffer.concat([Buffer.of((VERSION << 4) | purposes[purpose], keyName(key)), id]);
  return Buffer.concat([head, macOf(head, key)]).toString('base64url');
}

/**
 * @returns the subscriber's id; `undefined` if the text is not a token, is for another purpose, or was not signed with
 * one of these keys
 */
export function readToken(purpose: LinkPurpose, token: string, keys: SigningKeys): string | undefined {
  if (token.length !== LINK_LETTERS) return undefined;
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.toString('base64url') !== token) return undefined;
  const head = bytes.subarray(0, HEAD_BYTES);
  if (head[0] !== ((VERSION << 4) | purposes[purpose])) return undefined;
  const signer = keys.filter((key) => keyName(key) === head[1]);
  const genuine = signer.some((key) => timingSafeEqual(macOf(head, key), bytes.subarray(HEAD_BYTES)));
  return genuine ? head.subarray(2).toString('base64url') : undefined;
}

/** What has the length and the letters of a token, wherever it stands in a text. */
export function tokensIn(text: string): readonly string[] {
  return text.match(TOKEN) ?? [];
}

const TOKEN = new RegExp(`(?<![\\w-])[\\w-]{${LINK_LETTERS}}(?![\\w-])`, 'g');

/** @param service the address of the public service: `web.url` of the config */
export function unsubscribeUrl(service: string, subscriber: string, keys: SigningKeys): string {
  return `${service}/unsubscribe?t=${signToken('unsubscribe', subscriber, keys)}`;
}

/** The link that undoes leaving; the public service decides how long it works. */
export function undoUrl(service: string, subscriber: string, keys: SigningKeys): string {
  return `${service}/undo?t=${signToken('undo', subscriber, keys)}`;
}

/** The link to everything that is kept about a person, and to erasing it: only in a mail that they just asked for. */
export function meUrl(service: string, subscriber: string, keys: SigningKeys): string {
  return `${service}/me?t=${signToken('me', subscriber, keys)}`;
}

export function preferencesUrl(service: string, subscriber: string, keys: SigningKeys): string {
  return `${service}/preferences?t=${signToken('preferences', subscriber, keys)}`;
}

function macOf(head: Uint8Array, key: string): Buffer {
  // As text and in one piece: each key that is given as a string, and each Buffer that a hash makes, costs more time
  // than the hash itself. A click to leave is checked here, and so is each of 70,000 forged ones.
  const mac = createHmac('sha256', secretOf(key))
    .update(Buffer.concat([PURPOSE, head]))
    .digest('binary');
  return Buffer.from(mac.slice(0, MAC_BYTES), 'latin1');
}

const PURPOSE = Buffer.from('tayori link\n');

/** Made once for each key. */
function secretOf(key: string): KeyObject {
  const known = secrets.get(key) ?? createSecretKey(key, 'utf8');
  secrets.set(key, known);
  return known;
}

const secrets = new Map<string, KeyObject>();

/** One byte that tells keys apart, but does not help to guess a key. */
export function keyName(key: string): number {
  const known =
    names.get(key) ?? createHash('sha256').update('tayori key name\n').update(key).digest().readUInt8(0);
  names.set(key, known);
  return known;
}

/** Every mail has two links, and all ask for the name of the same key. */
const names = new Map<string, number>();
