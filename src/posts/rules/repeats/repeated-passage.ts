/**
 * Removes what a post says again, word for word: the pipeline quotes the article so far, often as one long paragraph,
 * and continues from there. A paragraph is dropped if all its sentences were said before; so is a run of such sentences
 * inside a paragraph. Tables, code, quotations and lists of links never change.
 */
import type { Block, Cut } from '../../blocks.ts';
import { maskOpaque, OPAQUE } from '../../prose.ts';
import { type Mend, type Mended, quote } from '../../repair.ts';
import { type Sentence, sentencesOf } from '../bare-sentences.ts';
import { mendCut } from '../scars/cut-sentence.ts';
import { emptied, nameOf } from './kept-sections.ts';
import { LATE, LONG, mayLose, weightOf, withoutRuns } from './repeated-run.ts';
import { newSaid, type SaidSentences } from './sentences-said.ts';

type Code = 'post-repeated-paragraph' | 'post-repeated-passage' | 'post-repeated-sentence';

/** Where a sentence was said before: the block, and the heading above it. */
type Where = { readonly index: number; readonly heading: string };

/** A block, and which of its sentences were said before. */
type Part = {
  readonly block: Block;
  readonly sentences: readonly Sentence[];
  /** For each sentence, whether it was said before. */
  readonly known: readonly boolean[];
  /** The number of its letters of prose. */
  readonly letters: number;
  /** The line on which its first sentence was said the first time. */
  readonly first: number | undefined;
  /** Whether its sentences come from several paragraphs, or from a section with the same heading. */
  readonly runTogether: boolean;
  /** Whether it begins with the end of a sentence whose beginning is before the cut: both were said before. */
  readonly remainder: boolean;
  /** Whether all of it repeats the block before it, or the beginning of its section. */
  readonly echo: boolean;
};

/** @param on whether a repair is wanted */
export function dropRepeated(
  body: readonly Block[],
  on: (code: Code) => boolean,
  lineOf: (line: number) => number = (line) => line,
): Mended {
  const scarred = body.some(({ cut }) => cut !== undefined);
  const blocks = scarred ? body.flatMap(itemsOf) : body;
  const looked = look(blocks, scarred, lineOf);
  const parts = looked.map((part, index) => withOpenEnd(part, looked[index + 1]));
  const codes = parts.map(() => undefined as Code | undefined);
  if (on('post-repeated-paragraph')) markParagraphs(parts, codes);
  // A block after a dropped block is after its cut, too.
  let behindCut = false;
  for (const [index, part] of parts.entries()) {
    behindCut ||= part.block.cut !== undefined;
    if (part.echo && on('post-repeated-sentence')) codes[index] ??= 'post-repeated-sentence';
    if (isFragment(part, behindCut, parts[index + 1]) && on('post-repeated-passage'))
      codes[index] ??= 'post-repeated-passage';
    if (codes[index] === undefined) behindCut = false;
  }
  const { gone, kept } = emptied(
    blocks,
    codes.map((code) => code !== undefined),
  );
  for (const index of kept) codes[index] = undefined;
  const stays = new Set(on('post-repeated-passage') ? kept : parts.keys());
  return apply(parts, codes, gone, stays);
}

/**
 * A list without blank lines is one block. Here each item becomes a block, because the pipeline repeats single items.
 */
function itemsOf(block: Block): Block[] {
  const lines = block.text.split('\n');
  if (block.kind !== 'item' || lines.length === 1 || !ITEM.test(lines[0] ?? '')) return [block];
  const items: Block[] = [];
  for (const [index, line] of lines.entries()) {
    const last = items.at(-1);
    if (last !== undefined && !ITEM.test(line))
      items[items.length - 1] = { ...last, text: `${last.text}\n${line}` };
    else if (last === undefined) items.push({ ...block, text: line });
    else items.push({ gap: '\n', text: line, line: block.line + index, kind: 'item', code: false });
  }
  return items;
}

/** An item of the list itself, not of a list inside it. */
const ITEM = /^(?:[-*+]|\d+[.)])[ \t]/;

function look(blocks: readonly Block[], scarred: boolean, lineOf: (line: number) => number): Part[] {
  const said = newSaid();
  const places = new Map<string, Where>();
  let heading = '';
  let open = '';
  let before = '';
  let opening = '';
  return blocks.map((block, index) => {
    const compared = block.kind === 'prose' || block.kind === 'item' || block.kind === 'heading';
    const masked = compared ? maskOpaque(block.text) : '';
    const sentences = compared ? sentencesOf(block.text) : [];
    const head = sentences[0];
    const remainder =
      block.cut !== undefined && open !== '' && head !== undefined && said.hasWhole(open + head.letters);
    const known = sentences.map(
      (sentence, at) =>
        (at === 0 && remainder) ||
        (scarred && said.hasWithoutLead(sentence)) ||
        isKnown(sentence, said, at === sentences.length - 1, at === 0 && block.cut !== undefined),
    );
    const last = sentences.at(-1);
    open = last?.whole === false ? last.letters : '';
    const from = sentences.flatMap(({ letters }) => places.get(letters) ?? []);
    const runTogether = new Set(from.map((place) => place.index)).size > 1 || from[0]?.heading === heading;
    const firstLine = blocks[from[0]?.index ?? -1]?.line;
    const first = firstLine === undefined ? undefined : lineOf(firstLine);
    const all = sentences.length > 0 && known.every(Boolean);
    const letters = proseLetters(block, masked, sentences);
    const text = sentences.map((sentence) => sentence.letters).join('');
    const single =
      all &&
      sentences.length === 1 &&
      sentences[0]?.whole === true &&
      block.kind === 'prose' &&
      letters < LONG;
    const echo =
      single &&
      [before.endsWith(text) && before, opening.startsWith(text) && opening].some(
        // A whole line of verse may be repeated on purpose; the pipeline repeats a line from inside a paragraph.
        (other) => other !== false && (other.length > text.length || block.cut !== undefined),
      );
    for (const sentence of sentences) {
      said.add(sentence);
      if (!places.has(sentence.letters)) places.set(sentence.letters, { index, heading });
    }
    if (block.kind === 'heading') {
      heading = nameOf(block);
      opening = before = '';
    } else if (compared && !echo) {
      opening = opening === '' ? text : opening;
      before = text;
    }
    return { block, sentences, known, letters, first, runTogether, remainder, echo };
  });
}

/**
 * A fragment before a cut stays if the text after the cut continues it in a new way: 「…投資を続け」 was said before, but
 * without it 「ながら、市場を見ています。」 would begin in the middle of a sentence.
 */
function withOpenEnd(part: Part, next: Part | undefined): Part {
  const last = part.sentences.at(-1);
  if (last === undefined || last.whole || part.known.at(-1) !== true) return part;
  if (next?.block.cut === undefined || next.block.kind !== 'prose' || next.remainder) return part;
  const nothing = { before: () => '', whole: () => '' };
  if (mendCut(part.block.text, next.block.text, nothing).kind !== 'joined') return part;
  return { ...part, known: part.known.with(-1, false) };
}

function isKnown(sentence: Sentence, said: SaidSentences, last: boolean, afterCut: boolean): boolean {
  if (said.has(sentence) || said.hasShort(sentence)) return true;
  if (last && !sentence.whole && said.begins(sentence)) return true;
  return afterCut && said.ends(sentence);
}

/** Links do not count: a list of them may occur twice in a post. */
function proseLetters({ text }: Block, masked: string, sentences: readonly Sentence[]): number {
  const letters = sentences.reduce((sum, sentence) => sum + sentence.letters.length, 0);
  return masked === text ? letters : letters - (masked.split(OPAQUE).length - 1);
}

/**
 * A long paragraph that says nothing new is dropped. In a post with cuts, short ones beside it and lists are dropped
 * too.
 */
function markParagraphs(parts: readonly Part[], codes: (Code | undefined)[]): void {
  if (!isScarred(parts)) {
    for (const [index, part] of parts.entries())
      if (saysNothingNew(part) && isSure(part)) codes[index] = 'post-repeated-paragraph';
    return;
  }
  let run: number[] = [];
  const close = () => {
    const text = run.filter((index) => parts[index]?.block.kind !== 'heading');
    if (text.some((index) => (parts[index]?.letters ?? 0) >= LONG))
      for (const index of text) codes[index] = 'post-repeated-paragraph';
    run = [];
  };
  for (const [index, part] of parts.entries()) {
    if (saysNothingNew(part)) run.push(index);
    else close();
  }
  close();
}

/** In letters. Nobody repeats a longer paragraph word for word on purpose, not even under another heading. */
const VERY_LONG = 200;

function isSure({ block, sentences, letters, runTogether }: Part): boolean {
  if (block.kind !== 'prose' || letters < LONG) return false;
  const weight = weightOf(sentences.map((sentence) => sentence.letters).join(''));
  return weight >= (runTogether ? LONG : VERY_LONG);
}

function isScarred(parts: readonly Part[]): boolean {
  return parts.some(({ block }) => block.cut !== undefined);
}

function saysNothingNew(part: Part | undefined): boolean {
  return part !== undefined && part.sentences.length > 0 && part.known.every(Boolean);
}

/** Whether it is only the beginning, or the end, of a sentence that was said before, next to a cut. */
function isFragment(part: Part, behindCut: boolean, next: Part | undefined): boolean {
  if (part.block.kind !== 'prose' || !saysNothingNew(part)) return false;
  const open = part.sentences.at(-1)?.whole === false && next?.block.cut !== undefined;
  return open || (behindCut && (part.remainder || part.letters >= LATE));
}

/**
 * Removes the marked blocks, and the runs of sentences inside the others.
 *
 * @param stays blocks that keep all their text
 */
function apply(
  parts: readonly Part[],
  codes: readonly (Code | undefined)[],
  gone: ReadonlyMap<number, Mend>,
  stays: ReadonlySet<number>,
): Mended {
  const blocks: Block[] = [];
  const mends: Mend[] = [];
  const scarred = isScarred(parts);
  let dropped = false;
  let pending: Cut | undefined;
  for (const [index, part] of parts.entries()) {
    const code = codes[index];
    const empty = gone.get(index);
    if (code !== undefined) mends.push(dropping(code, part));
    if (empty !== undefined) mends.push(empty);
    if (code !== undefined || empty !== undefined) {
      dropped = true;
      pending ??= part.block.cut;
      continue;
    }
    const cut = part.block.cut ?? pending;
    const block =
      cut === undefined ? part.block : { ...part.block, cut: { ...cut, near: cut.near && !dropped } };
    const ends = parts[index + 1]?.block.cut !== undefined;
    const rest =
      !stays.has(index) && mayLose(block, scarred)
        ? withoutRuns(part, block, ends, scarred)
        : { block, mends: [] };
    mends.push(...rest.mends);
    blocks.push(dropped && blocks.at(-1)?.kind !== 'item' ? apart(rest.block) : rest.block);
    dropped = false;
    pending = undefined;
  }
  if (pending !== undefined)
    blocks.push({ gap: '', text: '', line: pending.line, kind: 'end', code: false, cut: pending });
  return { blocks, mends };
}

/** If a list lost its first items, this item begins the list. */
function apart(block: Block): Block {
  return block.kind === 'item' && block.gap === '\n' ? { ...block, gap: '\n\n' } : block;
}

function dropping(code: Code, { block, first }: Part): Mend {
  const where = first === undefined ? 'what was said before' : `line ${first}`;
  const what: Readonly<Record<Code, string>> = {
    'post-repeated-paragraph': `A paragraph repeats ${where}`,
    'post-repeated-passage': 'A fragment of what was said before',
    'post-repeated-sentence': 'A sentence stands again as a paragraph',
  };
  return { code, message: `${what[code]}: ${quote(block.text)} is dropped.`, line: block.line, column: 1 };
}
