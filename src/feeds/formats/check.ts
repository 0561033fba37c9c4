/**
 * The feeds check themselves: each document is read again, strictly, and compared with the feed that it was rendered
 * from and with the rules of RSS 2.0, RFC 4287 and JSON Feed 1.1. A violation is our bug, never the author's: nothing
 * is written, and the element is named.
 */
import type { ChainRelation } from '../chain.ts';
import type { Feed, FeedEntry } from '../feed.ts';
import { type FormatName, formats } from './formats.ts';
import type { ParsedFeed, ReadingEntry } from './parsed-feed.ts';
import { isAllowedText } from './xml.ts';

export type Violation = {
  /** The place in the feed: `feed`, or `entry 3 (https://…)`. */
  readonly element: string;
  readonly rule: string;
};

/** @returns every rule that the document breaks; an empty list if all is well */
export function checkFeed(format: FormatName, document: string, feed: Feed): Violation[] {
  let reading: ParsedFeed;
  try {
    reading = formats[format].read(document);
  } catch (error) {
    return [
      { element: 'feed', rule: `is well-formed: ${error instanceof Error ? error.message : String(error)}` },
    ];
  }
  const entries = feed.entries.flatMap((entry, index) => {
    const read = reading.entries[index];
    const element = `entry ${index + 1} (${entry.id})`;
    return read === undefined
      ? [{ element, rule: 'is there' }]
      : broken(element, entryRules(format, entry, read));
  });
  return [...broken('feed', feedRules(feed, reading, feed.folder + formats[format].file)), ...entries];
}

type Rules = Readonly<Record<string, boolean>>;

function feedRules(feed: Feed, reading: ParsedFeed, self: string): Rules {
  const ids = reading.entries.map(({ id }) => id);
  return {
    'title reads back': feed.title !== '' && reading.title === feed.title,
    'description reads back': reading.description === feed.description,
    'language reads back': reading.language === feed.language,
    'home is an absolute URL': reading.home === feed.home && isAbsolute(reading.home),
    'self is its own address': reading.self === self && isAbsolute(self),
    'hub reads back': reading.hub === feed.hub && (feed.hub === undefined || isAbsolute(feed.hub)),
    'is an archive exactly when it is one':
      (reading.archive ?? 'current' in feed.chain) === 'current' in feed.chain,
    'the archive before reads back': reading.chain['prev-archive'] === feed.chain['prev-archive'],
    'the chain of archives reads back': Object.entries(reading.chain).every(
      ([rel, folder]) => folder === feed.chain[rel as ChainRelation] && isAbsolute(folder),
    ),
    'updated is that of the newest change': same(reading.updated, feed.updated),
    'holds each entry once': ids.length === feed.entries.length && new Set(ids).size === ids.length,
    'entries come newest first': reading.entries.every(
      ({ published }, index) => published <= (reading.entries[index - 1]?.published ?? published),
    ),
  };
}

function entryRules(format: FormatName, entry: FeedEntry, read: ReadingEntry): Rules {
  const enclosures = format === 'rss' ? entry.enclosures.slice(0, 1) : entry.enclosures;
  return {
    'id reads back': read.id === entry.id && URL.canParse(read.id),
    'isPermaLink is true exactly when the id is the URL':
      (read.permanent ?? entry.id === entry.url) === (entry.id === entry.url),
    'URL is absolute, ASCII, and reads back': read.url === entry.url && isAbsolute(read.url),
    'title reads back': entry.title !== '' && read.title === entry.title,
    'summary reads back': read.summary === entry.summary,
    'content reads back': (read.content ?? '') === (entry.content ?? ''),
    'cover reads back and is absolute':
      read.image === entry.image && (read.image === undefined || isAbsolute(read.image)),
    'enclosures read back, with absolute URL, type and length': alike(
      read.enclosures.map(written),
      enclosures.filter(({ url, length }) => isAbsolute(url) && Number.isSafeInteger(length)).map(written),
    ),
    'holds no forbidden character': holdsAllowedText(entry, read),
    'authors read back': alike(read.authors, entry.authors),
    'categories read back': alike(
      read.categories,
      entry.categories.map(({ label }) => label),
    ),
    'published reads back to the second': same(read.published, entry.published),
    'updated reads back to the second': same(read.updated, entry.updated) && entry.updated >= entry.published,
  };
}

type Text = Pick<ReadingEntry, 'title' | 'summary' | 'content' | 'authors'>;

/** Entries whose text XML can hold: looked at once for all formats. */
const allowed = new WeakMap<FeedEntry, boolean>();

function holdsAllowedText(entry: FeedEntry, read: ReadingEntry): boolean {
  const isTheSame = read.title === entry.title && read.summary === entry.summary;
  if (!isTheSame || read.content !== entry.content || !alike(read.authors, entry.authors))
    return isAllowed(read);
  const answer = allowed.get(entry) ?? isAllowed(entry);
  allowed.set(entry, answer);
  return answer;
}

function isAllowed({ title, summary, content = '', authors }: Text): boolean {
  return [title, summary, content, ...authors].every(isAllowedText);
}

function broken(element: string, rules: Rules): Violation[] {
  return Object.keys(rules).flatMap((rule) => (rules[rule] ? [] : [{ element, rule }]));
}

function isAbsolute(url: string): boolean {
  return /^https?:\/\/[!-~]+$/.test(url) && URL.canParse(url);
}

function written({ url, type, length }: ReadingEntry['enclosures'][number]): string {
  return `${url} ${type} ${length}`;
}

function alike(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/**
 * Whether two dates are the same. RSS dates have whole seconds; `undefined` means that the format has no such field.
 */
function same(read: Date | undefined, expected: Date): boolean {
  return read === undefined || Math.floor(read.getTime() / 1000) === Math.floor(expected.getTime() / 1000);
}
