/**
 * An email addressed to one subscriber. nodemailer composes one prototype for each edition; for each subscriber only
 * the parts that differ are put in: To, Message-ID, List-Unsubscribe and the slots. A retry gives the same bytes.
 * Nothing here reads a file or a URL, and no value from outside can start a header of its own.
 */
import { createHmac } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { FrozenEdition, Mailing } from '../ledger/ledger.ts';
import { escapeHtml } from '../text/escape-html.ts';
import type { DkimKey } from './dkim-key.ts';
import { openSigner } from './dkim-signature.ts';
import { partsOf } from './email.ts';
import { type Encoded, prebuildBody } from './encoded-body.ts';
import { automatic, LIST_MARK, listHeaders, listUnsubscribe } from './list-headers.ts';
import { domainOf, headerMailbox, mailbox, needsUtf8 } from './mailbox.ts';
import type { Part } from './slots.ts';
import type { Message } from './transport.ts';

/** The person a message is for, and the secrets that only they may know. */
export type Addressee = {
  readonly address: string;
  /** With angle brackets. */
  readonly messageId: string;
  /** Takes them off the list: a signed link, or a mailto if there is no public service. */
  readonly unsubscribeUrl: string;
  readonly preferencesUrl: string;
  /** The envelope sender, if each mail has its own. */
  readonly returnPath?: string | undefined;
};

export type Compose = (to: Addressee) => Message;

/** Lines of the prototype that are replaced for each subscriber, in their order there. No mail has them by chance. */
const marks = [
  'To: tayori@placeholder.invalid',
  'Message-ID: <tayori@placeholder.invalid>',
  Buffer.from('tayori-text-part').toString('base64'),
  Buffer.from('tayori-html-part').toString('base64'),
] as const;

/**
 * Prepares an edition once.
 * @returns a function that addresses it to one person, at little cost
 */
export async function composeEdition(
  mailing: Mailing,
  edition: FrozenEdition,
  dkim?: DkimKey,
): Promise<Compose> {
  const isDigest = mailing.kind === 'digest';
  const whole = await new MailComposer(prototypeOf(mailing, edition)).compile().build();
  const [atFirst, afterList, afterTo, rest, between, last] = cutAtMarks(whole.toString('latin1'), isDigest);
  const [atEnd, bodyStart] = cutHead(rest);
  const parts = partsOf(edition);
  const text = prebuildBody(parts.text.map(crlf), (value) => value);
  const html = prebuildBody(parts.html.map(crlf), escapeHtml);
  const from = mailbox(mailing.sender.returnPath);
  const mailto = mailing.sender.unsubscribeMailto;
  const sign = dkim === undefined ? undefined : openSigner(dkim, mailing.date);
  return (to) => {
    const slots = {
      address: to.address,
      unsubscribe_url: to.unsubscribeUrl,
      preferences_url: to.preferencesUrl,
    };
    const list = isDigest ? header('List-Unsubscribe', listUnsubscribe(to.unsubscribeUrl, mailto)) : '';
    const [recipient, id] = [header('To', headerMailbox(to.address)), header('Message-ID', to.messageId)];
    const head = `${atFirst}${list}${afterList}${recipient}${afterTo}${id}${atEnd}`;
    const body = [bodyStart, ...text(slots), between, ...html(slots), last];
    return {
      mailing: mailing.id,
      envelope: { from: to.returnPath ?? from, to: mailbox(to.address) },
      messageId: to.messageId,
      content: joined([sign === undefined ? '' : sign(head, body), head, END_OF_HEAD, ...body]),
    };
  };
}

const END_OF_HEAD = '\r\n';

/** @returns the rest of the head without the empty line after it, and the body */
function cutHead(rest: string): [head: string, body: string] {
  const end = rest.indexOf('\r\n\r\n') + 2;
  return [rest.slice(0, end), rest.slice(end + END_OF_HEAD.length)];
}

/**
 * Made only from mailing, subscriber and key. So a mail that is sent again after a crash has the same Message-ID, and
 * the receiving side can drop the copy. Without the key nobody can tell which subscriber it belongs to.
 */
export function messageIdOf(mailing: Mailing, subscriber: string, key: string): string {
  const digest = createHmac('sha256', key).update(`message-id\n${mailing.id}\n${subscriber}`).digest('hex');
  return `<${mailing.id}.${digest.slice(0, 32)}@${domainOf(mailing.sender.address)}>`;
}

function prototypeOf(mailing: Mailing, edition: FrozenEdition): MailComposer.Options {
  const { id, date, sender } = mailing;
  const { subject } = edition;
  return {
    from: { name: sender.name, address: sender.address },
    to: { name: '', address: 'tayori@placeholder.invalid' },
    ...(sender.replyTo === undefined ? {} : { replyTo: { name: '', address: sender.replyTo } }),
    subject,
    date,
    messageId: '<tayori@placeholder.invalid>',
    text: 'tayori-text-part',
    html: 'tayori-html-part',
    encoding: 'base64',
    textEncoding: 'B',
    boundaryPrefix: 'tayori',
    baseBoundary: id.replace(/[^A-Za-z0-9-]/g, ''),
    disableFileAccess: true,
    disableUrlAccess: true,
    headers: [...(mailing.kind === 'digest' ? listHeaders(mailing, edition.key) : []), ...automatic],
  };
}

/** Joins what is small into one Buffer. Large parts stay as they are, because all mails of the edition share them. */
function joined(parts: readonly Encoded[]): Buffer[] {
  const result: Buffer[] = [];
  let small = '';
  const close = () => {
    if (small !== '') result.push(Buffer.from(small, 'latin1'));
    small = '';
  };
  for (const part of parts) {
    if (typeof part === 'string') small += part;
    else {
      close();
      result.push(part);
    }
  }
  close();
  return result;
}

/** @throws Error on a line break: a value that could start another header is never written */
function header(name: string, value: string): string {
  // An address beyond ASCII is written in the header as UTF-8 (RFC 6532, 3.2): here as its bytes, one letter for each.
  if (name === 'To' && needsUtf8(value) && !/\p{Cc}/u.test(value))
    return Buffer.from(`${name}: ${value}\r\n`).toString('latin1');
  if (/[^\x20-\x7e]/.test(value)) throw new Error(`${name} holds what no header may hold.`);
  return `${name}: ${value}\r\n`;
}

type Cut = [string, string, string, string, string, string];

/** The prototype without its marked lines. If it is not a mail to a list, the part before that mark is empty. */
function cutAtMarks(prototype: string, isDigest: boolean): Cut {
  const parts: string[] = isDigest ? [] : [''];
  let rest = prototype;
  for (const mark of isDigest ? [LIST_MARK, ...marks] : marks) {
    const whole = `${mark}\r\n`;
    // The first header has no line before it.
    const at = rest.indexOf(parts.length === 0 ? whole : `\r\n${whole}`) + (parts.length === 0 ? 0 : 2);
    if (at < 0 || (parts.length > 0 && at < 2)) throw new Error(`The prototype has no line «${mark}».`);
    parts.push(rest.slice(0, at));
    rest = rest.slice(at + whole.length);
  }
  return [...parts, rest] as Cut; // one part for each of the five marks, and the rest
}

/** Line ends in a mail are CRLF, under base64 too (RFC 2045, 6.8). */
function crlf(part: Part): Part {
  return typeof part === 'string' ? part.replace(/\r?\n/g, '\r\n') : part;
}
