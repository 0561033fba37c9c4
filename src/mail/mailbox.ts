/**
 * Writes addresses for SMTP and for headers. One address always stays one: what could be read as two is quoted, and
 * what can not be written at all is refused.
 */
import { encodeWord } from 'nodemailer/lib/mime-funcs';

const DOT_ATOM = /^[\w!#$%&'*+\-/=?^`{|}~]+(?:\.[\w!#$%&'*+\-/=?^`{|}~]+)*$/;
/** The same with letters, marks and numbers beyond ASCII, which only SMTPUTF8 carries (RFC 6531, 3.3). */
const WIDE_ATOM = /^[\p{L}\p{M}\p{N}!#$%&'*+\-/=?^_`{|}~]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+\-/=?^_`{|}~]+)*$/u;

/** What RFC 2047 leaves for the text of one encoded word, so that its line stays under 76 letters. */
const WORD = 52;

/**
 * The address as `RCPT TO` wants it. Local parts that are no dot-atom, such as the `a..b` that Japanese
 * carriers gave out, become a quoted string: the same mailbox, lawfully written (RFC 5321, 4.1.2).
 *
 * Letters beyond ASCII stay as they are: a transport has to see that the server takes them.
 *
 * @throws RangeError on what is no address: nothing before or after the `@`, or signs that no server takes
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

/** Whether an address goes only where SMTPUTF8 is offered (RFC 6531). */
export function needsUtf8(address: string): boolean {
  return /[^\x20-\x7e]/.test(address);
}

/** The address in a header: in angle brackets, after the name where there is one (RFC 5322, 3.4). */
export function headerMailbox(address: string, name?: string): string {
  const brackets = `<${mailbox(address)}>`;
  return name === undefined || name === '' ? brackets : `${phrase(name)} ${brackets}`;
}

/** A name in a header: bare, quoted, or in encoded words (RFC 2047, 5.3); never more than a name. */
export function phrase(name: string): string {
  if (/^[\w ]+$/.test(name)) return name;
  if (/^[\x20-\x7e]+$/.test(name)) return `"${name.replace(/["\\]/g, '\\$&')}"`;
  return encodeWord(name.replace(/\p{Cc}+/gu, ' '), 'B', WORD);
}
