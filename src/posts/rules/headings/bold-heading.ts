/**
 * In the posts of the pipeline, a paragraph that is one bold line is a heading, and becomes one: below the headings of
 * the post, or beside them if they are all `###`. People write bold lines too: as a heading, a motto, a label over a list
 * or over code. So the post must have another scar of a program; a line that ends in a colon or has a link stays; and at
 * least one bold line of the post must be over a paragraph.
 */
import type { Block } from '../../blocks.ts';
import { type Mend, type Mended, quote } from '../../repair.ts';
import { type KnownHeading, knownHeadings } from '../known-headings.ts';
import { withDeletedMarkers } from '../scars/deleted-marker.ts';
import { isMachineMade, repeatsItself } from '../scars/evidence.ts';
import { levelOf } from '../section-heading.ts';

/** In letters: a longer line is an emphasised sentence. */
const LONGEST = 80;

const BOLD_LINE = /^ {0,3}\*\*(?!\s)([^*\n[\]<>`]+?)\*\*[ \t]*$/;

export function boldLinesToHeadings(blocks: readonly Block[], before: readonly Mend[]): Mended {
  const known = isMachineMade(blocks, before) ? knownHeadings(blocks) : () => undefined;
  const labels = blocks.map(labelOf);
  // Of several labels, all are headings or none is.
  const areHeadings = labels.every((label) => label === undefined || rankOf(label, known) !== undefined);
  const named = blocks.map((block, index) => nameOf(block) ?? (areHeadings ? labels[index] : undefined));
  const names = named.map((name, index) => (isAnnouncement(name, named, blocks, index) ? undefined : name));
  const found = names.flatMap((name, index) =>
    name === undefined ? [] : [{ name, next: blocks[index + 1] }],
  );
  // In English, people write bold lines for many purposes, such as labels of results.
  if (!found.some(({ name, next }) => JAPANESE.test(name) && isOverText(next))) return { blocks, mends: [] };
  if (!isFromPipeline(blocks, before)) return { blocks, mends: [] };
  const levels = levelsOf(blocks, names).map((level, index) => rankOf(names[index], known) ?? level);
  const mends: Mend[] = [];
  const next = blocks.map((block, index): Block => {
    const heading = names[index];
    if (heading === undefined) return block;
    const message = `A bold line becomes a heading: ${quote(heading)}.`;
    mends.push({ code: 'post-bold-heading', message, line: block.line, column: 1 });
    const text = `${'#'.repeat(levels[index] ?? 2)} ${heading.replace(/(?<!#)#+$/, (marks) => `\\${marks}`)}`;
    return { ...block, text, kind: 'heading' };
  });
  return { blocks: next, mends };
}

/** Whether the post has a scar, repaired before or not yet. */
function isFromPipeline(blocks: readonly Block[], before: readonly Mend[]): boolean {
  return (
    isMachineMade(blocks, before) ||
    before.some(({ code }) => code === 'post-run-in-heading') ||
    repeatsItself(blocks) ||
    isMachineMade(withDeletedMarkers(blocks, blocks), [])
  );
}

/**
 * The rank of each bold line. Right below a heading it is one deeper, and so are the others of that section:
 * 「### 三つの流れ」, 「**流れ1**」, 「**流れ2**」. So is a numbered one beside headings of the same rank.
 */
function levelsOf(blocks: readonly Block[], names: readonly (string | undefined)[]): number[] {
  // A line with `---` below it may have become a heading by accident.
  const ranks = blocks.map((block) =>
    block.kind === 'heading' && /^ {0,3}#/.test(block.text) ? levelOf(block) : 0,
  );
  const top = Math.min(...ranks.filter((rank) => rank > 1), DEEPEST);
  const isBelow = ranks.includes(1) || top === 2;
  const common = isBelow ? 3 : top === DEEPEST ? 2 : top;
  let inside = common;
  return names.map((name, index) => {
    const rank = ranks[index] ?? 0;
    if (rank > 0) inside = names[index + 1] === undefined ? common : Math.max(common, rank + 1);
    if (name === undefined) return rank;
    const isPart = !isBelow && common > 2 && NUMBERED.test(name);
    return Math.min(DEEPEST, Math.max(inside, isPart ? common + 1 : 0));
  });
}

/** `######` */
const DEEPEST = 6;

const NUMBERED = /^\d{1,2}[.．)）]/;

type Known = (text: string, at: number) => KnownHeading | undefined;

/** The name of a bold line that ends in a colon: a heading only if the post has it as one, too. */
function labelOf({ kind, text }: Block): string | undefined {
  return kind === 'prose' ? /^ {0,3}\*\*([^*\n]+?)(?:[：:]\*\*|\*\*[：:])[ \t]*$/.exec(text)?.[1] : undefined;
}

/** The rank that the post gives to a name elsewhere. */
function rankOf(name: string | undefined, known: Known): number | undefined {
  const own = name === undefined ? undefined : known(name, 0);
  return own === undefined || own.name !== name ? undefined : own.mark.trim().length;
}

function nameOf({ kind, text }: Block): string | undefined {
  const name = kind === 'prose' ? BOLD_LINE.exec(text)?.[1]?.trim() : undefined;
  return name === undefined || name.length > LONGEST || /[。、:：]$/.test(name) ? undefined : name;
}

/** A question over the headings that answer it is no heading over nothing, but announces them. */
function isAnnouncement(
  name: string | undefined,
  names: readonly (string | undefined)[],
  blocks: readonly Block[],
  index: number,
): boolean {
  if (name === undefined || !/(?:しょうか|ますか|ですか)[？?]$/.test(name)) return false;
  return names[index + 1] !== undefined || blocks[index + 1]?.kind === 'heading';
}

const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Verses have no full stops: a bold line over them is the name or the number of a verse. */
function isOverText(block: Block | undefined): boolean {
  if (block?.kind === 'prose') return /[。！？!?]/.test(block.text) || !block.text.includes('\n');
  return block === undefined || block.kind === 'heading' || block.kind === 'end';
}
