/**
 * Removes what a post says again, word for word: the pipeline quotes the article so far, often as one long paragraph,
 * and continues from there. A paragraph is dropped if all its sentences were said before; so is a run of such sentences
 * inside a paragraph. Tables, code, quotations and lists of links never change.
 */
import type { Block, Cut } from '../../blocks.ts';
import { type Mend, type Mended, quote } from '../../repair.ts';
import type { Sentence } from '../bare-sentences.ts';
import { headlineOf } from '../headings/first-line.ts';
import { isCut } from '../scars/evidence.ts';
import { begunAgain } from './begun-again.ts';
import { headingsAgain } from './begun-anew.ts';
import { isFragment, nextStaying, saysNothingNew } from './fragments.ts';
import { emptied } from './kept-sections.ts';
import { leans } from './leaning.ts';
import { asFirstItem, itemsOf } from './list-items.ts';
import { areOnPurpose } from './on-purpose.ts';
import { ALONE, BEFORE, LEAD, LONG, mayLose, weightOf, withoutRuns } from './repeated-run.ts';
import { isTitleAgain } from './repeated-title.ts';
import { type Part, partsOf } from './said-before.ts';
import { repeatsVerse } from './verse.ts';

type Code =
  | 'post-repeated-paragraph'
  | 'post-repeated-passage'
  | 'post-repeated-sentence'
  | 'post-repeated-heading';

/** What is known of a post. */
type About = {
  /** Whether a repair is wanted. */
  readonly on: (code: Code) => boolean;
  /** Gives the line in the file for a line of the blocks. */
  readonly lineOf?: (line: number) => number;
  readonly title?: string;
};

const NONE: ReadonlySet<number> = new Set();

/** @param before what was repaired in the post so far: it shows whether the pipeline cut the post */
export function dropRepeated(
  body: readonly Block[],
  { on, lineOf = (line) => line, title = '' }: About,
  before: readonly Mend[] = [],
  source: readonly Block[] = [],
): Mended {
  const scarred = isCut(body, before);
  const split = scarred ? body.flatMap(itemsOf) : body;
  const { blocks, gone: begun } =
    scarred && on('post-repeated-paragraph') ? begunAgain(split) : { blocks: split, gone: NONE };
  const parts = partsOf(blocks, { scarred, lineOf, title, gone: begun });
  const codes = parts.map(() => undefined as Code | undefined);
  const meant = scarred ? [] : areOnPurpose(parts);
  if (on('post-repeated-paragraph')) markParagraphs(parts, codes, { scarred, title, source });
  for (const [index, isMeant] of meant.entries()) if (isMeant) codes[index] = undefined;
  for (const index of begun) codes[index] = 'post-repeated-paragraph';
  const staying = nextStaying(codes);
  // A block after a dropped block is after its cut, too.
  let behindCut = false;
  for (const [index, part] of parts.entries()) {
    behindCut ||= part.block.cut !== undefined;
    if (part.echo && on('post-repeated-sentence')) codes[index] ??= 'post-repeated-sentence';
    const isNeeded = isPointedAt(part, newAfter(parts, index));
    const after = { next: parts[index + 1], staying: parts[staying[index + 1] ?? parts.length] };
    if (!isNeeded && isFragment(part, behindCut, after) && on('post-repeated-passage'))
      codes[index] ??= 'post-repeated-passage';
    if (codes[index] === undefined) behindCut = false;
  }
  if (scarred && on('post-repeated-heading'))
    for (const index of headingsAgain(parts, (at) => codes[at] !== undefined))
      codes[index] = 'post-repeated-heading';
  const { gone, kept } = emptied(
    blocks,
    codes.map((code) => code !== undefined),
    scarred,
  );
  for (const index of kept) codes[index] = undefined;
  const stays = new Set(on('post-repeated-passage') ? kept : parts.keys());
  for (const [index, isMeant] of meant.entries()) if (isMeant) stays.add(index);
  return withoutRepeats(parts, codes, gone, stays, { scarred, title });
}

/**
 * A long paragraph that says nothing new is dropped. A post with cuts was written by the pipeline: there, short
 * paragraphs beside it and lists are dropped too. In other posts people may repeat a line under another heading, or a
 * passage of a manual, on purpose.
 */
function markParagraphs(
  parts: readonly Part[],
  codes: (Code | undefined)[],
  {
    scarred,
    title,
    source,
  }: { readonly scarred: boolean; readonly title: string; readonly source: readonly Block[] },
): void {
  if (!scarred) {
    if (repeatsVerse(parts.map(({ block }) => block))) return;
    for (const [index, part] of parts.entries())
      if (saysNothingNew(part) && isSure(part)) codes[index] = 'post-repeated-paragraph';
    return;
  }
  let run: number[] = [];
  const close = () => {
    const text = run.filter((index) => parts[index]?.block.kind !== 'heading');
    const long = text.some((index) => (parts[index]?.letters ?? 0) >= LONG);
    for (const index of text)
      if (isPointedAt(parts[index], newAfter(parts, index))) codes[index] = undefined;
      else if (long || isMissedByNobody(parts[index], parts[index + 1]))
        codes[index] = 'post-repeated-paragraph';
    run = [];
  };
  for (const [index, part] of parts.entries()) {
    if (saysNothingNew(part)) run.push(index);
    else close();
  }
  close();
  // The pipeline began again with the title, or with its first line; readers see the title above the text.
  const line = firstLineOf(source, parts[0]?.block);
  for (const [index, { block }] of parts.entries())
    if (
      block.kind === 'prose' &&
      (block.text === line || isTitleAgain(block, parts[index + 1]?.block, title))
    )
      codes[index] = 'post-repeated-paragraph';
}

/** The first line of the post, if it stood there as a headline and is gone by now, because it is the title again. */
function firstLineOf([first]: readonly Block[], now: Block | undefined): string | undefined {
  return headlineOf(first) === undefined || first?.text === now?.text ? undefined : first?.text;
}

/** 「なぜなら、…からです。」 is the reason of the last sentence of a paragraph: that one stays. */
function isReason(after: Sentence | undefined): boolean {
  return after !== undefined && /^(?:なぜなら|というのも|その通り)/.test(after.letters);
}

/** Words for what somebody says: 「この言葉に」, 「その問いに」. */
const POINTS_AT_WORDS = /^(?:(?:しかし|そして|では|でも)、)?[こそ]の(?:言葉|問い|質問|一言)/;

/** A word that the sentence before says: 「広がるはずです。しかし、その広がりには」 */
const POINTS_AT_ONE = /^(?:(?:しかし|そして|では|でも)、)?その(\p{Script=Han}{2})[^\p{Script=Han}]/u;

/** Whether a new sentence points at what a paragraph of one sentence says: then that one stays. */
function isPointedAt(part: Part | undefined, after: Sentence | undefined): boolean {
  if (isReason(after)) return true;
  const own = part?.sentences[0];
  if (part?.sentences.length !== 1 || own?.whole !== true || part.headless || after === undefined)
    return false;
  const word = POINTS_AT_ONE.exec(after.letters)?.[1];
  return POINTS_AT_WORDS.test(after.letters) || (word !== undefined && own.letters.includes(word));
}

/** A paragraph of a sentence or two that was said before. What announces a list stays with its list. */
function isMissedByNobody(part: Part | undefined, next: Part | undefined): boolean {
  if (part === undefined || part.letters < ALONE) return false;
  if (part.block.kind === 'item') return isItemAgain(part);
  if (part.block.kind !== 'prose') return false;
  if (!part.sentences.every(({ whole }) => whole)) return false;
  if (next?.block.kind === 'prose' && next.known[0] === false && leans(next.sentences[0])) return false;
  const isList = next !== undefined && next.block.kind !== 'prose' && next.block.kind !== 'heading';
  return !(isList && next.block.kind !== 'end' && !saysNothingNew(next));
}

/** Whether an item is whole: without its sentences nothing is left of it but its subject in bold. */
function isItemAgain({ block, sentences }: Part): boolean {
  const lead = LEAD.exec(block.text)?.[0].length ?? 0;
  const said = sentences.filter(({ to }) => to > lead);
  return said.length > 0 && said.every(({ whole }) => whole);
}

/** The sentence that a reader reads next, if it is new: the end of a paragraph may be what it points at. */
function newAfter(parts: readonly Part[], index: number): Sentence | undefined {
  const next = parts[index + 1];
  return next?.block.kind === 'prose' && next.known[0] === false ? next.sentences[0] : undefined;
}

/** In letters. Nobody repeats a longer paragraph word for word on purpose, not even under another heading. */
const VERY_LONG = 200;

function isSure({ block, sentences, letters, runTogether }: Part): boolean {
  if (block.kind !== 'prose' || letters < LONG) return false;
  const weight = weightOf(sentences.map((sentence) => sentence.letters).join(''));
  return weight >= (runTogether ? LONG : VERY_LONG);
}

/**
 * Removes the marked blocks, and the runs of sentences inside the others.
 *
 * @param stays blocks that keep all their text
 */
function withoutRepeats(
  parts: readonly Part[],
  codes: readonly (Code | undefined)[],
  gone: ReadonlyMap<number, Mend>,
  stays: ReadonlySet<number>,
  { scarred, title }: { readonly scarred: boolean; readonly title: string },
): Mended {
  const blocks: Block[] = [];
  const mends: Mend[] = [];
  let dropped = false;
  let above: readonly Sentence[] = [];
  let heading = '';
  let pending: Cut | undefined;
  for (const [index, part] of parts.entries()) {
    if (part.block.kind === 'heading') heading = part.block.text;
    const code = codes[index];
    const empty = gone.get(index);
    if (code !== undefined) mends.push(dropping(code, part));
    if (empty !== undefined) mends.push(empty);
    if (code !== undefined || empty !== undefined) {
      if (!dropped) pending = part.block.cut;
      dropped = true;
      continue;
    }
    const { cut: own, ...uncut } = part.block;
    // Behind an item that goes nothing is left of the cut: the items above it are whole, with 。 or without.
    const cut = dropped ? (pending ?? (parts[index - 1]?.block.kind === 'item' ? undefined : own)) : own;
    const block = cut === undefined ? uncut : { ...uncut, cut: { ...cut, near: cut.near && !dropped } };
    const endsCut = parts[index + 1]?.block.cut !== undefined || codes[index + 1] !== undefined;
    const rest =
      !stays.has(index) && mayLose(block, scarred)
        ? withoutRuns(part, block, { scarred, endsCut, title, heading, above, after: newAfter(parts, index) })
        : { block, mends: [] };
    mends.push(...rest.mends);
    if (rest.block === undefined) {
      pending = cut;
      dropped = true;
      continue;
    }
    above = part.sentences.slice(-BEFORE);
    blocks.push(dropped && blocks.at(-1)?.kind !== 'item' ? asFirstItem(rest.block) : rest.block);
    dropped = false;
    pending = undefined;
  }
  if (pending !== undefined)
    blocks.push({ gap: '', text: '', line: pending.line, kind: 'end', code: false, cut: pending });
  return { blocks, mends };
}

function dropping(code: Code, { block, first }: Part): Mend {
  const where = first === undefined ? 'what was said before' : `line ${first}`;
  const what: Readonly<Record<Code, string>> = {
    'post-repeated-paragraph': `A paragraph repeats ${where}`,
    'post-repeated-passage': 'A fragment of what was said before',
    'post-repeated-sentence': 'A sentence stands again as a paragraph',
    'post-repeated-heading': 'A heading stands again before a sentence that begins anew',
  };
  return { code, message: `${what[code]}: ${quote(block.text)} is dropped.`, line: block.line, column: 1 };
}
