/** Removes white space that nobody is to see: what templates leave, and in the HTML of a mail what mail programs count. */

import { directionOf } from '../../locale/letters/direction.ts';
import { linesFromRight } from '../../text/isolated.ts';

/** Removes white space at line ends. A line break between words stays, and `<pre>` stays as it is. */
export function squeeze(html: string): string {
  return `${outsidePre(html, squeezeLines).trim()}\n`;
}

/** Removes blank lines that Liquid tags leave in HTML; those in `<pre>` are the author's and stay. */
export function withoutBlankLines(html: string): string {
  return outsidePre(html, (part) => part.replace(/\n\s*(?=\n)/g, ''));
}

/** Removes blank lines that Liquid tags leave in a plain text: between two paragraphs of a mail is one at most. */
export function tidyText(text: string, language: string): string {
  const tidy = `${text
    .replace(/(?<![ \t])[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
  return directionOf(language) === 'rtl' ? linesFromRight(tidy) : tidy;
}

function outsidePre(html: string, change: (part: string) => string): string {
  return html
    .split(/(<pre[\s>][\s\S]*?<\/pre>)/i)
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join('');
}

/** White space between two of these tags is never visible. */
const BLOCK =
  '(?:/?(?:html|head|body|meta|link|title|style|table|tbody|tr|td|th|div|h[1-6]|p|ul|ol|li|xml|noscript|o:[A-Za-z]+)\\b[^>]*|![^>]*)';
const BETWEEN = new RegExp(`(<${BLOCK}>)\\s+(?=<${BLOCK}>)`, 'gi');

function squeezeLines(html: string): string {
  return html
    .replace(/(?<![ \t])[ \t]*\n\s*/g, '\n')
    .replace(BETWEEN, '$1')
    .replace(
      /style="([^"]*)"/g,
      (_, css: string) =>
        `style="${css.replace(/;\s*$/, '').replace(/(?<!\s)\s+(?=[;:,])|(?<=[;:,])\s+/g, '')}"`,
    );
}
