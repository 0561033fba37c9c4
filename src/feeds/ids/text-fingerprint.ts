/**
 * A sketch of a post: a few numbers that recognise it after its file was renamed, its title corrected or a paragraph
 * rewritten. Each sentence becomes a number and the smallest numbers are kept. So two versions of a text share about
 * the same part of their numbers as of their sentences (a bottom-k sketch, Broder 1997).
 */

/** This many characters of a text are read: the first paragraphs are enough to tell posts apart. */
const EXTENT = 1500;
const SIZE = 8;

/** A shorter sentence is no evidence. */
const LEAST = 10;

/** @param text the body as it was written, with its Markdown */
export function sketchOf(text: string): string[] {
  const sentences = text.slice(0, EXTENT).split(/[。！？!?\n]+/);
  const hashes = sentences
    .map((sentence) => sentence.replace(/\s+/g, ''))
    .filter(({ length }) => length >= LEAST);
  return [...new Set(hashes.map(hash))].toSorted().slice(0, SIZE);
}

/**
 * The sketch of the body of a file. It reads bytes, because decoding ten thousand files takes longer.
 *
 * @param start the first bytes of the file, in UTF-8
 */
export function sketchOfStart(start: Uint8Array): string[] {
  return hexOf(numbersOfStart(start));
}

/** In the form of the register. */
export function hexOf(sketch: readonly number[]): string[] {
  return sketch.map(hex);
}

/** The same as numbers, which need a fifth of the memory. */
export function numbersOfStart(start: Uint8Array): number[] {
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.length);
  const fence = bytes.toString('latin1', 0, 4) === '---\n' ? bytes.indexOf(FENCE, 4) : -1;
  const body = fence < 0 ? 0 : fence + FENCE.length;
  const count = hashSentences(bytes, body);
  if (count < 0) {
    return sketchOf(bytes.toString('utf8', body, body + 3 * EXTENT)).map((text) => Number.parseInt(text, 16));
  }
  const smallest: number[] = [];
  for (const number of sentenceHashes.subarray(0, count).sort()) {
    if (number !== smallest.at(-1)) smallest.push(number);
    if (smallest.length === SIZE) break;
  }
  return smallest;
}

const FENCE = Buffer.from('\n---\n');

/** The hashes of one text; a text cannot have more sentences than letters. */
const sentenceHashes = new Uint32Array(EXTENT);

/** @returns the number of sentences; -1 if there are letters that UTF-16 writes as two units */
function hashSentences(bytes: Uint8Array, body: number): number {
  const end = bytes.length;
  let count = 0;
  let length = 0;
  let value = BASIS;
  let at = body;
  for (let units = 0; at < end && units < EXTENT; units += 1) {
    const first = bytes[at] ?? 0;
    if (first >= 0xf0) return -1;
    const unit = first < 0x80 ? first : unitAt(bytes, at, first);
    at += first < 0x80 ? 1 : first < 0xe0 ? 2 : 3;
    if (isEnd(unit)) {
      if (length >= LEAST) sentenceHashes[count++] = value;
      length = 0;
      value = BASIS;
    } else if (isInk(unit)) {
      length += 1;
      value = Math.imul(value ^ unit, PRIME);
    }
  }
  if (length >= LEAST) sentenceHashes[count++] = value;
  return count;
}

/** The letter of two or three bytes that begins at this byte. */
function unitAt(bytes: Uint8Array, at: number, first: number): number {
  const second = (bytes[at + 1] ?? 0) & 0x3f;
  if (first < 0xe0) return ((first & 0x1f) << 6) | second;
  return ((first & 0x0f) << 12) | (second << 6) | ((bytes[at + 2] ?? 0) & 0x3f);
}

/** Whether it ends a sentence: 。！？!? or a line end. */
function isEnd(unit: number): boolean {
  if (unit > 0x3002) return unit === 0xff01 || unit === 0xff1f;
  return unit === 0x3002 || unit === 0x0a || unit === 0x21 || unit === 0x3f;
}

/**
 * Whether it is not white space. The slow regular expression is used only for the few letters that may be white space.
 */
function isInk(unit: number): boolean {
  if (unit > 0x3000) return unit !== 0xfeff;
  return (unit > 0x20 && unit < 0xa0) || !BLANK.test(String.fromCharCode(unit));
}

const BLANK = /\s/;

/** The share of sentences that two texts have in common, 0 to 1. */
export function likeness(a: readonly string[], b: readonly string[]): number {
  const fewer = Math.min(a.length, b.length);
  return fewer === 0 ? 0 : a.filter((number) => b.includes(number)).length / fewer;
}

/** FNV-1a, 32 bits, in hex. It protects no secret: it only has to be fast and stay the same. */
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

/** As a signed number, for the arithmetic of the loops above. */
const BASIS = 0x811c9dc5 | 0;
const PRIME = 0x01000193;
