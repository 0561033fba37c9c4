/**
 * Makes a `Post` from the head of a file, or gives the reasons why it cannot. A pure function of the text, the file's
 * name and the settings, so that a cache can be put before it. Whether a post is still in the future is decided later
 * (published-posts.ts).
 */
import type { Settings } from '../../settings.ts';
import type { During } from '../../time.ts';
import { decodeReferences } from '../escape.ts';
import { hasLiquid, runFrontMatter } from '../liquid/liquid.ts';
import { NO_OTHER_FILES } from '../liquid/other-files.ts';
import type { FrontMatter, Post, PostHead, Skipped } from '../post.ts';
import { levelsFor, markersOf } from '../severity.ts';
import { withDefaults } from './defaults.ts';
import { authorsOf, categoriesOf, isFalse, isTrue, minutesOf, own, tagsOf, textOf, urlOf } from './fields.ts';
import { editionOf } from './file-name.ts';
import { parseHead } from './front-matter/front-matter.ts';
import type { Oddity } from './front-matter/front-matter-faults.ts';
import { inJekyllsWords, isKeptOut, withoutTheirKeys } from './generators/generator-keys.ts';
import { warnSlips } from './head-slips.ts';
import { type HeadSource, newReport } from './head-source.ts';
import { readPublished, readUpdated } from './read-date.ts';
import { readExcerpt } from './read-excerpt.ts';
import { idOf, readPath } from './read-path.ts';
import { readShown } from './read-shown.ts';
import { readTitle } from './read-title.ts';

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
  /** When it is shown, if it says more of that than its date. */
  readonly shown?: During | undefined;
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

/**
 * @param file the path from the site folder, with `/`, in NFC
 * @param text the start of the file, with `\n` as line end, without byte order mark
 */
export function readHead(file: string, text: string, settings: Settings): HeadReading {
  const { glance, source } = look(file, text, settings);
  const { essentials, faults, warnings, draft, shown } = glance;
  const post =
    essentials === undefined || source === undefined
      ? undefined
      : wholePost(essentials, afterLiquid(source, essentials));
  return { file, post, faults, warnings, draft, ...(shown === undefined ? {} : { shown }) };
}

/** Reads only the values that every build needs of every post. The arguments are those of `readHead`. */
export function glanceAt(file: string, text: string, settings: Settings): Glance {
  return look(file, text, settings).glance;
}

/** `source` is missing if the front matter cannot be read. */
type Look = { readonly glance: Glance; readonly source?: HeadSource };

function look(file: string, text: string, settings: Settings): Look {
  const strange = noPost(file, text, settings.site);
  if (strange !== undefined) return refused(strange);
  const head = parseHead(text, markersOf(settings));
  if (!('data' in head)) {
    const { message, hint, line, column } = head;
    return refused({ code: 'post-front-matter', message, hint, at: { file, line, column } });
  }
  const { bodyStart: end } = head;
  const report = newReport(
    file,
    head,
    head.oddities.map((oddity) => warningOf(file, oddity)),
  );
  const { site } = settings;
  const data = withDefaults(file, inJekyllsWords(head.data, site), site);
  const source = { file, text: text.slice(0, end), data, settings, report };
  const shown = readShown(source);
  const essentials = readEssentials(source, withoutTheirKeys(head.data, site));
  const { warnings } = report;
  const draft = isTrue(textOf(data, 'draft')) || isHidden(data) || isKeptOut(data, site);
  // A draft of Zenn has no date yet, and nothing is to be mended.
  const isUnfinished = draft && essentials === undefined && site.generator !== 'jekyll';
  const faults = isUnfinished
    ? [unfinished(file)]
    : essentials === undefined
      ? report.faults
      : heldByTitle(source);
  return { glance: { file, data, end, faults, warnings, draft, shown, essentials }, source };
}

function unfinished(file: string): Skipped {
  return {
    code: 'post-draft',
    message: 'The post is a draft.',
    hint: 'Before it is published, it needs a title and a date.',
    at: { file, line: 1, column: 1 },
  };
}

function refused(fault: Skipped): Look {
  const none = { essentials: undefined, data: {}, end: 0, draft: false };
  return { glance: { ...none, file: fault.at.file, faults: [fault], warnings: [] } };
}

/** Files of the folder that are no posts of this site, as other generators have them. */
function noPost(file: string, text: string, site: Settings['site']): Skipped | undefined {
  if (site.generator === 'jekyll') return undefined;
  const at = { file, line: 1, column: 1 };
  const edition = editionOf(file.replace(/\.[^./]*$/, ''), site.editions);
  if (edition !== undefined && edition.toLowerCase() !== site.editions[0]) {
    const message = `The post is in another language (\`${edition}\`) than the site.`;
    const hint = 'It belongs to another edition; `site.editions` names the languages, the own one first.';
    return { code: 'post-other-language', message, hint, at };
  }
  if (!/\.html$/i.test(file) || /^\ufeff?(?:---|\+\+\+)/.test(text)) return undefined;
  const message = 'The file is no post: it is HTML without front matter.';
  return { code: 'post-other-file', message, hint: 'Begin it with `---` where it is one.', at };
}

/**
 * @param written the front matter without the defaults of its folder
 * @returns `undefined` if there is a fault
 */
function readEssentials(source: HeadSource, written: FrontMatter): Essentials | undefined {
  const { data, settings, report } = source;
  const title = readTitle(source);
  warnSlips(written, report);
  const published = readPublished(source);
  if (published === undefined) return undefined;
  const names = categoriesOf(data);
  const { slug, path } = readPath(source, { title, categories: names, published });
  const updated = readUpdated(source, published);
  if (report.faults.length > 0) return undefined;
  // Jekyll makes URLs of the names as they are written; readers see the decoded names.
  const categories = few(source, 'categories', names);
  const id = idOf(data) ?? settings.site.url + path;
  return { title, slug, path, id, published, updated, categories };
}

/** Whoever wants every post to have its own title makes this rule an error, which holds the post back. */
function heldByTitle({ data, settings, report }: HeadSource): readonly Skipped[] {
  const made = report.warnings.find(({ code }) => code === 'post-title-from-name');
  if (made === undefined || levelsFor(data, settings)('post-title-from-name') !== 'error') return [];
  return [{ ...made, severity: 'error' }];
}

/** The same head with the values that its Liquid gives. */
function afterLiquid(source: HeadSource, essentials: Essentials): HeadSource {
  const { file, text, data, settings } = source;
  if (!hasLiquid(text)) return source;
  const page = { file, ...essentials, tags: [] };
  const { site } = settings;
  return { ...source, data: runFrontMatter({ site, page, frontMatter: data, files: NO_OTHER_FILES }) };
}

function wholePost(essentials: Essentials, source: HeadSource): Post {
  const { file, data, settings } = source;
  const { site } = settings;
  const authors = decoded(authorsOf(data));
  return {
    file,
    ...essentials,
    url: site.url + essentials.path,
    tags: few(source, 'tags', tagsOf(data)),
    authors: authors.length > 0 || site.author === undefined ? authors : [site.author],
    language: languageOf(data) ?? site.language,
    excerpt: readExcerpt(source, essentials.title),
    readingMinutes: minutesOf(data),
    image: readImage(source),
    frontMatter: data,
  };
}

/**
 * Each category has its own feeds, and each feed names all categories of its posts: 2,000 categories in one post would
 * take minutes.
 */
const MOST_NAMES = 100;

/** The names as readers see them, and not too many. */
function few({ report }: HeadSource, key: string, written: readonly string[]): readonly string[] {
  const names = decoded(written);
  if (names.length <= MOST_NAMES) return names;
  const message = `The post has ${names.length} ${key}; the first ${MOST_NAMES} count.`;
  report.warn('post-category', key, message, 'Name the few that readers choose by.');
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

/** The cover picture. If its address contains Liquid with an unknown value, there is none. */
function readImage({ data, settings, report }: HeadSource): string | undefined {
  const image = urlOf(own(data, 'image'), settings.site.url);
  if (image === undefined || !UNKNOWN_BRACES.test(image)) return image;
  const message = 'The address of the picture asks for something that is not known here; it is left out.';
  report.warn('post-address', 'image', message, 'Write the address, such as /assets/a.png.');
  return undefined;
}

/** `{{` or `{%` in an address. */
const UNKNOWN_BRACES = /(?:\{|%7B)(?:\{|%7B|%(?!7B))/i;

/** Jekyll hides a post if `published` is false or empty. */
function isHidden(data: FrontMatter): boolean {
  const published = own(data, 'published');
  return typeof published === 'string' && isFalse(published.trim());
}

/**
 * RFC 5646, sections 2.1 and 4.4.1: subtags of 1 to 8 letters, and programs need not accept more than 35 characters.
 */
const LANGUAGE = /^(?=.{2,35}$)[a-z]{2,3}(-[A-Za-z\d]{1,8})*$/;

function languageOf(data: FrontMatter): string | undefined {
  const text = textOf(data, 'lang');
  return text !== undefined && LANGUAGE.test(text) ? text : undefined;
}
