/**
 * Takes a mail that came in apart with `postal-mime`: its header, its words for people, and the parts that a program
 * wrote for programs. For any bytes it comes to an end and never throws: a mail whose parts are too twisted to follow
 * is read as plain text.
 */
import PostalMime, { type Email } from 'postal-mime';
import { type Fields, readFields } from '../header-fields.ts';
import { wordsOfHtml } from './html-words.ts';
import { inUtf8, readableText } from './mail-charset.ts';
import { withShortFields } from './short-fields.ts';

export type ReceivedMail = {
  readonly head: Fields;
  /** The text for people; if the mail has only HTML, the text of the HTML. */
  readonly text: string;
  /** The parts `message/delivery-status` (RFC 3464), as text. */
  readonly statuses: readonly string[];
  /** The parts `message/feedback-report` (RFC 5965), as text. */
  readonly feedback: readonly string[];
  /** Attached mails, or their headers: nearly always the mail that came back. */
  readonly returned: readonly string[];
  /** Whether a calendar answers an invitation in the name of its owner (RFC 5546, 3.2.3). */
  readonly isCalendarAnswer: boolean;
};

/** The words of a bounce are in its first kilobytes; the returned mail behind them may be long. */
const MOST_BYTES = 2 * 1024 * 1024;
const MOST_LINES = 30_000;
const MOST_LETTERS = 128 * 1024;
/** RFC 5321, 4.5.3.1.6 allows a thousand characters; nobody writes longer lines for people. */
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
    // A wrongly written type, such as `text/plain charset=x`, turns the words into an attachment.
    text: bounded([wordsOf(email), ...parts(/^text\/(?:plain|html)\s/)].join('\n')),
    // Some servers attach their report as a text with a file name.
    statuses: [
      ...parts(/^message\/(?:global-)?delivery-status$/),
      ...parts(/^text\/plain$/).filter((text) => REPORT.test(text)),
    ],
    feedback: parts(/^message\/feedback-report$/),
    returned: parts(/^(?:message\/(?:rfc822|global|partial)|(?:text|message)\/(?:rfc822|global)-headers)$/),
    isCalendarAnswer: email.attachments.some(
      ({ mimeType, method }) => mimeType === 'text/calendar' && method?.toUpperCase() === 'REPLY',
    ),
  };
  // If parts are broken or of an unknown type, nothing is left to read: then read the raw bytes.
  const isEmpty = mail.text.trim() === '' && mail.statuses.length === 0 && mail.feedback.length === 0;
  return isEmpty ? { ...mail, text: asPlainText(whole).text } : mail;
}

/** A report for programs begins with the server that wrote it (RFC 3464, 2.2.2). */
const REPORT = /^\s*(?:[\w-]{1,60}:[^\n]{0,500}\n){0,3}Reporting-MTA:/i;

/** The text for people. A mail without any has only HTML, or a form that the parser does not know. */
function wordsOf({ text = '', html = '' }: Email): string {
  return text.trim() === '' && html !== '' ? wordsOfHtml(html) : readableText(text);
}

async function parsed(bytes: Uint8Array): Promise<Email | undefined> {
  try {
    return await PostalMime.parse(bytes, { forceRfc822Attachments: true, maxNestingDepth: DEEPEST });
  } catch {
    return undefined; // nested too deeply, or a header without an end
  }
}

/** A list of people may be long. If a field appears hundreds of times, the first ones are enough. */
const LONGEST_FIELD = 20_000;
const MOST_VALUES = 100;

/** The header with encoded words decoded. A field that appears twice has two values. */
function headOf({ headers, subject }: Email): Fields {
  const fields = new Map<string, string[]>();
  for (const { key, value } of headers)
    fields.set(key, [...(fields.get(key) ?? []), value.trim().slice(0, LONGEST_FIELD)].slice(0, MOST_VALUES));
  if (subject !== undefined) fields.set('subject', [subject]);
  return fields;
}

function textOf(content: ArrayBuffer | Uint8Array | string): string {
  return bounded(typeof content === 'string' ? content : inUtf8(new Uint8Array(content)));
}

/** Limits the length of each line, so that later searches stay fast. */
function bounded(text: string): string {
  const lines = text.slice(0, MOST_LETTERS).split(/\r\n|\r|\n/);
  return lines.map((line) => line.slice(0, LONGEST_LINE)).join('\n');
}

function asPlainText(bytes: Uint8Array): ReceivedMail {
  const text = inUtf8(bytes);
  const end = text.search(/\n[ \t]*\n/);
  return {
    head: readFields(text.split('\n', 2000)),
    text: bounded(end < 0 ? text : text.slice(end).trimStart()),
    statuses: [],
    feedback: [],
    returned: [],
    isCalendarAnswer: false,
  };
}

/**
 * Makes all line ends `\n`: with CR alone, a file of an old Mac would be one line. The first line of an mbox is not a
 * field and is dropped. The parser makes an object of each line, and a million empty lines cost it ten seconds: they
 * are cut off.
 */
function withPlainLineEnds(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1').trimStart();
  const lines = text.replace(/^>?From [^\r\n]*[\r\n]+/, '').split(/\r\n|\r|\n/, MOST_LINES);
  return withReadableHead(Buffer.from(withShortFields(lines).join('\n'), 'latin1'));
}

const ESCAPE = 0x1b;
/** The header in UTF-8: programs write Japanese there as it is, without the encoded words of RFC 2047. */
function withReadableHead(bytes: Buffer): Uint8Array {
  const end = bytes.indexOf('\n\n');
  const head = end < 0 ? bytes : bytes.subarray(0, end);
  if (head.every((byte) => byte < 0x80 && byte !== ESCAPE)) return bytes;
  return Buffer.concat([Buffer.from(inUtf8(head)), bytes.subarray(head.length)]);
}
