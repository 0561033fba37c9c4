/** Whether bytes begin as a mail does. A folder may hold other files beside its mails: a list, a picture, notes. */

/** So much is looked at, in bytes: servers may put long fields before the first one that everybody knows. */
export const BEGINNING = 64 * 1024;

/** One of these stands in the header of every mail, also of one that was saved without the rest. */
const KNOWN =
  /^(?:from|sender|reply-to|to|cc|date|subject|message-id|in-reply-to|references|received|return-path|delivered-to|mime-version|content-type|content-transfer-encoding|auto-submitted)[ \t]*:/im;
/** The line before each mail in an mbox: `From SENDER Sat Oct  4 08:00:09 2025` (RFC 4155). */
export const FROM_LINE = /^From \S.{0,300}\d{1,2}:\d{2}.{0,40}\d{4}/;
/** A field (RFC 5322, 2.2), or something like the line of an mbox. */
const FIRST = /^(?:>?From |[!-9;-~]{1,200}[ \t]*:)/;

export function beginsAsMail(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, BEGINNING))
    .toString('latin1')
    .replace(/^(?:\xef\xbb\xbf)?\s*/, '');
  if (FROM_LINE.test(text)) return true;
  if (!FIRST.test(text)) return false;
  const [head = ''] = text.split(/\r?\n[ \t]*\r?\n|\r\r/, 1);
  return KNOWN.test(head.replaceAll('\r', '\n'));
}
