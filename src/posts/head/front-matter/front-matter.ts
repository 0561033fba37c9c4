/**
 * Front matter: the YAML between two `---` at the top of a post, only within 16 KiB; every scalar stays the text that the
 * author wrote. The code that uses a value decides whether it is a date or a number. Heads of other generators are read in
 * other-heads.ts.
 *
 * gray-matter would also run `---js`, close at any line that begins with `---`, and take 6 seconds for a page of blank
 * lines. So the fences are found here, and gray-matter gets only the text between them.
 */
import { cleanText, cutLetterIn, SHOWN_INSIDE } from '../../clean-text.ts';
import type { FrontMatter } from '../../post.ts';
import {
  fenceInside,
  type HeadFault,
  missing,
  type Oddity,
  type Spot,
  tooLong,
  unclosed,
} from './front-matter-faults.ts';
import { cleanMap, parseYaml } from './front-matter-yaml.ts';
import { otherHead } from './other-heads.ts';
import { MAX_LINES, readPlain } from './quick-front-matter.ts';
import { fenceSlip, slipIn } from './typing-slips.ts';

/** In UTF-16 units, from the start of the file to the closing fence. */
export const FRONT_MATTER_LIMIT = 16 * 1024;

export type Head = {
  readonly data: FrontMatter;
  /** The line of the closing fence, from 1; the body begins on the next line. */
  readonly end: number;
  /** The beginning of the body, in UTF-16 units. */
  readonly bodyStart: number;
  /** The place of each top-level key. */
  readonly places: ReadonlyMap<string, Spot>;
  /** Keys that occur twice, and a marker line in place of a fence: the post is published anyway. */
  readonly oddities: readonly Oddity[];
};

/**
 * Reads the head of a post.
 *
 * @param text the start of the file, with `\n` as line end, without byte order mark
 * @param markers lines that the writing pipeline leaks; one of them may be in place of the closing fence
 */
export function parseHead(text: string, markers: readonly string[]): Head | HeadFault {
  return plainHead(text, markers) ?? parseAny(text, markers);
}

/**
 * A fast way for most heads.
 * @returns `undefined` if the head needs `parseAny`
 */
function plainHead(text: string, markers: readonly string[]): Head | undefined {
  const fence = text.startsWith(OPENING) ? text.indexOf(CLOSING, OPENING.length) : -1;
  const bodyStart = fence + CLOSING.length;
  // A marker that looks like a key must be searched by `parseAny`.
  if (fence < 0 || bodyStart > FRONT_MATTER_LIMIT || markers.some((marker) => marker.includes(': ')))
    return undefined;
  const data = readPlain(text.slice(OPENING.length, fence));
  if (data === undefined) return undefined;
  return {
    data,
    bodyStart,
    get end() {
      return Object.keys(data).length + 2;
    },
    get places() {
      const keys = Object.keys(data); // one on each line, with a blank after the colon
      return new Map(keys.map((key, index) => [key, { line: index + 2, column: key.length + 3 }]));
    },
    oddities: [],
  };
}

/** The usual fences, with their line ends. */
export const OPENING = '---\n';
export const CLOSING = '\n---\n';

/** Like `parseHead`, for any text. */
export function parseAny(text: string, markers: readonly string[]): Head | HeadFault {
  const lines = text.slice(0, FRONT_MATTER_LIMIT).split('\n');
  if (!isFence(lines[0])) return ofOtherKind(lines) ?? fenceSlip(lines) ?? missing(lines[0] ?? '');
  const isMarker = (line: string | undefined) => line !== undefined && markers.includes(line.trim());
  const end = lines.findIndex((line, index) => index > 0 && (isFence(line) || line.trimEnd() === '...'));
  const marker = lines.findIndex(isMarker);
  const plain = end < 0 ? undefined : headOf(lines, end, isMarker);
  if (plain !== undefined && 'data' in plain) return plain;
  if (marker > 0 && (end < 0 || marker < end)) {
    const closed = headOf(lines, marker, () => false);
    if ('data' in closed) return { ...closed, oddities: [...closed.oddities, leaked(marker)] };
  }
  return plain ?? slipIn(lines.slice(1)) ?? unclosed(lines.length);
}

function ofOtherKind(lines: readonly string[]): Head | HeadFault | undefined {
  const other = otherHead(lines);
  if (other === undefined || 'message' in other) return other;
  const { data, places, lines: end } = other;
  const bodyStart = lines.slice(0, end).reduce((sum, line) => sum + line.length + 1, 0);
  return { data: cleanMap(data), end, bodyStart, places, oddities: [] };
}

function isFence(line: string | undefined): boolean {
  return line !== undefined && line.trimEnd() === '---';
}

function headOf(
  lines: readonly string[],
  end: number,
  isMarker: (line: string) => boolean,
): Head | HeadFault {
  const inside = lines.slice(1, end);
  const dashes = inside.findIndex((line) => line.startsWith('---') && !isMarker(line));
  if (dashes >= 0) return fenceInside(dashes + 2);
  if (inside.length > MAX_LINES) return tooLong(MAX_LINES);
  const oddities = inside.flatMap((line, index) =>
    isMarker(line) ? [leaked(index + 1)] : cutLetter(line, index + 1),
  );
  const yaml = inside.map((line) => (isMarker(line) ? '' : line)).join('\n');
  const parsed = parseYaml(cleanText(yaml));
  if ('message' in parsed) return slipIn(inside) ?? parsed;
  return {
    data: parsed.data,
    end: end + 1,
    bodyStart: lines.slice(0, end + 1).reduce((sum, line) => sum + line.length + 1, 0),
    // A getter, because most posts need no place.
    get places() {
      return placesOf(inside);
    },
    oddities: [...oddities, ...parsed.repeated],
  };
}

function placesOf(lines: readonly string[]): Map<string, Spot> {
  const places = new Map<string, Spot>();
  for (const [index, line] of lines.entries()) {
    const key = /^(["']?)([\w-]+)\1[ \t]*:[ \t]*/.exec(line);
    if (key?.[2] !== undefined) places.set(key[2], { line: index + 2, column: key[0].length + 1 });
  }
  return places;
}

/** Reports a letter that was cut in half: it is dropped like other characters that cannot be shown. */
function cutLetter(line: string, index: number): Oddity[] {
  const at = cutLetterIn(line, SHOWN_INSIDE);
  if (at < 0) return [];
  const message = 'U+FFFD, the scar of a cut letter, is dropped from the front matter.';
  return [{ code: 'post-replacement-character', line: index + 1, column: at + 1, message }];
}

function leaked(index: number): Oddity {
  return {
    code: 'post-marker',
    line: index + 1,
    column: 1,
    message: 'A leaked marker line stands in the front matter; it is dropped.',
  };
}
