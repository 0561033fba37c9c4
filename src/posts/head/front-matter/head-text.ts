/** The front matter in the first bytes of a file: whether it is all there, and its text. Only that is decoded, because decoding is slow. */
import { normalizeLineEnds } from '../../clean-text.ts';
import { CLOSING, FRONT_MATTER_LIMIT, OPENING } from './front-matter.ts';

/** In UTF-8, the limit in letters is at most this many bytes. */
const LIMIT_BYTES = 3 * FRONT_MATTER_LIMIT;

/**
 * The start of a file as text: only the front matter, because decoding is slow.
 *
 * @param bytes valid UTF-8
 */
export function headText(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, LIMIT_BYTES));
  const closing = closingOf(start);
  if (closing > 0) return normalizeLineEnds(start.toString('utf8', 0, closing));
  for (let at = start.indexOf('\n---'); at >= 0; at = start.indexOf('\n---', at + 1)) {
    const text = normalizeLineEnds(decoder.decode(start.subarray(0, at + FENCE_LINE)));
    if (/\n---[ \t]*(?:\n|$)/.test(text)) return text;
  }
  return normalizeLineEnds(decoder.decode(start));
}

/** The fence, its line end, and some blanks after it. */
const FENCE_LINE = 16;

/** Whether the first bytes of a file contain its whole front matter, up to the line end of the closing fence. */
export function holdsHead(start: Uint8Array): boolean {
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.length);
  if (closingOf(bytes) > 0) return true;
  for (let at = bytes.indexOf('\n---'); at >= 0; at = bytes.indexOf('\n---', at + 1)) {
    if (/^\n---[ \t]*\n/.test(bytes.toString('latin1', at, at + FENCE_LINE))) return true;
  }
  return false;
}

/**
 * The beginning of the line after the first exact closing fence, in a file that begins with a fence; 0 if there is
 * none.
 */
function closingOf(bytes: Buffer): number {
  const opens = bytes.length > 3 && bytes.readUInt32BE(0) === OPENING_BYTES;
  const at = opens ? bytes.indexOf(CLOSING_BYTES, 3) : -1;
  return at < 0 ? 0 : at + CLOSING_BYTES.length;
}

const OPENING_BYTES = Buffer.from(OPENING).readUInt32BE(0);
const CLOSING_BYTES = Buffer.from(CLOSING);

const decoder = new TextDecoder('utf-8');
