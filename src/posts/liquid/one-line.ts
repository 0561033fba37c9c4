/**
 * HTML on one line, without letters that Markdown would read: so it is one block in every place of a body, also in the
 * HTML around it.
 */

export function onOneLine(html: string): string {
  let within = 0; // a <pre>
  return html
    .split(/(<[^>]*>)/)
    .map((part, index) => {
      if (index % 2 === 0) return plainLetters(within > 0 ? part : part.replace(/\s*\n\s*/g, ' '));
      if (/^<pre\b/.test(part)) within += 1;
      if (/^<\/pre>/.test(part)) within -= 1;
      return part.replace(/\n/g, ' ');
    })
    .join('')
    .trim();
}

/** References stay; any other sign becomes one. */
function plainLetters(text: string): string {
  return text.replace(/&(?:#\d+|#x[\da-f]+|\w+);|[^\w \u0080-\uffff]/gi, (sign) =>
    sign.length > 1 ? sign : `&#${sign.charCodeAt(0)};`,
  );
}
