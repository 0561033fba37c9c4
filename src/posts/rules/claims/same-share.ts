/**
 * The same share of the same thing in many posts: 「75%以上の企業」, where a program put it for 「多くの企業」 in all that it
 * wrote. One post alone shows nothing: its author may have counted.
 */
import type { Problem } from '../../../problem.ts';
import type { Block } from '../../blocks.ts';
import { placesIn } from '../../line-numbers.ts';
import { maskOpaque } from '../../prose.ts';
import { quote } from '../../repair.ts';
import { ruleOf } from '../table.ts';

/** A share of something, and where it stands in the file first. */
export type Share = { readonly words: string; readonly line: number; readonly column: number };

/** This many posts have it, and this large a part of all. */
const LEAST = 5;
const PART = 0.03;

const SHARE = /[\d０-９]{1,3}[%％]以上の[\p{Script=Han}\p{Script=Katakana}ー]{2,8}/gu;

/** Each share that a text has, once. */
export function sharesIn(blocks: readonly Block[], lineOf: (line: number) => number): Share[] {
  const found = new Map<string, Share>();
  for (const { kind, text, line } of blocks) {
    if ((kind !== 'prose' && kind !== 'item') || text.search(SHARE) < 0) continue;
    const placeOf = placesIn(text, line);
    for (const { 0: words, index } of maskOpaque(text).matchAll(SHARE)) {
      const name = words.normalize('NFKC');
      const place = placeOf(index);
      if (!found.has(name)) found.set(name, { words: name, line: lineOf(place.line), column: place.column });
    }
  }
  return [...found.values()];
}

/** @returns the problems, by file */
export function findSameShares(
  posts: readonly { readonly file: string; readonly shares: readonly Share[] }[],
): Map<string, Problem[]> {
  const rows = posts.flatMap(({ file, shares }) => shares.map((share) => ({ ...share, file })));
  const found = new Map<string, Problem[]>();
  for (const [words, told] of Map.groupBy(rows, (row) => row.words)) {
    if (told.length < Math.max(LEAST, PART * posts.length)) continue;
    for (const { file, line, column } of told) {
      const problem: Problem = {
        code: 'post-figure',
        message: `${quote(words)} stands in ${told.length} of ${posts.length} posts: a program may have put it where 「多くの…」 was.`,
        hint: ruleOf('post-figure').hint,
        at: { file, line, column },
      };
      found.set(file, [...(found.get(file) ?? []), problem]);
    }
  }
  return found;
}
