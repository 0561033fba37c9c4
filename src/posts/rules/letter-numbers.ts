/**
 * Numbers for texts. The same text has the same number; two texts with different numbers are not the same. To look at a
 * number in a small table is ten times as fast as to look for a text in a map, and most texts of a post are there once.
 */

/** A number of 32 bits for some letters of a text. */
export function numberOf(text: string, from = 0, to = text.length): number {
  let number = 0;
  for (let at = from; at < to; at += 1) number = (Math.imul(number, 31) + text.charCodeAt(at)) | 0;
  return number;
}

/** In bits: with this many places few of the sentences of a long post share one by accident. */
const BITS = 14;

/** Spreads numbers that are near each other over the whole range (Knuth, multiplicative hashing). */
const SPREAD = 0x9e3779b1;

/** Counts numbers: which of them occur more than once. Two that share a place count as the same. */
export type Counts = {
  /** Forgets all. */
  readonly clear: () => void;
  readonly add: (number: number) => void;
  readonly isShared: (number: number) => boolean;
};

/** One table serves post after post: to make it takes longer than to use it. */
export function newCounts(): Counts {
  const counts = new Uint8Array(2 ** BITS);
  return {
    clear: () => void counts.fill(0),
    add(number) {
      const place = Math.imul(number, SPREAD) >>> (32 - BITS);
      counts[place] = counts[place] === 0 ? 1 : 2;
    },
    isShared: (number) => counts[Math.imul(number, SPREAD) >>> (32 - BITS)] === 2,
  };
}
