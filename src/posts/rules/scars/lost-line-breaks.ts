/**
 * Headings and list items whose line breaks the pipeline lost: `…です。 ### 次の章 本文` gets them back. A heading that the post
 * has elsewhere ends where it ends there, and has the same rank; where a program wrote the post it is found without its
 * `###`, too. Any other heading ends at the first blank after a Japanese letter; if there is none, only the mark is
 * dropped. One ` - ` after 。 is no evidence: in Japanese it joins the title of a page to the name of its site.
 */
import { type Block, splitBlocks } from '../../blocks.ts';
import { maskOpaque } from '../../prose.ts';
import { type Mend, type Mended, quote } from '../../repair.ts';
import { knownHeadings } from '../known-headings.ts';
import { isMachineMade } from './evidence.ts';

const HEADING = /(?<=[。！？!?」）])[ \u3000]+#{1,6}[ \u3000]+(?=\S)/g;
const ITEM = /(?<=[。！？!?」）：:])[ \u3000]+([*-])[ \u3000]+(?=[^\s*-]|\*\*\S)/g;
/** A list item of the pipeline begins with its subject in bold. */
const BOLD_ITEM = /(?<=[。！？!?」）：:])[ \u3000]+[*-][ \u3000]+\*\*[^*\n]+\*\*/g;
/** In letters: a longer text is not a heading. */
const LONGEST = 50;

type Known = ReturnType<typeof knownHeadings>;

/** @param before what was repaired in the post before: it says whether a program wrote it */
export function restoreLines(blocks: readonly Block[], before: readonly Mend[] = []): Mended {
  const known = knownHeadings(blocks);
  const machine = isMachineMade(blocks, before);
  const mends: Mend[] = [];
  const next = blocks.flatMap((block): Block[] => {
    if (block.kind !== 'prose') return [block];
    const heading = machine ? headingIn(block.text, known) : undefined;
    if (heading !== undefined) {
      const message = `A line that is a heading of the post becomes one: ${quote(block.text)}.`;
      mends.push({ code: 'post-flattened', message, line: block.line, column: 1 });
      return [{ ...block, text: heading, kind: 'heading' }];
    }
    const text = restored(block.text, known, machine);
    if (text === block.text) return [block];
    const message = `Lost line breaks before headings or list items are restored: ${quote(block.text)}.`;
    mends.push({ code: 'post-flattened', message, line: block.line, column: 1 });
    return splitBlocks(text, block.line).map((part, index) =>
      index === 0 ? { ...block, text: part.text, kind: part.kind } : { ...part, line: block.line },
    );
  });
  return { blocks: next, mends };
}

function restored(text: string, known: Known, machine: boolean): string {
  const unmarked = machine ? unmarkedIn(text, known) : [];
  if (unmarked.length === 0 && !/[ \u3000](?:#|[*-][ \u3000])/.test(text)) return text;
  const masked = maskOpaque(text);
  const cuts: Cut[] = [...headingsIn(masked, known), ...itemsIn(masked), ...unmarked];
  let made = '';
  let at = 0;
  for (const { from, to, put } of cuts.toSorted((a, b) => a.from - b.from)) {
    if (from < at) continue;
    made += text.slice(at, from) + put;
    at = to;
  }
  return made + text.slice(at);
}

/** The heading of the post of which a paragraph is no more than the name. */
function headingIn(text: string, known: Known): string | undefined {
  const name = text.trim();
  const own = known(name, 0);
  return own?.name === name ? own.mark + name : undefined;
}

/** What stands between two places is replaced. */
type Cut = { readonly from: number; readonly to: number; readonly put: string };

function headingsIn(masked: string, known: Known): Cut[] {
  return [...masked.matchAll(HEADING)].flatMap(({ 0: mark, index }) => {
    const from = index + mark.length;
    const own = known(masked, from);
    if (own !== undefined) return asHeading(masked, index, from, own);
    if (!mark.includes('##')) return [];
    const line = masked.slice(from, from + LONGEST + 20).split('\n', 1)[0] ?? '';
    const blank = /(?<=[^\x20-\x7e])[ \u3000]+/.exec(line);
    const heading = blank === null ? '' : line.slice(0, blank.index);
    if (blank === null || heading.length > LONGEST || /[。！？]./.test(heading))
      return [{ from: index, to: from, put: '\n\n' }];
    return asHeading(masked, index, from, { mark: '### ', name: heading });
  });
}

/** Between two sentences: only there, and at the beginning, a heading of the post is found without a mark. */
const BETWEEN = /(?<=[。！？!?」）])[ \u3000]+(?=\S)/g;

/** A blank behind one of these separates nothing in Japanese: it was a line break. */
const JAPANESE_END = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー？！?!」）)]$/u;

/** In letters: a shorter name, such as 「まとめ」, may begin a sentence. */
const LEAST = 6;

function unmarkedIn(text: string, known: Known): Cut[] {
  const first = unmarkedAt(text, 0, 0, known);
  // Most paragraphs have no blank between two sentences.
  if (!/[。！？!?」）][ \u3000]/.test(text)) return first;
  const others = [...text.matchAll(BETWEEN)].flatMap(({ 0: blank, index }) =>
    unmarkedAt(text, index, index + blank.length, known),
  );
  return [...first, ...others];
}

function unmarkedAt(text: string, index: number, from: number, known: Known): Cut[] {
  const own = known(text, from);
  if (own === undefined || own.name.length < LEAST || !JAPANESE_END.test(own.name)) return [];
  return text[from + own.name.length] === undefined ? [] : asHeading(text, index, from, own);
}

/**
 * @param index where the blank before it begins
 * @param from where its name begins
 */
function asHeading(
  masked: string,
  index: number,
  from: number,
  { mark, name }: { readonly mark: string; readonly name: string },
): Cut[] {
  const end = from + name.length;
  const rest = /[ \u3000\n]*/y;
  rest.lastIndex = end;
  const blank = rest.exec(masked)?.[0].length ?? 0;
  const before = index === 0 ? '' : '\n\n';
  return [
    { from: index, to: from, put: before + mark },
    { from: end, to: end + blank, put: '\n\n' },
  ];
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
