/**
 * The headings of a post, to find them again inside its text: a program that quotes an article writes a heading and the
 * paragraph below it on one line.
 */
import type { Block } from '../blocks.ts';

export type KnownHeading = {
  /** Its `##` and the blank behind it. */
  readonly mark: string;
  readonly name: string;
};

/** In letters: a name is found by its first ones. */
const FIRST = 2;

/** In letters: a longer heading is a paragraph. */
const LONGEST = 80;

/** The same with its marks and blanks. */
const LINE = LONGEST + 40;

const HEADING = /^ {0,3}(#{1,6}[ \t]+)(?=\S)(.*?)[ \t]*#*[ \t]*$/;

/** @returns a function that gives the longest heading of the post with which a text goes on at a place, and which a blank ends */
export function knownHeadings(
  blocks: readonly Block[],
): (text: string, at: number) => KnownHeading | undefined {
  const byFirst = new Map<number, Map<string, string>>();
  for (const { kind, text } of blocks) {
    if (kind !== 'heading' || text.length > LINE) continue;
    const [, mark = '', name = ''] = HEADING.exec(text) ?? [];
    if (name.length < FIRST || name.length > LONGEST || name.includes('。')) continue;
    const first = firstOf(name, 0);
    const names = byFirst.get(first) ?? new Map<string, string>();
    if (!names.has(name)) names.set(name, mark);
    byFirst.set(first, names);
  }
  return (text, at) => {
    let longest: KnownHeading | undefined;
    const names = byFirst.get(firstOf(text, at));
    if (names === undefined) return undefined;
    // The blanks behind the first letters of the text are the places where a heading may end.
    for (const { index } of text.slice(at, at + LONGEST + 1).matchAll(/[ \u3000\n]|$/g)) {
      const name = text.slice(at, at + index);
      const mark = names.get(name);
      if (mark !== undefined) longest = { mark, name };
    }
    return longest;
  };
}

/** The first two letters as one number: it is asked at the beginning of each paragraph. */
function firstOf(text: string, at: number): number {
  return text.charCodeAt(at) * 0x10000 + text.charCodeAt(at + 1);
}
