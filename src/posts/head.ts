/**
 * From the head of a file to a `Post`, or to the reasons why there is none. A pure function of the text,
 * the file's name and the settings, so that a cache may stand before it; whether a post is still in the
 * future is asked later (collect.ts).
 */
import type { ProblemCode } from '../problem.ts';
import type { Settings } from '../settings.ts';
import { parseStamp, wallTime } from '../time.ts';
import { authorsOf, categoriesOf, isFalse, isTrue, minutesOf, own, tagsOf, textOf, urlOf } from './fields.ts';
import { type Head, type Oddity, parseHead } from './front-matter.ts';
import { pathFault, patternOf, permalink, slugify, unknownPlaceholders } from './permalink.ts';
import type { FrontMatter, Post, Skipped } from './post.ts';
import { markersOf } from './rules/severity.ts';
import { isBoilerplate, plainLine, titleLine } from './title.ts';

export type HeadReading = {
  /** Relative to the site folder. */
  readonly file: string;
  /** Absent where there is a fault. */
  readonly post: Post | undefined;
  /** Everything that keeps it from being published, whatever the day. */
  readonly faults: readonly Skipped[];
  readonly warnings: readonly Skipped[];
  /** Marked `draft: true` or `published: false`. */
  readonly draft: boolean;
};

/** What is asked of every post; the rest, only of those that somebody reads. */
export type Essentials = Pick<
  Post,
  'title' | 'slug' | 'path' | 'id' | 'published' | 'updated' | 'categories'
>;

export type Glance = Omit<HeadReading, 'post'> & {
  readonly essentials: Essentials | undefined;
  readonly data: FrontMatter;
  /** Where the body begins, in UTF-16 units; 0 where there is no head. */
  readonly end: number;
};

type Site = Settings['site'];
type Report = (code: ProblemCode, key: string, message: string, hint: string) => Skipped;

/**
 * @param file the path from the site folder, with `/`, NFC
 * @param text the start of the file: line ends as `\n`, no byte order mark
 */
export function readHead(file: string, text: string, settings: Settings): HeadReading {
  const { site } = settings;
  const { essentials, data, faults, warnings, draft, report } = look(file, text, settings);
  if (essentials === undefined) return { file, post: undefined, faults, warnings, draft };
  const authors = authorsOf(data);
  const post: Post = {
    file,
    ...essentials,
    url: site.url + essentials.path,
    tags: tagsOf(data),
    authors: authors.length > 0 || site.author === undefined ? authors : [site.author],
    language: languageOf(data) ?? site.language,
    excerpt: readExcerpt(data, essentials.title, settings, report, warnings),
    readingMinutes: minutesOf(data),
    image: urlOf(own(data, 'image'), site.url),
    frontMatter: data,
  };
  return { file, post, faults, warnings, draft };
}

/** No more than what every build asks of every post. The arguments are those of `readHead`. */
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
  if ('data' in head) return lookAt(file, head, settings, report);
  const { message, hint, line, column } = head;
  const fault: Skipped = { code: 'post-front-matter', message, hint, at: { file, line, column } };
  const none = { essentials: undefined, data: {}, end: 0, draft: false };
  return { ...none, file, faults: [fault], warnings: [], report };
}

function lookAt(file: string, head: Head, settings: Settings, report: Report): Look {
  const { data, bodyStart: end } = head;
  const faults: Skipped[] = [];
  const warnings = head.oddities.map((oddity) => warningOf(file, oddity));
  const title = readTitle(data, settings, report, faults, warnings);
  const published = readDate(file, data, settings.site, report, faults);
  const draft = isTrue(textOf(data, 'draft')) || isHidden(data);
  const seen = { file, data, end, faults, warnings, draft, report };
  if (published === undefined) return { ...seen, essentials: undefined };
  const categories = categoriesOf(data);
  const { slug, path } = readPath(file, data, categories, published, settings.site, report, faults);
  const updated = readUpdated(data, published, settings.site, report, warnings);
  if (faults.length > 0) return { ...seen, essentials: undefined };
  const id = idOf(data) ?? settings.site.url + path;
  return { ...seen, essentials: { title, slug, path, id, published, updated, categories } };
}

function warningOf(file: string, { code, message, line, column }: Oddity): Skipped {
  const hint = code === 'post-replacement-character' ? 'Write the letter that was lost.' : 'Remove the line.';
  return { code, message, hint, at: { file, line, column } };
}

function readTitle(
  data: FrontMatter,
  settings: Settings,
  report: Report,
  faults: Skipped[],
  warnings: Skipped[],
): string {
  const written = textOf(data, 'title') ?? '';
  const title = titleLine(written, settings);
  if (title === '') {
    const message = Object.hasOwn(data, 'title') ? 'The title is empty.' : 'The post has no title.';
    faults.push(report('post-title', 'title', message, 'Write `title: "…"` in the front matter.'));
  } else if (title !== written) {
    const message = `The marks of Markdown in the title become plain text: 「${title}」.`;
    warnings.push(report('post-title-markdown', 'title', message, 'Write the title without them.'));
  }
  return title;
}

function readExcerpt(
  data: FrontMatter,
  title: string,
  settings: Settings,
  report: Report,
  warnings: Skipped[],
): string | undefined {
  const key = textOf(data, 'excerpt') === undefined ? 'description' : 'excerpt';
  const excerpt = plainLine(textOf(data, key) ?? '');
  if (excerpt === '') return undefined;
  if (!isBoilerplate(excerpt, title, settings)) return excerpt;
  const message = 'The excerpt says nothing of its own: the first sentences stand for it.';
  warnings.push(
    report('post-excerpt-boilerplate', key, message, 'Write what the post says, or leave it out.'),
  );
  return undefined;
}

function readDate(
  file: string,
  data: FrontMatter,
  site: Site,
  report: Report,
  faults: Skipped[],
): Date | undefined {
  const written = textOf(data, 'date');
  const text = written ?? nameOf(file).date;
  const date = text === undefined ? undefined : parseStamp(text, site.timezone);
  if (date !== undefined) return date;
  const message =
    text === undefined
      ? 'The post has no date, neither in the front matter nor in its file name.'
      : `\`${text}\` is no date of the calendar.`;
  faults.push(report('post-date', 'date', message, 'Write `date: 2025-11-07 16:39:06 +0900`.'));
  return undefined;
}

/** Jekyll hides a post whose `published` is false or nothing. */
function isHidden(data: FrontMatter): boolean {
  const published = own(data, 'published');
  return typeof published === 'string' && isFalse(published.trim());
}

function readUpdated(
  data: FrontMatter,
  published: Date,
  site: Site,
  report: Report,
  warnings: Skipped[],
): Date | undefined {
  const key = ['last_modified_at', 'updated'].find((name) => textOf(data, name) !== undefined);
  if (key === undefined) return undefined;
  const text = textOf(data, key) ?? '';
  const updated = parseStamp(text, site.timezone);
  if (updated !== undefined && updated >= published) return updated;
  // A day without a time, on the day of publication, is no contradiction: it says nothing new.
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
  const name = nameOf(file);
  const own = textOf(data, 'permalink');
  const pattern = own ?? patternOf(site.permalink);
  const slug = textOf(data, 'slug') ?? name.slug;
  const path = permalink(pattern, {
    date: wallTime(published, site.timezone),
    categories,
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

/** A URI that only names: its scheme runs nothing, and it has no letter that RFC 3986 (section 2) does not. */
const NAMING_URI =
  /^(?:https?:\/\/|urn:|tag:)(?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2})+(?:#(?:[\w.~:/?@!$&'()*+,;=-]|%[\da-f]{2})*)?$/i;

/** `guid` or `id`, where it is a URI that can be a name: http(s), urn or tag. */
function idOf(data: FrontMatter): string | undefined {
  const text = textOf(data, 'guid', 'id');
  if (text === undefined || /\s/.test(text) || !URL.canParse(text)) return undefined;
  const { href } = new URL(text);
  return NAMING_URI.test(href) ? href : undefined;
}

/** RFC 5646, sections 2.1 and 4.4.1: subtags of 1 to 8, and nobody need take more than 35 characters. */
const LANGUAGE = /^(?=.{2,35}$)[a-z]{2,3}(-[A-Za-z\d]{1,8})*$/;

function languageOf(data: FrontMatter): string | undefined {
  const text = textOf(data, 'lang');
  return text !== undefined && LANGUAGE.test(text) ? text : undefined;
}

/** What the file's name says: `2025-11-07-name.md` is dated; Jekyll takes years of two digits too. */
export function nameOf(file: string): { date: string | undefined; slug: string; path: string } {
  const path = file.replace(/^posts\//, '').replace(/\.[^./]*$/, '');
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
