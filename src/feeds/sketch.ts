/**
 * A sketch of a post: a few numbers by which it is known again after its file was renamed, its title
 * mended or a paragraph rewritten. Each sentence is a number; the smallest are kept, so two versions
 * of a text share about as many of them as they share sentences (a bottom-k sketch, Broder 1997).
 */

/** How much of a text is looked at, in characters: the first paragraphs tell posts apart. */
const EXTENT = 1500;
const SIZE = 8;

/** @param text the body as it was written, Markdown and all */
export function sketchOf(text: string): string[] {
  const sentences = text.slice(0, EXTENT).split(/[。！？!?\n]+/);
  const hashes = sentences
    .map((sentence) => sentence.replace(/\s+/g, ''))
    .filter(({ length }) => length >= 10);
  return [...new Set(hashes.map(hash))].toSorted().slice(0, SIZE);
}

/**
 * The sketch of a file.
 *
 * @param start its first bytes, in UTF-8: no more of them is decoded than is looked at
 */
export function sketchOfStart(start: Uint8Array): string[] {
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.length);
  const fence = bytes.toString('latin1', 0, 4) === '---\n' ? bytes.indexOf('\n---\n', 4) : -1;
  const body = fence < 0 ? 0 : fence + 5;
  return sketchOf(bytes.toString('utf8', body, body + 3 * EXTENT));
}

/** The share of sentences that two texts have in common, 0 to 1. */
export function likeness(a: readonly string[], b: readonly string[]): number {
  const fewer = Math.min(a.length, b.length);
  return fewer === 0 ? 0 : a.filter((number) => b.includes(number)).length / fewer;
}

/** FNV-1a, 32 bits, in hex: no secret is kept by it, it only has to be quick and stay the same. */
export function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return (value >>> 0).toString(16).padStart(8, '0');
}
