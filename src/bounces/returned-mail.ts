/** The mail that came back inside a bounce, or its header: what it says about itself and whom it was for. */

import { addressesIn } from './found-addresses.ts';
import { allOf, type Fields, firstOf, readFields } from './header-fields.ts';

export type ReturnedMail = {
  readonly head: Fields;
  /** The addresses that it was written to. */
  readonly to: readonly string[];
  /** The addresses that servers on its way took it for: `for <taro@example.jp>`; the last server first. */
  readonly carriedFor: readonly string[];
  /** The address that wrote it. */
  readonly from: readonly string[];
};

const LAST_FIELDS = 400;

/** @param text begins with the header; lines before it that are not fields are skipped */
export function readReturned(text: string): ReturnedMail {
  const head = readFields(text.replace(/^(?:[ \t>]*\n|>?From [^\n]*\n)+/, '').split('\n', LAST_FIELDS));
  return {
    head,
    to: addressesIn(allOf(head, 'to', 'x-original-to', 'delivered-to', 'cc').join(' , ')),
    carriedFor: allOf(head, 'received').flatMap((line) => {
      const [, address = ''] = /\bfor\s+<?([^\s<>;]{1,255})>?/.exec(line) ?? [];
      return addressesIn(address);
    }),
    from: addressesIn(
      [firstOf(head, 'from'), firstOf(head, 'return-path'), firstOf(head, 'sender')].join(' , '),
    ),
  };
}

/** A line above the returned mail, such as "Below this line is a copy of the message." */
const DIVIDER =
  /^[\s>]*(?![\s>])(?:[-=_*#~+]{2,}[^\n]{0,60}?\b(?:original\b|returned|unsent|undelivered|copy|forwarded|message (?:header|text|content|body|follow)|header)[^\n]{0,80}|(?:(?:your |the )?(?:original|unsent|returned|undelivered) (?:message|mail|e-?mail)(?: headers?)?(?: (?:follows|is included|is attached|below)[^\n]{0,40})?|(?:message|mail) headers? follows?|(?:below|here|following|included) (?:this line )?(?:is|are) (?:a |the )?(?:copy|headers?|original|message)[^\n]{0,60})\s*[:.-]*\s*|[-=_*~ ]*(?:元のメッセージ|オリジナル(?:メッセージ|メール)|原メール|返信元)[^\n]{0,40})$/i;
const HEAD_FIELD =
  /^(?:Received|Return-Path|Message-ID|MIME-Version|Date|DKIM-Signature|From|To|Subject|X-[\w-]{1,60}|Content-Type|Delivered-To|Sender|Authentication-Results)[ \t]?:/i;
const OF_A_HEAD =
  /^(?:Received|Return-Path|Message-ID|MIME-Version|DKIM-Signature|Content-Type|Date)[ \t]?:/i;

/**
 * Cuts a text at the mail that is copied into it.
 * @returns what the server says, and the copy
 */
export function cutAtReturned(text: string): readonly [report: string, returned: string] {
  const lines = text.split('\n');
  const divider = lines.findIndex((line, at) => DIVIDER.test(line) && isHeadBehind(lines, at + 1));
  const head = lines.findIndex((line, at) => HEAD_FIELD.test(line) && isHead(lines, at));
  const cut = divider >= 0 && (head < 0 || divider < head) ? divider + 1 : head;
  if (cut < 0) return [text, ''];
  return [lines.slice(0, cut).join('\n'), lines.slice(cut).join('\n')];
}

/** The header begins at most this many lines after the divider. */
const NEAR = 8;

function isHeadBehind(lines: readonly string[], from: number): boolean {
  return lines.slice(from, from + NEAR).some((line) => HEAD_FIELD.test(line.trim()));
}

/** Whether three fields in a row are here that only a mail header has together. */
function isHead(lines: readonly string[], at: number): boolean {
  let [fields, telling] = [0, 0];
  for (const line of lines.slice(at, at + 40)) {
    if (/^[ \t]/.test(line)) continue;
    if (!/^[!-9;-~]{1,80}[ \t]?:/.test(line)) break;
    fields += 1;
    if (OF_A_HEAD.test(line)) telling += 1;
  }
  return fields >= 3 && telling >= 2;
}
