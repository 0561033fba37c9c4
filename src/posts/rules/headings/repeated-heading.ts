/**
 * The same heading a second time in a post. The text below it is new, otherwise it would be gone. So the heading stays,
 * except in a post that a program wrote, if it only separates a section from its own continuation, or has no text
 * below. There a heading right before a marker at the end goes, too, because its text was cut off; and so does a rule
 * over nothing.
 */
import type { Block } from '../../blocks.ts';
import { type Mend, type Mended, quote } from '../../repair.ts';
import type { RuleContext } from '../rule.ts';
import { isMachineMade } from '../scars/evidence.ts';
import { isClosing, levelOf, nameOf } from '../section-heading.ts';
import { leadingBack } from './leading-back.ts';

/** In letters: a shorter heading, such as 「まとめ」 at the end of each of several parts, may occur twice. */
const LEAST = 7;

/** In English, manuals and lists of changes repeat the same short headings. */
const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** @param before what was repaired in the post so far */
export function dropRepeatedHeadings(blocks: readonly Block[], before: readonly Mend[]): Mended {
  if (!isMachineMade(blocks, before)) return { blocks, mends: [] };
  const mends: Mend[] = [];
  const seen = new Set<string>();
  const leading = leadingBack(blocks);
  let above = '';
  const next = blocks.filter((block, index) => {
    if (block.kind === 'rule' && isOverNoText(blocks[index + 1])) {
      const message = 'A rule stands over nothing, and is dropped.';
      mends.push({ code: 'post-empty-heading', message, line: block.line, column: 1 });
      return false;
    }
    if (block.kind !== 'heading') return true;
    const name = nameOf(block);
    const goesOn = name === above || leading.has(index);
    const isLast = isCutOff(blocks, index, before) || (isEnd(blocks[index + 1]) && isClosing(block));
    const isEmpty = seen.has(name) && isOverNothing(block, blocks[index + 1]);
    const drop = name !== '' && (goesOn || isLast || isEmpty);
    seen.add(name);
    if (!drop) {
      above = name;
      return true;
    }
    const why = goesOn
      ? 'The heading of the section stands again in it'
      : isLast
        ? 'The text of a heading is cut off'
        : 'The heading stands again, over nothing';
    const message = `${why}: ${quote(block.text)} is dropped.`;
    const code = isLast && !goesOn ? 'post-empty-heading' : 'post-repeated-heading';
    mends.push({ code, message, line: block.line, column: 1 });
    return false;
  });
  return { blocks: next, mends };
}

/**
 * Drops headings whose text went to another place, or was said there. Asked last: before, other text may come below them.
 *
 * @param source the post before all repairs: what stood over text there
 */
export function dropEmptied(
  blocks: readonly Block[],
  before: readonly Mend[],
  source: readonly Block[],
): Mended {
  if (!isMachineMade(blocks, before)) return { blocks, mends: [] };
  const mends: Mend[] = [];
  let overText: ReadonlySet<string> | undefined;
  const next = blocks.filter((block, index) => {
    if (block.kind !== 'heading' || !isOverNothing(block, blocks[index + 1])) return true;
    overText ??= new Set(source.flatMap((one, at) => (isOverText(one, source[at + 1]) ? [nameOf(one)] : [])));
    if (!overText.has(nameOf(block))) return true;
    const message = `Nothing is left under the heading: ${quote(block.text)} is dropped.`;
    mends.push({ code: 'post-empty-heading', message, line: block.line, column: 1 });
    return false;
  });
  return { blocks: next, mends };
}

function isOverText(heading: Block, next: Block | undefined): boolean {
  return heading.kind === 'heading' && next?.kind === 'prose';
}

function isOverNothing(heading: Block, next: Block | undefined): boolean {
  if (next === undefined || isEnd(next)) return true;
  return next.kind === 'heading' && levelOf(next) <= levelOf(heading);
}

/** Whether a marker stood right behind a heading at the end; several in a row may be lines of a list. */
function isCutOff(blocks: readonly Block[], index: number, before: readonly Mend[]): boolean {
  const line = blocks[index]?.line ?? 0;
  if (!isEnd(blocks[index + 1]) || blocks[index - 1]?.kind === 'heading') return false;
  return before.some((mend) => mend.code === 'post-marker' && mend.line > line);
}

/** Two rules with nothing between them, or one at the end, are left of what was dropped. */
function isOverNoText(next: Block | undefined): boolean {
  return isEnd(next) || next?.kind === 'rule';
}

function isEnd(block: Block | undefined): boolean {
  return block === undefined || block.kind === 'end';
}

export function findRepeatedHeadings(
  blocks: readonly Block[],
  { lineOf }: Pick<RuleContext, 'lineOf'>,
): Mend[] {
  const lines = new Map<string, number>();
  /** The headings above a heading, by rank: 「変更点」 of one version is not 「変更点」 of another. */
  const above: string[] = [];
  return blocks.flatMap((block) => {
    if (block.kind !== 'heading') return [];
    const level = levelOf(block);
    const name = nameOf(block);
    above.length = Math.min(above.length, level);
    const key = JSON.stringify([Array.from({ length: level }, (_, rank) => above[rank] ?? ''), name]);
    above[level] = name;
    const first = lines.get(key);
    if (first === undefined) lines.set(key, block.line);
    if (first === undefined || name.length < LEAST || !JAPANESE.test(name)) return [];
    const message = `The heading of line ${lineOf(first)} stands again: ${quote(block.text)}.`;
    return [{ code: 'post-repeated-heading' as const, message, line: block.line, column: 1 }];
  });
}
