/** Finds pictures that are written into a post as data: mail programs and many feed readers cannot show them. */
import type { Problem } from '../../problem.ts';
import { codeSpans, type Span } from '../code-spans.ts';
import { lastUpTo } from '../line-numbers.ts';
import { isLazy } from '../markdown/lazy-pictures.ts';

/** In Markdown and in HTML. Markdown would show some kinds of them, but mail programs remove all. */
const IMAGE_DATA =
  /(?:!\[((?:(?!!\[)[^\]\n])*)\]\(\s*<?|<img\b(?:(?!<img\b)[^>\n])*?\bsrc\s*=\s*["']?)data:/gi;

/** Only that there is such a picture counts: its bytes are not looked at. Code shows it as text. */
export function imagesIn(file: string, text: string): Problem[] {
  if (!text.includes('data:')) return [];
  const code = codeSpans(text);
  const starts = code.map(({ from }) => from);
  let start = 0;
  return text.split('\n').flatMap((line, index) => {
    const from = start;
    start += line.length + 1;
    return [...line.matchAll(IMAGE_DATA)]
      .filter(
        (match) =>
          !isPlaceholder(line, match) &&
          !isWithin(code[lastUpTo(starts, from + match.index)], from + match.index),
      )
      .map((match) => ({
        code: 'post-image' as const,
        message: `The picture${match[1] ? ` 「${match[1]}」` : ''} is written into the post as data; feeds and mails show its description instead.`,
        hint: 'Put it into a file of the site, such as /assets/images/a.png, and write that address.',
        at: { file, line: index + 1, column: match.index + 1 },
      }));
  });
}

/** Whether a script, and our cleaning, put the real picture in place of the data. */
function isPlaceholder(line: string, { 0: found, index }: RegExpMatchArray & { index: number }): boolean {
  if (!found.startsWith('<')) return false;
  const rest = line.slice(index + found.length);
  const end = rest.search(/>|<img\b/i);
  return isLazy(found + (end < 0 ? rest : rest.slice(0, end)));
}

function isWithin(span: Span | undefined, at: number): boolean {
  return span !== undefined && at >= span.from && at < span.to;
}
