/**
 * Behind a cut the program began again with what it had written right before it: an introduction and the first items of
 * its list, one for one. However short they are, nobody repeats them there on purpose.
 *
 *     予定は三つ。 - A - B - Cの前 | 予定は三つ。 - A - B - Cの前半     readers get: 予定は三つ。 - A - B - Cの前半
 */
import type { Block } from '../../blocks.ts';

/** This many blocks are looked at. */
const MOST = 12;

/**
 * A single short item stands in several lists: it is an accident, unless the next item, too, is one that was begun before
 * the cut.
 */
const ACCIDENT = 1;

/** In letters, with the mark: a shorter beginning of an item proves nothing. */
const LEAST = 5;

export type Begun = {
  /** The blocks, without the cuts behind which an item that was only begun stands whole. */
  readonly blocks: readonly Block[];
  /** The indexes of those that go: behind cuts, what stands before them, too; and such items. */
  readonly gone: ReadonlySet<number>;
};

export function begunAgain(blocks: readonly Block[]): Begun {
  const gone = new Set<number>();
  const healed = new Set<number>();
  if (!blocks.some(({ cut }) => cut !== undefined)) return { blocks, gone };
  const texts = new Map<number, string>();
  /** Only what stands beside a cut is compared. */
  const textAt = (at: number) => {
    const block = blocks[at];
    const text = texts.get(at) ?? (block === undefined ? '' : textOf(block));
    texts.set(at, text);
    return text;
  };
  /** A fast test: nearly all pairs begin with another letter, and need no more. */
  const mayBe = (one: number, other: number) => blocks[one]?.text[0] === blocks[other]?.text[0];
  for (const [at, { cut }] of blocks.entries()) {
    if (cut === undefined) continue;
    const { count, begun } = repeatedAt({ textAt, mayBe }, at);
    for (let index = at; index < at + count; index += 1) gone.add(index);
    if (!begun || blocks[at - 1]?.kind !== 'item') continue;
    gone.add(at - 1);
    healed.add(at);
  }
  return {
    blocks: healed.size === 0 ? blocks : blocks.map((block, at) => (healed.has(at) ? whole(block) : block)),
    gone,
  };
}

function whole({ cut: _, ...block }: Block): Block {
  return block;
}

/** How many blocks from here on stand right before here, too; and whether one stands between that was only begun. */
function repeatedAt(texts: Texts, at: number): { readonly count: number; readonly begun: boolean } {
  const { textAt, mayBe } = texts;
  for (let count = Math.min(MOST, at - 1); count > 0; count -= 1) {
    if (count > ACCIDENT && isSame(texts, at - count, at, count)) return { count, begun: false };
    if (isSame(texts, at - 1 - count, at, count) && isBegun(textAt(at - 1), textAt(at + count)))
      return { count, begun: true };
  }
  return { count: 0, begun: mayBe(at - 1, at) && isBegun(textAt(at - 1), textAt(at)) };
}

type Texts = {
  readonly textAt: (at: number) => string;
  /** Whether two may be the same, or one the beginning of the other. */
  readonly mayBe: (one: number, other: number) => boolean;
};

function isSame({ textAt, mayBe }: Texts, first: number, second: number, count: number): boolean {
  for (let at = 0; at < count; at += 1) {
    if (!mayBe(first + at, second + at)) return false;
    const text = textAt(first + at);
    if (text === '' || text !== textAt(second + at)) return false;
  }
  return true;
}

/** Whether a block is no more than the beginning of another one. */
function isBegun(text: string, whole: string): boolean {
  return text.length >= KIND.length + LEAST && whole.length > text.length && whole.startsWith(text);
}

const KIND = 'item ';

function textOf({ text, kind }: Block): string {
  return kind === 'prose' || kind === 'item' ? `${kind} ${text.replace(/\s+/g, '')}` : '';
}
