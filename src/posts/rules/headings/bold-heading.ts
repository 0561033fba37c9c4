/**
 * In the posts of the pipeline, a paragraph that is one bold line is a heading, and becomes one, below the existing
 * headings. People write bold lines too, as a label over a list or over code. So a line that ends in a colon or has a
 * link stays; and at least one bold line of the post must be over a paragraph.
 */
import type { Block } from '../../blocks.ts';
import { type Mend, type Mended, quote } from '../../repair.ts';

/** In letters: a longer line is an emphasised sentence. */
const LONGEST = 80;

const BOLD_LINE = /^ {0,3}\*\*(?!\s)([^*\n[\]<>`]+?)\*\*[ \t]*$/;

/** `##`, or `###` if the post has headings of its own. */
export function boldLinesToHeadings(blocks: readonly Block[]): Mended {
  const names = blocks.map(nameOf);
  const found = names.flatMap((name, index) =>
    name === undefined ? [] : [{ name, next: blocks[index + 1] }],
  );
  // In English, people write bold lines for many purposes, such as labels of results.
  if (!found.some(({ name, next }) => JAPANESE.test(name) && isOverText(next))) return { blocks, mends: [] };
  const level = blocks.some(({ text, kind }) => kind === 'heading' && /^ {0,3}##? /.test(text))
    ? '###'
    : '##';
  const mends: Mend[] = [];
  const next = blocks.map((block, index): Block => {
    const heading = names[index];
    if (heading === undefined) return block;
    const message = `A bold line becomes a heading: ${quote(heading)}.`;
    mends.push({ code: 'post-bold-heading', message, line: block.line, column: 1 });
    const text = `${level} ${heading.replace(/(?<!#)#+$/, (marks) => `\\${marks}`)}`;
    return { ...block, text, kind: 'heading' };
  });
  return { blocks: next, mends };
}

function nameOf({ kind, text }: Block): string | undefined {
  const name = kind === 'prose' ? BOLD_LINE.exec(text)?.[1]?.trim() : undefined;
  return name === undefined || name.length > LONGEST || /[。、:：]$/.test(name) ? undefined : name;
}

const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

function isOverText(block: Block | undefined): boolean {
  return block === undefined || block.kind === 'prose' || block.kind === 'heading' || block.kind === 'end';
}
