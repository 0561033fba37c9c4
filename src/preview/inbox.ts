/** What of a mail is seen before it is opened: the row in a list of mails, and what a summary is made of. */
import { decodeEntities } from '../posts/html-to-text.ts';

/** So many letters of a mail are what programs make their summary of. */
export const SUMMARY_LETTERS = 200;

/** The hidden line at the top of a mail. */
const HIDDEN = /<div[^>]*style="[^"]*display:\s*none[^"]*"[^>]*>([\s\S]*?)<\/div>/i;
/** Marks without width: those that push the body out of the row, and those where a line may break. */
const UNSEEN = /\p{Cf}|\u034f/gu;
/** Between blocks a program reads a blank; a tag inside a line is none. */
const BLOCK =
  /<\/?(?:p|div|td|th|tr|table|li|ul|ol|h\d|br|hr|blockquote|section|article|header|footer)\b[^>]*>/gi;

export type InboxRow = {
  readonly subject: string;
  readonly sender: string;
  readonly preheader: string;
  /** The first letters of what can be read in the mail itself. */
  readonly summary: string;
};

export function inboxRow(subject: string, html: string, sender: string): InboxRow {
  const hidden = HIDDEN.exec(html);
  const [, preheader = ''] = hidden ?? [];
  const body = hidden === null ? html : html.replace(hidden[0], '');
  return {
    subject,
    sender,
    preheader: lineOf(preheader),
    summary: [...lineOf(seen(body))].slice(0, SUMMARY_LETTERS).join(''),
  };
}

function seen(html: string): string {
  return html
    .replace(/^[\s\S]*?<body\b[^>]*>/i, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(style|script|title)\b[^>]*>[\s\S]*?<\/\1>/gi, '');
}

function lineOf(html: string): string {
  const text = html
    .replace(BLOCK, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:emsp|ensp|thinsp);/g, ' ');
  return decodeEntities(text).replace(UNSEEN, '').replace(/\s+/gu, ' ').trim();
}
