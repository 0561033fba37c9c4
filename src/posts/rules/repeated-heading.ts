/** The same heading a second time in a post. What stands below it is new, or it would be gone: so it stays. */
import type { Block } from '../blocks.ts';
import { type Mend, quote } from '../repair.ts';
import { levelOf, nameOf } from './section.ts';

/** A shorter one, such as 「まとめ」 under each of several parts, may stand twice. */
const LEAST = 7;

export function findRepeatedHeadings(blocks: readonly Block[]): Mend[] {
  const lines = new Map<string, number>();
  let part = 0;
  return blocks.flatMap((block) => {
    if (block.kind !== 'heading') return [];
    if (levelOf(block) === 1) part += 1;
    const name = nameOf(block);
    const key = `${part} ${name}`;
    const first = lines.get(key);
    if (first === undefined) lines.set(key, block.line);
    if (first === undefined || name.length < LEAST) return [];
    const message = `The heading of line ${first} stands again: ${quote(block.text)}.`;
    return [{ code: 'post-repeated-heading' as const, message, line: block.line, column: 1 }];
  });
}
