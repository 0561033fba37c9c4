/**
 * Behind a cut the program began again with what it had written right before it: an introduction and the first items of
 * its list, one for one. However short they are, nobody repeats them there on purpose.
 *
 *     予定は三つ。 - A - B - Cの前 | 予定は三つ。 - A - B - Cの前半     readers get: 予定は三つ。 - A - B - Cの前半
 */
import type { Block } from '../../blocks.ts';
import type { Part } from './said-before.ts';

/** So many blocks are looked at. */
const MOST = 12;

/** Fewer blocks in a row may be an accident: a single short item stands in several lists. */
const LEAST = 2;

/** @returns the indexes of the parts behind cuts that stand right before them, too */
export function begunAgain(parts: readonly Part[]): number[] {
  if (!parts.some(({ block }) => block.cut !== undefined)) return [];
  const texts = new Map<number, string>();
  /** Only what stands beside a cut is compared. */
  const textAt = (at: number) => {
    const block = parts[at]?.block;
    const text = texts.get(at) ?? (block === undefined ? '' : textOf(block));
    texts.set(at, text);
    return text;
  };
  return parts.flatMap(({ block }, at) => {
    const count = block.cut === undefined ? 0 : repeatedAt(textAt, at);
    return Array.from({ length: count }, (_, index) => at + index);
  });
}

/** How many blocks from here on stand right before here, too. */
function repeatedAt(textAt: (at: number) => string, at: number): number {
  for (let count = Math.min(MOST, at); count >= LEAST; count -= 1)
    for (const end of [at, at - 1])
      if (isSame(textAt, end - count, at, count) && (end === at || isLeft(textAt(end), textAt(at + count))))
        return count;
  return 0;
}

function isSame(textAt: (at: number) => string, first: number, second: number, count: number): boolean {
  for (let at = 0; at < count; at += 1) {
    const text = textAt(first + at);
    if (text === '' || text !== textAt(second + at)) return false;
  }
  return true;
}

/** What stands between the two is no more than the beginning of what stands behind the repeated blocks. */
function isLeft(between: string, next: string): boolean {
  return between !== '' && next.startsWith(between);
}

function textOf({ text, kind }: Block): string {
  return kind === 'prose' || kind === 'item' ? `${kind} ${text.replace(/\s+/g, '')}` : '';
}
