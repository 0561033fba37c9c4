/**
 * A sketch of a post: a few numbers by which it is known again after its file was renamed, its title
 * mended or a paragraph rewritten. Each sentence is a number; the smallest are kept, so two versions
 * of a text share about as many of them as they share sentences (a bottom-k sketch, Broder 1997).
 */

/** How much of a text is looked at, in characters: the first paragraphs tell posts apart. */
const EXTENT = 1500;
const SIZE = 8;

/** A shorter sentence says nothing. */
const LEAST = 10;

/** @param text the body as it was written, Markdown and all */
export function sketchOf(text: string): string[] {
  const sentences = text.slice(0, EXTENT).split(/[。！？!?\n]+/);
  const hashes = sentences
    .map((sentence) => sentence.replace(/\s+/g, ''))
    .filter(({ length }) => length >= LEAST);
  return [...new Set(hashes.map(hash))].toSorted().slice(0, SIZE);
}

/**
 * The sketch of a file: that of its body, read byte by byte, because decoding ten thousand of them takes longer.
 *
 * @param start its first bytes, in UTF-8
 */
export function sketchOfStart(start: Uint8Array): string[] {
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.length);
  const fence = bytes.toString('latin1', 0, 4) === '---\n' ? bytes.indexOf('\n---\n', 4) : -1;
  const body = fence < 0 ? 0 : fence + 5;
  const found = new Set<number>();
  let [at, units, length, value] = [body, 0, 0, BASIS];
  for (; at < bytes.length && units < EXTENT; units += 1) {
    const first = bytes[at] ?? 0;
    // Kana, kanji, and the marks between them but 。: nearly every letter.
    if (first >= 0xe3 && first < 0xee && at + 2 < bytes.length) {
      const unit =
        ((first & 0x0f) << 12) | (((bytes[at + 1] ?? 0) & 0x3f) << 6) | ((bytes[at + 2] ?? 0) & 0x3f);
      if (unit > 0x3002) {
        at += 3;
        length += 1;
        value = Math.imul(value ^ unit, PRIME);
        continue;
      }
    }
    if (first >= 0xf0) return sketchOf(bytes.toString('utf8', body, body + 3 * EXTENT));
    const unit = first < 0x80 ? first : unitAt(bytes, at, first);
    at += first < 0x80 ? 1 : first < 0xe0 ? 2 : 3;
    if (isEnd(unit)) {
      if (length >= LEAST) found.add(value >>> 0);
      [length, value] = [0, BASIS];
    } else if (
      (unit > 0x20 && unit < 0xa0) ||
      (unit > 0x3000 && unit < 0xfeff) ||
      !BLANK.test(String.fromCharCode(unit))
    ) {
      length += 1;
      value = Math.imul(value ^ unit, PRIME);
    }
  }
  if (length >= LEAST) found.add(value >>> 0);
  const smallest = [...found].sort((a, b) => a - b).slice(0, SIZE);
  return smallest.map(hex);
}

/** The letter of two or three bytes that begins here. */
function unitAt(bytes: Uint8Array, at: number, first: number): number {
  const second = (bytes[at + 1] ?? 0) & 0x3f;
  if (first < 0xe0) return ((first & 0x1f) << 6) | second;
  return ((first & 0x0f) << 12) | (second << 6) | ((bytes[at + 2] ?? 0) & 0x3f);
}

/** 。！？!? and the line's end. */
function isEnd(unit: number): boolean {
  if (unit === 0x3002 || unit === 0xff01 || unit === 0xff1f) return true;
  return unit === 0x0a || unit === 0x21 || unit === 0x3f;
}

const BLANK = /\s/;

/** The share of sentences that two texts have in common, 0 to 1. */
export function likeness(a: readonly string[], b: readonly string[]): number {
  const fewer = Math.min(a.length, b.length);
  return fewer === 0 ? 0 : a.filter((number) => b.includes(number)).length / fewer;
}

/** FNV-1a, 32 bits, in hex: no secret is kept by it, it only has to be quick and stay the same. */
export function hash(text: string): string {
  let value = BASIS;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), PRIME);
  }
  return hex(value >>> 0);
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}

const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;
