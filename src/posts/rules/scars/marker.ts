/**
 * Drops leaked marker lines of the writing pipeline in every place. The block after a marker remembers that the text
 * was cut there (cut.ts repairs that). After a marker the pipeline often began again with a rule or the title: those
 * are dropped too.
 */

import { type Block, type Cut, splitBlocks } from '../../blocks.ts';
import { codeSpans } from '../../code-spans.ts';
import { lastUpTo, lineStarts } from '../../line-numbers.ts';
import type { Mend, Mended } from '../../repair.ts';
import { beginsTitle, withoutTitle } from '../title-in-text.ts';

/**
 * A marker inside code cuts no sentence. Where a post has no others, its code shows what a marker is, as in a text about
 * such a pipeline: it stays.
 */
type Piece = { readonly block: Block } | { readonly marker: Mend; readonly cuts: boolean };

/** @param title the title of the post; `undefined` if repeated titles stay */
export function dropMarkers(
  blocks: readonly Block[],
  markers: readonly string[],
  title: string | undefined,
): Mended {
  const pattern = patternFor(markers);
  if (pattern === undefined || !blocks.some(({ text }) => holds(text, pattern))) return { blocks, mends: [] };
  const kept: Block[] = [];
  const mends: Mend[] = [];
  let cut: Cut | undefined;
  const pieces = blocks.flatMap((block) => split(block, pattern));
  if (!pieces.some((piece) => 'marker' in piece && piece.cuts)) return { blocks, mends: [] };
  for (const piece of pieces) {
    if ('marker' in piece) {
      mends.push(piece.marker);
      const { line, column } = piece.marker;
      if (piece.cuts) cut ??= { line, column, by: 'marker', near: true };
    } else if (cut === undefined) kept.push(piece.block);
    else {
      const block = withoutRestart(piece.block, title);
      if (block === undefined) continue;
      kept.push({ ...block, cut });
      cut = undefined;
    }
  }
  if (cut !== undefined) kept.push({ gap: '', text: '', line: cut.line, kind: 'end', code: false, cut });
  return { blocks: kept, mends };
}

type Pattern = {
  readonly part: RegExp;
  readonly anywhere: RegExp;
  readonly hint: RegExp;
  /** The first and last letters of each marker. */
  readonly ends: RegExp;
};

/**
 * The shortest part of a marker that counts: `---END` and `---E` are left if the marker itself was cut. They count only
 * if they are alone on their line.
 */
const LEAST_PART = 4;

const patterns = new WeakMap<readonly string[], { readonly pattern: Pattern | undefined }>();

/** Made once for all posts of a publication. */
function patternFor(markers: readonly string[]): Pattern | undefined {
  const known = patterns.get(markers) ?? { pattern: patternOf(markers) };
  patterns.set(markers, known);
  return known.pattern;
}

function patternOf(markers: readonly string[]): Pattern | undefined {
  if (markers.length === 0) return undefined;
  const names = markers.map(whole).join('|');
  const parts = markers.flatMap((marker) => {
    const begun = Array.from({ length: marker.length }, (_, index) => marker.slice(0, index));
    const ended = Array.from({ length: marker.length }, (_, index) => marker.slice(index + 1));
    return [...begun, ...ended].filter((part) => part.length >= LEAST_PART && /[\p{L}\p{N}]/u.test(part));
  });
  const ends = markers.flatMap((marker) => [marker.slice(0, LEAST_PART), marker.slice(-LEAST_PART)]);
  const lines = parts.length === 0 ? names : `${names}|${parts.map(escaped).join('|')}`;
  return {
    part: new RegExp(`^[ \\t]*(?:[*_\`#>]+[ \\t]*)?(?:${lines})[*_\`]*[ \\t]*$|(?:${names})`, 'gm'),
    anywhere: new RegExp(`^[ \\t]*(?:[*_\`#>]+[ \\t]*)?(?:${names})[*_\`]*[ \\t]*$|(?:${names})`, 'gm'),
    hint: new RegExp(`${names}|^(?:${lines})[ \\t]*$`, 'm'),
    ends: new RegExp([...new Set(ends)].map(escaped).join('|')),
  };
}

/** A marker, perhaps several times; not one with more dashes on both sides: people write `-----END-----`. */
function whole(marker: string): string {
  const row = `(?:${escaped(marker)})+`;
  return marker.startsWith('-') && marker.endsWith('-') ? `(?<!-)${row}|${row}(?!-)` : row;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/**
 * A fast test: every marker, and every part of one, has its first or its last letters. An expression finds them in a
 * tenth of the time of `includes`, which stops at each letter of hiragana if it looks for 「【」 (both are U+30…).
 */
function mayHold(text: string, { ends }: Pattern): boolean {
  return ends.test(text);
}

function holds(text: string, pattern: Pattern): boolean {
  return mayHold(text, pattern) && pattern.hint.test(text);
}

/** A block without the restart of the pipeline: a rule, the title, or the beginning of the title. */
function withoutRestart(block: Block, title: string | undefined): Block | undefined {
  const text = block.text.replace(/^ {0,3}(?:-[ \t]*){3,}(?:。\s*|\n|$)/, '');
  if (text === '') return undefined;
  if (block.code || title === undefined) return { ...block, text };
  if (beginsTitle(text, title)) return undefined;
  return { ...block, text: withoutTitle(text, title) || text };
}

/** The parts of a block between its markers. A line with only a marker separates paragraphs. */
function split(block: Block, pattern: Pattern): Piece[] {
  if (!holds(block.text, pattern)) return [{ block }];
  const isShown = block.code || isPreformatted(block);
  const found = isShown ? find(block.text, pattern.anywhere) : findInText(block.text, pattern.part);
  const [first] = found;
  if (first === undefined) return [{ block }];
  const starts = lineStarts(block.text);
  if (isShown && !isOpenCode(block.text)) return splitCode(block, found, starts);
  if (isShown) return splitOpenCode(block, first, starts, pattern);
  const pieces: Piece[] = [];
  let from = 0;
  let gap = block.gap;
  for (const { start, end } of [...found, { start: block.text.length, end: -1 }]) {
    const text = block.text.slice(from, start).replace(/^\n+|\n+$/g, '');
    const line = block.line + lastUpTo(starts, from);
    // Without the marker a part may be of another kind: a list item ended there.
    const parts = text.trim() === '' ? [] : splitBlocks(text, line);
    pieces.push(...parts.map((part, index) => ({ block: index === 0 ? { ...part, gap } : part })));
    if (end < 0) break;
    pieces.push({ marker: leaked(block, start, starts), cuts: true });
    const inline = isLetter(block.text[start - 1]) && isLetter(block.text[end]);
    gap = inline ? '' : '\n\n';
    from = end;
  }
  return pieces;
}

function isLetter(letter: string | undefined): boolean {
  return letter !== undefined && letter !== '\n';
}

function splitCode(block: Block, found: readonly Span[], starts: readonly number[]): Piece[] {
  let from = 0;
  const parts = found.map(({ start, end }) => {
    const part = block.text.slice(from, start);
    from = end;
    return part;
  });
  const text = parts.join('') + block.text.slice(from);
  const markers = found.map(({ start }) => ({ marker: leaked(block, start, starts), cuts: false }));
  return [...markers, { block: { ...block, text } }];
}

/** The code ends where the marker cut it, and the text continues after it. */
function splitOpenCode(block: Block, first: Span, starts: readonly number[], pattern: Pattern): Piece[] {
  const fence = /^ {0,3}([`~]+)/.exec(block.text)?.[1] ?? '';
  const code = `${block.text.slice(0, first.start).trimEnd()}\n${fence}`;
  const rest = splitBlocks(block.text.slice(first.start), block.line + lastUpTo(starts, first.start));
  return [{ block: { ...block, text: code } }, ...rest.flatMap((other) => split(other, pattern))];
}

type Span = { readonly start: number; readonly end: number };

/** The places of markers, with the marks of emphasis around a marker that is alone on its line. */
function find(text: string, pattern: RegExp): Span[] {
  const spans: Span[] = [];
  // Not by matchAll, which makes an expression of its own for each text, and this is a large one.
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text))
    spans.push({ start: found.index, end: found.index + found[0].length });
  return spans;
}

/** Without those in a code span of their line, or in quotation marks: a text about markers shows them so. */
function findInText(text: string, pattern: RegExp): Span[] {
  const found = find(text, pattern).filter(({ start, end }) => !QUOTES.has(`${text[start - 1]}${text[end]}`));
  if (found.length === 0 || !text.includes('`')) return found;
  const code = codeSpans(text).filter(({ from, to }) => !text.slice(from, to).includes('\n'));
  const ends = code.map(({ from }) => from);
  return found.filter(({ start, end }) => (code[lastUpTo(ends, end - 1)]?.to ?? 0) <= start);
}

const QUOTES: ReadonlySet<string> = new Set(['「」', '『』', '“”', '‘’', '""', "''", '«»', '„“']);

/** `<pre>` in HTML is code, too, and `{% highlight %}` of Jekyll. */
function isPreformatted({ kind, text }: Block): boolean {
  if (kind === 'html') return /^\s*<pre\b/i.test(text);
  return kind === 'liquid' && /^\s*\{%-?\s*highlight\b/.test(text);
}

/** Whether the fence of a code block was never closed: then the marker cut it. */
function isOpenCode(text: string): boolean {
  const [first = '', ...rest] = text.split('\n');
  const fence = /^ {0,3}([`~]{3,})/.exec(first)?.[1];
  return fence !== undefined && !(rest.at(-1)?.trim().startsWith(fence) ?? false);
}

/** @param starts the beginnings of the lines of the block */
function leaked(block: Block, start: number, starts: readonly number[]): Mend {
  const line = lastUpTo(starts, start);
  const column = start - (starts[line] ?? 0) + 1;
  return { code: 'post-marker', message: 'A leaked marker is dropped.', line: block.line + line, column };
}
