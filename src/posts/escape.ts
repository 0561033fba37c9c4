/** Escapes text for HTML, as Jekyll and kramdown do, and decodes HTML's references. */
import MarkdownIt from 'markdown-it';
import { decodeNumeric } from './numeric-references.ts';

export function escapeAsJekyll(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** The text between tags: quotation marks stay, as sanitize.ts writes them. */
export function escapeText(text: string): string {
  if (!/[&<>]/.test(text)) return text;
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** `&amp;`, `&eacute;`, `&#58;` */
const REFERENCE = /&(?:[a-z][a-z\d]{1,31}|#x?[\da-f]{1,8});/gi;

let unescapeAll: ((text: string) => string) | undefined;

/** Replaces references of HTML by the letters that they mean; a name that HTML does not know stays as it is. */
export function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  unescapeAll ??= new MarkdownIt('zero').utils.unescapeAll;
  const named = unescapeAll;
  return text.replace(REFERENCE, (whole) => (whole[1] === '#' ? decodeNumeric(whole) : named(whole)));
}
