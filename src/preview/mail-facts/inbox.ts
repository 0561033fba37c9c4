/** What people see of a mail before they open it: its row in a list of mails, and the text that is summarised. */
import { decodeEntities } from '../../posts/html-to-text.ts';

/** How many letters of a mail the page shows as the text that mail programs summarise. */
const SUMMARY_LETTERS = 200;

/** The preheader: a hidden element at the top of the mail. */
const HIDDEN = /<div[^>]*style="[^"]*display:\s*none[^"]*"[^>]*>([\s\S]*?)<\/div>/i;
/** Invisible letters: those that keep the body out of the row, and those that allow a line break. */
const UNSEEN = /\p{Cf}|\u034f/gu;
/** Tags that separate words: a mail program puts a space there. Other tags, such as `<b>`, do not. */
const BLOCK =
  /<\/?(?:p|div|td|th|tr|table|li|ul|ol|h\d|br|hr|blockquote|section|article|header|footer)\b[^>]*>/gi;

export type InboxRow = {
  readonly subject: string;
  readonly sender: string;
  readonly preheader: string;
  /** The first SUMMARY_LETTERS letters of the visible text, without the preheader. */
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
