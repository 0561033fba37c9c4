/**
 * `**` that Markdown would show as it is, in a post that a program wrote. `** 強調 **` is a pair with blanks inside: it
 * becomes emphasis, as it was meant. A mark without a partner, because the text was cut, is dropped; so is a pair that
 * lost its place (misplaced-emphasis.ts). In any other post the marks stay: its author sees them on the site, and may
 * mean them.
 */
import type { Block } from '../../blocks.ts';
import { maskOpaque } from '../../prose.ts';
import { type Mend, type Mended, quote } from '../../repair.ts';
import { commonStart } from '../common-start.ts';
import { isSurelyMachineMade } from './evidence.ts';
import { leastLost, runsOn } from './misplaced-emphasis.ts';

/** @param before what was repaired in the post before: it shows whether a program wrote it */
export function mendEmphasis(blocks: readonly Block[], before: readonly Mend[]): Mended {
  if (!isSurelyMachineMade(blocks, before)) return { blocks, mends: [] };
  const mends: Mend[] = [];
  const next = blocks.map((given) => {
    if (!mayHoldMarks(given)) return given;
    const block = withoutRunningOn(given, mends);
    const closed = BESIDE_BLANK.test(block.text) ? closeUp(block.text) : block.text;
    const lone = loneMark(closed);
    const at = lone ?? differenceOf(block.text, closed);
    if (at === undefined || closed.trim() === '**') return block;
    const line = block.line + closed.slice(0, at).split('\n').length - 1;
    const what =
      lone === undefined ? 'Blanks inside a pair of `**` go' : 'A `**` without a partner is dropped';
    const message = `${what}: ${quote(closed.slice(at))}.`;
    mends.push({ code: 'post-stray-emphasis', message, line, column: 1 });
    const text = lone === undefined ? closed : closed.slice(0, lone) + closed.slice(lone + 2);
    return { ...block, text };
  });
  return { blocks: next, mends };
}

/** Without the pairs of `**` that begin inside a sentence and go over its end. */
function withoutRunningOn(block: Block, mends: Mend[]): Block {
  const masked = maskOpaque(block.text);
  const marks = marksIn(masked);
  if (marks.length % 2 !== 0) return block;
  let text = '';
  let at = 0;
  for (const mark of marks.filter((_, index) => runsOn(masked, marks, index - (index % 2)))) {
    text += block.text.slice(at, mark);
    at = mark + 2;
    if (marks.indexOf(mark) % 2 === 1) continue;
    const line = block.line + block.text.slice(0, mark).split('\n').length - 1;
    const message = `Emphasis that begins inside a sentence and goes over its end is dropped: ${quote(block.text.slice(mark))}.`;
    mends.push({ code: 'post-stray-emphasis', message, line, column: 1 });
  }
  return at === 0 ? block : { ...block, text: text + block.text.slice(at) };
}

function mayHoldMarks({ kind, text }: Block): boolean {
  return (kind === 'prose' || kind === 'item' || kind === 'heading') && text.includes('**');
}

/** The place at which two texts begin to differ; `undefined` if they are the same. */
function differenceOf(a: string, b: string): number | undefined {
  return a === b ? undefined : commonStart(a, b);
}

/** A fast test: without such a place, no blank can be moved. */
const BESIDE_BLANK = /\*\*\s|\s\*\*/;

function closeUp(text: string): string {
  const masked = maskOpaque(text);
  let at = 0;
  return text
    .split('\n')
    .map((line) => {
      // Not line by line in the masked text: a link may go over several lines, and its line ends are masked too.
      const from = at;
      at += line.length + 1;
      return closeUpLine(line, masked.slice(from, from + line.length));
    })
    .join('\n');
}

/** Moves blanks out of pairs of `**`, if the marks of a line form pairs. */
function closeUpLine(line: string, masked: string): string {
  if (/\\\*|\*{3}|_{2}/.test(masked)) return line;
  const parts = masked.split('**');
  if (parts.length % 2 === 0 || parts.length === 1) return line;
  let at = 0;
  return parts
    .map((part, index) => {
      const real = line.slice(at, at + part.length);
      at += part.length + 2;
      if (index % 2 === 0) return real;
      const inner = real.trim();
      if (inner === '' || inner === real) return `**${real}**`;
      const before = real.length - real.trimStart().length;
      return `${real.slice(0, before)}**${inner}**${real.slice(before + inner.length)}`;
    })
    .join('');
}

/** `2**10`, `x**y` and `2 ** 10`. */
const ARITHMETIC = /(?:\d|\)|\b[A-Za-z])\*\*(?:\d|\(|[A-Za-z]\b)|\s\*\*\s/;
/** What stands before the `**` of arithmetic. */
const BEFORE_ARITHMETIC = /[\d)A-Za-z\s]/;

/** The places of all `**` that may be marks of emphasis: `\**` was escaped, and `***` is another mark. */
function marksIn(masked: string): number[] {
  const marks: number[] = [];
  for (let at = masked.indexOf('**'); at >= 0; at = masked.indexOf('**', at + 1)) {
    const before = masked[at - 1] ?? '';
    if (before === '*' || before === '\\' || masked[at + 2] === '*') continue;
    const around = BEFORE_ARITHMETIC.test(before) ? masked.slice(Math.max(0, at - 2), at + 4) : '';
    if (!ARITHMETIC.test(around)) marks.push(at);
  }
  return marks;
}

/** The place of the one mark without a partner; `undefined` if the marks form pairs. */
function loneMark(text: string): number | undefined {
  const masked = maskOpaque(text);
  const marks = marksIn(masked);
  if (marks.length % 2 === 0) return undefined;
  return leastLost(masked, marks, firstLone(masked, marks));
}

/** The first mark that finds no partner from left to right. */
function firstLone(masked: string, marks: readonly number[]): number | undefined {
  let open: number | undefined;
  for (const at of marks) {
    const closes = /\S/.test(masked[at - 1] ?? ' ');
    const opens = /\S/.test(masked[at + 2] ?? ' ');
    if (open !== undefined && closes) open = undefined;
    else if (open === undefined && opens) open = at;
    else return at;
  }
  return open ?? marks.at(-1);
}
