/**
 * A mail that came in, taken apart by `postal-mime`: its head, its words for people, and the parts that a program
 * wrote for programs. Whatever the bytes are, it comes to an end, and it never throws: a mail whose parts are too
 * twisted to follow is read as plain text.
 */
import PostalMime, { type Email } from 'postal-mime';
import { type Fields, readFields } from './fields.ts';

export type ReceivedMail = {
  readonly head: Fields;
  /** The text for people; of HTML alone, its text. */
  readonly text: string;
  /** The parts `message/delivery-status` (RFC 3464), as text. */
  readonly statuses: readonly string[];
  /** The parts `message/feedback-report` (RFC 5965), as text. */
  readonly feedback: readonly string[];
  /** Mails that hang on it, or their heads: nearly always the one that came back. */
  readonly returned: readonly string[];
};

/** What a bounce says stands in its first kilobytes; the mail that comes back behind them may be long. */
const MOST_BYTES = 2 * 1024 * 1024;
const MOST_LINES = 30_000;
const MOST_LETTERS = 128 * 1024;
/** RFC 5321, 4.5.3.1.6 allows a thousand; whoever writes longer ones does not write for people. */
const LONGEST_LINE = 2000;
const DEEPEST = 40;

export async function takeApart(bytes: Uint8Array): Promise<ReceivedMail> {
  const whole = withPlainLineEnds(bytes.subarray(0, MOST_BYTES));
  const email = await parsed(whole);
  if (email === undefined) return asPlainText(whole);
  const parts = (pattern: RegExp) =>
    email.attachments.filter(({ mimeType }) => pattern.test(mimeType)).map(({ content }) => textOf(content));
  const mail = {
    head: headOf(email),
    // A type that is misspelt, such as `text/plain charset=x`, makes an attachment of the words.
    text: bounded([email.text ?? '', ...parts(/^text\/(?:plain|html)\s/)].join('\n')),
    statuses: parts(/^message\/(?:global-)?delivery-status$/),
    feedback: parts(/^message\/feedback-report$/),
    returned: parts(/^(?:message\/(?:rfc822|global|partial)|(?:text|message)\/(?:rfc822|global)-headers)$/),
  };
  // A part that is broken, or of an unknown type, leaves nothing to read: then the bytes are.
  const isEmpty = mail.text.trim() === '' && mail.statuses.length === 0 && mail.feedback.length === 0;
  return isEmpty ? { ...mail, text: asPlainText(whole).text } : mail;
}

async function parsed(bytes: Uint8Array): Promise<Email | undefined> {
  try {
    return await PostalMime.parse(bytes, { forceRfc822Attachments: true, maxNestingDepth: DEEPEST });
  } catch {
    return undefined; // nested too deeply, or with a head without end
  }
}

/** A list of people may be long; of a field that is there hundreds of times, the first are enough. */
const LONGEST_FIELD = 20_000;
const MOST_VALUES = 100;

/** With encoded words read, and each field once for each time that it stands there. */
function headOf({ headers, subject }: Email): Fields {
  const fields = new Map<string, string[]>();
  for (const { key, value } of headers)
    fields.set(key, [...(fields.get(key) ?? []), value.trim().slice(0, LONGEST_FIELD)].slice(0, MOST_VALUES));
  if (subject !== undefined) fields.set('subject', [subject]);
  return fields;
}

function textOf(content: ArrayBuffer | Uint8Array | string): string {
  const text = typeof content === 'string' ? content : decoded(new Uint8Array(content));
  return bounded(text);
}

/** Nothing that is searched later costs more than the length of a line allows. */
function bounded(text: string): string {
  const lines = text.slice(0, MOST_LETTERS).split(/\r\n|\r|\n/);
  return lines.map((line) => line.slice(0, LONGEST_LINE)).join('\n');
}

/** Japanese mail of old says in escape codes how it is written, whatever its head says (RFC 1468). */
function decoded(bytes: Uint8Array): string {
  const isJapanese = ['\u001b$B', '\u001b$@'].some((mark) => Buffer.from(bytes).includes(mark));
  return new TextDecoder(isJapanese ? 'iso-2022-jp' : 'utf-8').decode(bytes);
}

function asPlainText(bytes: Uint8Array): ReceivedMail {
  const text = decoded(bytes);
  const end = text.search(/\n[ \t]*\n/);
  return {
    head: readFields(text.split('\n', 2000)),
    text: bounded(end < 0 ? text : text.slice(end).trimStart()),
    statuses: [],
    feedback: [],
    returned: [],
  };
}

/**
 * Lines end as on Unix: with CR alone a file of an old Mac would be one line. An mbox's first line is no field.
 * The parser makes an object of each line, so that a million empty ones cost it ten seconds: they are cut off.
 */
function withPlainLineEnds(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1').trimStart();
  const lines = text.replace(/^>?From [^\r\n]*[\r\n]+/, '').split(/\r\n|\r|\n/, MOST_LINES);
  return Buffer.from(lines.join('\n'), 'latin1');
}
