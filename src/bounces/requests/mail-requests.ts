/**
 * What people ask for by mail: to leave the list, or to join it. A mail counts only if it says nothing else; a mail
 * with whole sentences about something goes to a person, who answers it.
 */

import { addressesIn, writerIn } from '../found-addresses.ts';
import { firstOf } from '../header-fields.ts';
import type { ReceivedMail } from '../mail-parts/received-mail.ts';
import { leavesOccasion, tellsOccasion } from './other-occasions.ts';
import { ownLines } from './own-words.ts';
import {
  ambiguous,
  courtesy,
  doubt,
  furtherDoubt,
  furtherLeaving,
  joining,
  leaving,
  softener,
} from './request-words.ts';

export type MailRequest = 'unsubscribe' | 'subscribe';

/** A request in the text must stand at its beginning, and this many lines may follow: a reason, a name. */
const SHORT = 4;
/** Lines of a signature may follow as well: a name, a company, a telephone number. */
const SIGNED = 12;
/** A mail with more lines is a letter. */
const MOST = 40;

/** @returns `undefined` if the mail asks for neither, or says more than that */
export function requestIn(mail: ReceivedMail): MailRequest | undefined {
  const subject = plainWords(firstOf(mail.head, 'subject') ?? '');
  const lines = ownLines(mail.text)
    .slice(0, MOST)
    .filter((line) => !isCourtesy(line));
  const asked = requestOf(subject);
  const [first = '', ...rest] = lines;
  const request = asked ?? requestInLine(first);
  if (request === undefined) return undefined;
  const others = asked === undefined ? rest : lines.filter((line) => requestInLine(line) !== request);
  const isFurther = sentencesOf(asked === undefined ? first : subject).some((one) =>
    furtherLeaving.test(one),
  );
  const isDoubtful = (line: string) => doubt.test(line) || (isFurther && furtherDoubt.test(line));
  if (others.some(isDoubtful) || namesAnother(mail, `${subject} ${first}`)) return undefined;
  const asking = asked === undefined ? first : subject;
  if (leavesOccasion(asking) || others.some((line) => tellsOccasion(line, isSignature(line))))
    return undefined;
  if (asked !== undefined && !ambiguous.test(subject)) return request;
  const most = asked === undefined ? SHORT - 1 : 0;
  return others.length <= most || (others.length < SIGNED && others.every(isSignature)) ? request : undefined;
}

/** One sentence or several; each asks for the same, or is polite. */
function requestInLine(line: string): MailRequest | undefined {
  const asked = new Set(sentencesOf(line).map(requestOf));
  return asked.size === 1 ? [...asked][0] : undefined;
}

/** Their plain words; what is only polite is left out. */
function sentencesOf(line: string): string[] {
  return line
    .slice(0, 300)
    .split(/(?<=[。！!])|(?<=\.)\s+/u)
    .filter((sentence) => !isCourtesy(sentence))
    .map(plainWords);
}

/** "Could you …?" asks for the thing; other questions ask about it. */
const POLITE_QUESTION = /^((?:can|could|would|will) you .*|.*(?:ますか|ませんか|でしょうか))\?$/i;

/**
 * @param words of one sentence
 * @returns what it asks for; `undefined` if it is no request that is known
 */
export function requestOf(words: string): MailRequest | undefined {
  const bare = words.replace(POLITE_QUESTION, '$1').replace(softener, '').replaceAll(', ', ' ');
  if (leaving.test(bare)) return 'unsubscribe';
  return joining.test(bare) ? 'subscribe' : undefined;
}

function isCourtesy(line: string): boolean {
  const words = plainWords(line);
  return words === '' || courtesy.test(words);
}

/** A short line that ends no sentence: a name, a company, a telephone number, a web address. */
function isSignature(line: string): boolean {
  const text = line.replace(/\b(?:ltd|inc|co|corp|llc|k\.k)\.$/i, '');
  return text.length <= 60 && !/[。.!?！？]$|(?:です|ます|ました|ません|ない)$/u.test(text);
}

/** `unsubscribe ken@shop.example`, written by somebody else: a person should look at it. */
function namesAnother(mail: ReceivedMail, words: string): boolean {
  const writer = writerIn(firstOf(mail.head, 'from') ?? '')?.toLowerCase();
  return addressesIn(words).some((address) => address.toLowerCase() !== writer);
}

/** The text without `Re:`, brackets, full-width letters and the sign at the end of a sentence. */
export function plainWords(text: string): string {
  return text
    .slice(0, 200)
    .normalize('NFKC')
    .replace(/^(?:\s*(?:re|aw|sv|antw|fw|fwd|返信)\s*[:：])+/i, '')
    .replaceAll('\u2019', "'")
    .replace(/["「」『』【】[\]()<>]|(?<!\p{L})'|'(?!\p{L})/gu, ' ')
    .replace(/[.!。!、,\s]+$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
