/**
 * Fills the slots of a body that is sent as base64. The text that is the same for everyone is encoded once; only the
 * few bytes around a slot are encoded for each subscriber. The decoded bytes are exactly those of the filled text.
 * Lines may end early at a slot, which base64 allows (RFC 2045, 6.8: at most 76 letters).
 */
import type { Part, SlotName, Slots } from './slots.ts';

/** Letters in a line, and the bytes that fill it. */
const LETTERS = 76;
const LINE = 57;

/** In bytes. A smaller part is copied into each mail: that costs less than one more part to hand over. */
const SMALL = 4096;

/** In bytes. Encoding a shorter part ahead saves nothing. */
const WORTHWHILE = 2 * LINE;

/**
 * A part of an encoded mail. A Buffer is large, and all mails of the edition share it. A string is small and is written
 * as one byte for each letter (latin1): it costs less to put strings together than Buffers.
 */
export type Encoded = Buffer | string;

type Piece = Static | { readonly slot: SlotName };
type Static = {
  readonly bytes: Buffer;
  /** The same as a string, one letter for each byte; `undefined` if the piece is worth encoding ahead. */
  readonly short: string | undefined;
  /** How it is encoded if 0, 1 or 2 of its bytes go to the seam before it; each is made when it is first needed. */
  readonly ahead: (Ahead | undefined)[];
};

/** A piece that begins in the seam before it and ends in the seam after it, because base64 takes three bytes at once. */
type Ahead = { readonly before: string; readonly encoded: Encoded; readonly after: string };

/** @returns the encoded body for one subscriber, in parts; every part ends at a line end */
export type EncodedBody = (slots: Slots) => Encoded[];

/**
 * @param parts a text taken apart at its slots, with CRLF line ends
 * @param encode how a value is written: HTML escaping for html, nothing for text
 */
export function prebuildBody(parts: readonly Part[], encode: (value: string) => string): EncodedBody {
  const pieces: readonly Piece[] = parts.map((part) => (typeof part === 'string' ? staticOf(part) : part));
  return (slots) => {
    const body: Encoded[] = [];
    let seam = '';
    for (const piece of pieces) {
      if ('slot' in piece) seam += bytesOf(encode(slots[piece.slot]));
      else if (piece.short !== undefined) seam += piece.short;
      else {
        const { before, encoded, after } = aheadOf(piece, (3 - (seam.length % 3)) % 3);
        body.push(base64Lines(seam + before), encoded);
        seam = after;
      }
    }
    body.push(base64Lines(seam));
    return body;
  };
}

/** @param bytes one letter for each byte @returns base64 in lines of 76 letters, each with CRLF; nothing for nothing */
export function base64Lines(bytes: string): string {
  const text = Buffer.from(bytes, 'latin1').toString('base64');
  let lines = '';
  for (let at = 0; at < text.length; at += LETTERS) lines += `${text.slice(at, at + LETTERS)}\r\n`;
  return lines;
}

function staticOf(part: string): Static {
  const bytes = Buffer.from(part);
  return { bytes, short: bytes.length < WORTHWHILE ? bytes.toString('latin1') : undefined, ahead: [] };
}

/** A text as UTF-8, one letter for each byte. ASCII, as nearly all values are, stays as it is. */
function bytesOf(text: string): string {
  return /[^\x20-\x7e]/.test(text) ? Buffer.from(text).toString('latin1') : text;
}

/** @param skip how many bytes the seam before the piece needs to become a multiple of three */
function aheadOf({ bytes, ahead }: Static, skip: number): Ahead {
  const known = ahead[skip];
  if (known !== undefined) return known;
  const text = bytes.toString('latin1');
  const end = text.length - ((text.length - skip) % 3);
  const lines = base64Lines(text.slice(skip, end));
  const encoded = lines.length < SMALL ? lines : Buffer.from(lines, 'latin1');
  const made = { before: text.slice(0, skip), encoded, after: text.slice(end) };
  ahead[skip] = made;
  return made;
}
