/** Removes white space from the HTML of a mail where nobody sees it, so that mail programs cut less of the mail. */

/** Removes white space at line ends. A line break between words stays, and `<pre>` stays as it is. */
export function squeeze(html: string): string {
  return html
    .split(/(<pre[\s>][\s\S]*?<\/pre>)/i)
    .map((part, index) => (index % 2 === 1 ? part : squeezeLines(part)))
    .join('')
    .trim()
    .concat('\n');
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
