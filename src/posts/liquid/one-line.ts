/**
 * HTML on one line, without letters that Markdown would read: so it is one block in every place of a body, also in the
 * HTML around it.
 */

export function onOneLine(html: string): string {
  let within = 0; // a <pre>
  return partsOf(html)
    .map((part) => {
      if (!part.startsWith('<')) return plainLetters(within > 0 ? part : joined(part));
      if (/^<pre\b/.test(part)) within += 1;
      if (/^<\/pre>/.test(part)) within -= 1;
      return part.replaceAll('\n', ' ');
    })
    .join('')
    .trim();
}

/** Tags, and the text between them. What begins as a tag and has no end is text. */
function partsOf(html: string): string[] {
  const parts: string[] = [];
  const last = html.lastIndexOf('>');
  let from = 0;
  for (let tag = html.indexOf('<'); tag >= 0 && tag < last; tag = html.indexOf('<', from)) {
    const end = html.indexOf('>', tag) + 1;
    if (tag > from) parts.push(html.slice(from, tag));
    parts.push(html.slice(tag, end));
    from = end;
  }
  const rest = html.slice(from);
  return [...parts, rest.startsWith('<') ? `&#60;${rest.slice(1)}` : rest];
}

/** The lines of a text as one, with a blank between them. */
function joined(text: string): string {
  const lines = text.split('\n');
  const last = lines.length - 1;
  if (last === 0) return text;
  return lines
    .map((line, at) => (at === 0 ? line.trimEnd() : at === last ? line.trimStart() : line.trim()))
    .filter((line, at) => line !== '' || at === 0 || at === last)
    .join(' ');
}

/** References stay; any other sign becomes one. */
function plainLetters(text: string): string {
  return text.replace(/&(?:#\d+|#x[\da-f]+|\w+);|[^\w \u0080-\uffff]/gi, (sign) =>
    sign.length > 1 ? sign : `&#${sign.charCodeAt(0)};`,
  );
}
