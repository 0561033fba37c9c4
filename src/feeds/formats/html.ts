/**
 * Makes HTML from templates: every value is escaped, except HTML that was made in the same way. Also turns plain text
 * into HTML and back, for the fields of a feed that hold HTML.
 */
import { directionOf } from '../../locale/letters/direction.ts';
import { decodeEntities } from '../../posts/html-to-text.ts';
import { hasRightToLeft } from '../../text/isolated.ts';
import { allowedText, escapeAttribute } from './xml.ts';

export type Html = { readonly html: string };
type Value = string | Html | readonly Html[] | undefined;

export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { html: parts.map((part, index) => part + written(values[index])).join('') };
}

/** Marks a text of our own as safe: it is HTML, CSS or a script already. */
export function trusted(text: string): Html {
  return { html: text };
}

/** The attributes of `<html>`: its language, and its direction if that is not the usual one. */
export function languageAttributes(language: string): Html {
  const direction = directionOf(language) === 'rtl' ? html` dir="rtl"` : undefined;
  return html`lang="${language}"${direction}`;
}

/**
 * A name or title that may have other letters than the page. Between Arabic or Hebrew words it is a text of its own, so
 * that `C++` does not become `++C`; on other pages it stands as it is.
 */
export function apart(text: string, language: string): Html {
  const isOther = directionOf(language) === 'rtl' && !hasRightToLeft(text);
  return isOther ? html`<bdi>${text}</bdi>` : html`${text}`;
}

/** Plain text as HTML: `1 < 2` becomes `1 &lt; 2`. */
export function textAsHtml(text: string): string {
  return text.replace(/[&<>]/g, (letter) => references[letter] ?? letter);
}

const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * The text that a feed reader shows for a piece of HTML: elements and comments are removed, and references such as
 * `&lt;` are decoded. If plain text was not escaped, it comes back changed, and the check of the feed notices it.
 */
export function htmlAsText(html: string): string {
  return decodeEntities(html.replace(/<[a-z/!?][^>]*>?/gi, ''));
}

function written(value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return escapeAttribute(allowedText(value));
  return 'html' in value ? value.html : value.map((item) => item.html).join('');
}
