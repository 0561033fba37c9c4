/**
 * Writes addresses for SMTP and for headers. One address must stay one: an address that could be read as two is quoted,
 * and an address that cannot be written at all is refused.
 */
import { encodeWord } from 'nodemailer/lib/mime-funcs';

const DOT_ATOM = /^[\w!#$%&'*+\-/=?^`{|}~]+(?:\.[\w!#$%&'*+\-/=?^`{|}~]+)*$/;
/** The same with letters, marks and numbers beyond ASCII, which only SMTPUTF8 can carry (RFC 6531, 3.3). */
const WIDE_ATOM = /^[\p{L}\p{M}\p{N}!#$%&'*+\-/=?^_`{|}~]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+\-/=?^_`{|}~]+)*$/u;

/** The number of letters that fit into one encoded word (RFC 2047), so that its line stays under 76 letters. */
const WORD = 52;

/**
 * The address in the form of `RCPT TO`. A local part that is not a dot-atom, such as the `a..b` that Japanese carriers
 * gave out, becomes a quoted string: the same mailbox, correctly written (RFC 5321, 4.1.2).
 *
 * Letters beyond ASCII stay as they are: the transport must check that the server accepts them.
 *
 * @throws RangeError if it is not an address: nothing before or after the `@`, or signs that no server accepts
 */
export function mailbox(address: string): string {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  const wide = /[^\x20-\x7e]/.test(local);
  if (at < 1 || !/^[A-Za-z0-9.-]+$|^\[[A-Za-z0-9.:]+\]$/.test(domain) || (wide && !WIDE_ATOM.test(local))) {
    throw new RangeError(`No mail address: ${JSON.stringify(address)}`);
  }
  if (wide || DOT_ATOM.test(local) || /^"(?:[^"\\]|\\.)*"$/.test(local)) return address;
  return `"${local.replace(/["\\]/g, '\\$&')}"@${domain}`;
}

/** Whether an address needs a server with SMTPUTF8 (RFC 6531). */
export function needsUtf8(address: string): boolean {
  return /[^\x20-\x7e]/.test(address);
}

/** The address in a header: in angle brackets, after the name if there is one (RFC 5322, 3.4). */
export function headerMailbox(address: string, name?: string): string {
  const brackets = `<${mailbox(address)}>`;
  return name === undefined || name === '' ? brackets : `${phrase(name)} ${brackets}`;
}

/**
 * A name in a header: bare, quoted, or in encoded words (RFC 2047, 5.3). It can never be read as anything but a name.
 */
export function phrase(name: string): string {
  if (/^[\w ]+$/.test(name)) return name;
  if (/^[\x20-\x7e]+$/.test(name)) return `"${name.replace(/["\\]/g, '\\$&')}"`;
  return encodeWord(name.replace(/\p{Cc}+/gu, ' '), 'B', WORD);
}

/** The part of an address after the `@`. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
