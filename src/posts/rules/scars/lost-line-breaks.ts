/**
 * Headings and list items whose line breaks the pipeline lost: `…です。 ### 次の章 本文` gets them back. A heading ends at the
 * first blank after a Japanese letter; if there is none, only the mark is dropped. One ` - ` after 。 is no evidence: in
 * Japanese it joins the title of a page to the name of its site.
 */
import { type Block, splitBlocks } from '../../blocks.ts';
import { maskOpaque } from '../../prose.ts';
import { type Mend, type Mended, quote } from '../../repair.ts';

const HEADING = /(?<=[。！？!?」）])[ \u3000]+#{2,6}[ \u3000]+(?=\S)/g;
const ITEM = /(?<=[。！？!?」）：:])[ \u3000]+([*-])[ \u3000]+(?=[^\s*-]|\*\*\S)/g;
/** A list item of the pipeline begins with its subject in bold. */
const BOLD_ITEM = /(?<=[。！？!?」）：:])[ \u3000]+[*-][ \u3000]+\*\*[^*\n]+\*\*/g;
/** In letters: a longer text is not a heading. */
const LONGEST = 50;

export function restoreLines(blocks: readonly Block[]): Mended {
  const mends: Mend[] = [];
  const next = blocks.flatMap((block) => {
    const text = block.kind === 'prose' ? restored(block.text) : block.text;
    if (text === block.text) return [block];
    const message = `Lost line breaks before headings or list items are restored: ${quote(block.text)}.`;
    mends.push({ code: 'post-flattened', message, line: block.line, column: 1 });
    return splitBlocks(text, block.line).map((part, index) =>
      index === 0 ? { ...block, text: part.text, kind: part.kind } : { ...part, line: block.line },
    );
  });
  return { blocks: next, mends };
}

function restored(text: string): string {
  if (!/[ \u3000](?:#{2}|[*-][ \u3000])/.test(text)) return text;
  const masked = maskOpaque(text);
  const cuts: Cut[] = [...headingsIn(masked), ...itemsIn(masked)];
  let made = '';
  let at = 0;
  for (const { from, to, put } of cuts.toSorted((a, b) => a.from - b.from)) {
    if (from < at) continue;
    made += text.slice(at, from) + put;
    at = to;
  }
  return made + text.slice(at);
}

type Cut = { readonly from: number; readonly to: number; readonly put: string };

function headingsIn(masked: string): Cut[] {
  return [...masked.matchAll(HEADING)].flatMap(({ 0: mark, index }) => {
    const from = index + mark.length;
    const line = masked.slice(from, from + LONGEST + 20).split('\n', 1)[0] ?? '';
    const blank = /(?<=[^\x20-\x7e])[ \u3000]+/.exec(line);
    const heading = blank === null ? '' : line.slice(0, blank.index);
    if (blank === null || heading.length > LONGEST || /[。！？]./.test(heading))
      return [{ from: index, to: from, put: '\n\n' }];
    const end = from + heading.length;
    return [
      { from: index, to: from, put: '\n\n### ' },
      { from: end, to: end + blank[0].length, put: '\n\n' },
    ];
  });
}

/** Several items with the same mark; one star between sentences is not a list. */
function itemsIn(masked: string): Cut[] {
  const items = [...masked.matchAll(ITEM)];
  const bold = [...masked.matchAll(BOLD_ITEM)].length;
  const marks = new Set(items.map(([, mark]) => mark));
  const least = marks.has('*') ? 2 : 3;
  if (marks.size !== 1 || (items.length < least && bold < 2)) return [];
  return items.map(({ 0: mark, index }) => ({ from: index, to: index + mark.length, put: '\n\n* ' }));
}
