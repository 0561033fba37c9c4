/**
 * A paragraph that says again what the post has said, in nearly the same words: 8 of 10 runs of ten letters occurred
 * before. Only a person can decide which of the two should stay, so it is named and not dropped.
 */
import type { Block } from '../../blocks.ts';
import { maskOpaque, OPAQUE } from '../../prose.ts';
import { type Mend, quote } from '../../repair.ts';
import { LONG, weightOf } from './repeated-run.ts';
import { repeatsVerse } from './verse.ts';

const RUN = 10;
const SHARE = 0.8;

export function findRetold(blocks: readonly Block[]): Mend[] {
  const texts = blocks.map((block) => (block.kind === 'prose' ? lettersIn(block.text) : ''));
  const said = newMarks(texts.reduce((sum, text) => sum + text.length, 0));
  const found: Mend[] = [];
  for (const [index, block] of blocks.entries()) {
    const letters = texts[index] ?? '';
    const isLong = letters.length >= LONG && weightOf(letters) >= LONG;
    if (isLong && isSaid(letters, said) && !isStatusLine(blocks, index)) {
      const message = `A paragraph tells again what was said before: ${quote(block.text)}.`;
      found.push({ code: 'post-retold', message, line: block.line, column: 1 });
    }
    addRuns(letters, said);
  }
  return found.length > 0 && repeatsVerse(blocks) ? [] : found;
}

/** Not remembered: it is asked once for a text, when all repairs are done. */
function lettersIn(text: string): string {
  return maskOpaque(text).replace(LEFT_OUT, '');
}

const LEFT_OUT = new RegExp(`[\\s*_\`${OPAQUE}]+`, 'g');

/** 31 to the power of RUN, modulo 2^32: removes the first letter from a hash. */
const LEAVING = Array.from({ length: RUN }).reduce((power: number) => Math.imul(power, 31), 1);

/** The number of a run of ten letters that ends at a place, computed from the number of the run before it. */
function nextRun(before: number, letters: string, index: number): number {
  const longer = (Math.imul(before, 31) + letters.charCodeAt(index)) | 0;
  return index < RUN ? longer : (longer - Math.imul(LEAVING, letters.charCodeAt(index - RUN))) | 0;
}

/** Which numbers occurred: a bit for each, with enough room that two numbers rarely share one. */
type Marks = { readonly bytes: Uint8Array; readonly shift: number };

function newMarks(count: number): Marks {
  const bits = Math.min(27, Math.max(16, Math.ceil(Math.log2(count + 1)) + 6));
  return { bytes: emptyBytes(2 ** (bits - 3)), shift: 32 - bits };
}

/** Of the post before: the marks of a post are done with before those of the next one begin. */
const room = new Uint8Array(2 ** 18);

function emptyBytes(count: number): Uint8Array {
  if (count > room.length) return new Uint8Array(count);
  return room.fill(0, 0, count);
}

function addRuns(letters: string, { bytes, shift }: Marks): void {
  let run = 0;
  for (let index = 0; index < letters.length; index += 1) {
    run = nextRun(run, letters, index);
    if (index < RUN - 1) continue;
    const place = Math.imul(run, SPREAD) >>> shift;
    bytes[place >> 3] = (bytes[place >> 3] ?? 0) | (1 << (place & 7));
  }
}

/** Spreads numbers that are near each other over the whole range (Knuth, multiplicative hashing). */
const SPREAD = 0x9e3779b1;

/** Whether enough of the runs occurred. Most paragraphs are new, which shows after a fifth of their runs. */
function isSaid(letters: string, { bytes, shift }: Marks): boolean {
  const count = letters.length - RUN + 1;
  let known = count;
  let run = 0;
  for (let index = 0; index < letters.length; index += 1) {
    run = nextRun(run, letters, index);
    if (index < RUN - 1) continue;
    const place = Math.imul(run, SPREAD) >>> shift;
    if (((bytes[place >> 3] ?? 0) & (1 << (place & 7))) === 0) known -= 1;
    if (known < count * SHARE) return false;
  }
  return true;
}

/** The single short line of a section, which another section may have as well. */
function isStatusLine(blocks: readonly Block[], index: number): boolean {
  const next = blocks[index + 1];
  const alone = blocks[index - 1]?.kind === 'heading' && (next === undefined || next.kind === 'heading');
  return alone && (blocks[index]?.text.length ?? 0) < 200;
}
