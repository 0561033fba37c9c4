/**
 * Makes a `Post` from the head of a file, or gives the reasons why it cannot. A pure function of the text, the file's
 * name and the settings, so that a cache can be put before it. Whether a post is still in the future is decided later
 * (published-posts.ts).
 *
 * The file is long because the quick reading of a head and the complete one must agree in each field.
 */
import type { Settings } from '../../settings.ts';
import { wallTime } from '../../time.ts';
import { decodeReferences } from '../escape.ts';
import { hasLiquid, runFrontMatter } from '../liquid/liquid.ts';
import { NO_OTHER_FILES } from '../liquid/other-files.ts';
import type { FrontMatter, Post, PostHead, Skipped } from '../post.ts';
import { slugify } from '../ruby/slugify.ts';
import { levelsFor, markersOf } from '../severity.ts';
import { dateHint } from './date-meant.ts';
import { dependsOnQuotes, isQuoted, readStamp, type DateReading as Stamp } from './dates.ts';
import { withDefaults } from './defaults.ts';
import {
  authorsOf,
  categoriesForUrl,
  categoriesOf,
  isFalse,
  isTrue,
  minutesOf,
  own,
  tagsOf,
  textOf,
  urlOf,
} from './fields.ts';
import { type Head, type Oddity, parseHead } from './front-matter.ts';
import { warnSlips } from './head-slips.ts';
import { OTHER_DATE_KEYS } from './other-tools.ts';
import { pathFault, patternOf, permalink, unknownPlaceholders } from './permalink.ts';
import { type Report, readTitle } from './read-title.ts';
import { isBoilerplate, plainLine } from './title.ts';

export type HeadReading<Head extends PostHead = Post> = {
  /** Relative to the site folder. */
  readonly file: string;
  /** Missing if there is a fault. */
  readonly post: Head | undefined;
  /** Everything that keeps it from being published on any day. */
  readonly faults: readonly Skipped[];
  readonly warnings: readonly Skipped[];
  /** Marked `draft: true` or `published: false`. */
  readonly draft: boolean;
};

/** The values that are needed of every post; the others are needed only for posts that are shown. */
export type Essentials = Pick<
  Post,
  'title' | 'slug' | 'path' | 'id' | 'published' | 'updated' | 'categories'
>;

export type Glance = Omit<HeadReading, 'post'> & {
  readonly essentials: Essentials | undefined;
  readonly data: FrontMatter;
  /** The beginning of the body, in UTF-16 units; 0 if there is no head. */
  readonly end: number;
};

type Site = Settings['site'];

/**
 * @param file the path from the site folder, with `/`, in NFC
 * @param text the start of the file, with `\n` as line end, without byte order mark
 */
export function readHead(file: string, text: string, settings: Settings): HeadReading {
  const { site } = settings;
  const { essentials, data: written, faults, warnings, draft, end, report } = look(file, text, settings);
  if (essentials === undefined) return { file, post: undefined, faults, warnings, draft };
  const url = site.url + essentials.path;
  const data = hasLiquid(text.slice(0, end))
    ? runFrontMatter({
        site,
        page: { file, ...essentials, tags: [] },
        frontMatter: written,
        files: NO_OTHER_FILES,
      })
    : written;
  const authors = decoded(authorsOf(data));
  const post: Post = {
    file,
    ...essentials,
    url,
    tags: few(decoded(tagsOf(data)), 'tags', report, warnings),
    authors: authors.length > 0 || site.author === undefined ? authors : [site.author],
    language: languageOf(data) ?? site.language,
    excerpt: readExcerpt(data, essentials.title, settings, report, warnings),
    readingMinutes: minutesOf(data),
    image: imageOf(data, site.url, report, warnings),
    frontMatter: data,
  };
  return { file, post, faults, warnings, draft };
}

/** Reads only the values that every build needs of every post. The arguments are those of `readHead`. */
export function glanceAt(file: string, text: string, settings: Settings): Glance {
  return look(file, text, settings);
}

type Look = Glance & { readonly warnings: Skipped[]; readonly report: Report };

function look(file: string, text: string, settings: Settings): Look {
  const head = parseHead(text, markersOf(settings));
  const report: Report = (code, key, message, hint) => {
    const place = 'data' in head ? head.places.get(key) : undefined;
    return { code, message, hint, at: { file, ...(place ?? { line: 1, column: 1 }) } };
  };
  if ('data' in head) return lookAt(file, text.slice(0, head.bodyStart), head, settings, report);
  const { message, hint, line, column } = head;
  const fault: Skipped = { code: 'post-front-matter', message, hint, at: { file, line, column } };
  const none = { essentials: undefined, data: {}, end: 0, draft: false };
  return { ...none, file, faults: [fault], warnings: [], report };
}

function lookAt(file: string, text: string, head: Head, settings: Settings, report: Report): Look {
  const { bodyStart: end } = head;
  const data = withDefaults(file, head.data, settings.site);
  const faults: Skipped[] = [];
  const warnings = head.oddities.map((oddity) => warningOf(file, oddity));
  const { slug: name } = nameOf(file, settings.site.posts);
  const title = readTitle({ head: text, slug: name, data }, settings, report, faults, warnings);
  warnSlips(head.data, report, warnings);
  const published = readDate(file, text, data, settings.site, report, faults, warnings);
  const draft = isTrue(textOf(data, 'draft')) || isHidden(data);
  const seen = { file, data, end, faults, warnings, draft, report };
  if (published === undefined) return { ...seen, essentials: undefined };
  const names = categoriesOf(data);
  const { slug, path } = readPath(file, data, names, published, settings.site, report, faults);
  const updated = readUpdated(text, data, published, settings.site, report, warnings);
  if (faults.length > 0) return { ...seen, essentials: undefined };
  // Jekyll makes URLs of the names as they are written; readers see the decoded names.
  const categories = few(decoded(names), 'categories', report, warnings);
  const id = idOf(data) ?? settings.site.url + path;
  // Whoever wants every post to have its own title makes this rule an error, which holds the post back.
  const made = warnings.find(({ code }) => code === 'post-title-from-name');
  if (made !== undefined && levelsFor(data, settings)('post-title-from-name') === 'error')
    faults.push({ ...made, severity: 'error' });
  return { ...seen, essentials: { title, slug, path, id, published, updated, categories } };
}

/**
 * Each category has its own feeds, and each feed names all categories of its posts: 2,000 categories in one post would
 * take minutes.
 */
const MOST_NAMES = 100;

function few(names: readonly string[], key: string, report: Report, warnings: Skipped[]): readonly string[] {
  if (names.length <= MOST_NAMES) return names;
  const message = `The post has ${names.length} ${key}; the first ${MOST_NAMES} count.`;
  warnings.push(report('post-category', key, message, 'Name the few that readers choose by.'));
  return names.slice(0, MOST_NAMES);
}

/** `R&amp;D` becomes `R&D`. */
function decoded(names: readonly string[]): readonly string[] {
  return names.some((name) => name.includes('&')) ? [...new Set(names.map(decodeReferences))] : names;
}

function warningOf(file: string, { code, message, line, column }: Oddity): Skipped {
  const hint = code === 'post-replacement-character' ? 'Write the letter that was lost.' : 'Remove the line.';
  return { code, message, hint, at: { file, line, column } };
}

function readExcerpt(
  data: FrontMatter,
  title: string,
  settings: Settings,
  report: Report,
  warnings: Skipped[],
): string | undefined {
  const key = textOf(data, 'excerpt') === undefined ? 'description' : 'excerpt';
  const written = textOf(data, key) ?? '';
  const excerpt = plainLine(written);
  if (excerpt === '') return undefined;
  if (hasLiquid(written)) {
    const message =
      'The excerpt asks for something that is not known here: sentences of the text stand for it.';
    warnings.push(report('post-excerpt-boilerplate', key, message, 'Write the value itself.'));
    return undefined;
  }
  if (!isBoilerplate(excerpt, title, settings)) return excerpt;
  const message = 'The excerpt says nothing of its own: sentences of the text stand for it.';
  warnings.push(
    report('post-excerpt-boilerplate', key, message, 'Write what the post says, or leave it out.'),
  );
  return undefined;
}

function readDate(
  file: string,
  head: string,
  data: FrontMatter,
  site: Site,
  report: Report,
  faults: Skipped[],
  warnings: Skipped[],
): Date | undefined {
  const name = nameOf(file, site.posts).date;
  const key = ['date', ...(name === undefined ? OTHER_DATE_KEYS : [])].find(
    (one) => textOf(data, one) !== undefined,
  );
  const text = key === undefined ? name : textOf(data, key);
  const stamp = text === undefined ? undefined : stampOf(text, key, head, site);
  if (stamp?.assumedUtc === true) warnZone(text ?? '', stamp.instant, site, report, warnings);
  if (stamp?.oddOffset !== undefined)
    warnOffset(stamp.oddOffset, key ?? 'date', stamp.instant, site, report, warnings);
  if (stamp !== undefined) return stamp.instant;
  const message =
    text === undefined
      ? 'The post has no date, neither in the front matter nor in its file name.'
      : /^0\d{3}(?!\d)/.test(text)
        ? `\`${text}\` is in the year ${Number(text.slice(0, 4))}: digits of the year are missing.`
        : `\`${text}\` is no date of the calendar.`;
  faults.push(report('post-date', key ?? 'date', message, dateHint(text, site.timezone)));
  return undefined;
}

/** @param key the key of the date in the front matter; missing if the date is in the file name */
function stampOf(text: string, key: string | undefined, head: string, site: Site): Stamp | undefined {
  const stamp = readStamp({ text, quoted: key === undefined }, site.timezone, site.zonelessDates);
  if (key === undefined || !dependsOnQuotes(text) || !isQuoted(head, key)) return stamp;
  return readStamp({ text, quoted: true }, site.timezone, site.zonelessDates);
}

/** `2025-11-07 16:39` */
function timeThere(instant: Date, zone: string): string {
  const { year, month, day, hour, minute } = wallTime(instant, zone);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}

/** Jekyll reads `+200` as 20 hours, and passes over `-500`; the URLs of the site depend on it. */
function warnOffset(
  offset: string,
  key: string,
  instant: Date,
  { timezone }: Site,
  report: Report,
  warnings: Skipped[],
): void {
  const [sign = '', digits = ''] = [offset.slice(0, 1), offset.slice(1)];
  const message = `\`${offset}\` is no offset of a zone, so the post is of ${timeThere(instant, timezone)} in ${timezone}, as in Jekyll.`;
  warnings.push(report('post-date-zone', key, message, `Write four digits: \`${sign}0${digits}\`.`));
}

/** Jekyll reads such a date as UTC; authors mean their local time. */
function warnZone(text: string, instant: Date, site: Site, report: Report, warnings: Skipped[]): void {
  const meant = readStamp({ text, quoted: true }, site.timezone)?.instant;
  if (meant?.getTime() === instant.getTime()) return;
  const there = timeThere(instant, site.timezone);
  warnings.push(
    report(
      'post-date-zone',
      'date',
      `\`${text}\` names no zone, so it is UTC, as in Jekyll: ${there} in ${site.timezone}.`,
      "Write the zone behind it, such as `+0900`; or `site: { zonelessDates: 'site' }` in the config, where all such dates are those of the site.",
    ),
  );
}

/** The cover picture. If its address contains Liquid with an unknown value, there is none. */
function imageOf(data: FrontMatter, site: string, report: Report, warnings: Skipped[]): string | undefined {
  const image = urlOf(own(data, 'image'), site);
  if (image === undefined || !UNKNOWN_BRACES.test(image)) return image;
  const message = 'The address of the picture asks for something that is not known here; it is left out.';
  warnings.push(report('post-address', 'image', message, 'Write the address, such as /assets/a.png.'));
  return undefined;
}

/** `{{` or `{%` in an address. */
const UNKNOWN_BRACES = /(?:\{|%7B)(?:\{|%7B|%(?!7B))/i;

/** Jekyll hides a post if `published` is false or empty. */
function isHidden(data: FrontMatter): boolean {
  const published = own(data, 'published');
  return typeof published === 'string' && isFalse(published.trim());
}

function readUpdated(
  head: string,
  data: FrontMatter,
  published: Date,
  site: Site,
  report: Report,
  warnings: Skipped[],
): Date | undefined {
  const key = ['last_modified_at', 'updated'].find((name) => textOf(data, name) !== undefined);
  if (key === undefined) return undefined;
  const text = textOf(data, key) ?? '';
  const updated = stampOf(text, key, head, site)?.instant;
  if (updated !== undefined && updated >= published) return updated;
  // A day without a time that is the day of publication does not contradict it: it adds nothing.
  const wrong = updated === undefined ? 'is no date of the calendar' : 'is before the post was published';
  if (updated === undefined || published.getTime() - updated.getTime() > 86_400_000)
    warnings.push(
      report(
        'post-updated',
        key,
        `\`${key}: ${text}\` ${wrong}; it is not used.`,
        'Write the date of the last change.',
      ),
    );
  return undefined;
}

function readPath(
  file: string,
  data: FrontMatter,
  categories: readonly string[],
  published: Date,
  site: Site,
  report: Report,
  faults: Skipped[],
): { path: string; slug: string } {
  const name = nameOf(file, site.posts);
  const own = textOf(data, 'permalink');
  const pattern = own ?? patternOf(site.permalink);
  const slug = textOf(data, 'slug') ?? name.slug;
  const path = permalink(pattern, {
    date: wallTime(published, site.timezone),
    categories: categoriesForUrl(data, categories),
    slug,
    path: name.path,
  });
  const title = slugify(slug, 'pretty');
  const unknown = own === undefined ? [] : unknownPlaceholders(own);
  const nameless =
    title === '' && /:(title|slug)/.test(pattern) ? 'the file name leaves nothing for it' : undefined;
  const fault =
    unknown.length > 0 ? `there is no placeholder \`${unknown.join(', ')}\`` : (nameless ?? pathFault(path));
  if (fault !== undefined) {
    const key = own === undefined ? 'slug' : 'permalink';
    faults.push(
      report(
        'post-url',
        key,
        `The post can not have the URL \`${path.slice(0, 60)}\`: ${fault}.`,
        'Write a `slug:` or a `permalink:` in the front matter, such as `permalink: /2025/11/08/name/`.',
      ),
    );
  }
  return { path, slug: title };
}

/** A URI that is only a name: its scheme runs no code, and it has only letters that RFC 3986 (section 2) allows. */
const NAMING_URI =
  /^(?:https?:\/\/|urn:|tag:)(?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2})+(?:#(?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2})*)?$/i;

/** `guid` or `id`, if it is a URI that can be a name: http(s), urn or tag. */
function idOf(data: FrontMatter): string | undefined {
  const text = textOf(data, 'guid', 'id');
  if (text === undefined || /\s/.test(text) || !URL.canParse(text)) return undefined;
  const { href } = new URL(text);
  return NAMING_URI.test(href) ? href : undefined;
}

/**
 * RFC 5646, sections 2.1 and 4.4.1: subtags of 1 to 8 letters, and programs need not accept more than 35 characters.
 */
const LANGUAGE = /^(?=.{2,35}$)[a-z]{2,3}(-[A-Za-z\d]{1,8})*$/;

function languageOf(data: FrontMatter): string | undefined {
  const text = textOf(data, 'lang');
  return text !== undefined && LANGUAGE.test(text) ? text : undefined;
}

/**
 * What the file's name says: `2025-11-07-name.md` has a date; Jekyll also reads years of two digits. Other tools put a
 * post and its pictures into a folder of its own: the name of `name/index.md` is that of the folder.
 *
 * @param posts the folder of the posts
 */
export function nameOf(
  file: string,
  posts = 'posts',
): { date: string | undefined; slug: string; path: string } {
  const below = file.startsWith(`${posts}/`) ? file.slice(posts.length + 1) : file;
  const path = below.replace(/\.[^./]*$/, '').replace(/(?<=[^/])\/index$/, '');
  const base = path.slice(path.lastIndexOf('/') + 1);
  const dated = /^(\d{2,4})(-\d{1,2}-\d{1,2})-(.*)$/s.exec(base);
  const slug = (dated?.[3] ?? base).replace(/\.+$/, '');
  const year = dated?.[1] ?? '';
  return { date: dated === null ? undefined : fullYear(year) + (dated[2] ?? ''), slug, path };
}

/** As Ruby reads a year of two digits. */
function fullYear(year: string): string {
  if (year.length !== 2) return year;
  return (Number(year) < 69 ? '20' : '19') + year;
}
