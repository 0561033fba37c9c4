/**
 * Reads mail addresses as people write them. An address is exactly one recipient, or it is refused with a reason.
 * Refused are comments, quoted parts, literals and lists, because each mail server could read them in its own way.
 */
import { domainToASCII } from 'node:url';

export type Parsed =
  | {
      readonly ok: true;
      /** The local part as written, in NFC if it is not ASCII; the domain in lower-case ASCII. */
      readonly address: string;
      /** Whether full-width letters were turned into plain ones. */
      readonly widened: boolean;
    }
  | { readonly ok: false; readonly reason: string };

/** RFC 5321, 4.5.3.1: 64 octets before the `@`, 254 in all (256 with the angle brackets of a path). */
const LOCAL_MOST = 64;
const ALL_MOST = 254;

const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]";
/** The part of RFC 6531, 3.3 that is allowed beyond ASCII: letters, marks and numbers, such as 山田 or josé. */
const WIDE = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]";
const LETTERS = new RegExp(`^(?:${WIDE}|\\.)+$`, 'u');
const DOT_ATOM = new RegExp(`^${WIDE}+(?:\\.${WIDE}+)*$`, 'u');
/** The form that Japanese carriers gave out before 2009: two dots in a row, or a dot at the end. The mail quotes it. */
const CARRIER_FORM = new RegExp(`^${ATOM}(?:${ATOM}|\\.)*$`);
const CARRIERS =
  /^(?:docomo\.ne\.jp|ezweb\.ne\.jp|au\.com|softbank\.ne\.jp|i\.softbank\.jp|[a-z]\.vodafone\.ne\.jp)$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * White space and signs that nobody sees. Whoever copies an address from an address book or a web page gets them along
 * without knowing, such as U+202A before it and U+202C behind it. Inside an address they are a fault.
 */
const AROUND = /^[\s\p{Cf}]+|(?<![\s\p{Cf}])[\s\p{Cf}]+$/gu;

/** Reads one address; white space and invisible signs around it do not matter. */
export function parseAddress(text: string): Parsed {
  const trimmed = text.replace(AROUND, '');
  const narrowed = toPlainLetters(trimmed);
  const plain = narrowed.normalize('NFC'); // RFC 6532, 3.1; no stronger form, because every letter counts
  const at = plain.lastIndexOf('@');
  const local = plain.slice(0, Math.max(at, 0));
  const domain = asciiDomain(plain.slice(at + 1));
  const reason = faultOf(plain, at, local, domain);
  if (reason !== undefined) return { ok: false, reason };
  return { ok: true, address: `${local}@${domain}`, widened: narrowed !== trimmed };
}

/**
 * Reads an address that somebody typed into a form. Letters beyond ASCII before the `@` are refused there: a person
 * whose keyboard still wrote Japanese would wait for a mail that can not be sent. Lists and editors may bring them in.
 */
export function parseTypedAddress(text: string): Parsed {
  const parsed = parseAddress(text);
  if (!parsed.ok || /^[\x20-\x7e]+$/.test(parsed.address)) return parsed;
  return { ok: false, reason: 'letters beyond ASCII stand before the @' };
}

/** The first mistake, in the order in which a person would look. */
function faultOf(plain: string, at: number, local: string, domain: string | undefined): string | undefined {
  if (plain === '') return 'there is no address';
  if (/[\p{Cc}\p{Cf}]/u.test(plain)) return 'it holds an invisible character';
  if (/[\s,;<>()"[\]\\:]/.test(plain)) return 'a space, comma, quote, colon or bracket stands in it';
  if (at < 0) return 'it has no @';
  if (local.includes('@')) return 'it has more than one @';
  if (local === '') return 'nothing stands before the @';
  if (domain === undefined) return 'what stands behind the @ is no domain';
  if (!/^[\x20-\x7e]+$/.test(local) && !LETTERS.test(local)) return 'a sign before the @ is not allowed';
  if (!DOT_ATOM.test(local) && !(CARRIERS.test(domain) && CARRIER_FORM.test(local)))
    return local.includes('.') ? 'its dots are first, last or doubled' : 'a sign before the @ is not allowed';
  const octets = Buffer.byteLength(local);
  if (octets > LOCAL_MOST) return `it has more than ${LOCAL_MOST} letters before the @`;
  if (octets + 1 + domain.length > ALL_MOST) return `it has more than ${ALL_MOST} letters`;
  return undefined;
}

/** Replaces full-width letters and signs, such as ＠, by their plain forms. This is NFKC, but only for these. */
function toPlainLetters(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (letter) => letter.normalize('NFKC'));
}

/** @returns `undefined` if the text is not a domain of two labels or more */
function asciiDomain(text: string): string | undefined {
  // Only letters that a name may hold: domainToASCII follows the URL rules, so it would decode %2e and cut at a slash.
  if (!/^[\p{L}\p{M}\p{N}.・。-]+$/u.test(text)) return undefined;
  const domain = domainToASCII(text).toLowerCase();
  const labels = domain.split('.');
  const named = labels.length >= 2 && labels.every((label) => LABEL.test(label));
  return named && !/^\d+$/.test(labels.at(-1) ?? '') ? domain : undefined;
}
