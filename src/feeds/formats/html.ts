/**
 * HTML from templates: whatever is put in is escaped, unless it is HTML that was made the same way. And plain
 * text as HTML, there and back, for the places where a feed format means HTML.
 */
import { decodeEntities } from '../../posts/html-to-text.ts';
import { allowedText, escapeAttribute } from './xml.ts';

export type Html = { readonly html: string };
type Value = string | Html | readonly Html[] | undefined;

export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { html: parts.map((part, index) => part + written(values[index])).join('') };
}

/** For text that is ours and is HTML, CSS or a script already. */
export function trusted(text: string): Html {
  return { html: text };
}

/** Plain text as HTML: `1 < 2` becomes `1 &lt; 2`. */
export function textAsHtml(text: string): string {
  return text.replace(/[&<>]/g, (letter) => references[letter] ?? letter);
}

const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * The text that a feed reader shows of a piece of HTML: elements and comments are no text, and references are
 * resolved. So plain text that was not escaped does not come back whole, and the check of the feed sees it.
 */
export function htmlAsText(html: string): string {
  return decodeEntities(html.replace(/<[a-z/!?][^>]*>?/gi, ''));
}

function written(value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return escapeAttribute(allowedText(value));
  return 'html' in value ? value.html : value.map((item) => item.html).join('');
}
