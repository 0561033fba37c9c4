/**
 * What an editor decided about a digest, ready to be shown: posts by their URL, and the editor's words as HTML and as
 * plain text. It is stored in the manifest, so that every edition of an approved digest has it.
 */
import { plainText } from '../../posts/html-to-text.ts';
import { renderMarkdown } from '../../posts/markdown/markdown.ts';
import { defuse, NONCHARACTER, withoutBraces } from '../text/escape-slots.ts';
import type { Sponsor } from './note-fields.ts';
import type { NotePosts } from './note-posts.ts';
import type { NoteText } from './note-text.ts';

export type IssueNote = {
  readonly subject?: string;
  readonly preheader?: string;
  /** The number of the issue, as the editor writes it: `42`. */
  readonly number?: string;
  readonly closing?: string;
  /** The URL of the lead. */
  readonly lead?: string;
  /** The URLs of the posts that come first, in this order. */
  readonly order: readonly string[];
  readonly sponsor?: { readonly name: string; readonly text: string; readonly url?: string };
  /** The editor's words: sanitised HTML, and the same as plain text; both are empty if there are none. */
  readonly html: string;
  readonly text: string;
};

/** @param base the address of the digest on the web: relative links in the note are resolved against it */
export function issueNote(text: NoteText, { lead, order }: NotePosts, base: string): IssueNote | undefined {
  const html = text.body === '' ? '' : defuseHtml(renderMarkdown(text.body, base, false).html.trim());
  const lines = {
    subject: text.subject,
    preheader: text.preheader,
    number: text.number,
    closing: text.closing,
  };
  const said = Object.entries(lines).flatMap(([key, line]) =>
    line === undefined ? [] : [[key, defuse(line)]],
  );
  const note: IssueNote = {
    ...Object.fromEntries(said),
    ...(lead === undefined ? {} : { lead: lead.url }),
    order: order.map(({ url }) => url),
    ...(text.sponsor === undefined ? {} : { sponsor: safeSponsor(text.sponsor) }),
    html,
    text: plainNote(html),
  };
  const says = said.length > 0 || lead !== undefined || order.length > 0 || text.sponsor !== undefined;
  return says || html !== '' ? note : undefined;
}

function safeSponsor({ name, text, url }: Sponsor): NonNullable<IssueNote['sponsor']> {
  return {
    name: defuse(name),
    text: defuse(text),
    ...(url === undefined ? {} : { url: withoutBraces(url) }),
  };
}

/** Changes brackets so that nothing looks like a template tag, in whatever form the brackets are written. */
function defuseHtml(html: string): string {
  return html
    .replace(NONCHARACTER, '')
    .replace(/(?:href|src|srcset|poster|cite)="[^"]*"/g, withoutBraces)
    .replace(/(?:\{|&#123;|&#x7b;|&lbrace;|&lcub;)(?=\{|%|&#123;|&#x7b;|&lbrace;|&lcub;)/gi, '{\u2060');
}

/** A link becomes `words <URL>`, or only `<URL>` if its words are the URL. */
function plainNote(html: string): string {
  const linked = html.replace(
    /<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)<\/a>/gs,
    (_, url: string, words: string) => (words === url ? url : `${words} &lt;${url}&gt;`),
  );
  return plainText(linked);
}

/** The words that YAML 1.1 reads as true; the front matter reader does not change them. */
export function isYes(value: unknown): boolean {
  return typeof value === 'string' && /^(true|yes|on)$/i.test(value.trim());
}
