/** A paragraph that is one bold line is a heading, and becomes one: below the headings that are there. */
import type { Block } from './blocks.ts';
import { type Mend, type Mended, quote } from './repair.ts';

/** A longer one is an emphasised sentence. */
const LONGEST = 80;

const BOLD_LINE = /^ {0,3}\*\*(?!\s)([^*\n]+?)\*\*[ \t]*$/;

/** `##`, or `###` where the post has headings of its own. */
export function boldLinesToHeadings(blocks: readonly Block[]): Mended {
  const level = blocks.some(({ text, code }) => !code && /^ {0,3}##? /.test(text)) ? '###' : '##';
  const mends: Mend[] = [];
  const next = blocks.map((block) => {
    const heading = block.code ? undefined : BOLD_LINE.exec(block.text)?.[1]?.trim();
    if (heading === undefined || heading.length > LONGEST || /[。、]$/.test(heading)) return block;
    const message = `A bold line becomes a heading: ${quote(heading)}.`;
    mends.push({ code: 'post-bold-heading', message, line: block.line, column: 1 });
    return { ...block, text: `${level} ${heading.replace(/#+$/, (marks) => `\\${marks}`)}` };
  });
  return { blocks: next, mends };
}
