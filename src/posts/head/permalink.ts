/**
 * URLs exactly as Jekyll 4 makes them (lib/jekyll/url.rb, drops/url_drop.rb, utils.rb), so that a post keeps its
 * address when a publisher changes the tool. Letters are in NFC: so a post has the same URL whether its file name was
 * written on Linux or on a Mac.
 */

import { weekOf } from '../../period.ts';
import type { GeneratorName } from '../../settings/generators.ts';
import { dayOfWeek, type WallTime } from '../../time.ts';
import { slugify } from '../ruby/slugify.ts';
import { DAYS, dayOfYear, MONTHS, type Parts, type Placeholders } from './address-parts.ts';
import { foreignPlaceholders } from './generators/foreign-addresses.ts';

/** Jekyll's named styles. */
const styles: Readonly<Record<string, string>> = {
  none: '/:categories/:title:output_ext',
  date: '/:categories/:year/:month/:day/:title:output_ext',
  ordinal: '/:categories/:year/:y_day/:title:output_ext',
  pretty: '/:categories/:year/:month/:day/:title/',
  weekdate: '/:categories/:year/W:week/:short_day/:title:output_ext',
};

/** One row for each placeholder. */
const jekyllPlaceholders: Placeholders = {
  collection: () => 'posts',
  output_ext: () => '.html',
  path: ({ path }) => `/${path.replace(/\.+$/, '')}`,
  name: ({ path }) => lower(slugify(path.split('/').at(-1) ?? '', 'default')),
  title: ({ slug }) => slugify(slug, 'pretty'),
  slug: ({ slug }) => lower(slugify(slug, 'default')),
  categories: ({ categories }) => unique(categories.map(lower)).join('/'),
  slugified_categories: ({ categories }) =>
    unique(categories.map((name) => lower(slugify(name, 'default')))).join('/'),
  year: ({ date }) => pad(date.year, 4),
  short_year: ({ date }) => pad(date.year % 100),
  month: ({ date }) => pad(date.month),
  i_month: ({ date }) => String(date.month),
  short_month: ({ date }) => (MONTHS[date.month - 1] ?? '').slice(0, 3),
  long_month: ({ date }) => MONTHS[date.month - 1] ?? '',
  day: ({ date }) => pad(date.day),
  i_day: ({ date }) => String(date.day),
  y_day: ({ date }) => pad(dayOfYear(date), 3),
  hour: ({ date }) => pad(date.hour),
  minute: ({ date }) => pad(date.minute),
  second: ({ date }) => pad(date.second),
  w_year: ({ date }) => weekId(date).slice(0, 4),
  week: ({ date }) => weekId(date).slice(6),
  w_day: ({ date }) => String(weekday(date) + 1),
  short_day: ({ date }) => (DAYS[weekday(date)] ?? '').slice(0, 3),
  long_day: ({ date }) => DAYS[weekday(date)] ?? '',
};

/** The pattern for a setting: one of Jekyll's styles, or a pattern already. */
export function patternOf(permalink: string): string {
  return styles[permalink] ?? permalink;
}

/** The placeholders in a pattern that the generator of the site does not have. */
export function unknownPlaceholders(pattern: string, generator: GeneratorName = 'jekyll'): string[] {
  const known = placeholdersOf(generator);
  return [...pattern.matchAll(/:([a-z_]+)/g)].flatMap(([, name = '']) =>
    keyOf(name, known) === undefined ? [`:${name}`] : [],
  );
}

function placeholdersOf(generator: GeneratorName): Placeholders {
  const known = tables.get(generator) ?? { ...jekyllPlaceholders, ...foreignPlaceholders[generator] };
  tables.set(generator, known);
  return known;
}

const tables = new Map<GeneratorName, Placeholders>();

/**
 * Fills a pattern and cleans the path as Jekyll does.
 *
 * @returns a path of percent-encoded ASCII that begins with `/`
 */
export function permalink(pattern: string, parts: Parts, generator: GeneratorName = 'jekyll'): string {
  let filled = '';
  for (const piece of piecesOf(pattern, generator))
    filled += typeof piece === 'string' ? piece : encodePath(piece(parts));
  if (/^(?:\/[\w-]+)+\/?$/.test(filled)) return filled;
  const tidy = `/${filled}`
    .replaceAll('..', '/')
    .replaceAll('./', '')
    .replace(/\/{2,}/g, '/');
  return encodeRest(tidy);
}

type Piece = string | ((parts: Parts) => string);

/** The pieces of a pattern between its placeholders; the site's pattern is cut once for all posts. */
function piecesOf(pattern: string, generator: GeneratorName): readonly Piece[] {
  if (pattern === cut.pattern && generator === cut.generator) return cut.pieces;
  const known = placeholdersOf(generator);
  const pieces: Piece[] = [];
  for (const part of pattern.split(/(:[a-z_]+)/)) {
    const key = part.startsWith(':') ? keyOf(part.slice(1), known) : undefined;
    const fill = key === undefined ? undefined : known[key];
    if (key === undefined || fill === undefined) pieces.push(part);
    else pieces.push(fill, part.slice(1 + key.length));
  }
  cut = { pattern, generator, pieces };
  return pieces;
}

type Cut = {
  readonly pattern: string;
  readonly generator: GeneratorName;
  readonly pieces: readonly Piece[];
};
let cut: Cut = { pattern: '', generator: 'jekyll', pieces: [] };

/** Why a page cannot have this path, or `undefined`. The path is read as a web server reads it, decoded. */
export function pathFault(path: string): string | undefined {
  if (path.length <= MAX_NAME && /^[\w/-]*$/.test(path)) return undefined;
  for (const segment of path.split('/')) {
    const name = decode(segment);
    if (name === undefined) return 'it is not valid percent-encoding';
    if (name === '.' || name === '..') return `it leaves its folder with \`${name}\``;
    if (/[\p{Cc}\\/]/u.test(name)) return 'it holds a control character, a slash or a backslash';
    if (Buffer.byteLength(name) > MAX_NAME) return `one of its names is longer than ${MAX_NAME} bytes`;
  }
  return path.length > MAX_PATH ? `it is longer than ${MAX_PATH} characters` : undefined;
}

/** The longest name in file systems, so the longest that Jekyll can write. */
const MAX_NAME = 255;
const MAX_PATH = 2000;

/** As Ruby does it, letter by letter: JavaScript writes a sigma at the end of a word in another way. */
function lower(text: string): string {
  return text.includes('Σ')
    ? Array.from(text, (letter) => letter.toLowerCase()).join('')
    : text.toLowerCase();
}

/** `/:month_:day` means `:month` and `:day`: Jekyll tries the name with its last underscore, then without. */
function keyOf(name: string, known: Placeholders): string | undefined {
  const candidates = name.endsWith('_') ? [name, name.slice(0, -1)] : [name];
  return candidates.find((key) => Object.hasOwn(known, key));
}

/** Encodes everything except RFC 3986 `pchar` and `/`. */
function encodePath(text: string): string {
  if (/^[\w./-]*$/.test(text)) return text;
  return encodeURI(text.normalize('NFC').toWellFormed()).replace(/[?#]/g, encodeURIComponent);
}

/** Encodes the letters that come from the pattern itself; encoded letters stay. */
function encodeRest(path: string): string {
  if (/^[\w.%/-]*$/.test(path)) return path;
  return path.replace(/[^\x21-\x7e]+|["<>\\^`{|}#?]/gu, (letters) =>
    encodeURIComponent(letters.normalize('NFC').toWellFormed()),
  );
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}

/** The day on the wall as a date in UTC. */
function utcDay({ year, month, day }: WallTime): Date {
  return new Date(Date.UTC(year, month - 1, day));
}

/** `2025-W45` */
function weekId(date: WallTime): string {
  return weekOf(utcDay(date), 'UTC').id;
}

/** 0 is Monday. */
function weekday(date: WallTime): number {
  return (dayOfWeek(date) + 6) % 7;
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}
