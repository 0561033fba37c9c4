/** The same heading a second time in a post. What stands below it is new, or it would be gone: so it stays. */
import type { Block } from '../blocks.ts';
import { type Mend, quote } from '../repair.ts';
import type { Scene } from './rule.ts';
import { levelOf, nameOf } from './section.ts';

/** A shorter one, such as 「まとめ」 under each of several parts, may stand twice. */
const LEAST = 7;

/** In English, manuals and lists of changes have the same short headings again and again. */
const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

export function findRepeatedHeadings(blocks: readonly Block[], { lineOf }: Pick<Scene, 'lineOf'>): Mend[] {
  const lines = new Map<string, number>();
  /** The headings that a heading stands under, by rank: 「変更点」 of one version is not that of another. */
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
