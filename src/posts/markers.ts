/**
 * Leaked marker lines of the writing pipeline: dropped wherever they stand, and what they cut is mended
 * (mend.ts). After a marker the pipeline often began again with a rule or the title: those go too.
 */
import { type Block, splitBlocks } from './blocks.ts';
import { lastUpTo, lineStarts } from './lines.ts';
import { lettersOf, mendCut } from './mend.ts';
import { type Mend, type Mended, quote, quoteEnd } from './repair.ts';
import { beginsTitle, withoutTitle } from './repeated-title.ts';

/** Inside code a marker cuts no sentence. */
type Piece = { readonly block: Block } | { readonly marker: Mend; readonly cuts: boolean };

/** @param title the title of the post; `undefined` where repeated titles stay */
export function dropMarkers(
  blocks: readonly Block[],
  markers: readonly string[],
  title: string | undefined,
): Mended {
  if (!blocks.some(({ text }) => markers.some((marker) => text.includes(marker))))
    return { blocks, mends: [] };
  const pieces = blocks.flatMap((block) => split(block, markers));
  let said: string | undefined;
  const whole = () => (said ??= saidBy(pieces.flatMap((piece) => ('block' in piece ? [piece.block] : []))));
  const kept: Block[] = [];
  const mends: Mend[] = [];
  let cut: Mend | undefined;
  for (const piece of pieces) {
    if ('marker' in piece) {
      mends.push(piece.marker);
      if (piece.cuts) cut ??= piece.marker;
    } else {
      const block = cut === undefined ? piece.block : withoutRestart(piece.block, title);
      if (block === undefined) continue;
      if (cut === undefined) kept.push(block);
      else mends.push(...mend(kept, block, whole, cut));
      cut = undefined;
    }
  }
  if (cut !== undefined) mends.push(...mend(kept, undefined, whole, cut));
  return { blocks: kept, mends };
}

/** Puts `right` behind what is kept, mending the cut between the two. */
function mend(kept: Block[], right: Block | undefined, whole: () => string, cut: Mend): Mend[] {
  const left = kept.at(-1);
  const mending =
    left === undefined || left.code || right?.code
      ? ({ kind: 'whole' } as const)
      : mendCut(left.text, right?.text, { before: () => saidBy(kept), whole });
  const report = (code: Mend['code'], message: string): Mend[] => [{ ...cut, code, message }];
  if (left === undefined || mending.kind === 'whole') {
    if (right !== undefined) kept.push(right);
    return [];
  }
  kept.pop();
  const seam = `${quoteEnd(left.text)} + ${quote(right?.text ?? '')}`;
  if (mending.kind === 'joined') {
    kept.push({ ...left, text: mending.text });
    return report('post-cut-joined', `A sentence that the marker cut is joined: ${seam}.`);
  }
  const text = mending.kind === 'restarted' && mending.glued ? mending.left + mending.right : mending.left;
  if (text !== '') kept.push({ ...left, text });
  if (mending.kind === 'restarted') {
    if (!mending.glued && right !== undefined) kept.push({ ...right, text: mending.right });
    return report('post-cut-restarted', `A fragment that the text begins again is dropped: ${seam}.`);
  }
  if (right !== undefined) kept.push(right);
  return report('post-cut-open', `A sentence stops at the marker and now ends in …: ${quoteEnd(left.text)}.`);
}

function saidBy(blocks: readonly Block[]): string {
  return blocks.map(lettersIn).join('\n');
}

/** Each cut asks again what all blocks before it say. */
const known = new WeakMap<Block, string>();

function lettersIn(block: Block): string {
  const letters = known.get(block) ?? lettersOf(block.text);
  known.set(block, letters);
  return letters;
}

/** A block without what the pipeline began again with: a rule, the title, the beginning of the title. */
function withoutRestart(block: Block, title: string | undefined): Block | undefined {
  const text = block.text.replace(/^ {0,3}(?:-[ \t]*){3,}(?:\n|$)/, '');
  if (text === '') return undefined;
  if (block.code || title === undefined) return { ...block, text };
  if (beginsTitle(text, title)) return undefined;
  return { ...block, text: withoutTitle(text, title) || text };
}

/** A block as what stands between the markers in it. A line that is only a marker parts paragraphs. */
function split(block: Block, markers: readonly string[]): Piece[] {
  const found = markers.some((marker) => block.text.includes(marker)) ? find(block.text, markers) : [];
  const [first] = found;
  if (first === undefined) return [{ block }];
  const starts = lineStarts(block.text);
  const whole = block.code && !isOpenCode(block.text);
  if (whole) return splitCode(block, found, starts);
  if (block.code) {
    const code = `${block.text.slice(0, first.start).trimEnd()}\n${/^ {0,3}([`~]+)/.exec(block.text)?.[1] ?? ''}`;
    const rest = splitBlocks(block.text.slice(first.start), block.line + lastUpTo(starts, first.start));
    return [{ block: { ...block, text: code } }, ...rest.flatMap((other) => split(other, markers))];
  }
  const pieces: Piece[] = [];
  let from = 0;
  let gap = block.gap;
  for (const { start, end } of [...found, { start: block.text.length, end: -1 }]) {
    const text = block.text.slice(from, start).replace(/^\n+|\n+$/g, '');
    if (text.trim() !== '') {
      pieces.push({ block: { gap, text, line: block.line + lastUpTo(starts, from), code: false } });
    }
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

type Span = { readonly start: number; readonly end: number };

/** Where markers stand, with the marks of emphasis around one that has its line to itself. */
function find(text: string, markers: readonly string[]): Span[] {
  const names = markers.map((marker) => marker.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const pattern = new RegExp(`^[ \\t]*[*_\`#>]*[ \\t]*(?:${names})[*_\`]*[ \\t]*$|(?:${names})`, 'gm');
  return [...text.matchAll(pattern)].map(({ index, 0: match }) => ({
    start: index,
    end: index + match.length,
  }));
}

/** Whether the fence of a code block was never closed: then the marker cut it. */
function isOpenCode(text: string): boolean {
  const [first = '', ...rest] = text.split('\n');
  const fence = /^ {0,3}([`~]{3,})/.exec(first)?.[1] ?? '';
  return !(rest.at(-1)?.trim().startsWith(fence) ?? false);
}

/** @param starts where the lines of the block begin */
function leaked(block: Block, start: number, starts: readonly number[]): Mend {
  const line = lastUpTo(starts, start);
  const column = start - (starts[line] ?? 0) + 1;
  return { code: 'post-marker', message: 'A leaked marker is dropped.', line: block.line + line, column };
}
