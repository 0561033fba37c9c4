/**
 * Front matter: the YAML between two `---` at the top of a post. Only YAML is read, only within 16 KiB, and every
 * scalar stays the text that the author wrote. The code that uses a value decides whether it is a date or a number.
 *
 * gray-matter would also run `---js`, close at any line that begins with `---`, and take 6 seconds for a page of blank
 * lines. So the fences are found here, and gray-matter gets only the text between them.
 *
 * The file is long because every mistake that people make in YAML gets its own message.
 */
import matter from 'gray-matter';
import { FAILSAFE_SCHEMA, YAMLException } from 'js-yaml';
import type { Problem } from '../../problem.ts';
import { cleanText, cutLetterIn, normalizeLineEnds, SHOWN_INSIDE, withoutUnshowable } from '../clean-text.ts';
import type { FrontMatter, FrontMatterValue } from '../post.ts';
import { loadYamlText } from '../ruby/load-yaml.ts';
import { MAX_LINES, readPlain } from './quick-front-matter.ts';
import { rubyNames } from './ruby-names.ts';
import { fenceSlip, slipIn } from './typing-slips.ts';
import { yamlSlip } from './yaml-slips.ts';

/** In UTF-16 units, from the start of the file to the closing fence. */
const FRONT_MATTER_LIMIT = 16 * 1024;

/** Enough for any author; a file with more is an attack. */
const LIMITS = { maxAliases: 10, maxDepth: 10 };

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

export type Spot = { readonly line: number; readonly column: number };
export type Oddity = Spot & {
  readonly code: 'post-duplicate-key' | 'post-marker' | 'post-replacement-character';
  readonly message: string;
};

/** Why the head cannot be read: where, what is wrong, and what to do. */
export type HeadFault = Spot & Pick<Problem, 'message' | 'hint'>;

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

const OPENING = '---\n';
const CLOSING = '\n---\n';

/** Like `parseHead`, for any text. */
export function parseAny(text: string, markers: readonly string[]): Head | HeadFault {
  const lines = text.slice(0, FRONT_MATTER_LIMIT).split('\n');
  if (!isFence(lines[0])) return fenceSlip(lines) ?? missing(lines[0] ?? '');
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

/** In UTF-8, the limit in letters is at most so many bytes. */
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

type Parsed = { readonly data: FrontMatter; readonly repeated: readonly Oddity[] };

function parseYaml(yaml: string): Parsed | HeadFault {
  const repeated: Oddity[] = [];
  try {
    const { data } = matter(`---\n${yaml}\n---\n`, { language: 'yaml', engines: engines(repeated) });
    if (!isMap(data)) return withSlip(yaml, notMap());
    if (holdsItself(data, [])) return cyclic(yaml);
    // The source is clean, so only an escape can bring in characters that must be removed.
    const clean = yaml.includes('\\') ? cleanMap(data) : (data as FrontMatter);
    return { data: rubyNames(clean, yaml, LIMITS), repeated };
  } catch (error) {
    return withSlip(yaml, faultOf(error));
  }
}

/** What the author slipped on, if that is known. */
function withSlip(yaml: string, fault: HeadFault): HeadFault {
  return yamlSlip(yaml.split('\n'), fault) ?? fault;
}

/** Only YAML: gray-matter's other languages run code or guess. */
function engines(repeated: Oddity[]): Record<string, { parse: (source: string) => object }> {
  const refuse = {
    parse: () => {
      throw new Error('Front matter is YAML only.');
    },
  };
  return {
    yaml: { parse: (source) => loadMap(source, repeated) },
    json: refuse,
    javascript: refuse,
    js: refuse,
    coffee: refuse,
    coffeescript: refuse,
  };
}

/** If a key occurs twice, the last one wins, as in Jekyll; the strict reading only finds their places. */
function loadMap(source: string, repeated: Oddity[]): object {
  const options = { schema: FAILSAFE_SCHEMA, ...LIMITS };
  try {
    return loadYamlText(source, options) as object; // parseYaml checks what it is
  } catch (error) {
    if (!(error instanceof YAMLException) || !/duplicated mapping key/.test(error.reason)) throw error;
    repeated.push({
      code: 'post-duplicate-key',
      message: 'A key stands twice in the front matter; the last one counts.',
      ...spotOf(error),
    });
    return loadYamlText(source, { ...options, json: true }) as object; // parseYaml checks what it is
  }
}

function spotOf(error: YAMLException): Spot {
  // js-yaml counts lines from 0, and its text begins on the line of the opening fence, after the fence.
  return { line: (error.mark?.line ?? 0) + 1, column: (error.mark?.column ?? 0) + 1 };
}

function faultOf(error: unknown): HeadFault {
  if (!(error instanceof YAMLException)) throw error;
  return {
    ...spotOf(error),
    message: `The front matter is not YAML: ${error.reason}.`,
    hint: 'Look for a missing quote, bracket or blank on this line or the one above.',
  };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Whether a value contains itself, as in `a: &a [*a]`. js-yaml has no limit for that, and code that walks through such
 * a value would never end.
 *
 * @param above the values that contain this one
 */
function holdsItself(value: unknown, above: readonly unknown[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (above.includes(value)) return true;
  const around = [...above, value];
  return Object.values(value).some((inner) => holdsItself(inner, around));
}

/** A copy with clean texts. Only own keys are copied, and `__proto__` is a key like any other. */
function cleanMap(map: Readonly<Record<string, unknown>>): FrontMatter {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, cleanValue(value)]));
}

function cleanValue(value: unknown): FrontMatterValue {
  if (Array.isArray(value)) return value.map(cleanValue);
  if (isMap(value)) return cleanMap(value);
  return withoutUnshowable(String(value));
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

/** Hugo and others also write TOML between `+++`, or JSON between braces. */
function foreignFormat(first: string): string | undefined {
  if (/^\+\+\+\s*$/.test(first) || /^---\s*toml\s*$/i.test(first)) return 'TOML';
  if (/^\{\s*(?:$|")/.test(first) || /^(?:---\s*|;;;)json\s*$/i.test(first) || /^;;;\s*$/.test(first))
    return 'JSON';
  return undefined;
}

function missing(first: string): HeadFault {
  const format = foreignFormat(first);
  if (format !== undefined)
    return {
      line: 1,
      column: 1,
      message: `The front matter is ${format}, and only YAML is read, as in Jekyll.`,
      hint: 'Write it as `key: value` lines between two lines of exactly `---`.',
    };
  const language = first.startsWith('---') && first.trimEnd() !== '---';
  return {
    line: 1,
    column: language ? 4 : 1,
    message: language
      ? `The first line is \`${first.slice(0, 20).trimEnd()}\`, but front matter is YAML between two lines of exactly \`---\`.`
      : 'The post has no front matter: the first line is not `---`.',
    hint: 'Begin the file with `---`, then `title:` and `date:`, then `---`; if it is no post, give it a name that begins with `_`.',
  };
}

function unclosed(lines: number): HeadFault {
  return {
    line: lines,
    column: 1,
    message: 'The front matter is not closed: no line of exactly `---` follows within 16 KiB.',
    hint: 'Write `---` on a line of its own after the last key.',
  };
}

function fenceInside(line: number): HeadFault {
  return {
    line,
    column: 1,
    message: 'A line inside the front matter begins with `---` but is no fence.',
    hint: 'Write exactly `---` where the front matter ends, or remove the line.',
  };
}

function tooLong(line: number): HeadFault {
  return {
    line,
    column: 1,
    message: `The front matter has more than ${MAX_LINES} lines.`,
    hint: 'Write `---` on a line of its own where the front matter ends.',
  };
}

/** @param yaml the text between the fences */
function cyclic(yaml: string): HeadFault {
  const lines = yaml.split('\n').map((line) => /(?<=^|[\s[{,])\*[^\s,[\]{}]/.exec(line));
  const index = Math.max(
    0,
    lines.findIndex((match) => match !== null),
  );
  return {
    line: index + 2,
    column: (lines[index]?.index ?? 0) + 1,
    message: 'An alias (`*name`) in the front matter stands inside the value that it repeats.',
    hint: 'Write the value out instead of the alias.',
  };
}

function notMap(): HeadFault {
  return {
    line: 2,
    column: 1,
    message: 'The front matter is no list of `key: value` lines.',
    hint: 'Write `title: …` and `date: …` between the two `---`.',
  };
}
