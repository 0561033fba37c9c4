/** Removes a paragraph that repeats the title, because page, feed and mail show the title above the text anyway. */
import type { Block } from '../../blocks.ts';
import { type Mend, type Mended, quote } from '../../repair.ts';
import { commonStart } from '../common-start.ts';
import { headlineOf, QUESTION } from '../headings/first-line.ts';
import { isMachineMade } from '../scars/evidence.ts';
import { bareLetters, isShort, withoutTitle } from '../title-in-text.ts';

/** Drops the first paragraph, bold line or heading if it is the title, and the title before the first words. */
export function dropRepeatedTitle(blocks: readonly Block[], title: string): Mended {
  const [first, ...rest] = blocks;
  const left =
    first === undefined || first.code || isSentence(first, title)
      ? undefined
      : withoutHeadline(first, rest[0], title);
  if (first === undefined || left === undefined) return { blocks, mends: [] };
  const message = `The text begins with the title again: ${quote(first.text)} is dropped.`;
  return {
    blocks: left === '' ? moved(rest, first.gap) : [{ ...first, text: left }, ...rest],
    mends: [{ code: 'post-repeated-title', message, line: first.line, column: 1 }],
  };
}

/** Behind a title that is part of a sentence: 「…その真意は？という問いに、」. */
const GOES_ON = /^(?:と|って|[はがをにのでも])/;

/** In letters: a shorter title may well be the subject of a sentence. */
const LEAST_INSIDE = 20;

/** In letters: this many of them are the same, even where marks differ. */
const BEGIN = 6;

/**
 * Drops the title before the words of a later paragraph: a program began its article once more, 「窯の値段はなぜ上がるのか 今年の春、…」.
 * So it does with its first line, where that is another form of the title.
 *
 * @param before what was repaired in the post so far
 * @param source the blocks as they were written: the first line may be gone by now
 */
export function dropTitleInside(
  blocks: readonly Block[],
  title: string,
  before: readonly Mend[],
  source: readonly Block[],
): Mended {
  const mends: Mend[] = [];
  const line = headlineOf(source[0]) ?? title;
  const names = [title, line].filter(
    (name, at, all) =>
      all.indexOf(name) === at && EAST_ASIAN.test(name) && blocks.slice(1).some((one) => begins(one, name)),
  );
  if (names.length === 0 || !isMachineMade(blocks, before)) return { blocks, mends };
  const long = names.filter((name) => bareLetters(name).length >= LEAST_INSIDE);
  const next = blocks.map((block, index) => {
    const left = index > 0 ? restBehind(block, long) : undefined;
    if (left === undefined) return block;
    const message = `A paragraph begins with the title: ${quote(block.text)} begins without it.`;
    mends.push({ code: 'post-repeated-title', message, line: block.line, column: 1 });
    return { ...block, text: left };
  });
  return { blocks: next, mends };
}

function begins({ kind, code, text }: Block, name: string): boolean {
  return kind === 'prose' && !code && text.startsWith(name.slice(0, BEGIN));
}

/** What a paragraph says behind one of the names with which it begins. */
function restBehind(block: Block, names: readonly string[]): string | undefined {
  return names
    .filter((name) => begins(block, name))
    .map((name) => withoutTitle(block.text, name))
    .find((left) => left !== undefined && left !== '' && !GOES_ON.test(left));
}

/**
 * Whether an author begins with the title as a sentence: "Scala 3.4.1 is now available!". Only a title in Japanese or
 * Chinese is taken for a line that a program wrote again: there the authors of such titles are mostly programs.
 */
function isSentence({ kind, text }: Block, title: string): boolean {
  if (kind !== 'prose' || text.startsWith('**') || EAST_ASIAN.test(title)) return false;
  return /[.!?…]["'”’»)]*$/.test(text.trimEnd());
}

const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** The next block takes the place of the first one. */
function moved([next, ...rest]: readonly Block[], gap: string): readonly Block[] {
  return next === undefined ? [] : [{ ...next, gap }, ...rest];
}

/** Whether a paragraph is the title, or another form of it, and no more. */
export function isTitleAgain(block: Block, next: Block | undefined, title: string): boolean {
  return isShort(block.text, title) && !block.code && withoutHeadline(block, next, title) === '';
}

/** The first line may also be another form of the title: a question with the same beginning, or a part of the title. */
function withoutHeadline(first: Block, next: Block | undefined, title: string): string | undefined {
  const left = withoutTitle(first.text, title);
  const line = left === undefined ? headlineOf(first) : undefined;
  if (line === undefined || !QUESTION.test(line) || next?.kind !== 'prose') return left;
  const name = bareLetters(title.replace(/^20\d\d年/, ''));
  const letters = bareLetters(line);
  const isPart = letters.length >= 12 && name.includes(letters) && next.text.length >= 40;
  const common = letters.slice(0, commonStart(name, letters));
  // One word of Latin letters is a name: 「autojump?」 asks what it is.
  const isAlike = common.length >= 8 && !/^[\x20-\x7e]+$/.test(common) && next.text.length >= 80;
  return isPart || isAlike ? '' : left;
}
