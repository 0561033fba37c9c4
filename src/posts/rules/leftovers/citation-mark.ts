/**
 * Drops the marks with which programs that chat point at their sources: 「【4†source】」, `[oaicite:0]`. Only the program could
 * open them; in a post they lead nowhere. What a person writes to show one, in code or in quotation marks, stays.
 */
import type { Block } from '../../blocks.ts';
import { codeSpans } from '../../code-spans.ts';
import { placesIn } from '../../line-numbers.ts';
import { type Mend, type Mended, quote } from '../../repair.ts';

/** Most texts have nothing that may be a mark. */
const ANY =
  /[†‡\ue200]|oaicite|turn\d|\[cite|\[\^\d+\^|\[(?:web|page|file|attached_file):\d|attributableIndex/;

const MARKS: readonly string[] = [
  // ChatGPT: files and pages that were read.
  String.raw`【\d{1,3}(?::\d{1,3})?†[^】\n]{0,120}】`,
  String.raw`:contentReference\[oaicite:\d+\](?:\{index=\d+\})?`,
  String.raw`\[oaicite:\d+\](?:\{index=\d+\})?`,
  String.raw`\(\{"attribution":\{"attributableIndex":"[\d-]+"\}\}\)`,
  // ChatGPT: the search. The letters around are from Unicode's private use area, and get lost when a text is copied.
  String.raw`\ue200[^\ue201\n]{1,200}\ue201`,
  String.raw`(?:(?:file)?cite|navlist|news)(?:turn\d+[a-z]+\d+)+`,
  String.raw`[（(【[][ ]?turn\d+[a-z]+\d+(?:[,、 ]+turn\d+[a-z]+\d+)*[ ]?[）)】\]](?!\()`,
  // Gemini.
  String.raw`\[cite: ?\d+(?:[,、–-] ?\d+)*\](?!\()`,
  String.raw`\[cite_(?:start|end)\][ \t]*`,
  // Perplexity.
  String.raw`\[(?:web|page|file|attached_file):\d+\](?![(:])`,
  // Copilot: `[^1^][3]`.
  String.raw`\[\^\d+\^\](?!:)(?:\[\d+\])?`,
];

/** One mark or more, with the blanks before. The place of a link is kept: only its number goes. */
const RUN = new RegExp(
  String.raw`(?<![「『“"'${'`'}])(?:(?:[ \t](?![ \t]*\[cite_start))*(?:${MARKS.join('|')}))+|(?<=\[)oai_citation(?:_attribution)?:\d+[‡,] ?(?=[^\]\n]{1,200}\]\()`,
  'g',
);

export function dropCitationMarks(blocks: readonly Block[]): Mended {
  const mends: Mend[] = [];
  const hasNotes = blocks.some(({ text }) => NOTE.test(text));
  const next = blocks.map((block, index) => {
    if (block.kind === 'code' || !ANY.test(block.text)) return block;
    const found = marksIn(block.text).filter(({ mark }) => !(hasNotes && mark.includes('[^')));
    if (found.length === 0) return block;
    const placeOf = placesIn(block.text, block.line);
    for (const { at, mark } of found) {
      const message = `A mark with which a program points at its source is dropped: ${quote(mark.trim())}.`;
      mends.push({ code: 'post-citation-mark', message, ...placeOf(at + mark.search(/\S/)) });
    }
    return { ...block, text: withoutMarks(block.text, found, below(blocks[index + 1])) };
  });
  return { blocks: next.filter(({ text, kind }) => text.trim() !== '' || kind === 'end'), mends };
}

/** A footnote of the post that is named like a mark of Copilot. */
const NOTE = /^\[\^\d+\^\]:/m;

/** What stands below a block, with the blank lines between. */
function below(block: Block | undefined): string {
  return block === undefined ? '' : block.gap + block.text;
}

type Found = { readonly at: number; readonly mark: string };

function marksIn(text: string): Found[] {
  const code = codeSpans(text);
  return Array.from(text.matchAll(RUN), ({ 0: mark, index }) => ({ at: index, mark })).filter(
    ({ at }) => !code.some(({ from, to }) => from <= at && at < to),
  );
}

/** A line that held nothing else goes, too, and so does an item of a list, if nothing more is in it. */
function withoutMarks(text: string, found: readonly Found[], rest: string): string {
  let next = '';
  let from = 0;
  for (const { at, mark } of found) {
    next += text.slice(from, at);
    from = at + mark.length;
    const line = next.lastIndexOf('\n') + 1;
    const isLine = BEGINS_LINE.test(next.slice(line)) && ENDS_LINE.test(text.slice(from) + rest);
    if (!isLine) continue;
    next = next.slice(0, line).trimEnd();
    if (next === '') from = text.length - text.slice(from).trimStart().length;
  }
  return next + text.slice(from);
}

const BEGINS_LINE = /^[ \t]*(?:[-*+][ \t]*|\d+[.)][ \t]*)?$/;
const ENDS_LINE = /^[ \t]*(?:$|\n(?!\s*[ \t]{2}\S))/;
