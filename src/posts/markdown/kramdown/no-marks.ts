/**
 * HTML in which Markdown finds nothing: what it could take for marks becomes an entity, which readers see as the mark
 * itself. Tags stay; blank lines and indents, which would end the HTML or make code of it, go outside of `<pre>`.
 */

/** A tag, a comment, or the text before the next one. */
const PART = /<!--(?:[^-<]|-(?!->)|<(?!!--))*-->|<\/?[A-Za-z](?:[^<>"']|"[^"<>]*"|'[^'<>]*')*>|<|[^<]+/g;

/** Signs that Markdown, kramdown or its typography may read. */
const SIGN = /[*_`[\]{}()#+\-.!~|>\\:$"'=^]/g;

/** A line end with the blanks around it. Each row of blanks is read once. */
const LINE_END = /(?<!\s)\s*\n\s*/g;

export function withoutMarks(html: string): string {
  let inPre = 0;
  let made = '';
  for (const [part] of html.trim().matchAll(PART)) {
    if (part.length > 1 && part.startsWith('<')) {
      if (/^<pre\b/i.test(part)) inPre += 1;
      else if (/^<\/pre\b/i.test(part)) inPre = Math.max(0, inPre - 1);
      made += part.replace(LINE_END, ' ');
    } else made += textOf(part, inPre > 0);
  }
  return made;
}

function textOf(text: string, inPre: boolean): string {
  if (text === '<') return '&lt;';
  const plain = text.replace(SIGN, (sign) => `&#${sign.charCodeAt(0)};`);
  return inPre ? plain.replaceAll('\n', '&#10;') : plain.replace(LINE_END, '\n');
}
