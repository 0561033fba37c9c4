/**
 * Headings and list items whose line breaks the pipeline lost: `…です。 ### 次の章 本文` gets them back. A
 * heading ends at the first blank behind a Japanese letter; where there is none, only the mark is dropped.
 */
import { type Block, splitBlocks } from './blocks.ts';
import { type Mend, type Mended, quote } from './repair.ts';

const HEADING = /([。！？!?」）])[ \u3000]+#{2,6}[ \u3000]+([^\n]*)/;
const ITEM = /([。！？!?」）：:])[ \u3000]+[*-][ \u3000]+(?=[^\s*-])/g;
/** Longer ones are no headings. */
const LONGEST = 50;

export function restoreLines(blocks: readonly Block[]): Mended {
  const mends: Mend[] = [];
  const next = blocks.flatMap((block) => {
    if (block.code || /^\s*\||`/.test(block.text)) return [block];
    const text = restoreHeadings(block.text).replace(ITEM, '$1\n\n* ');
    if (text === block.text) return [block];
    const message = `Lost line breaks before headings or list items are restored: ${quote(block.text)}.`;
    mends.push({ code: 'post-flattened', message, line: block.line, column: 1 });
    return splitBlocks(text, block.line).map((part, index) => {
      return { ...part, line: block.line, gap: index === 0 ? block.gap : '\n\n' };
    });
  });
  return { blocks: next, mends };
}

function restoreHeadings(text: string): string {
  const found = HEADING.exec(text);
  if (found === null) return text;
  const [whole, end = '', rest = ''] = found;
  const [heading, body] = splitHeading(restoreHeadings(rest));
  const after = heading === '' ? body : `### ${heading}\n\n${body}`;
  return `${text.slice(0, found.index)}${end}\n\n${after}${text.slice(found.index + whole.length)}`;
}

function splitHeading(text: string): [heading: string, body: string] {
  const blank = /(?<=[^\x20-\x7e])[ \u3000]+/.exec(text);
  const heading = blank === null ? '' : text.slice(0, blank.index);
  if (blank === null || heading.length > LONGEST || /[。！？]./.test(heading)) return ['', text];
  return [heading, text.slice(blank.index + blank[0].length)];
}
