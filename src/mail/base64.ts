/**
 * Fills the slots of a body that is sent as base64. The text that is the same for everyone is encoded once; only the
 * few bytes around a slot are encoded for each subscriber. The decoded bytes are exactly those of the filled text.
 * Lines may end early at a slot, which base64 allows (RFC 2045, 6.8: at most 76 letters).
 */
import type { Part, SlotName, Slots } from './slots.ts';

/** Letters in a line, and the bytes that fill it. */
const LETTERS = 76;
const LINE = 57;

/** Shorter parts between two slots are not worth encoding ahead. */
const WORTHWHILE = 2 * LINE;

type Piece = Static | { readonly slot: SlotName };
type Static = {
  readonly bytes: Buffer;
  /** Encoded from byte 0, 1 or 2 on, up to the last complete group of three; made when first needed. */
  readonly ahead: (Buffer | undefined)[];
};

/** @returns the encoded body for one subscriber, in parts; every part ends at a line end */
export type EncodedBody = (slots: Slots) => Buffer[];

/**
 * @param parts a text taken apart at its slots, with CRLF line ends
 * @param encode how a value is written: HTML escaping for html, nothing for text
 */
export function prebuildBody(parts: readonly Part[], encode: (value: string) => string): EncodedBody {
  const pieces: readonly Piece[] = parts.map((part) =>
    typeof part === 'string' ? { bytes: Buffer.from(part), ahead: [] } : part,
  );
  return (slots) => {
    const encoded: Buffer[] = [];
    let seam: Buffer[] = [];
    for (const piece of pieces) {
      if ('slot' in piece) seam.push(Buffer.from(encode(slots[piece.slot])));
      else if (piece.bytes.length < WORTHWHILE) seam.push(piece.bytes);
      else {
        const skip = (3 - (lengthOf(seam) % 3)) % 3;
        seam.push(piece.bytes.subarray(0, skip));
        encoded.push(base64Lines(Buffer.concat(seam)), encodedFrom(piece, skip));
        seam = [piece.bytes.subarray(groupsEnd(piece, skip))];
      }
    }
    encoded.push(base64Lines(Buffer.concat(seam)));
    return encoded;
  };
}

/** Base64 in lines of 76 letters, each with CRLF; an empty text for no bytes. */
export function base64Lines(bytes: Uint8Array): Buffer {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  if (text === '') return NOTHING;
  let lines = '';
  for (let at = 0; at < text.length; at += LETTERS) lines += `${text.slice(at, at + LETTERS)}\r\n`;
  return Buffer.from(lines, 'latin1');
}

const NOTHING = Buffer.alloc(0);

function encodedFrom(piece: Static, skip: number): Buffer {
  const known = piece.ahead[skip];
  if (known !== undefined) return known;
  const encoded = base64Lines(piece.bytes.subarray(skip, groupsEnd(piece, skip)));
  piece.ahead[skip] = encoded;
  return encoded;
}

function groupsEnd({ bytes }: Static, skip: number): number {
  return bytes.length - ((bytes.length - skip) % 3);
}

function lengthOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}
