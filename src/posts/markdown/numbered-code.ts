/**
 * Code with numbers beside it, as highlighters write it and people paste it from a page: a table with one row, the numbers
 * in the first cell and the code in the second. In a feed it is code alone: who copies it would copy the numbers, too.
 */
import { codeSpans } from '../code-spans.ts';
import { type Mapped, replaceSpans } from '../mapped-lines.ts';

/** Up to the numbers. The group has the class of their cell. */
const HEAD =
  /(?:<pre\b[^<>]*>\s*)?(?:<code\b[^<>]*>\s*)?<table\b[^<>]*>\s*(?:<tbody>\s*)?<tr\b[^<>]*>\s*<td\b([^<>]*)>/gi;
/** By Rouge, Pygments, CodeRay and Octopress. */
const NUMBERS = /\bclass="[^"]*\b(?:gutter|linenos|line-numbers|lineno)\b/i;
const BETWEEN = /<\/td>\s*<td\b[^<>]*>\s*(?:<div\b[^<>]*>\s*)*<pre\b[^<>]*>/iy;
const TAIL =
  /<\/pre>\s*(?:<\/div>\s*)*<\/td>\s*<\/tr>\s*(?:<\/tbody>\s*)?<\/table>(?:\s*<\/code>)?(?:\s*<\/pre>)?/iy;

export function dropLineNumbers(source: Mapped): Mapped {
  const { text } = source;
  if (!text.includes('<table')) return source;
  const spans: { from: number; to: number; text: string }[] = [];
  const cell = finder(text, '</td>');
  const code = finder(text, '</pre>');
  let done = 0;
  for (const { 0: head, 1: cellAttributes = '', index } of text.matchAll(HEAD)) {
    if (index < done || !NUMBERS.test(cellAttributes)) continue;
    const numbers = index + head.length;
    const cellEnd = cell(numbers);
    if (cellEnd < 0) break;
    if (text.lastIndexOf('<table', cellEnd) >= numbers) continue;
    BETWEEN.lastIndex = cellEnd;
    const between = !isNumbers(text.slice(numbers, cellEnd)) ? null : BETWEEN.exec(text);
    if (between === null) continue;
    const from = cellEnd + between[0].length;
    TAIL.lastIndex = code(from);
    const [tail] = (TAIL.lastIndex >= from && TAIL.exec(text)) || [];
    if (tail === undefined) continue;
    const written = text.slice(from, code(from));
    done = code(from) + tail.length;
    spans.push({
      from: index,
      to: done,
      text: `<pre>${/^\s*<code\b/.test(written) ? written : `<code>${written}</code>`}</pre>`,
    });
  }
  if (spans.length === 0) return source;
  // In a fence it is an example of HTML. An element of code that begins at the same place is the table's own.
  const fences = codeSpans(text);
  return replaceSpans(
    source,
    spans.filter(({ from }) => !fences.some((fence) => fence.from < from && from < fence.to)),
  );
}

/** Finds a text from a place on; the places that are asked for ascend, so that nothing is searched twice. */
function finder(text: string, wanted: string): (from: number) => number {
  let found = 0;
  return (from) => {
    if (found >= 0 && found < from) found = text.indexOf(wanted, from);
    return found;
  };
}

function isNumbers(html: string): boolean {
  return /^[\d\s]*$/.test(html.replace(/<[^<>]*>/g, ''));
}
