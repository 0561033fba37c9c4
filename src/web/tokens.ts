/**
 * The secrets of a confirmation mail: a token of 128 random bits for its link, and a code of six digits for people who
 * can not open the link. The ledger keeps only hashes of them.
 */
import { createHmac, hash } from 'node:crypto';
import type { SigningKeys } from '../subscribers/links.ts';

const BYTES = 16;
/** The length of the token in the link of a confirmation mail. */
export const CONFIRMATION_LETTERS = 22;

/** @param random gives as many random bytes as it is asked for */
export function newToken(random: (bytes: number) => Uint8Array): string {
  return Buffer.from(random(BYTES)).toString('base64url');
}

/** @returns the hash under which the ledger keeps the token; `undefined` if the text can not be a token */
export function hashOfToken(token: string): string | undefined {
  const bytes = Buffer.from(token, 'base64url');
  // Other last letters stand for the same bytes: only one spelling is the token.
  if (bytes.length !== BYTES || bytes.toString('base64url') !== token) return undefined;
  return hash('sha256', bytes);
}

/** `042917`: each of a million as likely as another, but for one part in two hundred million. */
export function newCode(random: (bytes: number) => Uint8Array): string {
  return String(Buffer.from(random(6)).readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
}

export function hashOfCode(code: string, [key]: SigningKeys): string {
  return createHmac('sha256', key).update(`tayori code\n${code}`).digest('hex');
}

/** The hashes that six digits may be kept under: a mail from before the newest key still confirms. */
export function hashesOfCode(code: string, keys: SigningKeys): readonly string[] {
  return keys.map((key) => hashOfCode(code, [key]));
}
