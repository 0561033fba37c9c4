/**
 * Finds code in Markdown: fences (also in lists), spans, indented blocks, `{% highlight %}`, `<pre>` and `<code>`. It
 * makes one pass over the lines. It need not be exact, because it only decides which braces are left alone.
 */

export type Span = { readonly from: number; readonly to: number };

/** @returns spans in ascending order that do not overlap */
export function codeSpans(text: string): Span[] {
  const spans: Span[] = [];
  const inTags = tagged(text);
  let row = 0;
  let at = 0;
  let fence: { readonly mark: string; readonly from: number } | undefined;
  let paragraph = at;
  let blankBefore = true;
  const closeParagraph = (to: number) => {
    if (paragraph < to) spans.push(...inlineCode(text, paragraph, to));
  };
  for (const line of text.split('\n')) {
    const end = at + line.length;
    while ((inTags[row]?.to ?? end) < at) row += 1;
    // The lines of a tag in a list are indented, too, and are no code of Markdown's: the tag is run.
    const inTag = (inTags[row]?.from ?? end) <= end && inTags[row]?.isLiquid === true;
    const mark = /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)?(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      const closing = /^[\s>]*(`{3,}|~{3,})\s*$/.exec(line)?.[1];
      if (closing?.startsWith(fence.mark) === true) {
        spans.push({ from: fence.from, to: end });
        fence = undefined;
        paragraph = end;
      }
    } else if (mark !== undefined) {
      closeParagraph(at);
      fence = { mark, from: at };
    } else if (blankBefore && !inTag && /^(?: {4}|\t)\s*\S/.test(line)) {
      closeParagraph(at);
      spans.push({ from: at, to: end });
      paragraph = end;
    } else if (line.trim() === '') {
      closeParagraph(at);
      paragraph = end;
    }
    blankBefore = line.trim() === '' || (blankBefore && /^(?: {4}|\t)/.test(line));
    at = end + 1;
  }
  if (fence === undefined) closeParagraph(text.length);
  else spans.push({ from: fence.from, to: text.length });
  return merged([...spans, ...inTags]);
}

/** Pairs of backticks of the same length (CommonMark 6.1), inside one paragraph. Each run is read once. */
function inlineCode(text: string, from: number, to: number): Span[] {
  const runs = [...text.slice(from, to).matchAll(/`+/g)].map((match) => ({
    at: from + match.index,
    length: match[0].length,
  }));
  const nextOf = new Array<number>(runs.length);
  const last = new Map<number, number>();
  for (let index = runs.length - 1; index >= 0; index -= 1) {
    const length = runs[index]?.length ?? 0;
    nextOf[index] = last.get(length) ?? -1;
    last.set(length, index);
  }
  const spans: Span[] = [];
  for (let index = 0; index < runs.length; ) {
    const next = nextOf[index] ?? -1;
    const [open, close] = [runs[index], runs[next]];
    if (open === undefined || close === undefined) {
      index += 1;
      continue;
    }
    spans.push({ from: open.at, to: close.at + close.length });
    index = next + 1;
  }
  return spans;
}

/** A tag that opens code; the matching tag closes it. */
const OPENING = /\{%-?\s*highlight\b[^%]*%\}|<(pre|code)\b[^<>]*>/gi;

function tagged(text: string): (Span & { readonly isLiquid: boolean })[] {
  const spans: (Span & { readonly isLiquid: boolean })[] = [];
  OPENING.lastIndex = 0;
  const closings = [/\{%-?\s*endhighlight\s*-?%\}/g, /<\/pre>/gi, /<\/code>/gi] as const;
  const unclosed = new Set<number>();
  for (let match = OPENING.exec(text); match !== null; match = OPENING.exec(text)) {
    const name = match[1]?.toLowerCase();
    const kind = name === undefined ? 0 : name === 'pre' ? 1 : 2;
    if (unclosed.has(kind)) continue;
    const closing = closings[kind];
    closing.lastIndex = OPENING.lastIndex;
    const close = closing.exec(text);
    if (close === null) {
      unclosed.add(kind);
      continue;
    }
    spans.push({ from: OPENING.lastIndex, to: close.index, isLiquid: name === undefined });
    OPENING.lastIndex = close.index;
  }
  return spans;
}

function merged(spans: readonly Span[]): Span[] {
  const result: { from: number; to: number }[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}
