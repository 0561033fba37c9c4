/**
 * `**` that Markdown would show. `** 強調 **` is a pair with blanks inside, and is read as its author meant it.
 * A mark that lost its partner, because the text was cut, is dropped and named.
 */
import { type Block, isProse } from '../blocks.ts';
import { maskOpaque } from '../prose.ts';
import { type Mend, type Mended, quote } from '../repair.ts';

export function mendEmphasis(blocks: readonly Block[]): Mended {
  const mends: Mend[] = [];
  const scarred = blocks.some(({ cut }) => cut !== undefined);
  const next = blocks.map((block) => {
    if (!isProse(block) || !block.text.includes('**')) return block;
    const closed = BESIDE_BLANK.test(block.text) ? closeUp(block.text) : block.text;
    const lone = loneMark(closed);
    if (lone === undefined || !isCutOff(block, closed, lone, scarred))
      return closed === block.text ? block : { ...block, text: closed };
    const line = block.line + closed.slice(0, lone).split('\n').length - 1;
    const message = `A \`**\` without a partner is dropped: ${quote(closed.slice(lone))}.`;
    mends.push({ code: 'post-stray-emphasis', message, line, column: 1 });
    return { ...block, text: closed.slice(0, lone) + closed.slice(lone + 2) };
  });
  return { blocks: next, mends };
}

/** Where there is none, no blank can move. */
const BESIDE_BLANK = /\*\*\s|\s\*\*/;

function closeUp(text: string): string {
  const masked = maskOpaque(text).split('\n');
  return text
    .split('\n')
    .map((line, index) => closeUpLine(line, masked[index] ?? line))
    .join('\n');
}

/** Moves blanks out of pairs of `**`, where the marks of a line pair up. */
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

/** Whether its partner was cut away: in a post with cuts, or where the paragraph stops in mid-sentence behind it. */
function isCutOff({ kind }: Block, text: string, lone: number, scarred: boolean): boolean {
  if (text.trim() === '**') return false;
  const rest = text.slice(lone + 2);
  return scarred || (kind === 'prose' && /^[^。！？\n]{1,60}$/.test(rest) && JAPANESE.test(rest));
}

const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** `\**` was escaped, and `***` is another mark. */
const MARK = /(?<![*\\])\*\*(?!\*)/g;

/** `2**10`, `x**y` and `2 ** 10`. */
const ARITHMETIC = /(?:\d|\)|\b[A-Za-z])\*\*(?:\d|\(|[A-Za-z]\b)|\s\*\*\s/;

/** Where the one mark stands that has no partner; `undefined` where marks pair up. */
function loneMark(text: string): number | undefined {
  const masked = maskOpaque(text);
  const marks = [...masked.matchAll(MARK)]
    .map(({ index }) => index)
    .filter((at) => !ARITHMETIC.test(masked.slice(Math.max(0, at - 2), at + 4)));
  if (marks.length % 2 === 0) return undefined;
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
