/**
 * Drops the marks with which programs that chat point at their sources: 「【4†source】」, `[oaicite:0]`. Only the program could
 * open them; in a post they lead nowhere. What a person writes to show one, in code or in quotation marks, stays.
 */
import type { Block } from '../../blocks.ts';
import { codeSpans, type Span } from '../../code-spans.ts';
import { placesIn } from '../../line-numbers.ts';
import { type Mend, type Mended, quote } from '../../repair.ts';
import { isAboutMarks, MARK, NAMED, RUN } from './citation-forms.ts';

/** Most texts have nothing that may be a mark. */
const ANY =
  /[†‡\ue200]|oaicite|turn\d|\[cit|\[\^\d+\^|\[(?:web|page|file|attached_file):\d|attributableIndex|entity\["|<grok:/;

export function dropCitationMarks(blocks: readonly Block[], title = ''): Mended {
  if (!blocks.some(({ text }) => ANY.test(text)) || isAbout(blocks, title)) return { blocks, mends: [] };
  const mends: Mend[] = [];
  const defined = definedIn(blocks);
  const next = blocks.map((block, index) => {
    if (block.kind === 'code' || !ANY.test(block.text)) return block;
    const found = marksIn(block.text).filter(({ mark }) => !isDefined(mark, defined));
    if (found.length === 0) return block;
    const placeOf = placesIn(block.text, block.line);
    for (const { at, mark, says } of found) {
      const what = says === '' ? 'is dropped' : `becomes 「${says}」`;
      const message = `A mark with which a program points at its source ${what}: ${quote(mark.trim())}.`;
      mends.push({ code: 'post-citation-mark', message, ...placeOf(at + mark.search(/\S/)) });
    }
    return { ...block, text: withoutMarks(block.text, found, below(blocks[index + 1])) };
  });
  return { blocks: next.filter(({ text, kind }) => text.trim() !== '' || kind === 'end'), mends };
}

/** Whether the post is about such marks: its title says so, or it shows one in code or in quotation marks. */
function isAbout(blocks: readonly Block[], title: string): boolean {
  if (isAboutMarks(title)) return true;
  return blocks.some(({ kind, text }) => {
    if (kind === 'code' || !ANY.test(text)) return false;
    const code = codeSpans(text);
    return [...text.matchAll(MARK)].some(
      ({ index }) => isInside(code, index) || /[「『“"'‘]$/.test(text.slice(Math.max(0, index - 1), index)),
    );
  });
}

/** The labels that the post defines as links or notes: `[page:1]: https://…`. */
function definedIn(blocks: readonly Block[]): ReadonlySet<string> {
  const labels = blocks.flatMap(({ text }) => [...text.matchAll(/^ {0,3}\[([^[\]\n]{1,40})\]:/gm)]);
  return new Set(labels.map(([, label = '']) => label));
}

function isDefined(mark: string, defined: ReadonlySet<string>): boolean {
  if (defined.size === 0) return false;
  return [...mark.matchAll(/\[([^[\]\n]{1,40})\]/g)].some(([, label = '']) => defined.has(label));
}

/** What stands below a block, with the blank lines between. */
function below(block: Block | undefined): string {
  return block === undefined ? '' : block.gap + block.text;
}

type Found = {
  readonly at: number;
  readonly mark: string;
  /** What readers get for it: the name that it is about, or nothing. */
  readonly says: string;
};

/** Addresses, tags and formulas: what stands inside is no mark. */
const OPAQUE = /https?:\/\/[^\s<>"()【】「」、。[\]\ue200]+|<[a-z][^<>\n]*>|\$\$[^$]+\$\$|\]\([^()\n]*\)/gi;

function marksIn(text: string): Found[] {
  const others = Array.from(text.matchAll(OPAQUE), ({ 0: { length }, index }) => ({
    from: index + 1,
    to: index + length,
  }));
  const spans = [...codeSpans(text), ...others].toSorted((a, b) => a.from - b.from);
  const runs = Array.from(text.matchAll(RUN), ({ 0: mark, index }) => ({ at: index, mark, says: '' }));
  const names = Array.from(text.matchAll(NAMED), ({ 0: mark, 1: one, 2: other, index }) => ({
    at: index,
    mark,
    says: one ?? other ?? '',
  }));
  let next = 0;
  return [...runs, ...names]
    .toSorted((a, b) => a.at - b.at)
    .filter(({ at, mark }) => {
      while ((spans[next]?.to ?? at + 1) <= at) next += 1;
      const span = spans[next];
      const isShown = span !== undefined && span.from <= at && at < span.to;
      return !isShown && isPlaced(text, at, mark);
    });
}

function isInside(spans: readonly Span[], at: number): boolean {
  return spans.some(({ from, to }) => from <= at && at < to);
}

/** Marks that people write, too: `[file:12]` may be a word of a sentence, `x[^2^]` a power. */
const WEAK = /^\s*(?:\[(?:web|page|file|attached_file):\d+\]|\[\^\d+\^\](?:\[\d+\])?|\s)+$/;
/** A source is pointed at where a sentence or a part of it ends. */
const ENDS = /^[ \t]*(?:$|[\n.。,，、;；:：!?！？)）」』|])/;
const SAYS = /[\p{L}\p{N}.。!?！？)）」』"'”’%*]$/u;
const SENTENCE = /[.。!?！？]["'”’」』)）]?$/;

function isPlaced(text: string, at: number, mark: string): boolean {
  if (!WEAK.test(mark)) return true;
  const before = text.slice(Math.max(0, at - 3), at);
  const end = at + mark.length;
  return SAYS.test(before) && (SENTENCE.test(before) || ENDS.test(text.slice(end, end + 20)));
}

/** A line that held nothing else goes, too, and so does an item of a list, if nothing more is in it. */
function withoutMarks(text: string, found: readonly Found[], rest: string): string {
  let next = '';
  let from = 0;
  /** Where the line begins in `next`: searched in each piece only, because a text may be one line. */
  let line = 0;
  for (const { at, mark, says } of found) {
    const piece = text.slice(from, at) + says;
    const end = piece.lastIndexOf('\n');
    if (end >= 0) line = next.length + end + 1;
    next += piece;
    from = at + mark.length;
    if (says !== '' || next.length - line > INDENT) continue;
    const isLine = BEGINS_LINE.test(next.slice(line)) && ENDS_LINE.test(text.slice(from) + rest);
    if (!isLine) continue;
    next = next.slice(0, line).trimEnd();
    line = next.length;
    if (next === '') from = text.length - text.slice(from).trimStart().length;
  }
  return next + text.slice(from);
}

/** In letters: no item is indented by more. */
const INDENT = 80;
const BEGINS_LINE = /^[ \t]*(?:[-*+][ \t]*|\d+[.)][ \t]*)?$/;
const ENDS_LINE = /^[ \t]*(?:$|\n(?!\s*[ \t]{2}\S))/;
