/**
 * A section that a program wrote a second time, with more in it. What it said before is gone by now. What is new goes
 * to where it belongs in the first section of that name, and the second heading goes:
 *
 *     first:    ## 窯の寿命   A. B.
 *     second:   ## 窯の寿命   A. C. B. D.
 *     readers:  ## 窯の寿命   A. C. B. D.
 */
import type { Block } from '../../blocks.ts';
import { type Mend, type Mended, quote } from '../../repair.ts';
import { sentencesOf } from '../bare-sentences.ts';
import { leans } from '../repeats/leaning.ts';
import { canNotBegin } from '../scars/bound-words.ts';
import { isMachineMade, isSurelyMachineMade } from '../scars/evidence.ts';
import { isClosing, levelOf, nameOf } from '../section-heading.ts';
import { spotsIn } from './compared-sections.ts';
import { withSecond } from './merged-section.ts';
import { type SourceSentences, sourceSentences } from './source-sentences.ts';

/** Only these can be moved: code, HTML and tags of Jekyll may belong to what stands around them. */
const MOVABLE: ReadonlySet<Block['kind']> = new Set(['prose', 'item', 'quote', 'table']);

/** In letters: a longer name is that of one section, wherever it stands again, and in whatever rank. */
const LONG = 7;

/** In letters: a shorter name, such as that of a method, may stand over its idea and over its code. */
const OWN = 14;

/** A section is merged at most this many times. */
const MOST = 20;

type Section = {
  /** 0 for what stands before the first heading. */
  readonly level: number;
  /** The heading, and the text below it up to the next heading. */
  blocks: readonly Block[];
  /** The sections of a lower rank below it. */
  readonly inner: Section[];
  readonly byName: Map<string, Section>;
  merges: number;
};

/**
 * @param before what was repaired in the post so far
 * @param source the post before all repairs: it shows behind which sentence something new stood
 * @param lineOf gives the line in the file for a line of the blocks
 */
export function mergeSections(
  blocks: readonly Block[],
  before: readonly Mend[],
  source: readonly Block[],
  lineOf: (line: number) => number,
): Mended {
  const mends: Mend[] = [];
  if (!isMachineMade(blocks, before) || !hasSameHeadings(blocks)) return { blocks, mends };
  const isSure = isSurelyMachineMade(blocks, before);
  const told = sourceSentences(source);
  const root = newSection(0, []);
  /** The section that the next block is in, and those around it. */
  const around = [root];
  /** The first section of each name. */
  const anywhere = new Map<string, Section>();
  for (const part of partsOf(blocks)) {
    const [heading] = part.blocks;
    const level = heading?.kind === 'heading' ? levelOf(heading) : 0;
    if (heading === undefined || level === 0) {
      root.blocks = [...root.blocks, ...part.blocks];
      continue;
    }
    while ((around.at(-1)?.level ?? 0) >= level) around.pop();
    const above = around.at(-1) ?? root;
    const name = nameOf(heading);
    const beside = above.byName.get(`${level} ${name}`);
    const first = beside ?? (name.length >= LONG ? anywhere.get(name) : undefined);
    const goesOn = above.inner.at(-1) === first;
    const isLast = part.end === Number.POSITIVE_INFINITY;
    const isBeside = beside !== undefined && isSure;
    const merged =
      first === undefined ? undefined : mergedWith(first, part, told, { goesOn, isBeside, isLast });
    if (first === undefined || merged === undefined) {
      const section = newSection(level, part.blocks);
      above.inner.push(section);
      if (first === undefined) above.byName.set(`${level} ${name}`, section);
      if (!anywhere.has(name)) anywhere.set(name, section);
      around.push(section);
      continue;
    }
    const line = lineOf(first.blocks[0]?.line ?? 1);
    const message = `The section of line ${line} is told again: what is new below ${quote(heading.text)} goes there.`;
    mends.push({ code: 'post-repeated-heading', message, line: heading.line, column: 1 });
    first.blocks = merged;
    first.merges += 1;
    around.push(first);
  }
  return mends.length === 0 ? { blocks, mends } : { blocks: blocksOf(root), mends };
}

function newSection(level: number, blocks: readonly Block[]): Section {
  return { level, blocks, inner: [], byName: new Map(), merges: 0 };
}

function hasSameHeadings(blocks: readonly Block[]): boolean {
  const names = blocks.flatMap((block) => (block.kind === 'heading' ? [nameOf(block)] : []));
  return new Set(names).size < names.length;
}

/** A heading and the blocks below it, and where the next one begins. */
type Part = { readonly blocks: readonly Block[]; readonly end: number };

function partsOf(blocks: readonly Block[]): Part[] {
  const starts = blocks.flatMap(({ kind }, index) => (kind === 'heading' ? [index] : []));
  const all = starts[0] === 0 ? starts : [0, ...starts];
  return all.map((start, index) => ({
    blocks: blocks.slice(start, all[index + 1]),
    end: blocks[all[index + 1] ?? -1]?.line ?? Number.POSITIVE_INFINITY,
  }));
}

/** Where a second section stands. */
type Standing = {
  /** Whether nothing stands between it and the first one. */
  readonly goesOn: boolean;
  /** Whether both stand below the same headings, in a post that is surely of a program: chapters of people begin alike, too. */
  readonly isBeside: boolean;
  /** Whether it ends the post. */
  readonly isLast: boolean;
};

function mergedWith(
  { blocks: first, merges }: Section,
  { blocks: second, end }: Part,
  told: SourceSentences,
  { goesOn, isBeside, isLast }: Standing,
): readonly Block[] | undefined {
  const [heading, ...rest] = second;
  if (heading === undefined || nameOf(heading) === '' || merges >= MOST) return undefined;
  if (!rest.every(({ kind }) => MOVABLE.has(kind))) return undefined;
  const merged = withSecond(first, second, told.between(heading.line, end), goesOn);
  if (merged !== undefined) return merged;
  return addsMore(rest[0]) || (isBeside && isMoreOfIt(first, rest, isLast))
    ? [...first, ...rest.map(withoutCut)]
    : undefined;
}

/**
 * Whether new text can stand behind the first section of that name: more items behind a list; or paragraphs that begin with a
 * sentence of their own. Those that end the post may well speak of all of it.
 */
function isMoreOfIt(first: readonly Block[], rest: readonly Block[], isLast: boolean): boolean {
  const [heading, above] = [first[0], first.at(-1)];
  const said = spotsIn(first);
  if (rest.some(({ text }) => sentencesOf(text).some(({ letters }) => said.has(letters)))) return false;
  if (heading?.kind !== 'heading' || nameOf(heading).length < OWN || isClosing(heading)) return false;
  if (rest.length > 0 && rest.every(({ kind }) => kind === 'item')) return above?.kind === 'item';
  const begin = rest[0]?.kind === 'prose' ? sentencesOf(rest[0].text)[0] : undefined;
  if (isLast || above?.kind !== 'prose' || begin?.whole !== true) return false;
  return !leans(begin) && !canNotBegin(rest[0]?.text ?? '');
}

function withoutCut({ cut: _, ...block }: Block): Block {
  return block;
}

/** Whether a section begins by adding to what its heading stood over before: 「さらに以下の点にも目を向けましょう。」 */
function addsMore(text: Block | undefined): boolean {
  return text?.kind === 'prose' && /^さらに、?(?:以下|次)の/.test(text.text);
}

function blocksOf({ blocks, inner }: Section): Block[] {
  return [...blocks, ...inner.flatMap(blocksOf)];
}
